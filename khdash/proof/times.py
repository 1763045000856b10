"""The times of a sentence: years, days, parts of a year, terms, and what it compares with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from khdash.ingest.recognise.period import read_period

TimeKind = Literal["year", "span", "part", "relative"]
MID_YEAR_UNTIL = 9
"""Up to this month a figure of a day does not speak for its year (model.frames, `point`)."""

_Y = r"(?:19|20)\d\d"
_TIME = re.compile(
    rf"(?:nhiệm kỳ|giai đoạn|thời kỳ|năm học|niên khóa|trong các năm|các năm|từ năm|từ|năm)?\s*"
    rf"(?<![\d/.,-]){_Y}\s*(?:[-–]|đến(?:\s+năm)?)\s*{_Y}(?!\d)"
    rf"|(?:ngày\s+)?(?<![\d/.,-])\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*{_Y}(?![\d/])"
    rf"|ngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}(?:\s+năm\s+{_Y})?"
    rf"|ngày\s+\d{{1,2}}/\d{{1,2}}(?![\d/])"
    rf"|(?:tháng\s+)?(?<![\d/.,-])(?:0?[1-9]|1[0-2])\s*[/-]\s*{_Y}(?![\d/])"
    rf"|tháng\s+\d{{1,2}}\s+năm\s+{_Y}|tháng\s+\d{{1,2}}(?!\d)"
    rf"|(?:\d{{1,2}}|sáu|chín|ba)\s+tháng(?:\s+(?:đầu|cuối))?(?:\s+năm)?(?:\s+{_Y}(?!\d))?"
    rf"|nửa đầu năm\s+{_Y}(?!\d)"
    rf"|quý\s+(?:iv|iii|ii|i|[1-4])\b(?:\s*[-/,]?\s*(?:năm\s+)?{_Y}(?!\d))?"
    rf"|(?:(?:đầu|giữa|cuối|hết)\s+)?năm\s+{_Y}(?![\d]|[.,]\d)"
    rf"|(?<=[(])\s*{_Y}(?=\s*[),;])|(?<![\d/.,-]){_Y}(?=\s*:)"
    rf"|(?<=số liệu )\s*{_Y}(?=\s*[,.;)]|\s*$)"
    rf"|(?<=và )\s*{_Y}(?=\s*[,.;]|\s+(?:lần lượt|là|đạt)|$)"
    r"|cùng kỳ(?:\s+năm\s+(?:trước|ngoái))?|năm\s+(?:trước|ngoái|qua|vừa qua)"
    r"|(?:sau\s+(?:đó\s+)?)?(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+năm"
    r"(?:\s+(?:sau|trước|tiếp theo|kế tiếp)(?:\s+đó)?)|sau\s+(?:\d{1,2}|\w+)\s+năm\b(?!\s*\d)"
    r"|năm\s+(?:sau|tiếp theo|kế tiếp)"
    r"|đầu nhiệm kỳ|\d{1,2}\s+năm(?:\s+(?:qua|gần đây|nay|trước))?(?!\s*\d)"
)
_WITH = re.compile(
    r"(?:\bso\s+(?:với|sánh với)|\bhơn so với|\bkém)\s*(?:cuối |đầu |hết |thời điểm |mức )?$"
)
_PLAIN_SPAN = re.compile(rf"(?:trong các năm|các năm|từ năm|từ|năm)?\s*({_Y})\s*[-–]\s*({_Y})")
_SPAN_IN_WORDS = re.compile(
    r"đầu nhiệm kỳ|\d{1,2}\s+năm|năm (?:qua|vừa qua|sau|tiếp|kế|năm)|sau\s"
    r"|(?:một|hai|ba|bốn|sáu|bảy|tám|chín|mười)\s+năm\b"
)
_LATE = re.compile(r"^\s*(?:cuối|hết)\s+năm")
_EARLY = re.compile(r"^\s*(?:đầu|giữa)")


@dataclass(frozen=True, slots=True)
class Time:
    """A time in a sentence. kind "span": more than a year, or a time that is no year; "part": of
    a year; "relative": the year before. compared: only what another figure is held against.
    as_of: ISO, where a day or a month is named. period: ISO days of a term.
    """

    start: int
    end: int
    kind: TimeKind
    year: int | None = None
    compared: bool = False
    as_of: str = ""
    period: tuple[str, str] | None = None

    @property
    def month(self) -> str:
        """YYYY-MM where it is an early moment of the year."""
        early = self.as_of and int(self.as_of[5:7] or 12) <= MID_YEAR_UNTIL
        same = self.as_of[:4] == str(self.year)
        return self.as_of[:7] if early and same else ""


def times_in(text: str) -> Iterator[Time]:
    """The times of a sentence in small letters, in their order.

    >>> [(t.year, t.compared) for t in times_in("năm 2024 tăng 5 % so với năm 2023")]
    [(2024, False), (2023, True)]
    """
    for match in _TIME.finditer(text):
        compared = _WITH.search(text[: match.start()]) is not None
        yield _time(match, compared)


def _time(match: re.Match[str], compared: bool) -> Time:
    words = match[0].strip()
    start, end = match.span()
    if words.startswith("cùng kỳ") or re.fullmatch(r"năm (?:trước|ngoái)", words):
        return Time(start, end, "relative", compared=compared)
    if _SPAN_IN_WORDS.match(words):
        return Time(start, end, "span", compared=compared)
    period, _ = read_period(words.replace("nửa đầu", "6 tháng đầu"))
    span = _PLAIN_SPAN.fullmatch(words)
    if span and int(span[2]) - int(span[1]) > 0:
        dates = (f"{span[1]}-01-01", f"{span[2]}-12-31")
        return Time(start, end, "span", int(span[2]), compared, "", dates)
    if period is None or period.nature != "figure" or _EARLY.match(words):
        year = re.findall(_Y, words)
        only = int(year[0]) if len(year) == 1 and _EARLY.match(words) else None
        return Time(start, end, "part" if only else "span", only, compared)
    if period.start and period.end:
        of_year = period.months is not None
        kind: TimeKind = "part" if of_year else "span"
        dates = (period.start, period.end)
        return Time(start, end, kind, period.year, compared, period.as_of or "", dates)
    if period.year is None:
        return Time(start, end, "part", None, compared)
    as_of = f"{period.year}-12-31" if _LATE.match(words) else period.as_of or ""
    return Time(start, end, "year", period.year, compared, as_of)
