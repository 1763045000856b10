"""The board of tasks: a row an item and province, with its state, date, evidence and figure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.day import day_of
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.targets.status import STATUS_NAMES
from khdash.exhibit.topics.targets.yearly_rise import VERDICTS
from khdash.exhibit.topics.tasks.evidence import Proof, proofs, units_of
from khdash.locale import Words, mark
from khdash.locale.gaps import gap_text
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.rows import is_number, rows_of
from khdash.model.selection import Selection
from khdash.model.tasks import STATE_NAMES, Task, due_of, leaves
from khdash.model.units import split_key
from khdash.transform.tasks import NO_REPORT, task_board

STATES = ("done", "in_progress", "not_started", "not_applicable", NO_REPORT)
"""The states that a person enters, and that nobody did; in the order of the headline."""

VERDICT_NAMES: dict[str, str] = {
    **STATUS_NAMES,
    **VERDICTS,
    NO_REPORT: mark("chưa có báo cáo"),
    "reported": mark("đã có số liệu trong năm"),
}


def build_task_board(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """Every item of every list; the shown units or, on today's boundaries, their parts.

    Provinces and figures are those of the year of each list. A person's states, and what is
    overdue, are as known at the moment of the selection, by default now.
    """
    scope = Scope.of(dataset, selection.with_(form=""))
    words = scope.words
    table = item_table(scope)
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words("Nhiệm vụ trọng tâm"),
        headline=board_headline(table, words),
        subtitle=words(
            "Mỗi dòng là một mục việc của một tỉnh; mục tính được thì lấy từ số liệu đã công bố"
            " của năm đó, mục khác do tỉnh báo cáo."
        ),
        columns=_columns(words),
        notes=(
            Note(
                "coverage",
                words("«Chưa có báo cáo» không có nghĩa là chưa làm: chưa ai ghi tình trạng."),
            ),
        ),
        alt=board_alt(table, words),
    )


def item_table(scope: Scope) -> pd.DataFrame:
    """TaskBoardFrame with the names, texts and figures that a reader sees.

    The frame is shared: change a copy.
    """
    day = day_of(scope.selection)
    return _item_table(scope.dataset, scope.selection, day)


@kept(16)
def _item_table(dataset: Dataset, selection: Selection, day: date) -> pd.DataFrame:
    scope = Scope.of(dataset, selection)
    catalogue = dataset.catalogue
    lists = sorted(catalogue.task_lists.values(), key=lambda one: -one.year)
    known = [(one, task) for one in lists for task in leaves(catalogue.tasks, one.code)]
    shown = _shown_units(scope)
    rows = [
        {
            "list": one.code,
            "task": task.task,
            "item": task.code,
            "unit": unit.key,
            "evidence": task.evidence,
            "due": pd.Timestamp(due_of(task, catalogue.task_lists)),
            "verdict": proofs(dataset, one.code)[task.code, unit.key].verdict,
        }
        for one, task in known
        for unit in units_of(dataset, one)
        if not shown or unit.key in shown
    ]
    columns = ["list", "task", "item", "unit", "evidence", "due", "verdict"]
    items = pd.DataFrame(rows, columns=columns)
    return _dressed(scope, task_board(items, dataset.task_statuses, day))


def _shown_units(scope: Scope) -> set[str]:
    """The chosen units, with those merged into them; empty where none is chosen."""
    chosen = scope.selection.units
    parts = [part for key in chosen for part in scope.dataset.catalogue.parts(key)]
    return {*chosen, *parts}


def _dressed(scope: Scope, board: pd.DataFrame) -> pd.DataFrame:
    words, catalogue = scope.words, scope.dataset.catalogue
    tasks: Mapping[str, Task] = {task.code: task for task in catalogue.tasks}
    rows = rows_of(board)
    found = [proofs(scope.dataset, row["list"])[row["item"], row["unit"]] for row in rows]
    texts: dict[str, list[Any]] = {
        "list_name": [words.name(catalogue.task_lists[row["list"]]) for row in rows],
        "task_name": [task_title(tasks[row["task"]], words) for row in rows],
        "item_name": [task_title(tasks[row["item"]], words) for row in rows],
        "instrument": [_instrument(tasks, row, words) for row in rows],
        "unit_code": [split_key(row["unit"])[0] for row in rows],
        "unit_valid_from": [split_key(row["unit"])[1] for row in rows],
        "unit_name": [scope.unit_name(row["unit"]) for row in rows],
        "state_name": [state_name(row["state"], words) for row in rows],
        "reason": [proof.reason for proof in found],
        "reason_text": [gap_text(words, p.reason) if p.reason else "" for p in found],
        "progress_text": [progress_text(row) for row in rows],
        "overdue_text": [words("quá hạn") if row["overdue"] else "" for row in rows],
        **_figure_columns(scope, found),
    }
    dressed = board.copy()
    for name, column in texts.items():
        dressed[name] = pd.Series(column, index=board.index, dtype=_DTYPES.get(name, "str"))
    return dressed


_DTYPES = {"value": "float64", "target_value": "float64", "year": "Int64", "decimals": "Int64"}


def _figure_columns(scope: Scope, found: list[Proof]) -> dict[str, list[Any]]:
    """The figure beside each row: indicator, year, value, what was to be reached, source."""
    indicators = scope.dataset.catalogue.indicators
    entries = [indicators.get(proof.indicator) for proof in found]
    return {
        "indicator": [proof.indicator for proof in found],
        "indicator_name": [
            scope.words.of(e.short_vi, e.short_en) if e is not None else "" for e in entries
        ],
        "year": [proof.year for proof in found],
        "value": [proof.value for proof in found],
        "qualifier": [proof.qualifier or "exact" for proof in found],
        "basis": [proof.basis for proof in found],
        "target_value": [proof.target for proof in found],
        # Coverage by associations is a share of communes, not an indicator of its own.
        "measure": [e.unit if e is not None else "%" for e in entries],
        "decimals": [e.decimals if e is not None else 1 for e in entries],
        "source_id": [proof.source_id for proof in found],
    }


def task_title(task: Task, words: Words) -> str:
    """The number and the title: '3a. Tỷ lệ hội viên cao hơn năm trước'."""
    return f"{task.label}. {words.of(task.title_vi, task.title_en)}"


def _instrument(tasks: Mapping[str, Task], row: dict[str, Any], words: Words) -> str:
    """The documents that the item names, or else its task."""
    for task in (tasks[row["item"]], tasks[row["task"]]):
        if task.instrument_vi:
            return words.of(task.instrument_vi, task.instrument_en)
    return ""


def progress_text(row: Mapping[str, Any]) -> str:
    """How much is done of how much, "8/10"; '' where nobody said so."""
    done, total = row.get("done"), row.get("total")
    return f"{int(done)}/{int(total)}" if is_number(done) and is_number(total) else ""


def state_name(state: str, words: Words) -> str:
    """A state or a computed verdict in words."""
    if state in STATE_NAMES:
        return words.of(*STATE_NAMES[state])
    return words(VERDICT_NAMES[state])


def figure_text(row: Mapping[str, Any], words: Words) -> str:
    """The figure beside an item with its name, year and target; '' where there is none."""
    if math.isnan(row["value"]):
        return ""
    name = row["indicator_name"] or words("Độ phủ hội cơ sở")
    figure = words.figure(row["value"], row["measure"], row["decimals"], row["qualifier"])
    text = f"{name} {row['year']}: {figure}"
    if math.isnan(row["target_value"]):
        return text
    goal = words.figure(row["target_value"], row["measure"], row["decimals"])
    return words("{figure}, chỉ tiêu {goal}", figure=text, goal=goal)


def board_headline(table: pd.DataFrame, words: Words) -> str:
    """How many items stand at each state, how many are overdue, what the figures settle."""
    if table.empty:
        return words("Chưa có danh sách nhiệm vụ nào")
    by_person = table["evidence"] == "person"
    parts = [
        _entered_sentence(table[by_person], words),
        _computed_sentence(table[~by_person], words),
    ]
    return ". ".join(part for part in parts if part)


def _entered_sentence(entered: pd.DataFrame, words: Words) -> str:
    if entered.empty:
        return ""
    total, counts = words.number(len(entered)), entered["state"].value_counts()
    if set(counts.index) == {NO_REPORT}:
        return words("Chưa có báo cáo nào cho {n} mục do tỉnh báo cáo", n=total)
    told = [
        f"{words.number(int(counts[state]))} {state_name(state, words)}"
        for state in STATES
        if state in counts.index
    ]
    text = words("Trong {n} mục do tỉnh báo cáo: {counts}", n=total, counts=", ".join(told))
    late = int((entered["overdue"] & (entered["state"] != NO_REPORT)).sum())
    if late:
        text += words("; {n} mục đã báo cáo nhưng quá hạn", n=words.number(late))
    return text


def _computed_sentence(computed: pd.DataFrame, words: Words) -> str:
    if computed.empty:
        return ""
    met = int(computed["met"].sum())
    open_ones = int((computed["state"] == "cannot_be_judged").sum())
    if open_ones == len(computed):
        return words("{n} mục tính từ số liệu đều chưa đủ căn cứ", n=words.number(open_ones))
    n, unmet = len(computed), len(computed) - met - open_ones
    if met == n:
        return words("Cả {n} mục tính từ số liệu đều đạt", n=words.number(n))
    counts = (
        (mark("{n} đạt"), met),
        (mark("{n} chưa đạt"), unmet),
        (mark("{n} chưa đủ căn cứ"), open_ones),
    )
    told = [words(template, n=words.number(count)) for template, count in counts if count]
    return words(
        "Trong {n} mục tính từ số liệu: {counts}", n=words.number(n), counts=", ".join(told)
    )


def board_alt(table: pd.DataFrame, words: Words) -> str:
    """Every item with a state or a verdict, in words; without one, how many are silent."""
    told = table[~table["state"].isin([NO_REPORT, "cannot_be_judged"])]
    if told.empty:
        return board_headline(table, words) + "."
    return "; ".join(
        f"{row['unit_name']}, {row['item_name']}: {row['state_name']}" for row in rows_of(told)
    )


def list_of(table: pd.DataFrame, code: str) -> pd.DataFrame:
    """The rows of one list."""
    return table[table["list"] == code].reset_index(drop=True)


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("list_name", words("Danh sách")),
        Column("task_name", words("Nhiệm vụ")),
        Column("item_name", words("Mục việc")),
        Column("unit_name", words("Tỉnh, thành phố")),
        Column("state_name", words("Tình trạng")),
        Column("state_date", words("Ngày"), "date"),
        Column("progress_text", words("Đã xong")),
        Column("reason_text", words("Lý do")),
        Column("indicator_name", words("Chỉ số")),
        Column("year", words("Năm"), "year"),
        Column("value", words("Giá trị"), "figure"),
        Column("target_value", words("Chỉ tiêu"), "figure"),
        Column("due", words("Hạn"), "date"),
        Column("overdue_text", words("Quá hạn")),
        Column("evidence_url", words("Minh chứng")),
        Column("note", words("Ghi chú")),
        Column("committed_by", words("Người ghi")),
        Column("source_id", words("Nguồn")),
    )
