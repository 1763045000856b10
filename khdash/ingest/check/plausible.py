"""What the rules of plausibility say of the figures of a file, each at its cell."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from khdash.ingest.check.facts import OF_CELL, at_cells, sheet_of
from khdash.ingest.findings import Finding
from khdash.ingest.messages import finding
from khdash.ingest.names import indicator_name, unit_name
from khdash.model.frames import each_row
from khdash.model.value import Bounded
from khdash.rules.figures import Figures
from khdash.rules.finding import other_qualifiers, statements
from khdash.rules.found import beside_of
from khdash.rules.review import reviewed
from khdash.rules.rule import Rule
from khdash.rules.words import Reason

MOST = 2_000
"""Findings of one rule beyond this many are counted, not built."""
FAR = 100_000
PART_ABOVE, PARTS_ABOVE = "part-above-whole", "parts-above-whole"
BESIDE_FIRST = "beside_0"
"""In a finding of a part the position of the whole that it exceeds."""


def check_plausible(figures: Figures, cells: pd.DataFrame) -> Iterator[Finding]:
    """The findings of every rule; a figure of money is also held against its column.

    cells: those that the figures of the file are `at`.
    """
    named = np.zeros(len(figures.frame), dtype=bool)
    wholes: set[int] = set()
    for rule, findings in reviewed(figures):
        findings = _once_for_a_whole(rule, findings, wholes)
        if rule.about_size:
            named[_cells(figures, findings)] = True
        yield from _told(figures, cells, rule, findings.head(MOST))
    yield from _columns(figures, cells, named)


def _once_for_a_whole(rule: Rule, findings: pd.DataFrame, told: set[int]) -> pd.DataFrame:
    """One finding for a total that several of its parts exceed, each or together."""
    if rule.code == PART_ABOVE:
        findings = findings.drop_duplicates(BESIDE_FIRST)
        told |= set(findings[BESIDE_FIRST].tolist())
    elif rule.code == PARTS_ABOVE:
        findings = findings[~findings["figure"].isin(told)]
    return findings


def _cells(figures: Figures, findings: pd.DataFrame) -> np.ndarray:
    """Where each finding is shown: at its figure, else at the first one beside it in the file."""
    places = findings[["figure", *beside_of(findings)]].to_numpy(dtype="int64")
    own = (places >= 0) & figures.judged[places]
    return places[np.arange(len(places)), own.argmax(axis=1)]


def _told(
    figures: Figures, cells: pd.DataFrame, rule: Rule, findings: pd.DataFrame
) -> Iterator[Finding]:
    named = figures.frame.iloc[findings["figure"].to_numpy()]
    shown = cells[OF_CELL].iloc[figures.column("at")[_cells(figures, findings)]]
    catalogue = figures.catalogue
    for row, cell, found, qualifier, others in zip(
        each_row(named),
        each_row(shown),
        each_row(findings),
        other_qualifiers(findings),
        statements(figures, findings),
        strict=True,
    ):
        reason = Reason(
            rule=rule,
            indicator=catalogue.indicators[row.indicator],
            value=float(row.value),
            qualifier=row.qualifier,
            low=found.low,
            high=found.high,
            n=None if np.isnan(found.n) else int(found.n),
            other_value=found.other_value,
            other_qualifier=qualifier,
            others=others,
        )
        yield Finding(
            rule.code,
            rule.severity,
            sheet_of(cell),
            cell.cell,
            cell.text,
            {
                "unit": unit_name(catalogue, row.unit),
                "year": int(row.year),
                "indicator": indicator_name(catalogue, row.indicator),
                "reason": reason,
                "catalogue": catalogue,
            },
            asks=True,
        )


def _columns(figures: Figures, cells: pd.DataFrame, named: np.ndarray) -> Iterator[Finding]:
    """Money a hundred thousand times, or less than that part of, the rest of its column."""
    money = figures.told(lambda entry: entry.unit == "million VND", bool)
    own = at_cells(figures.frame[money & figures.judged & (figures.value > 0)], cells)
    groups = own.groupby(["table", "column", "indicator"], sort=False)["value"]
    middle, count = groups.transform("median"), groups.transform("size")
    far = (own["value"] > middle * FAR) | (own["value"] < middle / FAR)
    told = own.assign(middle=middle)[far & (count >= 3) & ~named[own.index]]
    for row in each_row(told.head(MOST)):
        yield finding(
            "unit-slip-column",
            sheet=sheet_of(row),
            cell=row.cell,
            value=row.text,
            unit=unit_name(figures.catalogue, row.unit),
            year=int(row.year),
            indicator=indicator_name(figures.catalogue, row.indicator),
            figure=Bounded(row.value, row.lower, row.upper),
            other=float(row.middle),
        )
