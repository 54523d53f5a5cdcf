# Sourced by up, down and cli: where this Asterisk lives and which ports it has.
set -euo pipefail

PBX_DIR=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)

# What is kept between runs. One archive serves any number of instances.
PBX_HOME=${RINGDESK_PBX_HOME:-${HOME:-/root}/.cache/ringdesk-pbx}
# Two instances at the same time: give the second another shift, and all its ports move by that much.
SHIFT=${RINGDESK_PBX_SHIFT:-0}
# Where phones reach it (sockets and sound). Another address of this machine (a veth) for tests with network namespaces.
ADDRESS=${RINGDESK_PBX_ADDRESS:-127.0.0.1}

# Raise it when the list of packages changes: an archive of another recipe is not used.
RECIPE=1
ARCHIVE=$PBX_HOME/asterisk-$RECIPE.tar.gz
INSTANCE=$PBX_HOME/instance-$SHIFT
ROOT=$INSTANCE/root
PIDFILE=$INSTANCE/asterisk.pid
LOG=$INSTANCE/setup.log

WS_PORT=$((8088 + SHIFT))
WSS_PORT=$((8089 + SHIFT))
SIP_PORT=$((5060 + SHIFT))
TOWN_PORT=$((5070 + SHIFT))
AMI_PORT=$((5038 + SHIFT))
RTP_FIRST=$((20000 + 10 * SHIFT))

say() { echo "pbx: $*"; }
# This machine cannot have it (code 3), which is something else than "it should work and does not" (code 1).
cannot() { echo "pbx: no Asterisk here: $*" >&2; exit 3; }
fail() { echo "pbx: $*" >&2; exit 1; }

asterisk_cli() { chroot "$ROOT" /usr/sbin/asterisk -rx "$*"; }

running() {
  [ -s "$PIDFILE" ] || return 1
  local pid
  pid=$(cat "$PIDFILE")
  [ -d "/proc/$pid" ] && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = asterisk ]
}
