"""Opening hours, against a second opinion that walks whole years minute by minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.station import hours as hours_module
from kiosk.station.hours import WHOLE_DAY, Dated, Hours, Span, State, reached

MINUTE = timedelta(minutes=1)
DAYTIME, NIGHT, SPLIT = Span(10 * 60, 18 * 60), Span(18 * 60, 26 * 60), (Span(9 * 60, 12 * 60), Span(14 * 60, 17 * 60))
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "America/Havana", "Asia/Seoul")
"""Half an hour of daylight saving (Lord Howe), a day left out (Apia, 30 December 2011), clocks changed at midnight."""


def at(text: str, zone: str = "Europe/Berlin", fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


def week(*spans: Span, closed: tuple[int, ...] = ()) -> tuple[tuple[Span, ...], ...]:
    return tuple(() if day in closed else spans for day in range(7))


# ---- by example


def test_nothing_said_is_open_for_ever() -> None:
    assert Hours().state(at("2026-12-24 03:00")) == "open"
    assert Hours().next_change(at("2026-12-24 03:00")) is None
    assert not Hours().kept


def test_hours_of_a_week() -> None:
    hours = Hours(week(DAYTIME, closed=(0,)))
    assert hours.kept
    assert hours.state(at("2026-11-28 09:59")) == "closed"
    assert hours.state(at("2026-11-28 10:00")) == "open"
    assert hours.state(at("2026-11-28 17:59:59")) == "open"
    assert hours.state(at("2026-11-28 18:00")) == "closed"
    assert hours.next_change(at("2026-11-28 10:00")) == at("2026-11-28 18:00")
    assert hours.next_change(at("2026-11-29 18:00")) == at("2026-12-01 10:00"), "not on Monday"


def test_exceptions_take_the_place_of_the_week() -> None:
    holidays = Dated(date(2026, 12, 25), date(2026, 12, 26))
    eve = Dated(date(2026, 12, 24), date(2026, 12, 24), (Span(600, 840),))
    hours = Hours(week(DAYTIME), (eve, holidays))
    assert hours.next_change(at("2026-12-24 11:00")) == at("2026-12-24 14:00")
    assert hours.next_change(at("2026-12-24 14:00")) == at("2026-12-27 10:00")


def test_only_exceptions_leave_all_other_days_open() -> None:
    hours = Hours(exceptions=(Dated(date(2026, 12, 25), date(2026, 12, 25)),))
    assert hours.next_change(at("2026-12-01 11:00")) == at("2026-12-25 00:00")
    assert hours.next_change(at("2026-12-25 11:00")) == at("2026-12-26 00:00")
    assert hours.next_change(at("2026-12-26 11:00")) is None


def test_hours_past_midnight_belong_to_the_day_they_begin_on() -> None:
    hours = Hours(week(NIGHT, closed=(0, 1, 2, 3, 5, 6)))
    assert hours.state(at("2026-11-28 01:59")) == "open", "Friday's, on a Saturday that is closed"
    assert hours.next_change(at("2026-11-28 01:59")) == at("2026-11-28 02:00")
    kept = Hours(week(NIGHT), (Dated(date(2026, 12, 25), date(2026, 12, 25)),))
    assert kept.next_change(at("2026-12-24 23:00")) == at("2026-12-25 02:00")


def test_quiet_hours_are_within_the_open_ones() -> None:
    hours = Hours(
        week(DAYTIME),
        quiet_week=week(Span(540, 660)),
        quiet_dates=(Dated(date(2026, 12, 1), date(2026, 12, 1), (Span(960, 1020),)),),
    )
    assert hours.state(at("2026-11-28 09:30")) == "closed"
    assert hours.state(at("2026-11-28 10:30")) == "quiet"
    assert hours.next_change(at("2026-11-28 10:30")) == at("2026-11-28 11:00")
    assert hours.opens_or_closes(at("2026-11-28 10:30")) == at("2026-11-28 18:00")
    assert hours.opens_or_closes(at("2026-11-28 19:30")) == at("2026-11-29 10:00")
    assert hours.state(at("2026-12-01 16:30")) == "quiet"
    assert hours.state(at("2026-12-02 16:30")) == "open"


def test_quiet_hours_of_a_house_that_never_closes_come_to_an_end() -> None:
    hours = Hours(quiet_week=week(Span(540, 660)))
    assert hours.next_change(at("2026-11-28 09:30")) == at("2026-11-28 11:00")
    assert hours.next_change(at("2026-11-28 11:00")) == at("2026-11-29 09:00")
    assert hours.opens_or_closes(at("2026-11-28 09:30")) is None


def test_neighbours_that_touch_are_one() -> None:
    assert Hours(week(*WHOLE_DAY)).next_change(at("2026-11-28 09:30")) is None
    assert Hours(week(Span(600, 720), Span(720, 1080))).next_change(at("2026-11-28 11:00")) == at("2026-11-28 18:00")


def test_days_without_end_are_not_walked_hour_by_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are asked about on the window's own thread: 400 days of conversions between zones took it 40 ms."""
    asked: list[datetime] = []

    def counting(wall: datetime) -> datetime:
        asked.append(wall)
        return reached(wall)

    monkeypatch.setattr(hours_module, "reached", counting)
    far = (Dated(date(2030, 1, 1), date(2030, 1, 1)),)
    for hours in (Hours(week()), Hours(exceptions=far), Hours(week(*WHOLE_DAY), quiet_dates=far)):
        assert hours.next_change(at("2026-11-28 11:00")) is None
    assert len(asked) < 100


