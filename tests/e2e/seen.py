"""The real app, telling on standard output what is on its screen: a test's eyes in another process.

python -m tests.e2e.seen PLAYLIST
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from kiosk import running
from kiosk.app import Kiosk
from kiosk.content import Options
from kiosk.visit.view import View

LOOK = 350
"""Ms between two looks. What two looks in a row agree on has come to rest (motion takes 400) and is told once."""


class Teller(QObject):
    def __init__(self, kiosk: Kiosk) -> None:
        super().__init__(kiosk)
        self.kiosk = kiosk
        self.before = self.told = ""
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(LOOK)

    def look(self) -> None:
        now = json.dumps(self.seen())
        if now == self.before != self.told:
            print(now, flush=True)
            self.told = now
        self.before = now

    def seen(self) -> dict[str, object]:
        assert self.kiosk.performer is not None
        view: View = self.kiosk.performer.view()
        places = {t.name: [t.rect.center().x(), t.rect.center().y()] for t in self.kiosk.screen.targets() if t.enabled}
        pad = "panel" if "tech-quit" in places else "pin" if "pin-0" in places else ""
        page = view.page.id if view.page is not None else ""
        complete = view.ending is not None and view.ending.complete
        focused = self.kiosk.screen.standing
        chosen = view.decision.chosen if view.decision is not None else None
        seen = {"screen": view.screen, "page": page, "chosen": chosen, "pad": pad, "targets": places}
        return {**seen, "focused": focused, "complete": complete}


def attend(kiosk: Kiosk) -> None:
    Teller(kiosk)


sys.exit(running.run(Options(playlist=Path(sys.argv[1]), seed=1), attend))
