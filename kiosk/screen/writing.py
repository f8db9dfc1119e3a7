"""How a language is written: from the right or the left, and its figures. Locales are Qt's (CLDR)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QLocale

RTL: Final = frozenset({"ar", "he", "fa", "ur", "yi", "ps", "ckb", "sd", "ug", "dv"})
_RIGHT, _LEFT = "\u200f", "\u200e"
"""Marks that are not seen, and give the paragraph they begin its direction (Unicode's UAX #9, P2)."""


def from_right(language: str) -> bool:
    return language.partition("-")[0].lower() in RTL


@lru_cache(maxsize=64)
def _locale(language: str) -> QLocale:
    return QLocale(language.replace("-", "_"))


def number(language: str, n: int) -> str:
    """A whole number in the language's own figures, parted as it parts thousands: 12,041, 12 041, ١٢٬٠٤١."""
    return _locale(language).toString(n)


def figures(language: str, text: str) -> str:
    """The figures 0 to 9 in `text` as the language writes them: `:05` of a clock in Arabic as `:٠٥`."""
    zero = ord(_locale(language).zeroDigit())
    return text if zero == ord("0") else text.translate({ord("0") + value: zero + value for value in range(10)})


def sided(text: str, language: str) -> str:
    """`text` with a mark at each line that would else run the other way: in Arabic one that begins with a Latin name.

    A line wholly of the other direction keeps its own.
    """
    right = from_right(language)
    if not right and text.isascii():
        return text
    return "\n".join(_sided(line, right) for line in text.split("\n"))


def _sided(line: str, right: bool) -> str:
    sides = [way == "L" for way in map(unicodedata.bidirectional, line) if way in ("L", "R", "AL")]
    if not sides or sides[0] != right or all(sides) or not any(sides):
        return line
    return (_RIGHT if right else _LEFT) + line
