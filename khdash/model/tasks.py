"""Lists of tasks: what a document asks for, how each point is evidenced, its possible states."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from khdash.model.table_rows import Row, RowReader, unknown_code

State = Literal["not_started", "in_progress", "done", "not_applicable"]
Evidence = Literal["", "person", "yearly_rise", "target", "figure"]

STATES: tuple[State, ...] = ("not_started", "in_progress", "done", "not_applicable")
STATE_NAMES: dict[str, tuple[str, str]] = {
    "not_started": ("chưa làm", "not started"),
    "in_progress": ("đang làm", "in progress"),
    "done": ("đã xong", "done"),
    "not_applicable": ("không áp dụng", "not applicable"),
}
"""The states that a person enters as pages and forms name them, in both languages."""
EVIDENCE: tuple[Evidence, ...] = ("", "person", "yearly_rise", "target", "figure")

TASK_COLUMNS: dict[str, tuple[str, ...]] = {
    "task_lists.csv": (
        "code",
        "name_vi",
        "name_en",
        "year",
        "due",
        "unit_code",
        "unit_valid_from",
        "note_vi",
        "note_en",
    ),
    "tasks.csv": (
        "code",
        "list",
        "parent",
        "title_vi",
        "title_en",
        "detail_vi",
        "detail_en",
        "instrument_vi",
        "instrument_en",
        "evidence",
        "indicators",
        "due",
    ),
}


@dataclass(frozen=True, slots=True)
class TaskList:
    """The tasks of one document for one year; unit '': for every member of the cluster."""

    code: str
    name_vi: str
    name_en: str
    year: int
    due: date
    unit: str
    note_vi: str
    note_en: str


@dataclass(frozen=True, slots=True)
class Task:
    """A task, or where `parent` names one an item of it.

    evidence: how its state is known: 'person' (somebody enters it), 'yearly_rise', 'target' or
    'figure' (computed from the first of the indicators, or any with a figure), '' where its items
    tell. due: None means that of the list.
    """

    code: str
    list: str
    parent: str
    title_vi: str
    title_en: str
    detail_vi: str
    detail_en: str
    instrument_vi: str
    instrument_en: str
    evidence: Evidence
    indicators: tuple[str, ...]
    due: date | None

    @property
    def label(self) -> str:
        """The number that stands before the title: 3, or 3b for an item."""
        return self.code.removeprefix(f"{self.list}.").replace(".", "")

    @property
    def task(self) -> str:
        """The task that it is, or to which it belongs."""
        return self.parent or self.code


def parse_task_list(r: RowReader, unit: str) -> TaskList:
    """A row of task_lists.csv; `unit`: the key that its unit columns name."""
    r.required("year")
    year = r.year("year") or 1
    return TaskList(
        code=r.required("code"),
        name_vi=r.required("name_vi"),
        name_en=r.required("name_en"),
        year=year,
        due=r.day("due") or date(year, 12, 31),
        unit=unit,
        note_vi=r.text("note_vi"),
        note_en=r.text("note_en"),
    )


def parse_task(
    r: RowReader,
    tasks: Mapping[str, Row],
    lists: Collection[str],
    indicators: Collection[str],
    targeted: Collection[str],
    rising: Collection[str],
) -> Task:
    """A row of tasks.csv.

    targeted: the indicators that have a target. rising: those whose yearly rise is judged.
    """
    codes = tuple(r.text("indicators").split())
    for code in codes:
        if code not in indicators:
            r.reject("indicators", *unknown_code(code, indicators, "indicators.csv"))
    r.required("list")
    _check_parent(r, tasks)
    _check_evidence(r, codes, tasks, targeted, rising)
    return Task(
        code=r.required("code"),
        list=r.known("list", lists, "task_lists.csv"),
        parent=r.text("parent"),
        title_vi=r.required("title_vi"),
        title_en=r.required("title_en"),
        detail_vi=r.text("detail_vi"),
        detail_en=r.text("detail_en"),
        instrument_vi=r.text("instrument_vi"),
        instrument_en=r.text("instrument_en"),
        evidence=r.choice("evidence", EVIDENCE),  # type: ignore[arg-type]
        indicators=codes,
        due=r.day("due"),
    )


def _check_parent(r: RowReader, tasks: Mapping[str, Row]) -> None:
    """An item belongs to a task of its own list; there is no third level."""
    parent = r.known("parent", tasks, "tasks.csv")
    if parent not in tasks or not parent:
        return
    if tasks[parent]["parent"]:
        r.reject(
            "parent",
            "Mục này phải thuộc một nhiệm vụ, không thuộc một mục khác.",
            "An item must belong to a task, not to another item.",
        )
    elif tasks[parent]["list"] != r.text("list"):
        r.reject(
            "parent",
            f"Nhiệm vụ này thuộc danh sách {tasks[parent]['list']}; ghi cùng một danh sách.",
            f"This task is of the list {tasks[parent]['list']}; give both the same list.",
        )


def _check_evidence(
    r: RowReader,
    codes: tuple[str, ...],
    tasks: Mapping[str, Row],
    targeted: Collection[str],
    rising: Collection[str],
) -> None:
    """What is computed needs the indicator to compute it from; what has items has no own state."""
    how = r.text("evidence")
    has_items = any(row["parent"] == r.text("code") for row in tasks.values())
    if has_items == bool(how):
        r.reject(
            "evidence",
            "Nhiệm vụ có các mục thì để trống ô này." if has_items else "Ghi cách xác định.",
            "Leave empty for a task with items." if has_items else "Say how the state is known.",
        )
    if how in ("yearly_rise", "target", "figure") and not codes:
        r.reject(
            "indicators",
            "Cần mã chỉ số để tính; hoặc đổi evidence thành person.",
            "An indicator is needed to compute from; or set evidence to person.",
        )
    elif how == "yearly_rise" and codes[0] not in rising:
        allowed = ", ".join(rising)
        r.reject("indicators", f"Chọn một trong: {allowed}.", f"Use one of: {allowed}.")
    elif how == "target" and codes[0] not in targeted:
        r.reject(
            "indicators",
            "Chỉ số này chưa có chỉ tiêu nào trong targets.csv; thêm ở đó trước.",
            "This indicator has no target in targets.csv; add one there first.",
        )


def leaves(tasks: Iterable[Task], of_list: str) -> tuple[Task, ...]:
    """The points of a list that have a state: items, and tasks without items."""
    return tuple(task for task in tasks if task.list == of_list and task.evidence)


def due_of(task: Task, lists: Mapping[str, TaskList]) -> date:
    """The last day for a task: its own, or that of its list."""
    return task.due or lists[task.list].due


def newest_first(lists: Mapping[str, TaskList]) -> tuple[TaskList, ...]:
    """The lists, the latest year before the earlier ones."""
    return tuple(sorted(lists.values(), key=lambda one: -one.year))
