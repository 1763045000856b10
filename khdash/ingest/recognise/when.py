"""The time of a cell, from its row, its heading and the title, laid on a calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from khdash.ingest.recognise.period import Period, read_period
from khdash.ingest.recognise.text import LONGEST
from khdash.locale.spelling import tidy
from khdash.model.table_rows import last_day
from khdash.reading.numbers import Year, understand_year

FLOW_IS_YEARLY_FROM = 10
"""From this month on a figure speaks for the end of its year, as the store has it."""

_NO_PART = frozenset(
    ("năm", "nam", "year", "cả", "ca", "thực", "hiện", "thuc", "hien", "kết", "quả",
     "chính", "thức")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class When:
    """The time of a cell, laid on a calendar; `fault` as in Meaning."""

    year: int | None = None
    as_of: str | None = None
    start: str | None = None
    end: str | None = None
    estimated: bool = False
    moved: bool = False
    fault: str = ""
    text: str = ""

    @property
    def is_mid_year(self) -> bool:
        """Whether it is a point in time too early to speak for the end of its year."""
        return (
            self.start is None
            and self.as_of is not None
            and (self.as_of < f"{self.year}-{FLOW_IS_YEARLY_FROM}")
        )


def read_when(
    cells: tuple[str, ...], heading: Period | None, table: Period | None, flow: bool
) -> When:
    """The time from the cells of the year, as-of and period columns, the heading, the title."""
    year_text, as_of_text, part = (*cells, "", "", "")[:3]
    period = heading
    if part:
        year_text = part if re.search(r"(?:19|20)\d\d", part) else f"{part} năm {year_text}".strip()
        if tidy(part).startswith(("tháng", "thang", "month")):
            return When(fault="period-unclear", text=part)
    if max(map(len, (year_text, as_of_text))) > LONGEST:
        long = year_text if len(year_text) > LONGEST else as_of_text
        return When(fault="unknown-year" if long is year_text else "unknown-as-of", text=long)
    if year_text:
        own = _own_period(year_text)
        if own is None:
            return When(fault="unknown-year", text=year_text)
        if own.nature != "figure":
            return When(fault="period-unclear", text=year_text)
        period = period.under(own) if period else own
    if as_of_text:
        dated, _ = read_period(as_of_text)
        if dated is None or dated.nature != "figure" or dated.year is None:
            return When(fault="unknown-as-of", text=as_of_text)
        if dated.as_of:
            clash = period is not None and period.year not in (None, dated.year)
            moved = dated.as_of[:4] == str(dated.year + 1)
            if clash and not (period and dated.as_of[:4] == str(period.year)):
                return When(fault="as-of-outside-year", text=as_of_text)
            base = period or Period(dated.year)
            period = replace(
                base, year=base.year or dated.year, as_of=dated.as_of, moved=moved and not year_text
            )
        else:
            period = period or dated
    period = period.under(table) if period else table
    return _settle(period, flow)


def _own_period(text: str) -> Period | None:
    """The time in a cell of a year column; a date of early January is no year there.

    2023.0 is a year that a program took for a number.
    """
    text = re.sub(r"^(\s*(?:19|20)\d\d)\.0+\s*$", r"\1", text)
    period, rest = read_period(text)
    if period is None:
        year = understand_year(text)
        return Period(year.year) if isinstance(year, Year) and year.as_of is None else None
    if period.nature != "figure":
        return period
    words = set(tidy(rest).split()) - _NO_PART
    return None if words or period.moved else period


def _settle(period: Period | None, flow: bool) -> When:
    if period is None or (period.year is None and period.nature == "figure"):
        return When(fault="year-missing")
    if period.nature != "figure" or period.year is None:
        return When(fault="period-unclear")
    as_of = last_day(period.as_of).isoformat() if period.as_of else None
    start, end = period.start, period.end
    early = (
        as_of is not None
        and int(as_of[:4]) == period.year
        and (int(as_of[5:7]) < FLOW_IS_YEARLY_FROM)
    )
    if flow and early and start is None:
        start, end = f"{period.year}-01-01", as_of
    if not flow and start and end and end[:4] == start[:4] and period.months:
        start = end = None  # a stock of the end of June is a point in time
    return When(period.year, as_of, start, end, period.estimated, period.moved)
