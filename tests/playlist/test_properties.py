"""Whatever is written, reading raises nothing but its own error; whatever is asked, guards mean what Python means."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.playlist import guardtree
from kiosk.playlist.faults import Fault
from kiosk.playlist.guards import Declared, Guard, GuardError, Problem
from kiosk.playlist.model import Flag, Number, OneOf, Value
from kiosk.playlist.reading import PlaylistError, missing_media, read
from kiosk.playlist.yamladvice import Advice
from kiosk.playlist.yamltext import YamlError, compose
from tests.playlist.writing import STORY, write

# ---- mutated playlists

SIGNS = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ": ",
    ", ",
    "?",
    "'",
    '"',
    "\t",
    "\n",
    "\n  ",
    " - ",
    "#",
    " #",
    "&a ",
    "*a",
    "!x ",
    "|",
]
SIGNS += [
    ">",
    "%",
    "@",
    "`",
    "no",
    "~",
    "1:30",
    "+1",
    "\\",
    "\x00",
    "é",
    "\ud800",
    "..",
    "/",
    "<<: ",
    "---\n",
    "-",
    "x",
]
SIGNS += [
    "back",
    "home",
    "true",
    '"\\U00110000"',
    "1e9",
    "9" * 12,
    "[" * 40,
    "é" * 200,
    "? ",
    "a.mp4",
    "a.md",
    "\u2028",
]
MUTATION = st.tuples(st.integers(0, len(STORY)), st.integers(0, 40), st.sampled_from(SIGNS) | st.just(""))
WORDS = sorted(set(STORY.split()))
SWAP = st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def check(folder: Path, text: str) -> None:
    file = write(folder, text.encode("utf-8", "replace").decode())
    faults: tuple[Fault, ...]
    try:
        faults = missing_media(read(file, []))
    except PlaylistError as error:
        faults = error.faults
    assert faults  # no film is there
    for fault in faults:
        assert fault.what
        assert fault.cure
        assert fault.where.line >= 1
        assert fault.where.column >= 1
        assert str(fault) in fault.shown()


@settings(max_examples=60, deadline=None)
@given(st.lists(MUTATION, min_size=1, max_size=3))
def test_reading_a_damaged_playlist_raises_nothing_else(folder: Path, mutations: list[tuple[int, int, str]]) -> None:
    text = STORY
    for at, length, put in mutations:
        text = text[:at] + put + text[at + length :]
    check(folder, text)


@settings(max_examples=60, deadline=None)
@given(st.lists(SWAP, min_size=1, max_size=3))
def test_reading_a_playlist_with_words_in_wrong_places_raises_nothing_else(
    folder: Path, swaps: list[tuple[str, str]]
) -> None:
    text = STORY
    for old, new in swaps:
        text = text.replace(old, new, 2)
    check(folder, text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*SIGNS, "a", "b: c", "\n"]), max_size=12).map("".join))
def test_any_text_is_yaml_or_refused(text: str) -> None:
    advice: tuple[Advice, ...] = ()
    try:
        node = compose(text)
    except YamlError as error:
        node, advice = None, error.advice
    assert (node is None) == bool(advice)


# ---- guards

FLAGS, NUMBERS, PLACES = ["papers", "late"], ["risk", "cold"], ["farm", "truck"]
DECLARED = Declared(
    variables={
        **{name: Flag() for name in FLAGS},
        **{name: Number(-5, 5, 0) for name in NUMBERS},
        "place": OneOf(("farm", "truck"), "farm"),
        "next": OneOf(("farm", "truck"), "farm"),
    },
    scenes={"river": ["swim", "wait"], "hill": ["wait"]},
)

number = st.sampled_from(NUMBERS) | st.integers(-9, 9).map(str)
order = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
equal = st.sampled_from(["==", "!="])
word = st.sampled_from(["place", "next"])
called = st.sampled_from(["visited(river)", "visited(hill)", "chosen(wait)", "chosen(river.swim)", "chosen(hill.wait)"])
simple = (
    st.sampled_from([*FLAGS, "True", "False", "true", "false"])
    | called
    | st.builds("{} {} {}".format, number, order, number)
    | st.builds("{} {} {} {} {}".format, number, order, number, order, number)
    | st.builds("{} {} {}".format, word, equal, st.sampled_from(PLACES) | word)
)
condition = st.recursive(
    simple,
    lambda inner: (
        st.builds("not ({})".format, inner)
        | st.builds("{} and {}".format, inner, inner)
        | st.builds("({} or {})".format, inner, inner)
        | st.builds("({}) {} ({})".format, inner, equal, inner)
        | st.builds("not {}".format, inner)
    ),
    max_leaves=6,
)


@dataclasses.dataclass(frozen=True)
class Known:
    values: dict[str, Value]
    visited: frozenset[str]
    chosen: frozenset[str]


facts = st.builds(
    Known,
    st.fixed_dictionaries(
        {
            **dict.fromkeys(FLAGS, st.booleans()),
            **dict.fromkeys(NUMBERS, st.integers(-5, 5)),
            "place": st.sampled_from(PLACES),
            "next": st.sampled_from(PLACES),
        }
    ),
    st.frozensets(st.sampled_from(["river", "hill"])),
    st.frozensets(st.sampled_from(["river.swim", "river.wait", "hill.wait"])),
)


@settings(max_examples=150, deadline=None)
@given(condition, facts)
def test_a_guard_means_what_python_means(text: str, known: Known) -> None:
    def chosen(choice: str) -> bool:
        return choice in known.chosen or any(one.endswith(f".{choice}") for one in known.chosen)

    names: dict[str, object] = {"true": True, "false": False, "farm": "farm", "truck": "truck", **known.values}
    names |= {"visited": known.visited.__contains__, "chosen": chosen}
    quoted = text
    for call in ("river.swim", "hill.wait", "river", "hill", "wait"):
        quoted = quoted.replace(f"({call})", f"('{call}')")
    expected = eval(quoted, {"__builtins__": {}}, names)
    assert Guard.parse(text, DECLARED).holds(known) is expected


NODES = tuple(one for one in vars(guardtree).values() if isinstance(one, type) and dataclasses.is_dataclass(one))


def nodes(tree: object) -> Iterator[object]:
    yield tree
    for name in ("part", "parts"):
        inner = getattr(tree, name, ())
        for one in inner if isinstance(inner, tuple) else (inner,):
            yield from nodes(one)


HOSTILE = [
    "__import__('os')",
    "().__class__",
    "papers.real",
    "[x for x in papers]",
    "lambda: 0",
    "papers[0]",
    "f'{papers}'",
]
HOSTILE += [
    "(papers := True)",
    "await papers",
    "*papers",
    "{papers}",
    "papers; papers",
    "eval('1')",
    "2 ** 99",
    "risk % 2",
]
HOSTILE += [
    "visited(__import__('os'))",
    "visited(river).real",
    "chosen(river)(river)",
    "papers if 1 else 2",
    "1 @ 2",
    "~risk",
]
PIECES = [
    *HOSTILE,
    "papers",
    "risk",
    "place",
    "farm",
    "visited(river)",
    "chosen(wait)",
    "'farm'",
    "3",
    " and ",
    " or ",
    "not ",
]
PIECES += [
    " == ",
    " < ",
    "(",
    ")",
    "-",
    ".",
    ",",
    " ",
    "river",
    "None",
    " in ",
    " is ",
    "\\",
    "\n",
    "é",
    "yield ",
    "...",
    "0x1",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_but_comparisons_is_read(text: str) -> None:
    with pytest.raises(GuardError):
        Guard.parse(text, DECLARED)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=20), facts)
def test_nothing_escapes_the_whitelist(text: str, known: Known) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        guard = Guard.parse(text, DECLARED)
    except GuardError as error:
        guard, problems = None, error.problems
    assert (guard is None) == bool(problems)
    assert all(0 <= problem.offset <= len(text) for problem in problems)
    if guard is not None:
        assert all(isinstance(node, NODES) for node in nodes(guard.tree))
        assert guard.holds(known) in (True, False)
