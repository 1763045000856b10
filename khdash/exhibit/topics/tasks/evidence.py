"""What published figures say about a task: the verdict where one is computed, the figure anyway."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.lookup.target_key import ShownTarget
from khdash.exhibit.topics.targets.status import status_rows, status_scope
from khdash.exhibit.topics.targets.yearly_rise import rises_in
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.selection import Selection
from khdash.model.tasks import Task, TaskList, leaves
from khdash.model.units import Unit
from khdash.model.value import qualifier_of
from khdash.transform.records import is_whole

NO_FIGURE = float("nan")


@dataclass(frozen=True, slots=True)
class Proof:
    """A figure beside a task; `verdict` is '' where a person says how the task stands. held: the
    level that the figure is held against.
    """

    verdict: str = ""
    reason: str = ""
    indicator: str = ""
    year: int | None = None
    value: float = NO_FIGURE
    qualifier: str = ""
    target: float = NO_FIGURE
    source_id: str = ""
    basis: str = ""
    held: ShownTarget | None = None


def boundaries_of(catalogue: Catalogue, of_list: TaskList) -> str:
    """The boundaries at the end of the list's year, whatever the reader looks at now."""
    return catalogue.boundaries_at(date(of_list.year, 12, 31)).code


def units_of(dataset: Dataset, of_list: TaskList) -> tuple[Unit, ...]:
    """The provinces that the list concerns: its own, or every member of the cluster then."""
    catalogue = dataset.catalogue
    if of_list.unit:
        return (catalogue.units[of_list.unit],)
    return catalogue.members(boundaries_of(catalogue, of_list), of_list.year)


@kept(16)
def proofs(dataset: Dataset, code: str) -> dict[tuple[str, str], Proof]:
    """The proof for each (item, unit) of a list, as of the year of the list; not to be changed."""
    of_list = dataset.catalogue.task_lists[code]
    found: dict[tuple[str, str], Proof] = {}
    for task in leaves(dataset.catalogue.tasks, code):
        match task.evidence:
            case "yearly_rise":
                own = _rises(dataset, of_list, task.indicators[0])
            case "target":
                own = _judged(dataset, of_list, task.indicators[0])
            case _:
                own = _figures(dataset, of_list, task)
        found |= {(task.code, unit): proof for unit, proof in own.items()}
    return found


def selection_of(dataset: Dataset, of_list: TaskList, *indicators: str) -> Selection:
    """The units of a list as of its year."""
    return Selection(
        indicators=indicators,
        units=tuple(unit.key for unit in units_of(dataset, of_list)),
        first_year=of_list.year - 1,
        last_year=of_list.year,
        boundaries=boundaries_of(dataset.catalogue, of_list),
    )


def _rises(dataset: Dataset, of_list: TaskList, indicator: str) -> dict[str, Proof]:
    scope = Scope.of(dataset, selection_of(dataset, of_list))
    item = next(i for i in dataset.catalogue.rising_shares if indicator == i.indicator)
    rises = rises_in(scope, [of_list.year])
    return {
        row["unit"]: Proof(
            row["verdict"],
            row["reason"],
            item.rate,
            None if pd.isna(row["value"]) else int(row["year"]),
            row["value"],
            _qualifier(row["lower"], row["upper"]),
            source_id="" if pd.isna(row["source_id"]) else row["source_id"],
        )
        for row in rises
        if row["item"] == item.code
    }


def _judged(dataset: Dataset, of_list: TaskList, indicator: str) -> dict[str, Proof]:
    """The target of the list's year, judged in that year; a unit without one cannot be judged."""
    scope = status_scope(dataset, selection_of(dataset, of_list, indicator))
    found = {unit: Proof("cannot_be_judged", "no_target", indicator) for unit in scope.unit_keys}
    return found | {
        row["unit"]: Proof(
            row["status"],
            row["reason"],
            indicator,
            _year(row["latest_year"]),
            row["latest_value"],
            row["latest_qualifier"],
            row["target_value"],
            row["source_id"],
            row["basis"],
            ShownTarget.of_row(row),
        )
        for row in status_rows(scope)
        if row["judged"] and row["target_year"] == of_list.year
    }


def _figures(dataset: Dataset, of_list: TaskList, task: Task) -> dict[str, Proof]:
    """The first of the task's indicators that has a figure of the list's year, unit by unit."""
    computed = task.evidence == "figure"
    units = [unit.key for unit in units_of(dataset, of_list)]
    found = {u: Proof("cannot_be_judged", "no_data") if computed else Proof() for u in units}
    for code in reversed(task.indicators):
        scope = Scope.of(dataset, selection_of(dataset, of_list, code))
        figures = scope.figures(scope.indicator)
        known = [row for row in figures if row["year"] == of_list.year and is_whole(row)]
        for row in sorted(known, key=lambda row: row["origin"]):
            verdict, reason = _reported(row["value"]) if computed else ("", "")
            found[row["unit"]] = Proof(
                verdict,
                reason,
                code,
                of_list.year,
                row["value"],
                row["qualifier"],
                source_id=row["source_id"],
                basis=row["basis"],
            )
    return found


def _reported(value: float) -> tuple[str, str]:
    """The verdict and its reason: a figure above nought shows that something was done."""
    return ("reported", "") if value > 0 else ("cannot_be_judged", "zero")


def _year(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _qualifier(low: float, high: float) -> str:
    return "" if pd.isna(low) else qualifier_of(low, high)
