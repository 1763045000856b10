"""Who answers for the figures of an indicator, and by when those of a year are due."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from khdash.model.table_rows import RowReader

REPORTING_COLUMNS: dict[str, tuple[str, ...]] = {
    "reporting.csv": (
        "theme",
        "indicator",
        "answered_by_vi",
        "answered_by_en",
        "due",
        "due_stated_in_vi",
        "due_stated_in_en",
    ),
}
REPORTING_KEY = ("theme", "indicator")


@dataclass(frozen=True, slots=True)
class Reporting:
    """What documents state of one indicator, or of every indicator of a theme.

    answered_by: '' where no document states it. due: (month, day) of the next year by which a
    year's figure is to be there, as the document named by due_stated_in says; None: not stated.
    """

    theme: str = ""
    indicator: str = ""
    answered_by_vi: str = ""
    answered_by_en: str = ""
    due: tuple[int, int] | None = None
    due_stated_in_vi: str = ""
    due_stated_in_en: str = ""

    def day_of(self, year: int) -> date | None:
        """The last day for the figure of a year."""
        return date(year + 1, *self.due) if self.due else None


def parse_reporting(
    r: RowReader, themes: Collection[str], indicators: Collection[str]
) -> Reporting:
    """A row of reporting.csv: of one theme or of one indicator."""
    theme = r.known("theme", themes, "themes.csv")
    indicator = r.known("indicator", indicators, "indicators.csv")
    if bool(r.text("theme")) == bool(r.text("indicator")):
        r.reject(
            "indicator",
            "Ghi mã nhóm hoặc mã chỉ số, một trong hai.",
            "Write the code of a theme or of an indicator, one of the two.",
        )
    due = _month_and_day(r)
    stated = r.required("due_stated_in_vi") if due else r.text("due_stated_in_vi")
    return Reporting(
        theme,
        indicator,
        r.text("answered_by_vi"),
        r.text("answered_by_en"),
        due,
        stated,
        r.text("due_stated_in_en"),
    )


def _month_and_day(r: RowReader) -> tuple[int, int] | None:
    """A day that every year has, written MM-DD; None where the cell is empty."""
    value = r.text("due")
    if not value:
        return None
    try:
        if not re.fullmatch(r"\d\d-\d\d", value, re.ASCII):
            raise ValueError(value)
        day = date.fromisoformat(f"2023-{value}")
    except ValueError:
        r.reject(
            "due",
            "Ghi tháng-ngày của năm sau, ví dụ 01-15.",
            "Write month-day of the next year, such as 01-15.",
        )
        return None
    return day.month, day.day
