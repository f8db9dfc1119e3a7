"""`make fuzz-media`: damaged films through the real decks, watched. `N=500 SEED=1` unless told otherwise.

Each film is made from one of the shipped clips by chance, and again by its seed and number alone. They are played in a
process of their own: one that crashes there is looked for among those that were loaded, kept as build/fuzz/N.mp4, and
the others go on. Ends with 1 where one crashed, stalled, or held up the GUI's thread.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.fuzz.damage import damaged, shipped

BATCH: Final = 50
"""Films a process: what its memory is measured over, and what a crash makes one look through."""
SILENT: Final = 45.0
"""Seconds without a word after which a process hangs: the longest film with Patience is well below."""
MEMORY: Final = 2500
"""MB that a process may hold at most. Six decks of 1080p with every page touched (MALLOC_PERTURB_) take 1400."""
BLOCKED: Final = 1000
"""ms for which the GUI's thread may be away. On a machine whose processors the decoders have taken, it waits for the
interpreter up to 300 ms also with whole films: what is above 50 is counted, not blamed."""
HARDENED: Final = {"MALLOC_PERTURB_": "165", "PYTHONFAULTHANDLER": "1", "QT_QUICK_BACKEND": "software"}


@dataclass
class Findings:
    """`ends` counts how plays ended, `wrong` is what must not be, in words."""

    ends: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    crashed: set[int] = field(default_factory=set)
    blocks: list[tuple[int, str]] = field(default_factory=list)
    peak: int = 0
    closed: float = 0.0

    def blame(self, wrong: str) -> None:
        print(f"WRONG {wrong}", flush=True)
        self.wrong.append(wrong)


def visit(seed: int, numbers: Sequence[int], folder: Path, found: Findings) -> tuple[list[int], str]:
    """Play these in one process. What had begun and not ended when it crashed or hung, and how; nothing if it did not.

    `numbers` that were not begun are not among them."""
    log = folder / "stderr.log"
    for number in numbers:
        (folder / f"{number}.mp4").write_bytes(damaged(seed, number, shipped())[1])
    with log.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.visitor", str(seed), str(folder), *map(str, numbers)],
            stdout=subprocess.PIPE, stderr=errors, text=True, env={**os.environ, **HARDENED},
        )  # fmt: skip
        lines: queue.Queue[str | None] = queue.Queue()
        reader = threading.Thread(target=_read, args=(process, lines), daemon=True)
        reader.start()
        open_: set[int] = set()
        hung = False
        try:
            while (line := lines.get(timeout=SILENT)) is not None:
                _hear(json.loads(line), open_, found)
        except queue.Empty:
            hung = True
            process.kill()
        code = process.wait(30)
        reader.join()
        assert process.stdout is not None
        process.stdout.close()
    for number in numbers:
        (folder / f"{number}.mp4").unlink(missing_ok=True)
    if hung:
        return list(open_), f"nothing was heard for {SILENT:.0f} s"
    if code != 0:
        return list(open_), f"ended with {code}: {log.read_text()[-1500:]}"
    return [], ""


def _read(process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line)
    lines.put(None)


def _hear(told: dict[str, Any], open_: set[int], found: Findings) -> None:
    if "begins" in told:
        open_.add(told["begins"])
    elif "ended" in told:
        open_.discard(told["ended"])
        found.ends["a good one, after them: " * (told["ended"] is None) + plainly(told["how"])] += 1
        if told["rss"] > MEMORY:
            found.blame(f"{told['ended']}: {told['rss']} MB of memory; open: {sorted(open_)}")
        found.peak = max(found.peak, told["rss"])
    elif "wrong" in told:
        found.blame(f"{told['number']}: {told['wrong']}")
    elif "blocked" in told:
        found.blocks.append((told["blocked"], told["where"]))
        if told["blocked"] > BLOCKED:
            found.blame(f"the GUI's thread for {told['blocked']} ms in {told['where']}; open: {sorted(open_)}")
    elif "closed" in told:
        found.closed = max(found.closed, told["closed"])
        if told["open"]:
            found.blame(f"{told['open']}: never came to an end")


def plainly(how: str) -> str:
    """Without the seconds of this one."""
    return how.split(": it ended at")[0].split(" for ")[0]


def run(seed: int, numbers: Sequence[int], keep: Path) -> Findings:
    """All of them, past every crash; what crashes is kept in `keep`."""
    found = Findings()
    keep.mkdir(parents=True, exist_ok=True)
    left = list(numbers)
    with tempfile.TemporaryDirectory(dir=keep) as folder:
        while left:
            batch = left[:BATCH]
            suspects, how = visit(seed, batch, Path(folder), found)
            if not how:
                left = left[BATCH:]
            else:
                left = left[left.index(max(suspects, default=batch[0])) + 1 :]
                guilty = [number for number in suspects if visit(seed, [number], Path(folder), Findings())[1]]
                for number in guilty or suspects:
                    told, film = damaged(seed, number, shipped())
                    (keep / f"{number}.mp4").write_bytes(film)
                    found.crashed.add(number)
                    print(f"{number}: {told}", flush=True)
                alone = "" if guilty else " (none of them does alone)"
                found.blame(f"{guilty or suspects}{alone}: {how}")
            print(f"{len(numbers) - len(left)} of {len(numbers)}, {len(found.wrong)} wrong", flush=True)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="make fuzz-media", description=__doc__)
    parser.add_argument("--count", type=int, default=500, metavar="N", help="how many films (500)")
    parser.add_argument("--first", type=int, default=1, metavar="N", help="the first one's number (1)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="other films by another seed (1)")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where films that crash are kept")
    asked = parser.parse_args()
    began = time.monotonic()
    found = run(asked.seed, range(asked.first, asked.first + asked.count), asked.keep)
    print(f"\n{asked.count} damaged films, seed {asked.seed}, in {time.monotonic() - began:.0f} s")
    for how, count in found.ends.most_common():
        print(f"{count:6}  {how}")
    print(f"{len(found.crashed):6}  crashed or hung")
    print(f"memory at most {found.peak} MB, closed within {found.closed:.1f} s")
    longest = max(found.blocks, default=(0, ""))
    print(f"rounds of the GUI's thread above 50 ms: {len(found.blocks)}; the longest {longest[0]} ms, in {longest[1]}")
    print(f"{len(found.wrong)} wrong")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