def test_closed_for_good() -> None:
    assert Hours(week()).state(at("2026-11-28 11:00")) == "closed"
    assert Hours(week()).next_change(at("2026-11-28 11:00")) is None


def test_an_hour_that_does_not_exist_is_over_at_once() -> None:
    """29 March 2026, Berlin: at 02:00 it is 03:00."""
    assert reached(at("2026-03-29 02:30")) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    hours = Hours(week(Span(150, 600)))
    assert hours.next_change(at("2026-03-29 01:00")) == at("2026-03-29 03:00")
    assert Hours(week(Span(130, 170))).next_change(at("2026-03-29 01:00")) == at("2026-03-30 02:10"), "never on Sunday"
    assert Hours(week(Span(60, 150))).next_change(at("2026-03-29 01:30")) == at("2026-03-29 03:00")


def test_of_an_hour_that_exists_twice_the_first_counts() -> None:
    """25 October 2026, Berlin: at 03:00 it is 02:00."""
    hours = Hours(week(Span(60, 150)))
    assert hours.next_change(at("2026-10-25 01:30")) == at("2026-10-25 02:30")
    assert hours.state(at("2026-10-25 02:29")) == "open"
    assert hours.state(at("2026-10-25 02:29", fold=1)) == "closed", "it does not open again"
    assert Hours(week(Span(150, 600))).state(at("2026-10-25 02:10", fold=1)) == "open", "nor close again"


# ---- a second opinion

Change = tuple[datetime, State]


def walk(hours: Hours, zone: str, start: datetime, minutes: int) -> Iterator[Change]:
    """What the state becomes, and when, by looking at a clock every minute that never goes back: it shows the latest
    time it has ever shown."""
    place = ZoneInfo(zone)
    latest = datetime.min
    before: State | None = None
    day: date | None = None
    for minute in range(minutes):
        now = start + minute * MINUTE
        latest = max(latest, now.astimezone(place).replace(tzinfo=None, fold=0))
        if latest.date() != day:
            day = latest.date()
            opened, quiet = [], []
            for past in range(3):
                then = day - timedelta(days=past)
                midnight = datetime.combine(then, datetime.min.time())
                dated = next((e.spans for e in hours.exceptions if e.first <= then <= e.last), None)
                usual = WHOLE_DAY if hours.week is None else hours.week[then.weekday()]
                opened += [
                    (midnight + s.start * MINUTE, midnight + s.end * MINUTE)
                    for s in (usual if dated is None else dated)
                ]
                hushed = [*hours.quiet_week[then.weekday()]]
                for each in hours.quiet_dates:
                    hushed += each.spans if each.first <= then <= each.last else ()
                quiet += [(midnight + s.start * MINUTE, midnight + s.end * MINUTE) for s in hushed]
        state: State = "closed"
        if any(a <= latest < b for a, b in opened):
            state = "quiet" if any(a <= latest < b for a, b in quiet) else "open"
        if state != before:
            yield now, state
            before = state


def told(hours: Hours, zone: str, start: datetime, minutes: int) -> Iterator[Change]:
    """The same by next_change() alone."""
    place, end = ZoneInfo(zone), start + minutes * MINUTE
    now: datetime | None = start.astimezone(place)
    while now is not None and now.astimezone(UTC) < end:
        yield now.astimezone(UTC), hours.state(now)
        now = hours.next_change(now)


