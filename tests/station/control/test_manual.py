"""docs/control.md is true: its talks are had with a real socket, its example runs, its table is the program's."""

from __future__ import annotations

import contextlib
import inspect
import io
import json
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest
from pytestqt.qtbot import QtBot

from kiosk.station.control import caller, messages, server, stills
from kiosk.station.control.commands import BETWEEN, COMMANDS
from kiosk.station.control.manual import renewed
from kiosk.station.control.server import Control
from kiosk.station.control.told import EVENTS, told
from kiosk.visit import effects as ef
from tests.station.control.player import Raw, Recording, beside

FILE = Path(__file__).parents[3] / "docs" / "control.md"
MANUAL = FILE.read_text(encoding="utf-8")

EXAMPLES = re.findall(r"```python\n(.*?)```", MANUAL, re.S)
TALKS = re.findall(r"```talk\n(.*?)```", MANUAL, re.S)


def test_the_table_in_it_is_the_program_s() -> None:
    assert renewed(MANUAL) == MANUAL, "python -m kiosk.station.control.manual docs/control.md"
    for name, command in COMMANDS.items():
        assert f"### `{name}`" in MANUAL
        assert inspect.getdoc(command.asks)
        assert not (command.asks.__doc__ or "").startswith(f"{command.asks.__name__}("), "a docstring of its own"


def test_every_number_has_its_limits_and_every_field_its_words() -> None:
    for command in COMMANDS.values():
        hints = get_type_hints(command.asks)
        numbers = {(command.asks, name) for name, form in hints.items() if form is int}
        assert numbers <= set(BETWEEN)
        for kind in filter(None, (command.asks, command.answers)):
            for name, hint in get_type_hints(kind, include_extras=True).items():
                assert hint.__metadata__, name


def test_the_limits_in_it_are_the_program_s() -> None:
    assert f"| {messages.LONGEST} bytes;" in MANUAL
    assert f"| {server.MOST} at a time;" in MANUAL
    assert f"| {caller.AT_ONCE * 1000 // caller.PAUSE} a second" in MANUAL
    assert (
        f"more than {caller.UNREAD // 1024} kB wait for it, or nothing was read for {caller.READS_WITHIN // 1000} s"
        in MANUAL
    )
    assert caller.SILENT == 60_000


@pytest.mark.parametrize("talk", TALKS)
def test_a_talk_goes_as_it_stands(qtbot: QtBot, control: Control, talk: str) -> None:
    """`>` is sent, `<` is heard, `!` happens meanwhile; `…` stands for anything."""
    line = Raw(control.path)
    for said in talk.splitlines():
        match said[:2]:
            case "> ":
                line.say(said[2:].encode() + b"\n")
            case "! ":
                control.tell(json.loads(said[2:]))
            case "< ":
                wanted, heard = json.loads(said[2:]), beside(qtbot, line.hear)
                assert list(heard) == list(wanted)
                assert {name: heard[name] for name in heard if wanted[name] != "…"} == {
                    name: value for name, value in wanted.items() if value != "…"
                }
            case _:
                pytest.fail(said)
    line.close()


def test_there_are_talks() -> None:
    assert (len(TALKS), len(EXAMPLES)) == (3, 2)


def test_the_example_in_python_runs(
    qtbot: QtBot, control: Control, player: Recording, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(folder))
    example = EXAMPLES[0]
    said = io.StringIO()

    def run() -> None:
        with contextlib.redirect_stdout(said):
            exec(example, {})

    beside(qtbot, run)
    assert said.getvalue() == "scene\n"
    assert player.done == [("open", "border-night")]


def test_the_example_without_this_program_runs(qtbot: QtBot, control: Control) -> None:
    example = EXAMPLES[1].replace("/run/kiosk/control.sock", str(control.path))
    words = [sys.executable, "-I", "-S", "-c", example]
    done = beside(qtbot, lambda: subprocess.run(words, capture_output=True, text=True, check=True, timeout=30))
    assert done.stdout == "scene border-night\n"


# ---- events


HAPPENED: dict[str, ef.Effect] = {
    "visit began": ef.VisitBegan(),
    "visit ended": ef.VisitEnded("idle"),
    "scene": ef.SceneEntered("border"),
    "page": ef.PageOpened("sook-ja"),
    "decision opened": ef.DecisionOpened("border"),
    "decision closed": ef.DecisionClosed("border", None, "silence"),
    "decision left": ef.DecisionLeft("border"),
    "ending": ef.EndingReached("arrived"),
}


def test_every_event_is_told_in_its_words() -> None:
    assert {*HAPPENED, "incident", "update"} == set(EVENTS)
    for name, effect in HAPPENED.items():
        words = told(effect)
        assert words is not None
        assert words["event"] == name
        assert list(words)[1:] == [field.name for field in fields(effect)]
        assert all(f"`{field}`" in EVENTS[name] for field in list(words)[1:])


def test_what_is_the_player_s_own_is_not_told() -> None:
    assert told(ef.Play(3)) is None
    assert told(ef.Incident("the record tells it")) is None


def test_a_still_s_name_in_the_table_is_one(folder: Path) -> None:
    for name in ("now.jpg", "now.png"):
        assert stills._NAME.fullmatch(name)
