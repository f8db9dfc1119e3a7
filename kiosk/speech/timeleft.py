"""How much time is left, when it is asked for and when it is told unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.speech.utterance import Utterance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.speech.utterance import Sayings
    from kiosk.visit.view import View

STATED = (30_000, 20_000, 10_000, 5_000)
"""Ms before the end at which it is told unasked."""


def limit(view: View, waits: Mapping[str, int]) -> int | None:
    """Ms until something is decided for the visitor; None while nothing is. `waits`: ms until each timer is due."""
    return waits.get("reset" if view.asking is not None else "window")


def asked(view: View, waits: Mapping[str, int], words: Sayings) -> Utterance:
    """The answer to the key `time`."""
    left = limit(view, waits)
    if left is not None:
        return _left(left, view, words)
    decision = view.decision
    if decision is not None and decision.chosen is None:
        if decision.window:  # it waits until it has been read
            return _left(decision.window, view, words)
        return Utterance(words.say(view.language, "say_no_limit"), view.language, holds=False)
    return Utterance(words.say(view.language, "say_not_asked"), view.language, holds=False)


def passed(before: int | None, now: int | None, view: View, words: Sayings) -> Utterance | None:
    """What is told when of `before` ms `now` are left: the moment between them, if there is one."""
    if before is None or now is None:
        return None
    moment = next((one for one in STATED if now <= one < before), None)
    return None if moment is None else _left(moment, view, words)


def _left(ms: int, view: View, words: Sayings) -> Utterance:
    return Utterance(words.say(view.language, "say_left", max(0, round(ms / 1000))), view.language, holds=False)
