"""`make soak`: thousands of cuts through the real app. Does memory grow, do handles or threads, is each picture right?

Visit after visit goes through one story of short films of many sizes: most scenes go on at their natural end; in
every third a finger chooses, and four films are armed. What the player uses is read where every visit is the same: at
rest, in attract. Ctrl-C ends it early; what was found until then is kept after every visit.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from itertools import cycle, groupby
from pathlib import Path
from typing import Final

from bench import ears, goals, players, processes, shows, soaked
from bench.clips import numbered
from bench.glass import NOTHING, Seen

PLAIN: Final = ((480, 270), (1280, 720), (640, 480), (1920, 1080), (960, 540), (854, 480), (720, 1280), (320, 180))
"""Sizes of films that go on at their end: clips 1 to 8."""
ASKING: Final = ((640, 360), (1920, 1080), (1024, 576))
"""Sizes of films over which a decision opens: clips 9 to 11."""
ATTRACT: Final = 15
PICTURES: Final = 5
"""Of each film: 0.17 s, in which the next one is made ready."""
SCENES: Final = 60
ATTRACT_PICTURES: Final = 24
TOUCH: Final = 0.03
"""Seconds that a finger stays down."""
MIDDLE: Final = (900, 300)
REST: Final = 0.3
_UNSEEN: Final = 6
"""Films in a row that a busy machine's watch may miss. None stands twice within that many, so that one which was shown
already is not taken for one to come."""
PATIENCE: Final = 60.0
"""Seconds without the picture that was waited for, after which the player is said to have stopped."""


SILENCE: Final = "no sound: "
"""Begins the app's warning that there is no sound server."""
BY_HAND: Final = "by hand"
LINES: Final = 200
"""Of the app's journal that are kept."""


@dataclass(frozen=True, slots=True)
class Sample:
    """After so many cuts and seconds: the player's memory in MB, its threads and handles; the X server's memory."""

    cuts: int
    seconds: float
    resident: float
    own: float
    threads: int
    handles: int
    server: float


@dataclass(slots=True)
class Soak:
    """What was found so far."""

    wanted: int
    sound: bool
    cuts: int = 0
    touches: int = 0
    black: int = 0
    """Times that the screen showed no film."""
    stale: int = 0
    """Times that it showed a film whose turn it was not."""
    unseen: int = 0
    """Films whose turn it was, but that nobody saw: not shown, or shorter than a busy machine can watch."""
    late: int = 0
    """Films that were first seen at a later picture than their first."""
    stopped: str = ""
    """Why it ended before `wanted`."""
    journal: list[str] = field(default_factory=list)
    """What the app wrote down, warnings and worse."""
    samples: list[Sample] = field(default_factory=list)

    def judge(self, seen: list[Seen], turns: list[int]) -> None:
        """Compare the pictures of one visit with the clips whose turn it was."""
        self.black += sum(1 for one in seen if one.clip == NOTHING)
        films = [list(film) for _clip, film in groupby((one for one in seen if one.clip > 0), lambda one: one.clip)]
        place = 0
        for film in films:
            soon = turns[place : place + _UNSEEN]
            if film[0].clip not in soon:
                self.stale += 1
                continue
            passed = soon.index(film[0].clip)
            self.unseen += passed
            self.late += place > 0 and film[0].frame > 0
            place += passed + 1
        self.unseen += len(turns) - place


def main() -> int:
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--cuts", type=int, default=10_000, help="how many (10000)")
    parser.add_argument("--folder", type=Path, default=Path("build/bench"), help="for films and results")
    parser.add_argument("--silent", action="store_true", help="without a sound server")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    folder = asked.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    found = soak(folder, asked.cuts, sound=ears.installed() and not asked.silent)
    told = soaked.come_to(json.loads((folder / "soak.json").read_text()))
    soaked.draw(told, folder / "soak.svg")
    judged = [one for one in goals.judge({"soak": told}) if one.section == "soak"]
    print(f"{soaked.table(told)}\n\n{goals.table(judged)}\n\nalso in {folder / 'soak.json'} and {folder / 'soak.svg'}")
    return 1 if found.stopped not in ("", BY_HAND) else 0


