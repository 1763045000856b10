"""By when figures are due, as the lists of tasks and reporting.csv state it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from khdash.model.catalogue import Catalogue
from khdash.model.tasks import due_of

BY_FIGURES = ("figure", "yearly_rise", "target")
"""How the state of a task is known where a figure of the year of its list is needed."""


@dataclass(frozen=True, slots=True)
class Due:
    """The last day for a figure of a year.

    indicators: any one of them will do. task: the code of the task that asks for the figure; ''
    where reporting.csv does.
    """

    year: int
    day: date
    indicators: tuple[str, ...]
    task: str = ""


def task_dues(catalogue: Catalogue) -> tuple[Due, ...]:
    """What the tasks ask for: one for each that is judged by a figure."""
    lists = catalogue.task_lists
    return tuple(
        Due(
            lists[task.list].year,
            due_of(task, lists),
            task.indicators if task.evidence == "figure" else task.indicators[:1],
            task.code,
        )
        for task in catalogue.tasks
        if task.evidence in BY_FIGURES
    )


def yearly_due(catalogue: Catalogue, indicator: str, year: int) -> Due | None:
    """The last day for the figure of a year by reporting.csv; None where nothing is stated or the
    indicator does not exist in that year.
    """
    entry, day = catalogue.indicators[indicator], catalogue.reporting_of(indicator).day_of(year)
    is_valid = (entry.valid_from or year) <= year <= (entry.valid_to or year)
    return Due(year, day, (indicator,)) if day and is_valid else None


def next_due(catalogue: Catalogue, indicator: str, today: date) -> Due | None:
    """What is due next, today included; None where nothing is stated."""
    return min(
        (due for due in _stated(catalogue, indicator, today) if due.day >= today),
        key=lambda due: due.day,
        default=None,
    )


def newest_past_due(catalogue: Catalogue, indicator: str, today: date) -> Due | None:
    """What was due last before today; None where nothing is stated."""
    return max(
        (due for due in _stated(catalogue, indicator, today) if due.day < today),
        key=lambda due: due.day,
        default=None,
    )


def _stated(catalogue: Catalogue, indicator: str, today: date) -> list[Due]:
    """Every day that a task names, and those of reporting.csv about today."""
    of_tasks = [due for due in task_dues(catalogue) if indicator in due.indicators]
    years = (today.year + after for after in (-2, -1, 0))
    yearly = (yearly_due(catalogue, indicator, year) for year in years)
    return [*of_tasks, *filter(None, yearly)]


def past_dues(catalogue: Catalogue, today: date) -> list[Due]:
    """What should be there by now, the newest first: what every task asked for, and by
    reporting.csv the figure of the newest year whose day has passed.
    """
    yearly = (_newest_yearly(catalogue, code, today) for code in catalogue.indicators)
    found = [due for due in (*task_dues(catalogue), *filter(None, yearly)) if due.day < today]
    return sorted(found, key=lambda due: due.day, reverse=True)


def _newest_yearly(catalogue: Catalogue, indicator: str, today: date) -> Due | None:
    for year in (today.year - 1, today.year - 2):
        due = yearly_due(catalogue, indicator, year)
        if due and due.day < today:
            return due
    return None
