"""The answers of a page by their codes, and datasets in which one thing is otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.rows import Row, grouped
from khdash.model.selection import Selection

NBSP = "\N{NO-BREAK SPACE}"


def asked(name: str, dataset: Dataset, **chosen: Any) -> dict[str, list[Row]]:
    """The rows of each answer by its code, no-break spaces as plain ones."""
    shown = build(name, dataset, Selection(**chosen))
    rows = [
        {k: v.replace(NBSP, " ") if isinstance(v, str) else v for k, v in row.items()}
        for row in shown.rows
    ]
    return grouped(rows, "answer")


def figures(rows: list[Row]) -> list[tuple[str, str, int]]:
    return [(row["label"], row["text"], row["year"]) for row in rows if row["label"]]


def changed(dataset: Dataset, unit: str, indicator: str, year: int, **other: object) -> Dataset:
    """The dataset with one figure changed; it must be there."""
    rows = dataset.observations
    one = (rows["unit"] == unit) & (rows["indicator"] == indicator) & (rows["year"] == year)
    assert one.any()
    kept = {name: rows[name].mask(one, value) for name, value in other.items()}
    return replace(dataset, observations=rows.assign(**kept))


def without(dataset: Dataset, indicator: str, *units: str) -> Dataset:
    """The dataset without the figures of some units for an indicator."""
    rows = dataset.observations
    gone = (rows["indicator"] == indicator) & rows["unit"].isin(units)
    assert gone.any()
    return replace(dataset, observations=rows[~gone])
