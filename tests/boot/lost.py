"""Power cuts in which everything is lost that was not flushed.

The disk of /var/lib/kiosk is logged, write by write, while content is updated to and fro and visits end. After each
update or visit that was told to be done, the log's length at that moment is noted: from there on it has to be on the
disk, whatever is lost. Then the disk is made anew as a cut at many moments would have left it, three times each (see
writes.KEEPS), checked by e2fsck, and read with the same programs that ask inside a machine.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.boot import writes
from tests.boot.emulator import Disks, Emulator
from tests.boot.image import do
from tests.boot.machine import GUEST
from tests.boot.proofs import Proof
from tests.boot.writes import KEEPS, Log, replay, surviving, unflushed

ROUNDS: Final = 3
"""Updates and visits that are logged."""
CUTS: Final = 20
"""Moments at random, besides one right after each thing that was told to be done."""
WORST: Final = 4
"""Moments at which the most was not flushed."""
CONTROL: Final = "careless"


@dataclass(frozen=True, slots=True)
class Kept:
    """What has to be on the disk from a moment on: the log's length `at` it, visits counted, the version shown."""

    at: int
    visits: int
    version: str


@dataclass(slots=True)
class Findings:
    """`wrong`: what is not as it has to be, in words, by what it is about."""

    wrong: dict[str, list[str]] = field(default_factory=lambda: {"disk": [], "ledger": [], "content": []})
    states: Counter[str] = field(default_factory=Counter)
    number: int = 0


def loses_what_was_not_flushed(machine: Emulator, packs: tuple[str, str], proof: Proof, seed: int) -> None:
    """`machine` is off, its disks fresh. Raises MachineError, BuildError."""
    folder = machine.disks.root.parent
    fresh, log = folder / "fresh.raw", folder / "writes.log"
    do("cp", "--sparse=always", machine.disks.state, fresh)
    log.unlink(missing_ok=True)
    log.touch()
    unlogged = machine.disks
    machine.disks = Disks(unlogged.root, unlogged.state, log)
    if not proof.boots("writes are logged"):
        return
    told = _told(proof, packs, log)
    acknowledged = _careless(proof)
    machine.cut_power()
    machine.disks = unlogged

    begun = time.monotonic()
    logged = writes.read_log(log)
    lots = random.Random(seed)
    cuts = _cuts(logged, told, lots)
    found = Findings()
    at_its_worst = max(cuts, key=lambda cut: unflushed(logged.writes, cut))
    disk = folder / "cut.raw"
    for cut in cuts:
        for keep in KEEPS:
            _cut(logged, cut, keep, lots, fresh, disk)
            _look(disk, told, cut, keep, found)
    worst = unflushed(logged.writes, at_its_worst)
    flushes = sum(write.flushes for write in logged.writes)
    about = f"{found.number} disks of {len(logged.writes)} writes, {flushes} flushes; up to {worst} writes lost"
    took = time.monotonic() - begun
    proof.says("unflushed writes lost: file system", not found.wrong["disk"], took, _of(found.wrong["disk"], about))
    shown = ", ".join(f"{state} {number} times" for state, number in sorted(found.states.items()))
    proof.says("unflushed writes lost: content old or new, whole", not found.wrong["content"], None,
               _of(found.wrong["content"], shown))  # fmt: skip
    visits = f"each of {told[-1].visits} visits is there from when it was counted on"
    proof.says("unflushed writes lost: ledger", not found.wrong["ledger"], None, _of(found.wrong["ledger"], visits))

    _cut(logged, len(logged.writes), "nothing", lots, fresh, disk)
    _fsck(disk)
    left = _read(disk, CONTROL, folder)
    proof.says("control: a program without fsync loses", left != str(acknowledged), None,
               f"wrote {acknowledged}, on the disk {left or 'nothing'}")  # fmt: skip

    _cut(logged, at_its_worst, "half", lots, fresh, unlogged.state)
    if proof.boots("after a cut that lost writes"):
        wrong = proof.kiosk.content()["wrong"]
        proof.says("after a cut that lost writes: content whole", not wrong, None, wrong or "each file as packed")


