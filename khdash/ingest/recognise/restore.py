"""Rows that look like totals and are none: 'Cả nước', and 'Tổng số' under a group heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khdash.ingest.recognise.columns import Column
from khdash.ingest.recognise.text import split_numbering
from khdash.ingest.recognise.units import UnitNames
from khdash.locale.spelling import tidy
from khdash.reading.table import Table
from khdash.reading.table.table import Lines

_UNDER_GROUP = frozenset(("tổng số", "tổng", "tong so", "tong"))


def restored(table: Table, columns: Sequence[Column], units: UnitNames) -> Table:
    """The table with such rows back among its data, in their place."""
    named = [column.index for column in columns if column.role in ("unit", "label", "indicator")]
    by_label = {c.role for c in columns} & {"indicator", "label"}
    wrong = [
        number
        for number, row in enumerate(table.totals)
        if _is_country([row[c] for c in named], units)
        or (by_label and any(_is_under_group(row[c]) for c in named))
    ]
    return _move(table, wrong) if wrong else table


def _is_country(texts: Sequence[str], units: UnitNames) -> bool:
    return any(
        units.candidates(text) == {units.catalogue.country} for text in texts if text.strip()
    )


def _is_under_group(text: str) -> bool:
    return tidy(split_numbering(text)[1]) in _UNDER_GROUP


def _move(table: Table, wrong: Sequence[int]) -> Table:
    rows, lines = table.rows, table.sections["rows"]
    totals = table.sections["totals"]
    numbers, marks = list(lines.numbers), list(lines.marks)
    body = list(rows)
    for moved, number in enumerate(wrong):
        at = table.totals_after[number] + moved
        body.insert(at, table.totals[number])
        numbers.insert(at, totals.numbers[number])
        if marks:
            marks.insert(at, totals.marks[number])
    kept = [n for n in range(len(table.totals)) if n not in wrong]
    sections = {
        **table.sections,
        "rows": Lines(numbers, marks),
        "totals": Lines(
            [totals.numbers[n] for n in kept],
            [totals.marks[n] for n in kept] if totals.marks else [],
        ),
    }
    moved_lines = {totals.numbers[n] for n in wrong}
    return replace(
        table,
        rows=body,
        totals=[table.totals[n] for n in kept],
        sections=sections,
        totals_after=[table.totals_after[n] + sum(w < n for w in wrong) for n in kept],
        assumptions=[
            assumption
            for assumption in table.assumptions
            if assumption.code != "total-row-set-apart"
            or assumption.params.get("line") not in moved_lines
        ],
    )
