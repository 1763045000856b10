"""The time that a text names: a year, a date, or a part of a year that is no year."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from khdash.ingest.recognise.plans import find_plan, tells_results
from khdash.locale.spelling import LONGEST_LINE
from khdash.model.table_rows import last_day
from khdash.reading.numbers import Year, understand_year

Nature = Literal["figure", "plan", "change", "part", "school-year", "several-years"]


@dataclass(frozen=True, slots=True)
class Period:
    """The time of a figure as far as a text tells it.

    year None with months set: "6 tháng đầu năm" under a year that stands elsewhere. start and
    end (ISO) are set for what is not a whole year. nature other than "figure": a column of plans,
    of changes, of a part of the year beside the whole, or a time that cannot be laid on a calendar.
    moved: a date of early January counts to the year before. estimated: "ước thực hiện". done: the
    text itself says that it tells of results.
    """

    year: int | None = None
    as_of: str | None = None
    months: tuple[int, int] | None = None
    start: str | None = None
    end: str | None = None
    nature: Nature = "figure"
    moved: bool = False
    estimated: bool = False
    done: bool = False

    @property
    def is_partial(self) -> bool:
        return self.start is not None or self.months is not None

    def under(self, outer: Period | None) -> Period:
        """This period, with what it leaves open taken from the one around it."""
        if outer is None:
            return self
        if self.nature != "figure" or self.start or (self.year and outer.year is None):
            return self
        if self.year is not None and outer.start and outer.months is None:
            return self  # one year of the term that the title names
        if self.year is None or self.year == outer.year:
            months = self.months or (outer.months if not self.as_of else None)
            merged = replace(
                outer,
                year=outer.year,
                as_of=self.as_of or outer.as_of,
                months=months,
                estimated=self.estimated or outer.estimated,
                done=self.done or outer.done,
                moved=self.moved or outer.moved,
            )
            return merged.settled()
        return self

    def settled(self) -> Period:
        """With start and end where months and year are both known."""
        if self.months is None or self.year is None:
            return self
        first, last = self.months
        end = last_day(f"{self.year}-{last:02}")
        return replace(
            self,
            start=date(self.year, first, 1).isoformat(),
            end=end.isoformat(),
            as_of=self.as_of or end.isoformat(),
        )


_YEAR = r"(?<![\d/.-])((?:19|20)\d\d)(?!\d)"
_CHANGE = re.compile(
    r"so (?:với|sánh)\s*(?:với\s*)?(?:cùng kỳ|năm|kế hoạch|kh\b|chỉ tiêu|kỳ trước|(?:19|20)\d\d)|"
    r"tăng[\s,/+(]*[-+)]*\s*[,(/-]*\s*giảm|(?:tăng|giảm)\s*so\b|chênh lệch|tốc độ|tăng trưởng|"
    r"% (?:hoàn thành|thực hiện|kế hoạch|kh\b|tăng|giảm)|(?:tỷ lệ|tỉ lệ) (?:hoàn thành|tăng|giảm|"
    r"thực hiện)|xếp (?:hạng|thứ|loại)|thứ hạng|\bđiểm (?:thi đua|số|tự chấm)?\b|"
    r"\b(?:th|thực hiện)\s*/\s*(?:kh|kế hoạch)\b|^(?:tăng|giảm)$"
)
_ESTIMATE = re.compile(
    r"\bước\b(?: (?:thực hiện|th|tính|đạt|cả năm|năm)\b)?|\bsơ bộ\b|\bso bo\b|"
    r"\buoc(?: (?:thuc hien|th|tinh|dat))?(?=\s*(?:nam\s*)?(?:19|20)\d\d)|\bestimate[ds]?\b|"
    r"\bpreliminary\b"
)
_MONTHS = re.compile(
    rf"\b(\d{{1,2}}|sáu|chín|ba)\s*tháng(?:\s*(đầu|cuối))?(?:\s*(?:của\s*)?năm)?\s*(?:{_YEAR})?"
)
_QUARTER = re.compile(rf"\bquý\s*(iii|ii|iv|i|[1-4])\b\s*[-/,]?\s*(?:năm\s*)?(?:{_YEAR})?")
_SCHOOL = re.compile(r"(?:năm học|niên khóa|niên khoá|học kỳ)(?:[\s\divx]*[-–/]?\s*\d{2,4})?")
_SPAN = re.compile(
    rf"(?P<term>(?:trong\s*)?(?:nhiệm kỳ|giai đoạn|thời kỳ|từ năm|từ)\s*)?(?:các năm|năm)?\s*"
    rf"{_YEAR}\s*(?:[-–÷/]|đến(?:\s*năm)?|tới)\s*((?:19|20)?\d\d)(?![\d/.-])"
)
_DATED = re.compile(
    r"(?:(?:có|số liệu|tính|thời điểm|chốt)\s*)*(?:(?:đến|tới)\s*)?(?:hết\s*)?(?:ngày\s*)?"
    r"(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}\s*tháng\s*\d{1,2}\s*(?:năm\s*|/\s*)?\d{4}"
    r"|(?:tháng\s*)?\d{1,2}\s*(?:[/.-]|\s+năm\s+)\s*\d{4})(?:\s+00:00:00)?"
)
_PLAIN = re.compile(rf"(?:(?:tính\s*)?(?:đến|tới)\s*(?:hết\s*)?)?(?:cuối\s*)?{_YEAR}")
_WORD_NUMBERS = {"ba": 3, "sáu": 6, "chín": 9}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@lru_cache(maxsize=20_000)
def read_period(text: str) -> tuple[Period | None, str]:
    """The time in a text and the text without it; None where it names no time.

    >>> read_period("Hội viên 6 tháng đầu năm 2024")[0].end
    '2024-06-30'
    >>> period, rest = read_period("Số dư quỹ đến 31/12/2024 (triệu đồng)")
    >>> period.as_of, rest
    ('2024-12-31', 'số dư quỹ (triệu đồng)')
    """
    lowered = " ".join(unicodedata.normalize("NFC", text).lower().split())
    if len(lowered) > LONGEST_LINE:
        return None, lowered
    if match := _CHANGE.search(lowered):
        return Period(nature="change"), _without(lowered, match)
    if match := find_plan(lowered):
        return Period(nature="plan"), _without(lowered, match)
    estimate = _ESTIMATE.search(lowered)
    estimated = estimate is not None
    if estimate:
        lowered = _without(lowered, estimate)
    for read in (_read_school, _read_part, _read_span, _read_date, _read_year):
        found = read(lowered)
        if found:
            done = estimated or tells_results(lowered)
            return replace(found[0], estimated=estimated, done=done), found[1]
    return (Period(estimated=True) if estimated else None), lowered


def _without(text: str, match: re.Match[str]) -> str:
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return " ".join(re.sub(r"\(\s*\)|\[\s*\]", " ", rest).split()).strip(" ,;:-–")


def _read_school(text: str) -> tuple[Period, str] | None:
    match = _SCHOOL.search(text)
    return (Period(nature="school-year"), _without(text, match)) if match else None


def _read_part(text: str) -> tuple[Period, str] | None:
    if match := _MONTHS.search(text):
        count = int(match[1]) if match[1].isdigit() else _WORD_NUMBERS[match[1]]
        if not 1 <= count <= 12 or "sau" in text[: match.start()].split()[-1:]:
            return None
        months = (13 - count, 12) if match[2] == "cuối" else (1, count)
    elif match := _QUARTER.search(text):
        quarter = _QUARTERS.get(match[1]) or int(match[1])
        months = (quarter * 3 - 2, quarter * 3)
    else:
        return None
    year = next(
        (int(group) for group in match.groups() if group and len(group) == 4 and group.isdigit()),
        None,
    )
    rest = _without(text, match)
    if year is None and (outside := re.search(rf"(?:năm\s*)?{_YEAR}", rest)):
        year, rest = int(outside[1]), _without(rest, outside)
    if months == (1, 12):
        return Period(year), rest
    return Period(year, months=months).settled(), rest


def _read_span(text: str) -> tuple[Period, str] | None:
    match = _SPAN.search(text)
    if not match:
        return None
    first = int(match[2])
    last = int(match[3]) if len(match[3]) == 4 else first // 100 * 100 + int(match[3])
    if len(match[3]) == 2 and int(match[3]) <= 12 and re.search("[/-]", match[0]):
        return None
    if not match["term"] or not first < last <= first + 30:
        return Period(nature="several-years"), _without(text, match)
    return Period(last, start=f"{first}-01-01", end=f"{last}-12-31"), _without(text, match)


def _read_date(text: str) -> tuple[Period, str] | None:
    match = _DATED.search(text)
    if not match:
        return None
    year = understand_year(match[0])
    if not isinstance(year, Year):
        return None
    if _DATED.search(_without(text, match)):
        return Period(nature="several-years"), _without(text, match)
    return Period(year.year, year.as_of, moved=year.moved), _without(text, match)


def _read_year(text: str) -> tuple[Period, str] | None:
    found = list(_PLAIN.finditer(text))
    if not found:
        return None
    years = {match[1] for match in found}
    rest = " ".join(_PLAIN.sub(" ", text).split()).strip(" ,;:-–")
    if len(years) > 1:
        return Period(nature="several-years"), rest
    year = int(found[0][1])
    return (Period(year), rest) if 1945 <= year <= 2100 else None
