"""Whether the films of an exhibition are of a kind that this machine was measured to play."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from kiosk.findings import Finding
from kiosk.footage.measuring import Measured
from kiosk.footage.pattern import PATTERNS, Pattern
from kiosk.footage.probe import Clip, UnplayableError, probe

_NAMES: Final = {
    "h264": "H.264", "hevc": "HEVC", "VP90": "VP9", "av01": "AV1", "mpgv": "MPEG-2", "MJPG": "Motion JPEG",
    "apcn": "ProRes",
}  # fmt: skip
"""What VLC calls them: as technicians do."""
_FEW: Final = 3

Kind = tuple[str, int, int, int]
"""Codec, width, height, pictures a second."""


def check_clips(films: Iterable[Path], measured: Mapping[str, Measured | str]) -> Iterator[Finding]:
    """One line for each kind of film among `films`, and one for each that cannot be played. `measured`: what is known
    of the patterns, by name. Reads every film's head: some 10 ms each."""
    kinds: Counter[Kind] = Counter()
    some: dict[Kind, list[str]] = {}
    for film in films:
        try:
            clip = probe(film)
        except UnplayableError as error:
            yield Finding(
                "missing", film.name, str(error), "Replace the file; `kiosk check` finds those that are lost."
            )
            continue
        if clip.kind == "film":
            kind = _kind(clip)
            kinds[kind] += 1
            some.setdefault(kind, []).append(film.name)
    for kind, count in sorted(kinds.items(), key=lambda item: -item[1]):
        codec, width, height, rate = kind
        names = ", ".join(some[kind]) if count <= _FEW else f"{count} films"
        speed = f"{rate} fps" if rate else "of a changing rate"
        yield _judge(f"{codec}, {width} x {height}, {speed}", names, _near(kind), measured)


def _judge(what: str, names: str, near: Pattern | None, measured: Mapping[str, Measured | str]) -> Finding:
    found = measured.get(near.name) if near is not None else None
    if near is None or found is None:
        return Finding("ok", what, f"{names}; not measured")
    if isinstance(found, Measured) and found.disturbed:
        return Finding("ok", what, f"{names}; not judged")
    like = "" if near.label == what else f", as {near.label} is"
    if isinstance(found, Measured) and found.fits:
        return Finding("ok", what, f"{names}; smooth here{like}")
    return Finding("warning", what, f"{names}; not smooth here{like}", "See above, `What this machine can play`.")


def _kind(clip: Clip) -> Kind:
    rate = round(1000 / clip.interval) if clip.interval else 0
    return _NAMES.get(clip.codec, clip.codec or "unknown"), clip.width, clip.height, rate


def _near(kind: Kind) -> Pattern | None:
    """The least of the patterns that asks at least as much of a machine; None where none does."""
    codec, width, height, rate = kind
    able = [
        pattern
        for pattern in PATTERNS
        if pattern.codec == codec and pattern.rate >= rate and pattern.width * pattern.height >= width * height
    ]
    return min(able, key=lambda pattern: pattern.width * pattern.height * pattern.rate, default=None)
