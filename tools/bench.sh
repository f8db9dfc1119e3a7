#!/bin/sh
# Measures the player on a screen of its own (docs/bench.md): `bench` beside its peers, `bench.soak` over many cuts.
#   tools/bench.sh bench|bench.soak [words for it]
set -eu
cd "$(dirname "$0")/.."
missing=""
for program in mpv:mpv cvlc:vlc ffmpeg:ffmpeg Xvfb:xvfb pulseaudio:pulseaudio parec:pulseaudio-utils; do
    command -v "${program%%:*}" >/dev/null || missing="$missing ${program##*:}"
done
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ]; then
        # shellcheck disable=SC2086 # several packages
        apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends $missing >/dev/null ||
            echo "make bench: could not be installed:$missing" >&2
    else
        echo "make bench: not installed, and left out where it is a peer: apt-get install$missing" >&2
    fi
fi
module=$1
shift
exec .venv/bin/python -m "$module" "$@"
