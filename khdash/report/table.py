"""The table of an exhibit as files carry it and as a screen shows it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from khdash.exhibit.core.exhibit import Column, Exhibit, beside
from khdash.exhibit.core.notes import basis_name
from khdash.locale import Words
from khdash.locale.words import ROUNDINGS, with_sign
from khdash.model.rows import rows_of
from khdash.model.value import QUALIFIERS, Qualifier, qualifier_of


def demo_mark(words: Words) -> str:
    """The words that mark generated figures everywhere."""
    return words("Số liệu minh hoạ")


def data_version(exhibit: Exhibit) -> str:
    """Which data an exhibit was made of, in words."""
    words = Words(exhibit.selection.lang)
    return words(
        "Phiên bản số liệu {version}, cập nhật {day}",
        version=exhibit.data_version,
        day=words.date(exhibit.updated_at),
    )


def figures_shown(exhibit: Exhibit) -> list[Column]:
    """The columns of figures, in the order in which a reader sees them."""
    names = {name for row in exhibit.rows for name in row}
    shown = [column for column in exhibit.columns if column.figure in names]
    return [column for column in shown if column.format in ("figure", "share") or column.number]


def file_table(exhibit: Exhibit) -> pd.DataFrame:
    """The machine table with the precision, unit, form and basis of every figure in columns.

    A figure with bounds has its qualifier beside it; one of another unit than the row's has its
    `..._measure`. Tables without figures stay as they are.
    """
    table, figures = _with_precision(exhibit.table), figures_shown(exhibit)
    if not figures:
        return table
    told = {"form": ""}
    if not any(column.number and beside(column.number, "measure") in table for column in figures):
        told |= {"measure": exhibit.measure or figures[0].measure, "basis": ""}
    table = table.assign(**{name: text for name, text in told.items() if name not in table})
    own = {beside(column.figure, "measure"): column.measure for column in figures if column.measure}
    others = {name: code for name, code in own.items() if name not in table}
    return table.assign(
        **{name: code for name, code in others.items() if (table["measure"] != code).any()}
    )


def _with_precision(table: pd.DataFrame) -> pd.DataFrame:
    """The table with a qualifier beside every figure whose bounds it holds."""
    table = table.copy()
    for name in [str(column) for column in table.columns]:
        qualifier = beside(name, "qualifier")
        ends = [beside(name, end) for end in ("lower", "upper")]
        if qualifier in table or not set(ends) <= set(table.columns):
            continue
        bounded = zip(*(table[column] for column in (name, *ends)), strict=True)
        read = ["" if pd.isna(value) else qualifier_of(low, high) for value, low, high in bounded]
        place = list(table.columns).index(name) + 1
        table.insert(place, qualifier, pd.Series(read, index=table.index, dtype="str"))
    return table


def plain(value: object) -> object:
    """A cell as JSON knows it: null for gaps and open bounds, ISO dates, plain numbers."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, pd.Timestamp | datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    return value


def records(table: pd.DataFrame) -> list[dict[str, object]]:
    """The table as plain rows."""
    return [{name: plain(value) for name, value in row.items()} for row in rows_of(table)]


def qualifier_beside(row: Mapping[str, Any], figure: str) -> Qualifier:
    """How exact a figure of a row is."""
    told = row.get(beside(figure, "qualifier"))
    return told if told in QUALIFIERS else "exact"


def display(exhibit: Exhibit) -> dict[str, list[str]]:
    """The table as text in the reader's language: the texts of each of `exhibit.columns`."""
    words = Words(exhibit.selection.lang)
    return {
        column.name: [_text(words, column, row, exhibit) for row in exhibit.rows]
        for column in exhibit.columns
    }


def _text(words: Words, column: Column, row: dict[str, Any], exhibit: Exhibit) -> str:
    value = row.get(column.name)
    if value is None or (not isinstance(value, tuple | list) and pd.isna(value)):
        return "–" if column.format in ("figure", "share") else ""
    qualifier = qualifier_beside(row, column.name)
    match column.format:
        case "figure":
            measure = column.measure or str(row.get("measure") or "")
            decimals = decimals_of(column, row, exhibit)
            text = words.amount(float(value), measure, decimals, ROUNDINGS[qualifier])
            return with_sign(text, qualifier)
        case "share":
            text = words.percent(float(value), column.decimals, ROUNDINGS[qualifier])
            return with_sign(text, qualifier)
        case "presence":
            return presence_text(words, present=bool(value))
        case "date":
            return words.date(pd.Timestamp(value))
        case "year" | "rank":
            return str(int(value))
    return said(words, column.name, str(value))


def presence_text(words: Words, *, present: bool) -> str:
    """A cell of a column that says whether there is something."""
    return words("có") if present else words("chưa có")


def said(words: Words, name: str, text: str) -> str:
    """A text cell in the reader's words."""
    return basis_name(words, text) or text if name == "basis" else text


def decimals_of(column: Column, row: dict[str, Any], exhibit: Exhibit) -> int:
    """Decimals of a cell: of its row, its column or the exhibit."""
    found = row.get("decimals")
    if isinstance(found, int | float) and not pd.isna(found):
        return int(found)
    return column.decimals or exhibit.decimals
