"""A version that shows nothing is undone: by its starts, by a moved clock, by what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.updates import trial
from kiosk.updates.store import Store
from kiosk.updates.trial import Moment, Trial, Undone
from tests.updates.packs import packed, take, taken

BOOT = Moment("boot", 1000.0)


def later(seconds: float) -> Moment:
    return Moment("boot", BOOT.at + seconds)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "content")


@pytest.fixture
def old(tmp_path: Path, store: Store) -> str:
    return taken(store, packed(tmp_path, "old"))


@pytest.fixture
def new(tmp_path: Path, store: Store, old: str) -> str:
    """A version that is shown, and has shown nothing yet."""
    done = take(store, packed(tmp_path, "new"))
    assert done is not None
    return done.version


def test_it_is_confirmed_once(store: Store, old: str, new: str) -> None:
    assert trial.begin(store, BOOT) is None
    assert trial.read(store) == Trial(new, (BOOT,))
    assert not trial.confirm(store, old)
    assert trial.confirm(store, new)
    assert not trial.confirm(store, new)
    for seconds in (100, 200, 300):
        assert trial.begin(store, later(seconds)) is None
    assert trial.undo(store, new, "was late") is None
    assert store.shown() == new


def test_two_starts_are_enough(store: Store, old: str, new: str) -> None:
    assert trial.begin(store, BOOT) is None
    assert trial.begin(store, later(1)) is None
    undone = trial.begin(store, later(2))
    assert undone == Undone(new, "was started 2 times and showed nothing", old)
    assert (
        str(undone) == f"content {new} was started 2 times and showed nothing; it was undone, and {old} is shown again"
    )
    assert store.shown() == old
    assert trial.begin(store, later(3)) is None
    assert trial.read(store) == Trial(new, (BOOT, later(1)), failed="was started 2 times and showed nothing")


def test_a_minute_without_a_picture_is_enough(store: Store, old: str, new: str) -> None:
    assert trial.begin(store, BOOT) is None
    undone = trial.begin(store, later(60))
    assert undone == Undone(new, "showed nothing within 60 s", old)
    assert store.shown() == old


@pytest.mark.parametrize("moment", [later(59.9), Moment("another", 5000.0), Moment("another", 3.0), later(-500)])
def test_no_minute_has_passed(store: Store, new: str, moment: Moment) -> None:
    """Also where the machine was off meanwhile, or its clock makes no sense."""
    trial.begin(store, BOOT)
    assert trial.begin(store, moment) is None
    assert store.shown() == new


def test_the_clock_is_that_of_the_boot() -> None:
    first, second = Moment.now(), Moment.now()
    assert first.boot == second.boot
    assert 0 <= second.at - first.at < 60


def test_a_verdict_that_a_power_cut_left_is_carried_out(store: Store, old: str, new: str) -> None:
    trial.write(store, Trial(new, (BOOT,), failed="cannot be read"))
    assert trial.begin(store, BOOT) == Undone(new, "cannot be read", old)
    assert store.shown() == old


def test_an_undone_one_is_not_gone_back_to(tmp_path: Path, store: Store, old: str, new: str) -> None:
    assert trial.undo(store, new, "cannot be read") == Undone(new, "cannot be read", old)
    done = take(store, packed(tmp_path, "third"))
    assert done is not None
    assert store.before(done.version) == old
    assert store.all() == [old, done.version]


def test_the_first_one_has_nothing_before_it(tmp_path: Path, store: Store) -> None:
    done = take(store, packed(tmp_path, "first"))
    assert done is not None
    undone = trial.undo(store, done.version, "cannot be read")
    assert undone == Undone(done.version, "cannot be read", None)
    assert "no version before it" in str(undone)
    assert store.shown() == done.version
    again = take(store, packed(tmp_path, "second"))
    assert again is not None
    assert store.before(again.version) == done.version, "better than nothing"


def test_without_any_trial(store: Store, old: str, new: str) -> None:
    trial.undo(store, new, "x")
    assert trial.undo(store, old, "x") is None
    assert trial.begin(store, BOOT) is None
    (store.place / trial.FILE).unlink()
    assert trial.read(store) is None
    assert not trial.unproven(store)
    assert trial.begin(store, BOOT) is None


@pytest.mark.parametrize("state", [{}, {"version": 1}, {"version": "x", "started": 1}, {"version": "x", "started": []}])
def test_a_state_that_makes_no_sense_is_none(store: Store, old: str, state: dict[str, object]) -> None:
    (store.place / trial.FILE).write_text(json.dumps(state))
    assert trial.read(store) is None
    (store.place / trial.FILE).write_text(json.dumps({"version": old, "started": [1, ["b"], ["b", "x"]], "failed": ""}))
    assert trial.read(store) == Trial(old)


def test_which_version_a_file_is_of(store: Store, old: str) -> None:
    assert store.holding(store.folder(old) / "playlists" / "town" / "playlist.yaml") == old
    assert store.holding(Path("/etc/passwd")) is None


def test_starts_while_it_is_dark_are_no_failures(store: Store, old: str, new: str) -> None:
    for seconds in (0, 100, 200):
        assert trial.begin(store, later(seconds)) is None
        trial.excuse(store, old)
        trial.excuse(store, new)
        trial.excuse(store, new)
        assert trial.read(store) == Trial(new)
    assert trial.begin(store, later(300)) is None
    assert trial.begin(store, later(301)) is None
    assert trial.begin(store, later(302)) is not None
    assert store.shown() == old
