"""For every rule a playlist that breaks just it, and one that just keeps it. Footage is given as values."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.playlist.captions import Cue
from kiosk.playlist.checks import RULES, Fit, Known, check
from kiosk.playlist.checks.rules import rule
from kiosk.playlist.mediafacts import CaptionFacts, MediaFacts, SoundFacts, VideoFacts
from kiosk.playlist.reading import read

STORY = """\
format: 1
title: {en: Over the river, ko: "강을 건너"}
languages: [en, ko]
attract: night.mp4
home:
  - {open: bank, title: {en: The escape, ko: "탈출"}}
timing: {window: 10s}
variables: {wet: {type: flag}}
chapters:
  river: {title: {en: The river, ko: "강"}, warning: {en: Shows an arrest, ko: "체포 장면"}}
scenes:
  bank:
    chapter: river
    gentler: far
    evidence: composite
    clip: bank.mp4
    hotspots:
      - {at: 1s, for: 20s, area: [10%, 10%, 20%, 20%], open: dragon}
    decision:
      opens: -20s
      ask: {en: "Do you cross now?", ko: "건너겠습니까?"}
      choices:
        cross: {label: {en: Cross now, ko: "건너기"}, set: {wet: true}, to: far}
        wait: {label: {en: Wait for fog, ko: "안개 기다리기"}, to: far}
      default: wait
  far:
    evidence: archive
    clip: far.mp4
    hold: {from: -6s}
    decision:
      ask: {en: "What now?", ko: "이제는?"}
      choices:
        walk: {label: {en: Walk on, ko: "계속 걷기"}, when: wet, set: {wet: false}, to: end}
        stay: {label: {en: Stay, ko: "머물기"}, to: end}
  end:
    evidence: testimony
    clip: end.mp4
    ending:
      title: {en: Another country, ko: "다른 나라"}
      retry_from: last decision
      people: [dragon]
pages:
  dragon: {kind: person, title: {en: Dragon, ko: "드래곤"}, text: {en: Guides people., ko: "안내하는 사람."}}
"""
VIDEO = VideoFacts("h264", "High", 1920, 1080, 30.0, key_distance=1000, flashes=0)
FACTS = MediaFacts(30_000, 1_000_000, VIDEO, SoundFacts("aac", "stereo", 48000, -23.0, -3.0))
CAPTIONS = CaptionFacts((Cue(1_000, 3_000, "Come, quickly."), Cue(3_000, 5_000, "Over here.")))


@dataclass
class Case:
    """What is changed of the story, of one film's facts, of one file of captions, or of all that is known."""

    texts: dict[str, str] = field(default_factory=dict)
    films: dict[str, MediaFacts] = field(default_factory=dict)
    captions: dict[str, CaptionFacts] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    """Files that the story has besides."""
    known: dict[str, Any] = field(default_factory=dict)


def film(
    name: str = "bank.mp4", *, video: dict[str, Any] | None = None, sound: dict[str, Any] | None = None, **facts: Any
) -> Case:
    assert FACTS.sound is not None
    changed = replace(
        FACTS, video=replace(VIDEO, **(video or {})), sound=replace(FACTS.sound, **(sound or {})), **facts
    )
    return Case(films={name: changed})


def story(*changes: tuple[str, str]) -> Case:
    return Case(texts=dict(changes))


def cues(*some: Cue, **facts: Any) -> Case:
    return Case(captions={"bank.ko.vtt": CaptionFacts(some, **facts)})


def signed(duration: int, **facts: Any) -> Case:
    return Case(films={"bank.sign.mp4": replace(FACTS, duration=duration, **facts)}, beside=("bank.sign.mp4",))


ASK = ("Do you cross now?", " ".join(["word"] * 23))
FILMED = ("    clip: bank.mp4\n", "    clip: bank.mp4\n    to: far\n")
NO_HOLD = ("    hold: {from: -6s}\n", "")

