"""Tasks: the state of each item in each province, rolled up to tasks, and counted by month."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import pandas as pd

from khdash.model.rows import grouped, rows_of

NO_REPORT = "no_report"
"""Nobody has entered a state: not the same as a task that is not started."""
MET = ("done", "not_applicable", "higher", "complete", "achieved", "reported")
"""States in which nothing remains to be done, entered or computed."""

TASK_BOARD: dict[str, str] = {
    "list": "str",
    "task": "str",
    "item": "str",  # code of the item, or of a task without items
    "unit": "str",
    "evidence": "str",  # person | yearly_rise | target | figure
    "due": "datetime64[us]",
    "state": "str",  # entered, no_report, or the verdict that was computed
    "state_date": "datetime64[us]",
    "evidence_url": "str",
    "note": "str",
    "committed_by": "str",
    "met": "bool",
    "overdue": "bool",  # to be entered by a person, past its due date and not met
}
"""TaskBoardFrame: one row an item and unit."""

TASK_SUMMARY: dict[str, str] = {
    "list": "str",
    "task": "str",
    "unit": "str",
    "state": "str",  # not_started | in_progress | done | not_applicable | no_report
    "met": "int64",
    "items": "int64",  # without those not applicable
    "overdue": "int64",
    "state_date": "datetime64[us]",  # of the newest state entered
}
"""TaskSummaryFrame: one row a task and unit."""

TASK_MONTH: dict[str, str] = {
    "month": "datetime64[us]",  # its first day
    "done": "int64",  # at the end of the month
    "done_in_month": "int64",  # more (or fewer) than a month before
    "in_progress": "int64",
    "not_started": "int64",
    "not_applicable": "int64",
}

_KEY = ["task", "unit"]
_ENTERED = ["status", "status_date", "evidence_url", "note"]


def standing(records: pd.DataFrame) -> pd.DataFrame:
    """The newest row of each task and unit; records: TaskStatusFrame, oldest first."""
    return records.drop_duplicates(_KEY, keep="last", ignore_index=True)


def task_board(items: pd.DataFrame, records: pd.DataFrame, day: date) -> pd.DataFrame:
    """TaskBoardFrame as of a day.

    items: list, task, item, unit, evidence, due, and `verdict`: what was computed, '' where a
    person enters the state.
    """
    newest = standing(records).rename(columns={"task": "item", "status_date": "state_date"})
    columns = ["item", "unit", "status", "state_date", "evidence_url", "note", "committed_by"]
    board = items.merge(newest[columns], on=["item", "unit"], how="left")
    computed = board["verdict"] != ""
    board["state"] = board["status"].fillna(NO_REPORT).mask(computed, board["verdict"])
    board["state_date"] = pd.to_datetime(board["state_date"]).mask(computed)
    for name in ("evidence_url", "note", "committed_by"):
        board[name] = board[name].fillna("").mask(computed, "")
    board["met"] = board["state"].isin(MET)
    past = pd.to_datetime(board["due"]) < pd.Timestamp(day)
    board["overdue"] = past & ~board["met"] & ~computed
    return board[list(TASK_BOARD)].astype(TASK_BOARD)


def roll_up(board: pd.DataFrame) -> pd.DataFrame:
    """TaskSummaryFrame of a TaskBoardFrame, in the order of its rows."""
    rows = [
        {
            "list": of_list,
            "task": task,
            "unit": unit,
            "state": _state_of([item["state"] for item in own]),
            "met": sum(item["met"] and item["state"] != "not_applicable" for item in own),
            "items": sum(item["state"] != "not_applicable" for item in own),
            "overdue": sum(item["overdue"] for item in own),
            "state_date": max(filter(None, (item["state_date"] for item in own)), default=None),
        }
        for (of_list, task, unit), own in grouped(rows_of(board), "list", "task", "unit").items()
    ]
    return pd.DataFrame(rows, columns=list(TASK_SUMMARY)).astype(TASK_SUMMARY)


def _state_of(states: list[str]) -> str:
    """What the states of its items make of a task."""
    if all(state == "not_applicable" for state in states):
        return "not_applicable"
    if all(state in MET for state in states):
        return "done"
    if any(state == "in_progress" or state in MET for state in states):
        return "in_progress"
    return "not_started" if "not_started" in states else NO_REPORT


def by_month(records: pd.DataFrame, tasks: Collection[str], day: date) -> pd.DataFrame:
    """TaskMonthFrame: how many items of `tasks` stood in each state at the end of each month.

    A state holds from its date on, or from its entry where it has none. What is entered later
    replaces what was said of the same or a later date, so that the last month agrees with the
    board. Months run from the first state to the newest one, not beyond `day`.
    """
    entries = records[records["task"].isin(list(tasks))]
    steps: list[tuple[tuple[str, str], pd.Timestamp, str]] = []
    for row in entries.itertuples():
        since = pd.Timestamp(_day_of(row))
        key = (str(row.task), str(row.unit))
        steps = [step for step in steps if step[0] != key or step[1] < since]
        steps.append((key, since, str(row.status)))
    rows: list[dict[str, Any]] = []
    for month in _months([since for _, since, _ in steps], day):
        state = {
            key: status for key, since, status in steps if since < month + pd.DateOffset(months=1)
        }
        counts = pd.Series(list(state.values()), dtype="str").value_counts()
        before = rows[-1]["done"] if rows else 0
        named = {
            s: int(counts.get(s, 0)) for s in TASK_MONTH if s not in ("month", "done_in_month")
        }
        rows.append({"month": month, **named, "done_in_month": named["done"] - before})
    return pd.DataFrame(rows, columns=list(TASK_MONTH)).astype(TASK_MONTH)


def _day_of(row: Any) -> Any:
    return row.committed_at if pd.isna(row.status_date) else row.status_date


def _months(days: list[pd.Timestamp], day: date) -> list[pd.Timestamp]:
    known = [since for since in days if since.date() <= day]
    if not known:
        return []
    return list(pd.period_range(min(known), max(known), freq="M").to_timestamp())


def review_statuses(entries: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """The entries with `action` (new, changed, same) and old_status, old_date beside them.

    entries: task, unit, status, status_date, evidence_url, note.
    """
    newest = standing(records)[[*_KEY, *_ENTERED]]
    both = entries[[*_KEY, *_ENTERED]].merge(newest, on=_KEY, how="left", suffixes=("", "_old"))
    same = pd.Series(True, index=both.index)
    for name in _ENTERED:
        new, old = both[name], both[f"{name}_old"]
        same &= (new == old) | (new.isna() & old.isna())
    known = both["status_old"].notna()
    return entries.assign(
        action=known.map({True: "changed", False: "new"}).mask(known & same, "same").to_numpy(),
        old_status=both["status_old"].fillna("").to_numpy(),
        old_date=pd.to_datetime(both["status_date_old"]).to_numpy(),
    )
