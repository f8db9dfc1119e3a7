"""Drawings (.svg) are programs of a kind: what in them could open other files, or never come to an end. Pure."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree as ET

MOST: Final = 20_000
"""Shapes that are drawn, those drawn again by `use` included."""
DEEP: Final = 100
_PICTURE: Final = re.compile(r"data:image/(png|jpeg|webp);base64,", re.IGNORECASE)
_FORBIDDEN: Final = ("script", "foreignObject", "animate", "set", "animateTransform", "animateMotion")
_PLAIN: Final = "Save it as a plain drawing: `Plain SVG` in Inkscape, `SVG, presentation attributes` in Illustrator."


def wrong(text: str) -> tuple[str, str] | None:
    """What keeps a drawing from being shown, and the cure, as whole sentences; None for one that may be."""
    if "<!ENTITY" in text or ("<!DOCTYPE" in text and "[" in text.partition("<!DOCTYPE")[2].partition(">")[0]):
        return "It declares words of its own (`<!ENTITY …>`), which could grow without end.", _PLAIN
    try:
        root = ET.fromstring(text)  # noqa: S314 - no entities, and expat fetches nothing by itself
    except (ET.ParseError, ValueError) as error:
        return f"It is no drawing that can be read: {error}.", "Export it again."
    found = _walk(root)
    return found or _grown(root)


def _walk(root: ET.Element) -> tuple[str, str] | None:
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        if depth > DEEP:
            return f"Its parts are nested more than {DEEP} deep.", _PLAIN
        name = _local(element.tag)
        if name in _FORBIDDEN:
            return f"It has a `{name}`: drawings stand still, and run nothing.", _PLAIN
        for key, value in element.attrib.items():
            if _local(key) == "href" and not value.startswith("#") and not _PICTURE.match(value) and name != "a":
                return f"It wants to open `{value[:60]}`.", "Embed the picture in the drawing instead of linking it."
            if re.search(r"url\(\s*['\"]?(?!\s*['\"]?#)", value):
                return f"It wants to open what its `{_local(key)}` names.", _PLAIN
        if name == "style" and re.search(r"@import|url\(", element.text or ""):
            return "Its style sheet wants to open another file.", _PLAIN
        waiting += [(child, depth + 1) for child in element]
    return None


def _grown(root: ET.Element) -> tuple[str, str] | None:
    """What it grows to when every `use` is followed."""
    named = {element.get("id", ""): element for element in root.iter()}
    sizes: dict[int, int] = {}

    def size(element: ET.Element, depth: int) -> int:
        if depth > 2 * DEEP:
            return MOST + 1
        if id(element) not in sizes:
            sizes[id(element)] = MOST + 1  # while it is counted: what uses itself never ends
            href = next((value[1:] for key, value in element.attrib.items() if _local(key) == "href"), "")
            used = named.get(href) if _local(element.tag) == "use" else None
            below = [*element, *([used] if used is not None else [])]
            sizes[id(element)] = min(MOST + 1, 1 + sum(size(child, depth + 1) for child in below))
        return sizes[id(element)]

    if size(root, 0) > MOST:
        return f"It draws more than {MOST:,} shapes, or itself again and again.", "Simplify it, or export it as a PNG."
    return None


def _local(name: object) -> str:
    """A name without its namespace; comments have none."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""
