"""When a row of the schedule is due: reckoned on the calendar, in the time zone of the computer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import takewhile
from typing import Literal, get_args

Every = Literal["day", "week", "month", "quarter"]
EVERY: tuple[Every, ...] = get_args(Every)
LAST_DAY: dict[Every, int] = {"day": 0, "week": 7, "month": 31, "quarter": 92}
"""The largest number of a day in each period."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often, on which day and at what time of day.

    day: 0 where every day is meant; of a week 1 (Monday) to 7, of a month 1 to 31, of a quarter 1
    to 92. A period that is too short for it has its last day instead.
    """

    every: Every
    day: int
    at: time


def next_due(rhythm: Rhythm, after: datetime, zone: tzinfo | None = None) -> datetime:
    """The first moment after another at which a rhythm is due, in UTC.

    zone: by default that of the computer. A time of day that a change of the clocks leaves out
    comes as much later as the clocks were moved; of one that comes twice the first counts.

    >>> from zoneinfo import ZoneInfo
    >>> ends = Rhythm("month", 31, time(7, 30))
    >>> noon = datetime(2025, 1, 31, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    >>> next_due(ends, noon, noon.tzinfo).astimezone(noon.tzinfo).isoformat()
    '2025-02-28T07:30:00+07:00'
    """
    start = _begin(rhythm.every, after.astimezone(zone).date())
    moments = _moments(rhythm, _before(rhythm.every, start), zone)
    return next(moment for moment in moments if moment > after.astimezone(UTC))


def last_due(rhythm: Rhythm, until: datetime, zone: tzinfo | None = None) -> datetime:
    """The last moment up to another, itself included, at which a rhythm was due, in UTC."""
    start = _begin(rhythm.every, until.astimezone(zone).date())
    start = _before(rhythm.every, _before(rhythm.every, start))
    past = takewhile(lambda moment: moment <= until.astimezone(UTC), _moments(rhythm, start, zone))
    *_, found = past
    return found


def _moments(rhythm: Rhythm, start: date, zone: tzinfo | None) -> Iterator[datetime]:
    """The moments of the period that begins on a day and of all after it."""
    while True:
        following = _after(rhythm.every, start)
        last = (following - start).days
        day = start + timedelta(days=min(max(rhythm.day, 1), last) - 1)
        wall = datetime.combine(day, rhythm.at)
        # astimezone reads a moment without a zone as one of the computer's own.
        yield (wall if zone is None else wall.replace(tzinfo=zone)).astimezone(UTC)
        start = following


def _begin(every: Every, day: date) -> date:
    """The first day of the period that holds a day."""
    match every:
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, day.month - (day.month - 1) % 3, 1)
    return day


def _after(every: Every, start: date) -> date:
    """The first day of the next period."""
    return _begin(every, start + timedelta(days=max(LAST_DAY[every], 1)))


def _before(every: Every, start: date) -> date:
    """The first day of the period before."""
    return _begin(every, start - timedelta(days=1))
