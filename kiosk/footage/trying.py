"""Asks a process of its own how film plays here, and judges whether the graphics card shall decode it; see trial.py."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from kiosk.footage.hardware import CODECS, Codec, Hardware, Verdict
from kiosk.footage.measuring import Measured
from kiosk.footage.pattern import Pattern
from kiosk.footage.scenegraph import SceneGraph

log = logging.getLogger(__name__)

ANSWER_WITHIN: Final = 45.0
"""Seconds. A comparison takes some 7; what takes longer than this hangs in a driver."""
_KILLED_WITHIN: Final = 2.0
WITHIN: Final = 2
"""Levels of 256 by which a card's picture may differ from the processor's: MPEG-2 leaves its rounding open."""
CHEAPER: Final = 0.8
"""A card has to save a fifth of the processor's work, or show more pictures: less is not worth its risk."""


class Asking:
    """One question after another to a process beside, from one thread; stop() may come from any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        """Protects the two below, across the start of a process: stop() must not miss one that is just starting."""
        self._process: subprocess.Popen[str] | None = None
        self.stopped = False

    def stop(self) -> None:
        """Break off what is under way; nothing is asked any more."""
        with self._lock:
            self.stopped = True
            if self._process is not None:
                self._process.kill()

    def ask(self, *words: str, within: float = ANSWER_WITHIN) -> dict[str, Any]:
        """What `python -m kiosk.footage.trial WORDS` says; {"refused": why} where it says nothing of use."""
        quiet = {**os.environ, "LIBVA_MESSAGING_LEVEL": "0", "QT_QPA_PLATFORM": "offscreen"}
        with self._lock:
            if self.stopped:
                return {"refused": "broken off"}
            self._process = process = subprocess.Popen(  # noqa: S603 our own interpreter and our own words
                [sys.executable, "-m", "kiosk.footage.trial", *words],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=quiet,
            )  # fmt: skip
        try:
            text, _ = process.communicate(timeout=within)
        except subprocess.TimeoutExpired:
            process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):  # what hangs in the kernel cannot even be killed
                process.communicate(timeout=_KILLED_WITHIN)
            return {"refused": f"no answer within {within:.0f} s: VLC or a driver hangs"}
        except BaseException:  # Ctrl-C in `kiosk doctor`
            process.kill()
            raise
        finally:
            with self._lock:
                self._process = None
        if process.returncode < 0:
            return {"refused": f"VLC or a driver crashed ({signal.Signals(-process.returncode).name})"}
        try:
            said = json.loads(text.splitlines()[-1])
        except (ValueError, IndexError):
            said = None
        return said if isinstance(said, dict) else {"refused": f"the trial failed (exit code {process.returncode})"}


class Trials:
    """The trials of a player that runs: in a thread beside, once, and only where something is not known yet."""

    def __init__(self) -> None:
        self._asking = Asking()
        self._thread: threading.Thread | None = None

    def start(self, hardware: Hardware) -> None:
        untried = hardware.untried()
        if self._thread is None and untried:
            asked = (self._asking, hardware, untried)
            self._thread = threading.Thread(target=try_out, args=asked, name="trials", daemon=True)
            self._thread.start()

    def stop(self, seconds: float) -> None:
        """Break off, and wait so long for it; what was not tried is tried another time."""
        self._asking.stop()
        if self._thread is not None:
            self._thread.join(seconds)


def measured(said: Any) -> Measured | None:
    """Figures as trial.py prints them; None where they are none."""
    names = [field.name for field in fields(Measured)]
    if not isinstance(said, dict) or not all(isinstance(said.get(name), int | float) for name in names):
        return None
    return Measured(*(said[name] for name in names))


def measure(asking: Asking, pattern: Pattern, draws: SceneGraph, folder: Path | None) -> Measured | str:
    """How `pattern` plays here, with the decoders that are remembered in `folder`; or why it does not."""
    said = asking.ask("measure", pattern.name, draws, *([str(folder)] if folder is not None else []))
    return measured(said) or str(said.get("refused", "the trial said nothing of use"))


def judge(said: dict[str, Any]) -> Verdict:
    """Whether the card shall decode a codec: only if it does, its pictures are right, and it is faster."""
    if "refused" in said:
        return Verdict(False, str(said["refused"]))
    software, card = measured(said.get("software")), measured(said.get("card"))
    if software is None or card is None:
        return Verdict(False, "the trial said nothing of use")
    if not card.on_card:
        return Verdict(False, "the graphics card does not decode it, or its VA-API driver is not installed")
    if said.get("whole") is not True:
        return Verdict(False, "the processor is too slow to compare its pictures with")
    apart = said.get("apart")
    if not isinstance(apart, int) or apart > WITHIN:
        return Verdict(False, f"its pictures are wrong: {apart} of 256 levels beside the processor's")
    figures = f"{_figures(card)}; the processor by itself: {_figures(software)}"
    slack = max(1, round(card.due / 50))
    more = card.shown > software.shown + slack
    cheaper = card.processor <= CHEAPER * software.processor and card.shown >= software.shown - slack
    return Verdict(more or cheaper, figures if more or cheaper else f"it is not faster: {figures}")


def try_out(asking: Asking, hardware: Hardware, codecs: tuple[Codec, ...] = CODECS) -> None:
    """Try `codecs`, one after another, and have `hardware` learn what came of it. Some 7 s each, in this thread."""
    for codec in codecs:
        hardware.begin(codec)
        try:
            verdict = judge(asking.ask("compare", codec.name))
        except BaseException:
            hardware.forget(codec)
            raise
        if asking.stopped:
            hardware.forget(codec)
            return
        log.info("%s: decoded by the %s: %s", codec.label, "card" if verdict.used else "processor", verdict.reason)
        hardware.learn(codec, verdict)


def _figures(play: Measured) -> str:
    return f"{play.shown} of {play.due} pictures for {100 * play.processor:.0f} % of the processor"
