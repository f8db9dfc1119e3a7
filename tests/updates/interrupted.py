"""An update that is killed before every change of the disk, and what a power cut would leave that loses all that was
not flushed. `python -m tests.updates.interrupted killed|lost|unflushed SCENARIO FOLDER` tells what went wrong as JSON.

A process of its own, without threads: it forks for every kill, and changes the module `os`.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.updates import disk, trial
from kiosk.updates.manifest import Manifest
from kiosk.updates.store import Store
from kiosk.updates.updating import back
from tests.updates.packs import PIECE, manifest, packed, take, taken, wrong_with

CHANGES = ("open", "write", "fsync", "rename", "replace", "link", "symlink", "mkdir", "unlink", "remove", "rmdir",
           "chmod", "fchmod", "chown", "truncate", "ftruncate")  # fmt: skip
TOLD = {"os.rename", "os.link", "os.symlink", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.chown",
        "os.truncate", "shutil.move", "shutil.copyfile"}  # fmt: skip
"""Python's own audit events: a change that happened without a step counted is a hole in this test."""


@contextmanager
def watched(step: Callable[[str, tuple[Any, ...]], None]) -> Iterator[list[str]]:
    """Call `step` before each change of the disk that Python makes. Gives the changes that were missed."""
    real = {name: getattr(os, name) for name in CHANGES}
    inside, missed, on = [0], [], [True]

    def wrapped(name: str) -> Callable[..., Any]:
        def call(*words: Any, **more: Any) -> Any:
            if not inside[0] and (name != "open" or words[1] & os.O_CREAT):
                inside[0] += 1
                try:
                    step(name, words)
                finally:
                    inside[0] -= 1
            inside[0] += 1
            try:
                return real[name](*words, **more)
            finally:
                inside[0] -= 1

        return call

    def audit(event: str, words: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(words[2], int) and words[2] & (os.O_WRONLY | os.O_RDWR)
        if on[0] and not inside[0] and (event in TOLD or writes):
            missed.append(f"{event}{words}")

    sys.addaudithook(audit)
    for name in CHANGES:
        setattr(os, name, wrapped(name))
    # shutil asks whether these very functions take a folder's descriptor
    os.supports_dir_fd |= {getattr(os, name) for name in ("open", "unlink", "rmdir")}
    try:
        yield missed
    finally:
        on[0] = False
        for name, function in real.items():
            setattr(os, name, function)


@dataclass
class Scenario:
    """`act` is done to a copy of `before`; then what is shown is one of `allowed`, and after `again` the `last`."""

    before: Path
    act: Callable[[Store], object]
    again: Callable[[Store], object]
    allowed: dict[str | None, Manifest | None]
    last: Manifest
    kept: dict[str, Manifest] = field(default_factory=dict)


def scenario(name: str, folder: Path) -> Scenario:
    oldest, old = packed(folder, "oldest"), packed(folder, "old", film_en_vtt=b"WEBVTT\n")
    new = packed(folder, "new", "other.mp4", other_ko_mp4=b"Korean")
    before = folder / "before"
    store = Store(before)
    if name == "first":
        before.mkdir()
        first = {None: None, "0001-" + manifest(new).whole[:8]: manifest(new)}
        return Scenario(before, lambda store: take(store, new), lambda store: take(store, new), first, manifest(new))
    taken(store, oldest)
    one = taken(store, old)
    two = "0003-" + manifest(new).whole[:8]
    allowed: dict[str | None, Manifest | None] = {one: manifest(old), two: manifest(new)}
    if name == "update":
        return Scenario(before, lambda store: take(store, new), lambda store: take(store, new), allowed, manifest(new))
    if name == "back":
        taken(store, new)
        return Scenario(before, back, lambda store: take(store, old), allowed, manifest(old))
    assert name == "undo"
    take(store, new)
    now = trial.Moment.now()
    trial.write(store, trial.Trial(two, (now, now)))
    return Scenario(before, lambda store: trial.begin(store, now), lambda store: trial.begin(store, now), allowed,
                    manifest(old))  # fmt: skip


def judge(done: Scenario, place: Path, after: str) -> list[str]:
    """What is wrong with what is left, and with the next time."""
    store = Store(place)
    shown = store.shown()
    if shown not in done.allowed:
        return [f"{after}: shown is {shown}, {store.all()}"]
    wrong = []
    wanted = done.allowed[shown]
    if shown is not None and wanted is not None:
        wrong += [wrong_with(store, shown, wanted)]
    try:
        done.again(store)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        return [*wrong, f"{after}: the next time: {error!r}"]
    last = store.shown()
    wrong += [wrong_with(store, last, done.last)] if last else [f"{after}: nothing is shown afterwards"]
    if store.staging.exists() and any(store.staging.iterdir()):
        wrong.append(f"{after}: something was left in staging")
    if len(store.all()) > 2:
        wrong.append(f"{after}: more than two versions are kept: {store.all()}")
    return [f"{after}: {why}" for why in wrong if why]


def copy(before: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(before, to, symlinks=True)
    return to


def killed(done: Scenario, folder: Path) -> dict[str, Any]:
    """Kill it before its first change, its second …; a write also in its middle."""
    names: list[str] = []
    store = Store(copy(done.before, folder / "content"))
    with watched(lambda name, _: names.append(name)) as missed:
        done.act(store)
    wrong = list(missed)
    kills = [(n, half) for n, name in enumerate(names, 1) for half in ((False, True) if name == "write" else (False,))]
    for n, half in kills:
        place = copy(done.before, folder / "content")
        child = os.fork()
        if not child:
            die_at(n, done, Store(place), half=half)
        _, status = os.waitpid(child, 0)
        after = f"killed {'in' if half else 'before'} step {n}, {names[n - 1]}"
        wrong += judge(done, place, after) if os.WIFSIGNALED(status) else [f"{after}: it was not"]
    return {"steps": len(names), "tried": len(kills), "wrong": wrong}


def die_at(n: int, done: Scenario, store: Store, *, half: bool) -> None:
    count = [0]

    def step(_name: str, words: tuple[Any, ...]) -> None:
        count[0] += 1
        if count[0] == n:
            if half:
                os.write(words[0], words[1][: len(words[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

    with watched(step):
        done.act(store)
    os._exit(0)


class Disk:
    """What of a folder would be there after a power cut: what fsync(2) has confirmed, and of the rest any part."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[int, bytes] = {}
        self.folders: dict[int, dict[str, int | str]] = {}
        self._held: dict[int, int] = {}
        for folder in (root, *(path for path in root.rglob("*") if path.is_dir() and not path.is_symlink())):
            self.flush_folder(folder)
            for path in folder.iterdir():
                if path.is_file() and not path.is_symlink():
                    self.files[path.stat().st_ino] = path.read_bytes()

    def flushed(self, number: int) -> None:
        """fsync of a descriptor."""
        place = Path(f"/proc/self/fd/{number}").readlink()
        if not place.is_relative_to(self.root):
            return
        if stat.S_ISDIR(os.fstat(number).st_mode):
            self.flush_folder(place)
        else:
            self.files[os.fstat(number).st_ino] = place.read_bytes()

    def flush_folder(self, folder: Path) -> None:
        self._hold(folder)
        self.folders[folder.stat().st_ino] = self.listed(folder)

    def listed(self, folder: Path) -> dict[str, int | str]:
        """What is in a folder now: inodes, and where links lead."""
        for path in folder.iterdir():
            self._hold(path)
        return {
            path.name: str(path.readlink()) if path.is_symlink() else path.stat().st_ino for path in folder.iterdir()
        }

    def is_folder(self, inode: int) -> bool:
        return stat.S_ISDIR(os.fstat(self._held[inode]).st_mode)

    def _hold(self, path: Path) -> None:
        """So that its number is not given to another file when it is removed."""
        number = os.open(path, os.O_PATH | os.O_NOFOLLOW)
        if self._held.setdefault(os.fstat(number).st_ino, number) != number:
            os.close(number)

    def rest(self, to: Path, chance: random.Random | None) -> None:
        """Write into `to` what is there after a power cut now: without `chance` only what was flushed, else more."""
        shutil.rmtree(to, ignore_errors=True)
        now: dict[int, dict[str, int | str]] = {}
        content: dict[int, bytes] = {}
        if chance is not None:
            for folder in (self.root, *self.root.rglob("*")):
                if folder.is_symlink():
                    continue
                if folder.is_dir():
                    now[folder.stat().st_ino] = self.listed(folder)
                else:
                    content[folder.stat().st_ino] = folder.read_bytes()
        self._folder(to, self.root.stat().st_ino, now, content, chance)

    def _folder(
        self,
        to: Path,
        inode: int,
        now: dict[int, dict[str, int | str]],
        content: dict[int, bytes],
        chance: random.Random | None,
    ) -> None:
        to.mkdir()
        flushed = self.folders.get(inode, {})
        later = now.get(inode, flushed)
        for name in sorted({*flushed, *later}):
            there = [entries.get(name) for entries in (flushed, later)]
            entry = there[0] if chance is None else chance.choice(there)
            target = to / name
            if isinstance(entry, str):
                target.symlink_to(entry)
            elif entry is not None and self.is_folder(entry):
                self._folder(target, entry, now, content, chance)
            elif entry is not None:
                old = self.files.get(entry, b"")
                new = content.get(entry, old)
                half = new[: len(new) // 2] if new != old else old
                target.write_bytes(old if chance is None else chance.choice([old, new, half]))


def lost(done: Scenario, folder: Path, *, flushes: bool) -> dict[str, Any]:
    """Cut the power before every change. `flushes`: fsync does what it says."""
    place = copy(done.before, folder / "content")
    state = Disk(place)
    wrong: list[str] = []
    tried = [0, 0]

    def step(name: str, words: tuple[Any, ...]) -> None:
        tried[0] += 1
        for seed in (None, 1) if flushes else (1,):
            chance = random.Random(f"{seed} {tried[0]}") if seed is not None else None
            state.rest(folder / "rest", chance)
            tried[1] += 1
            wrong.extend(judge(done, folder / "rest", f"power cut before step {tried[0]} ({name}), {seed}"))
        if name == "fsync" and flushes:
            os.fsync(words[0])
            state.flushed(words[0])

    with watched(step) as missed:
        done.act(Store(place))
    step("the end", ())
    state.rest(folder / "rest", None)
    told, there = Store(place).shown(), Store(folder / "rest").shown()
    if told != there:
        wrong.append(f"it was told that {told} is shown, and after a power cut it is {there}")
    return {"steps": tried[0], "tried": tried[1], "wrong": wrong + missed}


def main() -> None:
    what, name, place = sys.argv[1:]
    folder = Path(place)
    setattr(disk, "CHUNK", PIECE)  # noqa: B010 - it is Final for everybody else
    done = scenario(name, folder)
    found = killed(done, folder) if what == "killed" else lost(done, folder, flushes=what == "lost")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
