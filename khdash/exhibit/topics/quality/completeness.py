"""What is there and what is missing, cell by cell; and how long each province has been silent."""

from __future__ import annotations

import pandas as pd

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.core.scope import Scope
from khdash.locale import Words, mark
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.rows import Row, grouped
from khdash.model.selection import Selection
from khdash.model.units import split_key
from khdash.transform.completeness import (
    FILLED,
    Cell,
    KnownCells,
    YearsOfThemes,
    completeness,
    known_cells,
    staleness,
    years_of_themes,
)

MARKS: dict[str, str] = {
    Cell.EXACT: "●",
    Cell.ROUNDED: "≈",
    Cell.RIVAL: "≠",
    Cell.LOW: "?",
    Cell.COMPUTED: "÷",
    Cell.GAP: "○",
    Cell.NOT_DUE: "·",
}
STATES: dict[str, str] = {
    Cell.EXACT: mark("có số chính xác"),
    Cell.ROUNDED: mark("có số làm tròn"),
    Cell.RIVAL: mark("có nguồn ghi khác"),
    Cell.LOW: mark("độ tin cậy thấp"),
    Cell.COMPUTED: mark("không công bố, tính lại được"),
    Cell.GAP: mark("còn thiếu"),
    Cell.NOT_DUE: mark("không phải báo cáo"),
}


@kept(1)
def _known(dataset: Dataset) -> KnownCells:
    """Of every indicator: one pass before anybody asks is less than one for each theme."""
    return known_cells(dataset.observations, dataset.catalogue, tuple(dataset.catalogue.indicators))


def build_completeness(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a province, indicator and year of the range, with the state of that figure.

    On today's boundaries a merged province brings those of which it was made, each in its time.
    extra: filled and due cells in all, by_unit and by_indicator as (code, filled, due).
    """
    scope = Scope.of(dataset, selection.with_(form=""))
    words = scope.words
    years = range(scope.first_year, scope.year + 1)
    units = units_with_parts(scope)
    codes = selection.indicators
    table = completeness(_known(dataset), dataset.catalogue, codes, units, years)
    table = _described(scope, table)
    filled, due = (sum(row[name] for row in table) for name in ("filled", "due"))
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words("Đủ hay thiếu số liệu"),
        headline=words(
            "Có {filled}/{due} số liệu cần có; còn thiếu {gaps}",
            filled=words.number(filled),
            due=words.number(due),
            gaps=words.number(due - filled),
        ),
        subtitle=words(
            "{n} chỉ số, {years}; ô không phải báo cáo không tính.",
            n=len(codes),
            years=words.years(scope.first_year, scope.year),
        ),
        columns=(
            Column("unit_name", words("Tỉnh, thành phố")),
            Column("indicator_name", words("Chỉ số")),
            Column("year", words("Năm"), "year"),
            Column("state_name", words("Tình trạng")),
        ),
        extra={
            "filled": filled,
            "due": due,
            "by_unit": counted(table, "unit"),
            "by_indicator": counted(table, "indicator"),
        },
        alt=words(
            "Bảng {units} tỉnh, {years}: có {filled}/{due} số liệu.",
            units=len(units),
            years=words.years(scope.first_year, scope.year),
            filled=words.number(filled),
            due=words.number(due),
        ),
    )


def counted(table: list[Row], by: str) -> list[list[object]]:
    """[key, filled, due] for each unit or indicator, in the order of the table."""
    return [
        [key, *(sum(row[name] for row in own) for name in ("filled", "due"))]
        for key, own in grouped(table, by).items()
    ]


def units_with_parts(scope: Scope) -> list[str]:
    """The shown units, each followed by those that were merged into it."""
    catalogue = scope.dataset.catalogue
    keys = (k for unit in scope.unit_keys for k in (unit, *catalogue.parts(unit)))
    return list(dict.fromkeys(keys))


def unit_label(scope: Scope, key: str) -> str:
    """The name of a unit; one that a merger made says since when: its namesake is older."""
    start = split_key(key)[1]
    if not start:
        return scope.unit_name(key)
    return scope.words(
        "{unit} (từ {day})", unit=scope.unit_name(key), day=scope.words.date(pd.Timestamp(start))
    )


def _described(scope: Scope, cells: list[Row]) -> list[Row]:
    words, indicators = scope.words, scope.dataset.catalogue.indicators
    units = {
        key: {
            "unit_code": split_key(key)[0],
            "unit_valid_from": split_key(key)[1],
            "unit_name": unit_label(scope, key),
        }
        for key in dict.fromkeys(cell["unit"] for cell in cells)
    }
    names = {code: words.name(indicators[code]) for code in {cell["indicator"] for cell in cells}}
    states = {
        str(state): {
            "state_name": words(text),
            "mark": MARKS[state],
            "filled": state in FILLED,
            "due": state in FILLED or state == Cell.GAP,
        }
        for state, text in STATES.items()
    }
    return [
        {
            **cell,
            **units[cell["unit"]],
            "indicator_name": names[cell["indicator"]],
            **states[cell["state"]],
        }
        for cell in cells
    ]


@kept(1)
def _years(dataset: Dataset) -> YearsOfThemes:
    return years_of_themes(dataset.current, dataset.catalogue)


def build_stale_provinces(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a province and theme: the year of its newest figure and how long ago that is."""
    scope = Scope.of(dataset, selection.with_(form=""))
    words, catalogue = scope.words, dataset.catalogue
    themes = [theme.code for theme in catalogue.themes.values() if theme.reported]
    table = [
        {
            **row,
            **scope.named(row["unit"]),
            "theme_name": words.name(catalogue.themes[row["theme"]]),
            "said": _since(row["years_since"], words),
            "stale": row["years_since"] is None or row["years_since"] > scope.tolerance,
        }
        for row in staleness(_years(dataset), catalogue, themes, scope.unit_keys, scope.year)
    ]
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words("Lâu chưa có số mới"),
        headline=_silent_headline(scope, len({row["unit"] for row in table if row["stale"]})),
        subtitle=words(
            "Năm của số mới nhất trong từng nhóm, tính đến {year};"
            " ⚠ là đã quá {t} năm hoặc chưa có.",
            year=scope.year,
            t=scope.tolerance,
        ),
        columns=(
            Column("unit_name", words("Tỉnh, thành phố")),
            Column("theme_name", words("Nhóm chỉ số")),
            Column("last_year", words("Số mới nhất"), "year"),
            Column("said", words("Đã bao lâu")),
        ),
        alt=words("Bảng năm của số mới nhất theo tỉnh và nhóm chỉ số."),
    )


def _since(years: int | None, words: Words) -> str:
    if years is None:
        return words("chưa có số nào")
    if years == 0:
        return words("trong năm")
    return words("{n} năm trước", n=years)


def _silent_headline(scope: Scope, silent: int) -> str:
    """How many units have long given nothing in some theme."""
    if not silent:
        text = mark("Tỉnh nào cũng có số mới trong {t} năm ở mọi nhóm chỉ số")
        return scope.words(text, t=scope.tolerance)
    return scope.words(
        "{k}/{n} tỉnh có ít nhất một nhóm chỉ số quá {t} năm chưa có số mới",
        k=silent,
        n=len(scope.unit_keys),
        t=scope.tolerance,
    )
