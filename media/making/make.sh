#!/bin/sh
# Renders the exhibition's footage. Without arguments: what is missing. `--all`: everything. Names: only those.
# Needs ffmpeg, python3 with venv, and cairo's headers (Debian: libcairo2-dev pkg-config python3-dev gcc).
set -eu
cd "$(dirname "$0")/.."
venv=../build/making-venv
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
fi
if ! cmp -s making/requirements.txt "$venv/installed.txt"; then
    "$venv/bin/pip" install --quiet -r making/requirements.txt
    cp making/requirements.txt "$venv/installed.txt"
fi
exec nice -n 10 "$venv/bin/python" -m making "$@"
