"""The real socket: what is asked is done and answered, and nothing that is sent hurts the one who listens."""

from __future__ import annotations

import json
import logging
import os
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kiosk.station.control import caller as calling
from kiosk.station.control import server as serving
from kiosk.station.control.messages import LONGEST
from kiosk.station.control.refused import RefusedError
from kiosk.station.control.server import Control
from tests.conftest import Unblocked
from tests.station.control.player import STATUS, Raw, Recording, ask, beside


def test_status_is_the_player_s(qtbot: QtBot, control: Control) -> None:
    answer = ask(qtbot, control, "status")
    assert (answer["ok"], answer["screen"], answer["well"]) == (True, STATUS.screen, True)
    assert answer["film"] == {"file": "border.mp4", "position": 12_480, "duration": 41_200}


@pytest.mark.parametrize(
    ("do", "arguments", "done"),
    [
        ("attract", {}, ("attract",)),
        ("open", {"scene": "border-night"}, ("open", "border-night")),
        ("language", {"language": "ko"}, ("language", "ko")),
        ("volume", {"volume": 0}, ("volume", 0)),
        ("report", {"what": "a stick was refused"}, ("report", "a stick was refused")),
        ("restart", {}, ("restart",)),
    ],
)
def test_what_is_asked_is_done_once(
    qtbot: QtBot, control: Control, player: Recording, do: str, arguments: dict[str, object], done: tuple[object, ...]
) -> None:
    assert ask(qtbot, control, do, **arguments)["ok"] is True
    assert player.done == [done]


def test_what_the_player_refuses_is_said_with_its_cure(qtbot: QtBot, control: Control) -> None:
    with pytest.raises(RefusedError) as refused:
        ask(qtbot, control, "open", scene="border")
    assert (refused.value.what, refused.value.cure) == ("There is no scene `border`.", "Did you mean `border-night`?")


def test_a_fault_in_the_player_is_an_incident_and_no_more(
    qtbot: QtBot, control: Control, raw: Raw, caplog: pytest.LogCaptureFixture
) -> None:
    raw.say(b'{"id": 5, "do": "open", "scene": "broken"}\n{"id": 6, "do": "status"}\n')
    first, second = beside(qtbot, lambda: (raw.hear(), raw.hear()))
    assert (first["id"], first["ok"]) == (5, False)
    assert "a fault of ours" in first["error"]
    assert (second["id"], second["ok"]) == (6, True)
    assert "incident: a request of the control socket failed: ZeroDivisionError" in caplog.text


def test_an_answer_has_the_request_s_id(qtbot: QtBot, control: Control, raw: Raw) -> None:
    for to in (1, "a", None, 2**53):
        raw.say(json.dumps({"id": to, "do": "status"}).encode() + b"\n")
        assert beside(qtbot, raw.hear)["id"] == to


# ---- events


def test_only_who_asked_for_events_hears_of_them(qtbot: QtBot, control: Control, raw: Raw) -> None:
    other = Raw(control.path)
    raw.say(b'{"id": 1, "do": "events"}\n')
    assert beside(qtbot, lambda: (other.hear(), raw.hear()))[1] == {"id": 1, "ok": True}
    control.tell({"event": "scene", "scene": "강을 건너다"})
    said = beside(qtbot, raw.hear)
    assert (said["event"], said["scene"]) == ("scene", "강을 건너다")
    assert "T" in said["at"]
    other.say(b'{"id": 9, "do": "status"}\n')
    assert beside(qtbot, other.hear)["id"] == 9
    other.close()


# ---- limits


