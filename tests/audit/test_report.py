"""The report's lines about film and time, and how they are told."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kiosk.audit.infilm import described_in, infilm
from kiosk.audit.lines import Line, Part, Report, judged
from kiosk.audit.onscreen import _steps
from kiosk.audit.telling import page, plain, told, words
from kiosk.playlist.captions import Cue
from kiosk.playlist.mediafacts import CaptionFacts, MediaFacts, SoundFacts, VideoFacts
from kiosk.playlist.model import Playlist
from kiosk.playlist.reading import read

PLAYLIST = """\
format: 1
title: {en: North, fr: Nord}
languages: [en, fr]
attract: loop.mp4
scenes:
  one:
    clip: one.mp4
    decision:
      ask: {en: "Which way?", fr: "Par où ?"}
      choices:
        left: {label: {en: Left, fr: Gauche}, to: two}
        right: {label: {en: Right, fr: Droite}, to: two}
      default: left
  two: {clip: two.mp4, to: home}
"""
HEARD = MediaFacts(
    20_000, 1, VideoFacts("h264", "High", 1920, 1080, 25, flashes=1), SoundFacts("aac", "stereo", 48_000, -23.0, -2.0)
)


@pytest.fixture
def mine(tmp_path: Path) -> Playlist:
    for name in ("loop.mp4", "one.mp4", "two.mp4", "one.en.vtt", "one.fr.vtt", "two.en.vtt", "one.en.ad.m4a"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "playlist.yaml").write_text(PLAYLIST, encoding="utf-8")
    return read(tmp_path)


def lines(
    playlist: Playlist, facts: MediaFacts | None = HEARD, captions: dict[Path, CaptionFacts] | None = None
) -> dict[str, Line]:
    clips = [scene.variants[0].clip.path for scene in playlist.scenes.values()]
    films = None if facts is None else dict.fromkeys([*clips, playlist.attract.clips[0].path], facts)
    return {line.name: line for part in infilm(playlist, films, captions or {}) for line in part.lines}


def test_captions_and_descriptions_by_language(mine: Playlist) -> None:
    """The attract loop is heard, too, but it is nobody's yet."""
    found = lines(mine)
    assert found["Captions"].found == "en 2 of 2, fr 1 of 2"
    assert found["Captions"].details == ("two.mp4 has no captions in fr",)
    assert found["Audio description"].found == "en 1 of 2, fr 0 of 2"
    assert found["Audio description"].state == "fail"
    assert "one.mp4 has no audio description in en" not in found["Audio description"].details
    assert described_in(mine.scenes["one"].variants[0].clip, "en")


def test_silent_film_needs_none(mine: Playlist) -> None:
    silent = lines(mine, replace(HEARD, sound=None))
    assert silent["Captions"].state == "pass"
    assert silent["Captions"].found == "en 0 of 0, fr 0 of 0"
    assert silent["Audio description"].state == "pass"


def test_flashes(mine: Playlist) -> None:
    assert lines(mine)["Flashes"].found == "most 1 in a second"
    assert HEARD.video is not None
    five = lines(mine, replace(HEARD, video=replace(HEARD.video, flashes=5)))["Flashes"]
    assert (five.state, five.clause) == ("fail", "WCAG 2.2 2.3.1; EN 301 549 9.2.3.1")
    assert lines(mine, None)["Flashes"].state == "note"


def test_loudness_names_the_films_that_are_not_as_wanted(mine: Playlist) -> None:
    assert lines(mine)["Loudness"].found == "even"
    assert HEARD.sound is not None
    quiet = lines(mine, replace(HEARD, sound=replace(HEARD.sound, loudness=-30.0)))["Loudness"]
    assert quiet.state == "fail"
    assert quiet.found.startswith("not as wanted: ")
    assert {"one.mp4", "two.mp4"} <= set(quiet.found.removeprefix("not as wanted: ").split(", "))


def test_a_caption_of_three_lines(mine: Playlist) -> None:
    file = mine.scenes["one"].variants[0].clip.captions["en"]
    cues = CaptionFacts((Cue(0, 9_000, "One,\ntwo,\nthree."),))
    assert lines(mine, captions={file: cues})["Captions can be read"].state == "fail"
    cues = CaptionFacts((Cue(0, 9_000, "One,\ntwo."),))
    assert lines(mine, captions={file: cues})["Captions can be read"].state == "pass"


def test_text_that_hardly_grows_fails() -> None:
    assert _steps(0.70, 0.88, 1.05).state == "pass"
    assert _steps(0.70, 0.72, 1.05).state == "fail"
    assert _steps(0.70, 0.88, 0.90).state == "fail"


def test_what_every_kiosk_does_is_not_called_measured(mine: Playlist) -> None:
    found = lines(mine)
    built = {name for name, line in found.items() if line.state == "built"}
    assert built == {"Calm: no motion", "Reading", "One hand, no gesture"}
    assert found["Back at every reset"].state == found["Calm: more time"].state == "pass"


def test_time_limits(mine: Playlist) -> None:
    found = lines(mine)
    assert found["Time limits can be turned off"].state == "pass"
    assert found["Before a reset"].state == "pass"
    hurried = replace(mine, timing=replace(mine.timing, reset_after=19_000))
    assert lines(hurried)["Before a reset"].state == "fail"


REPORT = Report(
    "north",
    "32 inches",
    (
        Part("On the screen", (judged("Targets", True, "least 20 mm", "20 mm", "WCAG 2.2 2.5.8"),)),
        Part("Film", (judged("Captions", False, "en 1 of 9", "all", "WCAG 2.2 1.2.2", [f"<{n}>" for n in range(9)]),)),
        Part("Here", (Line("The floor", "note", "", "", "ADA 305"), Line("One hand", "built", "", "", "ADA 309.4"))),
    ),
)


def test_told_to_a_person() -> None:
    said = words(REPORT, colour=False)
    assert said.splitlines()[0] == "north, on 32 inches"
    assert "  FAILS Captions:" in said
    assert "[WCAG 2.2 1.2.2]" in said
    assert "- and 1 more" in said
    assert said.endswith("1 lines pass, 1 fails, 1 as every kiosk is built, 1 to be looked at.")
    assert "\033" not in said
    assert "\033[31;1mFAILS" in words(REPORT, colour=True)
    assert told(replace(REPORT, parts=REPORT.parts[:1])) == "1 lines pass, none fails."


def test_told_to_a_program() -> None:
    said = json.loads(json.dumps(plain(REPORT)))
    assert (said["passed"], said["failed"], said["built"], said["to_look_at"]) == (1, 1, 1, 1)
    assert said["parts"][1]["lines"][0]["clause"] == "WCAG 2.2 1.2.2"
    assert len(said["parts"][1]["lines"][0]["details"]) == 9


def test_told_as_a_page() -> None:
    said = page(REPORT)
    assert "&lt;8&gt;" in said
    assert "<8>" not in said
    assert "EN 301 549" in said

    class Balanced(HTMLParser):
        open: list[str] = []  # noqa: RUF012 - one page is read

        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag not in ("meta", "br"):
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    reader = Balanced()
    reader.feed(said)
    assert reader.open == []
