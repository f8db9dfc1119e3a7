"""The story as a map: what leads where, in words, and that Graphviz and a browser can take it."""

from __future__ import annotations

import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.desk.mapdrawn import dot, mermaid, svg
from kiosk.desk.mappage import page
from kiosk.desk.storymap import Edge, StoryMap, story_map
from kiosk.playlist.checks import Known, check
from kiosk.playlist.model import Playlist
from kiosk.playlist.reading import read
from kiosk.playlist.walking import walk
from kiosk.visit.shares import Share, Shares

STORY = """\
format: 1
title: 'The "river" <& more>'
attract: a.mp4
home: [{open: one, title: The escape}, {open: about, title: About}]
variables: {risk: {type: number, from: 0, to: 5, start: 0}, wet: {type: flag}}
chapters: {river: {title: 'The "river"'}}
scenes:
  one:
    chapter: river
    clip: a.mp4
    gentler: soft
    decision:
      ask: 'Do you "cross" now, or wait for the fog to come up?'
      window: 10s
      choices:
        cross: {label: Cross, set: {risk: +2, wet: true}, to: {two: 2, end: 1}}
        read: {label: Read, when: risk < 3, detour: letter}
      silence: {to: home}
  soft: {clip: a.mp4, to: end}
  letter: {clip: a.mp4, to: back}
  two:
    variants: [{when: wet, clip: a.mp4, to: end}, {clip: a.mp4, to: home}]
  end: {clip: a.mp4, ending: {title: The end, text: It is over.}}
  lost: {clip: a.mp4, to: home}
pages:
  about: {kind: text, title: About, text: Words., begin: two}
"""


@pytest.fixture
def story(tmp_path: Path) -> StoryMap:
    (tmp_path / "playlist.yaml").write_text(STORY, encoding="utf-8")
    playlist = read(tmp_path, [])
    return mapped(playlist)


def mapped(playlist: Playlist) -> StoryMap:
    walked = walk(playlist)
    return story_map(playlist, walked, {"one": 61_500}, check(Known(playlist, walk=walked)), playlist.languages[0])


def test_every_way_is_told(story: StoryMap) -> None:
    assert set(story.edges) == {
        Edge("one", "soft", "gentler", "gentler"),
        Edge("one", "two", "Cross [risk +2, wet = true] 2 of 3", "choice"),
        Edge("one", "end", "Cross [risk +2, wet = true] 1 of 3", "choice"),
        Edge("one", "letter", "Read", "detour", "risk < 3"),
        Edge("one", "home", "no answer", "silence"),
        Edge("soft", "end", "", "way"),
        Edge("letter", "back", "", "way"),
        Edge("two", "end", "", "way", "wet"),
        Edge("two", "home", "", "way"),
        Edge("lost", "home", "", "way"),
    }
    assert story.doors == (("The escape", "one"), ("About", "two"))
    assert not story.nodes["lost"].reached
    assert any(fault.startswith("E03: ") for fault in story.nodes["lost"].faults)


COUNTED = Shares({("one", "cross"): Share(30, 40)}, {"end": Share(1, 1_000)})


@pytest.fixture
def visited(story: StoryMap) -> StoryMap:
    playlist = story.playlist
    return story_map(playlist, walk(playlist), {}, (), "en", COUNTED, {"two": Share(12, 48)})


def test_what_visitors_did_is_on_the_map(story: StoryMap, visited: StoryMap) -> None:
    told = {(edge.scene, edge.to): edge.share for edge in visited.edges if edge.share is not None}
    assert told == {("one", "two"): Share(30, 40), ("one", "end"): Share(30, 40)}  # either way, they chose the same
    drawn = dot(visited).replace("\u00a0", "")
    assert '[label="75 % Cross [risk +2, wet =\\ntrue] 2 of 3", style="solid", color="#EDE8DF"' in drawn
    assert drawn.count("penwidth=4.8]") == 2
    assert 'label="end\\nThe end\\n1 %"' in drawn
    assert "%" not in dot(story)
    assert "linkStyle" not in mermaid(story)
    lines = mermaid(visited).splitlines()
    arrows = [line for line in lines if "-->" in line or "-.->" in line]
    thick = [int(line.split()[1]) for line in lines if line.strip().startswith("linkStyle")]
    assert [("75 % Cross" in arrows[number]) for number in thick] == [True, True]


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz draws the map")
def test_a_line_is_as_thick_as_many_chose_it(visited: StoryMap) -> None:
    assert 'stroke-width="4.8' in svg(visited)


def test_the_page_tells_what_visitors_did(visited: StoryMap) -> None:
    found = re.search(r"const FACTS = (\[.*\]);\n", page(visited, "<svg/>"))
    assert found is not None
    facts = {one["id"]: one for one in json.loads(found[1].replace("<\\/", "</"))}
    assert facts["two"]["entered"] == "12 of 48 (25 %)"
    assert facts["end"]["ended"] == "1 of 1000 (1 %)"
    assert facts["one"]["entered"] == facts["one"]["ended"] == ""
    assert [way["share"] for way in facts["one"]["ways"]] == ["", "30 of 40 (75 %)", "30 of 40 (75 %)", "", ""]


