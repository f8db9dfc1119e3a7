"""What the guides say is so: their playlists can be read, their tables hold every key, their commands exist."""

from __future__ import annotations

import argparse
import dataclasses
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kiosk.cli import COMMANDS
from kiosk.cli import command as command_module
from kiosk.playlist.exhibition import exhibition
from kiosk.playlist.forms import Form, Key
from kiosk.playlist.media import CAPTIONS, FILMS, PICTURES
from kiosk.playlist.model import Timing
from kiosk.playlist.outline import Outline
from kiosk.playlist.reading import PlaylistError, missing_media, read
from kiosk.playlist.schema import schema
from kiosk.playlist.shapes import Shape
from kiosk.playlist.storyvalues import SOUNDS
from kiosk.playlist.values import spell

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "playlist.md").read_text(encoding="utf-8")
HOURS = (ROOT / "docs" / "hours.md").read_text(encoding="utf-8")

BLOCK = re.compile(
    r"(?P<mark><!-- fragment -->\n\s*)?^(?P<indent> *)```yaml\n(?P<text>.*?)^(?P=indent)```$", re.M | re.S
)


def blocks(document: str, *, fragments: bool) -> list[str]:
    return [
        textwrap.dedent(found["text"]) for found in BLOCK.finditer(document) if (found["mark"] is not None) == fragments
    ]


# ---- the playlists in them


WHOLE = [*blocks(README, fragments=False), *blocks(GUIDE, fragments=False)]


def test_every_block_was_found() -> None:
    found = len(WHOLE) + len(blocks(README, fragments=True)) + len(blocks(GUIDE, fragments=True))
    assert found == (README + GUIDE).count("```yaml")
    assert blocks(README, fragments=False)
    assert len(blocks(GUIDE, fragments=False)) > 12


@pytest.mark.parametrize("text", WHOLE)
def test_a_whole_playlist_can_be_read(text: str, tmp_path: Path) -> None:
    file = tmp_path / "playlists" / "x" / "playlist.yaml"
    (tmp_path / "media" / "x").mkdir(parents=True)
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    for name in scalars(yaml.safe_load(text)):
        if name.endswith(FILMS + PICTURES):
            (tmp_path / "media" / "x" / name).touch()
        elif name.endswith(".md"):
            (file.parent / name).write_text("She left in winter.", encoding="utf-8")
    assert missing_media(read(file)) == ()


@pytest.mark.parametrize("text", blocks(GUIDE, fragments=True) + blocks(README, fragments=True))
def test_a_fragment_is_yaml(text: str) -> None:
    assert yaml.safe_load(text)


def scalars(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scalars(inner)
    elif isinstance(value, str):
        yield value


# ---- every key


def forms() -> dict[str, Form[Any]]:
    """Every form there is, by its name, found by walking the shapes themselves."""
    found: dict[str, Form[Any]] = {}
    waiting: list[object] = [exhibition(Outline(), Path())]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, Form):
            found[one.name] = one
        inner = one.values() if isinstance(one, dict) else [one.shape] if isinstance(one, Key) else vars(one).values()
        waiting += [value for value in inner if isinstance(value, Shape | Key | dict)]
    return found


FORMS = forms()


def table(heading: str) -> dict[str, list[str]]:
    """The rows below a heading of the guide's second half, by their first cell without its code marks."""
    half = GUIDE[GUIDE.index("\n## Every key\n") :]
    section = re.search(rf"^###? {re.escape(heading)}\n(.*?)(?=^##|\Z)", half, re.M | re.S)
    assert section is not None, f"there is no heading: {heading}"
    rows = [line.strip("|").split("|") for line in section[1].splitlines() if line.startswith("|")]
    return {row[0].strip().removeprefix("`").removesuffix("`"): [cell.strip() for cell in row] for row in rows[2:]}


def test_the_forms_were_found() -> None:
    assert {"the playlist", "a scene", "a decision", "a choice", "a flag", "a number", "the timing"} <= set(FORMS)
    assert {key for form in FORMS.values() for key in form.keys} == set(properties(schema()))


@pytest.mark.parametrize("name", FORMS)
def test_a_table_has_every_key_and_says_which_are_needed(name: str) -> None:
    rows = table(name[0].upper() + name[1:])
    assert list(rows) == list(FORMS[name].keys)
    for key in FORMS[name].keys.values():
        _, what, left_out, may_be = rows[key.name]
        assert what
        assert may_be
        needed = key.required or key.name == "type"  # which form a variable has is asked before the form is read
        assert (left_out == "**needed**") == needed, key.name
        if isinstance(key.default, str):
            assert left_out == f"`{key.default}`"


def test_the_timing_table_has_the_values_that_hold() -> None:
    rows = table("The timing")
    for name, duration in dataclasses.asdict(Timing()).items():
        # 60s is what a technician writes, 1min what spell() would
        assert {spell(duration), f"{duration // 1000}s", f"{duration}ms"} & set(rows[name][2].split("`"))


