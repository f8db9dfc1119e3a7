"""The real app, with an ear on its standard input: `python -m bench.player PLAYLIST SETTINGS`.

It answers each line with one line of JSON: `targets` where a finger can touch, `report` what footage says of itself,
`screen` which one is shown. Nothing can be commanded here: whoever measures touches the glass.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSocketNotifier

from kiosk import running
from kiosk.content import Options

if TYPE_CHECKING:
    from kiosk.app import Kiosk


class Ear:
    """Answers questions about a kiosk."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, kiosk)
        self._notifier.activated.connect(self._hear)

    def _hear(self) -> None:
        line = sys.stdin.readline()
        if not line:
            self._kiosk.quit()
            return
        print(json.dumps(self._answer(line.strip())), flush=True)

    def _answer(self, asked: str) -> Any:
        kiosk = self._kiosk
        match asked:
            case "targets":
                return {
                    target.name: target.rect.toRect().getRect() for target in kiosk.screen.targets() if target.enabled
                }
            case "report" if kiosk.footage is not None:
                report = kiosk.footage.report()
                return {"shown": report.shown, "dropped": report.dropped, "decks": report.decks,
                        "troubles": report.troubles}  # fmt: skip
            case "screen" if kiosk.performer is not None:
                return kiosk.performer.view().screen
        return None


def main() -> int:
    playlist, settings = (Path(word) for word in sys.argv[1:3])
    ears: list[Ear] = []
    return running.run(Options(playlist, settings, seed=1), lambda kiosk: ears.append(Ear(kiosk)))


if __name__ == "__main__":
    sys.exit(main())
