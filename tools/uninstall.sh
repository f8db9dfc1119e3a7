#!/bin/sh
# Takes away what `make install` put there. Content, settings, statistics and incidents stay, and so does the user kiosk,
# who owns them.
set -eu
tree=${DESTDIR:-}
tree=${tree%/}
say() { printf 'kiosk: %s\n' "$*"; }
[ "$(id -u)" = 0 ] || { say "needs root: sudo make uninstall" >&2; exit 1; }

at=${tree:+--root=$tree}
units="kiosk.service kiosk-display.service kiosk-update.service kiosk-update.path kiosk-update.timer kiosk-update-asked.path
    kiosk-update-asked.service kiosk-stick@.service"
if [ -z "$tree" ] && [ -d /run/systemd/system ]; then
    # shellcheck disable=SC2086 # several units
    systemctl stop $units 2>/dev/null || true
fi
for unit in $units; do
    if [ -e "$tree/etc/systemd/system/$unit" ]; then
        # shellcheck disable=SC2086 # none or one
        systemctl -q $at disable "$unit" 2>/dev/null || true
        rm -f "$tree/etc/systemd/system/$unit"
    fi
done
rm -f "$tree/etc/sysusers.d/kiosk.conf" "$tree/etc/tmpfiles.d/kiosk.conf" "$tree/etc/sysctl.d/90-kiosk.conf" \
    "$tree/etc/systemd/logind.conf.d/kiosk.conf" "$tree/etc/udev/rules.d/90-kiosk-stick.rules"
# shellcheck disable=SC2086 # none or one
systemctl -q $at unmask ctrl-alt-del.target 2>/dev/null || true
[ "$(readlink "$tree/usr/local/bin/kiosk" 2>/dev/null)" != /opt/kiosk/venv/bin/kiosk ] || rm "$tree/usr/local/bin/kiosk"
for part in venv playlists media docs lib alternatives LICENSE; do rm -rf "$tree/opt/kiosk/$part"; done
rmdir "$tree/opt/kiosk" 2>/dev/null || true
if [ -z "$tree" ] && [ -d /run/systemd/system ]; then systemctl daemon-reload; fi
there=
for folder in "$tree/etc/kiosk" "$tree/var/lib/kiosk"; do
    [ ! -e "$folder" ] || there="$there $folder"
done
if [ -n "$there" ]; then
    say "uninstalled. Still there, with settings, content, statistics and incidents:$there; and the user kiosk."
else
    say "uninstalled. The user kiosk is still there."
fi
if [ -n "$tree" ]; then
    say "To have those gone, too:${there:+ rm -r$there &&} userdel --root $tree kiosk"
else
    say "To have those gone, too:${there:+ rm -r$there &&} userdel kiosk"
fi
