"""The walk finds what a plain one finds, on stories made at random: states, shortest touches, and every fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.peerwalk import Peer
from kiosk.playlist import model as m
from kiosk.playlist.guards import Declared, Guard
from kiosk.playlist.reading import read
from kiosk.playlist.walked import Visits
from kiosk.playlist.walking import walk
from tests.visit.stories import ASKING, DEFECTOR, HELLO
from tests.visit.world import clip

NAMES = ("a", "b", "c", "d", "e")
DECLARED = Declared(
    {"wet": m.Flag(), "risk": m.Number(-1, 3, 0), "who": m.OneOf(("x", "y", "z"), "y")},
    scenes=dict.fromkeys(NAMES, ("one", "two", "three")),
)
GUARDS = [
    Guard.parse(text, DECLARED)
    for text in (
        "wet", "not wet", "risk > 1", "risk == 3 and who == 'z'", "who != 'y' or risk < 0", "visited(b)",
        "visited(c) and not chosen(one)", "chosen(a.two)", "chosen(two) or wet", "true", "risk < 0 and risk > 1",
    )
]  # fmt: skip
SETS: list[m.Effect] = [
    m.Assign("wet", True), m.Assign("wet", False), m.Assign("who", "x"), m.Assign("who", "z"),
    m.Assign("risk", 0), m.Add("risk", 1), m.Add("risk", -2), m.Add("risk", 3),
]  # fmt: skip
EFFECTS: st.SearchStrategy[tuple[m.Effect, ...]] = st.lists(st.sampled_from(SETS), max_size=2).map(
    lambda made: (*made,)
)
WHEN = st.sampled_from([None, None, *GUARDS])
TARGET: st.SearchStrategy[m.Target] = st.one_of(
    st.sampled_from(NAMES).map(m.ToScene),
    st.sampled_from([m.ToHome(), m.ToBack()]),
    st.just(m.ToWeighted({"a": 1, "d": 2})),
)


@st.composite
def decisions(draw: st.DrawFn) -> m.Decision:
    names = draw(st.sampled_from([("one",), ("one", "two"), ("one", "two", "three")]))
    choices = [
        m.Choice(
            name,
            m.Text(name),
            to=draw(TARGET),
            detour=draw(st.sampled_from([None, None, None, "e"])),
            when=draw(WHEN),
            effects=draw(EFFECTS),
            once=draw(st.booleans()),
        )
        for name in names
    ]
    window = draw(st.sampled_from([None, 8_000]))
    unanswered = draw(st.sampled_from(["default", "silence", "on"]))
    return m.Decision(
        m.Text("?"),
        tuple(choices),
        window=window,
        default=names[-1] if unanswered == "default" else None,
        silence=m.Silence(draw(TARGET), draw(EFFECTS)) if unanswered == "silence" else None,
    )


@st.composite
def scenes(draw: st.DrawFn, name: str) -> m.Scene:
    firsts = draw(st.lists(st.sampled_from(GUARDS), max_size=2))
    variants = [m.Variant(clip("a.mp4"), when, draw(st.none() | TARGET)) for when in (*firsts, None)]
    kind = draw(st.sampled_from(["asks", "asks", "on", "ends"])) if name != "e" else "on"
    return m.Scene(
        name,
        tuple(variants),
        gentler=draw(st.sampled_from([None, None, None, "c"])),
        enter=draw(EFFECTS),
        decision=draw(decisions()) if kind == "asks" else None,
        to=m.ToBack() if name == "e" else draw(TARGET) if kind != "ends" else None,
        ending=m.Ending(m.Text("End")) if kind == "ends" else None,
    )


@st.composite
def playlists(draw: st.DrawFn) -> m.Playlist:
    made = {name: draw(scenes(name)) for name in NAMES}
    return m.Playlist(
        m.Text("T"), Path("p.yaml"), ("en",), m.Attract((clip("a.mp4"),)), made, variables=DECLARED.variables
    )


def agree(playlist: m.Playlist, most: int = 1_000) -> None:
    peer = Peer(playlist, most)
    found = walk(playlist, most, Visits(10, 1))
    assert found.complete == peer.complete
    assert found.states == len(peer.states)
    if not found.complete:
        assert {name: found.scenes[name] for name in peer.scenes()} == peer.scenes()  # visits found more, or nothing
        assert found.choices >= peer.choices
        assert set(found.shut) >= set(peer.shut)
        return
    assert list(found.scenes.items()) == list(peer.scenes().items())
    assert found.choices == peer.choices
    assert found.shut == {name: peer.touches[key] for name, key in peer.shut.items()}
    assert set(found.trapped) == peer.trapped()
    assert found.outcomes == peer.outcomes


@settings(max_examples=150, deadline=None)
@given(playlists())
def test_on_stories_made_at_random(playlist: m.Playlist) -> None:
    agree(playlist)


@pytest.mark.parametrize(
    "playlist",
    [DEFECTOR, ASKING, HELLO, read(Path(__file__).parents[2] / "playlists" / "the-defector")],
    ids=["small", "asking", "hello", "shipped"],
)
def test_on_stories_that_are_told(playlist: m.Playlist) -> None:
    agree(playlist)
