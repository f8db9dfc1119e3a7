"""The Debian package: built by tools/deb.sh, an older one of it, and a Debian that has nothing of either."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Final

from tests.boot import image, pane
from tests.boot.image import PROJECT, do

SOURCES: Final = ("kiosk", "playlists", "media", "docs", "systemd", "config", "tools", "requirements.txt",
                  "pyproject.toml", "README.md", "LICENSE")  # fmt: skip
"""What the package is made of."""
OLDER: Final = "0.0.9"
GONE: Final = "opt/kiosk/docs/of-older-versions.md"
"""In the older package only: an update has to take it away."""
MACHINE: Final = ("systemd", "systemd-sysv", "udev", "procps", "dbus")


def built(folder: Path) -> Path:
    """The package of the source as it is: build/kiosk_VERSION_ARCH.deb, copied. Kept for as long as nothing changes: it
    takes two minutes."""
    key = hashlib.sha256()
    for name in SOURCES:
        place = PROJECT / name
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and "__pycache__" not in file.parts:
                key.update(f"{file} {file.stat().st_mode}".encode() + hashlib.sha256(file.read_bytes()).digest())
    kept = folder / f"package-{key.hexdigest()[:12]}"
    if not (kept / ".done").exists():
        for old in folder.glob("package-*"):
            shutil.rmtree(old)
        kept.mkdir()
        do("tools/deb.sh", KIOSK_DEB_LEVEL="0", log=folder / "deb.log")
        for file in (PROJECT / "build").glob("kiosk_*.deb"):
            shutil.move(file, kept)
        (kept / ".done").touch()
    return next(kept.glob("kiosk_*.deb"))


def older(package: Path, folder: Path) -> Path:
    """The same with a lower version, other settings as installed, and one file more."""
    inside = folder / "older"
    shutil.rmtree(inside, ignore_errors=True)
    do("dpkg-deb", "-R", package, inside)
    control = inside / "DEBIAN/control"
    lines = control.read_text(encoding="utf-8").splitlines()
    told = [f"Version: {OLDER}" if line.startswith("Version: ") else line for line in lines]
    control.write_text("\n".join(told) + "\n", encoding="utf-8")
    settings = inside / "opt/kiosk/settings/kiosk.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "# as version 0.0.9 had it\n", encoding="utf-8")
    (inside / GONE).write_text("# Old\n", encoding="utf-8")
    file = folder / f"kiosk_{OLDER}.deb"
    do("dpkg-deb", "--root-owner-group", "-Znone", "--build", inside, file)
    shutil.rmtree(inside)
    return file


def bare(folder: Path) -> Path:
    """A Debian without anything that a kiosk needs; apt has that in its cache, and a screen and a hand besides."""
    return image.debian(folder, "bare", MACHINE, fetched=(*image.required(), *pane.PACKAGES))
