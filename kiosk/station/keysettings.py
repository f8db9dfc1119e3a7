"""Which key does what, in the settings.

keys:
  preset: storm-audionav
  select: [F20, Enter]
  back: F23

Or `keys: off`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from yaml.nodes import Node, ScalarNode, SequenceNode

from kiosk.keynames import ACTIONS, ARROWS, KEYBOARD, KEYS, PRESETS, lacking
from kiosk.playlist.faults import suggest
from kiosk.playlist.forms import Form, Key, Record
from kiosk.playlist.many import ListOf
from kiosk.playlist.shapes import ByKind, Reading, Schema, Single, Turned
from kiosk.playlist.values import Words, YesNo

PLAIN: Final[Mapping[str, str]] = KEYBOARD
"""What holds where nothing is written."""
NONE: Final[Mapping[str, str]] = MappingProxyType({})
"""Whatever keyboard is plugged in, no key does anything."""


class KeyName(Single[str]):
    """The name of a key, as it is printed on one: in any case, and `Return` for `Enter`."""

    wanted = "a key such as `Enter`, `F13` or `C`"
    _ALSO: Final = {"return": "Enter", "esc": "Escape", "pgup": "PageUp", "pgdn": "PageDown", "spacebar": "Space"}

    def read(self, node: Node, reading: Reading) -> str:
        text = reading.text(node, self.wanted)
        plain = text.replace(" ", "").replace("-", "").replace("_", "").casefold()
        named = {key.casefold(): key for key in KEYS} | self._ALSO
        if plain in named:
            return named[plain]
        if text.isdigit():
            cure = "Digits are for the technician's PIN. Choose another key."
            reading.refuse(node, f"`{text}` cannot be given away.", cure)
        cure = f"{suggest(text, KEYS)} docs/accessibility.md has them all."
        return reading.refuse(node, f"There is no key `{text}`.", cure)

    def describe(self) -> Schema:
        return {"enum": list(KEYS)}


def _alone(key: str, _node: Node, _reading: Reading) -> tuple[str, ...]:
    return (key,)


_KEYS: Final = ByKind(
    "a key, or a list of keys: `[Enter, F20]`",
    scalar=Turned(KeyName(), _alone),
    sequence=ListOf("keys", KeyName(), once=True),
)


def _make(record: Record) -> Mapping[str, str]:
    """By key. What is written for an action stands instead of the preset's keys for it; `[]` leaves it without any."""
    written = {name: keys for name, keys in record.read.items() if name != "preset"}
    found = {key: does for key, does in PRESETS[record["preset"]].items() if does not in written}
    given: dict[str, str] = {}
    for action, keys in written.items():
        for place, key in enumerate(keys):
            if given.get(key, action) != action:
                node = record.nodes[action]
                node = node.value[place] if isinstance(node, SequenceNode) else node
                line = record.reading.where(record.nodes[given[key]]).line
                what = f"`{key}` has two meanings; the other, `{given[key]}`, is on line {line}."
                record.reading.note(node, what, "Remove one of them.")
            given.setdefault(key, action)
    before = set(found.values())
    found |= given
    lost = lacking(found)
    if record.whole and lost:
        names = " and ".join(f"`{one}`" for one in lost)
        at = next((one for one in lost if one in written), "")
        cure = "Give it a key." if len(lost) == 1 else "Give each a key."
        record.note(at, f"No key is left for {names}: not everything could be reached by keys.", cure)
    elif record.whole:
        _taken(before - set(found.values()), PRESETS[record["preset"]], given, record)
    return MappingProxyType(found)


def _taken(bare: set[str], preset: Mapping[str, str], given: Mapping[str, str], record: Record) -> None:
    """Tells of what leads somewhere and has lost its last key to another action: an arrow that goes the wrong way."""
    for action in ARROWS:
        if action in bare:
            key = next(key for key, does in preset.items() if does == action and key in given)
            what = f"`{key}` did `{action}`, which no key does any more."
            record.note(given[key], what, f"Give `{action}` another key, or write `{action}: []` if nobody needs it.")


class _Keys(Form[Mapping[str, str]]):
    """Who writes a key where an action belongs has turned them round."""

    def unknown(self, name: str, value: Node) -> str | None:
        named = {key.casefold(): key for key in KEYS}
        action = value.value if isinstance(value, ScalarNode) else None
        if action not in ACTIONS or name.casefold() not in named:
            return None
        return f"Turned round: write `{action}: [{named[name.casefold()]}]`."


_NAMED: Final = _Keys(
    "the keys",
    [
        Key("preset", Words(*PRESETS), "what holds for every action that is not written here", default="keyboard"),
        *(Key(name, _KEYS, does) for name, does in ACTIONS.items()),
    ],
    _make,
)


class _Whole(YesNo):
    """All keys or none; who writes a preset's name alone is told where it belongs."""

    def __init__(self) -> None:
        super().__init__(switch=True)

    def read(self, node: Node, reading: Reading) -> bool:
        text = reading.text(node, self.wanted)
        if text in PRESETS:
            reading.refuse(node, f"`{text}` is a preset, one of the keys' settings.", f"Write `{{preset: {text}}}`.")
        return super().read(node, reading)


KEY_SETTINGS: Final = ByKind(
    "`off`, or what keys do",
    scalar=Turned(_Whole(), lambda on, _node, _reading: PLAIN if on else NONE),
    mapping=_NAMED,
)
