"""Small packs, and whether what a kiosk would show is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.playlist import read
from kiosk.updates import disk
from kiosk.updates.faults import UpdateError
from kiosk.updates.judging import judged
from kiosk.updates.manifest import FILE, Manifest, parse
from kiosk.updates.packing import pack
from kiosk.updates.sources import source_of
from kiosk.updates.store import ABOUT, Store
from kiosk.updates.telling import Told
from kiosk.updates.trial import confirm
from kiosk.updates.updating import Updated, update

WHEN = "2026-11-22T14:30:00+00:00"
STORY = "format: 1\nlanguages: [en, ko]\ntitle: {title}\nattract: loop.mp4\nscenes: {{film: {film}}}\n"
PIECE = 4096
BIG = 2 * PIECE + 1000
"""Bytes of a film that is written in three pieces, where the tests write so many at once."""


def exhibition(folder: Path, title: str, film: str = "film.mp4", name: str = "town", **files: bytes) -> Path:
    """A playlist's folder with its media, the film being `title`'s own; `files` by name, `_` for `.`, in media."""
    place, media = folder / "playlists" / name, folder / "media" / name
    place.mkdir(parents=True, exist_ok=True)
    media.mkdir(parents=True, exist_ok=True)
    (place / "playlist.yaml").write_text(STORY.format(title=title, film=film), encoding="utf-8")
    (media / "loop.mp4").write_bytes(b"the same in all of them")
    (media / film.strip("'")).write_bytes((title.encode() * BIG)[:BIG])
    for file, data in files.items():
        (media / file.replace("_", ".")).write_bytes(data)
    return place


def packed(folder: Path, title: str, film: str = "film.mp4", name: str = "town", **files: bytes) -> Path:
    """The pack of such a playlist."""
    place = exhibition(folder / f"from-{title}", title, film, name, **files)
    pack(read(place), folder / f"pack-{title}", WHEN, Told())
    return folder / f"pack-{title}"


def take(store: Store, place: Path) -> Updated | None:
    return update(store, source_of(str(place)), None, WHEN, Told())


def taken(store: Store, place: Path) -> str:
    """Update, and the player shows it."""
    done = take(store, place)
    assert done is not None
    assert confirm(store, done.version)
    return done.version


def wrong_with(store: Store, version: str, wanted: Manifest) -> str:
    """Why a version is not just what was packed; "" where it is."""
    folder = store.folder(version)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    files = {one.path: one for one in wanted.files}
    if found != {*files, FILE, ABOUT}:
        return f"{version}: {found ^ {*files, FILE, ABOUT}}"
    for name, one in files.items():
        if disk.sum_of(folder / name) != one.sha256:
            return f"{version}: {name} is another"
    try:
        if store.manifest(version) != wanted:
            return f"{version}: its list is another"
    except UpdateError as error:
        return f"{version}: {error}"
    _, faults = judged(folder / wanted.playlist)
    return f"{version}: {faults[0]}" if faults else ""


def manifest(place: Path) -> Manifest:
    return parse((place / FILE).read_bytes())


def refused(store: Store, place: Path | str, *words: str) -> None:
    """The update says `words`, and changes nothing."""
    before = (store.shown(), store.all())
    with pytest.raises(UpdateError) as error:
        update(store, source_of(str(place)), None, WHEN, Told())
    for word in words:
        assert word in str(error.value)
    assert error.value.cure
    assert (store.shown(), store.all()) == before
    assert not store.staging.exists() or not any(store.staging.iterdir())