CASES: dict[str, tuple[Case, Case]] = {
    "E40": (film(wrong="Invalid data found"), film()),
    "E41": (film(duration=19_900, video={}), film(duration=20_100)),
    "W43": (film("end.mp4", video={"width": 1280}), film("night.mp4", video={"width": 1280})),
    "W45": (story(("-20s", "-11500ms")), story(("-20s", "-12s"))),
    "W46": (story(("clip: end.mp4", "clip: end.ts")), story(("clip: end.mp4", "clip: end.mov"))),
    "W47": (
        Case({NO_HOLD[0]: ""}, film("far.mp4", video={"black_last": True}).films),
        film("far.mp4", video={"black_last": True}),
    ),
    "W48": (Case(known={"unused": ("old.mp4",)}), Case(known={"unused": ()})),
    "W49": (story(("20%, 20%]", "20%, 4%]")), story(("20%, 20%]", "20%, 6%]"))),
    "E55": (film(video={"flashes": 4}), film(video={"flashes": 3})),
    "W56": (film(index_last=True), film()),
    "W57": (film("far.mp4", video={"key_distance": 2_100}), film(video={"key_distance": 20_000})),
    "W58": (film(video={"variable": True}), film()),
    "W59": (film(video={"first_is_key": False}), film()),
    "W44": (film("end.mp4", sound={"loudness": -26.5}), film("end.mp4", sound={"loudness": -23.9})),
    "W53": (film("night.mp4", sound={"loudness": -24.1}), film("night.mp4", sound={"loudness": -24.0})),
    "W54": (film(sound={"peak": -0.9}), film(sound={"peak": -1.0})),
    "E42": (cues(Cue(29_000, 30_600, "Late.")), cues(Cue(29_000, 30_400, "Late."))),
    "W51": (Case(without=("bank.ko.vtt",)), Case(without=("bank.ko.vtt", "bank.en.vtt"))),
    "W52": (cues(Cue(0, 2_000, "가"), Cue(1_900, 3_000, "나")), cues(Cue(0, 2_000, "가"), Cue(2_000, 3_000, "나"))),
    "W68": (cues(Cue(0, 1_000, "가" * 13)), cues(Cue(0, 1_000, "가" * 12))),
    "W70": (cues(Cue(0, 30_000, "가나다 " * 24)), cues(Cue(0, 30_000, "가나다 " * 12))),
    "W71": (Case(beside=("bank.en.ad.m4a",)), Case(beside=("bank.en.ad.m4a", "bank.ko.ad.m4a"))),
    "W72": (signed(30_600), signed(30_400)),
    "E60": (story(("{en: The river, ko", "{ko")), story()),
    "W61": (story(('{en: The river, ko: "강"}', "{en: The river}")), story(('{en: The river, ko: "강"}', "The river"))),
    "W63": (story(("en: Walk on,", "en: Go on by the old road,")), story(("en: Walk on,", "en: Go by the old road,"))),
    "W64": (Case(known={"misfits": (Fit(None, "too wide"),)}), Case(known={"misfits": ()})),
    "W67": (story((ASK[0], ASK[1] + " and six more of them now")), story(ASK)),
    "W62": (
        story(
            (
                'text: {en: Guides people., ko: "안내하는 사람."}',
                'text: {en: Guides people., ko: "안내하는 사람."}, spoken: e.m4a',
            )
        ),
        story(("dragon: {kind: person", "dragon: {spoken: d.m4a, kind: person")),
    ),
    "W69": (
        story(('{en: Guides people., ko: "안내하는 사람."}', "{en: Guides people over., ko: Guides people over.}")),
        story(('{en: Dragon, ko: "드래곤"}', "{en: Tae-sup Heo, ko: Tae-sup Heo}")),
    ),
    "W90": (
        story(("timing:", "allow: [{rule: W45, why: The next film is small.}]\ntiming:")),
        story(("timing:", "allow: [{rule: W45, why: The next film is small.}]\ntiming:"), ("-20s", "-11500ms")),
    ),
    "W80": (
        Case({"at: 1s": "at: 61s"}, film(duration=90_000).films),
        Case({"at: 1s": "at: 59s"}, film(duration=90_000).films),
    ),
    "W81": (film("far.mp4", duration=121_000), film("far.mp4", duration=119_000)),
    "W82": (
        Case(films={**film(duration=25_000).films, **film("end.mp4", duration=4_900).films}),
        Case(films={**film(duration=25_000).films, **film("end.mp4", duration=5_000).films}),
    ),
    "W83": (
        story(("opens: -20s", "opens: -20s\n      window: 6900ms")),
        story(("opens: -20s", "opens: -20s\n      window: 7s")),
    ),
    "W84": (story(("en: Walk on,", "en: Play on,")), story(("en: Walk on,", "en: Display it,"))),
    "W85": (story(("    gentler: far\n", "")), story()),
    "W86": (story(("    evidence: archive\n", "")), story()),
    "W87": (story(("      people: [dragon]\n", "")), story(("people: [dragon]", "link: https://example.org/film"))),
    "W88": (story(("      retry_from: last decision\n", "")), story()),
}
STAY = 'stay: {label: {en: Stay, ko: "머물기"}, to: end}'
DETOUR = {
    STAY: STAY.replace("to: end", "detour: aside"),
    "  end:\n": "  aside: {evidence: archive, clip: bank.mp4, to: back}\n  end:\n",
}
BETWEEN = {
    STAY: STAY.replace("to: end", "to: between"),
    "  end:\n": "  between: {evidence: archive, clip: far.mp4, to: end}\n  end:\n",
}
SILENT = {"      default: wait": "      silence: {to: end}"}
MORE: list[tuple[str, Case]] = [
    ("E41", story(("at: 1s", "at: 31s"))),
    ("E41", story(("opens: -20s", "opens: -31s"))),
    ("E41", story(("{from: -6s}", "{from: -31s}"))),
    ("W43", film("end.mp4", sound={"rate": 44_100})),
    ("W43", Case(DETOUR, film("bank.mp4", video={"rate": 25.0}).films)),
    ("W43", Case(SILENT, film("end.mp4", video={"rate": 25.0}).films)),
    ("W49", story(("area: [10%, 10%, 20%, 20%]", "area: [10%, 70%, 20%, 20%]"))),
    ("E42", cues(CAPTIONS.cues[0], plainly_encoded=False)),
    ("E42", cues(CAPTIONS.cues[0], notes=("line 3: skipped",))),
    ("W53", Case({"{from: -6s}": "night.mp4"}, film("night.mp4", sound={"loudness": -27.0}).films)),
    ("W72", signed(1_000, wrong="Invalid data found")),
    ("W72", Case(beside=("bank.ad.opus",))),
    ("E60", story(("title: {en: Over the river, ko", "before: {title: {ko: 먼저}}\ntitle: {en: Over the river, ko"))),
    ("W81", Case(BETWEEN, film("far.mp4", duration=121_000).films)),
]
"""The same rules broken in other ways."""
KEPT: list[tuple[str, Case]] = [
    ("W43", Case(films={"end.mp4": replace(FACTS, video=None)})),
    ("W71", Case(beside=("bank.ad.m4a",))),
    ("W43", Case(films={"end.mp4": replace(FACTS, sound=None)})),
    (
        "W49",
        story(("area: [10%, 10%, 20%, 20%]", "area: [10%, 70%, 20%, 20%]"), ("at: 1s, for: 20s", "at: 1s, for: 5s")),
    ),
]
"""What looks like a fault and is none."""
ALSO = {"W44": {"W53"}}
"""What is broken with it for a good reason: two films 3 LU apart cannot both be within 1 LU of -23."""


