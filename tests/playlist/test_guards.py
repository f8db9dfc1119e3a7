"""What a guard means, what is told when it does not fit, and that the same tree is checked and run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import pytest

from kiosk.playlist.guards import MAX_LENGTH, Declared, Guard, GuardError, parse_named
from kiosk.playlist.model import Flag, Number, OneOf, Value

DECLARED = Declared(
    variables={
        "papers": Flag(),
        "trust": OneOf(("nobody", "broker", "cousin", "north-gate"), "nobody"),
        "friend": OneOf(("broker", "cousin"), "broker"),
        "weather": OneOf(("snow", "fog"), "snow"),
        "risk": Number(-2, 5, 1),
        "river-level": Number(0, 9, 0),
        "cousin": Flag(),
    },
    scenes={"border-night": ["broker", "hide"], "day-in-prison": [], "letter": ["read"]},
    unreadable=frozenset({"broken"}),
)


@dataclass(frozen=True)
class Known:
    values: Mapping[str, Value] = field(
        default_factory=lambda: {
            "papers": True,
            "trust": "broker",
            "friend": "broker",
            "weather": "fog",
            "risk": 3,
            "river-level": 9,
            "cousin": False,
        }
    )
    visited: Collection[str] = frozenset({"day-in-prison"})
    chosen: Collection[str] = frozenset({"border-night.hide"})


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("papers", True),
        ("not papers", False),
        ("papers == true", True),
        ("papers == False", False),
        ("papers != cousin", True),
        ("true", True),
        ("False or false", False),
        ("risk >= 3 and papers", True),
        ("risk > 3 or not papers", False),
        ("risk == -2", False),
        ("risk==3", True),
        ("  1 <= risk < 4  ", True),
        ("1 < risk < 3", False),
        ("risk < river-level", True),
        ("trust == broker", True),
        ("trust != 'broker'", False),
        ('"broker" == trust', True),
        ("trust == north-gate", False),
        ("trust == friend", True),
        ("trust == cousin", False),  # a value here, though a flag is called so, too
        ("cousin", False),
        ("visited(day-in-prison)", True),
        ("visited( 'letter' )", False),
        ("chosen(hide)", True),
        ("chosen(read)", False),
        ("chosen(border-night.hide)", True),
        ("chosen(border-night.broker)", False),
        ("(visited(letter) or chosen(hide)) == true", True),
        ("(not papers) == (risk < 0)", True),
        ("not (papers and\nrisk > 4)", True),
    ],
)
def test_what_a_guard_means(text: str, holds: bool) -> None:
    guard = Guard.parse(text, DECLARED)
    assert guard.holds(Known()) is holds


@pytest.mark.parametrize(
    ("text", "offset", "what", "cure"),
    [
        # what is not there
        ("rsik > 1", 0, "Nothing is called `rsik`.", "Did you mean `risk`?"),
        ("trust == brokr", 9, "Nothing is called `brokr`.", "Did you mean `broker`?"),
        ("trust == 'brokr'", 9, "`trust` is never `brokr`.", "Did you mean `broker`?"),
        ("friend == nobody", 10, "`friend` is never `nobody`.", "Known here: `broker`, `cousin`."),
        ("visited(lettr)", 8, "There is no scene `lettr`.", "Did you mean `letter`?"),
        ("visited( )", 9, "`visited` needs a scene.", "Known here: `border-night`"),
        ("chosen(hid)", 7, "There is no choice `hid`.", "Did you mean `hide`?"),
        ("chosen(letter.hide)", 14, "There is no choice `hide` in `letter`.", "Known here: `read`."),
        ("chosen(day-in-prison.x)", 21, "There is no choice `x` in `day-in-prison`.", "That scene asks nothing."),
        ("chosen(leter.read)", 7, "There is no scene `leter`.", "Did you mean `letter`?"),
        # kinds
        ("risk", 0, "`risk` is a number, not a condition.", "Compare it: `risk >= 1`."),
        ("papers and 3", 11, "`3` is a number, not a condition.", "Compare it"),
        ("trust", 0, "`trust` is a word, not a condition.", "Compare it: `trust == nobody`."),
        ("nobody", 0, "`nobody` is a value, not a condition.", "Compare a variable with it."),
        ("trust > 3", 8, "`trust` is a word, `3` is a number.", "Compare like with like."),
        ("risk > trust", 7, "`risk` is a number, `trust` is a word.", "Compare like with like."),
        ("papers == 1", 10, "`papers` is true or false, `1` is a number.", "Compare like with like."),
        ("trust < broker", 8, "`trust` is neither more nor less than `broker`.", "Only numbers have an order"),
        ("papers < true", 9, "`papers` is neither more nor less than `true`.", "Only numbers have an order"),
        ("nobody == 'broker'", 10, "Two values are compared with each other.", "Compare a variable"),
        ("trust == weather", 9, "`trust` and `weather` share no value.", "They can never be equal."),
        # what means nothing
        ("risk = 3", 5, "`=` means nothing in a guard.", "Compare with `==`."),
        ("risk => 3", 5, "`=>` means nothing in a guard.", "`>=`"),
        ("risk =< 3", 5, "`=<` means nothing in a guard.", "`<=`"),
        ("risk <> 3", 5, "`<>` means nothing in a guard.", "`!=`"),
        ("papers && cousin", 7, "`&` means nothing in a guard.", "Write `and`."),
        ("papers || cousin", 7, "`|` means nothing in a guard.", "Write `or`."),
        ("!papers", 0, "`!` means nothing in a guard.", "Write `not`."),
        ("trust == “broker”", 9, "`“` means nothing in a guard.", "Use straight quotes, or none."),
        ("trust == 'broker", 9, "`'` means nothing in a guard.", "Close the quote."),
        ("risk + 1 > 2", 5, "`+` means nothing in a guard.", "A guard does no arithmetic."),
        ("risk -1 > 2", 0, "A guard does no arithmetic.", "Compare names and numbers"),
        ("risk > 1.5", 7, "`1.5` means nothing in a guard.", "A guard only compares and joins"),
        ("papers ? 1 : 2", 7, "`?` means nothing in a guard.", "A guard only compares and joins"),
        ("trust in broker", 9, "`in` and `is` mean nothing in a guard.", "Write `a == b`"),
        ("papers is true", 10, "`in` and `is` mean nothing in a guard.", "Write `a == b`"),
        ("'a'b == trust", 3, "`b` follows without a space.", "Part them"),
        ("papers if papers else papers", 0, "This means nothing in a guard.", "There are `and`"),
        ("None", 0, "This means nothing in a guard.", "There are `and`"),
        ("len(papers)", 0, "A guard calls nothing else.", "There are `visited(scene)`"),
        # how long, how deep
        ("papers or " * 60 + "papers", 0, "The guard has 606 characters; 500 are allowed.", "a name under `guards`"),
        ("not " * 25 + "papers", 80, "nested more than 20 deep.", "Give parts of it a name."),
        ("papers == (" * 21 + "papers" + ")" * 21, 209, "nested more than 20 deep.", "Give parts of it a name."),
    ],
)
def test_what_does_not_fit(text: str, offset: int, what: str, cure: str) -> None:
    with pytest.raises(GuardError) as caught:
        Guard.parse(text, DECLARED)
    (problem,) = caught.value.problems
    assert what in problem.what
    assert cure in problem.cure
    assert problem.offset == offset


@pytest.mark.parametrize("text", ["papers)", "(papers", "papers risk", "papers and", "", " ", "(" * 210 + ")" * 210])
def test_what_is_no_expression_at_all(text: str) -> None:
    with pytest.raises(GuardError, match=r"cannot be read from here on\. A guard looks like") as caught:
        Guard.parse(text, DECLARED)
    (problem,) = caught.value.problems
    assert 0 <= problem.offset <= len(text)


def test_all_problems_at_once_in_order() -> None:
    with pytest.raises(GuardError, match=r"number.*rsk") as caught:
        Guard.parse("risk and (rsk > 1 or trust == brokr)", DECLARED)
    assert [problem.offset for problem in caught.value.problems] == [0, 10, 30]


def test_what_is_at_fault_itself_is_not_told_twice() -> None:
    for text in ("broken", "broken > 3", "broken == anything", "'x' == broken", "not broken and papers"):
        Guard.parse(text, DECLARED)


def test_without_anything_declared() -> None:
    for text, cure in (("a", "Declare it under `variables`."), ("chosen(a)", "No scene asks anything.")):
        with pytest.raises(GuardError) as caught:
            Guard.parse(text, Declared())
        assert caught.value.problems[0].cure == cure


def test_guards_are_equal_by_their_text() -> None:
    one, same, other = (Guard.parse(text, DECLARED) for text in ("papers", "papers", "not papers"))
    assert one == same != other
    assert hash(one) == hash(same)
    assert repr(one) == "Guard(text='papers')"


def test_named_guards_use_one_another_in_any_order() -> None:
    texts = {"caught": "noticed and not papers", "noticed": "risk >= 3 or late", "late": "river-level > 5"}
    guards, errors = parse_named(texts, DECLARED)
    assert not errors
    assert list(guards) == list(texts)
    assert guards["caught"].names() == {"risk", "papers", "river-level"}
    assert not guards["caught"].holds(Known())
    known = Declared(DECLARED.variables, guards)
    assert Guard.parse("noticed == true and papers", known).holds(Known())


def test_named_guards_may_not_go_round_in_circles() -> None:
    texts = {"a": "b", "b": "c or papers", "c": "a", "d": "d", "uses": "a and papers", "fine": "papers"}
    guards, errors = parse_named(texts, DECLARED)
    assert set(guards) == {"uses", "fine"}
    assert set(errors) == {"a", "b", "c", "d"}
    assert "go round in a circle: `d` → `d`" in str(errors["d"])
    assert str(errors["a"]).count("→") == 3


def test_a_named_guard_with_a_problem_of_its_own() -> None:
    guards, errors = parse_named({"bad": "rsik > 1", "uses": "bad or papers"}, DECLARED)
    assert set(guards) == {"uses"}
    assert errors["bad"].problems[0].offset == 0


def test_depth_counts_through_named_guards() -> None:
    guards, errors = parse_named({f"g{n}": f"not g{n - 1}" if n else "papers" for n in range(30)}, DECLARED)
    assert "g5" in guards
    assert any("nested more than 20 deep" in str(error) for error in errors.values())


def test_the_longest_guard() -> None:
    text = "papers" + " or papers" * ((MAX_LENGTH - 6) // 10)
    assert Guard.parse(text, DECLARED).holds(Known())
