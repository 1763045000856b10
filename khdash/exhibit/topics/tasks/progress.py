"""Progress of the tasks: how many items were done at the end of each month, list by list."""

from __future__ import annotations

import pandas as pd

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.day import day_of
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.tasks.board import item_table
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.rows import rows_of
from khdash.model.selection import Selection
from khdash.transform.tasks import by_month


def build_task_progress(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a list and month, from the dated log of what provinces reported."""
    scope = Scope.of(dataset, selection.with_(form=""))
    words = scope.words
    table = _months(scope)
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words("Tiến độ theo tháng"),
        headline=progress_headline(table, words),
        subtitle=words("Số mục việc đứng ở từng tình trạng vào cuối mỗi tháng."),
        columns=_columns(words),
        notes=(
            Note(
                "derived",
                words("Tính theo ngày ghi của từng tình trạng; mục tính từ số liệu không ở đây."),
            ),
        ),
        alt=_alt(table, words),
    )


def _months(scope: Scope) -> pd.DataFrame:
    """TaskMonthFrame of each list, with the number of items that are to be reported."""
    words, catalogue = scope.words, scope.dataset.catalogue
    items = item_table(scope)
    entered = items[items["evidence"] == "person"]
    day = day_of(scope.selection)
    frames = []
    for code, own in entered.groupby("list", sort=False):
        of_units = scope.dataset.task_statuses
        of_units = of_units[of_units["unit"].isin(set(own["unit"]))]
        months = by_month(of_units, set(own["item"]), day)
        one = catalogue.task_lists[str(code)]
        months.insert(0, "list", one.code)
        months.insert(1, "list_name", words.name(one))
        frames.append(months.assign(expected=len(own)))
    table = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=_EMPTY)
    return table.assign(
        month_name=[f"{month:%m/%Y}" for month in table["month"]],
        share=100.0 * table["done"].astype("float64") / table["expected"].astype("float64"),
    )


_EMPTY = [
    "list",
    "list_name",
    "month",
    "done",
    "done_in_month",
    "in_progress",
    "not_started",
    "not_applicable",
    "expected",
]


def progress_headline(table: pd.DataFrame, words: Words) -> str:
    """Where each list stands at its newest month."""
    if table.empty:
        return words("Chưa có tình trạng nào được ghi")
    newest = rows_of(table.drop_duplicates("list", keep="last"))
    return "; ".join(
        words(
            "{list}: đến {month} xong {done}/{expected} mục",
            list=row["list_name"],
            month=row["month_name"],
            done=row["done"],
            expected=row["expected"],
        )
        for row in newest
    )


def _alt(table: pd.DataFrame, words: Words) -> str:
    if table.empty:
        return words("Chưa có tình trạng nào được ghi") + "."
    return "; ".join(
        words("{month}: xong {done} mục", month=row["month_name"], done=row["done"])
        for row in rows_of(table)
    )


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("list_name", words("Danh sách")),
        Column("month_name", words("Tháng")),
        Column("done", words("Đã xong"), "figure", "items"),
        Column("done_in_month", words("Thêm trong tháng"), "figure", "items"),
        Column("in_progress", words("Đang làm"), "figure", "items"),
        Column("not_started", words("Chưa làm"), "figure", "items"),
        Column("not_applicable", words("Không áp dụng"), "figure", "items"),
        Column("expected", words("Tổng số mục"), "figure", "items"),
        Column("share", words("Tỷ lệ xong"), "share", "%", 1),
    )
