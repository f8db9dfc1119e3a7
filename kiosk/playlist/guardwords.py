"""A guard's text, cut into words, so that Python's own parser sees nothing but names, numbers and operators.

Ids hold hyphens and may be Python keywords (`visited(day-in-prison)`), which Python would read as arithmetic or refuse.
So every word, quoted text and call is replaced by a plain name of the same length, and remembered by its place:
columns stay true, and no call, attribute or string ever reaches `ast`.
"""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<text>'[^']*'|"[^"]*")
  | (?P<call>(?P<function>visited|chosen)\s*\((?P<argument>[^()]*)\))
  | (?P<word>[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*)
  | (?P<number>-?[0-9]+(?![\w.]))
  | (?P<sign>==|!=|<=|>=|<(?!>)|>|\(|\))
    """,
    re.VERBOSE,
)
_OPERANDS = frozenset({"text", "call", "word", "number"})
RESERVED = frozenset(keyword.kwlist) | {"true", "false", "visited", "chosen"}
"""Words that cannot be the name of a variable, of one of its values, or of a guard."""

_WRONG_SIGNS = (
    ("=>", "Greater or equal is written `>=`."),
    ("=<", "Less or equal is written `<=`."),
    ("<>", "Not equal is written `!=`."),
    ("=", "Compare with `==`."),
    ("&", "Write `and`."),
    ("|", "Write `or`."),
    ("!", "Write `not`."),
    ("'", "Close the quote."),
    ('"', "Close the quote."),
    ("‘", "Use straight quotes, or none."),
    (",", "Join several comparisons with `or`."),
    ("+", "A guard does no arithmetic."),
    ("-", "A guard does no arithmetic."),
    ("*", "A guard does no arithmetic."),
    ("/", "A guard does no arithmetic."),
    ("’", "Use straight quotes, or none."),
    ("“", "Use straight quotes, or none."),
    ("”", "Use straight quotes, or none."),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at `offset` characters into a guard's text."""

    offset: int
    what: str
    cure: str


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    argument: str
    offset: int
    """Where the argument stands."""


@dataclass(slots=True)
class Words:
    """`masked` is as long as the text; the rest is what was masked, by offset."""

    masked: str = ""
    names: dict[int, str] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    calls: dict[int, Call] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def split(text: str) -> Words:
    """Cut `text` into words. Stops at the first character that means nothing in a guard."""
    words = Words()
    masked: list[str] = []
    at = 0
    after_operand = False
    while at < len(text):
        token = _TOKEN.match(text, at)
        kind = token.lastgroup if token else None
        if token is None or kind is None:
            words.problems.append(_wrong(text, at))
            break
        written = token.group()
        if kind in _OPERANDS and after_operand:
            words.problems.append(Problem(at, f"`{written}` follows without a space.", "Part them: `a and b`."))
            break
        after_operand = kind in _OPERANDS
        mask = "_" * len(written)
        if kind == "space":
            mask = " " * len(written)
        elif kind == "text":
            words.texts[at] = written[1:-1]
        elif kind == "call":
            argument = token["argument"]
            start = token.start("argument") + len(argument) - len(argument.lstrip())
            words.calls[at] = Call(token["function"], argument.strip().strip("'\""), start)
        elif kind == "word" and not keyword.iskeyword(written):
            words.names[at] = written
        else:
            mask = written
        masked.append(mask)
        at = token.end()
    words.masked = "".join(masked)
    return words


def _wrong(text: str, at: int) -> Problem:
    for sign, cure in _WRONG_SIGNS:
        if text.startswith(sign, at):
            return Problem(at, f"`{sign}` means nothing in a guard.", cure)
    what = re.match(r"[\w.]+|.", text[at:], re.DOTALL)
    assert what is not None  # `.` takes any character
    return Problem(
        at,
        f"`{what.group()}` means nothing in a guard.",
        "A guard only compares and joins: `risk >= 3 and not papers`.",
    )
