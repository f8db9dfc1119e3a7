#!/bin/sh
# requirements*.in -> requirements*.txt, with hashes and without any index's address.
set -eu
cd "$(dirname "$0")/.."
python3 -m venv build/pins
build/pins/bin/python -m pip install -q pip-tools
# Extras stay: with hashes, pip asks for the newest `coverage[toml]` where the pin says only `coverage`.
for name in requirements requirements-dev; do
    build/pins/bin/pip-compile -q --generate-hashes --allow-unsafe --no-strip-extras --no-header \
        --no-emit-index-url --no-emit-trusted-host --no-emit-options -o "$name.txt" "$name.in"
done
