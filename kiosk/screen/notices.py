"""What is shown instead of a visit, or over it: faults, a resting kiosk's quiet sentence, a technician's lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtQuick import QQuickItem

from kiosk.playlist.faults import Fault
from kiosk.screen.bridge import Plain, plain
from kiosk.screen.shown import Shown
from kiosk.screen.words import Words


class Notices:
    """Tells `root`, and keeps in `shown` what then covers the visit."""

    def __init__(self, root: QQuickItem, words: Words, shown: Shown) -> None:
        self._root = root
        self._words = words
        self._shown = shown

    def trouble(self, faults: Sequence[Fault], settings: bool) -> None:
        """As Screen.set_trouble."""
        said = ["\n".join(filter(None, (str(fault.where), fault.what, fault.cure))) for fault in faults]
        self._shown.faulty = bool(said)
        self._root.setProperty("settingsUnread", settings)
        self._root.setProperty("faults", said)

    def overlay(self, lines: Sequence[tuple[str, str]], alarm: bool) -> None:
        """As Screen.set_overlay."""
        self._root.setProperty("alarm", alarm)
        self._root.setProperty("overlay", [{"label": label, "value": value} for label, value in lines])

    def resting(self, resting: bool, text: str, picture: Path | None) -> None:
        """As Screen.set_resting."""
        words = text or self._words.say(self._shown.language or "en", "resting")
        shown: dict[str, Plain] = {"lines": [plain(words)], "number": "", "picture": plain(picture)}
        self._shown.resting = resting
        self._root.setProperty("resting", shown if resting else None)

    def rest(self, said: Sequence[tuple[str, str]], number: int) -> None:
        """As Screen.rest."""
        lines = dict.fromkeys(own or self._words.say(language, "resting") for language, own in said)
        named = dict.fromkeys(self._words.say(language, "incident", number) for language, _ in said) if number else {}
        shown: dict[str, Plain] = {
            "lines": [plain(line) for line in lines], "number": " · ".join(named), "picture": "",
        }  # fmt: skip
        self._shown.resting = True
        self._root.setProperty("resting", shown)
