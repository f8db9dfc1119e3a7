"""Path files: read with their faults told, written as they are read, and recorded from a visit."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from kiosk.performer import Performer
from kiosk.playlist.faults import FaultyFile
from kiosk.rehearsal.paths import PASS, Touch, VisitPath, place_of, read_path, unknown, written
from kiosk.rehearsal.recorder import Recorder, name_of
from kiosk.visit import events as ev
from kiosk.visit.state import House
from tests.footage.double import Double
from tests.visit.places import ESCAPE, GO, PEOPLE, at_border, awake
from tests.visit.stories import DEFECTOR
from tests.visit.world import World

PATH = VisitPath(
    (Touch("home", "door-0"), Touch("before", "begin"), Touch("border", "choice-broker"), Touch("hut", PASS)),
    "en", 41, "back-again",
)  # fmt: skip


def saved(folder: Path, text: str) -> Path:
    file = folder / "a.path.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def plain(path: VisitPath) -> VisitPath:
    """Without the lines it stands on."""
    touches = tuple(Touch(touch.place, touch.name) for touch in path.touches)
    return VisitPath(touches, path.language, path.seed, path.ends)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    read = read_path(saved(tmp_path, written(PATH, "A visit")))
    assert plain(read) == PATH
    assert [touch.line for touch in read.touches] == [6, 7, 8, 9]
    left = VisitPath((Touch("home", "door-1"),), "ko", 2**63 - 1)
    assert plain(read_path(saved(tmp_path, written(left, "Another")))) == left


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("touches: []", "at least one touch"),
        ("touches: [door-0]", "This is no touch. Write where, and what is touched, such as `home: door-0`."),
        ("touches: [{home: door-0, before: begin}]", "This is no touch."),
        ("touches: [{home: door-0}]\nendz: x", "Did you mean `ends`?"),
        ("touches: [{yes: door-0}]", "YAML reads an unquoted `yes`"),
        ("touches: [{[a]: door-0}]", "stands where a name belongs"),
        ("touches: [{home: door-0}]\nseed: -1", "-1"),
    ],
)
def test_faults_are_told(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(FaultyFile) as error:
        read_path(saved(tmp_path, f"format: 1\nlanguage: en\n{line}\n"))
    assert told in " ".join(str(fault) for fault in error.value.faults)


def test_what_the_playlist_does_not_have_is_told() -> None:
    assert unknown(PATH, DEFECTOR) == ""
    assert unknown(VisitPath((Touch("hom", "door-0", 7),), "en", 1), DEFECTOR).startswith("line 7: there is no `hom`.")
    one = (Touch("home", "door-0"),)
    assert "there is no ending `hut`" in unknown(VisitPath(one, "en", 1, "hut"), DEFECTOR)
    assert "has no `fr`" in unknown(VisitPath(one, "fr", 1), DEFECTOR)


@pytest.mark.parametrize(
    ("place", "name", "known"),
    [
        ("home", "door-5", True),
        ("home", "dor-0", False),
        ("home", "door-6", False),
        ("home", "language-ko", True),
        ("before", "gentler", True),
        ("border", "choice-broker", True),
        ("border", "choice-brokr", False),
        ("border", "hotspot-1", True),
        ("border", "take-your-time", True),
        ("reeds", "take-your-time", False),
        ("back-again", "page-sook-ja", True),
        ("back-again", "retry", True),
        ("people", "page-sook-ja", True),
        ("about", "scene", True),
        ("sook-ja", "begin", False),
        ("hut", "pass", True),
    ],
)
def test_what_cannot_be_touched_in_a_place_is_told_at_once(place: str, name: str, known: bool) -> None:
    told = unknown(VisitPath((Touch(place, name, 7),), "en", 1), DEFECTOR)
    assert (told == "") is known
    assert known or told.startswith(f"line 7: nothing is called `{name}` in `{place}`.")


def test_where_a_touch_is_done() -> None:
    assert place_of(World(DEFECTOR).visit) == ""
    assert place_of(awake().visit) == "home"
    assert place_of(awake().send(ESCAPE).visit) == "before"
    assert place_of(at_border().visit) == "border"
    assert place_of(awake().send(PEOPLE).visit) == "people"
    assert place_of(awake().send(PEOPLE, ev.PageTouched("sook-ja")).visit) == "sook-ja"


class Glass(QObject):
    """The one signal of a screen that a recorder hears."""

    touched = Signal(object)


def test_a_visit_is_recorded_as_it_was_touched(qtbot: QtBot) -> None:
    performer, glass = Performer(DEFECTOR, House("en"), 41, Double()), Glass()
    glass.touched.connect(performer.send)
    recorder = Recorder(performer, glass)  # type: ignore[arg-type]  # as much of a screen as it needs
    found: list[VisitPath] = []
    recorder.recorded.connect(found.append)
    performer.begin()
    for event in (ev.Touched(), ev.DoorTouched(2), ev.PageTouched("sook-ja"), ev.BackTouched(), ev.HomeTouched(),
                  ev.LanguagesTouched(), ev.LanguageTouched("ko"), ev.VolumeTouched(-1), ESCAPE, GO):  # fmt: skip
        glass.touched.emit(event)
    assert performer.visit.language == "ko"
    seed = performer.visit.seed
    performer.send(ev.ResetAsked())
    assert [plain(path) for path in found] == [
        VisitPath(
            (Touch("home", "door-2"), Touch("people", "page-sook-ja"), Touch("sook-ja", "back"),
             Touch("people", "home"), Touch("home", "languages"), Touch("home", "language-ko"),
             Touch("home", "volume-down"),
             Touch("home", "door-0"), Touch("before", "begin")),
            "en", seed,
        )
    ]  # fmt: skip
    assert seed == 41
    glass.touched.emit(ev.Touched())
    performer.send(ev.ResetAsked())
    assert len(found) == 1, "a visit without a touch has no path"
    performer.stop()


def test_a_visit_that_another_hand_moved_is_not_recorded(qtbot: QtBot) -> None:
    performer, glass = Performer(DEFECTOR, House("en"), 41, Double()), Glass()
    glass.touched.connect(performer.send)
    recorder = Recorder(performer, glass)  # type: ignore[arg-type]  # as much of a screen as it needs
    found: list[VisitPath] = []
    recorder.recorded.connect(found.append)
    performer.begin()
    for event in (ev.Touched(), PEOPLE):
        glass.touched.emit(event)
    recorder.spoil()
    glass.touched.emit(ev.HomeTouched())
    performer.send(ev.ResetAsked())
    assert found == []
    for event in (ev.Touched(), PEOPLE):
        glass.touched.emit(event)
    recorder.finish()
    assert [path.touches for path in found] == [(Touch("home", "door-2"),)]
    performer.stop()


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (ev.BeginTouched(relaxed=True), "take-your-time"),
        (ev.ChoiceTouched("go"), "choice-go"),
        (ev.HotspotTouched(2), "hotspot-2"),
        (ev.VolumeTouched(1), "volume-up"),
        (ev.RetryTouched(), "retry"),
        (ev.TextTouched(2), "text-2"),
        (ev.HelpTouched(), "help"),
        (ev.SeatedTouched(), "seated"),
        (ev.LanguageTouched("ko"), "languages"),
        (ev.Touched(), ""),
    ],
)
def test_names_of_what_was_touched(event: ev.Event, name: str) -> None:
    assert name_of(event, choosing=False) == name


@pytest.mark.parametrize(
    "event",
    [
        ev.TextTouched(2), ev.ContrastTouched(), ev.SeatedTouched(), ev.CalmTouched(), ev.LimitsTouched(),
        ev.SpokenTouched(), ev.DescribedTouched(), ev.SignedTouched(),
    ],
)  # fmt: skip
def test_what_is_set_under_more_help_can_be_walked_again(event: ev.Event) -> None:
    path = VisitPath((Touch("home", name_of(event, choosing=False)),), "en", 1)
    assert unknown(path, DEFECTOR) == ""
