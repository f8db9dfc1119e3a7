"""Settings that can be read and do nothing: told by `kiosk check`. They keep no kiosk from starting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, Node, ScalarNode

from kiosk.playlist.faults import Fault, nearest
from kiosk.playlist.files import UnreadableError, load
from kiosk.playlist.model import Playlist, Where
from kiosk.playlist.yamltext import YamlError, compose

if TYPE_CHECKING:
    from kiosk.station.settings import Settings


def idle(settings: Settings, playlist: Playlist | None) -> tuple[Fault, ...]:
    """A fault for each; `playlist` is the one that is shown, None where it cannot be read."""
    said = [*_alone(settings), *(_language(settings, playlist) if playlist is not None else ())]
    if settings.file is None or not said:
        return ()
    try:
        text = load(settings.file)
        root = compose(text)
    except (UnreadableError, YamlError):
        return ()  # it was read a moment ago
    lines = text.splitlines()
    faults = (_fault(str(settings.file), lines, root, key, what, cure) for key, what, cure in said)
    return tuple(sorted(faults, key=lambda fault: fault.where.line))


def _alone(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Key, what and cure of those that need another."""
    if settings.sources and settings.content is None:
        cure = "Write `content: /var/lib/kiosk/content`, the folder that it is taken into."
        yield "sources", "Nothing can be taken from `sources` without `content`.", cure
    if settings.power.by != "black" and not settings.hours.kept:
        cure = "Write the opening hours below `hours:`, or leave `power` out."
        yield "power", "The panel is never switched off: there are no `hours` to be closed.", cure


def _language(settings: Settings, playlist: Playlist) -> Iterator[tuple[str, str, str]]:
    asked, there = settings.language, playlist.languages
    if asked is not None and asked not in there:
        near = nearest(asked, there)
        cure = f"Did you mean `{near}`?" if near else f"Its languages: {', '.join(f'`{one}`' for one in there)}."
        yield "language", f"The playlist {playlist.file.parent.name} has no language `{asked}`.", cure


def _fault(file: str, lines: list[str], root: Node, key: str, what: str, cure: str) -> Fault:
    found = root.value if isinstance(root, MappingNode) else []
    node = next((name for name, _ in found if isinstance(name, ScalarNode) and name.value == key), root)
    mark = node.start_mark
    assert mark is not None  # only nodes made by hand have none
    return Fault(Where(file, mark.line + 1, mark.column + 1), what, cure, lines[mark.line])