def soak(folder: Path, cuts: int, *, sound: bool) -> Soak:
    """Also writes soak.json into `folder`, after every visit."""
    found = Soak(cuts, sound)
    playlist, turns = _story(folder)
    with ExitStack() as open_until_then:
        enter = open_until_then.enter_context
        journal = enter((folder / "soak.log").open("w+"))
        runtime = enter(ears.sound_server()).runtime if sound else None
        settings = shows.settings(folder, "software")
        it = enter(players.stand(playlist, settings, sound=runtime, errors=journal.fileno()))
        began = time.perf_counter()
        try:
            while found.cuts < cuts:
                _visit(it, turns, found)
                journal.seek(0)
                found.journal = [line for line in journal.read().splitlines() if sound or SILENCE not in line][:LINES]
                found.samples.append(_sample(it, found.cuts, time.perf_counter() - began))
                _keep(found, folder)
                _say(found)
        except KeyboardInterrupt:
            found.stopped = BY_HAND
        except (TimeoutError, OSError, ValueError) as error:
            found.stopped = f"the player stopped: {error}"
        _keep(found, folder)
    return found


def _sample(it: players.Stand, cuts: int, seconds: float) -> Sample:
    used, server = processes.use(it.app.pid), processes.use(it.screen.server).resident
    return Sample(cuts, seconds, used.resident, used.own, used.threads, used.handles, server)


def _keep(found: Soak, folder: Path) -> None:
    """As make soak leaves it, whenever it ends."""
    part = folder / "part-soak.json"
    part.write_text(json.dumps(asdict(found)))
    part.replace(folder / "soak.json")


def _say(found: Soak) -> None:
    last = found.samples[-1]
    print(f"{found.cuts} cuts in {last.seconds:.0f} s: {last.resident:.0f} MB, {last.threads} threads, "
          f"{last.handles} handles; black {found.black}, out of turn {found.stale}, not seen {found.unseen}, "
          f"first seen late {found.late}", flush=True)  # fmt: skip


def _story(folder: Path) -> tuple[Path, list[int]]:
    """The playlist, and the clips that a visit shows in turn."""
    for clip, size in enumerate((*PLAIN, *ASKING), 1):
        numbered(folder / f"soak{clip}.mp4", clip, PICTURES, size=size, hertz=200 + 50 * clip)
    numbered(folder / "soak15.mp4", ATTRACT, ATTRACT_PICTURES, size=(1280, 720))
    plain, asking = cycle(range(1, len(PLAIN) + 1)), cycle(range(len(PLAIN) + 1, len(PLAIN) + len(ASKING) + 1))
    clips = [next(asking if _asks(number) else plain) for number in range(SCENES)]
    scenes = []
    for number, clip in enumerate(clips):
        film, after = f"soak{clip}.mp4", f"s{number + 1}" if number + 1 < SCENES else "home"
        if _asks(number):
            others = [f"s{number + ahead}" for ahead in (2, 3, 4)]
            scenes.append(shows.asking(f"s{number}", film, [others[0], after, *others[1:]], opens="0.05s"))
        else:
            scenes.append(shows.plain(f"s{number}", film, after))
    playlist = shows.write(folder, "soak", scenes, attract="soak15.mp4", timing="beat: 0ms")
    return playlist, [ATTRACT, *clips, ATTRACT]


def _asks(number: int) -> bool:
    return number % 3 == 2 and number + 4 < SCENES


def _visit(it: players.Stand, turns: list[int], found: Soak) -> None:
    """From attract through the story to attract, and once round in attract."""
    first = max(0, len(it.watch.seen) - 1)
    at = it.hand.touch(*MIDDLE, TOUCH)
    found.touches += 1
    for clip in turns[1:-1]:
        if clip > len(PLAIN):
            at = it.watch.wait(lambda seen, clip=clip: seen.clip == clip, PATIENCE, at).at  # type: ignore[misc]  # a default
            _choose(it)
            found.touches += 1
    it.watch.wait(lambda seen: seen.clip == ATTRACT, PATIENCE, at)
    time.sleep(ATTRACT_PICTURES / 30 + REST)
    found.cuts += len(turns)  # one more than films: attract came round
    found.judge(it.watch.seen[first:], turns)


def _choose(it: players.Stand) -> None:
    """Touch a choice as soon as one is offered."""
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until:
        place = it.app.place("choice-go")
        if place is not None:
            it.hand.touch(*place, TOUCH)
            return
        time.sleep(0.02)
    raise TimeoutError("a decision never opened")


if __name__ == "__main__":
    sys.exit(main())
