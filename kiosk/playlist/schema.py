"""The playlist's JSON Schema, for editors: said by the very shapes that read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kiosk.playlist.exhibition import exhibition
from kiosk.playlist.outline import Outline
from kiosk.playlist.shapes import Schema, Shape


def schema() -> Schema:
    """The JSON Schema (draft 7) of a playlist."""
    return form_schema(exhibition(Outline(), Path()), "A kiosk playlist")


def form_schema(shape: Shape[Any], title: str) -> Schema:
    """The JSON Schema (draft 7) of any form."""
    parts: dict[str, Schema] = {}
    described = shape.schema(parts)
    named = dict(sorted(parts.items()))
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": title, **described, "definitions": named}
