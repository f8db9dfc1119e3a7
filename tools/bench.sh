#!/bin/sh
# Measures the player beside its peers, on a screen of its own (docs/bench.md). Words are sections, all without.
set -eu
cd "$(dirname "$0")/.."
missing=""
for program in mpv:mpv cvlc:vlc ffmpeg:ffmpeg Xvfb:xvfb; do
    command -v "${program%%:*}" >/dev/null || missing="$missing ${program##*:}"
done
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ]; then
        # shellcheck disable=SC2086 # several packages
        apt-get update -q >/dev/null && apt-get install -y -q $missing >/dev/null ||
            echo "make bench: could not be installed:$missing" >&2
    else
        echo "make bench: not installed, and left out where it is a peer: apt-get install$missing" >&2
    fi
fi
exec .venv/bin/python -m bench "$@"
