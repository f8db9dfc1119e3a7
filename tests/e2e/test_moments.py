"""The real app in a real window: moments come in their time, and the last picture stays while somebody thinks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.app import Kiosk
from kiosk.content import Options, read_content
from kiosk.footage.software import SoftwareFilm
from kiosk.visit import events as ev
from kiosk.visit.state import InStory
from tests.footage.studio import number, numbered, on_screen

pytestmark = [pytest.mark.vlc, pytest.mark.window]

SIZES = {"landscape": (960, 540), "portrait": (540, 960)}
FRAMES, RATE = 60, 30
OPENS, SPOT = 700, 400
WITHIN = 40
"""ms between a moment and the time during which the picture that is seen with it stands."""
TRIES = 4
"""Showings in which a machine that does something else meanwhile may be in time."""

PLAYLIST = """format: 1
languages: [en, ko]
attract: loop.mp4
scenes:
  film:
    clip: film.mp4
    hotspots: [{at: 400ms, for: 1s, area: [10%, 30%, 20%, 20%], open: about}]
    decision:
      opens: 700ms
      window: none
      ask: {en: "What now?", ko: "Now?"}
      choices: {go: {label: {en: Go on, ko: Go}, to: home}}
pages:
  about: {title: About, text: All of it is true., clip: page.mp4}
"""


class Visitor:
    """Sees which picture of the film is on the screen, and what lies over it."""

    def __init__(self, qtbot: QtBot, folder: Path, size: tuple[int, int]) -> None:
        options = Options(playlist=folder, seed=1, window=True, size=size)
        self.qtbot, self.kiosk = qtbot, Kiosk(read_content(options), options, "software")
        assert self.kiosk.performer is not None
        assert self.kiosk.footage is not None
        self.performer, self.footage = self.kiosk.performer, self.kiosk.footage
        film = self.footage.item()
        assert isinstance(film, SoftwareFilm)
        self.film = film
        self.seen: dict[str, int] = {}
        """The picture that was seen first together with a decision, and with a hotspot."""
        film.window().frameSwapped.connect(self._look)
        self.kiosk.show()

    def _look(self) -> None:
        place, clip = self.performer.visit.place, self.picture()
        if isinstance(place, InStory) and clip[0] == 1:
            if place.open is not None:
                self.seen.setdefault("decision", clip[1])
            if place.hotspots:
                self.seen.setdefault("hotspot", clip[1])

    def picture(self) -> tuple[int, int]:
        return number(on_screen(self.film))

    def send(self, *events: ev.Event) -> None:
        for event in events:
            self.performer.send(event)

    def until(self, clip: int, frame: int = 0) -> None:
        self.qtbot.waitUntil(lambda: self.picture()[0] == clip and self.picture()[1] >= frame, timeout=20_000)

    @property
    def clip_shown(self) -> bool:
        clip = self.performer.visit.clip
        return clip is not None and clip.shown

    @property
    def story(self) -> InStory:
        assert isinstance(self.performer.visit.place, InStory)
        return self.performer.visit.place


@pytest.fixture(scope="module")
def playlist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("moments")
    (folder / "playlist.yaml").write_text(PLAYLIST, encoding="utf-8")
    upright = ("-vf", "scale=180:320:flags=neighbor")  # the loop fills an upright screen, a scene's film its upper part
    across = ("-vf", "crop=320:20:0:0,scale=540:640:flags=neighbor")
    for clip, name, extra in ((1, "film", across), (2, "loop", upright), (3, "page", across)):
        numbered(folder / f"{name}.mp4", clip, FRAMES, rate=RATE)
        numbered(folder / f"{name}.portrait.mp4", clip, FRAMES, extra=extra, rate=RATE)
    for language in ("en", "ko"):
        (folder / f"film.{language}.vtt").write_text("WEBVTT\n\n00:00.100 --> 00:09.000\nThe river.\n")
    return folder


@pytest.fixture(params=SIZES)
def visitor(request: pytest.FixtureRequest, qtbot: QtBot, playlist: Path) -> Iterator[Visitor]:
    visitor = Visitor(qtbot, playlist, SIZES[request.param])
    yield visitor
    visitor.kiosk.close()
    visitor.kiosk.deleteLater()


def test_the_last_picture_stays_while_a_visitor_thinks_whatever_comes_between(visitor: Visitor) -> None:
    visitor.until(2)
    visitor.send(ev.Touched())
    visitor.until(1, SPOT * RATE // 1000)
    visitor.qtbot.waitUntil(lambda: bool(visitor.story.hotspots), timeout=5_000)
    visitor.send(ev.HotspotTouched(0), ev.ClipTouched())
    visitor.qtbot.waitUntil(lambda: visitor.clip_shown, timeout=20_000)  # another film was over it
    visitor.send(ev.BackTouched())
    visitor.qtbot.waitUntil(lambda: visitor.story.film.ended, timeout=20_000)
    last = visitor.picture()  # a busy machine may leave out the one after it
    assert last in [(1, FRAMES - 1), (1, FRAMES - 2)]

    def stays(ms: int) -> None:
        drawn = visitor.footage.frames_shown
        visitor.qtbot.wait(ms)
        assert visitor.picture() == last
        assert visitor.footage.frames_shown - drawn <= 1
        assert visitor.story.open is not None
        assert visitor.performer.view().screen == "scene"

    stays(2_000)
    for between in (
        (ev.CaptionsTouched(),),
        (ev.LanguagesTouched(), ev.LanguageTouched("ko")),
        (ev.TimerDue(visitor.performer.visit.timers["idle"]),),
    ):
        visitor.send(*between)
        stays(300)
    assert visitor.performer.visit.language == "ko"
    visitor.send(ev.TimerDue(visitor.performer.visit.timers.get("idle", -1)))
    assert visitor.performer.view().asking is not None
    visitor.send(ev.Touched())
    stays(300)
    assert visitor.performer.view().asking is None
    visitor.send(ev.ChoiceTouched("go"))
    visitor.until(2)


def test_a_decision_and_a_hotspot_are_seen_with_the_picture_of_their_time(visitor: Visitor) -> None:
    errors = {"decision": 1e9, "hotspot": 1e9}
    visitor.until(2)
    for _ in range(TRIES):
        visitor.seen.clear()
        visitor.send(ev.Touched())
        visitor.qtbot.waitUntil(lambda: set(visitor.seen) == {"decision", "hotspot"}, timeout=20_000)
        for moment, at in (("decision", OPENS), ("hotspot", SPOT)):
            stands = visitor.seen[moment] * 1000 / RATE
            errors[moment] = min(errors[moment], max(0.0, stands - at, at - stands - 1000 / RATE))
        if max(errors.values()) <= WITHIN:
            break
        visitor.send(ev.HomeTouched())
        visitor.until(2)
    assert max(errors.values()) <= WITHIN, errors
