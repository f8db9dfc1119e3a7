"""Packs that are not what they should be, wherever they come from: nothing changes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from kiosk.updates import disk, updating
from kiosk.updates.faults import UpdateError
from kiosk.updates.manifest import FILE, Entry, Manifest, in_order
from kiosk.updates.sources import Folder, source_of
from kiosk.updates.store import Store
from kiosk.updates.telling import Told
from kiosk.updates.updating import update
from tests.updates.packs import WHEN, manifest, packed, refused, take, taken, wrong_with

ROOT = Path(__file__).parents[2]


def test_a_pack_that_is_not_there(tmp_path: Path, store: Store, shown: str) -> None:
    place = packed(tmp_path, "new")
    refused(store, tmp_path / "nowhere", "is not there")
    refused(store, place / FILE, "is no folder")
    refused(store, tmp_path, "holds no pack", "Did you mean ")
    refused(store, place / "media", "holds no pack", "`kiosk pack` wrote")


@pytest.mark.parametrize("spoil", ["other bytes", "shorter", "longer", "endless"])
def test_a_file_that_is_not_what_was_packed(tmp_path: Path, store: Store, shown: str, spoil: str) -> None:
    place = packed(tmp_path, "new")
    film = place / "media" / "town" / "film.mp4"
    data = film.read_bytes()
    spoilt = {"other bytes": data[:-1] + b"!", "shorter": data[:-1], "longer": data + b"!", "endless": data * 9}
    film.write_bytes(spoilt[spoil])
    refused(store, place, "media/town/film.mp4 in the pack is ", "longer" if len(spoilt[spoil]) > len(data) else "not")
    assert take(store, packed(tmp_path, "whole")) is not None, "what is left does not matter"


def test_a_file_that_is_missing_a_folder_or_a_pipe(tmp_path: Path, store: Store, shown: str) -> None:
    place = packed(tmp_path, "new")
    film = place / "media" / "town" / "film.mp4"
    film.unlink()
    refused(store, place, "film.mp4 is missing in the pack")
    film.mkdir()
    refused(store, place, "film.mp4 in the pack is no file")
    film.rmdir()
    os.mkfifo(film)
    refused(store, place, "film.mp4 in the pack is no file")


def test_links_are_not_followed_out_of_the_pack(tmp_path: Path, store: Store, shown: str) -> None:
    place = packed(tmp_path, "new")
    film = place / "media" / "town" / "film.mp4"
    film.rename(tmp_path / "film.mp4")
    film.symlink_to(tmp_path / "film.mp4")
    refused(store, place, "is a link out of it", "Put the file itself there.")
    film.unlink()
    film.symlink_to(film)
    refused(store, place, "cannot be read")
    film.unlink()
    (tmp_path / "film.mp4").rename(film)
    (place / "media").rename(tmp_path / "media")
    (place / "media").symlink_to(tmp_path / "media")
    refused(store, place, "is a link out of it")


class Pulled(Folder):
    """A stick that is pulled while one of its files is read."""

    def _open(self, path: str) -> int:
        number = super()._open(path)
        if path.endswith("film.mp4"):
            os.close(number)
            return os.open(self.place, os.O_RDONLY)  # reading it fails as a device that is gone does
        return number


def test_the_stick_is_pulled(tmp_path: Path, store: Store, shown: str) -> None:
    place = packed(tmp_path, "new")
    with pytest.raises(UpdateError, match=r"film\.mp4 in the pack cannot be read.*the stick stays in"):
        update(store, Pulled(place), None, WHEN, Told())
    assert store.shown() == shown

    def pull(phase: str, _part: float) -> None:
        if phase == "copying":
            shutil.rmtree(place, ignore_errors=True)

    with pytest.raises(UpdateError, match="is missing in the pack"):
        update(store, source_of(str(place)), None, WHEN, Told(pull))
    assert store.shown() == shown


def test_a_playlist_that_cannot_be_shown(tmp_path: Path, store: Store, shown: str) -> None:
    place = packed(tmp_path, "new")
    file = place / "playlists" / "town" / "playlist.yaml"

    def instead(text: str) -> None:
        file.write_text(text, encoding="utf-8")
        old = manifest(place)
        entry = Entry("playlists/town/playlist.yaml", file.stat().st_size, disk.sum_of(file))
        files = in_order([entry, *(one for one in old.files if one.path != entry.path)])
        (place / FILE).write_bytes(Manifest(old.name, old.title, old.created, files).written())

    instead("format: 1\nattract: loop.mp4\nsecnes: {film: film.mp4}\n")
    refused(store, place, "playlist.yaml:3: ", "and pack it again")
    instead("format: 1\nattract: loop.mp4\nscenes: {film: other.mp4}\n")
    refused(store, place, "There is no file `other.mp4`")


def test_a_list_without_end(tmp_path: Path, store: Store, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = packed(tmp_path, "new")
    monkeypatch.setattr(updating, "MOST_BYTES", 100)
    refused(store, place, "has more than 100 bytes")


needs_rclone = pytest.mark.skipif(not shutil.which("rclone"), reason="rclone is not installed")


@needs_rclone
def test_through_rclone(tmp_path: Path, store: Store, shown: str) -> None:
    place = packed(tmp_path, "new")
    done = take(store, Path(f"rclone::local:{place}"))
    assert done is not None
    assert wrong_with(store, done.version, manifest(place)) == ""
    (place / "media" / "town" / "film.mp4").unlink()
    (place / "media" / "town" / "loop.mp4").write_bytes(b"it is longer than it was" * 9)
    taken(store, packed(tmp_path, "third"))
    refused(store, f"rclone::local:{place}", "rclone cannot read :local:", "film.mp4", "`rclone ls` lists it")
    refused(store, f"rclone::local:{tmp_path}/nowhere/", "rclone cannot read")


def test_rclone_named_wrongly_or_missing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    refused(store, "rclone:museum", "names no remote", "rclone:REMOTE:PATH")
    monkeypatch.setenv("PATH", os.devnull)
    refused(store, "rclone:museum:packs", "rclone is not installed here", "sudo apt install rclone")
