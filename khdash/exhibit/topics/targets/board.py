"""The board of targets: one cell a province and target, only what is judged."""

from __future__ import annotations

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.topics.targets.status import (
    STATUS_COLUMNS,
    STATUS_NAMES,
    counts_sentence,
    status_alt,
    status_notes,
    status_rows,
    status_scope,
)
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.rows import Row, framed
from khdash.model.selection import Selection


def build_status_board(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The judged rows of `status` with the column of the board each belongs to.

    `column`: indicator, subgroup and target year as one key; `column_name`: the same in words.
    `extra["counts"]`: how many cells have each status; `extra["empty"]`: names of the shown units
    that have no target to be judged against.
    """
    scope = status_scope(dataset, selection)
    words = scope.words
    rows = [_with_column(words, row) for row in status_rows(scope) if row["judged"]]
    counts = {s: sum(row["status"] == s for row in rows) for s in STATUS_NAMES if s}
    having = {row["unit"] for row in rows}
    without = [key for key in scope.unit_keys if key not in having]
    return assemble(
        scope,
        name,
        "table",
        rows or framed([], (*STATUS_COLUMNS, "column", "column_name")),
        title=words("Bảng chỉ tiêu theo tỉnh"),
        headline=counts_sentence(words, rows),
        subtitle=words("Mỗi ô là một tỉnh và một chỉ tiêu, tính đến {year}.", year=scope.year),
        columns=_columns(words),
        notes=status_notes(scope, rows),
        alt=status_alt(words, rows),
        extra={"counts": counts, "empty": list(scope.names(without))},
    )


def _with_column(words: Words, row: Row) -> Row:
    name, year = row["indicator_name"], row["target_year"]
    return {
        **row,
        "column": ":".join([row["indicator"], row["subgroup"], str(year)]),
        "column_name": words("{name} đến {year}", name=name, year=year),
    }


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("unit_name", words("Tỉnh, thành phố")),
        Column("column_name", words("Chỉ tiêu")),
        Column("target_value", words("Mức chỉ tiêu"), "figure"),
        Column("latest_year", words("Năm"), "year"),
        Column("latest_value", words("Số mới nhất"), "figure"),
        Column("status_name", words("Tình trạng")),
        Column("reason_text", words("Lý do")),
        Column("instrument", words("Văn bản")),
    )
