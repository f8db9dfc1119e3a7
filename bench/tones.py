"""What a recording of tones says of its cuts: the hole between two, both at once, clicks.

A tone's loudness is its part of 10 ms of sound, looked at every millisecond: any tones that are multiples of 100 Hz are
told apart without a rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench.ears import RATE

WINDOW: Final = RATE // 100
STEP: Final = RATE // 1000
"""Samples of a millisecond."""
FULL: Final = 0.8
"""Of its own loudness from which a tone counts as being at full level; half of it is where it comes and goes."""
AROUND: Final = 60
"""ms before and after a cut that still belong to it."""
LONGEST: Final = 1000
"""ms of silence that can be a cut's; what is longer is the beginning or the end of it all."""

Samples = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Heard:
    """Of a recording. `holes` in ms, one a cut: below 0 where the new tone came before the old one went. `steps` are
    the largest between two samples near each cut, in `own_step`s, which is the largest inside the tones (of 1). `both`
    is the most ms that two tones were at full level at once. `dropouts` are holes without a cut."""

    holes: list[float]
    steps: list[float]
    own_step: float
    both: float
    dropouts: int
    lasted: list[float]
    """ms that each tone was there before a cut."""


def loudness(heard: Samples, hertz: int) -> Samples:
    """Amplitude of the tone, every ms."""
    turning = np.exp(-2j * np.pi * hertz * np.arange(len(heard)) / RATE)
    total = np.concatenate([[0], np.cumsum(heard * turning)])
    starts = np.arange(0, len(heard) - WINDOW, STEP)
    level: Samples = 2 * np.abs(total[starts + WINDOW] - total[starts]) / WINDOW
    return level


def listen(heard: Samples, tones: tuple[int, ...]) -> Heard:
    """`tones` in Hz. With one only, every hole in it is a cut: film that goes round."""
    levels = np.array([loudness(heard, hertz) for hertz in tones])
    levels /= np.maximum(np.percentile(levels, 97, axis=1, keepdims=True), 1e-6)
    steps = _steps(heard, levels.shape[1])
    cut = np.zeros(levels.shape[1], bool)
    holes, near, lasted, dropouts = [], [], [], 0
    for (tone, began, until), (other, since, _to) in pairwise(_spans(levels)):
        if since - until > LONGEST:
            continue
        if tone == other and len(tones) > 1:
            dropouts += 1
            continue
        around = slice(max(0, min(until, since) - AROUND), max(until, since) + AROUND)
        holes.append(float(since - until))
        lasted.append(float(until - began))
        near.append(float(steps[around].max()))
        cut[around] = True
    own = float(steps[_inside((levels.max(0) > FULL) & ~cut)].max(initial=1 / 32768))
    both = _longest((levels > FULL).sum(0) > 1)
    return Heard(holes, [step / own for step in near], own, float(both), dropouts, lasted)


def _spans(levels: Samples) -> list[tuple[int, int, int]]:
    """Which tone was there from when until when (ms), by its half level; in the order in which they came."""
    spans = []
    for tone, level in enumerate(levels):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], (level > 0.5).astype(np.int8), [0]])))
        spans += [(tone, int(since), int(until)) for since, until in zip(edges[::2], edges[1::2], strict=True)
                  if until - since > 2 * WINDOW // STEP]  # fmt: skip
    return sorted(spans, key=lambda span: span[1])


def _steps(heard: Samples, count: int) -> Samples:
    """The largest step between two samples in each ms."""
    steps = np.abs(np.diff(heard))
    largest: Samples = steps[: count * STEP].reshape(count, STEP).max(1)
    return largest


def _inside(steady: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where it had been so for 30 ms, and stayed so for 30 ms."""
    inside: NDArray[np.bool_] = np.convolve(~steady, np.ones(61), "same") < 0.5
    return inside


def _longest(true: NDArray[np.bool_]) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], true.astype(np.int8), [0]])))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def silences(heard: Samples, hertz: int) -> Samples:
    """Seconds at which a tone went silent."""
    level = loudness(heard, hertz)
    there = level > 0.5 * np.percentile(level, 90)
    middles = (np.flatnonzero(there[:-1] & ~there[1:]) * STEP + WINDOW / 2) / RATE
    went: Samples = middles.astype(np.float64)
    return went
