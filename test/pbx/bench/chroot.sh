# Sourced by up: the chroot with Debian's own Asterisk. Debian 12 has no asterisk package, so a newer Debian is unpacked
# beside the system; nothing is mounted into it and nothing of the system changes (but debootstrap is installed).

SUITES=${RINGDESK_PBX_SUITES:-forky sid}
PACKAGES="asterisk asterisk-core-sounds-en asterisk-core-sounds-en-wav"

ensure_chroot() {
  [ -e "$ROOT/.complete" ] && [ "$(cat "$ROOT/.complete")" = "$RECIPE" ] && return
  rm -rf --one-file-system "$ROOT"
  mkdir -p "$ROOT"
  [ -s "$ARCHIVE" ] || make_archive
  if [ ! -e "$ROOT/usr/sbin/asterisk" ]; then
    say "unpacking $ARCHIVE"
    tar -xzpf "$ARCHIVE" -C "$ROOT"
  fi
  echo "$RECIPE" >"$ROOT/.complete"
}

make_archive() {
  command -v debootstrap >/dev/null || install_debootstrap
  local mirror suite
  mirror=$(debian_mirror)
  [ -n "$mirror" ] || cannot "apt knows no Debian mirror, and there is no $ARCHIVE"
  for suite in $SUITES; do
    say "fetching Asterisk from Debian $suite at $mirror (once, some minutes; log: $LOG)"
    if bootstrap "$suite" "$mirror" && install_asterisk; then
      pack
      return
    fi
    tail -n 4 "$LOG" >&2
  done
  cannot "Debian's $SUITES could not be fetched (see $LOG), and there is no $ARCHIVE"
}

install_debootstrap() {
  say "installing debootstrap"
  { apt-get -q -o DPkg::Lock::Timeout=120 update && DEBIAN_FRONTEND=noninteractive apt-get -q -y \
      -o DPkg::Lock::Timeout=120 install --no-install-recommends debootstrap; } >"$LOG" 2>&1 ||
    cannot "debootstrap could not be installed (see $LOG)"
}

# The mirror that this system uses itself: the one that is known to be reachable.
debian_mirror() {
  local uris
  uris=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 2>/dev/null || true)
  grep -v security <<<"$uris" | head -n 1 | sed 's|/$||' || true
}

bootstrap() {
  rm -rf --one-file-system "$ROOT"
  # An older debootstrap knows no script for a newer suite; they are all the same one, sid's.
  debootstrap --variant=minbase "$1" "$ROOT" "$2" /usr/share/debootstrap/scripts/sid >"$LOG" 2>&1
}

install_asterisk() {
  # Nothing is to be started in there by a package.
  printf '#!/bin/sh\nexit 101\n' >"$ROOT/usr/sbin/policy-rc.d"
  chmod 755 "$ROOT/usr/sbin/policy-rc.d"
  cp /etc/resolv.conf /etc/hosts "$ROOT/etc/"
  # As this system reaches its mirror: through its proxy, and with its patience for a mirror that is a snapshot.
  apt-config dump | grep -E '^Acquire::(Check-Valid-Until|Check-Date|https?::Proxy|Retries) ' \
    >"$ROOT/etc/apt/apt.conf.d/90-as-the-host" || true
  {
    chroot "$ROOT" apt-get -q update &&
      # shellcheck disable=SC2086
      DEBIAN_FRONTEND=noninteractive chroot "$ROOT" apt-get -q -y install --no-install-recommends $PACKAGES
  } >>"$LOG" 2>&1
}

pack() {
  chroot "$ROOT" apt-get clean
  rm -rf "$ROOT"/var/lib/apt/lists/* "$ROOT"/usr/share/{doc,man,locale}/*
  say "keeping it in $ARCHIVE"
  tar -C "$ROOT" -cpf - . | gzip -1 >"$ARCHIVE.part"
  mv "$ARCHIVE.part" "$ARCHIVE"
}
