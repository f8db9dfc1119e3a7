#!/bin/sh
# Prints Debian packages from the lists, one a line, as this Debian names them, or the one in RELEASE.
#   tools/wanted.sh                  what a kiosk needs, without the screen and the hand of tests
#   tools/wanted.sh --depends        the same as a package's Depends: has it
#   tools/wanted.sh LIST...          all of these lists
# A line `NAME|OTHER` is what Debian 12 calls NAME, and 13 OTHER.
set -eu
cd "$(dirname "$0")/.."
kiosk() { grep -hvE '^(#|xvfb|xauth|xdotool)' tools/packages.txt tools/packages-kiosk.txt; }

# shellcheck source=/dev/null
release=${RELEASE:-$(. /etc/os-release && echo "${VERSION_CODENAME:-}")}
case $release in
trixie | forky | sid) own='s/.*|//' ;;
*) own='s/|.*//' ;;
esac
case ${1:-} in
--depends) kiosk | grep -vE '^python3' | sed 's/|/ | /; s/$/, /' | tr -d '\n' | sed 's/, $//' ;;
'') kiosk | sed "$own" ;;
*) grep -hv '^#' "$@" | sed "$own" ;;
esac