def test_a_default_is_told(tmp_path: Path) -> None:
    text = STORY.replace("      silence: {to: home}\n", "      default: cross\n")
    (tmp_path / "playlist.yaml").write_text(text, encoding="utf-8")
    labels = [edge.label for edge in mapped(read(tmp_path, [])).edges]
    assert "Cross [risk +2, wet = true] (if nobody answers) 2 of 3" in labels


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz draws the map")
def test_graphviz_draws_every_scene(story: StoryMap) -> None:
    drawn = ET.fromstring(svg(story))
    ids = {one.get("id") for one in drawn.iter() if (one.get("id") or "").startswith("scene-")}
    assert ids == {f"scene-{name}" for name in story.nodes}
    words = " ".join(one.text or "" for one in drawn.iter() if one.tag.endswith("text"))
    assert "1:01" in words
    assert 'The "river"' in words
    assert 'Do you "cross" now, or' in words


def test_what_graphviz_says_is_told(story: StoryMap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "dot"
    broken.write_text("#!/bin/sh\necho 'no memory' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="no memory"):
        svg(story)


def test_text_for_documents_has_no_open_quote(story: StoryMap) -> None:
    for line in dot(story).splitlines():
        assert line.replace('\\"', "").count('"') % 2 == 0, line
    drawn = mermaid(story)
    assert drawn.startswith("flowchart LR\n")
    for line in drawn.splitlines():
        assert line.count('"') % 2 == 0, line
    assert 's0["one: Do you #quot;cross#quot; now, or wait for the fog to come up?"]' in drawn
    assert '-->|"if wet"|' in drawn
    assert '|"Read if risk #lt; 3"|' in drawn


def test_the_page_stands_alone(story: StoryMap) -> None:
    text = page(story, "<svg/>")
    assert "<!--" not in text.replace("<!doctype", "")
    assert "The &quot;river&quot; &lt;&amp; more&gt;" in text
    found = re.search(r"const FACTS = (\[.*\]);\n", text)
    assert found is not None
    facts = {one["id"]: one for one in json.loads(found[1].replace("<\\/", "</"))}
    assert facts["end"]["ending"]
    assert facts["end"]["text"] == "It is over."
    assert [way["to"] for way in facts["one"]["ways"]] == ["soft", "two", "end", "letter", "home"]
    assert facts["one"]["length"] == "61.5 s"
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", text)


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg makes the stills small")
def test_the_shipped_story_has_its_stills() -> None:
    playlist = read(Path(__file__).parents[2] / "playlists" / "the-defector")
    story = mapped(playlist)
    assert all(node.faults == () for node in story.nodes.values())
    text = page(story, "<svg/>")
    assert text.count('"still": "data:image/jpeg;base64,') == len(playlist.scenes)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Playlist]:
    def make(count: int) -> Playlist:
        folder = tmp_path_factory.mktemp("many")
        scenes = [
            f"  s{n}:\n    clip: a.mp4\n    decision:\n      ask: Which way?\n      choices:\n"
            f"        a: {{label: Left, to: {f's{n * 2 + 1}' if n * 2 + 1 < count else 'home'}}}\n"
            f"        b: {{label: Right, to: {f's{n * 2 + 2}' if n * 2 + 2 < count else 'home'}}}\n"
            for n in range(count)
        ]
        (folder / "playlist.yaml").write_text(
            "format: 1\nattract: a.mp4\nscenes:\n" + "".join(scenes), encoding="utf-8"
        )
        return read(folder, [])

    return make


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz draws the map")
def test_a_story_of_200_scenes_is_drawn(many: Callable[[int], Playlist]) -> None:
    assert svg(mapped(many(200))).count('id="scene&#45;') == 200


def test_what_nothing_leads_to_stays_in_its_band(tmp_path: Path) -> None:
    """Else it would stand at the top of the map, and its chapter's band would reach up to it."""
    scenes = "\n".join(
        f"  s{n}: {{chapter: {'one' if n < 3 else 'two'}, clip: a.mp4, to: {to}}}"
        for n, to in enumerate(("s2", "s2", "s3", "s5", "s5", "home"))
    )
    file = tmp_path / "playlist.yaml"
    file.write_text(
        f"format: 1\nattract: a.mp4\nchapters: {{one: {{title: One}}, two: {{title: Two}}}}\nscenes:\n{scenes}\n",
        encoding="utf-8",
    )
    playlist = read(file)
    drawn = dot(story_map(playlist, walk(playlist), {}, (), "en"))
    assert [line.strip() for line in drawn.splitlines() if "invis" in line] == [
        '"s0" -> "s1" [style=invis]',
        '"s3" -> "s4" [style=invis]',
    ]
