"""Begin a playlist: one that can be shown at once, explained as it goes, and pictures where films will be.

  kiosk new our-town        makes playlists/our-town/playlist.yaml, and media/our-town/ with its pictures

NAME: small letters, digits and hyphens. Nothing that is there is ever changed.
Exit code 0: made. 1: it could not be written. 2: called wrongly, or there is such a playlist.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import unicodedata
from pathlib import Path
from typing import Final

PICTURES: Final = ("attract", "arrival", "inside", "welcome", "street", "about")
"""What the starting playlist names."""
SPELT: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"}
"""How letters are written where there are none of them; other accents are left out."""


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="what it is called: our-town")
    parser.add_argument("--into", type=Path, default=Path(), metavar="FOLDER",
                        help="the folder that has, or will have, playlists/ and media/ (usual: this one)")  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import FAULTS, OK, USAGE
    from kiosk.playlist.values import ID_PATTERN

    name: str = arguments.name
    if not re.fullmatch(ID_PATTERN, name):
        mended = re.sub(r"[^a-z0-9]+", "-", _plain(name)).strip("-") or "our-town"
        print(f"kiosk new: a name has only small letters, digits and hyphens. Write `{mended}`.", file=sys.stderr)
        return USAGE
    folder, media = arguments.into / "playlists" / name, arguments.into / "media" / name
    there = next((place for place in (folder, media) if place.exists()), None)
    if there is not None:
        print(f"kiosk new: {there} is there. Choose another name, or remove it.", file=sys.stderr)
        return USAGE
    try:
        _make(name, folder, media)
    except OSError as error:
        for place in (folder, media):  # they were not there before
            shutil.rmtree(place, ignore_errors=True)
        print(f"kiosk new: {error}", file=sys.stderr)
        return FAULTS
    print(f"{folder / 'playlist.yaml'} is made; its films belong into {media}.")
    print(f"Look at it:   kiosk try {folder}")
    print(f"Check it:     kiosk check {folder}")
    return OK


def _plain(name: str) -> str:
    """In small letters without accents: `Über` becomes `ueber`."""
    spelt = unicodedata.normalize("NFC", name.lower())
    for letter, written in SPELT.items():
        spelt = spelt.replace(letter, written)
    return "".join(letter for letter in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(letter))


def _make(name: str, folder: Path, media: Path) -> None:
    from kiosk.screen.cards import draw_card
    from kiosk.screen.fitting import offscreen

    title = name.replace("-", " ").capitalize()
    text = (Path(__file__).parents[1] / "starter" / "playlist.yaml").read_text(encoding="utf-8")
    application = offscreen()  # noqa: F841 - it lives while pictures are drawn
    folder.mkdir(parents=True)
    media.mkdir(parents=True)
    for number, picture in enumerate(PICTURES):
        words = f"{title}: {picture}" if picture != "attract" else title
        draw_card(media / f"{picture}.png", words, number / len(PICTURES))
    (folder / "playlist.yaml").write_text(text.replace("TITLE", title).replace("NAME", name), encoding="utf-8")
