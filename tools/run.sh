#!/bin/sh
# Opens the kiosk. Where there is no screen, the same app runs on a virtual one and a robot visitor walks through it.
#   tools/run.sh [PLAYLIST] [options of `kiosk run`]
set -eu
cd "$(dirname "$0")/.."

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/kiosk run "$@"
fi
sheet=build/contact-sheet.png
echo "kiosk: no screen here (DISPLAY and WAYLAND_DISPLAY are empty)."
echo "kiosk: running on a virtual screen of 1920x1080; a robot visitor makes a tour with real touches, some six minutes."
mkdir -p build
xvfb-run -a -s "-screen 0 1920x1080x24 -nocursor" .venv/bin/kiosk rehearse "$@" --sheet "$sheet"
echo "kiosk: what was on the screen: $PWD/$sheet"
