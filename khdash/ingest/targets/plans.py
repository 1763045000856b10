"""Columns and tables of plans: what they intend, read like figures and offered as targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from khdash.ingest.recognise import Choices, Recognition, recognise
from khdash.ingest.recognise.columns import Column
from khdash.ingest.recognise.mapping import ColumnChoice
from khdash.ingest.recognise.plans import find_plan
from khdash.ingest.targets.entry import TargetEntry
from khdash.locale.spelling import tidy
from khdash.model.catalogue import Catalogue
from khdash.model.frames import each_row
from khdash.reading.table import Table

_YEAR = re.compile(r"(?:19|20)\d\d")
MOST_WORDS = 5
"""Words of planning in one heading; what has more is no heading."""


def without_plan_words(text: str) -> str:
    """A heading without what makes it one of plans; the year that stands in those words stays.

    >>> without_plan_words("Kế hoạch hội viên"), without_plan_words("Chỉ tiêu năm 2025: Quỹ")
    ('hội viên', 'năm 2025 quỹ')
    """
    text = tidy(text)
    for _ in range(MOST_WORDS):
        found = find_plan(text)
        if found is None:
            break
        year = _YEAR.search(found[0])
        kept = f" năm {year[0]} " if year else " "
        text = text[: found.start()] + kept + text[found.end() :]
    return " ".join(re.sub(r"[:–-]\s*|\(\s*\)", " ", text).split())


def planned(
    recognitions: Sequence[Recognition], catalogue: Catalogue, choices: Choices, instrument: str
) -> list[TargetEntry]:
    """The targets that the plans of a file's tables set by an instrument, each once.

    A cell without a province, a year, an indicator or a sound number sets none.
    """
    found: dict[tuple[object, ...], TargetEntry] = {}
    for number, recognition in enumerate(recognitions):
        table = recognition.table
        own = choices.of_table(table.sheet, table.part, is_main_sheet=number == 0)
        for entry in _of_table(recognition, catalogue, own, instrument):
            key = (entry.unit, entry.indicator, entry.subgroup, entry.basis, entry.year)
            found.setdefault(key, entry)
    return list(found.values())


def _of_table(
    recognition: Recognition, catalogue: Catalogue, choices: Choices, instrument: str
) -> Iterator[TargetEntry]:
    table = recognition.table
    if recognition.is_of_plans:
        choices = replace(choices, year=_year_of_title(table))
    elif any(map(_is_plan, recognition.columns)):
        table = _as_results(recognition)
        others = [c for c in recognition.columns if c.role == "value" and not _is_plan(c)]
        left_out = {column.index: ColumnChoice(role="ignored") for column in others}
        choices = replace(choices, columns={**choices.columns, **left_out})
    else:
        return
    read = recognise(table, catalogue, choices).cells
    for cell in each_row(read[read["fault"] == ""]):
        if cell.period_start is None and cell.unit and cell.indicator:
            yield TargetEntry(
                unit=cell.unit,
                indicator=cell.indicator,
                year=int(cell.year),
                value=float(cell.value),
                instrument=instrument,
                basis=cell.basis,
                subgroup=cell.subgroup,
            )


def _year_of_title(table: Table) -> int | None:
    """The year that the title of a table of plans names, if it is one."""
    years = {year for row in table.preamble for cell in row for year in _YEAR.findall(cell)}
    return int(years.pop()) if len(years) == 1 else None


def _is_plan(column: Column) -> bool:
    period = column.heading.period
    return period is not None and period.nature == "plan"


def _as_results(recognition: Recognition) -> Table:
    """The table with its columns of plans headed as if they told of results."""
    table = recognition.table
    plans = {column.index for column in recognition.columns if _is_plan(column)}

    def headed(row: list[str]) -> list[str]:
        return [without_plan_words(t) if at in plans else t for at, t in enumerate(row)]

    return replace(
        table, header=headed(table.header), header_rows=[headed(row) for row in table.header_rows]
    )
