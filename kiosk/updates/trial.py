"""Whether the newest version has shown anything yet; and the way back where it has not.

An update puts its version on trial. The player confirms it once its first picture of attract is on the screen. Where it
finds at its start that the version was started twice, or a minute ago, and is not confirmed, it goes back by itself.

A minute is of CLOCK_BOOTTIME: a kiosk's clock may jump by years when it first meets a network.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Final

from kiosk.boot import this_boot
from kiosk.updates import disk
from kiosk.updates.store import Store

FILE: Final = "trial.json"
STARTS: Final = 2
"""So many starts without a picture are enough: one may be a power cut's."""
WITHIN: Final = 60.0
"""Seconds from the first start to the first picture."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds since a boot, and which boot that was: two of different boots cannot be compared."""

    boot: str
    at: float

    @classmethod
    def now(cls) -> Moment:
        return cls(this_boot(), time.clock_gettime(time.CLOCK_BOOTTIME))


@dataclass(frozen=True, slots=True)
class Trial:
    """Of one version. `failed` says why it was undone, "" where it was not."""

    version: str
    started: tuple[Moment, ...] = ()
    confirmed: bool = False
    failed: str = ""

    @property
    def open(self) -> bool:
        return not self.confirmed and not self.failed


@dataclass(frozen=True, slots=True)
class Undone:
    """`back_to` is what is shown now; None where there was nothing to go back to, and the bad one stays."""

    version: str
    why: str
    back_to: str | None

    def __str__(self) -> str:
        if self.back_to is None:
            return f"content {self.version} {self.why}, and there is no version before it; update again"
        return f"content {self.version} {self.why}; it was undone, and {self.back_to} is shown again"


def read(store: Store) -> Trial | None:
    """The trial of the newest version that was switched to, whether it is shown or not."""
    value = disk.read_json(store.place / FILE)
    version, started, failed = value.get("version"), value.get("started"), value.get("failed")
    if not isinstance(version, str) or not isinstance(started, list) or not isinstance(failed, str):
        return None
    moments = tuple(
        Moment(one[0], one[1])
        for one in started
        if isinstance(one, list) and len(one) == 2 and isinstance(one[0], str) and isinstance(one[1], int | float)
    )
    return Trial(version, moments, value.get("confirmed") is True, failed)


def write(store: Store, trial: Trial) -> None:
    started = [[one.boot, one.at] for one in trial.started]
    value = {"version": trial.version, "started": started, "confirmed": trial.confirmed, "failed": trial.failed}
    disk.put_in_place(store.place / FILE, (json.dumps(value) + "\n").encode())


def open_one(store: Store) -> Trial | None:
    """The trial of the version that is shown, while it is neither confirmed nor undone."""
    trial = read(store)
    return trial if trial is not None and trial.open and trial.version == store.shown() else None


def unproven(store: Store) -> bool:
    """Whether the version that is shown has shown nothing yet, or failed."""
    trial = read(store)
    return trial is not None and not trial.confirmed and trial.version == store.shown()


def begin(store: Store, now: Moment) -> Undone | None:
    """A player starts with what is shown. Undoes it first, where it was tried enough. Raises OSError."""
    with store.switching():
        trial = read(store)
        if trial is None or trial.confirmed or trial.version != store.shown():
            return None
        if trial.failed:  # the power was cut between the verdict and the switch
            return _undo(store, trial, trial.failed)
        if len(trial.started) >= STARTS:
            return _undo(store, trial, f"was started {len(trial.started)} times and showed nothing")
        first = trial.started[0] if trial.started else now
        if first.boot == now.boot and now.at - first.at >= WITHIN:
            return _undo(store, trial, f"showed nothing within {WITHIN:.0f} s")
        write(store, Trial(trial.version, (*trial.started, now)))
        return None


def confirm(store: Store, version: str) -> bool:
    """This version has shown something. False where it was not on trial. Raises OSError."""
    with store.switching():
        trial = open_one(store)
        if trial is None or trial.version != version:
            return False
        write(store, Trial(version, trial.started, confirmed=True))
        return True


def excuse(store: Store, version: str) -> None:
    """Nothing is asked of this version now, the screen being dark: its starts count anew. Raises OSError."""
    with store.switching():
        trial = open_one(store)
        if trial is not None and trial.version == version and trial.started:
            write(store, Trial(version))


def undo(store: Store, version: str, why: str) -> Undone | None:
    """This version is not healthy, `why` ending a sentence that begins with its name. None where it is not on trial
    (any more). Raises OSError."""
    with store.switching():
        trial = open_one(store)
        return _undo(store, trial, why) if trial is not None and trial.version == version else None


def _undo(store: Store, trial: Trial, why: str) -> Undone:
    back_to = store.before(trial.version)
    # The verdict first: should the power be cut here, begin() carries it out.
    write(store, Trial(trial.version, trial.started, failed=why))
    if back_to is not None:
        store.switch(back_to)
    return Undone(trial.version, why, back_to)
