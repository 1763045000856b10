"""Figures whose day has passed and that some province still lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.day import day_of
from khdash.exhibit.core.due_words import answers_text, stated_in
from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.tasks.evidence import boundaries_of, units_of
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.rows import Row
from khdash.model.selection import Selection
from khdash.transform.due import Due, past_dues
from khdash.transform.records import is_whole


@dataclass(frozen=True, slots=True)
class Overdue:
    """A figure that was due: of which units (keys) it is asked, and which of them lack it."""

    due: Due
    asked: tuple[str, ...]
    lacking: tuple[str, ...]


@kept(8)
def overdue_figures(dataset: Dataset, day: date) -> tuple[Overdue, ...]:
    """What was due before a day and is not there of every unit asked, the newest first."""
    found = (_overdue(dataset, due) for due in past_dues(dataset.catalogue, day))
    return tuple(one for one in found if one.lacking)


def _overdue(dataset: Dataset, due: Due) -> Overdue:
    catalogue = dataset.catalogue
    if due.task:
        of_list = catalogue.task_lists[due.task.partition(".")[0]]
        boundaries, units = boundaries_of(catalogue, of_list), units_of(dataset, of_list)
    else:
        boundaries = catalogue.boundaries_at(date(due.year, 12, 31)).code
        units = catalogue.members(boundaries, due.year)
    asked = tuple(unit.key for unit in units)
    having: set[str] = set()
    for code in due.indicators:
        wanted = Selection(
            indicators=(code,),
            units=asked,
            first_year=due.year,
            last_year=due.year,
            boundaries=boundaries,
        )
        scope = Scope.of(dataset, wanted)
        rows = scope.figures(scope.indicator)
        having |= {row["unit"] for row in rows if row["year"] == due.year and is_whole(row)}
    return Overdue(due, asked, tuple(key for key in asked if key not in having))


def build_overdue(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a figure that was due and that a shown province lacks, as of the moment of the
    selection, by default now.
    """
    day = day_of(selection)
    return overdue_exhibit(name, dataset, selection, overdue_figures(dataset, day))


def overdue_exhibit(
    name: str, dataset: Dataset, selection: Selection, found: Iterable[Overdue]
) -> Exhibit:
    """The rows of some overdue figures, as the shown provinces lack them."""
    scope = Scope.of(dataset, selection.with_(form=""))
    words = scope.words
    rows = [row for one in found for row in _rows(scope, one)]
    headline = (
        words("{n} số liệu đã quá hạn mà còn tỉnh chưa có", n=len(rows))
        if rows
        else words("Không số liệu nào quá hạn")
    )
    return assemble(
        scope,
        name,
        "table",
        rows,
        title=words("Quá hạn"),
        headline=headline,
        subtitle=words(
            "Hạn do danh sách nhiệm vụ và danh mục nêu; số của năm khác không thay được."
        ),
        columns=(
            Column("indicator_name", words("Số liệu")),
            Column("year", words("Năm"), "year"),
            Column("due", words("Hạn"), "date"),
            Column("stated_in", words("Nơi nêu hạn")),
            Column("answered_by", words("Nơi trả lời")),
            Column("covered", words("Đã có")),
            Column("lacking_names", words("Còn thiếu")),
        ),
        alt=headline,
    )


def _rows(scope: Scope, overdue: Overdue) -> list[Row]:
    """The row of a figure; none where no shown unit lacks it."""
    catalogue, words, due = scope.dataset.catalogue, scope.words, overdue.due
    shown = {part for key in scope.unit_keys for part in (key, *catalogue.parts(key))}
    asked = [key for key in overdue.asked if key in shown]
    lacking = [key for key in overdue.lacking if key in shown]
    if not lacking:
        return []
    return [
        {
            "indicator": due.indicators[0],
            "indicator_name": " / ".join(
                words.name(catalogue.indicators[code]) for code in due.indicators
            ),
            "year": due.year,
            "due": pd.Timestamp(due.day),
            "task": due.task,
            "stated_in": stated_in(catalogue, due, words),
            "answered_by": answers_text(catalogue, due.indicators[0], words),
            "covered": f"{len(asked) - len(lacking)}/{len(asked)}",
            "lacking": " ".join(lacking),
            "lacking_names": words.listed(scope.names(lacking)),
        }
    ]
