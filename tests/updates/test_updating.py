"""Updates that go well, and what is kept of earlier ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.updates import disk
from kiosk.updates.faults import UpdateError
from kiosk.updates.sources import source_of
from kiosk.updates.store import Store
from kiosk.updates.telling import Told
from kiosk.updates.trial import Trial, confirm
from kiosk.updates.trial import read as trial_of
from kiosk.updates.updating import back, update
from tests.updates.packs import WHEN, manifest, packed, take, taken, wrong_with

ROOT = Path(__file__).parents[2]


def test_the_first_and_the_second(tmp_path: Path, store: Store) -> None:
    first, second = packed(tmp_path, "first"), packed(tmp_path, "second", film_en_vtt=b"WEBVTT\n")
    one = taken(store, first)
    assert wrong_with(store, one, manifest(first)) == ""
    assert store.current.is_symlink()
    done = take(store, second)
    assert done is not None
    assert (done.kept, len(done.manifest.files), store.shown()) == (1, 4, done.version)
    assert wrong_with(store, done.version, manifest(second)) == ""
    assert wrong_with(store, one, manifest(first)) == ""
    assert [name.partition("-")[0] for name in store.all()] == ["0001", "0002"]
    assert store.installed(done.version) == WHEN
    same = [store.folder(version) / "media" / "town" / "loop.mp4" for version in (one, done.version)]
    assert same[0].samefile(same[1])
    assert same[0].stat().st_mode & 0o777 == 0o444


def test_only_the_last_two_are_kept(tmp_path: Path, store: Store) -> None:
    for title in ("a", "b", "c", "d"):
        taken(store, packed(tmp_path, title))
    assert [name.partition("-")[0] for name in store.all()] == ["0003", "0004"]
    assert not list(store.staging.iterdir())


def test_what_is_shown_already_is_not_taken_again(tmp_path: Path, store: Store, shown: str) -> None:
    assert take(store, tmp_path / "pack-old") is None
    assert store.all() == [shown]


def test_a_file_that_the_disk_has_spoilt_is_taken_again(tmp_path: Path, store: Store, shown: str) -> None:
    film = store.folder(shown) / "media" / "town" / "film.mp4"
    film.chmod(0o644)
    film.write_bytes(film.read_bytes()[:-1] + b"!")
    done = take(store, tmp_path / "pack-old")
    assert done is not None
    assert done.kept == 2
    assert wrong_with(store, done.version, manifest(tmp_path / "pack-old")) == ""


def test_without_hard_links_everything_is_copied(
    tmp_path: Path, store: Store, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    done = take(store, packed(tmp_path, "new"))
    assert done is not None
    assert wrong_with(store, done.version, manifest(tmp_path / "pack-new")) == ""


def test_back_and_there_again(tmp_path: Path, store: Store, shown: str) -> None:
    newer = taken(store, packed(tmp_path, "new"))
    assert back(store) == shown == store.shown()
    assert store.all() == [shown, newer]
    with pytest.raises(UpdateError, match=f"no version before {shown}.*newer one, {newer}"):
        back(store)
    done = take(store, tmp_path / "pack-new")
    assert done is not None
    assert wrong_with(store, done.version, manifest(tmp_path / "pack-new")) == ""


def test_back_from_nothing(store: Store) -> None:
    with pytest.raises(UpdateError, match="Nothing was installed"):
        back(store)


def test_what_never_showed_anything_is_not_gone_back_to(tmp_path: Path, store: Store, shown: str) -> None:
    untried = take(store, packed(tmp_path, "untried"))
    third = take(store, packed(tmp_path, "third"))
    assert untried is not None
    assert third is not None
    assert store.before(third.version) == shown
    assert store.all() == [shown, third.version]


def test_an_update_is_on_trial(tmp_path: Path, store: Store) -> None:
    done = take(store, packed(tmp_path, "new"))
    assert done is not None
    assert trial_of(store) == Trial(done.version)


def test_a_version_that_somebody_shows_stays(tmp_path: Path, store: Store, shown: str) -> None:
    number = store.use()
    assert number is not None
    taken(store, packed(tmp_path, "b"))
    done = take(store, packed(tmp_path, "c"))
    assert done is not None
    assert done.stayed == (shown,)
    assert wrong_with(store, shown, manifest(tmp_path / "pack-old")) == ""
    os.close(number)
    confirm(store, done.version)
    take(store, packed(tmp_path, "d"))
    assert shown not in store.all()


def test_what_cannot_be_removed_keeps_nothing_from_going_live(
    tmp_path: Path, store: Store, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(store, packed(tmp_path, "b"))
    place = packed(tmp_path, "c")

    def busy(folder: Path) -> None:
        raise OSError(16, "Device or resource busy", str(folder))

    with monkeypatch.context() as patched:
        patched.setattr(disk, "in_use", busy)
        third = taken(store, place)
    assert store.shown() == third
    assert shown in store.all()
    taken(store, packed(tmp_path, "d"))
    assert shown not in store.all()


def test_another_playlist_than_the_settings_name(tmp_path: Path, store: Store) -> None:
    place = packed(tmp_path, "new")
    with pytest.raises(UpdateError, match=r"`hall`.*`town`.*write `playlist: town`"):
        update(store, source_of(str(place)), "hall", WHEN, Told())
    assert update(store, source_of(str(place)), "town", WHEN, Told()) is not None
