#!/bin/sh
# Installs what the kiosk needs and is not there yet: Debian packages, .venv, pinned requirements, the kiosk itself.
#   tools/setup.sh        what runs the kiosk
#   tools/setup.sh --dev  and what tests it
#   tools/setup.sh --boot and what boots it (make boot-proof)
# Says what it does while it does it; does nothing, quickly, the second time.
set -eu
cd "$(dirname "$0")/.."

dev= boot=
case ${1:-} in
--dev) dev=1 ;;
--boot) dev=1 boot=1 ;;
esac

say() { printf 'kiosk setup: %s\n' "$*"; }
stop() { printf 'kiosk setup: %s\n' "$*" >&2; exit 1; }

# ---- Debian packages
wanted=$(tools/wanted.sh tools/packages.txt ${dev:+tools/packages-dev.txt} ${boot:+tools/packages-boot.txt})
missing=
for package in $wanted; do
    case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
    *"ok installed") ;;
    *) missing="$missing $package" ;;
    esac
done
if [ -n "$missing" ]; then
    command -v apt-get >/dev/null || stop "this is not Debian: install these yourself:$missing"
    as_root=
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || stop "needs these packages, and neither root nor sudo is here:$missing"
        as_root=sudo
    fi
    say "installing Debian packages:$missing"
    $as_root apt-get update -q
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
fi

# ---- Python: Debian's own, unless PYTHON names another
python=${PYTHON:-/usr/bin/python3}
requirements="requirements.txt${dev:+ requirements-dev.txt}"
stamp=$(cat "$0" pyproject.toml requirements.txt requirements-dev.txt | sha256sum | cut -c1-16)-$("$python" --version)
done_file=.venv/.done${dev:+-dev}
if [ "$(cat "$done_file" 2>/dev/null)" != "$stamp" ]; then
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then # also one that was left half made
        say "making the environment .venv with $("$python" --version)"
        "$python" -m venv --clear .venv
    fi
    say "installing pinned requirements ($requirements); the first time this takes a few minutes"
    for file in $requirements; do set -- "$@" -r "$file"; done
    case ${1:-} in --*) shift ;; esac
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes "$@"
    say "installing the kiosk"
    # No build isolation and no dependencies: everything it needs is pinned above.
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
    printf '%s' "$stamp" >.venv/.done
    [ -z "$dev" ] || printf '%s' "$stamp" >.venv/.done-dev
    say "ready: .venv/bin/kiosk"
fi