@pytest.fixture
def known(tmp_path: Path) -> Callable[[Case], Known]:
    def make(case: Case) -> Known:
        text = STORY
        for old, new in case.texts.items():
            assert old in text
            text = text.replace(old, new)
        folder = tmp_path / "story"
        folder.mkdir()
        (folder / "playlist.yaml").write_text(text)
        for name in (
            "night.mp4",
            "bank.mp4",
            "far.mp4",
            "end.mp4",
            "bank.en.vtt",
            "bank.ko.vtt",
            "d.m4a",
            "d.ko.m4a",
            "e.m4a",
        ):
            if name not in case.without:
                (folder / name).write_text("x")
        for name in case.beside:
            (folder / name).write_text("x")
        playlist = read(folder, [])
        films = {path: case.films.get(path.name, FACTS) for path in folder.glob("*.mp4")}
        captions = {path: case.captions.get(path.name, CAPTIONS) for path in folder.glob("*.vtt")}
        return Known(playlist, films, captions, **case.known)

    return make


def found(known: Known) -> set[str]:
    return {one.rule.id for one in check(known)} - {"I50"}


@pytest.mark.parametrize("name", CASES)
def test_what_breaks_it(name: str, known: Callable[[Case], Known]) -> None:
    assert found(known(CASES[name][0])) - ALSO.get(name, set()) == {name}


