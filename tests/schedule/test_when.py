"""When a duty is due, on every calendar and clock."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.schedule.when import EVERY, LAST_DAY, Every, Rhythm, last_due, next_due

VIETNAM, BERLIN = ZoneInfo("Asia/Ho_Chi_Minh"), ZoneInfo("Europe/Berlin")
# The clocks of Berlin and Lord Howe are moved, by an hour and by half an hour; Apia skipped a day.
ZONES = st.sampled_from(
    [VIETNAM, BERLIN, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Pacific/Apia"), UTC, None]
)
MOMENTS = st.datetimes(datetime(1995, 1, 1), datetime(2060, 1, 1)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)


@st.composite
def rhythms(draw: st.DrawFn) -> Rhythm:
    every: Every = draw(st.sampled_from(EVERY))
    day = draw(st.integers(1, LAST_DAY[every])) if every != "day" else 0
    return Rhythm(every, day, draw(st.times()).replace(second=0, microsecond=0))


def local(rhythm: Rhythm, after: str, zone: ZoneInfo = VIETNAM) -> str:
    """The next moment on the clock of the zone."""
    moment = datetime.fromisoformat(after).replace(tzinfo=zone)
    return f"{next_due(rhythm, moment, zone).astimezone(zone):%Y-%m-%d %H:%M}"


@given(rhythms(), MOMENTS, ZONES)
def test_every_next_moment_lies_after_the_one_before(
    rhythm: Rhythm, start: datetime, zone: ZoneInfo | None
) -> None:
    moments = [start]
    for _ in range(8):
        moments.append(next_due(rhythm, moments[-1], zone))
    assert all(before < after for before, after in pairwise(moments))


@given(rhythms(), MOMENTS, ZONES)
def test_the_last_and_the_next_moment_are_neighbours(
    rhythm: Rhythm, now: datetime, zone: ZoneInfo | None
) -> None:
    last, coming = last_due(rhythm, now, zone), next_due(rhythm, now, zone)
    assert last <= now < coming
    assert next_due(rhythm, last, zone) == coming
    assert last_due(rhythm, coming, zone) == coming
    assert last_due(rhythm, coming - timedelta(microseconds=1), zone) == last


@given(rhythms(), MOMENTS)
def test_no_period_is_left_out_and_none_has_two(rhythm: Rhythm, start: datetime) -> None:
    days, moment = [], start
    for _ in range(15):
        moment = next_due(rhythm, moment, VIETNAM)
        days.append(moment.astimezone(VIETNAM))
    assert {day.time() for day in days} == {rhythm.at}
    number = {
        "day": lambda day: day.toordinal(),
        "week": lambda day: (day.toordinal() - 1) // 7,
        "month": lambda day: day.year * 12 + day.month,
        "quarter": lambda day: day.year * 4 + (day.month - 1) // 3,
    }[rhythm.every]
    periods = [number(day) for day in days]
    assert periods == list(range(periods[0], periods[0] + 15))
    for day in days:
        if rhythm.every == "week":
            assert day.isoweekday() == rhythm.day
        if rhythm.every == "month":
            assert day.day == min(rhythm.day, monthrange(day.year, day.month)[1])


@pytest.mark.parametrize(
    ("rhythm", "after", "expected"),
    [
        (Rhythm("day", 0, time(7, 30)), "2026-03-01 07:29", "2026-03-01 07:30"),
        (Rhythm("day", 0, time(7, 30)), "2026-03-01 07:30", "2026-03-02 07:30"),
        (Rhythm("week", 1, time(8)), "2026-03-01 09:00", "2026-03-02 08:00"),  # a Sunday
        (Rhythm("week", 7, time(8)), "2026-03-01 09:00", "2026-03-08 08:00"),
        (Rhythm("month", 31, time(7)), "2026-01-31 07:00", "2026-02-28 07:00"),
        (Rhythm("month", 31, time(7)), "2028-02-01 00:00", "2028-02-29 07:00"),
        (Rhythm("month", 30, time(7)), "2026-02-28 07:00", "2026-03-30 07:00"),
        (Rhythm("month", 1, time(7)), "2026-12-15 00:00", "2027-01-01 07:00"),
        (Rhythm("quarter", 1, time(6)), "2026-01-01 06:00", "2026-04-01 06:00"),
        (Rhythm("quarter", 15, time(6)), "2026-11-01 00:00", "2027-01-15 06:00"),
        # January to March have 90 days, July to September 92.
        (Rhythm("quarter", 92, time(6)), "2026-01-01 00:00", "2026-03-31 06:00"),
        (Rhythm("quarter", 92, time(6)), "2026-07-01 00:00", "2026-09-30 06:00"),
        (Rhythm("quarter", 91, time(6)), "2026-07-01 00:00", "2026-09-29 06:00"),
    ],
)
def test_worked_out_on_a_calendar(rhythm: Rhythm, after: str, expected: str) -> None:
    assert local(rhythm, after) == expected


def test_the_hour_that_the_clock_leaves_out_comes_an_hour_later() -> None:
    daily = Rhythm("day", 0, time(2, 30))
    assert local(daily, "2026-03-28 12:00", BERLIN) == "2026-03-29 03:30"
    assert local(daily, "2026-03-29 12:00", BERLIN) == "2026-03-30 02:30"


def test_the_hour_that_comes_twice_counts_once() -> None:
    daily, moment = Rhythm("day", 0, time(2, 30)), datetime(2026, 10, 24, 12, tzinfo=UTC)
    first = next_due(daily, moment, BERLIN)
    assert first.isoformat() == "2026-10-25T00:30:00+00:00"
    assert next_due(daily, first, BERLIN).astimezone(BERLIN).date() == date(2026, 10, 26)
