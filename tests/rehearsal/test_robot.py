"""What the robot does while it waits; that it touches a real glass, tests/e2e shows."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import QRectF

from kiosk.rehearsal.robot import ANSWER, LOOKS, Robot, Until
from kiosk.visit.aids import Aids

NO_AIDS = Aids()


class Desk:
    """A screen of one target: what it is called is what can be touched."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.standing = ""

    def targets(self) -> list[Any]:
        return [SimpleNamespace(name=self.name, rect=QRectF(0, 0, 100, 100), enabled=True)]


def robot(desk: Desk, asking: bool, aids: Aids = NO_AIDS) -> Robot:
    made = Robot(cast("Any", desk))
    made.see(cast("Any", SimpleNamespace(screen="home", asking=object() if asking else None, aids=aids)))
    made.touch_at = lambda x, y: Until(f"touched {desk.name}", lambda: x == y == 50)  # type: ignore[method-assign]  # no glass
    return made


def until(waits: Until) -> None:
    assert any(waits.holds() for _look in range(LOOKS + 1)), waits.what


def test_asked_while_it_waits_it_says_that_it_is_there() -> None:
    desk = Desk(ANSWER)
    waiting = robot(desk, asking=True)
    found: list[int] = []
    walk = waiting.unasked(Until("a way", lambda: bool(found)))
    until(next(walk))
    rest = next(walk)
    assert rest.what == f"{ANSWER} to touch"
    until(rest)
    assert next(walk).what == f"touched {ANSWER}"
    gone = next(walk)
    assert not gone.holds()
    waiting.see(cast("Any", SimpleNamespace(screen="home", asking=None, aids=NO_AIDS)))
    until(gone)
    again = next(walk)
    assert again.what == "a way"
    assert not again.holds()
    found.append(1)
    until(again)
    assert list(walk) == []


def test_the_question_itself_is_touched_once() -> None:
    walk = robot(Desk(ANSWER), asking=True).touch(ANSWER)
    until(next(walk))
    assert [waits.what for waits in walk] == [f"touched {ANSWER}"]


def test_a_target_is_touched_when_it_rests() -> None:
    walk = robot(Desk("door-1"), asking=False).touch("door-1")
    waits = next(walk)
    assert not waits.holds()
    until(waits)
    assert [waits.what for waits in walk] == ["touched door-1"]


def test_who_listens_touches_twice_what_they_have_not_asked_of() -> None:
    desk = Desk("door-1")
    walk = robot(desk, asking=False, aids=Aids(spoken=True)).touch("door-1")
    until(next(walk))
    assert [waits.what for waits in walk if waits.what.startswith("touched")] == ["touched door-1"] * 2
    desk.standing = "door-1"
    walk = robot(desk, asking=False, aids=Aids(spoken=True)).touch("door-1")
    until(next(walk))
    assert [waits.what for waits in walk] == ["touched door-1"]