@pytest.mark.parametrize(("name", "case"), MORE)
def test_other_ways_to_break_it(name: str, case: Case, known: Callable[[Case], Known]) -> None:
    assert name in found(known(case))


@pytest.mark.parametrize(("name", "case"), KEPT)
def test_what_is_no_fault(name: str, case: Case, known: Callable[[Case], Known]) -> None:
    assert name not in found(known(case))


@pytest.mark.parametrize("name", CASES)
def test_what_just_keeps_it(name: str, known: Callable[[Case], Known]) -> None:
    assert name not in found(known(CASES[name][1]))


def test_nothing_is_wrong_with_the_story_itself(known: Callable[[Case], Known]) -> None:
    assert found(known(Case())) == set()


def test_an_exhibition_that_never_says_evidence_is_not_asked_for_it(known: Callable[[Case], Known]) -> None:
    kinds = ("composite", "archive", "testimony")
    assert found(known(story(*((f"    evidence: {kind}\n", "") for kind in kinds)))) == set()


def test_cures_name_the_files_and_the_command(known: Callable[[Case], Known]) -> None:
    cures = {one.rule.id: one.cure for one in check(known(film(index_last=True, sound={"loudness": -27.0})))}
    assert "`kiosk make-ready ORIGINAL --to " in cures["W53"]
    assert re.search(r"`ffmpeg -i \w+\.mp4 -c copy -movflags \+faststart new-\w+\.mp4`", cures["W56"])


def test_the_footage_in_sum(known: Callable[[Case], Known]) -> None:
    said = [one.what for one in check(known(Case())) if one.rule.id == "I50"]
    assert said == ["4 files of footage, 4 MB, 2.0 minutes."]


def test_every_rule_has_its_cases_and_says_why_and_how_to_mend_it(known: Callable[[Case], Known]) -> None:
    check(known(Case()))
    mine = {name for name, one in RULES.items() if one.family in ("media", "text", "experience")}
    assert mine == {*CASES, "I50"}  # the others have theirs in test_graph.py
    for one in RULES.values():
        assert one.why.endswith(".")
        assert one.mend.endswith(".")
        assert one.id[0] in "EWI"


def allowing(*exceptions: str) -> tuple[str, str]:
    return "timing:", f"allow: [{', '.join(f'{{{one}, why: It is known.}}' for one in exceptions)}]\ntiming:"


LATE = ("-20s", "-11500ms")


@pytest.mark.parametrize(
    ("exception", "told"),
    [
        ("rule: W45", {"W45": "It is known."}),
        ("rule: W45, scene: bank", {"W45": "It is known."}),
        ("rule: W45, scene: far", {"W45": "", "W90": ""}),
    ],
)
def test_what_is_allowed_is_told_with_its_reason(
    exception: str, told: dict[str, str], known: Callable[[Case], Known]
) -> None:
    findings = check(known(story(allowing(exception), LATE)))
    assert {one.rule.id: one.allowed for one in findings if one.rule.id != "I50"} == told


@pytest.mark.parametrize(
    ("exception", "case", "what"),
    [
        ("rule: W45", Case(), "`W45` is not found."),
        ("rule: W45, scene: far", Case(), "`W45` is not found in `far`."),
        ("rule: W99", Case(), "There is no rule `W99`."),
        ("rule: E55", film(video={"flashes": 4}), "`E55` must be mended: no exception is made."),
    ],
)
def test_an_exception_of_no_use(exception: str, case: Case, what: str, known: Callable[[Case], Known]) -> None:
    told = check(known(Case(dict([allowing(exception)]), case.films)))
    assert [one.what for one in told if one.rule.id == "W90"] == [what]
    assert not [one for one in told if one.allowed]


def test_what_concerns_the_whole_is_in_no_scene(known: Callable[[Case], Known]) -> None:
    told = check(known(Case(dict([allowing("rule: W48, scene: end")]), known={"unused": ("old.mp4",)})))
    assert {one.rule.id: one.allowed for one in told if one.rule.id != "I50"} == {"W48": "", "W90": ""}


def test_no_two_rules_have_one_id() -> None:
    with pytest.raises(ValueError, match="two rules E40"):
        rule("E40", "media", "taken", "Why.", "Mend.")(lambda known: iter(()))


def test_without_measuring_nothing_is_made_up(known: Callable[[Case], Known]) -> None:
    seen = known(Case())
    assert found(Known(seen.playlist)) == set()