MUSEUMS = {
    "a museum": Hours(
        week(DAYTIME, closed=(0,)),
        (
            Dated(date(2026, 12, 24), date(2026, 12, 24), (Span(600, 840),)),
            Dated(date(2026, 12, 25), date(2026, 12, 26)),
        ),
        week(Span(600, 660), closed=(0, 1, 2, 3, 4, 5)),
    ),
    "a bar": Hours(week(NIGHT), (Dated(date(2026, 7, 1), date(2026, 7, 31), (Span(1320, 1320 + 1440),)),)),
    "by night": Hours(week(Span(90, 125), Span(150, 170), Span(1410, 1455)), quiet_week=week(Span(100, 160))),
    "two halves": Hours(week(*SPLIT), quiet_dates=(Dated(date(2026, 5, 1), date(2026, 5, 9), (Span(1380, 1920),)),)),
}


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("a museum", "America/New_York"),
        ("by night", "Europe/Berlin"),
        ("by night", "Australia/Lord_Howe"),
        ("by night", "Pacific/Apia"),
        ("by night", "America/Havana"),
    ],
)
def test_a_whole_year_minute_by_minute(name: str, zone: str) -> None:
    year = 2011 if zone == "Pacific/Apia" else 2026
    start, minutes = datetime(year, 1, 3, tzinfo=UTC), 366 * 1440
    assert list(told(MUSEUMS[name], zone, start, minutes)) == list(walk(MUSEUMS[name], zone, start, minutes))


@pytest.mark.parametrize("name", ["a bar", "two halves"])
def test_hours_past_midnight_for_a_whole_year(name: str) -> None:
    start, minutes = datetime(2026, 1, 3, tzinfo=UTC), 366 * 1440
    found = list(told(MUSEUMS[name], "Europe/Berlin", start, minutes))
    assert found == list(walk(MUSEUMS[name], "Europe/Berlin", start, minutes))


# ---- anything


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, ...]:
    made = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, 1439))
        made.append(Span(start, start + draw(st.integers(1, 1440))))
    return tuple(made)


CHANGES = (
    date(2026, 3, 26),
    date(2026, 10, 22),
    date(2026, 4, 2),
    date(2026, 11, 1),
    date(2011, 12, 28),
    date(2026, 6, 1),
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Hours, str, datetime]:
    day = draw(st.sampled_from(CHANGES)) + timedelta(days=draw(st.integers(0, 5)))
    first = day + timedelta(days=draw(st.integers(-1, 3)))
    dated = Dated(first, first + timedelta(days=draw(st.integers(0, 2))), draw(spans()))
    hours = Hours(
        draw(st.none() | st.tuples(*[spans()] * 7)),
        (dated,) if draw(st.booleans()) else (),
        draw(st.tuples(*[spans()] * 7)),
        (dated,) if draw(st.booleans()) else (),
    )
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) + draw(st.integers(0, 1439)) * MINUTE
    return hours, draw(st.sampled_from(ZONES)), start


@settings(max_examples=60, deadline=None)
@given(cases())
def test_the_next_change_is_really_the_next(case: tuple[Hours, str, datetime]) -> None:
    hours, zone, start = case
    before = start - timedelta(days=3)  # so that the walker's clock has seen what came before
    minutes = 6 * 1440
    expected = list(walk(hours, zone, before, minutes))
    state = next(state for when, state in reversed(expected) if when <= start)
    after = [(when, state) for when, state in expected if when > start]
    assert list(told(hours, zone, start, minutes - 3 * 1440)) == [(start, state), *after]


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(0, 59))
def test_the_zone_of_the_answer_is_that_of_the_question(case: tuple[Hours, str, datetime], second: int) -> None:
    hours, zone, start = case
    now = (start + timedelta(seconds=second)).astimezone(ZoneInfo(zone))
    change = hours.next_change(now)
    if change is not None:
        assert change.tzinfo is now.tzinfo
        assert change.astimezone(UTC) > now.astimezone(UTC)
        assert (change.second, change.microsecond) == (0, 0)
        assert hours.state(change) != hours.state(now)
        assert hours.state(change - timedelta(microseconds=1)) == hours.state(now)
    other = hours.opens_or_closes(now)
    assert other is None or (hours.state(other) == "closed") != (hours.state(now) == "closed")
