"""Printed totals against the sums of their rows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from khdash.ingest.findings import Finding
from khdash.ingest.messages import finding
from khdash.ingest.recognise import Recognition
from khdash.ingest.recognise.meaning import family_of
from khdash.model.catalogue import Catalogue
from khdash.model.value import Bounded, bounds
from khdash.reading.numbers import Understood, find_measure, understand_cell
from khdash.reading.numbers.expectation import Expectation


def check_totals(recognition: Recognition, catalogue: Catalogue) -> Iterator[Finding]:
    """Findings on total rows that are not the sum of the rows above or below them."""
    table, cells = recognition.table, recognition.cells
    if not table.totals or any(any(labels) for labels in recognition.rows.labels.values):
        return
    cells = cells[cells["unit"] != catalogue.country]
    for column in recognition.columns:
        entry = catalogue.indicators.get(column.heading.indicator)
        if column.role != "value" or entry is None or entry.kind == "rate":
            continue
        own = cells[cells["column"] == column.index]
        if own.empty or own["value"].isna().any():
            continue
        if own["unit"].duplicated().any():
            continue
        yield from _check_column(recognition, catalogue, column.index, own)


def _check_column(
    recognition: Recognition, catalogue: Catalogue, column: int, own: pd.DataFrame
) -> Iterator[Finding]:
    table = recognition.table
    rows, values = own["row"].to_numpy(), own["value"].to_numpy()
    stated = [bounds(v, q) for v, q in zip(values, own["qualifier"], strict=True)]
    least, most = np.array([low for low, _ in stated]), np.array([high for _, high in stated])
    previous = 0
    for number, (texts, after) in enumerate(zip(table.totals, table.totals_after, strict=True)):
        printed = _printed(recognition, catalogue, column, number)
        block, whole = (rows >= previous) & (rows < after), rows < (after or len(table.rows))
        previous = after
        if printed is None:
            continue
        parts = (block, whole, np.ones(len(rows), dtype=bool))
        if not any(_may_be_sum(printed, least[p], most[p]) for p in parts if p.any()):
            place = table.place(number, column, "totals")
            yield finding(
                "total-mismatch",
                sheet=table.sheet,
                cell=place.cell,
                value=texts[column].strip(),
                figure=printed,
                sum=Bounded(*(float(np.sum(ends[whole])) for ends in (values, least, most))),
                header=table.header[column].strip(),
            )


def _may_be_sum(printed: float, least: np.ndarray, most: np.ndarray) -> bool:
    """Whether figures within these bounds can add up to the printed total, but for rounding.

    Rounding: half a unit of the last digit of every summand.
    """
    ends = np.concatenate([least, most])
    whole_numbers = all(not np.isfinite(v) or v == round(v) for v in ends)
    allowed = 0.5 if whole_numbers else 0.06 * (len(least) + 1)
    allowed = max(allowed, abs(printed) * 1e-6)
    return float(np.sum(least)) - allowed <= printed <= float(np.sum(most)) + allowed


def _printed(
    recognition: Recognition, catalogue: Catalogue, column: int, number: int
) -> float | None:
    """The number that a total row prints, in the unit of its column; None where it has none."""
    table = recognition.table
    text = table.totals[number][column].strip()
    if not text:
        return None
    meaning = next(m for m in recognition.mapping.columns if m.column == column)
    entry = catalogue.indicators[meaning.indicator]
    measure = find_measure(meaning.measure) or find_measure(recognition.mapping.measure)
    kind = family_of(entry)
    expected = Expectation(
        "money" if kind == "per-head" else kind,
        measure if kind == "money" or meaning.measure else None,
    )
    outcome = understand_cell(
        text,
        meaning.convention,
        is_number=table.is_number(number, column, "totals"),
        expected=expected,
    )
    return outcome.value if isinstance(outcome, Understood) else None
