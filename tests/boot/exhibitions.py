"""What is shown in the proof: the shipped exhibition, and the same one with its films made small.

Each twice, as two packs of which the second is another one to the byte: its title ends in (2), and to each film an
empty box (ISO 14496-12, `free`) was added, which no player looks at.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Final

from tests.boot.image import PROJECT, do

NAME: Final = "the-defector"
SECOND: Final = " (2)"
SMALL: Final = "scale=480:270,fps=15"
"""What an emulated processor decodes in time: 1080p would take it some seconds a picture."""
ENCODED: Final = ("-c:v", "libx264", "-preset", "veryfast", "-tune", "fastdecode", "-crf", "28", "-g", "15",
                  "-c:a", "aac", "-b:a", "48k")  # fmt: skip
EMPTY: Final = b"\x00\x00\x00\x10free(second)"


def packs(folder: Path, tree: Path, small: bool) -> tuple[str, str]:
    """The first and the second pack, as paths inside of `tree`."""
    kind = "small" if small else "shipped"
    media = _small(folder) if small else PROJECT / "media" / NAME
    names = []
    for number in (1, 2):
        place = folder / f"{kind}-{number}"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(PROJECT / "playlists" / NAME, place / "playlists" / NAME)
        shutil.copytree(media, place / "media" / NAME)
        if number == 2:
            _change(place)
        pack = tree / "srv" / f"{kind}-{number}"
        do("chmod", "-R", "a+rX", place)
        do(".venv/bin/python", "-m", "kiosk.cli", "pack", place / "playlists" / NAME, "--to", pack, "--force",
           PYTHONPATH=str(PROJECT))  # fmt: skip
        do("chmod", "-R", "a+rX", pack)
        shutil.rmtree(place)
        names.append(f"/srv/{pack.name}")
    return names[0], names[1]


def _change(place: Path) -> None:
    for film in (place / "media" / NAME).glob("*.mp4"):
        with film.open("ab") as file:
            file.write(EMPTY)
    playlist = place / "playlists" / NAME / "playlist.yaml"
    text = playlist.read_text(encoding="utf-8")
    changed = text.replace("title: {en: The Defector,", f"title: {{en: The Defector{SECOND},", 1)
    if text == changed:
        raise AssertionError(f"{playlist} is not titled as tests/boot/exhibitions.py thinks: mend it there")
    playlist.write_text(changed, encoding="utf-8")


def _small(folder: Path) -> Path:
    """The films made small, kept for as long as the shipped ones and the way stay the same."""
    shipped = PROJECT / "media" / NAME
    films = sorted(shipped.glob("*.mp4"))
    key = hashlib.sha256(SMALL.encode())
    for film in films:
        key.update(hashlib.sha256(film.read_bytes()).digest())
    place = folder / f"films-{key.hexdigest()[:12]}"
    if not (place / ".done").exists():
        for old in folder.glob("films-*"):
            shutil.rmtree(old)
        place.mkdir(parents=True)
        for film in films:
            do("ffmpeg", "-v", "error", "-y", "-i", film, "-vf", SMALL, *ENCODED, place / film.name)
        for other in shipped.iterdir():
            if other.suffix not in {".mp4", ".json"}:
                shutil.copy(other, place / other.name)
        (place / ".done").touch()
    return place
