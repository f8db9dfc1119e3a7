"""What a file of captions says: SubRip (.srt) and WebVTT (.vtt) as plain text with times. Pure."""

from __future__ import annotations

import bisect
import html
import re
from dataclasses import dataclass
from typing import Final

_ARROW: Final = "-->"
_TIME: Final = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?")
_TAG: Final = re.compile(r"</?[a-zA-Z0-9][^<>]*>|\{\\[^{}]*\}")
"""<i>, <c.yellow>, <v Sook-ja>, <00:01.000>, and {\\an8} of SRT files that were once ASS."""
MOST: Final = 20_000
"""Cues that are read of a file; a film of three hours has 3000."""
AT_ONCE: Final = 8
"""Cues that are shown at the same moment, the first ones; the glass has room for two or three."""
LONGEST: Final = 2_000
"""Letters that are kept of a cue."""
_TOO_MANY: Final = f"more than {MOST} captions: the later ones are skipped"
_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]*)?\s+(?=[^\s<>]|>)([^<>]*)>")
"""Who speaks from here on: <v Sook-ja>, <v.loud Sook-ja>."""
_DASHED: Final = re.compile(r"[-–—]\s*(?=\S)")
"""Before what another speaker says, on a line of its own."""
_NOT_CUES: Final = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True, slots=True)
class Cue:
    """`text` is shown from `start` until just before `end`, in ms of film."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Captions:
    """`notes` says which cues were skipped and why, by line of the file, for a technician."""

    cues: tuple[Cue, ...] = ()
    notes: tuple[str, ...] = ()
    _times: tuple[int, ...] = ()
    _texts: tuple[str, ...] = ()

    @property
    def timed(self) -> tuple[tuple[int, str], ...]:
        """From when (ms) which text is shown, "" for none: until the next one's time."""
        return tuple(zip(self._times, self._texts, strict=True))

    def at(self, time: int) -> str:
        """What is shown at `time` ms: cues that overlap, one under the other in the order they began."""
        index = bisect.bisect_right(self._times, time) - 1
        return self._texts[index] if index >= 0 else ""

    def next_change(self, time: int) -> int | None:
        """When, after `time`, something else is shown; None if nothing more comes."""
        index = bisect.bisect_right(self._times, time)
        return self._times[index] if index < len(self._times) else None


def parse(content: bytes) -> Captions:
    """Never raises. UTF-8 with or without a mark, UTF-16 with one; anything else is read as Windows-1252."""
    lines = _decode(content).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n")
    cues: list[Cue] = []
    notes: list[str] = []
    number = 0
    while number < len(lines):
        block: list[str] = []
        first = number + 1
        while number < len(lines) and lines[number].strip():
            block.append(lines[number])
            number += 1
        number += 1
        if block:
            _read_block(block, first, cues, notes)
    return _timed(cues, notes)


def plainly_encoded(content: bytes) -> bool:
    """Whether it says itself how its letters are stored: UTF-8, or UTF-16 with a mark. All else is a guess."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _read_block(block: list[str], first: int, cues: list[Cue], notes: list[str]) -> None:
    """Lines without a blank one between them: an optional name, the times, the text."""
    timing = next((index for index, line in enumerate(block[:2]) if _ARROW in line), None)
    if timing is None:
        if first > 1 and not block[0].startswith(_NOT_CUES) and not block[0].strip().isdigit():
            notes.append(f"line {first}: skipped, it has no times: {block[0].strip()[:40]!r}")
        return
    line = first + timing
    start_text, _, rest = block[timing].partition(_ARROW)
    start, end = _time(start_text), _time(rest.split()[0] if rest.split() else "")
    if start is None or end is None:
        notes.append(f"line {line}: skipped, its times cannot be read: {block[timing].strip()[:40]!r}")
        return
    if end <= start:
        notes.append(f"line {line}: skipped, it ends before it begins")
        return
    text = _said("\n".join(block[timing + 1 :]))
    if text and len(cues) < MOST:
        cues.append(Cue(start, end, text[:LONGEST]))
    elif text and (not notes or notes[-1] != _TOO_MANY):
        notes.append(_TOO_MANY)


def _time(text: str) -> int | None:
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def _said(text: str) -> str:
    """Its plain lines; who speaks stands before what is said, and where several do, each begins a line with a dash."""
    before, *spans = _VOICE.split(text)
    voices = [
        (" ".join(_plain(name).split()), _lines(said)) for name, said in zip(spans[::2], spans[1::2], strict=True)
    ]
    told = [(name, said) for name, said in voices if said]
    if not told:
        return "\n".join(_dashed(_lines(before)))
    mark = "– " if len({name for name, _ in told}) > 1 else ""
    named = [f"{mark}{name}: {said[0]}" if name else mark + said[0] for name, said in told]
    return "\n".join(
        [*_lines(before), *(line for one, (_, said) in zip(named, told, strict=True) for line in (one, *said[1:]))]
    )


def _lines(text: str) -> list[str]:
    return [stripped for stripped in map(_plain, text.split("\n")) if stripped]


def _dashed(lines: list[str]) -> list[str]:
    """All with the same dash, where two or more have any."""
    if sum(_DASHED.match(line) is not None for line in lines) < 2:
        return lines
    return [_DASHED.sub("– ", line, count=1) if _DASHED.match(line) else line for line in lines]


def _plain(line: str) -> str:
    return html.unescape(_TAG.sub("", line)).strip()


def _timed(cues: list[Cue], notes: list[str]) -> Captions:
    """What is shown from each moment on at which that changes."""
    cues.sort(key=lambda cue: cue.start)
    edges = sorted({edge for cue in cues for edge in (cue.start, cue.end)})
    times: list[int] = []
    texts: list[str] = []
    showing: list[Cue] = []
    coming = 0
    for edge in edges:
        showing = [cue for cue in showing if cue.end > edge]
        while coming < len(cues) and cues[coming].start <= edge:
            if len(showing) < AT_ONCE:
                showing.append(cues[coming])
            coming += 1
        text = "\n".join(cue.text for cue in showing)
        if text != (texts[-1] if texts else ""):
            times.append(edge)
            texts.append(text)
    return Captions(tuple(cues), tuple(notes), tuple(times), tuple(texts))
