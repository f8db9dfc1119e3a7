"""Every fault stands where it is, says what is wrong and how to mend it. One change to a good playlist, one fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.playlist.faults import Fault, PlaylistError, suggest
from kiosk.playlist.model import Where
from kiosk.playlist.reading import read
from tests.playlist.writing import MINIMAL, STORY, faults, one_fault, reading

STRAYED = """\
      choices:
        go:
          label: Go
          to: reeds
          «nay:
            label: Nay
            to: farm"""
# what is replaced, what by (« before the fault), what is wrong, the cure
CASES = [
    # keys
    ("scenes:\n", "«sceens: {}\nscenes:\n", "`sceens` means nothing in the playlist.", "Did you mean `scenes`?"),
    ("    chapter: river", "    «chaptre: river", "`chaptre` means nothing in a scene.", "Did you mean `chapter`?"),
    ("told: You hid", "«xyzzy: 1", "`xyzzy` means nothing in a choice.", "Known here: `label`, `to`,"),
    ("captions: off", "captions: off\n«captions: on", "stands here twice; the first is on line 13.", "Remove one"),
    ("  letter: {", "  «farm: {clip: x.mp4, to: home}\n  letter: {", "`farm` stands here twice", "Remove one"),
    ("captions: off", "«captions:", "`captions` has no value.", "Write `on` or `off`, or leave `captions` out."),
    ("captions: off", "? «[a]\n: b", "A list stands where a name belongs.", "Write `name: value`."),
    ("  letter: {", "  «empty:\n  letter: {", "`empty` has no value.", "Write one, or remove the line."),
    ("format: 1\n", "«", "`format` is missing in the playlist.", "Write `format: 1` as the first line."),
    ("label: Go, to: reeds", "label: Go, «to reeds", "A colon is missing after `to`.", "Write `to: reeds`."),
    ("{en: Go on}", "{en: Go, to«：reeds}", "A wide colon", "Type `:` and a space."),
    ("clip: told.mp4", "clip: «told.mp4,", "`told.mp4,` is not the name", "Did you mean `told.mp4`?"),
    ("clip: told.mp4", "clip: «told,mp4", "`told,mp4` is not the name", "Did you mean `told.mp4`?"),
    ("captions: off", "«<<: {a: b}", "`<<` means nothing", "Known here:"),
    # kinds of values
    ("ask: Go?", "ask: «[Go]", "A list stands where a text, or one per language: `{en: …, ko: …}`", "Write"),
    ("clip: farm.mp4", "clip: «[a]", "A list stands where a film's file name", "Write a film's file name"),
    ("timing: {window: 10s, tail: 4s", "timing: {window: «[], tail: 4s", "A list stands where a duration", "Write"),
    (
        "chapters:\n  river: {title: {en: The river}, ",
        "chapters:\n  river: «3\n#",
        "`3` stands where a chapter",
        "Write",
    ),
    (
        "collections:\n  people: [sook-ja]",
        "collections:\n  people: «sook-ja",
        "A single value stands where",
        "Write a list",
    ),
    (
        "languages: [en, ko]",
        "languages: «en",
        "`en` stands where languages",
        "Write `languages: [en]`: a list, in brackets.",
    ),
    ("languages: [en, ko]", "languages: «{en: ko}", "A mapping (`name: value`) stands where languages", "Write"),
    ("show: [path, people]", "show: [path, «[people]]", "A list stands where `path`", "Write `path` or"),
    (
        "hotspots:\n      - {",
        "hotspots:\n      - «[1]\n      - {",
        "A list stands where a hotspot belongs.",
        "Write a hotspot",
    ),
    ("enter: {risk: +1}", "enter: «risk", "`risk` says nothing about what changes.", "Write what changes"),
    ("enter: {risk: +1}", "enter: «[risk]", "A list says nothing about what changes.", "Write what changes"),
    ("papers: {type: flag, start: false}", "papers: «flag", "`flag` stands where a variable belongs.", "{type: flag}"),
    ("when: noticed", "when: «[noticed]", "A list stands where a condition", "Write a condition such as"),
    ("    ending:\n", "    ending:\n      «text: ~\n", "`text` has no value.", "or leave `text` out."),
    # a key that was written wrongly is not told as missing, too
    (
        "      default: hide",
        "      «defualt: hide",
        "`defualt` means nothing in a decision.",
        "Did you mean `default`?",
    ),
    ("      ask: Go?", "      «aks: Go?", "`aks` means nothing in a decision.", "Did you mean `ask`?"),
    ("    clip: farm.mp4", "    «Clip: farm.mp4", "`Clip` means nothing in a scene.", "Did you mean `clip`?"),
    (
        "    clip: farm.mp4",
        "    «attic:\n    clip: farm.mp4",
        "`attic` means nothing",
        "put `attic:` two spaces further left.",
    ),
    # a block that stands too far in, or not far enough
    (
        "    hold: farm-waiting.mp4\n",
        "    hold: farm-waiting.mp4\n    «two:\n      clip: told.mp4\n      to: reeds\n",
        "`two` means nothing in a scene.",
        "Did you mean `to`? If not, it looks like a scene of its own: put it, and all below it,",
    ),
    ("      silence: {", "      «silnce: {", "`silnce` means nothing in a decision.", "Did you mean `silence`?"),
    ("scenes:\n", "«barn:\n  ? [a, b]\n  : told.mp4\nscenes:\n", "`barn` means nothing", "Known here: `format`"),
    ("scenes:\n", "«befor:\n  title: A\n  text: B\nscenes:\n", "`befor` means nothing", "Did you mean `before`?"),
    (
        "    hold: farm-waiting.mp4\n",
        "    hold: farm-waiting.mp4\n    «barn:\n      clip: told.mp4\n      to: reeds\n",
        "`barn` means nothing in a scene.",
        "It looks like a scene of its own: put it, and all below it, two spaces further left.",
    ),
    (
        "      choices: {go: {label: Go, to: reeds}}",
        STRAYED,
        "`nay` means nothing in a choice.",
        "It looks like a choice of its own",
    ),
    (
        "scenes:\n",
        "«barn:\n  clip: told.mp4\n  to: reeds\nscenes:\n",
        "`barn` means nothing in the playlist.",
        "It looks like one of the scenes: put it, and all below it, two spaces further right.",
    ),
    (
        "      ask: Go?",
        "      «to: reeds\n      ask: Go?",
        "`to` means nothing in a decision.",
        "The scene's own stands two spaces further left.",
    ),
    (
        "      ask: Go?",
        "      «after# at once: cut\n      ask: Go?",
        "means nothing in a decision.",
        "A comment stands behind the value: `after: cut  # at once`.",
    ),
    ("hold: farm-waiting.mp4\n    decision:", "«desicion:", "`desicion` means nothing in a scene.", "`decision`?"),
    ("opens: -14s", "opens: -5s\n      window: «4", "`4` is not a duration.", "Say its unit"),
    # lists where names belong
    (
        "choices: {go: {label: Go, to: reeds}}",
        "choices: «[go: {label: Go, to: reeds}]",
        "A list stands where",
        "`go:` instead of `-`.",
    ),
    ("choices: {go: {label: Go, to: reeds}}", "choices: «go", "`go` stands where one to 6 choices", "Write one to 6"),
    ("choices: {go: {label: Go, to: reeds}}", "choices: «[]", "A list stands where", "`name:` instead of `-`."),
    # quotes that are none
    ("ask: Go?", "ask: «“Go?”", "These are typographic quotes.", 'Type straight ones: "Go?". If they are'),
    ("ask: Go?", "ask: «‘Go?’", "These are typographic quotes.", 'Type straight ones: "Go?". If they are'),
    ("label: Go, to: reeds", "label: «“Go, now”, to: reeds", "These are typographic quotes.", 'ones: "Go …".'),
    ("ask: Go?", 'ask: «What now?"', "A quote ends this text but none begins it.", 'in quotes: "What now?"'),
    # what YAML reads otherwise
    ("title: {en: The escape}", "title: {en: «Yes}", "YAML reads an unquoted `Yes` as true.", 'quotes: "Yes"'),
    ("title: {en: About}, text", "title: {en: «1:30}, text", "unquoted `1:30` as the number 90.", 'quotes: "1:30"'),
    ("languages: [en, ko]", "languages: [en, ko, «no]", "YAML reads an unquoted `no` as false.", '"no"'),
    ("        read: {", "        «no: {", "YAML reads an unquoted `no` as false.", 'quotes: "no"'),
    ("captions: off", "captions: «yes", "`yes` is not `on` or `off`.", "Write `on`."),
    ("captions: off", "captions: «maybe", "`maybe` is not `on` or `off`.", "Write `on` or `off`."),
    ("once: true", "once: «yes", "`yes` is not `true` or `false`.", "Write `true`."),
    ("{en: Go on}", "{en: Go, «and stay}", "`and stay` has no value.", "put the text in quotes"),
    (
        "{en: Go on}, set",
        "{en: Go on}, «quickly, set",
        "`quickly` means nothing in a choice.",
        "put the text in quotes",
    ),
    (
        "ask: Go?",
        "ask: «Take room #3 now",
        "YAML takes what follows ` #` for a comment.",
        "Put the whole text in quotes.",
    ),
    # durations
    ("reset_after: 20s", "reset_after: «10s", "`10s` is too short.", "at least `20s`. A visitor who is asked"),
    ("reset_after: 20s", "reset_after: «10h", "`10h` is too long.", "Write at most `10min`."),
    ("reset_after: 20s", "beat: «6s", "`6s` is too long.", "Write at most `5s`."),
    ("reset_after: 20s", "beat: «600", "`600` is not a duration.", "Say its unit: `600ms`?"),
    ("tail: 4s", "tail: «-4s", "`-4s` is before the beginning.", "Write `4s`?"),
    ("at: 12s", "at: «1:30", "`1:30` is not a duration.", "YAML reads it as 90. Write `90s`."),
    ("opens: -14s", "opens: «-0:14", "`-0:14` is not a duration.", "Write `-14s`."),
    ("at: 12s", "at: «12", "`12` is not a duration.", "Say its unit: `12s`?"),
    ("at: 12s", "at: «12 seconds", "`12 seconds` is not a duration.", "Write `12s`."),
    ("at: 12s", "at: «1 m", "`1 m` is not a duration.", "Write `1min`."),
    ("at: 12s", "at: «soon!", "`soon!` is not a duration.", "Write a duration with its unit"),
    ("for: 8s", "for: «400ms", "`400ms` is too short.", "Write at least `500ms`."),
    ("window: 8s", "window: «1s", "`1s` is too short.", "Nobody reads and answers in less."),
    ("opens: -14s", "opens: «-4,5 s", "`-4,5 s` is not a duration.", "Write `-4.5s`."),
    ("opens: -14s", "opens: «–14s", "`–14s` is not a duration.", "a long dash, not a minus. Write `-14s`."),
    # numbers, shares
    ("to: 5, start", "to: «4.6, start", "`4.6` is not a whole number.", "Whole numbers only, such as `5`."),
    ("{farm: 3, ", "{farm: «1001, ", "`1001` is too large.", "Write a whole number from 1 to 1000."),
    (
        "to: 5, start",
        "to: «five, start",
        "`five` is not a whole number.",
        "Write a whole number; from -1000000 to 1000000.",
    ),
    ("{farm: 3, ", "{farm: «0, ", "`0` is too small.", "Write a whole number"),
    ("focus: 40%", "focus: «40", "`40` is more than the whole.", "Write `40%`?"),
    ("focus: 40%", "focus: «140%", "`140%` is more than the whole.", "Write a share"),
    ("focus: 40%", "focus: «left", "`left` is not a share", "Write a share"),
    ("[60%, 0.3, 20%, 25%]", "«[60%, 0.3, 50%, 25%]", "The area leaves the picture.", "100% at most"),
    ("[60%, 0.3, 20%, 25%]", "«[60%, 0.3, 20%, 0]", "The area has no size.", "Write left, top"),
    ("[60%, 0.3, 20%, 25%]", "«[60%, 0.3, 20%]", "There are too few: 3.", "at least 4"),
    ("[60%, 0.3, 20%, 25%]", "[60%, 0.3, «x, 25%]", "`x` is not a share", "Write a share"),
    ("[60%, 0.3, 20%, 25%]", "«[60%, 0.3, 20%, 25%, 1]", "There are too many: 5.", "at most 4"),
]


@pytest.mark.parametrize(("old", "new", "what", "cure"), CASES)
def test_one_fault(tmp_path: Path, old: str, new: str, what: str, cure: str) -> None:
    one_fault(tmp_path, old, new, what, cure)


def test_the_story_they_change_is_whole(tmp_path: Path) -> None:
    assert reading(tmp_path, STORY).scenes


def test_all_faults_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = MINIMAL.replace("a.mp4", "a.gif") + "timing: {tail: 4}\nhmoe: []\n"
    found = faults(tmp_path, text)
    assert [(fault.where.line, fault.where.column) for fault in found] == [(2, 10), (4, 16), (5, 1)]


def test_a_fault_is_shown_with_its_line_and_a_caret(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, MINIMAL + "hmoe: []\n")
    place = f"{tmp_path}/playlist.yaml:4:1"
    assert str(found) == f"{place}: `hmoe` means nothing in the playlist. Did you mean `home`?"
    assert found.shown() == f"{found}\n    hmoe: []\n    ^"


def test_a_fault_without_a_line_is_shown_without_one() -> None:
    fault = Fault(Where("a.yaml", 1, 1), "Wrong.", "Mend it.")
    assert fault.shown() == "a.yaml:1:1: Wrong. Mend it."


def test_the_error_says_every_fault(tmp_path: Path) -> None:
    with pytest.raises(PlaylistError) as caught:
        reading(tmp_path, MINIMAL + "hmoe: []\nhme: []\n")
    assert str(caught.value) == "\n".join(str(fault) for fault in caught.value.faults)
    assert len(caught.value.faults) == 2


def test_all_problems_of_one_guard_are_told(tmp_path: Path) -> None:
    text = STORY.replace("noticed: risk >= 3 and not papers", 'noticed: "rsk > 1 or papres"')
    found = faults(tmp_path, text)
    assert [(fault.where.line, fault.where.column) for fault in found] == [(19, 13), (19, 24)]


def test_another_format_is_the_only_fault(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, "format: 2\nacts: []\n")
    assert (found.where.line, found.where.column) == (1, 9)
    assert found.what == "The playlist is in format 2."
    assert "This version reads format 1" in found.cure


def test_a_list_is_no_playlist(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, "- a\n- b\n")
    assert found.what == "A list stands where the playlist belongs."


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PlaylistError, match=r"There is no file `playlist\.yaml`"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("indent", "cure"),
    [
        ("  ", "Move `clip:`, and what follows under `film:`, two to the right."),
        ("    ", "Move `film:` two to the left."),
    ],
)
def test_an_id_as_far_in_as_what_belongs_under_it(tmp_path: Path, indent: str, cure: str) -> None:
    lines = [f"{indent}{line}\n" for line in ("film:", "clip: b.mp4", "evidence: archive", "to: home")]
    text = f"format: 1\nattract: a.mp4\nscenes:\n{''.join(lines)}"
    (found,) = faults(tmp_path, text)
    assert (found.where.line, found.where.column) == (4, len(indent) + 1)
    assert found.what == "`film:` stands in the same column as `clip:`, which belongs under it."
    assert found.cure == cure


def test_missing_films_are_told_with_other_faults(tmp_path: Path) -> None:
    with pytest.raises(PlaylistError) as caught:
        reading(tmp_path, "format: 1\nattract: a.mp4\nscenes: {film: {clip: b.mp4, to: flim}}\n")
    assert [fault.what for fault in caught.value.faults] == ["There is no scene `flim`."]
    assert [fault.what for fault in caught.value.missing] == ["There is no file `a.mp4`.", "There is no file `b.mp4`."]


def test_suggestions() -> None:
    assert suggest("scens", ["scenes", "home"]) == "Did you mean `scenes`?"
    assert suggest("xyz", ["scenes", "home"]) == "Known here: `scenes`, `home`."
    assert suggest("xyz", [f"scene-{n}" for n in range(20)]).endswith("`scene-11` and more.")
    assert suggest("xyz", [], "Write one.") == "Write one."


@pytest.mark.parametrize("there", ["playlist.yml", "playlist.yaml.txt", "Playlist.yaml", "playlist.txt"])
def test_a_playlist_that_is_called_otherwise(tmp_path: Path, there: str) -> None:
    (tmp_path / "notes.txt").touch()
    (tmp_path / there).write_text(MINIMAL)
    with pytest.raises(PlaylistError) as caught:
        read(tmp_path)
    assert [fault.cure for fault in caught.value.faults] == [f"There is `{there}`: rename it to `playlist.yaml`."]


def test_a_playlist_that_is_not_utf_8_is_told_where(tmp_path: Path) -> None:
    (tmp_path / "playlist.yaml").write_bytes(b"format: 1\ntitle: Caf\xe9\n")
    with pytest.raises(PlaylistError) as caught:
        read(tmp_path)
    assert [(fault.where.line, fault.where.column) for fault in caught.value.faults] == [(2, 11)]


def test_a_size_in_inches_is_no_stray_quote(tmp_path: Path) -> None:
    assert reading(tmp_path, MINIMAL + 'title: A film on 32"\n').title.plain == 'A film on 32"'


def test_a_typographic_quote_of_a_text_in_straight_ones_is_kept(tmp_path: Path) -> None:
    assert reading(tmp_path, MINIMAL + 'title: "“Home”"\n').title.plain == "“Home”"


def test_a_required_key_is_never_to_be_left_out(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "format: 1\nattract: a.mp4\nscenes:\n")
    assert "leave" not in fault.cure


@pytest.mark.parametrize(
    ("written", "places", "cure"),
    [
        ("attract: a.mp4\nscenes:\nfilm: {clip: a.mp4, to: home}\nlater: a.mp4\n", [3], "Indent `film` by two spaces"),
        ("scenes:\nfilm: a.mp4\nattract: a.mp4\n", [2], "if it belongs under `scenes`."),
        ("attract:\nscenes: {film: a.mp4}\n", [2], "Write a film, a list of films, or `clips` and `invite`."),
        ("attract: a.mp4\nscenes:\n", [3], "Write scenes by id."),
        ("attract: a.mp4\nscenes:\n[a]: b\n", [3, 4], "Write scenes by id."),
        ("attract: a.mp4\nscenes: {film: a.mp4}\ntitle:\nfilm: x\n", [4], "belongs under `title`."),
    ],
)
def test_what_belongs_under_a_name_and_is_not_indented(
    tmp_path: Path, written: str, places: list[int], cure: str
) -> None:
    found = faults(tmp_path, f"format: 1\n{written}")
    assert [fault.where.line for fault in found] == places
    assert cure in found[0].cure
