"""The JSON Schema is what reading knows, and the one on disk is the one that is generated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml

from kiosk.playlist.exhibition import exhibition
from kiosk.playlist.forms import Form
from kiosk.playlist.outline import Outline
from kiosk.playlist.schema import schema
from tests.playlist.writing import MINIMAL, STORY

PLAYLISTS = Path(__file__).parents[2] / "playlists"
VALIDATOR = jsonschema.Draft7Validator(schema())


def test_it_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(schema())


def test_the_file_on_disk_is_up_to_date() -> None:
    """If not: kiosk schema > playlists/playlist.schema.json"""
    assert json.loads((PLAYLISTS / "playlist.schema.json").read_text(encoding="utf-8")) == schema()


@pytest.mark.parametrize("file", sorted(PLAYLISTS.glob("*/playlist.yaml")), ids=lambda file: file.parent.name)
def test_shipped_playlists_fit(file: Path) -> None:
    errors = [error.message for error in VALIDATOR.iter_errors(yaml.safe_load(file.read_text(encoding="utf-8")))]
    assert errors == []


@pytest.mark.parametrize("text", [STORY, MINIMAL])
def test_whole_playlists_fit(text: str) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(yaml.safe_load(text))] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("scenes:", "sceens:"),
        ("told: You hid", "toled: You hid"),
        ("lasts: 8min", "lasts: 8"),
        ("type: flag", "type: flog"),
        ("evidence: reenactment", "evidence: rumour"),
        ("clip: farm.mp4", "clip: farm.svg"),
        ("60%, 0.3, 20%, 25%", "60%, 0.3, 20%"),
        ("      ask: Go?\n", ""),
        ("format: 1", "format: 2"),
        ("https://example.org/film", f"https://example.org/{'x' * 281}"),
    ],
)
def test_what_reading_refuses_does_not_fit(old: str, new: str) -> None:
    assert not VALIDATOR.is_valid(yaml.safe_load(STORY.replace(old, new)))


def test_every_key_that_reading_knows_is_in_the_schema() -> None:
    forms = list(_forms(exhibition(Outline(), Path()), set()))
    assert len(forms) > 15
    described = list(_objects(schema()))
    for form in forms:
        assert set(form.keys) in described, form.name


def _forms(shape: object, seen: set[int]) -> Iterator[Form[object]]:
    """Every form there is, found by walking the shapes themselves rather than their schema."""
    if id(shape) in seen:
        return
    seen.add(id(shape))
    if isinstance(shape, Form):
        yield shape
    inner = shape if isinstance(shape, dict) else getattr(shape, "__dict__", {})
    for value in inner.values():
        if hasattr(value, "shape") and not hasattr(value, "read"):  # a Key
            yield from _forms(value.shape, seen)
        elif hasattr(value, "read") or isinstance(value, dict):
            yield from _forms(value, seen)


def _objects(described: object) -> Iterator[set[str]]:
    if isinstance(described, dict):
        if isinstance(described.get("properties"), dict):
            yield set(described["properties"])
        for value in described.values():
            yield from _objects(value)
    elif isinstance(described, list):
        for value in described:
            yield from _objects(value)
