"""The keys a technician can name in the settings, what each can do, and the sets of them that are shipped.

Known to the settings, which read them, and to the screen, which hears them; those two do not know each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ACTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "left": "to what lies left",
        "right": "to what lies right",
        "up": "to what lies above",
        "down": "to what lies below",
        "next": "to the next in reading order",
        "previous": "to the one before in reading order",
        "select": "takes what the frame stands on",
        "back": "as Back on the screen",
        "home": "as Home on the screen",
        "captions": "captions on or off",
        "louder": "a step louder",
        "quieter": "a step quieter",
        "help": "opens More help",
        "language": "the other language, or the list of them",
        "speak": "read aloud, or no longer",
        "repeat": "says once more what is on the screen",
        "time": "says how much time is left",
        "jack-in": "headphones were plugged in: read aloud",
        "jack-out": "they were taken out: no longer",
    }
)
NEEDED: Final = ("select", "back", "home")
"""Without a key for each of these, not everything can be reached by keys; nor without one of `next` or the arrows."""

ARROWS: Final = ("left", "right", "up", "down")

_PLAIN: Final = (
    "Left", "Right", "Up", "Down", "Enter", "Space", "Select", "Escape", "Backspace", "Back", "Tab", "ShiftTab",
    "Home", "HomePage", "End", "PageUp", "PageDown", "Insert", "Delete", "Menu", "Help", "Plus", "Minus", "Equal",
    "VolumeUp", "VolumeDown", "VolumeMute", "MediaPlay", "MediaStop", "MediaNext", "MediaPrevious",
)  # fmt: skip
_LETTERS: Final = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NUMBERED: Final = tuple(f"F{number}" for number in range(1, 25))
KEYS: Final = (*_PLAIN, *_NUMBERED, *_LETTERS)
"""Digits are the technician's PIN, and may do nothing else."""

KEYBOARD: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Left": "left", "Right": "right", "Up": "up", "Down": "down",
        "Tab": "next", "ShiftTab": "previous",
        "Enter": "select", "Space": "select", "Select": "select",
        "Escape": "back", "Backspace": "back", "Back": "back",
        "Home": "home", "HomePage": "home",
        "C": "captions", "L": "language", "F1": "help", "Help": "help",
        "Plus": "louder", "Equal": "louder", "VolumeUp": "louder", "Minus": "quieter", "VolumeDown": "quieter",
        "S": "speak", "R": "repeat", "T": "time",
    }
)  # fmt: skip
STORM: Final[Mapping[str, str]] = MappingProxyType(
    {
        "F23": "back",  # `<<`: USB code 72 of the default table, 1400 Series Technical Manual 1.5, page 28
        # The rest is the order of EZ Access keys, which the pad was made for, and not read in Storm's own table.
        "F15": "jack-in", "F16": "jack-out",
        "F17": "repeat",
        "F18": "previous", "F19": "next",
        "F20": "select",
        "F21": "home", "F22": "next",
    }
)  # fmt: skip
PRESETS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {"keyboard": KEYBOARD, "storm-audionav": MappingProxyType({**KEYBOARD, **STORM})}
)
"""Key by key what it does."""


def lacking(keys: Mapping[str, str]) -> tuple[str, ...]:
    """What of that which has to be there no key does."""
    done = set(keys.values())
    lost = tuple(action for action in NEEDED if action not in done)
    about = "next" in done or {*ARROWS} <= done
    return lost if about else ("next", *lost)
