"""What of earlier decisions about a form may serve the next file on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from khdash.ingest.asked import INDICATOR_CODES, KINDS, column_of
from khdash.ingest.check import CheckReport
from khdash.ingest.memory.form import forms_of
from khdash.ingest.memory.items import Item, open_part, with_items
from khdash.ingest.memory.taught import Taught, taught_from
from khdash.ingest.recognise import Choices, ColumnChoice, ColumnMeaning, Recognition, table_key
from khdash.ingest.recognise.units import UnitNames
from khdash.locale.spelling import tidy
from khdash.model.catalogue import Catalogue

MOST_ROUNDS = 4
"""How often a reading may open a question that is remembered too: a column, its measure, names."""
MOST_NAMES = 300
"""Names of provinces in a table that are looked at to know whose file it is."""
_ANSWERS = {"measure": "measure", "convention": "style", "scale_percent": "fraction"}
"""What of a column is taken over only where this file asks for it: its own words come first."""
_TOLD = ("subgroup", "basis")


def taught_for(kept: pd.DataFrame, report: CheckReport) -> tuple[Taught, ...]:
    """What batches taught about the forms of a file, the newest first; kept: `Database.taught`."""
    if kept.empty:
        return ()
    forms = frozenset[str]().union(*map(forms_of, report.recognitions))
    return taught_from(kept[kept["fingerprint"].isin(forms)])


@dataclass(frozen=True)
class Offer:
    """What is remembered for a file, and the (batch, form) that each part of it comes from."""

    items: tuple[Item, ...] = ()
    taught: frozenset[tuple[int, str]] = frozenset()


def offered(report: CheckReport, choices: Choices, taught: Sequence[Taught], by: str = "") -> Offer:
    """What earlier batches say about the form of each table and the file leaves open.

    Only batches of the same office count: of a province that the table names, or of the same
    person (by). A heading, a name or a number that the file itself explains is left to the file.
    """
    items, used, names = list[Item](), set[tuple[int, str]](), None
    for own in report.recognitions:
        known = _of_form(own, taught)
        names = names or (UnitNames(report.catalogue) if known else None)
        for one in known:
            if names is None or not _is_of_office(one, own, names, by):
                continue
            used.add((one.batch, one.form))
            before = {item.place for item in items}
            said = [item for item in _items(one, own, report) if item.place not in before]
            items += [part for item in said if (part := open_part(choices, item)) is not None]
    return Offer(tuple(items), frozenset(used))


def read_as_remembered(
    check: Callable[[Choices], CheckReport],
    report: CheckReport,
    taught: Sequence[Taught],
    by: str = "",
) -> tuple[CheckReport, Offer]:
    """The report with everything taken over that is remembered, and what that was.

    check: checks the file with some choices; report: what it says with those decided so far.
    """
    whole = Offer()
    for _ in range(MOST_ROUNDS):
        found = offered(report, report.choices, taught, by)
        if not found.items:
            break
        report = check(with_items(report.choices, found.items))
        whole = Offer((*whole.items, *found.items), whole.taught | found.taught)
    return report, whole


def _of_form(own: Recognition, taught: Sequence[Taught]) -> list[Taught]:
    forms = forms_of(own) if taught else frozenset()
    return [one for one in taught if one.form in forms]


def _is_of_office(one: Taught, own: Recognition, names: UnitNames, by: str) -> bool:
    if by.strip() and by.strip().casefold() == one.by.strip().casefold():
        return True
    return not named_units(own, names).isdisjoint(with_successors(one.units, names.catalogue))


def named_units(own: Recognition, names: UnitNames) -> frozenset[str]:
    """The units that a table may be about: its title, its columns and its first rows say so."""
    found = set(own.title.units)
    for column in own.columns:
        found |= column.units
    for texts in own.rows.units.values[:MOST_NAMES]:
        for text in filter(None, texts):
            found |= names.candidates(text)
    return frozenset(found)


def with_successors(units: Iterable[str], catalogue: Catalogue) -> frozenset[str]:
    """The units and what they became."""
    known = frozenset(units) - {catalogue.country}
    heirs = (catalogue.units[key].successor for key in known if key in catalogue.units)
    return known | frozenset(filter(None, heirs))


def _items(one: Taught, own: Recognition, report: CheckReport) -> Iterator[Item]:
    """What a batch taught about a table, as far as the table leaves it open."""
    at = table_key(own.table.sheet, own.table.part)
    asked = _asked(own)
    for column in own.mapping.columns:
        answer = _answer(one.choices.column(column.column), column, asked)
        if answer and tidy(column.header):
            yield Item(one.batch, one.day, at, "column", column.header, answer, column.column)
    for text, code in one.choices.labels.items():
        if ("label", tidy(text)) in asked:
            yield Item(one.batch, one.day, at, "label", text, code)
    for text, key in one.choices.units.items():
        if ("unit", tidy(text)) in asked:
            unit = _in_force(key, report) if key else ""
            if unit is not None:
                yield Item(one.batch, one.day, at, "unit", text, unit)


def _asked(own: Recognition) -> frozenset[tuple[str, int | str]]:
    """What a table asks: a kind of question with the index of its column, or with a name."""
    found = set[tuple[str, int | str]]()
    for one in own.findings:
        kind = KINDS.get(one.code)
        if one.code in INDICATOR_CODES and one.value:
            found.add(("label", tidy(one.value)))
        elif kind == "unit":
            found |= {("unit", tidy(text)) for text in (one.value, one.value.split(", ")[0])}
        elif kind is not None:
            found.add((kind, _column(one.cell, own)))
    return frozenset(found)


def _column(cell: str, own: Recognition) -> int:
    found = column_of(cell, own.table)
    return -1 if found is None else found


def _answer(
    choice: ColumnChoice, now: ColumnMeaning, asked: frozenset[tuple[str, int | str]]
) -> dict[str, Any]:
    """What a choice says of a column and the table does not say itself."""
    told: dict[str, Any] = {}
    meant = (choice.role or ("value" if choice.indicator else None), choice.indicator)
    if meant[0] is not None and meant != (now.role, now.indicator or None):
        told |= {"role": choice.role, "indicator": choice.indicator}
    told |= {
        name: getattr(choice, name)
        for name in _TOLD
        if getattr(choice, name) not in (None, getattr(now, name))
    }
    told |= {
        name: getattr(choice, name)
        for name, kind in _ANSWERS.items()
        if getattr(choice, name) is not None and (kind, now.column) in asked
    }
    if choice.dash_is_zero:
        told["dash_is_zero"] = True
    return {name: said for name, said in told.items() if said is not None}


def _in_force(key: str, report: CheckReport) -> str | None:
    """The unit that carries the name of this one in every year of the file; None where that is
    not certain."""
    units = report.catalogue.units
    years = {int(year) for year in report.cells["year"].dropna()} if len(report.cells) else set()
    if key not in units or not years:
        return None
    same = [
        unit
        for unit in units.values()
        if (unit.name, unit.level) == (units[key].name, units[key].level)
    ]
    found = [unit for unit in same if any(unit.exists_in(year) for year in years)]
    if len(found) != 1 or not all(found[0].exists_in(year) for year in years):
        return None
    return found[0].key
