"""All states of a story, walked: what is found, by which touches, and how guards are asked a million times."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.playlist import guardtree as tree
from kiosk.playlist.guardcode import Layout, asks, compiled, mentioned
from kiosk.playlist.guards import Declared, Guard
from kiosk.playlist.model import Flag, Number, OneOf, Playlist
from kiosk.playlist.reading import read
from kiosk.playlist.visits import FIXED
from kiosk.playlist.walked import Visits
from kiosk.playlist.walking import walk

Story = Callable[[str], Playlist]


@pytest.fixture
def story(tmp_path: Path) -> Story:
    def make(scenes: str) -> Playlist:
        (tmp_path / "playlist.yaml").write_text(f"format: 1\nattract: a.mp4\n{scenes}", encoding="utf-8")
        return read(tmp_path, [])

    return make


def test_a_number_stops_at_its_bounds_and_every_value_is_a_state(story: Story) -> None:
    found = walk(
        story(
            "variables:\n"
            "  risk: {type: number, from: 0, to: 3, start: 1}\n"
            "  who: {type: one of, values: [a, b], start: a}\n"
            "scenes:\n"
            "  one:\n"
            "    clip: a.mp4\n"
            "    decision:\n"
            "      ask: Which?\n"
            "      choices:\n"
            "        up: {label: Up, set: {risk: +2}, to: one}\n"
            "        down: {label: Down, set: {risk: -2, who: b}, to: one}\n"
            "        out: {label: Out, when: risk == 3 and who == 'b', otherwise: dimmed, to: end}\n"
            "  end: {clip: a.mp4, ending: {title: End}}\n"
        )
    )
    assert found.complete
    assert found.states == 7  # risk 1, 3 with a; 0 to 3 with b; and the ending
    assert found.scenes == {"one": (), "end": ("one: up", "one: down", "one: up", "one: out")}
    assert found.choices == {("one", "up"), ("one", "down"), ("one", "out")}
    assert found.outcomes == {"risk == 3 and who == 'b'": {True, False}}


def test_a_detour_comes_back_to_the_scene_it_left_as_it_was(story: Story) -> None:
    found = walk(
        story(
            "variables: {been: {type: flag}}\n"
            "scenes:\n"
            "  one:\n"
            "    enter: {been: true}\n"
            "    clip: a.mp4\n"
            "    decision:\n"
            "      ask: Which?\n"
            "      choices:\n"
            "        aside: {label: Aside, once: true, detour: side, set: {been: false}}\n"
            "        go: {label: Go, when: not been, otherwise: dimmed, to: end}\n"
            "  side: {clip: a.mp4, to: back}\n"
            "  end: {clip: a.mp4, ending: {title: End}}\n"
        )
    )
    assert found.scenes["end"] == ("one: aside", "one: go")  # coming back enters nothing: `been` is still false
    assert found.shut == {}
    assert found.trapped == {}


def test_what_was_seen_and_chosen_is_known_where_it_is_asked_for(story: Story) -> None:
    found = walk(
        story(
            "scenes:\n"
            "  one:\n"
            "    clip: a.mp4\n"
            "    decision:\n"
            "      ask: Which?\n"
            "      choices:\n"
            "        left: {label: Left, to: two}\n"
            "        right: {label: Right, to: one}\n"
            "        stay: {label: Stay, when: chosen(right), to: three}\n"
            "  two: {variants: [{when: visited(three), clip: a.mp4, to: never}, {clip: a.mp4, to: end}]}\n"
            "  three: {clip: a.mp4, to: {one: 1, two: 2}}\n"
            "  never: {clip: a.mp4, to: home}\n"
            "  end: {clip: a.mp4, gentler: soft, ending: {title: End}}\n"
            "  soft: {clip: a.mp4, ending: {title: Soft}}\n"
        )
    )
    assert found.scenes["three"] == ("one: right", "one: stay")
    assert found.scenes["never"] == ("one: right", "one: stay")
    assert found.scenes["soft"] == ("one: left",)
    assert set(found.scenes) == {"one", "two", "three", "never", "end", "soft"}


def test_no_answer_takes_the_default_and_an_empty_decision_goes_on(story: Story) -> None:
    found = walk(
        story(
            "variables: {wet: {type: flag}}\n"
            "scenes:\n"
            "  one:\n"
            "    clip: a.mp4\n"
            "    decision:\n"
            "      ask: Which?\n"
            "      window: 8s\n"
            "      choices:\n"
            "        left: {label: Left, to: home}\n"
            "        right: {label: Right, to: two, set: {wet: true}}\n"
            "      default: right\n"
            "  two:\n"
            "    clip: a.mp4\n"
            "    to: end\n"
            "    decision:\n"
            "      ask: Which?\n"
            "      choices:\n"
            "        go: {label: Go, when: not wet, to: home}\n"
            "  end: {clip: a.mp4, ending: {title: End}}\n"
        )
    )
    assert found.shut == {"two": ("one: right",)}
    assert found.scenes["end"] == ("one: right",)


def test_a_scene_that_two_doors_lead_to_is_walked_once(story: Story) -> None:
    found = walk(
        story(
            "home: [{open: one, title: One}, {open: two, title: Two}]\n"
            "scenes:\n"
            "  one: {clip: a.mp4, gentler: two, to: home}\n"
            "  two: {clip: a.mp4, to: home}\n"
        )
    )
    # `one`, and `two` of those who asked for gentler scenes and of those who did not
    assert (found.states, found.scenes) == (3, {"one": (), "two": ()})


def test_who_asked_for_gentler_scenes_has_them_all_and_who_did_not_has_none(story: Story) -> None:
    found = walk(
        story(
            "scenes:\n"
            "  one: {clip: a.mp4, gentler: one-told, to: two}\n"
            "  one-told: {clip: a.mp4, to: two}\n"
            "  two: {clip: a.mp4, gentler: two-told, to: three}\n"
            "  two-told: {clip: a.mp4, to: three}\n"
            "  three:\n"
            "    variants:\n"
            "      - {when: visited(one-told) and not visited(two-told), clip: a.mp4}\n"
            "      - {clip: b.mp4}\n"
            "    to: home\n"
        )
    )
    assert found.outcomes["visited(one-told) and not visited(two-told)"] == {False}
    assert set(found.scenes) == {"one", "one-told", "two", "two-told", "three"}


def test_a_limit_is_kept(story: Story) -> None:
    playlist = story("scenes:\n  one: {clip: a.mp4, to: two}\n  two: {clip: a.mp4, to: one}\n")
    found = walk(playlist, 1)
    assert (found.states, found.complete, found.trapped) == (1, False, {})
    assert (found.visits, set(found.scenes)) == (FIXED, {"one", "two"}), "visits come beyond it"
    whole = walk(playlist)
    assert (set(whole.trapped), whole.visits) == ({"one", "two"}, None)


def test_visits_tell_how_they_came_there(story: Story) -> None:
    playlist = story(
        "variables: {risk: {type: number, from: 0, to: 99}}\n"
        "scenes:\n"
        "  one:\n"
        "    clip: a.mp4\n"
        "    to: two\n"
        "    decision:\n"
        "      ask: Which?\n"
        "      choices:\n"
        "        up: {label: Up, when: risk < 20, set: {risk: +1}, to: one}\n"
        "        out: {label: Out, when: risk == 15, to: three}\n"
        "  two: {clip: a.mp4, to: home}\n"
        "  three: {clip: a.mp4, ending: {title: End}}\n"
    )
    found = walk(playlist, 5, Visits(200, 7))
    assert not found.complete
    assert found.states == 5
    assert found.scenes["three"] == (*["one: up"] * 15, "one: out")
    assert found.scenes["two"] == found.shut["one"] == ("one: up",) * 20
    assert found.choices == {("one", "up"), ("one", "out")}
    assert found.outcomes == {"risk < 20": {True, False}, "risk == 15": {True, False}}
    assert found.trapped == {}
    assert walk(playlist, 5, Visits(200, 7)) == found, "the same visits every time"
    assert walk(playlist, 5, Visits(0, 7)).scenes == {"one": ()}


def test_visits_without_end_break_off(story: Story) -> None:
    found = walk(story(ROUND), 2, Visits(3, 1))
    assert set(found.scenes) == {"one"}
    assert found.visits == Visits(3, 1)


def test_who_is_trapped_in_many_ways_is_found(story: Story) -> None:
    """Two circles, of which one has a way out that only the last state of it has: it is freed backwards."""
    free = "".join(f"  f{n}: {{clip: a.mp4, to: f{n - 1}}}\n" for n in range(1, 200))
    caught = "  c1: {clip: a.mp4, to: c2}\n  c2: {clip: a.mp4, to: c1}\n"
    out = "  f0: {clip: a.mp4, to: {f199: 1, end: 1, two: 1}}\n  end: {clip: a.mp4, ending: {title: End}}\n"
    out += "  two: {clip: a.mp4, to: {f50: 1, f99: 1}}\n"
    first = "  one: {clip: a.mp4, to: {f0: 1, c1: 1}}\n"
    assert set(walk(story(f"scenes:\n{first}{out}{free}{caught}")).trapped) == {"c1", "c2"}


ROUND = (
    "variables: {risk: {type: number, from: 0, to: 9}}\n"
    "scenes: {one: {clip: a.mp4, decision: {ask: Which, choices: {up: {label: Up, set: {risk: +1}, to: one}}}}}\n"
)

# ---- guards as functions

DECLARED = Declared(
    {"wet": Flag(False), "risk": Number(0, 9, 0), "who": OneOf(("a", "b"), "a")},
    scenes={"one": ("left", "right"), "two": ("left",)},
)
LAYOUT = Layout({"wet": 0, "risk": 1, "who": 2}, {"one": 0, "two": 1}, {"one.left": 2, "one.right": 3, "two.left": 4})
GUARDS = [
    "wet",
    "not wet",
    "wet or risk > 3",
    "wet and risk >= 2 and not (who == 'b')",
    "0 < risk <= 5",
    "risk != 4 and true",
    "visited(one) and not visited(two)",
    "chosen(left)",
    "chosen(one.left) or chosen(right)",
    "risk < 3 or risk == 9 or false",
]


@given(
    text=st.sampled_from(GUARDS),
    wet=st.booleans(),
    risk=st.integers(0, 9),
    who=st.sampled_from(["a", "b"]),
    bits=st.integers(0, 31),
)
def test_the_function_says_what_the_tree_says(text: str, wet: bool, risk: int, who: str, bits: int) -> None:
    guard = Guard.parse(text, DECLARED)
    seen = {name for name, bit in LAYOUT.visited.items() if bits >> bit & 1}
    chosen = {name for name, bit in LAYOUT.chosen.items() if bits >> bit & 1}
    facts = SimpleNamespace(values={"wet": wet, "risk": risk, "who": who}, visited=seen, chosen=chosen)
    assert compiled(guard.tree, LAYOUT)((wet, risk, who), bits) == guard.holds(facts)


def test_what_a_guard_asks_of_the_past() -> None:
    guard = Guard.parse("wet and (visited(one) or not chosen(one.left)) and risk > 1", DECLARED)
    assert mentioned(guard.tree) == {"one", "one.left"}


def test_all_that_a_guard_looks_at() -> None:
    guard = Guard.parse("wet and (visited(two) or not chosen(left)) and risk > 1", DECLARED)
    assert asks(guard.tree, LAYOUT) == ({0, 1}, 0b10110)
    assert asks(Guard.parse("true", DECLARED).tree, LAYOUT) == (set(), 0)


def test_a_node_nobody_knows_is_an_error() -> None:
    class Odd:
        def run(self, facts: tree.Facts) -> bool:
            return bool(facts)

    with pytest.raises(AssertionError, match="no such node"):
        compiled(Odd(), LAYOUT)
