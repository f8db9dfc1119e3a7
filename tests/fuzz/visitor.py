"""Walks through damaged films as a visit does: one runs, three are made ready, cuts come at any time.

python -m tests.fuzz.visitor SEED FOLDER NUMBER... plays the films FOLDER/NUMBER.mp4. Each line on standard output is a
JSON object: what began, how each play came to its end, and at last what the whole cost.
"""

from __future__ import annotations

import faulthandler
import json
import random
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk.footage import Footage, Patience, engine
from kiosk.playlist.model import Media
from kiosk.station.watch import Block, Watch
from tests.fuzz.damage import shipped

AHEAD: Final = 3
"""Plays made ready beside the one that runs."""
LATE: Final = 3.0
"""Seconds beyond Patience after which a play that has said nothing counts as stalled."""
GOOD_EVERY: Final = 10
"""Each so many plays a good clip follows: it has to be shown and to end, or a damaged one has harmed its deck."""
GOOD_LASTS: Final = 700
"""ms of film."""


def say(**told: Any) -> None:
    print(json.dumps(told), flush=True)


def resident() -> int:
    """MB of memory this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 2**20


@dataclass
class Play:
    """`number` is None for a good clip. `after` ms from its first picture it is cut; None: it may run to its end."""

    id: int
    number: int | None
    media: Media
    start: int
    loop: bool
    after: int | None
    deadline: float = 0.0
    shown: bool = False
    over: bool = False


class Visitor(QObject):
    def __init__(self, seed: int, folder: Path, numbers: list[int]) -> None:
        super().__init__()
        self.seed, self.folder, self.numbers = seed, folder, numbers
        self.clips = shipped()
        self.patience = Patience()
        self.made = 0
        self.last = 0
        self.plays: dict[int, Play] = {}
        self.ready: list[Play] = []
        self.front: Play | None = None
        self.window = QQuickWindow()
        self.window.resize(640, 360)
        self.footage = Footage()
        self.footage.item().setParentItem(self.window.contentItem())
        self.footage.shown.connect(self.shown)
        self.footage.ended.connect(lambda play: self.over(play, "ended"))
        self.footage.failed.connect(lambda play, reason: self.over(play, f"failed: {reason}"))
        self.footage.troubled.connect(lambda text: say(troubled=text))
        self.watch = Watch(self.blocked)
        self.looking = QTimer(self, interval=250)
        self.looking.timeout.connect(self.look)

    def begin(self) -> None:
        self.window.show()
        self.watch.start()
        self.looking.start()
        self.next()

    # ---- what comes next

    def make(self) -> Play | None:
        if not self.numbers:
            return None
        self.last += 1
        self.made += 1
        if self.made % GOOD_EVERY == 0:
            clip = self.clips[self.made % len(self.clips)]
            length = 8000 if clip.parent.name == "loop" else 0
            return Play(self.last, None, Media(clip.name, clip), max(0, length - GOOD_LASTS), False, None)
        number = self.numbers.pop(0)
        path = self.folder / f"{number}.mp4"
        chance = random.Random(f"visit {self.seed}/{number}")
        start = chance.choice((0, 0, 0, chance.randrange(1, 12_000)))
        loop = chance.random() < 0.15
        after = None if chance.random() < 0.2 else chance.randrange(1500)
        say(begins=number, start=start, loop=loop, after=after)
        return Play(self.last, number, Media(path.name, path), start, loop, 2500 if loop and after is None else after)

    def next(self) -> None:
        """On to the next play; the one before stays on the screen until that has a picture."""
        while len(self.ready) <= AHEAD and (play := self.make()) is not None:
            self.plays[play.id] = play
            self.ready.append(play)
            play.deadline = time.monotonic() + self.patience.first_picture + LATE
            self.footage.arm(play.id, play.media, loop=play.loop, start=play.start)
        before, self.front = self.front, self.ready.pop(0) if self.ready else None
        if self.front is None:
            QTimer.singleShot(300, self.close)
        else:
            self.front.deadline = time.monotonic() + self.patience.first_picture + LATE
            self.footage.play(self.front.id)
            if self.front.id % 7 == 0:
                QTimer.singleShot(200, lambda play=self.front: self.footage.hold(play.id))
                QTimer.singleShot(400, lambda play=self.front: self.footage.resume(play.id))
        if before is not None and not before.over:
            self.footage.drop(before.id)
            self.over(before.id, "cut")

    # ---- what is heard

    def shown(self, id_: int, duration: int) -> None:
        play = self.plays[id_]
        if play.over or play.shown:
            say(number=play.number, wrong="shown after its end, or twice")
        play.shown = True
        rest = min(max(0, duration - play.start), 60_000) / 1000  # what is damaged may say that it lasts for days
        play.deadline = time.monotonic() + rest + self.patience.next_picture + LATE
        after = play.after if play.after is not None or duration < 60_000 else 5000
        if after is not None:
            QTimer.singleShot(after, lambda: self.cut(play))

    def cut(self, play: Play) -> None:
        if not play.over and play is self.front:
            self.next()

    def over(self, id_: int, how: str) -> None:
        play = self.plays[id_]
        if play.over:
            say(number=play.number, wrong=f"a second end: {how}")
            return
        play.over = True
        say(ended=play.number, how=how, rss=resident())
        if play.number is None and how != "ended":
            say(number=None, wrong=f"{play.media.name} is whole, and: {how}")
        if play in self.ready:
            self.ready.remove(play)
        elif play is self.front:
            QTimer.singleShot(0, self.next)

    def look(self) -> None:
        now = time.monotonic()
        for play in [self.front] if self.front is not None else []:
            if not play.over and now > play.deadline:
                say(number=play.number, wrong="stalled: no end, no failure")
                self.footage.drop(play.id)
                self.over(play.id, "stalled")
        for mishap in list(engine.mishaps):
            say(number=self.front.number if self.front else None, wrong=f"in a callback: {mishap!r}")
        engine.mishaps.clear()

    def blocked(self, block: Block) -> None:
        say(blocked=round(block.round.own * 1000), where=block.where)

    def close(self) -> None:
        self.looking.stop()
        self.watch.stop()
        began = time.monotonic()
        self.footage.close()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        say(
            closed=round(time.monotonic() - began, 2),
            peak=peak,
            open=[p.number for p in self.plays.values() if not p.over],
        )
        QGuiApplication.exit(0)


def main() -> int:
    faulthandler.enable()
    app = QGuiApplication([])
    visitor = Visitor(int(sys.argv[1]), Path(sys.argv[2]), [int(number) for number in sys.argv[3:]])
    QTimer.singleShot(0, visitor.begin)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
