"""What of the settings may be told, and what looks like a secret in any other text.

Settings are told by a list of what may be: what is not on it is not told, also what is added to them later. Texts that
others wrote (the journal, messages) are told without every secret that is known, and everything that looks like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Final

from kiosk.bundle.written import hours_written, written
from kiosk.station.hours import Hours
from kiosk.station.settings import DEFAULT_PIN

if TYPE_CHECKING:
    from kiosk.station.settings import Settings

HIDDEN: Final = "(not told)"

TOLD: Final = frozenset(
    {
        "file", "playlist", "content", "language", "speech", "keys", "resting", "statistics", "control", "links", "log",
        "screen.diagonal", "screen.distance", "screen.far", "screen.bottom", "screen.drawn-by", "screen.turned",
        "screen.calm", "screen.burn-in", "film.fit", "film.hardware-decoding",
        "sound.volume", "sound.loudest", "sound.touch", "updates.sticks",
        "hours.open", "hours.except", "hours.quiet", "hours.quiet-loudest", "hours.grace",
        "power.by", "power.device", "power.host", "power.port", "power.ahead", "power.after",
        "health.disk", "health.temperature", "health.memory", "health.available", "health.pressure",
    }
)  # fmt: skip
"""By the names that they have in the file. Everything else is HIDDEN: the PIN, passwords, sources (rclone connections
may have one), what is yet to come."""

_LIKELY: Final = (
    (re.compile(r"rclone:(?::|[^\s:]*,)[^\s]*"), f"rclone:{HIDDEN}"),
    (re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://)[^/\s@]+@"), rf"\1{HIDDEN}@"),
    (re.compile(r"\$(?:argon2\w*|2[aby]|scrypt|pbkdf2[-\w]*|[156y])\$[^\s\"']+"), HIDDEN),
    (re.compile(r"(?i)\b((?:pass(?:word|wd|phrase|code)?|pin|secret|token|api[-_]?key|key|authorization|bearer)"
                r"[\"']?\s*[:=]\s*)([\"']?)[^\s,;\"']+\2"), rf"\1{HIDDEN}"),
)  # fmt: skip
"""rclone's connection strings; https://user:x@host; hashes as of argon2 and crypt(3); `password: x`, `pin=1`."""


def settings_told(settings: Settings) -> list[str]:
    """A line for each, `screen.diagonal: 32`."""
    return [f"{path}: {said if path in TOLD else HIDDEN}" for path, said in _lines(settings, "")]


def _lines(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Hours):
        yield from hours_written(value)
    elif is_dataclass(value) and path not in TOLD:
        for field in fields(value):
            yield from _lines(getattr(value, field.name), f"{path}.{field.name}".lstrip(".").replace("_", "-"))
    else:
        yield path, written(path, value)


def secrets_of(settings: Settings) -> frozenset[str]:
    """What is searched for in every other text: the PIN, the projector's password, what opens a source. Nothing else
    of the settings: `left` is what a key does, and a word of any sentence."""
    pin = {settings.technician.pin} - {DEFAULT_PIN}  # that one is printed in the manual
    found = {*pin, settings.power.password}
    for source in settings.sources.values():
        held = {match[1].strip("\"'") for match in _HELD.finditer(source)} | {
            match[1] for match in _USER.finditer(source)
        }
        found |= {source, *held} if held or source.startswith("rclone::") else held
    return frozenset(secret for secret in found if len(secret) >= _SHORTEST)


_SHORTEST: Final = 4
_HELD: Final = re.compile(r"(?i)(?:pass\w*|secret\w*|\w*token|\w*key|auth\w*)=(\"[^\"]*\"|'[^']*'|[^,:\s]+)")
_USER: Final = re.compile(r"://[^/\s:@]*:([^/\s@]+)@")
"""What stands in a source: `rclone::sftp,user=x,pass=SECRET:packs`, `https://x:SECRET@host`."""


def redacted(text: str, secrets: Iterable[str] = ()) -> str:
    """`text` with neither what is known to be secret nor what looks so. It may take out too much."""
    for secret in sorted(secrets, key=len, reverse=True):
        alone = rf"(?<!\w){re.escape(secret)}(?!\w)" if secret.isalnum() else re.escape(secret)
        text = re.sub(alone, HIDDEN, text)
    for pattern, instead in _LIKELY:
        text = pattern.sub(instead, text)
    return text