def properties(described: object) -> Iterator[str]:
    if isinstance(described, dict):
        of_an_object = described.get("properties", {})
        yield from of_an_object
        for inner in described.values():
            yield from properties(inner)
    elif isinstance(described, list):
        for inner in described:
            yield from properties(inner)


def test_every_key_of_the_schema_is_mentioned() -> None:
    assert [key for key in properties(schema()) if f"`{key}`" not in GUIDE] == []


def test_every_suffix_is_mentioned() -> None:
    assert [suffix for suffix in FILMS + PICTURES + CAPTIONS + SOUNDS if f"`{suffix}`" not in GUIDE] == []


def test_links_within_the_guide_lead_somewhere() -> None:
    anchors: list[str] = []
    for heading in re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", GUIDE, flags=re.M | re.S), re.M):
        plain = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        earlier = sum(re.fullmatch(rf"{re.escape(plain)}(-\d+)?", anchor) is not None for anchor in anchors)
        anchors.append(f"{plain}-{earlier}" if earlier else plain)
    links = re.findall(r"\]\(#([^)]*)\)", GUIDE)
    assert len(links) > 10
    assert set(links) <= set(anchors)


# ---- traps


PLAIN = "format: 1\nattract: loop.mp4\nscenes: {film: film.mp4}\n"
SCENE = "format: 1\nattract: loop.mp4\nvariables: {risk: {type: number, from: 0, to: 5}}\nscenes:\n  river:\n"
ASKING = "    clip: a.mp4\n    decision:\n      {ask}\n      choices: {go: {label: Go, to: home}}\n"


def trapped(written: str) -> str:
    """A playlist with nothing else wrong in it than what is `written`."""
    if written == "a tab at the beginning of a line":
        return "format: 1\nattract: loop.mp4\nscenes:\n\tfilm: film.mp4\n"
    if written == "a line with more spaces than its neighbours":
        return "format: 1\nattract: loop.mp4\nscenes:\n  film:\n    clip: film.mp4\n      to: home\n"
    name = written.partition(":")[0]
    match name:
        case "attract":
            return PLAIN.replace("attract: loop.mp4", written)
        case "scenes":
            return PLAIN.replace("scenes: {film: film.mp4}", written)
        case "languages" | "timing" | "title" | "tilte" | "variables":
            return f"{PLAIN}{written}\n"
        case "guards":
            return f"{SCENE}    clip: a.mp4\n    to: home\n{written}\n"
        case "ask":
            return SCENE + ASKING.replace("{ask}", written)
        case "to":
            return f"{SCENE}    clip: a.mp4\n    {written}\n"
        case _:
            return f"{SCENE}    clip: a.mp4\n    {written}\n    to: home\n"


@pytest.mark.parametrize("written", table("Traps"))
def test_a_trap_says_what_the_guide_says(written: str, tmp_path: Path) -> None:
    (tmp_path / "playlist.yaml").write_text(trapped(written), encoding="utf-8")
    with pytest.raises(PlaylistError) as caught:
        read(tmp_path)
    said = [f"{fault.what} {fault.cure}" for fault in caught.value.faults]
    assert said == [table("Traps")[written][1]]


def test_the_traps_everybody_falls_into_are_there() -> None:
    rows = " ".join(table("Traps"))
    assert all(trap in rows for trap in ("1:30", "No", "no,", "yes", "?", "+ 1", '"', "'", "a tab"))


# ---- the commands


def options(command: str) -> set[str]:
    parser = argparse.ArgumentParser()
    command_module(command).add(parser)
    return {option for action in parser._actions for option in action.option_strings}


def code_lines(document: str) -> Iterator[str]:
    """Code of a document: indented lines without their comments, of others the code spans."""
    for line in re.sub(r"^( *)```.*?^\1```$", "", document, flags=re.M | re.S).splitlines():
        yield line.partition(" #")[0] if re.match(r" {4,}\S", line) else " ".join(re.findall(r"`([^`]+)`", line))


CALLS = re.compile(r"(?:^|[\s/])kiosk ([a-z]\S*)")


@pytest.mark.parametrize("document", [README, GUIDE, HOURS], ids=["README", "playlist.md", "hours.md"])
def test_every_command_and_option_exists(document: str) -> None:
    lines = list(code_lines(document))
    assert any(CALLS.search(line) for line in lines)
    for line in lines:
        named = CALLS.findall(line)
        assert set(named) <= set(COMMANDS), line
        known = set.union(*(options(command) for command in named or COMMANDS))
        assert set(re.findall(r"--[a-z][a-z-]*", line)) <= known, line


def test_the_readme_names_every_command() -> None:
    named = {command for line in code_lines(README) for command in CALLS.findall(line)}
    assert named == set(COMMANDS)
