"""One state of a task in a province as a person gives it: every cell checked, every fault named."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pandas as pd

from khdash.locale.spelling import fold
from khdash.model.frames import TASK_STATUS
from khdash.model.table_rows import RowReader
from khdash.model.tasks import STATE_NAMES
from khdash.model.web_address import is_web_address

LONGEST_NOTE = 500
LONGEST_LINK = 1000
FIRST_YEAR = 1996
"""The association was founded in October 1996; no task of it is older."""
DATED = ("in_progress", "done")
"""States that need a date."""

COLUMNS: dict[str, tuple[str, str]] = {
    "task": ("Mã việc", "Task code"),
    "title": ("Mục việc", "Item"),
    "unit_code": ("Mã tỉnh", "Province code"),
    "unit": ("Tỉnh, thành phố", "Province"),
    "status": ("Tình trạng", "State"),
    "status_date": ("Ngày", "Date"),
    "done": ("Đã xong", "Done"),
    "total": ("Trên tổng số", "Of"),
    "evidence_url": ("Minh chứng", "Evidence"),
    "note": ("Ghi chú", "Note"),
}
"""The columns of the form, in order, in both languages."""

_STATES = {
    fold(text): state
    for state, texts in STATE_NAMES.items()
    for text in (*texts, state.replace("_", " "))
}
"""A file may use either language, with or without accents, or the code itself."""
_OF_TOTAL = re.compile(r"\d+/\d+")
MOST_DIGITS = 7
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """A state that may be written: 8 of 10 districts are done; `line`: of the file, 1 by hand."""

    task: str
    unit: str
    status: str
    status_date: date | None
    evidence_url: str
    note: str
    done: int | None = None
    total: int | None = None
    line: int = 1

    def record(self) -> dict[str, Any]:
        """The row of the table task_status."""
        record = asdict(self)
        del record["line"]
        return record


@dataclass(frozen=True)
class Asked:
    """What may be entered: the provinces of each item; `today` bounds the dates."""

    units: Mapping[str, Collection[str]]
    today: date


def read_entry(r: RowReader, task: str, unit: str, today: date) -> TaskEntry:
    """The entry of a row whose task and province are known already; faults go to the reader.

    The row has the columns status, status_date, done, total, evidence_url and note; `done` may say
    both counts, "8/10".
    """
    status = _status(r)
    day = _date(r, today)
    if status in DATED and not r.text("status_date"):
        r.reject(
            "status_date",
            "Tình trạng «đang làm» và «đã xong» cần có ngày; ghi ngày, ví dụ 15/11/2022.",
            "The states “in progress” and “done” need a date; write one, such as 15/11/2022.",
        )
    done, total = _counts(r)
    if status == "done" and done != total:
        r.reject(
            "done",
            "Tình trạng «đã xong» mà số đã xong còn ít hơn tổng số; chọn «đang làm» hoặc sửa số.",
            "The state is “done” while less than the total is; choose “in progress” or correct it.",
        )
    return TaskEntry(task, unit, status, day, _link(r), _note(r), done, total, r.row.line)


def _counts(r: RowReader) -> tuple[int | None, int | None]:
    """How much is done, of how much; both or neither."""
    texts = [r.text("done").replace(" ", ""), r.text("total").replace(" ", "")]
    if _OF_TOTAL.fullmatch(texts[0]) and not texts[1]:
        texts = texts[0].split("/")
    if not any(texts):
        return None, None
    if not all(text.isdecimal() and len(text) <= MOST_DIGITS for text in texts):
        r.reject(
            "done" if texts[0] or not r.text("total") else "total",
            "Ghi hai số nguyên, ví dụ đã xong 8 trên tổng số 10.",
            "Write two whole numbers, such as 8 done of 10.",
        )
        return None, None
    done, total = map(int, texts)
    if done > total or not total:
        r.reject(
            "done",
            "Số đã xong không thể nhiều hơn tổng số, và tổng số phải lớn hơn 0.",
            "What is done cannot exceed the total, and the total must be above 0.",
        )
        return None, None
    return done, total


def _status(r: RowReader) -> str:
    state = _STATES.get(fold(r.text("status")), "")
    if not state:
        vi, en = (", ".join(words[i] for words in STATE_NAMES.values()) for i in (0, 1))
        r.reject("status", f"Chọn một trong: {vi}.", f"Use one of: {en}.")
    return state


def _date(r: RowReader, today: date) -> date | None:
    text = r.text("status_date")
    if not text:
        return None
    found = read_day(text)
    if found is None:
        r.reject(
            "status_date",
            "Không đọc được ngày; ghi ngày/tháng/năm, ví dụ 15/11/2022.",
            "The date cannot be read; write day/month/year, such as 15/11/2022.",
        )
    elif found > today:
        r.reject(
            "status_date",
            "Ngày này chưa đến; ghi ngày tình trạng đã xảy ra.",
            "This day is still to come; write the day from which the state holds.",
        )
        return None
    elif found.year < FIRST_YEAR:
        r.reject(
            "status_date",
            f"Ngày trước năm {FIRST_YEAR}; kiểm tra lại năm.",
            f"The date is before {FIRST_YEAR}; check the year.",
        )
        return None
    return found


def read_day(text: str) -> date | None:
    """15/11/2022, 15.11.2022 or 2022-11-15, with or without a time behind; None otherwise.

    >>> read_day("5/11/2022"), read_day("2022-11-05 00:00:00"), read_day("11/2022")
    (datetime.date(2022, 11, 5), datetime.date(2022, 11, 5), None)
    """
    day, _, time = text.replace("T", " ").partition(" ")
    if time.strip("0:. "):
        return None
    match = _DAY_FIRST.fullmatch(day)
    try:
        if match:
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(day) if len(day) == 10 else None
    except ValueError:
        return None


def _link(r: RowReader) -> str:
    text = r.text("evidence_url")
    if text and (len(text) > LONGEST_LINK or not is_web_address(text)):
        r.reject(
            "evidence_url",
            "Chỉ nhận địa chỉ bắt đầu bằng http:// hoặc https://; số văn bản thì ghi ở ghi chú.",
            "Only an address that begins with http:// or https://; a document number belongs in "
            "the note.",
        )
        return ""
    return text


def _note(r: RowReader) -> str:
    text = r.text("note")
    if len(text) > LONGEST_NOTE:
        r.reject(
            "note",
            f"Ghi chú dài {len(text)} ký tự; rút gọn còn tối đa {LONGEST_NOTE}.",
            f"The note has {len(text)} characters; shorten it to {LONGEST_NOTE} at most.",
        )
    return text[:LONGEST_NOTE]


def entries_frame(entries: Collection[TaskEntry]) -> pd.DataFrame:
    """The entries as khdash.transform.tasks.review_statuses takes them, with their line."""
    columns = ["task", "unit", "status", "status_date", "evidence_url", "note", "done", "total"]
    columns.append("line")
    frame = pd.DataFrame([asdict(entry) for entry in entries], columns=columns)
    frame["status_date"] = pd.to_datetime(frame["status_date"])
    kinds = {name: TASK_STATUS[name] for name in columns if name in TASK_STATUS}
    return frame.astype({**kinds, "line": "int64"})
