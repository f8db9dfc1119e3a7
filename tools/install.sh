#!/bin/sh
# Installs the kiosk on this machine, or with DESTDIR=TREE into the tree of an image. Run again, it mends and updates.
#   sudo make install       sudo make install DESTDIR=/srv/image
# KIOSK_WITHOUT_PACKAGES=1 leaves out apt-get (the image's own packages are installed otherwise),
# KIOSK_WITHOUT_VENV=1 the Python environment.
set -eu
cd "$(dirname "$0")/.."
tree=${DESTDIR:-}
tree=${tree%/}

say() { printf 'kiosk: %s\n' "$*"; }
stop() { printf 'kiosk: %s\n' "$*" >&2; exit 1; }

[ "$(id -u)" = 0 ] || stop "needs root, for it makes a user and units: sudo make install"
[ "$(cat "$tree/var/lib/dpkg/info/kiosk.list" 2>/dev/null | head -1)" = "" ] ||
    stop "the package kiosk is installed already, and would be overwritten. Update that one (make deb), or first: apt-get remove kiosk"

if [ -n "$tree" ] && [ -z "${KIOSK_WITHOUT_PACKAGES:-}" ]; then
    [ -x "$tree/usr/bin/apt-get" ] ||
        stop "$tree has no Debian in it (no usr/bin/apt-get). Put one there first: debootstrap bookworm $tree; or without Debian's packages: KIOSK_WITHOUT_PACKAGES=1"
fi
if [ -z "${KIOSK_WITHOUT_PACKAGES:-}" ]; then
    release=$(sed -n 's/^VERSION_CODENAME=//p' "$tree/etc/os-release")
    wanted=$(RELEASE=$release tools/wanted.sh)
    as_there=
    [ -z "$tree" ] || as_there="chroot $tree"
    missing=
    for package in $wanted; do
        case $($as_there dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
        *"ok installed") ;;
        *) missing="$missing $package" ;;
        esac
    done
    if [ -n "$missing" ]; then
        say "Debian packages:$missing"
        $as_there apt-get update -q
        # shellcheck disable=SC2086 # several packages
        $as_there env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
    fi
fi
# The environment is made by this machine's Python and started by the tree's.
if [ -n "$tree" ] && [ -z "${KIOSK_WITHOUT_VENV:-}" ] && [ -e "$tree/usr/bin/python3" ]; then
    here=$("${PYTHON:-/usr/bin/python3}" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    [ -e "$tree/usr/bin/$here" ] ||
        stop "this machine has $here, and $tree has not: its Debian is another one. Install from inside of it: copy this folder there, then chroot $tree, and make install"
fi

tools/tree.sh "$tree" /etc /usr/local/bin

for file in kiosk.yaml update.env; do
    if [ -e "$tree/etc/kiosk/$file" ]; then
        say "settings kept as they are: $tree/etc/kiosk/$file"
    else
        say "settings, to be edited: $tree/etc/kiosk/$file"
        mkdir -p "$tree/etc/kiosk"
        case $file in
        update.env) install -m 0644 systemd/update.env "$tree/etc/kiosk/$file" ;;
        *) (umask 0137 && tools/settings.sh >"$tree/etc/kiosk/$file") ;; # it holds the PIN
        esac
    fi
done

at=${tree:+--root=$tree}
# shellcheck disable=SC2086 # none or one
systemd-sysusers $at kiosk.conf
# shellcheck disable=SC2086 # none or one
systemd-tmpfiles $at --create kiosk.conf
# shellcheck disable=SC2086 # none or one
systemctl $at enable kiosk-display.service kiosk.service kiosk-update.path kiosk-update.timer kiosk-update-asked.path
# Ctrl+Alt+Del on any keyboard would start the machine anew.
# shellcheck disable=SC2086 # none or one
systemctl -q $at mask ctrl-alt-del.target
if [ -z "$tree" ] && [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    udevadm control --reload 2>/dev/null || true
    sysctl -q -p /etc/sysctl.d/90-kiosk.conf || true
    if systemctl -q is-enabled display-manager.service 2>/dev/null; then
        say "a desktop is started on this machine and would take the screen. Switch it off: systemctl disable --now display-manager"
    fi
fi

[ -x "$tree/opt/kiosk/venv/bin/kiosk" ] ||
    say "$tree/usr/local/bin/kiosk leads nowhere yet: there is no Python environment $tree/opt/kiosk/venv. Put it there: make install without KIOSK_WITHOUT_VENV"
if [ -n "$tree" ]; then
    say "installed into $tree. What to do next:"
    say "  1. edit $tree/etc/kiosk/kiosk.yaml: what is the same on every machine of this image"
    say "  2. boot a machine from it; there: the PIN, the panel's size, kiosk doctor (the list at the end of the manual)"
else
    say "installed. What to do next:"
    say "  1. sudoedit /etc/kiosk/kiosk.yaml: the panel's size, the opening hours; sudo kiosk pin --write /etc/kiosk/kiosk.yaml"
    say "  2. cd / && sudo kiosk doctor --settings /etc/kiosk/kiosk.yaml    whether this machine can show film"
    say "  3. sudo systemctl reboot   the kiosk comes up by itself; or now: sudo systemctl start kiosk"
    say "  4. systemctl status kiosk  its line \"Status\" says what is on the screen"
fi
say "The manual: $tree/opt/kiosk/docs/install.md"