def test_who_does_not_read_is_let_go(
    qtbot: QtBot, control: Control, raw: Raw, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    raw.say(b'{"id": 1, "do": "events"}\n')
    beside(qtbot, raw.hear)
    told = 0
    while control.callers and told < 100_000:
        control.tell({"event": "scene", "scene": "x" * 1000})
        told += 1
    assert control.callers == []
    assert told * 1000 < calling.UNREAD + 2_000_000, "what waits is bounded: ours, and the kernel's"
    assert "does not read" in caplog.text


def test_who_never_reads_what_was_said_once_is_let_go_in_time(
    qtbot: QtBot, control: Control, player: Recording, raw: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    control.callers[0]._unread.setInterval(300)
    player.picture = QImage.fromData(noise())
    raw.say(b'{"id": 1, "do": "still", "kind": "png"}\n')
    qtbot.waitUntil(lambda: control.callers == [], timeout=10_000)


def noise() -> bytes:
    """A picture that does not become small."""
    return b"P6 1024 1024 255 " + os.urandom(3 * 1024 * 1024)


def test_who_asks_nothing_any_more_is_let_go_but_not_who_listens(qtbot: QtBot, control: Control, raw: Raw) -> None:
    other = Raw(control.path)
    raw.say(b'{"id": 1, "do": "events"}\n')
    beside(qtbot, lambda: (raw.hear(), other.hear()))
    for each in control.callers:
        each._silent.start(50)
    assert beside(qtbot, other.hear) == {}
    other.close()
    assert [caller.listens for caller in control.callers] == [True]


def test_a_line_may_be_so_long_and_no_longer(qtbot: QtBot, control: Control, raw: Raw) -> None:
    request = b'{"id": 1, "do": "status"}'
    raw.say(request + b" " * (LONGEST - 1 - len(request)) + b"\n")
    assert beside(qtbot, raw.hear)["ok"]
    raw.say(request + b" " * (LONGEST - len(request)) + b"\n")
    said = beside(qtbot, lambda: (raw.hear(), raw.hear()))
    assert said[0]["error"] == "This line is too long."
    assert said[1] == {}
    assert control.callers == []


def test_many_callers_are_too_many(qtbot: QtBot, control: Control) -> None:
    callers = [Raw(control.path) for _ in range(serving.MOST)]
    assert all(beside(qtbot, lambda: [caller.hear() for caller in callers]))
    one_more = Raw(control.path)
    said = beside(qtbot, lambda: (one_more.hear(), one_more.hear()))
    assert said[0]["ok"] is False
    assert said[1] == {}
    callers.pop().close()
    qtbot.waitUntil(lambda: len(control.callers) == serving.MOST - 1, timeout=5_000)
    assert ask(qtbot, control, "status")["ok"]
    for caller in [*callers, one_more]:
        caller.close()


def test_a_thousand_requests_at_once_keep_nobody_waiting(
    qtbot: QtBot, control: Control, raw: Raw, unblocked: Unblocked
) -> None:
    """They are answered some at a time; what waits, waits in the kernel."""
    count = 60
    began = time.monotonic()
    beside(qtbot, lambda: raw.say(b'{"id": 1, "do": "status"}\n' * count))
    answers = beside(qtbot, lambda: [raw.hear() for _ in range(count)])
    assert all(answer["ok"] for answer in answers)
    assert time.monotonic() - began > (count / calling.AT_ONCE - 2) * calling.PAUSE / 1000
    assert control.callers[0]._line.bytesAvailable() == 0


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
            lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
            max_leaves=8,
        ).map(lambda value: json.dumps(value).encode()),
        st.fixed_dictionaries(
            {"do": st.sampled_from(["status", "open", "volume", "still", "language", "incidents", "nothing"])},
            optional={
                "id": st.integers() | st.text(max_size=80) | st.floats(),
                "scene": st.text(max_size=9) | st.integers(),
                "volume": st.integers() | st.booleans() | st.floats(),
                "file": st.text(max_size=9),
                "most": st.integers(-5, 600),
                "language": st.text(max_size=4),
            },
        ).map(lambda value: json.dumps(value).encode()),
    )
)
def test_whatever_is_said_the_next_one_is_answered(qtbot: QtBot, control: Control, said: bytes) -> None:
    """Each example is a caller of its own; lines in it are answered or refused one by one, and nothing is raised."""

    def work() -> list[dict[str, Any]]:
        caller = Raw(control.path)
        caller.say(said + b'\n{"id": "end", "do": "status"}\n')
        answers = [caller.hear()]
        while answers[-1] and answers[-1].get("id") != "end":
            answers.append(caller.hear())
        caller.close()
        return answers

    answers = beside(qtbot, work)
    assert answers[-1]["ok"] is True
    assert all(answer.get("cure") for answer in answers[1:] if not answer["ok"])


@pytest.mark.parametrize(
    "said",
    [b"[" * 4000, b'{"id":' + b"9" * 4000 + b"}", b'{"do":' * 600, b"\xff\xfe\x00", b'"\xed\xa0\x80"', b"\0" * 99],
)
def test_traps_of_json(qtbot: QtBot, control: Control, raw: Raw, said: bytes) -> None:
    raw.say(said + b"\n")
    answer = beside(qtbot, raw.hear)
    assert answer["ok"] is False
    assert answer["cure"]
