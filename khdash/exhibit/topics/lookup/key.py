"""The name of one figure: what it says of which unit and time, whoever states it."""

from __future__ import annotations

import re
from dataclasses import dataclass

SEPARATOR = "."
PARTS = ("unit", "indicator", "year", "basis", "subgroup", "point", "period")


@dataclass(frozen=True, slots=True)
class FigureKey:
    """What a figure is about.

    point: '' is the one that speaks for the year; 'YYYY-MM' an earlier moment of it.
    period: '' for a yearly figure, otherwise 'start/end'.
    """

    unit: str
    indicator: str
    year: int
    basis: str = ""
    subgroup: str = ""
    point: str = ""
    period: str = ""

    def to_text(self) -> str:
        """The key as a link carries it, without what is left out at its end.

        >>> FigureKey("24@2025-07-01", "members", 2025).to_text()
        '24@2025-07-01.members.2025'
        >>> FigureKey("01", "learning_family_rate", 2024, subgroup="all_citizens").to_text()
        '01.learning_family_rate.2024..all_citizens'
        """
        return SEPARATOR.join(str(getattr(self, name)) for name in PARTS).rstrip(SEPARATOR)

    @classmethod
    def from_text(cls, text: str) -> FigureKey | None:
        """The key that a link names; None where the text is no key.

        >>> FigureKey.from_text("01.members.2024") == FigureKey("01", "members", 2024)
        True
        >>> FigureKey.from_text("members") is None
        True
        """
        parts = text.split(SEPARATOR)
        if not 3 <= len(parts) <= len(PARTS) or not re.fullmatch("[0-9]{4}", parts[2]):
            return None
        unit, indicator, year, *rest = parts
        return cls(unit, indicator, int(year), *rest)
