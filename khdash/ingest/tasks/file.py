"""A file of states of tasks: what it says, row by row, and what is wrong in it."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from khdash.ingest.messages import finding_of_file, sentence
from khdash.ingest.recognise.units import UnitNames
from khdash.ingest.tasks.entry import COLUMNS, Asked, TaskEntry, read_entry
from khdash.locale.spelling import fold
from khdash.model.catalogue import Catalogue
from khdash.model.formula import unguarded
from khdash.model.problem import Problem
from khdash.model.table_rows import Row, RowReader
from khdash.reading.table import Table, UnusableFile, read_bytes

OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "task": ("mã nhiệm vụ", "mã", "code", "task"),
    "unit_code": ("mã đơn vị", "unit code"),
    "unit": ("tỉnh", "tỉnh thành", "đơn vị", "địa phương", "unit"),
    "status": ("trạng thái", "status"),
    "status_date": ("ngày thực hiện", "ngày hoàn thành", "day"),
    "done": ("số đã xong", "đã làm", "hoàn thành"),
    "total": ("tổng số", "trên", "total", "of total"),
    "evidence_url": ("liên kết", "liên kết minh chứng", "link", "evidence link"),
    "note": ("notes",),
}
"""Further words that head a column in a file of one's own."""
NEEDED = ("task", "status")
FILLED = ("status", "status_date", "done", "total", "evidence_url", "note")
"""The columns that a person fills in."""


@dataclass(frozen=True)
class TaskFile:
    """The entries of a file that can be written and the faults of the rows that cannot.

    blank: how many rows have no state at all; nothing is written for them.
    """

    entries: tuple[TaskEntry, ...]
    problems: tuple[Problem, ...]
    blank: int = 0

    @property
    def rejected(self) -> int:
        """How many rows have a fault."""
        return len({problem.line for problem in self.problems})


def read_task_file(content: bytes, name: str, catalogue: Catalogue, asked: Asked) -> TaskFile:
    """Read a CSV, XLSX or other table with a row for each item and province."""
    try:
        table = read_bytes(content, name)
    except UnusableFile as fault:
        found = finding_of_file(fault.code, fault.params)
        vi, en = (sentence(found, lang) for lang in ("vi", "en"))
        return TaskFile((), (Problem(name, 1, "–", "", vi, en),))
    at = _columns(table)
    missing = [column for column in NEEDED if column not in at]
    if "unit" not in at and "unit_code" not in at:
        missing.append("unit")
    if missing:
        return TaskFile((), tuple(_missing_column(name, column) for column in missing))
    return _read_rows(table, at, catalogue, asked)


def _columns(table: Table) -> dict[str, int]:
    """Where each known column stands."""
    names = {
        fold(text): column
        for column, texts in COLUMNS.items()
        for text in (*texts, column.replace("_", " "), *OTHER_NAMES.get(column, ()))
    }
    found: dict[str, int] = {}
    for number, text in enumerate(table.header):
        column = names.get(fold(text))
        if column is not None:
            found.setdefault(column, number)
    return found


def _missing_column(file: str, column: str) -> Problem:
    vi, en = COLUMNS[column]
    return Problem(
        file,
        1,
        vi,
        "",
        f"Thiếu cột «{vi}» ở dòng tiêu đề; hãy tải biểu mẫu ở trang này rồi điền vào đó.",
        f"The header lacks the column “{en}”; download the form of this page and fill it in.",
    )


def _read_rows(table: Table, at: Mapping[str, int], catalogue: Catalogue, asked: Asked) -> TaskFile:
    units = UnitNames(catalogue)
    entries: list[TaskEntry] = []
    problems: list[Problem] = []
    first: dict[tuple[str, str], int] = {}
    blank = 0
    for number, cells in enumerate(table.rows):
        texts = {column: unguarded(cells[place].strip()) for column, place in at.items()}
        if not any(texts.get(column) for column in FILLED):
            blank += 1
            continue
        line = table.place(number, at["task"]).line
        own: list[Problem] = []
        r = RowReader(Row(table.file_name, line, texts), own)
        task = _task(r, asked)
        unit = _unit(r, units, asked.units.get(task, ()))
        entry = read_entry(r, task, unit, asked.today)
        if not own and first.setdefault((task, unit), line) != line:
            r.reject(
                "task",
                f"Mục này của tỉnh này đã có ở dòng {first[task, unit]}; bỏ một trong hai dòng.",
                f"Line {first[task, unit]} has this item and province already; remove one.",
            )
        problems += [replace(p, column=_heading(table, at, p.column)) for p in own]
        if not own:
            entries.append(entry)
    return TaskFile(tuple(entries), tuple(problems), blank)


def _task(r: RowReader, asked: Asked) -> str:
    """The item; one that is computed from figures cannot be entered."""
    code = r.text("task")
    if code not in asked.units:
        near = difflib.get_close_matches(code, list(asked.units), n=1, cutoff=0.6)
        r.reject(
            "task",
            "Không có mục việc nào do tỉnh báo cáo mang mã này; "
            + (f"mã gần nhất: {near[0]}." if near else "chép mã từ biểu mẫu."),
            "No item that provinces report has this code; "
            + (f"the closest is {near[0]}." if near else "copy the code from the form."),
        )
        return ""
    return code


def _unit(r: RowReader, names: UnitNames, wanted: Collection[str]) -> str:
    """The province of the row, among those that the item concerns."""
    told = [text for text in (r.text("unit_code"), r.text("unit")) if text]
    column = "unit_code" if r.text("unit_code") else "unit"
    found = set.intersection(*(set(names.candidates(text)) for text in told)) if told else set()
    own = found & set(wanted)
    if len(own) == 1:
        return own.pop()
    if not told:
        r.reject(column, "Ghi tên hoặc mã tỉnh.", "Write the name or the code of the province.")
    elif not found:
        r.reject(
            column,
            "Không nhận ra tỉnh này, hoặc mã và tên chỉ hai tỉnh khác nhau; ghi lại như biểu mẫu.",
            "The province is not known, or code and name differ; write it as in the form.",
        )
    elif wanted:
        r.reject(
            column,
            "Tỉnh này không thuộc danh sách nhiệm vụ của mục việc; kiểm tra lại mã việc hoặc tỉnh.",
            "The list of this item does not concern the province; check the item or the province.",
        )
    return ""


def _heading(table: Table, at: Mapping[str, int], column: str) -> str:
    """The column as the file heads it."""
    return table.header[at[column]] if column in at else COLUMNS[column][0]
