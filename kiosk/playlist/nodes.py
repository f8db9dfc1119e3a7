"""YAML's nodes: what a technician wrote there, in words, and the pairs and numbers that may stand in them."""

from __future__ import annotations

from collections.abc import Iterator

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kiosk.playlist.shapes import Reading, bare, is_null


def pairs(node: MappingNode, reading: Reading, *, keep_missing: bool = False) -> Iterator[tuple[str, Node, Node]]:
    """Each key's text, its node and its value's; notes keys that are doubled, no text, or (unless kept) valueless."""
    lines: dict[str, int] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            reading.note(key, f"{found(key)} stands where a name belongs.", "Write `name: value`.")
            continue
        name = str(key.value)
        meant = bare(key)
        if meant is not None:
            reading.note(key, f"YAML reads an unquoted `{name}` as {meant}.", f'Put it in quotes: "{name}"')
        elif name in lines:
            reading.note(key, f"`{name}` stands here twice; the first is on line {lines[name]}.", "Remove one of them.")
        elif is_null(value) and not keep_missing:
            cure = "Write one; if the comma before it belongs to a text, put the text in quotes."
            reading.note(key, f"`{name}` has no value.", cure if node.flow_style else "Write one, or remove the line.")
        else:
            lines[name] = reading.where(key).line
            yield name, key, value


def found(node: Node) -> str:
    if isinstance(node, MappingNode):
        return "A mapping (`name: value`)"
    return "A list" if isinstance(node, SequenceNode) else f"`{node.value}`"


def first_name(node: SequenceNode) -> str:
    """What the first entry of a list is called, if it says so: `- again: …`."""
    first = node.value[0] if node.value else node
    if isinstance(first, MappingNode) and first.value and isinstance(first.value[0][1], MappingNode):
        first = first.value[0][0]
    return str(first.value) if isinstance(first, ScalarNode) and first.value else "name"


def count(node: MappingNode | SequenceNode, reading: Reading, wanted: str, least: int, most: int) -> None:
    if len(node.value) < least:
        reading.refuse(node, f"There are too few: {len(node.value)}.", f"Write {wanted}; at least {least}.")
    if len(node.value) > most:
        reading.refuse(node, f"There are too many: {len(node.value)}.", f"Write {wanted}; at most {most}.")
