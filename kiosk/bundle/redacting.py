"""What of the settings may be told, and what looks like a secret in any other text.

Settings are told by a list of what may be: what is not on it is not told, also what is added to them later. Texts that
others wrote (the journal, messages) are told without every secret that is known, and everything that looks like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

HIDDEN: Final = "(not told)"

TOLD: Final = frozenset(
    {
        "file", "playlist", "content", "language", "statistics", "control", "log",
        "screen.diagonal", "screen.distance", "screen.far", "screen.bottom", "screen.drawn_by", "screen.turned",
        "screen.calm", "film.fit", "film.hardware_decoding", "sound.volume", "sound.loudest",
        "hours.week", "hours.exceptions", "hours.quiet_week", "hours.quiet_dates", "hours.quiet_loudest", "hours.grace",
        "power.by", "power.device", "power.host", "power.port", "power.ahead", "power.after",
        "health.disk", "health.temperature", "health.memory", "health.available", "health.pressure",
    }
)  # fmt: skip
"""Everything else is HIDDEN: the PIN, passwords, sources (rclone connections may have one), what is yet to come."""

_LIKELY: Final = (
    (re.compile(r"rclone:(?::|[^\s:]*,)[^\s]*"), f"rclone:{HIDDEN}"),
    (re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://)[^/\s@]+@"), rf"\1{HIDDEN}@"),
    (re.compile(r"\$(?:argon2\w*|2[aby]|scrypt|pbkdf2[-\w]*|[156y])\$[^\s\"']+"), HIDDEN),
    (re.compile(r"(?i)\b((?:pass(?:word|wd|phrase|code)?|pin|secret|token|api[-_]?key|key|authorization|bearer)"
                r"[\"']?\s*[:=]\s*)([\"']?)[^\s,;\"']+\2"), rf"\1{HIDDEN}"),
)  # fmt: skip
"""rclone's connection strings; https://user:x@host; hashes as of argon2 and crypt(3); `password: x`, `pin=1`."""


def settings_told(settings: object) -> list[str]:
    """A line for each, `screen.diagonal: 32`."""
    return list(_lines(settings, ""))


def _lines(value: object, path: str) -> Iterator[str]:
    if is_dataclass(value) and path not in TOLD:
        for field in fields(value):
            yield from _lines(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))
    else:
        yield f"{path}: {value if path in TOLD else HIDDEN}"


def secrets_of(value: Any, path: str = "") -> frozenset[str]:
    """Every text among the settings that may not be told: what is searched for elsewhere."""
    if path in TOLD:
        return frozenset()
    if is_dataclass(value):
        parts: Iterable[tuple[str, Any]] = ((field.name, getattr(value, field.name)) for field in fields(value))
        return frozenset().union(*(secrets_of(part, f"{path}.{name}".lstrip(".")) for name, part in parts))
    if isinstance(value, Mapping):
        return frozenset().union(*(secrets_of(part, f"{path}.{name}") for name, part in value.items()))
    return frozenset({value}) if isinstance(value, str) and len(value) >= _SHORTEST else frozenset()


_SHORTEST: Final = 4


def redacted(text: str, secrets: Iterable[str] = ()) -> str:
    """`text` with neither what is known to be secret nor what looks so. It may take out too much."""
    for secret in sorted(secrets, key=len, reverse=True):
        alone = rf"(?<!\w){re.escape(secret)}(?!\w)" if secret.isalnum() else re.escape(secret)
        text = re.sub(alone, HIDDEN, text)
    for pattern, instead in _LIKELY:
        text = pattern.sub(instead, text)
    return text
