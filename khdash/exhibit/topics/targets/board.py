"""The board of targets: one cell a province and target, only what is judged."""

from __future__ import annotations

import pandas as pd

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.topics.targets.status import (
    STATUS_NAMES,
    counts_sentence,
    status_alt,
    status_notes,
    status_scope,
    status_table,
)
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection


def build_status_board(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The judged rows of `status` with the column of the board each belongs to.

    `column`: indicator, subgroup and target year as one key; `column_name`: the same in words.
    `extra["counts"]`: how many cells have each status; `extra["empty"]`: names of the shown units
    that have no target to be judged against.
    """
    scope = status_scope(dataset, selection)
    words = scope.words
    every = status_table(scope)
    table = _with_columns(words, every[every["judged"]].reset_index(drop=True))
    counts = {s: int((table["status"] == s).sum()) for s in STATUS_NAMES if s}
    without = [key for key in scope.unit_keys if key not in set(table["unit"])]
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words("Bảng chỉ tiêu theo tỉnh"),
        headline=counts_sentence(words, table),
        subtitle=words("Mỗi ô là một tỉnh và một chỉ tiêu, tính đến {year}.", year=scope.year),
        columns=_columns(words),
        notes=status_notes(scope, table),
        alt=status_alt(words, table),
        extra={"counts": counts, "empty": list(scope.names(without))},
    )


def _with_columns(words: Words, table: pd.DataFrame) -> pd.DataFrame:
    keys = zip(table["indicator"], table["subgroup"], table["target_year"], strict=True)
    names = zip(table["indicator_name"], table["target_year"], strict=True)
    return table.assign(
        column=[":".join([code, subgroup, str(year)]) for code, subgroup, year in keys],
        column_name=[words("{name} đến {year}", name=name, year=year) for name, year in names],
    )


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