def _told(proof: Proof, packs: tuple[str, str], log: Path) -> Sequence[Kept]:
    """Updates and visits, and what was told to be done by when."""
    told = [Kept(0, int(proof.kiosk.books()["visits"]), str(proof.kiosk.content()["version"]))]
    for number in range(ROUNDS):
        ran = proof.kiosk.update(packs[1 - number % 2])
        at = writes.entries(log)
        content = proof.kiosk.content()
        version = str(content["version"])
        shown = proof.takes_up(content["title"])
        passed = ran.code == 0 and version != told[-1].version and shown is not None
        proof.says(f"writes are logged: update {number + 1}", passed, shown, version)
        told.append(Kept(at, told[-1].visits, version))
        visits = proof.counts_a_visit()
        told.append(Kept(writes.entries(log), visits, version))
    return told


def _careless(proof: Proof) -> int:
    """The last number that the negative control has told of. Nobody else may flush the disk meanwhile."""
    proof.machine.run("systemctl", "stop", "kiosk.service", patience=30 * proof.machine.slow)
    ran = proof.machine.run("python3", "-", f"/var/lib/kiosk/{CONTROL}",
                            given=(GUEST / "careless.py").read_text(encoding="utf-8"))  # fmt: skip
    return int(ran.out)


def _cuts(log: Log, told: Sequence[Kept], lots: random.Random) -> Sequence[int]:
    """At random, where the most can be lost, and right after each thing that was told to be done."""
    first, last = told[0].at + 1, told[-1].at
    by_chance = {lots.randint(first, max(first, last)) for _ in range(CUTS)}
    worst = sorted(range(first, last + 1), key=lambda cut: unflushed(log.writes, cut))[-WORST:]
    return sorted({*by_chance, *worst, *(one.at for one in told[1:])})


def _cut(log: Log, cut: int, keep: str, lots: random.Random, fresh: Path, disk: Path) -> None:
    do("cp", "--sparse=always", fresh, disk)
    replay(log, surviving(log.writes, cut, keep, lots), disk)


def _fsck(disk: Path) -> str:
    """As a boot would: replay the journal. Then look at all of it. What is wrong, "" for nothing."""
    mended = subprocess.run(["e2fsck", "-p", str(disk)], capture_output=True, text=True, check=False)
    if mended.returncode not in {0, 1}:  # 1: mended, as the journal says
        return mended.stdout + mended.stderr
    seen = subprocess.run(["e2fsck", "-fn", str(disk)], capture_output=True, text=True, check=False)
    return seen.stdout if seen.returncode else ""


def _look(disk: Path, told: Sequence[Kept], cut: int, keep: str, found: Findings) -> None:
    """Whether a disk after a cut holds what it has to."""
    found.number += 1
    where = f"cut {cut}, {keep} kept"
    if wrong := _fsck(disk):
        found.wrong["disk"].append(f"{where}: {wrong}")
    before = [one for one in told if one.at <= cut][-1]
    after = next((one for one in told if one.at > cut), before)
    place = disk.with_suffix(".files")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    do("debugfs", "-R", f"rdump / {place}", disk)
    books = _asked("books", place / "ledger.sqlite")
    if not books.get("whole") or not before.visits <= books["visits"] <= after.visits:
        found.wrong["ledger"].append(f"{where}: {books}, and {before.visits} were counted")
    content = _asked("content", place / "content")
    if content.get("wrong", "?") or content["version"] not in {before.version, after.version}:
        found.wrong["content"].append(f"{where}: {content}, and {before.version} was there")
    elif before.version != after.version:
        found.states["old" if content["version"] == before.version else "new"] += 1
    else:
        found.states["settled"] += 1


def _asked(program: str, place: Path) -> dict[str, Any]:
    """The same program as inside a machine."""
    ran = subprocess.run(
        [sys.executable, str(GUEST / f"{program}.py"), str(place)], capture_output=True, text=True, check=False
    )
    return dict(json.loads(ran.stdout)) if ran.returncode == 0 else {"wrong": ran.stderr[-300:], "visits": -1}


def _read(disk: Path, name: str, folder: Path) -> str:
    file = folder / "read"
    file.unlink(missing_ok=True)
    do("debugfs", "-R", f"dump /{name} {file}", disk)
    return file.read_text(encoding="utf-8").strip() if file.exists() else ""


def _of(wrong: Sequence[str], well: str) -> str:
    """What to tell: the first thing that is wrong, or that all is well."""
    return f"{len(wrong)} wrong: {wrong[0]}" if wrong else well
