"""The machine's clock, another time as if it were now, and a clock that nobody has set."""

from __future__ import annotations

import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.station.clock import as_if, clock, is_unset, local_zone, read_time

BERLIN = ZoneInfo("Europe/Berlin")
FILES = Path("/usr/share/zoneinfo")


@pytest.fixture(autouse=True)
def without_tz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)


def test_the_zone_is_the_machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    local = tmp_path / "localtime"
    local.symlink_to(FILES / "Asia" / "Seoul")
    assert local_zone(local) == ZoneInfo("Asia/Seoul")
    monkeypatch.setenv("TZ", ":America/New_York")
    assert local_zone(local) == ZoneInfo("America/New_York")
    monkeypatch.setenv("TZ", "Nowhere/At all")
    assert local_zone(local).utcoffset(datetime(2026, 1, 1)) == timedelta(hours=9)


def test_a_zone_that_is_a_file_without_a_name(tmp_path: Path) -> None:
    local = tmp_path / "localtime"
    shutil.copyfile(FILES / "Asia" / "Seoul", local)
    assert local_zone(local).utcoffset(datetime(2026, 1, 1)) == timedelta(hours=9)


def test_without_a_zone_it_is_utc(tmp_path: Path) -> None:
    assert local_zone(tmp_path / "localtime") is UTC
    (tmp_path / "localtime").write_text("no zone", encoding="utf-8")
    assert local_zone(tmp_path / "localtime") is UTC


def test_the_machines_clock() -> None:
    assert abs(clock(BERLIN)() - datetime.now(UTC)) < timedelta(seconds=5)
    assert clock(BERLIN)().tzinfo is BERLIN


def test_as_if_it_were_another_time_runs_on() -> None:
    """Also over the hour that does not exist."""
    now = as_if(datetime(2026, 3, 29, 1, 59, 59, 990_000, BERLIN))
    assert now().hour in (1, 3)
    time.sleep(0.05)
    assert (now().day, now().hour) == (29, 3)
    assert now().tzinfo is BERLIN


def test_a_clock_that_nobody_has_set() -> None:
    assert is_unset(datetime(1970, 1, 1, tzinfo=BERLIN))
    assert not is_unset(datetime(2026, 1, 1, tzinfo=BERLIN))
    assert not is_unset(datetime.now(BERLIN))


def test_a_time_that_is_asked_for() -> None:
    assert read_time("2026-12-24 16:55", BERLIN) == datetime(2026, 12, 24, 16, 55, tzinfo=BERLIN)
    assert read_time(" 2026-12-24T16:55 ", BERLIN) == datetime(2026, 12, 24, 16, 55, tzinfo=BERLIN)
    assert read_time("2026-10-25 02:30", BERLIN).fold == 0


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("24.12.2026 16:55", 'Write "2026-12-24 16:55": year, month, day, hour and minute.'),
        ("2026-12-24", 'Write "2026-12-24 16:55"'),
        ("2026-02-30 10:00", "is not a date and time"),
        ("16:55", 'Write "2026-12-24 16:55"'),
        ("2026-03-29 02:30", "`2026-03-29 02:30` does not exist: clocks are set forward then, to 03:00."),
    ],
)
def test_what_is_no_time_is_told_with_its_cure(text: str, cure: str) -> None:
    with pytest.raises(ValueError, match="`") as error:
        read_time(text, BERLIN)
    assert cure in str(error.value)
