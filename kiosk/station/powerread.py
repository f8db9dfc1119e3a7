"""How the panel is switched, in the settings, and what contradicts itself there.

power:
  by: cec
  device: 0
"""

from __future__ import annotations

from typing import Final

from kiosk.playlist.forms import Form, Key, Record
from kiosk.playlist.values import Duration, Line, WholeNumber, Words
from kiosk.station.pjlink import PORT
from kiosk.station.power import PowerSettings

_HOST: Final = r"[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?"
_ONLY: Final = {"device": ("cec", "ddc"), "host": ("pjlink",), "port": ("pjlink",), "password": ("pjlink",)}
"""With which ways a key means something."""


def _make(record: Record) -> PowerSettings:
    by = record["by"]
    for name, ways in _ONLY.items():
        if record.given(name) and by not in ways and record.whole:
            record.note(name, f"`{name}` means nothing with `by: {by}`.", f"It belongs to {' and '.join(ways)}.")
    if by == "pjlink" and not record.given("host") and record.whole:
        record.note("host", "Nothing says which device.", "Write `host:` and its address, such as `192.168.1.20`.")
    return PowerSettings(**{key: record[key] for key in ("by", "device", "host", "port", "password", "ahead", "after")})


POWER: Final = Form(
    "the panel's power",
    [
        Key("by", Words("black", "x11", "wlopm", "cec", "ddc", "pjlink"), "how it is switched", default="black"),
        Key("device", WholeNumber(0, 63, "a number, such as `0` for /dev/cec0"), "cec's or ddc's device"),
        Key("host", Line("an address, such as `192.168.1.20`", _HOST), "pjlink's device", default=""),
        Key("port", WholeNumber(1, 65535), "pjlink's port", default=PORT),
        Key("password", Line("pjlink's password, in quotes", r"[!-~]{1,32}"), "pjlink's password", default=""),
        Key(
            "ahead",
            Duration(0, 3_600_000, long=True),
            "how long before opening time it is switched on",
            default=120_000,
        ),
        Key(
            "after", Duration(0, 3_600_000, long=True), "how long it is black before it is switched off", default=60_000
        ),
    ],
    _make,
)
