"""Ids, references, scenes, decisions, guards and pages: one change to a good playlist, one fault where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.playlist.model import ToBack
from tests.playlist.writing import STORY, faults, one_fault, reading

# what is replaced, what by (« before the fault), what is wrong, the cure
CASES = [
    # words, ids, references
    ("format: 1", "format: «one", "`one` is not a whole number.", "Write `1`."),
    ("evidence: reenactment", "evidence: «re-enactment", "is none of the words", "Write `archive` or `smuggled` or"),
    (
        "  truck: {",
        "  «The_Truck: {clip: x.mp4, to: home}\n  truck: {",
        "only lower-case letters",
        "Write `the-truck`.",
    ),
    ("  truck: {", "  «탈북: {clip: x.mp4, to: home}\n  truck: {", "only lower-case letters", "a name such as"),
    ("  film: film.mp4", "  «home: film.mp4", "`home` already means something else.", "Choose another id."),
    ("  about: {", "  «back: {title: x, text: y}\n  about: {", "`back` already means something else.", "Choose"),
    (
        "  about: {",
        "  «farm: {title: x, text: y}\n  about: {",
        "`farm` is already the id of a scene",
        "share their ids",
    ),
    ("  more: {", "  «about: [about]\n  more: {", "`about` is already the id of a scene or a page.", "share"),
    ("to: reeds}\n      default", "to: «reds}\n      default", "There is no scene `reds`.", "Did you mean `reeds`?"),
    ("{farm: 3, turned", "{«frm: 3, turned", "There is no scene `frm`.", "Did you mean `farm`?"),
    ("detour: letter", "detour: «leter", "There is no scene `leter`.", "Did you mean `letter`?"),
    ("gentler: border-told", "gentler: «told", "There is no scene `told`.", "Known here: `border-night`,"),
    ("chapter: river", "chapter: «rivers", "There is no chapter `rivers`.", "Did you mean `river`?"),
    ("open: sook-ja", "open: «sookja", "There is no page `sookja`.", "Did you mean `sook-ja`?"),
    ("open: people", "open: «poeple", "There is no scene, page or collection `poeple`.", "Did you mean `people`?"),
    ("people: [sook-ja]\n      link", "people: [«sook]\n      link", "There is no page `sook`.", "`sook-ja`"),
    ("  people: [sook-ja]\n", "  people: [sook-ja, «sook-ja]\n", "`sook-ja` stands here twice.", "Remove one."),
    ("default: hide", "default: «hid", "There is no choice `hid` here.", "Did you mean `hide`?"),
    ("retry_from: last decision", "retry_from: «start", "`start` is none of the words", "Write `last decision`."),
    ('link: "https://example.org"', "link: «example.org", "`example.org` is not an address", "Write an address"),
    ('link: "https://example.org"', "link: «ftp://example.org", "is not an address such as", "Write an address"),
    (
        'link: "https://example.org"',
        f"link: «https://example.org/{'x' * 281}",
        "The address has 301 characters",
        "Write one of at most 300.",
    ),
    # ways between scenes
    (
        "to: {farm: 3, turned-back: 1}}",
        "to: «back}",
        "No detour leads to `truck`",
        "Write `to: home` or a scene, or let",
    ),
    ("caught.mp4, to: turned-back}", "caught.mp4, to: «back}", "No detour leads to `reeds`", "Write `to: home`"),
    ("told: You hid, to: reeds", "told: You hid, to: «back", "No detour leads to `border-night`", "Write"),
    ("told: You waited, to: reeds", "told: You waited, to: «back", "No detour leads to `border-told`", "Write"),
    (
        "papers: true}, to: farm",
        "papers: true}, detour: «border-night",
        "The detour leads to the scene it starts from.",
        "Name another scene",
    ),
    ("gentler: border-told", "gentler: «border-night", "The scene is its own gentler one.", "Name another scene"),
    (
        "film: film.mp4",
        "film: {clip: x.mp4, decision: {ask: a, choices: «{b: {label: c, once: true, to: home}}}}",
        "Every choice is there only once",
        "Write a choice without `once`, a `silence`, or the scene's `to`.",
    ),
    # languages
    (
        "title: {en: About}",
        "title: {en: About, «fr: Quoi}",
        "`fr` is not one of the playlist's languages.",
        "`languages`",
    ),
    ("title: {en: About}", 'title: {en: «""}', "The text is empty.", "Write a text, or leave it out."),
    ("title: {en: About}", "title: «{}", "There are too few: 0.", "at least 1"),
    ("languages: [en, ko]", "languages: [en, ko, «English]", "`English` is not a language", "Write a language"),
    ("languages: [en, ko]", "languages: [en, ko, «en]", "`en` stands here twice.", "Remove one."),
    # scenes
    (
        "    clip: farm.mp4\n",
        "    clip: farm.mp4\n    variants: «[{clip: x.mp4}]\n",
        "has both `clip` and `variants`",
        "either",
    ),
    ("    clip: farm.mp4\n    hold", "    «hold", "The scene shows nothing.", "Write either `clip: film.mp4`"),
    ("  letter: {clip: letter.mp4, to: back}", "  letter: «{clip: letter.mp4}", "leads nowhere.", "Write `to: home`"),
    (
        "- {clip: reeds-safe.mp4, to: farm}",
        "- «{clip: reeds-safe.mp4}",
        "This variant leads nowhere.",
        "Write its `to`",
    ),
    (
        "  letter: {",
        "  lost: «{variants: [{clip: x.mp4}]}\n  letter: {",
        "The scene leads nowhere.",
        "Write `to: home`",
    ),
    (
        "      - {clip: reeds-safe.mp4",
        "      - «{when: papers, clip: reeds-safe.mp4",
        "The last variant has a `when`",
        "Remove",
    ),
    ("- {when: noticed, clip", "- «{clip", "Variants after this one are never shown", "Write its `when`"),
    (
        "  film: film.mp4",
        "  film: {variants: «[]}",
        "There are too few: 0.",
        "at least one variant",
    ),
    ("    ending:\n", "    to: «home\n    ending:\n", "The scene has an `ending` and a `to`.", "Remove `to` or"),
    (
        "    ending:\n",
        "    decision: «{ask: a, choices: {b: {label: c, to: home}}}\n    ending:\n",
        "an `ending` and a `decision`",
        "Remove",
    ),
    # decisions
    (
        "film: film.mp4",
        "film: {clip: x.mp4, decision: «{opens: 0s, ask: a, choices: {b: {label: c, to: home}}}}",
        "nothing says what happens then",
        "Write `default: b`, or a `silence`, or `window: none`.",
    ),
    (
        "film: film.mp4",
        "film: {clip: x.mp4, decision: «{choices: {b: {label: c, to: home}}}}",
        "`ask` is missing in a decision.",
        "Write `ask:` a text",
    ),
    (
        "film: film.mp4",
        "film: {clip: x.mp4, decision: {ask: a, choices: {b: «{label: c}}}}",
        "The choice leads nowhere.",
        "Write either",
    ),
    (
        "      default: hide\n",
        "      default: hide\n      silence: «{to: reeds}\n",
        "a `default` and a `silence`",
        "Remove one",
    ),
    ("default: hide", "default: «broker", "The default `broker` has a `when`", "always there"),
    ('ask: {en: "What now?"}', "ask: x\n      default: «read", "The default `read` has a `once`", "always there"),
    ("opens: -14s", "opens: «-9s", "open for 10s but opens 9s before the clip's end.", "Write `opens: -14s`"),
    ("detour: letter}", "detour: «letter, to: farm}", "The choice has a `to` and a `detour`.", "Write either"),
    ("choices: {go: {label: Go, to: reeds}}", "choices: «{}", "There are too few: 0.", "one to 6 choices; at least 1"),
    (
        "choices: {go: {label: Go, to: reeds}}",
        "choices: «{" + ", ".join(f"c{n}: {{label: Go, to: reeds}}" for n in range(7)) + "}",
        "There are too many: 7.",
        "at most 6",
    ),
    # guards
    ("languages: [en, ko]", "languages: [en, ko, «~]", "The value is missing.", "Write a language such as `en`."),
    ("  more: {", "  odd: «more\n  more: {", "A single value stands where a list of pages", "Write a list of pages"),
    ("choices: {go: {label: Go, to: reeds}}", "choices: «[go]", "A list stands where one to 6 choices", "Write one to"),
    ("when: trust == nobody", "when: trust == «nobdy", "Nothing is called `nobdy`.", "Did you mean `nobody`?"),
    ("when: trust == nobody", "when: 'trust == «papers'", "is a word, `papers` is true or false.", "like with like"),
    ("when: trust == nobody", 'when: "«rsk > 1"', "Nothing is called `rsk`.", "Did you mean `risk`?"),
    ("when: visited(letter)", "when: visited(«lettr)", "There is no scene `lettr`.", "Did you mean `letter`?"),
    ("when: visited(letter)", "when: «risk", "`risk` is a number, not a condition.", "Compare it"),
    ("noticed: risk >= 3 and", "noticed: risk >= 3 «& ", "`&` means nothing in a guard.", "Write `and`."),
    (
        "noticed: risk >= 3 and not papers",
        "noticed: risk >= 3\n  «risk: papers",
        "`risk` is already a variable.",
        "another name",
    ),
    ("  noticed: risk", "  «2nd: papers\n  noticed: risk", "`2nd` begins with a digit", "Begin with a letter."),
    ("  noticed: risk", "  «not: papers\n  noticed: risk", "`not` is a word of the guards' own.", "another name"),
    ("  noticed: risk", "  odd: «[papers]\n  noticed: risk", "A list stands where a condition", "Write a condition"),
    # variables, effects
    ("type: flag", "type: «flog", "There is no type `flog`.", "Did you mean `flag`?"),
    (
        "papers: {type: flag, start: false}",
        "papers: «{start: false}",
        "`type` is missing in a variable.",
        "{type: flag}",
    ),
    (
        "type: flag, start: false",
        "type: flag, «from: 1",
        "`from` means nothing in a flag.",
        "Known here: `type`, `start`.",
    ),
    ("values: [nobody, broker, cousin]", "values: «[nobody]", "There are too few: 1.", "at least 2"),
    ("start: nobody", "start: «nobdy", "`nobdy` is not among the values.", "Did you mean `nobody`?"),
    (
        "from: 0, to: 5, start: 1",
        "from: 7, to: «5, start: 7",
        "The number runs from 7 to 5.",
        "`to` is the greater one.",
    ),
    ("to: 5, start: 1", "to: 5, start: «9", "It starts at 9, outside 0 to 5.", "Write a number from 0 to 5."),
    ("enter: {risk: +1}", "enter: {«rsik: +1}", "There is no variable `rsik`.", "Did you mean `risk`?"),
    ("enter: {risk: +1}", "enter: {risk: «9}", "`9` is too large.", "Write a whole number from 0 to 5."),
    (
        "enter: {risk: +1}",
        "enter: {trust: «brocker}",
        "`brocker` is none of the words",
        "Write `nobody` or `broker` or `cousin`.",
    ),
    ("enter: {risk: +1}", "enter: {papers: «yes}", "`yes` is not `true` or `false`.", "Write `true`."),
    ("enter: {risk: +1}", "enter: {papers: «+1}", "`+1` is not `true` or `false`.", "Write `true` or `false`."),
    # pages, files
    (
        '  about: {title: {en: About}, text: "All of it is true.", link: "https://example.org/film"}',
        "  about: «{title: About}",
        "The page has nothing to show.",
        "Write a `text`",
    ),
    ("  about: {", "  about: {kind: «film, ", "A page of a film needs a film.", "Write its `clip`"),
    ("clip: farm.mp4", "clip: «farm", "`farm` is not the name of a film.", "Write the file name of a film (.mp4"),
    ("clip: farm.mp4", "clip: «farm.svg", "`farm.svg` is not the name of a film.", "Write the file name of a film"),
    ("clip: farm.mp4", "clip: «../farm.mp4", "`../farm.mp4` leads out of the playlist's folders.", "Leave out `..`."),
    ("clip: farm.mp4", "clip: «/etc/farm.mp4", "leads out of the playlist's folders.", "the name within them"),
    ("clip: farm.mp4", "clip: «C:/farm.mp4", "leads out of the playlist's folders.", "the name within them"),
    ("clip: farm.mp4", "clip: «'a\\farm.mp4'", "has a backslash.", "Part folders with `/`."),
    ("clip: farm.mp4", "clip: «https://example.org/farm.mp4", "is an address, not a file.", "Copy the file"),
    ("clip: farm.mp4", 'clip: «"a\\0.mp4"', "This cannot be the name of a file.", "plain, short name"),
    ("clip: farm.mp4", f"clip: «{'x' * 300}.mp4", "This cannot be the name of a file.", "plain, short name"),
    ('text: "All of it is true."', "text: «about.md", "There is no file `about.md`.", "Looked for as"),
    ('text: "All of it is true."', "text: «../about.md", "leads out of the playlist's folders.", "Leave out `..`."),
    ('text: "All of it is true."', "text: «{en: no.md}", "There is no file `no.md`.", "Looked for as"),
]


@pytest.mark.parametrize(("old", "new", "what", "cure"), CASES)
def test_one_fault(tmp_path: Path, old: str, new: str, what: str, cure: str) -> None:
    one_fault(tmp_path, old, new, what, cure)


WAITING = "film: {clip: x.mp4, %sdecision: {ask: a, choices: {b: {label: c, once: true, detour: letter}}%s}}"


@pytest.mark.parametrize(
    "written",
    [
        WAITING % ("to: home, ", ""),
        WAITING % ("", ", silence: {to: home}"),
        (WAITING % ("", "")).replace("clip: x.mp4", "variants: [{clip: x.mp4, to: home}]"),
    ],
)
def test_choices_that_are_there_once_may_run_out_where_something_says_what_then(tmp_path: Path, written: str) -> None:
    assert reading(tmp_path, STORY.replace("film: film.mp4", written)).scenes["film"].decision is not None


@pytest.mark.parametrize(
    "way",
    [
        "to: far",
        "to: {far: 1, farm: 2}",
        "gentler: far, to: home",
        "variants: [{clip: y.mp4, to: far}]",
        "decision: {ask: a, choices: {b: {label: c, to: far}}}",
        "decision: {ask: a, choices: {b: {label: c, to: home}}, silence: {to: far}}",
        "decision: {ask: a, choices: {b: {label: c, to: home}, d: {label: e, detour: far}}}",
    ],
)
def test_a_detour_may_have_several_scenes(tmp_path: Path, way: str) -> None:
    clip = "" if "variants" in way else "clip: letter.mp4, "
    text = STORY.replace(
        "letter: {clip: letter.mp4, to: back}", f"letter: {{{clip}{way}}}\n  far: {{clip: x.mp4, to: back}}"
    )
    assert reading(tmp_path, text).scenes["far"].to == ToBack()


def test_the_proposed_opening_leaves_the_playlists_own_tail(tmp_path: Path) -> None:
    text = STORY.replace("opens: -14s", "opens: -9s")
    for tail, opens in (("1500ms", "-11500ms"), ("0s", "-10s")):
        (fault,) = faults(tmp_path, text.replace("tail: 4s", f"tail: {tail}"))
        assert f"Write `opens: {opens}` or" in fault.cure
    found = faults(tmp_path, text.replace("tail: 4s", "tail: 4"))
    assert [fault.where.line for fault in found] == [12, 34]
    assert "Write `opens: -14s` or" in found[1].cure


@pytest.mark.parametrize("written", ["1:30", "4", "2s"])
def test_a_window_at_fault_has_no_consequences(tmp_path: Path, written: str) -> None:
    text = STORY.replace("opens: -14s", "opens: -5s")
    (fault,) = faults(tmp_path, text.replace("window: 10s", f"window: {written}"))
    assert fault.where.line == 12
