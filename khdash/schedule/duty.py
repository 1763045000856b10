"""A row of the schedule: what is made, for whom of the cluster, when, and where it goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from khdash.model.catalogue import Catalogue
from khdash.model.languages import ORIGINAL, languages
from khdash.model.problem import Problem
from khdash.model.selection import Selection
from khdash.model.table_rows import Row, RowReader, Table, check_columns, check_unique
from khdash.report.paper.asked import member_asked
from khdash.schedule.kinds import KINDS, Kind
from khdash.schedule.when import EVERY, LAST_DAY, Every, Rhythm

FILE = "schedule.csv"
COLUMNS = ("code", "what", "scope", "year", "every", "day", "at", "to", "lang")
CLUSTER = "cluster"
WEEKDAYS = {name: n for n, name in enumerate(("T2", "T3", "T4", "T5", "T6", "T7", "CN"), 1)}
"""The days of a week as offices write them, Monday first."""
LAST = "last"
"""The last day of a period."""
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_BETWEEN = re.compile(r"[;,\s]+")


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is made again and again.

    unit: the key of the province it is about, '' for the cluster. year: as of which it is made,
    None for the newest. to: a folder, below the home where it is no whole path, or addresses.
    """

    code: str
    what: str
    unit: str
    year: int | None
    rhythm: Rhythm
    to: str
    lang: str = "vi"

    @property
    def kind(self) -> Kind:
        return KINDS[self.what]

    @property
    def addresses(self) -> tuple[str, ...]:
        """Whom it is sent to; () where it is written to a folder."""
        return tuple(filter(None, _BETWEEN.split(self.to))) if "@" in self.to else ()

    def selection(self, catalogue: Catalogue) -> Selection:
        """What is asked of the figures."""
        first = self.year and min(catalogue.cluster.first_year, self.year)
        return Selection(
            units=(self.unit,) if self.unit else (),
            first_year=first,
            last_year=self.year,
            lang=self.lang,
        )


def read_duties(table: Table, catalogue: Catalogue) -> tuple[list[Duty], list[Problem]]:
    """The rows that can be followed, and every fault of the others."""
    problems = check_columns(table, COLUMNS)
    if problems:
        return [], problems
    read = [_read(row, catalogue) for row in table.rows]
    for _, faults in read:
        problems += faults
    twice: list[Problem] = []
    check_unique(table, ("code",), twice)
    lines = {problem.line for problem in twice}
    duties = [
        duty
        for row, (duty, _) in zip(table.rows, read, strict=True)
        if duty is not None and row.line not in lines
    ]
    return duties, [*problems, *twice]


def _read(row: Row, catalogue: Catalogue) -> tuple[Duty | None, Sequence[Problem]]:
    problems: list[Problem] = []
    r = RowReader(row, problems)
    if not _CODE.fullmatch(row["code"]):
        r.reject(
            "code",
            "Ghi một mã gồm chữ thường không dấu, chữ số và gạch nối, ví dụ bao-cao-thang.",
            "Write a code of small letters, digits and hyphens, such as monthly-report.",
        )
    what = r.choice("what", tuple(KINDS))
    unit = _unit(r, catalogue)
    year, at = r.year("year"), _time(r)
    every = r.choice("every", EVERY)
    day = _day(r, every) if every in EVERY else 0
    to, lang = _destination(r), row["lang"] or ORIGINAL
    if lang not in languages():
        r.choice("lang", ("", *languages()))
    if problems:
        return None, problems
    return Duty(row["code"], what, unit, year, Rhythm(every, day, at), to, lang), ()  # type: ignore[arg-type]


def _unit(r: RowReader, catalogue: Catalogue) -> str:
    asked = r.text("scope")
    if asked in ("", CLUSTER):
        return ""
    unit = member_asked(catalogue, "", asked)
    if unit is None:
        known = ", ".join(f"{one.name} ({one.code})" for one in catalogue.members(""))
        r.reject(
            "scope",
            f"Để trống là cả cụm, hoặc ghi mã hay tên một tỉnh: {known}.",
            f"Leave it empty for the cluster, or name a province or its code: {known}.",
        )
        return ""
    return unit.key


def _day(r: RowReader, every: Every | str) -> int:
    """The number of the day in its period, 0 for every day."""
    text, last = r.text("day"), LAST_DAY[every]  # type: ignore[index]
    if every == "day" and not text:
        return 0
    if every != "day" and text == LAST:
        return last
    if every == "week" and text.upper() in WEEKDAYS:
        return WEEKDAYS[text.upper()]
    if every in ("month", "quarter") and text.isascii() and text.isdigit():
        number = int(text)
        if 1 <= number <= last:
            return number
    repairs = {
        "day": ("Để trống: hằng ngày thì ngày nào cũng vậy.", "Leave it empty: it is every day."),
        "week": (
            f"Ghi thứ trong tuần: {', '.join(WEEKDAYS)}.",
            f"Write a day of the week, Monday to Sunday: {', '.join(WEEKDAYS)}.",
        ),
        "month": (
            "Ghi ngày trong tháng từ 1 đến 31, hoặc last là ngày cuối.",
            "Write a day of the month from 1 to 31, or last.",
        ),
        "quarter": (
            "Ghi ngày thứ mấy của quý từ 1 đến 92, hoặc last là ngày cuối.",
            "Write the day of the quarter from 1 to 92, or last.",
        ),
    }
    r.reject("day", *repairs[every])
    return 0


def _time(r: RowReader) -> time:
    text = r.text("at")
    if re.fullmatch(r"\d{1,2}:\d{2}", text, re.ASCII):
        hour, minute = map(int, text.split(":"))
        if hour < 24 and minute < 60:
            return time(hour, minute)
    r.reject(
        "at",
        "Ghi giờ và phút theo giờ của máy, ví dụ 07:30.",
        "Write hours and minutes by the clock of the computer, such as 07:30.",
    )
    return time()


def _destination(r: RowReader) -> str:
    text = r.required("to")
    if "@" in text:
        wrong = [one for one in _BETWEEN.split(text) if one and not _ADDRESS.fullmatch(one)]
        if wrong:
            r.reject(
                "to",
                f"Không phải địa chỉ thư: {', '.join(wrong)}. Ghi một thư mục, hoặc các địa chỉ"
                " thư cách nhau bằng dấu chấm phẩy.",
                f"No mail address: {', '.join(wrong)}. Name a folder, or mail addresses with"
                " semicolons between them.",
            )
    return text
