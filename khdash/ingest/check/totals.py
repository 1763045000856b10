"""Printed totals against the sums of their rows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from khdash.ingest.findings import Finding
from khdash.ingest.messages import finding
from khdash.ingest.numbers import Understood, find_measure, understand_cell
from khdash.ingest.numbers.expectation import Expectation
from khdash.ingest.recognise import Recognition
from khdash.ingest.recognise.meaning import family_of
from khdash.model.catalogue import Catalogue


def check_totals(recognition: Recognition, catalogue: Catalogue) -> Iterator[Finding]:
    """Findings on total rows that are not the sum of the rows above or below them."""
    table, cells = recognition.table, recognition.cells
    if not table.totals or any(any(labels) for labels in recognition.rows.labels.values):
        return
    cells = cells[~cells["unit"].isin(["VN"])]
    for column in recognition.columns:
        entry = catalogue.indicators.get(column.heading.indicator)
        if column.role != "value" or entry is None or entry.kind == "rate":
            continue
        own = cells[cells["column"] == column.index]
        if own.empty or own["value"].isna().any() or (own["qualifier"] != "exact").any():
            continue
        if own["unit"].duplicated().any():
            continue
        yield from _check_column(recognition, catalogue, column.index, own)


def _check_column(
    recognition: Recognition, catalogue: Catalogue, column: int, own: pd.DataFrame
) -> Iterator[Finding]:
    table = recognition.table
    rows, values = own["row"].to_numpy(), own["value"].to_numpy()
    previous = 0
    for number, (texts, after) in enumerate(zip(table.totals, table.totals_after, strict=True)):
        printed = _printed(recognition, catalogue, column, number)
        block = values[(rows >= previous) & (rows < after)]
        whole = values[rows < after] if after else values
        previous = after
        if printed is None:
            continue
        if not any(_equals(printed, part) for part in (block, whole, values) if len(part)):
            place = table.place(number, column, "totals")
            yield finding(
                "total-mismatch",
                sheet=table.sheet,
                cell=place.cell,
                value=texts[column].strip(),
                figure=printed,
                sum=float(np.sum(whole)),
                header=table.header[column].strip(),
            )


def _equals(printed: float, values: np.ndarray) -> bool:
    """Equal but for rounding: half a unit of the last digit of every summand."""
    decimals = 0 if (values == np.round(values)).all() else 1
    allowed = 0.5 if decimals == 0 else 0.06 * (len(values) + 1)
    whole_money = abs(float(np.sum(values))) * 1e-6
    return abs(printed - float(np.sum(values))) <= max(allowed, whole_money)


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
