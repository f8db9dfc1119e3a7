"""What in the settings leaves a door ajar: told by the player's start, by `kiosk check` and by `kiosk doctor`."""

from __future__ import annotations

from typing import Final

from kiosk.secret import fits, is_hashed, too_plain
from kiosk.station.settings import DEFAULT_PIN, Settings

CURE: Final = "Run `kiosk pin`, and put the line it prints into the settings."


def guarded(settings: Settings) -> tuple[str, ...]:
    """A whole sentence for each, with its cure; nothing where all is well. Takes no time for a plain PIN."""
    pin = settings.technician.pin
    if is_hashed(pin):
        return ()
    if fits(pin, DEFAULT_PIN):
        return (f"the technician's PIN is the one printed in the manual: anybody may know it. {CURE}",)
    if too_plain(pin):
        return (f"the technician's PIN is one that strangers try first. {CURE}",)
    return (f"the technician's PIN stands in the settings for everyone to read. {CURE}",)
