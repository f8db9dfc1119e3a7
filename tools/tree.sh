#!/bin/sh
# Lays the player's files into a tree: what both `make install` and `make deb` put on a machine.
#   tools/tree.sh TREE OF BIN     OF: /etc, or /usr/lib for a package; BIN: the command's folder
# KIOSK_WITHOUT_VENV=1 leaves out the Python environment (tests do: it takes minutes and a registry).
set -eu
cd "$(dirname "$0")/.."
tree=$1 of=$2 bin=$3
home=/opt/kiosk
python=${PYTHON:-/usr/bin/python3}

say() { printf 'kiosk: %s\n' "$*"; }

say "the exhibition and the manuals: $tree$home"
mkdir -p "$tree$home"
rm -rf "$tree$home/playlists" "$tree$home/media" "$tree$home/docs"
cp -R playlists docs "$tree$home/"
mkdir "$tree$home/media"
for folder in media/*/; do # what draws the films anew (media/making) is no part of the exhibition
    [ "$folder" = media/making/ ] || cp -R "$folder" "$tree$home/media/"
done
install -D -m 0644 -t "$tree$home" LICENSE
install -D -m 0644 -t "$tree$home/alternatives" systemd/alternatives/*
install -D -m 0755 -t "$tree$home/lib" systemd/kiosk-display
install -D -m 0644 -t "$tree$home/lib" systemd/weston.ini

if [ -z "${KIOSK_WITHOUT_VENV:-}" ]; then
    stamp=$(cat requirements.txt | sha256sum | cut -c1-16)-$("$python" --version)
    if [ "$(cat "$tree$home/venv/.done" 2>/dev/null)" != "$stamp" ]; then
        say "a Python environment: $tree$home/venv (some minutes)"
        rm -rf "$tree$home/venv"
        "$python" -m venv "$tree$home/venv"
        "$tree$home/venv/bin/python" -m pip install -q --disable-pip-version-check --no-compile --require-hashes \
            -r requirements.txt
        tools/prune.sh "$tree$home/venv"
        printf '%s' "$stamp" >"$tree$home/venv/.done"
    fi
    say "the player itself, into it"
    # From a copy: what pip leaves behind from earlier builds would be installed again.
    source=$(mktemp -d)
    trap 'rm -rf "$source"' EXIT
    cp -R pyproject.toml README.md LICENSE kiosk "$source/"
    find "$source" -name __pycache__ -prune -exec rm -rf {} +
    site=$(echo "$tree$home"/venv/lib/python3.*/site-packages)
    rm -rf "$site/kiosk" "$site"/kiosk-*.dist-info
    "$tree$home/venv/bin/python" -m pip install -q --disable-pip-version-check --no-compile --no-deps \
        --no-build-isolation "$source"
    rm -f "$site"/kiosk-*.dist-info/direct_url.json # where it was built
    sed -i '/direct_url.json/d' "$site"/kiosk-*.dist-info/RECORD
    # Where it was made is not where it will be. Of its commands only ours is meant for anybody.
    find "$tree$home/venv/bin" -mindepth 1 ! -name 'python*' ! -name kiosk -delete
    sed -i "1s|^#!.*|#!$home/venv/bin/python3|" "$tree$home/venv/bin/kiosk"
    sed -i '/^command = /d' "$tree$home/venv/pyvenv.cfg"
    # Compiled by content: the player's user may write nothing here, and files' times differ from one build to the next.
    find "$tree$home/venv" -name __pycache__ -prune -exec rm -rf {} +
    "$tree$home/venv/bin/python" -m compileall -q -s "$tree" -p / --invalidation-mode unchecked-hash "$site" || true
fi

say "units, the user kiosk, folders, sticks and keys of the console: $tree$of; the command: $tree$bin/kiosk"
install -D -m 0644 -t "$tree$of/systemd/system" systemd/*.service systemd/*.path systemd/*.timer
install -D -m 0644 systemd/sysusers.conf "$tree$of/sysusers.d/kiosk.conf"
install -D -m 0644 systemd/tmpfiles.conf "$tree$of/tmpfiles.d/kiosk.conf"
install -D -m 0644 systemd/sysctl.conf "$tree$of/sysctl.d/90-kiosk.conf"
install -D -m 0644 systemd/logind.conf "$tree$of/systemd/logind.conf.d/kiosk.conf"
install -D -m 0644 systemd/udev.rules "$tree$of/udev/rules.d/90-kiosk-stick.rules"
mkdir -p "$tree$bin"
ln -sfn "$home/venv/bin/kiosk" "$tree$bin/kiosk"
