"""Settings as a technician writes them: `mon-fri 10:00-18:00`, `2min`, `on`; not as the program keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kiosk.playlist.model import Text
from kiosk.playlist.values import spell
from kiosk.station.hourswords import NAMES, clock

if TYPE_CHECKING:
    from kiosk.station.hours import Dated, Hours, Span

DURATIONS: Final = frozenset({"hours.grace", "power.ahead", "power.after"})
"""Settings that are kept in ms."""
_NOT_SET: Final = "(not set)"


def written(path: str, value: object) -> str:
    """One value, on one line."""
    if value is None or value == "":
        return _NOT_SET
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int) and path in DURATIONS:
        return spell(value)
    if isinstance(value, Text):
        said = [f"{language}: {words}" for language, words in value.wordings.items()]
        return "; ".join([value.plain] if value.plain is not None else said)
    if isinstance(value, Mapping):
        return _keys(value) if path == "keys" else ", ".join(f"{name}: {each}" for name, each in value.items())
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return str(value)


def _keys(does: Mapping[str, str]) -> str:
    """By what they do: `left: [Left], select: [Enter, F20]`; `off` where no key does anything."""
    actions = dict.fromkeys(does.values())
    said = [f"{action}: [{', '.join(key for key, each in does.items() if each == action)}]" for action in actions]
    return ", ".join(said) or "off"


def hours_written(hours: Hours) -> Iterator[tuple[str, str]]:
    """Name and value of each of them."""
    yield "hours.open", "always" if hours.week is None else _week(hours.week)
    yield "hours.except", _dates(hours.exceptions)
    quiet = [part for part in (_week(hours.quiet_week, closed=False), _dates(hours.quiet_dates)) if part != _NOT_SET]
    yield "hours.quiet", "; ".join(quiet) or _NOT_SET
    yield "hours.quiet-loudest", str(hours.quiet_loudest)
    yield "hours.grace", spell(hours.grace)


def _week(week: tuple[tuple[Span, ...], ...], *, closed: bool = True) -> str:
    said = []
    for spans, group in groupby(range(7), key=lambda day: week[day]):
        days = list(group)
        named = "-".join(dict.fromkeys(NAMES[day][:3].lower() for day in (days[0], days[-1])))
        if spans or closed:
            said.append(f"{named}: {_spans(spans)}")
    return "; ".join(said) or _NOT_SET


def _dates(dates: tuple[Dated, ...]) -> str:
    said = [f"{' to '.join(dict.fromkeys((f'{one.first}', f'{one.last}')))}: {_spans(one.spans)}" for one in dates]
    return "; ".join(said) or _NOT_SET


def _spans(spans: tuple[Span, ...]) -> str:
    return ", ".join(clock(span) for span in spans) or "closed"
