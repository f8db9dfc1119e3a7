#!/bin/sh
# Builds build/kiosk_VERSION_ARCH.deb: the player with its Python environment under /opt/kiosk, the first exhibition, the
# units. The same source gives the same bytes.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-/usr/bin/python3}
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1700000000)}
PYTHONHASHSEED=0
export SOURCE_DATE_EPOCH PYTHONHASHSEED
umask 0022
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)
arch=$(dpkg --print-architecture)
minor=$("$python" -c 'import sys; print(sys.version_info.minor)')
root=build/deb
rm -rf "$root"
mkdir -p "$root/DEBIAN"

tools/tree.sh "$root" /usr/lib /usr/bin

if [ -z "${KIOSK_WITHOUT_VENV:-}" ]; then # what installs packages has no place in one
    venv=$root/opt/kiosk/venv
    rm -rf "$venv"/lib/python3.*/site-packages/pip* "$venv"/lib/python3.*/site-packages/setuptools* \
        "$venv"/lib/python3.*/site-packages/_distutils_hack "$venv"/lib/python3.*/site-packages/distutils-precedence.pth \
        "$venv/.done"
    # pip's records hold the sums of commands as they were where this was built; nothing reads them here.
    rm -f "$venv"/lib/python3.*/site-packages/*.dist-info/RECORD
fi
# No conffiles: whoever installs a kiosk edits these, and each update whose own differ would then stop and ask. postinst
# puts them into /etc/kiosk where there are none.
install -d "$root/opt/kiosk/settings" "$root/usr/share/doc/kiosk" "$root/usr/share/lintian/overrides"
tools/settings.sh >"$root/opt/kiosk/settings/kiosk.yaml"
install -m 0644 systemd/update.env "$root/opt/kiosk/settings/update.env"
mv "$root/opt/kiosk/LICENSE" "$root/usr/share/doc/kiosk/copyright"
printf 'kiosk (%s) stable; urgency=medium\n\n  * See /opt/kiosk/docs and the project.\n\n -- The kiosk project <kiosk@kiosk.invalid>  %s\n' \
    "$version" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$root/usr/share/doc/kiosk/changelog.gz"
install -m 0644 tools/deb/lintian-overrides "$root/usr/share/lintian/overrides/kiosk"

depends=$(tools/wanted.sh --depends)
# The environment is of one Python's: its libraries would not be found by the next.
cat >"$root/DEBIAN/control" <<END
Package: kiosk
Version: $version
Architecture: $arch
Maintainer: The kiosk project <kiosk@kiosk.invalid>
Section: video
Priority: optional
Installed-Size: $(du -sk --apparent-size "$root" | cut -f1)
Depends: python3 (>= 3.$minor), python3 (<< 3.$((minor + 1))), systemd, $depends
Recommends: rclone
Description: Museum kiosk player
 Shows documentary film full screen on a touchscreen, with decisions laid over
 it, and begins anew for each visitor. Comes up at boot, takes new content from
 a stick or a store, and mends itself.
 .
 Contains the first exhibition, and Qt for Python under /opt/kiosk.
END
for script in preinst postinst prerm postrm; do install -m 0755 "tools/deb/$script" "$root/DEBIAN/$script"; done
(cd "$root" && find . -type f ! -path './DEBIAN/*' -printf '%P\0' | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$root" -print0 | xargs -0 touch -h -d "@$SOURCE_DATE_EPOCH"
out=build/kiosk_${version}_$arch.deb
dpkg-deb --root-owner-group -Zxz -z"${KIOSK_DEB_LEVEL:-3}" --build "$root" "$out" >/dev/null
rm -rf "$root"
printf 'kiosk: %s, %s MB. On the machine: apt install ./%s\n' "$out" "$(($(stat -c %s "$out") / 1000000))" "$(basename "$out")"
