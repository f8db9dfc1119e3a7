"""`python -m kiosk.footage.trial measure PATTERN gpu|software` plays a shipped pattern as this machine would, and
`... compare CODEC` plays a codec's pattern twice, decoded by the processor and by the graphics card; both print JSON.

A process of its own: a driver that crashes or hangs must not take the player with it. See trying.py.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from dataclasses import asdict
from operator import sub
from pathlib import Path
from typing import Any

from kiosk.footage import pattern
from kiosk.footage.hardware import CODECS, Codec, Hardware, Verdict
from kiosk.footage.mailbox import Picture
from kiosk.footage.measuring import Measured, UnmeasurableError, draw, play
from kiosk.footage.priority import NICER


def pixels(picture: Picture) -> bytes:
    """The visible ones of all three planes, without what pads the rows."""
    size = picture.geometry
    across = (size.width, (size.width + 1) // 2, (size.width + 1) // 2)
    out = bytearray()
    for plane, wide, pitch, lines in zip(picture.planes, across, size.pitches, size.lines, strict=True):
        rows = ctypes.string_at(plane, pitch * lines)
        out += rows if wide == pitch else b"".join(rows[at : at + wide] for at in range(0, pitch * lines, pitch))
    return bytes(out)


def apart(one: bytes, other: bytes) -> int:
    """The most levels by which two pictures differ anywhere; 256 where they are of different size."""
    if one == other:
        return 0
    return max(map(abs, map(sub, one, other))) if len(one) == len(other) else 256


class Gallery:
    """The different pictures of a pattern, in the order in which they are shown."""

    def __init__(self, wanted: int) -> None:
        self._wanted = wanted
        self.pictures: list[bytes] = []

    @property
    def whole(self) -> bool:
        return len(self.pictures) == self._wanted

    def add(self, picture: Picture) -> None:
        if not self.whole and (found := pixels(picture)) not in self.pictures:
            self.pictures.append(found)

    def apart(self, other: bytes) -> int:
        """By how many levels a picture differs from the one of these that is nearest to it."""
        if other in self.pictures:
            return 0
        return min((apart(one, other) for one in self.pictures), default=256)


def compare(codec: Codec, hardware: Hardware) -> dict[str, Any]:
    """What trying.judge() wants to know. The second play is decoded as `hardware` says."""
    chosen = pattern.named(codec.pattern)
    right, other = Gallery(chosen.pictures), Gallery(chosen.pictures)
    software = play(chosen.path, chosen.rate, right.add, Hardware())
    card = play(chosen.path, chosen.rate, other.add, hardware)
    worst = max((right.apart(picture) for picture in other.pictures), default=256)
    return {"software": asdict(software), "card": asdict(card), "whole": right.whole, "apart": worst}


def measure(chosen: pattern.Pattern, draws: str, hardware: Hardware | None) -> Measured:
    see = draw("gpu" if draws == "gpu" else "software")
    return play(chosen.path, chosen.rate, see, hardware or Hardware())


def main(words: list[str]) -> int:
    try:
        match words:
            case ["compare", name]:
                os.nice(
                    2 * NICER
                )  # the kiosk may be running, and a visitor comes first; begun by a service, it has less than 0
                codec = next(codec for codec in CODECS if codec.name == name)
                said = compare(codec, Hardware({codec.name: Verdict(True, "to be tried")}))
            case ["measure", name, draws, *folder]:
                hardware = Hardware.recalled(Path(folder[0])) if folder else None
                said = asdict(measure(pattern.named(name), draws, hardware))
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except UnmeasurableError as error:
        said = {"refused": str(error)}
    print(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
