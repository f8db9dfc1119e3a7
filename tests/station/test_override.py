"""Hours other than planned: until when, through the plan's own changes, kept over a restart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

from kiosk.station.hours import Hours, Span
from kiosk.station.hourssaid import said
from kiosk.station.override import LONGEST, Overridden, read_override, read_until, write_override

BERLIN = ZoneInfo("Europe/Berlin")
DAILY = Hours(((Span(600, 1080),),) * 7, quiet_week=((Span(600, 660),),) * 7)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-{text}").replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("told", "until", "now", "says"),
    [
        ("closed", "02 15:00", "02 12:00", "closed until 15:00"),
        ("closed", "02 20:00", "02 12:00", "closed until Thu 10:00"),
        ("closed", "02 15:00", "02 15:00", "open until 18:00"),
        ("open", "02 22:00", "02 12:00", "open until 22:00"),
        ("open", "02 22:00", "02 20:00", "open until 22:00"),
        ("open", "02 22:00", "02 10:30", "quiet until 11:00, open until 22:00"),
        ("open", "03 12:00", "02 20:00", "open until Thu 18:00"),
        ("open", "03 10:00", "02 20:00", "open until Thu 18:00"),
        ("closed", "02 11:00", "02 10:30", "closed until 11:00"),
    ],
)
def test_how_it_is_and_until_when(told: Literal["open", "closed"], until: str, now: str, says: str) -> None:
    assert said(Overridden(DAILY, told, at(until)), at(now)) == says


def test_without_any_hours_it_is_closed_until_then_and_open_for_ever_after() -> None:
    told = Overridden(Hours(), "closed", at("02 20:00"))
    assert said(told, at("02 12:00")) == "closed until 20:00"
    assert said(told, at("02 20:00")) == "open"
    assert said(Overridden(Hours(), "open", at("02 20:00")), at("02 12:00")) == "open"
    assert (told.grace, told.quiet_loudest) == (300_000, 0)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        (None, "03 00:00"),
        ("18:30", "02 18:30"),
        ("9:15", "03 09:15"),
        (" 12:00 ", "03 12:00"),
        ("2026-12-24 18:30", "24 18:30"),
    ],
)
def test_until_when_it_holds(text: str | None, until: str) -> None:
    assert read_until(text, at("02 12:00")) == at(until)


def test_midnight_may_be_written() -> None:
    assert read_until("24:00", at("02 12:00")) == read_until(None, at("02 12:00"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("soon", '`soon` is no time. Write `22:00`, or `"2026-12-24 16:55"`.'),
        ("22", "Write `22:00`"),
        ("25:00", "There is no time 25:00. Write `22:00`, or"),
        ("12:60", "There is no time 12:60"),
        ("2026-12-40 10:00", "is not a date and time"),
        ("2026-12-01 10:00", "is over"),
        ("2027-06-01 10:00", "more than 31 days away. Write it into the settings"),
    ],
)
def test_what_is_no_time_to_come_is_refused_with_its_cure(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_until(text, at("02 12:00"))


def test_where_there_is_no_midnight_the_day_begins_when_it_does() -> None:
    santiago = ZoneInfo("America/Santiago")  # set forward at midnight, on 2026-09-06
    until = read_until(None, datetime(2026, 9, 5, 12, tzinfo=santiago))
    assert until == datetime(2026, 9, 6, 4, tzinfo=UTC)


def test_it_is_kept_until_it_is_over(tmp_path: Path) -> None:
    file, now = tmp_path / "state" / "hours.json", at("02 12:00")
    told = Overridden(DAILY, "closed", at("02 15:00"))
    write_override(file, told)
    assert read_override(file, DAILY, now) == told
    assert read_override(file, DAILY, at("02 15:00")) is None
    assert read_override(file, DAILY, now - LONGEST - timedelta(hours=4)) is None  # the clock was set back
    write_override(file, None)
    write_override(file, None)
    assert read_override(file, DAILY, now) is None


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"told": "open"}', '{"told": "shut", "until": "2026-12-02T20:00:00+00:00"}',
     '{"told": "open", "until": 7}', '{"told": "open", "until": "2026-12-02T20:00:00"}'],
)  # fmt: skip
def test_what_is_no_such_file_tells_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "hours.json").write_text(text)
    assert read_override(tmp_path / "hours.json", DAILY, at("02 12:00")) is None
