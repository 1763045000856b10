"""Where it is counted: territorial units in time, and their membership of the cluster."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Unit:
    """A territorial unit in one period of validity; its identity is (code, valid_from)."""

    code: str
    valid_from: date | None
    valid_to: date | None
    name: str
    full_name: str
    name_en: str
    short: str
    level: Literal["country", "province", "district", "commune"]
    parent: str
    successor: str
    note_vi: str
    note_en: str

    @property
    def key(self) -> str:
        """The unit as one text: the code, with @valid_from where it began on a known date."""
        return unit_key(self.code, self.valid_from)

    def valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    def exists_in(self, year: int) -> bool:
        """Whether it exists on any day of a year."""
        return (self.valid_from is None or self.valid_from.year <= year) and (
            self.valid_to is None or year <= self.valid_to.year
        )

    def clamp(self, day: date) -> date:
        """The day nearest to `day` on which the unit exists."""
        if self.valid_from is not None and day < self.valid_from:
            return self.valid_from
        if self.valid_to is not None and day > self.valid_to:
            return self.valid_to
        return day


def unit_key(code: str, valid_from: date | str | None) -> str:
    """(code, valid_from) as one text.

    >>> unit_key("24", date(2025, 7, 1)), unit_key("24", None)
    ('24@2025-07-01', '24')
    """
    return f"{code}@{valid_from}" if valid_from else code


def split_key(key: str) -> tuple[str, str]:
    """The code and the ISO date ('' if none) of a unit key."""
    code, _, valid_from = key.partition("@")
    return code, valid_from


@dataclass(frozen=True, slots=True)
class Membership:
    """A unit's membership of the cluster in time; `assumed` where no document states it."""

    unit: str
    member_from: date | None
    member_to: date | None
    status: Literal["stated", "assumed"]
    note_vi: str
    note_en: str

    def covers(self, day: date) -> bool:
        return (self.member_from is None or self.member_from <= day) and (
            self.member_to is None or day <= self.member_to
        )
