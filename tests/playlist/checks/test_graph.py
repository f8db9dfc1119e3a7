"""For every rule about the story as a whole, one that breaks just it, and one that just keeps it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.playlist.checks import RULES, Finding, Known, check
from kiosk.playlist.model import Playlist
from kiosk.playlist.reading import read
from kiosk.playlist.walking import walk

HEAD = "format: 1\nattract: a.mp4\n"
Story = Callable[[str], Playlist]


def asking(choices: str, more: str = "", *, rest: str = "") -> str:
    """A scene `one` that asks, two endings, and what else there is."""
    return (
        f"scenes:\n  one:\n    clip: a.mp4\n    decision:\n      ask: Which?\n{more}      choices:\n{choices}"
        f"  left: {{clip: a.mp4, ending: {{title: Left}}}}\n  right: {{clip: a.mp4, ending: {{title: Right}}}}\n{rest}"
    )


def choice(name: str, rest: str) -> str:
    return f"        {name}: {{label: {name}, {rest}}}\n"


LEFT, RIGHT = choice("l", "to: left"), choice("r", "to: right")
RIGHT_TOO = choice("x", "to: right")
LOST = "  lost: {clip: a.mp4, to: home}\n"
FLAG = "variables: {wet: {type: flag}, cold: {type: flag}}\n"
COUNT = "variables: {risk: {type: number, from: 0, to: 9, start: 0}}\n"
WET = choice("w", "set: {wet: true}, to: one")
COLD = choice("c", "when: wet, set: {cold: true}, to: one")
BOTH = WET + COLD + choice("l", "when: wet and cold, otherwise: dimmed, to: left") + RIGHT
DETOUR = "  lost: {clip: a.mp4, to: back}\n"
EITHER = "      window: 8s\n      silence: {to: {left: 1, right: 1}}\n"
SILENT = "      window: 8s\n      silence: {to: right}\n"

CASES: dict[str, tuple[str, str]] = {
    "E03": (asking(LEFT + RIGHT, rest=LOST), asking(LEFT + RIGHT + choice("x", "to: lost"), rest=LOST)),
    "E05": (
        "scenes:\n  one: {clip: a.mp4, to: two}\n  two: {clip: a.mp4, to: one}\n",
        "scenes:\n  one: {clip: a.mp4, to: two}\n  two: {clip: a.mp4, to: home}\n",
    ),
    "W10": (asking(LEFT + RIGHT + choice("x", "to: right")), asking(LEFT + RIGHT + choice("x", "detour: lost"),
                                                                    rest="  lost: {clip: a.mp4, to: back}\n")),
    "W11": (asking(LEFT, rest="").replace("  right:", "  # right:"), asking(LEFT, SILENT)),
    "W12": (
        asking(LEFT + RIGHT + "".join(choice(n, f"to: {n}{n}") for n in "xyz"),
               rest="".join(f"  {n}{n}: {{clip: a.mp4, to: home}}\n" for n in "xyz")),
        asking(LEFT + RIGHT + "".join(choice(n, f"to: {n}{n}") for n in "xy"),
               rest="".join(f"  {n}{n}: {{clip: a.mp4, to: home}}\n" for n in "xy")),
    ),
    "E20": (
        asking(choice("l", "once: true, to: one") + choice("r", "once: true, detour: lost"), EITHER, rest=DETOUR),
        asking(choice("l", "once: true, to: one") + choice("r", "detour: lost"), EITHER, rest=DETOUR),
    ),
    "W23": (
        COUNT + asking(choice("l", "when: risk < 2, to: left") + choice("r", "set: {risk: +1}, to: right")),
        COUNT + asking(choice("l", "when: risk < 2, to: left") + choice("r", "set: {risk: +2}, to: one") + RIGHT_TOO),
    ),
    "W24": (FLAG + asking(WET + COLD + RIGHT + choice("l", "when: wet, to: left")), FLAG + asking(BOTH)),
}  # fmt: skip  # a case a line or two, side by side


@pytest.fixture
def story(tmp_path: Path) -> Story:
    def make(text: str) -> Playlist:
        folder = tmp_path / "story"
        folder.mkdir()
        (folder / "playlist.yaml").write_text(HEAD + text, encoding="utf-8")
        return read(folder, [])

    return make


def found(playlist: Playlist, most: int | None = None) -> list[Finding]:
    known = Known(playlist) if most is None else Known(playlist, walk=walk(playlist, most))
    return [one for one in check(known) if one.rule.family in ("graph", "state")]


@pytest.mark.parametrize("name", CASES)
def test_what_breaks_it(name: str, story: Story) -> None:
    assert {one.rule.id for one in found(story(CASES[name][0]))} == {name}


@pytest.mark.parametrize("name", CASES)
def test_what_just_keeps_it(name: str, story: Story) -> None:
    assert found(story(CASES[name][1])) == []


def test_every_rule_has_its_cases(story: Story) -> None:
    found(story(CASES["E03"][1]))
    assert {name for name, one in RULES.items() if one.family in ("graph", "state")} == {*CASES, "W28"}


def test_a_story_with_more_states_than_can_be_walked_is_told(story: Story) -> None:
    playlist = story(
        FLAG
        + asking(COLD + WET + LEFT + choice("x", "when: cold and not cold, to: lost"), rest=LOST).replace(
            "  right:", "  # right:"
        )
    )
    told = [(one.rule.id, one.what) for one in found(playlist, 2)]
    assert told == [
        (
            "W28",
            (
                "2 states were walked, and there are more. With 2,000 visits at random (seed 1), 2 of 3 scenes, "
                "3 of 4 choices and 1 of 1 endings were seen. Not seen, which does not say that they cannot be: "
                "`lost`, `one: x`."
            ),
        )
    ]
    assert {one.rule.id for one in found(playlist)} == {"E03", "W23"}


def test_visits_at_random_find_what_lies_beyond_the_limit(story: Story) -> None:
    """All that a complete walk finds, with certainty; and no fault that is none."""
    shut = choice("l", "when: risk < 5, set: {risk: +1}, to: one") + choice("r", "when: risk < 3, to: right")
    playlist = story(COUNT + asking(shut).replace("to: one}", "to: one}", 1).replace("  left:", "  # left:"))
    every = found(playlist)
    told = found(playlist, 3)
    assert {one.rule.id for one in every} == {"E20"}
    assert every[0].what.endswith("The shortest way there: one: l, one: l, one: l, one: l, one: l.")
    assert {one.rule.id for one in told} == {"E20", "W28"}
    (one,) = (one.what for one in told if one.rule.id == "E20")
    assert one.endswith("One way there: one: l, one: l, one: l, one: l, one: l.")
    (said,) = (one.what for one in told if one.rule.id == "W28")
    assert said.endswith("2 of 2 scenes, 2 of 2 choices and 1 of 1 endings were seen.")


def test_only_the_first_of_what_was_not_seen_are_named(story: Story) -> None:
    rest = "".join(f"  lost{number}: {{clip: a.mp4, to: home}}\n" for number in range(12))
    (told,) = (one.what for one in found(story(FLAG + asking(BOTH, rest=rest)), 2) if one.rule.id == "W28")
    assert told.endswith("`lost9` and 2 more.")


def test_the_shortest_way_is_told(story: Story) -> None:
    ending = "  left: {clip: a.mp4, ending: {title: Left}}"
    text = FLAG + asking(BOTH).replace(ending, "  left: {clip: a.mp4, to: round}\n  round: {clip: a.mp4, to: left}")
    (told, _) = found(story(text))
    assert told.rule.id == "E05"
    assert told.what.endswith("The shortest way there: one: w, one: c, one: l.")


def test_what_is_so_from_the_start(story: Story) -> None:
    (told,) = (one for one in found(story(CASES["E05"][0])) if "`one`" in one.what)
    assert told.what.endswith("It is so from the start.")


def test_a_variable_nothing_sets(story: Story) -> None:
    text = FLAG + asking(choice("l", "when: not wet, to: left") + choice("r", "when: not cold, to: right"))
    told = found(story(text))
    idle = [one.what for one in told if one.rule.id == "W24"]
    assert idle == ["Nothing ever sets `wet`.", "Nothing ever sets `cold`."]
    always = [one.what for one in told if one.rule.id == "W23"]
    assert always == ["`not wet` in `one` is always true.", "`not cold` in `one` is always true."]


def test_choices_that_differ_only_in_being_remembered(story: Story) -> None:
    both = choice("l", "to: two") + choice("r", "to: two")
    two = "  two:\n    variants: [{when: chosen(one.r), clip: a.mp4, to: left}, {clip: a.mp4, to: right}]\n"
    assert found(story(asking(both, rest=two))) == []


def test_a_variant_that_never_comes(story: Story) -> None:
    text = COUNT + asking(choice("l", "set: {risk: +1}, to: left") + RIGHT).replace(
        "  left: {clip: a.mp4, ending", "  left: {variants: [{when: risk > 5, clip: a.mp4}, {clip: a.mp4}], ending"
    )
    assert [one.what for one in found(story(text))] == ["`risk > 5` in `left` is always false."]


def test_a_condition_nobody_comes_to_is_asked(story: Story) -> None:
    text = FLAG + asking(
        choice("a", "once: true, set: {wet: true, cold: true}, to: one")
        + choice("l", "when: wet, to: left")
        + choice("r", "when: cold, to: right")
        + choice("x", "to: left")
    )
    assert found(story(text)) == []
