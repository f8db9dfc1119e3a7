"""Who reads the screen aloud: what is said when, what stops it, and what the film and the visit are told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QRectF, Signal
from pytestqt.qtbot import QtBot

from kiosk.performer import Performer
from kiosk.screen.targets import Target
from kiosk.screen.words import Words
from kiosk.speaker import DUCKED, LOOK, Speaker
from kiosk.speech.utterance import Utterance
from kiosk.visit import events as ev
from kiosk.visit.state import House
from tests.footage.double import Double
from tests.visit.places import ESCAPE, GO
from tests.visit.stories import DEFECTOR


class RecorderVoice(QObject):
    """A voice that says nothing: a test hears what it is given, and says when it has ended."""

    ended = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.given: list[tuple[int, Utterance]] = []
        self.stops = 0
        self.level = -1.0

    def say(self, number: int, utterance: Utterance) -> None:
        self.given.append((number, utterance))

    def stop(self) -> None:
        self.stops += 1

    def set_level(self, level: float) -> None:
        self.level = level

    def texts(self) -> list[str]:
        return [utterance.text for _, utterance in self.given]

    def end(self) -> None:
        self.ended.emit(self.given[-1][0])

    def end_all(self) -> None:
        last = -1
        while last != self.given[-1][0]:
            last = self.given[-1][0]
            self.end()


class FrameOnly(QObject):
    """Of the screen, what a speaker needs of it."""

    stirred = Signal()
    focused = Signal(str)
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.standing = ""
        self.there = [
            Target("choice-hide", QRectF(0, 0, 9, 9), True, "Hide"),
            Target("captions", QRectF(9, 0, 9, 9), True, "Captions", "switch", True),
        ]

    def targets(self) -> list[Target]:
        return self.there

    def stand(self, name: str) -> None:
        self.standing = name
        self.focused.emit(name)


class Studio:
    def __init__(self) -> None:
        self.film = Double()
        self.performer = Performer(DEFECTOR, House("en", volume=5, speech=True), 1, self.film)
        self.screen, self.voice = FrameOnly(), RecorderVoice()
        words = Words.load()
        self.speaker = Speaker(self.performer, self.screen, self.voice, self.voice.ended, words)  # type: ignore[arg-type]  # stand-ins
        self.levels: list[float] = []
        real = self.film.set_volume

        def set_volume(level: float) -> None:
            self.levels.append(level)
            real(level)

        self.film.set_volume = set_volume  # type: ignore[method-assign]  # and written down
        self.performer.begin()

    def at_decision(self) -> None:
        """Read aloud, with its time limit, everything said."""
        for event in (ev.SpokenTouched(True), ESCAPE, GO, ev.HelpTouched(), ev.LimitsTouched(), ev.HelpTouched()):
            self.performer.send(event)
        self.voice.end_all()
        self.film.run(4_100)
        assert self.performer.view().decision is not None


@pytest.fixture
def studio(qtbot: QtBot) -> Iterator[Studio]:
    made = Studio()
    yield made
    made.performer.stop()


def test_nothing_is_said_to_who_did_not_ask(studio: Studio) -> None:
    for event in (ev.Touched(), ESCAPE, GO):
        studio.performer.send(event)
    studio.screen.stand("captions")
    studio.screen.asked.emit("time")
    assert studio.voice.given == []
    assert not studio.speaker.on


def test_one_after_the_other_and_the_film_is_soft_meanwhile(studio: Studio) -> None:
    said: list[Utterance] = []
    studio.speaker.said.connect(said.append)
    studio.performer.send(ev.SpokenTouched(True))
    assert len(studio.voice.given) == 1
    assert studio.voice.texts()[0].startswith("Reading aloud is on.")
    assert studio.performer.visit.speaking
    assert studio.levels[-1] == pytest.approx(DUCKED)
    studio.voice.end()
    assert studio.voice.texts()[1].endswith("Start page.")
    studio.voice.end_all()
    assert studio.levels[-1] == 1.0
    assert not studio.performer.visit.speaking
    assert [one.text for one in said] == studio.voice.texts()
    assert studio.voice.level == 1.0


def test_whatever_is_done_stops_it(studio: Studio) -> None:
    studio.performer.send(ev.SpokenTouched(True))
    studio.screen.stirred.emit()
    assert studio.voice.stops == 1
    assert studio.levels[-1] == 1.0
    assert not studio.performer.visit.speaking
    given = len(studio.voice.given)
    studio.voice.end()  # one that was already on its way
    assert len(studio.voice.given) == given, "what was to follow is not said any more"
    studio.screen.stand("captions")
    assert studio.voice.texts()[-1] == "Captions: on."


def test_what_the_frame_stands_on_comes_last(studio: Studio) -> None:
    studio.screen.standing = "captions"
    studio.performer.send(ev.SpokenTouched(True))
    studio.voice.end_all()
    assert studio.voice.texts()[-1] == "Captions: on."
    studio.screen.stand("nowhere")
    assert studio.voice.texts()[-1] == "Captions: on."


def test_a_decision_waits_until_it_was_read(studio: Studio, qtbot: QtBot) -> None:
    studio.at_decision()
    assert studio.voice.texts()[-1] == "Whom do you trust?"
    assert "window" not in studio.performer.visit.timers
    studio.voice.end_all()
    assert "window" in studio.performer.visit.timers
    studio.screen.stirred.emit()
    studio.screen.stand("choice-hide")
    assert "window" not in studio.performer.visit.timers, "nor does it run while the answers are gone through"
    studio.voice.end_all()
    assert studio.performer.waits()["window"] > 7_000, "the whole time, anew"


def test_the_time_left_is_said_on_request_and_goes_on(studio: Studio) -> None:
    studio.at_decision()
    studio.voice.end_all()
    studio.screen.asked.emit("time")
    assert studio.voice.texts()[-1] == "8 seconds left."
    assert "window" in studio.performer.visit.timers
    assert studio.levels[-1] == pytest.approx(DUCKED)


def test_the_time_left_is_said_unasked(studio: Studio, qtbot: QtBot) -> None:
    studio.at_decision()
    studio.voice.end_all()
    qtbot.waitUntil(lambda: studio.voice.texts()[-1] == "5 seconds left.", timeout=8_000 + 10 * LOOK)
    assert "window" in studio.performer.visit.timers


def test_all_of_it_once_more(studio: Studio) -> None:
    studio.performer.send(ev.SpokenTouched(True))
    studio.voice.end_all()
    studio.screen.standing = "captions"
    before = len(studio.voice.given)
    studio.screen.asked.emit("repeat")
    studio.voice.end_all()
    again = studio.voice.texts()[before:]
    assert again[0].endswith("Start page.")
    assert again[-1] == "Captions: on."


def test_off_is_silent_at_once(studio: Studio) -> None:
    studio.performer.send(ev.SpokenTouched(True))
    stops = studio.voice.stops
    studio.performer.send(ev.SpokenTouched(False))
    assert studio.voice.stops == stops + 1
    assert studio.levels[-1] == 1.0
    studio.screen.stand("captions")
    assert len(studio.voice.given) == 1
    studio.performer.send(ev.ResetAsked())
    assert not studio.speaker.on


def test_another_place_takes_the_word(studio: Studio) -> None:
    studio.performer.send(ev.SpokenTouched(True))
    studio.performer.send(ESCAPE)
    assert studio.voice.stops == 1
    assert "Start page" not in studio.voice.texts()[-1]
    studio.voice.end_all()
    assert not any("Start page" in text for text in studio.voice.texts())


def test_the_voice_is_never_turned_down_to_nothing(studio: Studio) -> None:
    studio.performer.send(ev.SpokenTouched(True))
    for _ in range(5):
        studio.performer.send(ev.VolumeTouched(-1))
    assert studio.performer.view().volume == 0
    assert studio.voice.level == pytest.approx(0.2)


def test_quiet_hours_and_the_technician_hold_for_the_voice_too(studio: Studio) -> None:
    studio.performer.send(ev.SpokenTouched(True))
    studio.performer.set_hush(0.5)
    studio.voice.end()
    assert studio.voice.level == pytest.approx(0.5)
    studio.performer.set_loudest(0.4)
    studio.screen.asked.emit("repeat")
    assert studio.voice.level == pytest.approx(0.2)
