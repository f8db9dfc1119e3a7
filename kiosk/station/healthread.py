"""The limits of the machine's health, in the settings."""

from __future__ import annotations

from typing import Final

from kiosk.playlist.forms import Form, Key
from kiosk.playlist.values import WholeNumber
from kiosk.station.health import Limits

HEALTH: Final = Form(
    "the machine's health",
    [
        Key("disk", WholeNumber(0, 1_000_000, "MB, such as `1000`; 0: never"), "MB free on the disk, at least"),
        Key("temperature", WholeNumber(0, 150, "°C, such as `80`; 0: never"), "°C of its hottest sensor, at most"),
        Key("memory", WholeNumber(0, 100_000, "MB, such as `1500`; 0: never"), "MB that the kiosk takes, at most"),
        Key("available", WholeNumber(0, 100_000, "MB, such as `150`; 0: never"), "MB of memory left, at least"),
        Key("pressure", WholeNumber(0, 100, "a percentage from 0 to 100; 0: never"), "time lost to memory, at most"),
    ],
    lambda record: Limits(**record.read),
)
