"""What this kiosk gives its visitors, changed while it runs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.visit.effects import SetLanguage, SetVolume
from kiosk.visit.state import VOLUME_STEPS

if TYPE_CHECKING:
    from kiosk.visit.effects import Effect
    from kiosk.visit.state import House, Visit


def furnish(visit: Visit, house: House) -> tuple[Visit, tuple[Effect, ...]]:
    """`visit` in a kiosk that gives `house` from now on: taken up at once at rest, else by the next visit. Nobody's
    language changes under their eyes."""
    if visit.awake:
        return replace(visit, house=house), ()
    at_rest = replace(visit, house=house, language=house.language, captions=house.captions, volume=house.volume)
    return at_rest, (SetLanguage(house.language), SetVolume(house.volume / VOLUME_STEPS))
