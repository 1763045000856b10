"""Years: which one a header or a cell of a year column means, and as of when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from khdash.reading.numbers.literal import LONGEST, tidy_text

FIRST_YEAR, LAST_YEAR = 1945, 2100
EARLY_JANUARY = 10  # up to this day a figure describes the year before

YearRefusal = Literal["blank", "period", "plan", "several_years", "no_year"]


@dataclass(frozen=True, slots=True)
class Year:
    """A year; `as_of` ISO, as precise as stated: '2024-12' or '2024-12-31'.

    `moved`: a date of early January was counted to the year before.
    """

    year: int
    as_of: str | None = None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class NotAYear:
    """Why a text is not one year."""

    reason: YearRefusal


_YEAR = r"(?<![0-9])((?:19|20|21)[0-9]{2})(?![0-9])"
_MARKS = re.compile(r"(?:\s*(?:\*|[¹²³⁰⁴-⁹]|\([0-9]{1,2}\)|\([a-z]\)|\[[0-9]\]))+$")
_PLAN = re.compile(
    r"kế hoạch|ke hoach|(?:^|\()kh\b|chỉ tiêu|chi tieu|mục tiêu|dự kiến|dự báo|target|plan"
)
_PERIOD = re.compile(
    r"năm học|nam hoc|niên khóa|nhiệm kỳ|nhiem ky|giai đoạn|giai doan|học kỳ|quý|quy |quarter"
    r"|[0-9]+\s*(?:tháng|thang)|\b[0-9]+t\b|nửa đầu|nửa cuối"
    rf"|{_YEAR}\s*[-–/÷]\s*(?:{_YEAR}|[0-9]{{2}}(?![0-9/.-]))|\btừ\b.*\bđến\b"
)
_ISO = re.compile(r"(?<![0-9])([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])")
_DATE = re.compile(r"(?<![0-9])([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{4})(?![0-9])")
_WORDED = re.compile(
    r"(?:ngày|ngay)\s*([0-9]{1,2})\s*(?:tháng|thang)\s*([0-9]{1,2})\s*(?:năm|nam|/)?\s*([0-9]{4})"
)
_MONTH = re.compile(r"(?<![0-9/.-])([0-9]{1,2})\s*(?:[/.-]|\s(?:năm|nam)\s)\s*([0-9]{4})(?![0-9])")


def understand_year(text: str) -> Year | NotAYear:
    """The one year that a header or a cell names.

    School years, terms, quarters and half-years are periods and plans are no figures: refused.

    >>> understand_year("Tính đến 31/12/2024")
    Year(year=2024, as_of='2024-12-31', moved=False)
    >>> understand_year("năm học 2023-2024")
    NotAYear(reason='period')
    """
    if len(text) > LONGEST:
        return NotAYear("no_year")
    tidy = _MARKS.sub("", tidy_text(text)).removeprefix("'")
    if not tidy:
        return NotAYear("blank")
    if number := re.fullmatch(r"([12])[.,]?([0-9]{3})(?:[.,]0+)?", tidy):
        return _plain_year(number[1] + number[2])
    if _PLAN.search(tidy):
        return NotAYear("plan")
    if dated := _find_date(tidy):
        return dated
    if _PERIOD.search(tidy):
        return NotAYear("period")
    if match := _MONTH.search(tidy):
        return _month_year(int(match[1]), match[2], tidy)
    years = set(re.findall(_YEAR, tidy))
    if len(years) > 1:
        return NotAYear("several_years")
    return _plain_year(years.pop()) if years else NotAYear("no_year")


def _plain_year(digits: str) -> Year | NotAYear:
    year = int(digits)
    return Year(year) if FIRST_YEAR <= year <= LAST_YEAR else NotAYear("no_year")


def _month_year(month: int, digits: str, tidy: str) -> Year | NotAYear:
    found = _plain_year(digits)
    if isinstance(found, NotAYear) or not 1 <= month <= 12:
        return NotAYear("no_year")
    if set(re.findall(_YEAR, tidy)) != {digits}:
        return NotAYear("several_years")
    return Year(found.year, f"{found.year}-{month:02}")


def _find_date(tidy: str) -> Year | NotAYear | None:
    found = [(int(m[1]), int(m[2]), int(m[3])) for m in _ISO.finditer(tidy)]
    for pattern in (_DATE, _WORDED):
        found += [(int(m[3]), int(m[2]), int(m[1])) for m in pattern.finditer(tidy)]
    if not found:
        return None
    if len(found) > 1:
        return NotAYear("period")
    year, month, day = found[0]
    if month > 12 >= day:  # 12/31/2024
        month, day = day, month
    try:
        as_of = date(year, month, day)
    except ValueError:
        return NotAYear("no_year")
    if not FIRST_YEAR <= year <= LAST_YEAR or set(re.findall(_YEAR, tidy)) - {str(year)}:
        return NotAYear("several_years")
    moved = as_of.month == 1 and as_of.day <= EARLY_JANUARY
    return Year(year - 1 if moved else year, as_of.isoformat(), moved)
