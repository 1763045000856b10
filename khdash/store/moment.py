"""Moments are Vietnam time everywhere: the database keeps them without a zone, the journal with."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
BEGINNING = datetime(1970, 1, 1)
"""From when the published figures count as known: they are the ground, at every moment."""
END = datetime(9999, 12, 31)


def now() -> datetime:
    """This moment in Vietnam, without a zone."""
    return datetime.now(VIETNAM).replace(tzinfo=None)


def to_vietnam(when: datetime) -> datetime:
    """A moment in Vietnam time without a zone; one without a zone is Vietnam time already.

    >>> to_vietnam(datetime(2025, 1, 1, 20, 0, tzinfo=timezone.utc))
    datetime.datetime(2025, 1, 2, 3, 0)
    """
    return when if when.tzinfo is None else when.astimezone(VIETNAM).replace(tzinfo=None)


def to_text(when: datetime) -> str:
    """The moment as the journal writes it, with +07:00."""
    return when.replace(tzinfo=VIETNAM).isoformat()


def from_text(text: str) -> datetime:
    return to_vietnam(datetime.fromisoformat(text))
