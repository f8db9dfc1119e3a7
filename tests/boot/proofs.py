"""What a museum asks of a kiosk, done to it: it is switched on, touched, frozen, killed, and its plug is pulled."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from tests.boot.album import Album, lit
from tests.boot.kiosk import DISPLAY, PLAYER, Kiosk, Unit
from tests.boot.machine import Machine, MachineError, awaited
from tests.boot.report import Report

BOOTS: Final = 60.0
"""Seconds from power-on to the attract loop at most, on a machine that is not slow."""
COMES_BACK: Final = 45.0
"""Seconds until a player that was frozen or killed shows the attract loop again, there."""
RESTS: Final = 60.0
"""Seconds, the first time; the kiosk's own PAUSES[0]."""
MOST_KILLS: Final = 8
HAPPENS: Final = 20.0
"""Seconds for whatever somebody in front of it would wait for."""
STILLS: Final = 1.0
"""Seconds between two while it boots."""
LIT: Final = 0.05
"""Of the screen, at the least: the river by night is a dark film."""


@dataclass(frozen=True, slots=True)
class Proof:
    """All steps on one machine."""

    machine: Machine
    kiosk: Kiosk
    report: Report
    album: Album

    def says(self, step: str, passed: bool, seconds: float | None = None, told: str = "") -> bool:
        return self.report.add(self.machine.name, step, passed, seconds, told)

    def boots(self, why: str) -> bool:
        """Switch it on, and wait for the attract loop. False where it does not come."""
        slow = self.machine.slow
        self.machine.power_on()
        ready: list[float] = []

        def shown() -> bool:
            if not ready and self.kiosk.unit().active:
                ready.append(self.machine.running_for())
            return bool(ready) and self.kiosk.shows("attract")

        with self.album.watching(self.machine, why, every=STILLS * slow):
            awaited(BOOTS * slow, shown, every=0.2 * slow)
        after = self.machine.running_for()
        player, display = self.kiosk.unit(), self.kiosk.unit(DISPLAY)
        self.says(f"{why}: the player says READY", bool(ready), ready[0] if ready else None, _told(player))
        if not self.says(f"{why}: attract on the screen", self.kiosk.shows("attract"), after, self._screen(why)):
            return False
        first = player.starts == 0 and display.starts == 0
        self.says(
            f"{why}: at the first try", first, None, f"player {player.starts}, screen {display.starts} starts anew"
        )
        failed = self.kiosk.failed()
        return self.says(f"{why}: no unit has failed", not failed, None, failed)

    def fills_the_screen(self) -> None:
        """The still has the screen's size, and is not dark."""
        picture = self.album.take(self.machine, "attract")
        size = (picture.width(), picture.height()) if picture is not None else (0, 0)
        bright = lit(picture) if picture is not None else 0.0
        told = f"{size[0]}x{size[1]}, {bright:.0%} of it lit"
        self.says("the whole screen is drawn", size == self.machine.screen and bright > LIT, None, told)

    def freezes(self) -> None:
        """SIGSTOP: the process is there and does nothing, as with a hanging driver."""
        self._comes_back("frozen (SIGSTOP)", PLAYER, "STOP", "Watchdog timeout")

    def dies(self) -> None:
        self._comes_back("killed (SIGKILL)", PLAYER, "KILL", "Failed with result 'signal'")

    def rests(self) -> None:
        """Killed again and again: no flickering in public for ever, but the museum's words; and after a minute
        (kiosk/station/ladder.py) it tries again by itself."""
        slow = self.machine.slow
        begun = time.monotonic()
        kills = 0
        while not self._rests() and kills < MOST_KILLS:
            kills += 1
            process = self.kiosk.unit().process
            self.kiosk.signal(process, "KILL")
            awaited(COMES_BACK * slow, lambda old=process: self._anew(old))  # type: ignore[misc]  # mypy cannot tell a default's type
        time.sleep(slow)
        self.album.take(self.machine, "killed again and again: rests")
        took = time.monotonic() - begun
        told = f"after {kills} more; {self.kiosk.unit().status}"
        self.says("killed again and again: rests", self._rests(), took, told)
        back = awaited(RESTS + COMES_BACK * slow, lambda: self.kiosk.shows("attract"), every=0.5)
        self.says("after the rest: back on attract", back is not None, time.monotonic() - begun, self._screen("rested"))

    def loses_its_screen(self) -> None:
        """The compositor is killed: the player has to get over that, too."""
        self._comes_back("screen killed", DISPLAY, "KILL", "Failed with result 'signal'")

    def is_touched(self) -> None:
        """A touch wakes it, and a visit begins."""
        width, height = self.machine.screen
        begun = time.monotonic()
        self.machine.touch(width // 2, height // 2)
        awake = awaited(HAPPENS * self.machine.slow, lambda: bool(self.kiosk.ask("status").get("awake")))
        screen = self.kiosk.ask("status").get("screen", "?")
        self.album.take(self.machine, f"touched: {screen}")
        self.says("a touch of the glass begins a visit", awake is not None, time.monotonic() - begun, f"shows {screen}")
        self.kiosk.tell("attract")

    def counts_a_visit(self) -> int:
        """A visit that ends is in the ledger. The answer: how many are."""
        before = int(self.kiosk.books()["visits"])
        self._visit()
        begun = time.monotonic()
        self.kiosk.tell("attract")
        counted = awaited(HAPPENS * self.machine.slow, lambda: self.kiosk.books()["visits"] == before + 1)
        now = int(self.kiosk.books()["visits"])
        told = f"{before} before, {now} now"
        self.says("a visit that ended is counted", counted is not None, time.monotonic() - begun, told)
        return now

    def loses_power_in_a_visit(self) -> None:
        """The film of a visit runs: that visit is lost, and no other."""
        before = int(self.kiosk.books()["visits"])
        self._visit()
        self.album.take(self.machine, "a visit; then the power goes")
        self.machine.cut_power()
        if self.boots("after a cut in a visit"):
            books = self.kiosk.books()
            file = "whole" if books["whole"] else "damaged"
            told = f"{before} visits before, {books['visits']} after; SQLite finds the file {file}"
            self.says(
                "after a cut in a visit: the ledger is whole", books["whole"] and books["visits"] == before, None, told
            )

    def loses_power_in_an_update(self, packs: tuple[str, str]) -> None:
        """New content is half copied. Then all is old or all is new, and the update can be done again."""
        before = self.kiosk.content()
        self.kiosk.update(packs[1], beside=True)
        staged = "find /var/lib/kiosk/content/staging -name '*.mp4' | head -3 | grep -c ."
        begun = awaited(
            HAPPENS * self.machine.slow, lambda: self.machine.run("sh", "-c", staged).out.strip().endswith("3"), 0.05
        )
        self.machine.cut_power()
        self.says("an update is cut off while it copies", begun is not None, begun, "the third film was being staged")
        if not self.boots("after a cut in an update"):
            return
        after = self.kiosk.content()
        told = (
            f"shows {after['version']}, which was {before['version']} before; {after['wrong'] or 'each file as packed'}"
        )
        self.says("after a cut in an update: old or new, whole", not after["wrong"], None, told)
        self._updates(packs[1])

    def takes_up(self, title: str) -> float | None:
        """Wait until the attract loop of the exhibition with this title is on; for how many seconds that was."""
        return awaited(
            BOOTS * self.machine.slow,
            lambda: self.kiosk.ask("status").get("title") == title and self.kiosk.shows("attract"),
        )

    def _updates(self, pack: str) -> None:
        """An update that nobody disturbs is taken up at rest, and confirmed by its first picture."""
        begun = time.monotonic()
        ran = self.kiosk.update(pack)
        content = self.kiosk.content()
        title = content["title"]
        shown = self.takes_up(title)
        told = f"shows “{title}”, {content['version']}" if shown is not None else f"{ran.out} {content}"
        passed = ran.code == 0 and shown is not None and not content["wrong"]
        self.says("the same update again: taken up at rest", passed, time.monotonic() - begun, told)
        self.album.take(self.machine, f"new content: {title}")

    def _visit(self) -> None:
        """Somebody is in the story, and its film runs."""
        self.kiosk.tell("open", scene="village")
        if awaited(HAPPENS * self.machine.slow, lambda: self.kiosk.shows("scene")) is None:
            raise MachineError(f"no film of the story runs: {self.kiosk.ask('status')}")

    def _comes_back(self, how: str, unit: str, signal: str, said: str) -> None:
        """Signal a unit's main process: systemd has to notice it, and attract has to come back by itself."""
        slow = self.machine.slow
        before, player = self.kiosk.unit(unit), self.kiosk.unit().process
        self.kiosk.signal(before.process, signal)
        begun = time.monotonic()
        noticed: list[float] = []

        def back() -> bool:
            if not noticed and self.kiosk.unit(unit).starts > before.starts:
                noticed.append(time.monotonic() - begun)
            now = self.kiosk.unit()
            anew = unit != PLAYER or now.process != player
            return bool(noticed) and now.active and anew and self.kiosk.shows("attract")

        awaited(COMES_BACK * slow, back, every=0.1 * slow)
        after = time.monotonic() - begun
        passed = self.kiosk.shows("attract") and bool(noticed)
        line = self.kiosk.journal(unit, said)
        when = f"started anew after {noticed[0]:.1f} s" if noticed else "systemd did not notice"
        told = f"{when}; journal: {line or f'nothing of `{said}`'}"
        self.says(f"{how}: back on attract", passed and bool(line), after, told)
        self.album.take(self.machine, f"after {how}")

    def _rests(self) -> bool:
        return self.kiosk.unit().status.startswith("resting")

    def _anew(self, old: int) -> bool:
        """Whether another process is the player, and says that it is ready."""
        now = self.kiosk.unit()
        return now.active and now.process not in {0, old}

    def _screen(self, why: str) -> str:
        status = self.kiosk.ask("status")
        self.album.take(self.machine, f"{why}: attract")
        film = (status.get("film") or {}).get("file", "no film")
        return f"{status.get('screen', 'nothing')}, {film}, {status.get('shown', 0)} pictures"


def _told(unit: Unit) -> str:
    return f"{unit.state}{'; ' + unit.status if unit.status else ''}"
