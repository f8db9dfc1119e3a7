"""Captions cut so that never more than two lines are shown: long ones in pieces, one after the other in their time."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import replace
from typing import Final

from kiosk.playlist.captions import Captions

LINES: Final = 2
"""At once: BBC Subtitle Guidelines, WCAG's captions of two lines, EN 301 549's example of good practice."""
DASH: Final = "– "
_NARROW: Final = frozenset("iljtfrI.,:;'’!|()[]-– ")
_WIDE: Final = frozenset("mwMWÆŒæœ—…@%♪")


def width(text: str) -> float:
    """About how wide `text` is, in sizes of the type (em): of Inter in its medium weight, on the safe side by some 4 %
    in running text (measured against Qt), and of Noto Sans CJK."""
    return sum(map(_width, text))


@functools.lru_cache(maxsize=4096)
def _width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 0.95
    if unicodedata.combining(letter):
        return 0.0
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.96
    return 0.74 if letter.isupper() else 0.62


def lines(text: str, room: float) -> list[str]:
    """`text` as it is broken into lines of at most `room` em; a word that is wider stands alone."""
    made: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if line and width(longer) > room:
                made.append(line)
                longer = word
            line = longer
        if line:
            made.append(line)
    return made


def pieces(text: str, room: float) -> list[str]:
    """`text` in as few pieces as have two lines each, of about the same length. What was broken into lines stays so,
    where that fits; another speaker or a sound begins a new line, or a new piece."""
    if len(lines(text, room)) <= LINES:
        return [text]
    paragraphs = _paragraphs(text)
    if len(lines("\n".join(paragraphs), room)) <= LINES:
        return ["\n".join(paragraphs)]
    return [piece for paragraph in paragraphs for piece in _halved(paragraph, room)]


def fitted(captions: Captions, room: float) -> Captions:
    """`captions` in pieces of two lines of `room` em. A piece is shown for its share of the letters; cues and notes
    stay."""
    times: list[int] = []
    texts: list[str] = []
    every = captions.timed
    for number, (start, text) in enumerate(every):
        parts = pieces(text, room) if text else [text]
        end = every[number + 1][0] if number + 1 < len(every) else start
        letters, read = sum(map(len, parts)), 0
        for part in parts:
            times.append(start + (end - start) * read // max(1, letters))
            texts.append(part)
            read += len(part)
    return replace(captions, _times=tuple(times), _texts=tuple(texts))


def _paragraphs(text: str) -> list[str]:
    """Lines that were broken for their length are one again."""
    made: list[str] = []
    for line in text.split("\n"):
        if made and not (line.startswith((DASH, "[", "(", "♪")) or made[-1].endswith(("]", ")", "♪"))):
            made[-1] += " " + line
        else:
            made.append(line)
    return made


def _halved(text: str, room: float) -> list[str]:
    words, count = text.split(), 1
    while True:
        made = _shared(words, count)
        if count >= len(words) or all(len(lines(part, room)) <= LINES for part in made):
            return made
        count += 1


def _shared(words: list[str], count: int) -> list[str]:
    """`words` in `count` parts or fewer, of about the same width."""
    whole, reached = width(" ".join(words)), 0.0
    made: list[list[str]] = [[]]
    for word in words:
        if made[-1] and len(made) < count and reached + width(word) / 2 > whole * len(made) / count:
            made.append([])
        made[-1].append(word)
        reached += width(word + " ")
    return [" ".join(part) for part in made]
