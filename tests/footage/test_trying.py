"""The trial of a graphics card: what it must say for the card, and what a driver may do without harm."""

from __future__ import annotations

import json
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from kiosk.footage.hardware import CODECS, UNENDED, Verdict, usable_nodes
from kiosk.footage.measuring import Measured
from kiosk.footage.memory import FILE
from kiosk.footage.trying import Asking, Trials, judge, try_out

from .test_hardware import H264, NO, recalled


def figures(shown: int = 60, processor: float = 0.4, *, on_card: bool = False, due: int = 60) -> dict[str, Any]:
    return asdict(Measured(shown, due, 40.0, processor, on_card))


def said(**other: Any) -> dict[str, Any]:
    return {
        "software": figures(),
        "card": figures(processor=0.1, on_card=True),
        "whole": True,
        "apart": 0,
        **other,
    }


def test_a_card_that_is_faster_and_right_is_used() -> None:
    verdict = judge(said())
    assert verdict.used
    assert "10 % of the processor" in verdict.reason
    assert "40 % of the processor" in verdict.reason
    assert judge(said(apart=2)).used
    assert judge(said(card=figures(59, 0.1, on_card=True))).used
    # dearer, but with it the film runs
    assert judge(said(software=figures(31, 0.9), card=figures(60, 0.95, on_card=True))).used


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"card": figures(processor=0.1)}, "does not decode it"),
        ({"apart": 3}, "its pictures are wrong: 3 of 256"),
        ({"apart": None}, "its pictures are wrong"),
        ({"whole": False}, "too slow to compare"),
        ({"card": figures(processor=0.35, on_card=True)}, "it is not faster: 60 of 60 pictures for 35 %"),
        ({"card": figures(40, 0.1, on_card=True)}, "it is not faster: 40 of 60"),
        ({"card": {"shown": 60}}, "nothing of use"),
        ({"card": {**figures(on_card=True), "processor": "much"}}, "nothing of use"),
        ({"software": None}, "nothing of use"),
        ({"refused": "its driver crashed (SIGSEGV)"}, "its driver crashed (SIGSEGV)"),
    ],
)
def test_every_other_card_is_not(other: dict[str, Any], reason: str) -> None:
    verdict = judge(said(**other))
    assert not verdict.used
    assert reason in verdict.reason


@pytest.fixture
def instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Another program where the trial's own would be started: what a driver may do to it."""

    def use(script: str) -> None:
        program = tmp_path / "program"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(program))

    return use


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("kill -SEGV $$", f"VLC or a driver crashed ({signal.SIGSEGV.name})"),
        ("exec sleep 60", "VLC or a driver hangs"),
        ("echo driver says; exit 3", "exit code 3"),
        ("true", "exit code 0"),
        ("echo '[1]'", "exit code 0"),
    ],
)
def test_a_driver_that_dies_takes_only_its_trial_along(
    instead: Callable[[str], None], script: str, reason: str
) -> None:
    instead(script)
    began = time.monotonic()
    assert reason in Asking().ask("compare", "h264", within=1.0)["refused"]
    assert time.monotonic() - began < 10


def test_what_a_driver_prints_before_the_answer_is_passed_over(instead: Callable[[str], None]) -> None:
    instead(f"echo 'libva info: hello'; echo '{json.dumps(said())}'")
    assert judge(Asking().ask("compare", "h264")).used


def test_a_machine_that_goes_down_in_a_trial_does_not_try_it_at_every_start(
    instead: Callable[[str], None], state: Path, card: Path
) -> None:
    instead("exec sleep 60")
    asking = Asking()
    thread = threading.Thread(target=try_out, args=(asking, recalled(state, card)), daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not (state / FILE).exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert recalled(state, card).verdicts == {"h264": Verdict(False, UNENDED)}  # what the next start would find
    asking.stop()
    thread.join(10)
    assert recalled(state, card).untried() == CODECS  # broken off in good order: another time


def test_the_trials_of_a_player_end_with_it(instead: Callable[[str], None], state: Path, card: Path) -> None:
    instead("exec sleep 60")
    hardware, trials = recalled(state, card), Trials()
    trials.start(hardware)
    trials.start(hardware)  # once is enough
    time.sleep(0.2)
    began = time.monotonic()
    trials.stop(5)
    assert time.monotonic() - began < 3
    assert [thread.name for thread in threading.enumerate() if thread.name == "trials"] == []


def test_every_codec_is_tried_once(instead: Callable[[str], None], state: Path, card: Path) -> None:
    instead(f"echo \"$4\" >> {state.parent}/asked; echo '{json.dumps(said())}'")
    try_out(Asking(), recalled(state, card))
    assert (state.parent / "asked").read_text().split() == [codec.name for codec in CODECS]
    after = recalled(state, card)
    assert after.untried() == ()
    assert all(after.chromas(codec.fourcc) for codec in CODECS)


def test_a_trial_goes_on_where_the_last_one_ended(instead: Callable[[str], None], state: Path, card: Path) -> None:
    recalled(state, card).learn(H264, NO)
    instead(f"echo \"$4\" >> {state.parent}/asked; echo '{json.dumps(said())}'")
    trials = Trials()
    trials.start(recalled(state, card))
    trials._thread.join(30)  # type: ignore[union-attr]  # it was just started
    assert (state.parent / "asked").read_text().split() == [codec.name for codec in CODECS[1:]]


@pytest.mark.skipif(bool(usable_nodes()), reason="a card may decode it")
def test_the_trial_itself_where_there_is_no_card(tmp_path: Path) -> None:
    """The real process, the real decks: the processor against the processor, whose pictures are the same."""
    answer = Asking().ask("compare", "h264")
    assert (answer["whole"], answer["apart"]) == (True, 0)
    assert answer["software"]["shown"] > 0
    assert judge(answer) == Verdict(False, judge(answer).reason)
    assert "does not decode it" in judge(answer).reason
