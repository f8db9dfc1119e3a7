"""What is asked of the real visit; and that a visit which keeps no promise is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.audit import visits
from kiosk.playlist.model import Playlist
from kiosk.playlist.reading import read
from kiosk.visit import events as ev
from kiosk.visit.effects import Effect
from kiosk.visit.state import Visit
from kiosk.visit.step import step

SHIPPED = Path(__file__).parents[2] / "playlists"


@pytest.fixture(scope="module")
def defector() -> Playlist:
    return read(SHIPPED / "the-defector" / "playlist.yaml")


def deaf_to(event: type, monkeypatch: pytest.MonkeyPatch) -> None:
    """A visit that does not answer such a touch."""

    def stubborn(playlist: Playlist, visit: Visit, said: ev.Event) -> tuple[Visit, tuple[Effect, ...]]:
        return (visit, ()) if isinstance(said, event) else step(playlist, visit, said)

    monkeypatch.setattr(visits, "step", stubborn)


@pytest.mark.parametrize("name", ["the-defector", "hello", "loop"])
def test_shipped_visits_keep_what_they_promise(name: str) -> None:
    playlist = read(SHIPPED / name / "playlist.yaml")
    assert visits.limited(playlist) == visits.hurried(playlist) == visits.remembered(playlist) == ()


def test_a_question_that_keeps_its_time_is_found(defector: Playlist, monkeypatch: pytest.MonkeyPatch) -> None:
    deaf_to(ev.LimitsTouched, monkeypatch)
    assert "village" in visits.limited(defector)


def test_a_calm_mode_without_more_time_is_found(defector: Playlist, monkeypatch: pytest.MonkeyPatch) -> None:
    deaf_to(ev.CalmTouched, monkeypatch)
    assert "village" in visits.hurried(defector)


def test_what_a_reset_leaves_is_found(defector: Playlist, monkeypatch: pytest.MonkeyPatch) -> None:
    deaf_to(ev.ResetAsked, monkeypatch)
    assert visits.remembered(defector) == ("language", "captions", "volume", "aids", "relaxed")


def test_what_cannot_be_set_is_no_promise_kept(defector: Playlist, monkeypatch: pytest.MonkeyPatch) -> None:
    deaf_to(ev.VolumeTouched, monkeypatch)
    assert visits.remembered(defector) == ("volume",)
