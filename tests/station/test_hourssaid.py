"""The hours in a technician's words."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.station.hours import Dated, Hours, Span
from kiosk.station.hourssaid import said

HOURS = Hours(
    (*((Span(600, 1080),),) * 4, (Span(1080, 1560),), (), ()),
    (Dated(date(2026, 12, 24), date(2027, 1, 6)),),
    ((), (Span(600, 660),), (), (Span(960, 1140),), (), (), ()),
)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-30 11:00", "open until 18:00"),
        ("2026-11-30 19:00", "closed until Tue 10:00"),
        ("2026-12-01 09:00", "closed until 10:00"),
        ("2026-12-01 10:30", "quiet until 11:00, open until 18:00"),
        ("2026-12-03 16:30", "quiet until 18:00"),
        ("2026-12-04 19:00", "open until Sat 02:00"),
        ("2027-01-09 11:00", "closed until Mon 10:00"),
        ("2026-12-24 11:00", "closed until 2027-01-07 10:00"),
    ],
)
def test_how_it_is_and_until_when(at: str, words: str) -> None:
    assert said(HOURS, datetime.fromisoformat(at).replace(tzinfo=ZoneInfo("Europe/Berlin"))) == words


def test_the_end_of_a_day_is_midnight() -> None:
    now = datetime(2026, 11, 30, 20, tzinfo=ZoneInfo("Europe/Berlin"))
    assert said(Hours(((Span(600, 1440),), *((),) * 6)), now) == "open until midnight"


def test_what_never_changes_is_said_without_a_time() -> None:
    now = datetime(2026, 11, 30, 11, tzinfo=ZoneInfo("Europe/Berlin"))
    assert said(Hours(), now) == "open"
    assert said(Hours(((),) * 7), now) == "closed"
    assert said(Hours(quiet_week=((Span(0, 1440),),) * 7), now) == "quiet"
