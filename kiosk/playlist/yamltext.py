"""YAML text → nodes, with everything refused that YAML reads differently from what its writer meant.

Only nodes are made, never values: whoever reads them sees the text as it was written (`+1`, `1:30`, `no`).
"""

from __future__ import annotations

import re
from itertools import pairwise

import yaml
from yaml.composer import Composer
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
)
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.resolver import Resolver

from kiosk.playlist.yamladvice import (
    TAG,
    WRITE_IT_OUT,
    Advice,
    advise,
    colonless,
    impossible_character,
    no_blank,
    sunken,
    wide_colon,
)

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 30
"""Levels of nesting; a playlist has nine."""


class YamlError(Exception):
    """The text is not YAML we read."""

    def __init__(self, *advice: Advice) -> None:
        self.advice = advice
        super().__init__(" ".join(f"{one.what} {one.cure}" for one in advice))


def compose(text: str) -> Node:
    """The root node of `text`. Raises YamlError."""
    if len(text) > MAX_CHARACTERS:
        what = f"The file has {len(text):,} characters; {MAX_CHARACTERS:,} are allowed."
        raise YamlError(Advice(0, 0, what, "Split it, or look for something pasted by mistake."))
    try:
        events = list(yaml.parse(text, Loader=yaml.SafeLoader))
        _refuse(events)
        node = _Composer(events).get_single_node()
    except yaml.YAMLError as error:
        raise YamlError(advise(error, text)) from None
    except (ValueError, OverflowError):  # chr() of an escape such as "\UFFFFFFFF"; no YAMLError is one of these
        raise YamlError(impossible_character(text)) from None
    if node is None:
        raise YamlError(Advice(0, 0, "The file is empty.", "Copy an example and change it."))
    _refuse_mistaken(node, text.splitlines())
    return node


class _Composer(Composer, Resolver):
    """PyYAML's composer, fed with events that were looked through before: parsing is the slow part, and once enough."""

    def __init__(self, events: list[Event]) -> None:
        Composer.__init__(self)
        Resolver.__init__(self)
        self.events = events[::-1]

    def check_event(self, *kinds: type[Event]) -> bool:
        return isinstance(self.events[-1], kinds)

    def peek_event(self) -> Event:
        return self.events[-1]

    def get_event(self) -> Event:
        return self.events.pop()


def _refuse(events: list[Event]) -> None:
    """Refuse what YAML can and we do not want: anchors, tags, several documents, endless nesting."""
    found: list[Advice] = []
    depth = documents = 0
    for event in events:
        mark = event.start_mark
        assert mark is not None  # only events made by hand have none
        line, column = mark.line, mark.column
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                found.append(Advice(line, column, "A second document begins here.", "Remove the line `---`."))
        if isinstance(event, CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                what = f"This is nested more than {MAX_DEPTH} deep."
                raise YamlError(*found, Advice(line, column, what, "Look for brackets that never close."))
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        found += _special(event, line, column) if isinstance(event, NodeEvent) else []
    if found:
        raise YamlError(*found)


def _special(event: NodeEvent, line: int, column: int) -> list[Advice]:
    if isinstance(event, AliasEvent):
        return [Advice(line, column, f"`*{event.anchor}` is a YAML alias, which is not read here.", WRITE_IT_OUT)]
    if event.anchor is not None:
        return [Advice(line, column, f"`&{event.anchor}` is a YAML anchor, which is not read here.", WRITE_IT_OUT)]
    if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None:
        return [Advice(line, column, *TAG)]
    if isinstance(event, ScalarEvent) and not event.style:
        blank = re.search("^\u00a0+|:\u00a0", event.value)
        if blank:
            return [no_blank(line, column + blank.end() - 1)]
    if isinstance(event, ScalarEvent) and any("\ud800" <= character <= "\udfff" for character in event.value):
        return [Advice(line, column, "The text holds half a character.", "Write the character itself.")]
    return []


def _refuse_mistaken(root: Node, lines: list[str]) -> None:
    """Refuse names that YAML reads, but as others than were meant: for a missing colon, a wide one, or an indent."""
    waiting: list[tuple[Node, Node]] = [(root, root)]
    while waiting:
        node, around = waiting.pop()
        if isinstance(node, SequenceNode):
            waiting += [(one, node) for one in node.value]
        if isinstance(node, MappingNode):
            waiting += [(value, node) for _, value in node.value]
            advice = _misread(node) if node.flow_style else _glued(node, lines) or _sunken(node, around)
            if advice is not None:
                raise YamlError(advice)


def _misread(node: MappingNode) -> Advice | None:
    """`to：film` inside braces: the whole of it is taken for a name without a value."""
    for key, value in node.value:
        if isinstance(key, ScalarNode) and not key.style and not value.value and re.match("[a-z_-]+ *：", key.value):
            mark = key.start_mark
            assert mark is not None  # only nodes made by hand have none
            return wide_colon(mark.line, mark.column + key.value.index("："))
    return None


def _glued(node: MappingNode, lines: list[str]) -> Advice | None:
    """`again {label: See it}`: YAML takes `again {label` for the name."""
    for key, _ in node.value:
        if isinstance(key, ScalarNode) and not key.style and re.match(r"[\w-]+(\s*：\s*|\s+)[{\[]", key.value):
            assert key.start_mark is not None  # only nodes made by hand have none
            return colonless(lines, key.start_mark.line)
    return None


def _sunken(node: MappingNode, around: Node) -> Advice | None:
    """A name without a value, as far in as the lines that belong under it: these then stand twice beside it. It
    belongs into the mapping `around` this one."""
    if node is around or not isinstance(around, MappingNode):
        return None
    assert around.start_mark is not None  # only nodes made by hand have none
    names = [key.value for key, _ in node.value]
    for at, ((key, value), (after, _)) in enumerate(pairwise(node.value)):
        empty = isinstance(value, ScalarNode) and not value.value and not value.style
        if empty and isinstance(key, ScalarNode) and after.value in names[:at]:
            assert key.start_mark is not None  # see above
            line, column = key.start_mark.line, key.start_mark.column
            return Advice(line, column, *sunken(key.value, after.value, column - around.start_mark.column))
    return None
