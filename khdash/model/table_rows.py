"""Rows of text as people type them into a CSV, and the reading of one row without stopping."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from khdash.model.problem import Problem

YEAR = re.compile(r"[12]\d{3}")
_WHOLE = re.compile(r"-?\d+")
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file: its line number as an editor shows it, and its cells by column."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file as text."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class RowReader:
    """Reads the cells of one row; a fault is added to `problems` and reading goes on."""

    row: Row
    problems: list[Problem] = field(repr=False)

    def reject(self, column: str, repair_vi: str, repair_en: str) -> None:
        """Report the cell of a column as wrong."""
        self.problems.append(
            Problem(self.row.file, self.row.line, column, self.row[column], repair_vi, repair_en)
        )

    def text(self, column: str) -> str:
        return self.row[column]

    def required(self, column: str) -> str:
        if not self.row[column]:
            self.reject(column, "Ô này phải có nội dung.", "This cell must not be empty.")
        return self.row[column]

    def whole(self, column: str) -> int | None:
        """A whole number; None where the cell is empty."""
        value = self.row[column]
        if not value:
            return None
        if not _WHOLE.fullmatch(value):
            self.reject(column, "Ghi một số nguyên, ví dụ 10.", "Write a whole number such as 10.")
            return None
        return int(value)

    def year(self, column: str) -> int | None:
        """A year of four digits; None where the cell is empty."""
        value = self.row[column]
        if not value:
            return None
        if not YEAR.fullmatch(value):
            self.reject(
                column, "Ghi năm bằng bốn chữ số, ví dụ 2024.", "Write a year such as 2024."
            )
            return None
        return int(value)

    def number(self, column: str) -> float | None:
        """A finite number with a decimal point; None where the cell is empty."""
        value = self.row[column]
        if not value:
            return None
        number = float(value) if NUMBER.fullmatch(value) else math.nan
        if not math.isfinite(number):
            self.reject(
                column,
                "Ghi một số, phần thập phân sau dấu chấm và không có dấu ngăn hàng nghìn, "
                "ví dụ 1234.5.",
                "Write a number with a decimal point and no thousands separator, such as 1234.5.",
            )
            return None
        return number

    def day(self, column: str) -> date | None:
        """A day written YYYY-MM-DD; None where the cell is empty."""
        value = self.row[column]
        if not value:
            return None
        try:
            if len(value) != 10:
                raise ValueError(value)
            return date.fromisoformat(value)
        except ValueError:
            self.reject(
                column,
                "Ghi ngày theo dạng năm-tháng-ngày, ví dụ 2025-06-30.",
                "Write a date as year-month-day, such as 2025-06-30.",
            )
            return None

    def last_day(self, column: str) -> date | None:
        """The last day of a period written YYYY, YYYY-MM or YYYY-MM-DD; None where empty."""
        value = self.row[column]
        try:
            return last_day(value) if value else None
        except ValueError:
            self.reject(
                column,
                "Ghi năm, năm-tháng hoặc năm-tháng-ngày, ví dụ 2024, 2024-06 hoặc 2024-06-30.",
                "Write a year, year-month or year-month-day, such as 2024, 2024-06 or 2024-06-30.",
            )
            return None

    def choice(self, column: str, allowed: Sequence[str]) -> str:
        """One of a few words; the empty text is accepted only where it is among them."""
        value = self.row[column]
        if value not in allowed:
            words = ", ".join(word or "(–)" for word in allowed)
            self.reject(column, f"Chọn một trong: {words}.", f"Use one of: {words}.")
        return value

    def known(self, column: str, names: Collection[str], file: str) -> str:
        """A code that `file` defines, or the empty text."""
        value = self.row[column]
        if value and value not in names:
            self.reject(column, *unknown_code(value, names, file))
        return value

    def in_order(self, first: str, last: str) -> None:
        """Report the column `last` where it lies before `first`; both compare as text."""
        if self.row[first] and self.row[last] and self.row[last] < self.row[first]:
            self.reject(
                last,
                f"Phải không sớm hơn {first} ({self.row[first]}).",
                f"Must not be earlier than {first} ({self.row[first]}).",
            )


def last_day(text: str) -> date:
    """The last day of a year, a month or a day written in ISO form; ValueError otherwise.

    >>> last_day("2023"), last_day("2024-02"), last_day("2024-01-08")
    (datetime.date(2023, 12, 31), datetime.date(2024, 2, 29), datetime.date(2024, 1, 8))
    """
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 12, 31)
    if re.fullmatch(r"\d{4}-\d{2}", text):
        year, month = int(text[:4]), int(text[5:])
        if month == 12:
            return date(year, 12, 31)
        return date.fromordinal(date(year, month + 1, 1).toordinal() - 1)
    if len(text) != 10:
        raise ValueError(f"not a year, month or day: {text!r}")
    return date.fromisoformat(text)


def unknown_code(value: str, names: Collection[str], file: str) -> tuple[str, str]:
    """How to repair a code that `file` does not define, with the closest one it does."""
    close = difflib.get_close_matches(value, list(names), n=1, cutoff=0.6)
    if close:
        return (
            f"Không có mã này trong {file}; mã gần nhất: {close[0]}.",
            f"{file} has no such code; the closest is {close[0]}.",
        )
    return (
        f"Không có mã này trong {file}; thêm một dòng ở đó hoặc sửa mã.",
        f"{file} has no such code; add a row there or correct the code.",
    )


def check_columns(table: Table, expected: Sequence[str]) -> list[Problem]:
    """The faults of a header line: columns that are missing, unknown or there twice."""
    problems = []
    for column in dict.fromkeys(table.columns):
        if column not in expected:
            close = difflib.get_close_matches(column, expected, n=1, cutoff=0.6)
            hint_vi = f"; có phải là {close[0]}?" if close else ""
            hint_en = f"; did you mean {close[0]}?" if close else ""
            problems.append(
                Problem(
                    table.file,
                    1,
                    column,
                    column,
                    f"Không có cột này{hint_vi} Các cột: {', '.join(expected)}.",
                    f"There is no such column{hint_en} The columns are {', '.join(expected)}.",
                )
            )
        elif table.columns.count(column) > 1:
            problems.append(
                Problem(
                    table.file,
                    1,
                    column,
                    column,
                    "Cột này có hai lần; bỏ bớt một cột.",
                    "This column is there twice; remove one.",
                )
            )
    for column in expected:
        if column not in table.columns:
            problems.append(
                Problem(
                    table.file,
                    1,
                    column,
                    "",
                    "Thiếu cột này ở dòng tiêu đề; thêm cột, ô có thể để trống.",
                    "The header lacks this column; add it, cells may be empty.",
                )
            )
    return problems


def check_unique(table: Table, columns: Sequence[str], problems: list[Problem]) -> None:
    """Report every row whose key repeats that of an earlier row."""
    first: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        key = tuple(row[column] for column in columns)
        line = first.setdefault(key, row.line)
        if line != row.line:
            RowReader(row, problems).reject(
                columns[0],
                f"Đã có ở dòng {line}; mỗi mã chỉ một dòng, xóa hoặc đổi một trong hai.",
                f"Line {line} has it already; keep one row for each code.",
            )


def check_cycles(
    parents: Mapping[str, str], rows: Mapping[str, Row], column: str, problems: list[Problem]
) -> None:
    """Report, once for each loop, a code that comes back to itself by following `parents`."""
    reported: set[str] = set()
    for code in parents:
        seen, here = {code}, parents[code]
        while here and here in parents and here not in seen:
            seen.add(here)
            here = parents[here]
        if here == code and not seen & reported:
            reported |= seen
            RowReader(rows[code], problems).reject(
                column,
                f"Vòng lặp: {code} là phần của chính nó; để trống hoặc sửa cột này.",
                f"A loop: {code} is part of itself; empty or correct this column.",
            )
