"""One thing that is said, and where its words come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Sayings(Protocol):
    """The interface's own words; kiosk.screen.words.Words is such."""

    def say(self, language: str, key: str, n: int = 0, m: int = 0, what: str = "") -> str: ...


@dataclass(frozen=True, slots=True)
class Utterance:
    text: str
    language: str
    sound: Path | None = None
    """Somebody has read it: this is heard instead of the engine."""
    holds: bool = True
    """What is asked waits until it was said. Not so the time that is left: it would be told of what stands still."""


class Voice(Protocol):
    """Who says it: one utterance at a time. Each say() comes to one end, told by its number, unless stop() or another
    say() comes before."""

    def say(self, number: int, utterance: Utterance) -> None: ...

    def stop(self) -> None: ...

    def set_level(self, level: float) -> None:
        """0..1 of the device."""


def sentence(text: str) -> str:
    """Ends as a sentence does, so that a voice falls and rests there."""
    text = " ".join(text.split())
    return (
        text
        if not text or text[-1] in ".?!…:;。？！" or text.endswith((".”", "?”", ".\u202f»", "?\u202f»"))
        else f"{text}."
    )
