"""All cells of a table in one frame: what each states, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from khdash.ingest.recognise.columns import Column
from khdash.ingest.recognise.figures import Figures, Group, read_figures
from khdash.ingest.recognise.first_fault import first_fault
from khdash.ingest.recognise.flat import (
    NUMBER_OF,
    Flat,
    Ints,
    flatten,
    lay_over,
    pairs_of,
    take,
)
from khdash.ingest.recognise.layout import layout_of
from khdash.ingest.recognise.mapping import Convention
from khdash.ingest.recognise.meaning import Meaning, MeaningReader
from khdash.ingest.recognise.period import Period
from khdash.ingest.recognise.rows import Rows
from khdash.ingest.recognise.title import Title
from khdash.ingest.recognise.unit_context import (
    are_strangers,
    fixed_unit,
    is_own_capital,
    old_boundaries,
    title_unit,
)
from khdash.ingest.recognise.unit_reader import UnitReader
from khdash.ingest.recognise.units import UnitFound
from khdash.ingest.recognise.when import When, read_when
from khdash.ingest.recognise.wholes import names_whole
from khdash.locale.spelling import tidy
from khdash.model.indicators import Indicator
from khdash.reading.table import Table
from khdash.reading.table.table import NUMBER

FEW = ["unit", "indicator", "subgroup", "basis", "qualifier"]
INNER = ["note", "denominator", "percent", "whole_named", "meaning", "when", "place", "source"]
"""The columns of a frame of cells that nobody asks for once the findings are told."""


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells and how they were understood.

    frame: row, column, text, unit, year, as_of, period_start, period_end (ISO texts or None),
    indicator, subgroup, basis, value, qualifier, fault, note, denominator, percent, and meaning,
    when, place: indices into the lists beside it; source: into figures. Those of FEW different
    texts are categories. Cells without a figure are in `missing`, with the kind of their mark in
    `note`; cells of columns of plans and changes, and what a person left out, are in `left_out`.
    """

    frame: pd.DataFrame
    missing: pd.DataFrame
    left_out: pd.DataFrame
    meanings: list[Meaning]
    whens: list[When]
    places: list[tuple[tuple[str, ...], UnitFound | str]]
    figures: Figures
    layout: str
    uses_title_period: bool = False
    uses_title_indicator: bool = False
    title_unit: str = ""
    by_column: dict[int, Meaning] = field(default_factory=dict)
    conventions: dict[int, Convention] = field(default_factory=dict)
    old_boundaries: bool | None = None
    rows_of_source: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    columns_of_source: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))


def read_cells(
    table: Table,
    columns: Sequence[Column],
    rows: Rows,
    title: Title,
    meanings: MeaningReader,
    units: UnitReader,
) -> Cells:
    """Understand every cell below a column of figures."""
    values = [column for column in columns if column.role == "value"]
    flat = flatten(table, values, rows)
    told, meaning_of = _meanings(flat, values, rows, title, meanings)
    whens, when_of = _whens(flat, rows, title, told, meaning_of, meanings)
    old = old_boundaries(values, rows, units, meanings)
    places, place_of = _places(flat, values, rows, title, units, (whens, when_of, old))
    figures = read_figures(_groups(flat, values, rows, told, meaning_of, meanings), len(flat.text))
    frame = _frame(
        flat,
        values,
        figures,
        (told, meaning_of),
        (whens, when_of),
        (places, place_of),
        rows.partial,
    )
    left_out = frame["fault"] == "left-out"
    missing = frame["fault"] == "missing"
    kept = ~(missing | left_out)
    return Cells(
        frame=frame if kept.all() else frame[kept].reset_index(drop=True),
        missing=frame[missing].reset_index(drop=True),
        left_out=frame[left_out].reset_index(drop=True),
        meanings=told,
        whens=whens,
        places=places,
        figures=figures,
        layout=layout_of(values, rows),
        uses_title_period=_used_title(rows, told, whens),
        uses_title_indicator=any(meaning.how == "title" for meaning in told),
        title_unit=title_unit(values, rows, title, places),
        by_column=_by_column(flat, values, told, meaning_of),
        conventions=_conventions(figures, values),
        old_boundaries=old,
        rows_of_source=flat.row,
        columns_of_source=np.array([c.index for c in values], np.int64)[flat.at],
    )


def _meanings(
    flat: Flat, values: Sequence[Column], rows: Rows, title: Title, reader: MeaningReader
) -> tuple[list[Meaning], Ints]:
    labels, extras = rows.labels, rows.extras
    words, words_of = pairs_of(labels.of[flat.row], extras.of[flat.row])
    pairs, of = pairs_of(flat.at, words_of)
    alone = len(values) == 1
    outer = reader.choices.indicator or title.indicator
    told = []
    for at, word in pairs:
        label, extra = words[word]
        meaning = reader.read(labels.values[label], extras.values[extra], values[at], outer)
        if rows.starts_with_years:
            meaning = Meaning(fault="header-uncertain")
        elif not alone and not values[at].levels and meaning.how != "choice":
            meaning = Meaning(fault="header-blank")
        told.append(meaning)
    return told, of


def _whens(
    flat: Flat,
    rows: Rows,
    title: Title,
    told: Sequence[Meaning],
    meaning_of: Ints,
    reader: MeaningReader,
) -> tuple[list[When], Ints]:
    pairs, of = pairs_of(meaning_of, rows.periods.of[flat.row])
    outer = _outer_period(title, reader)
    known: dict[When, int] = {}
    number_of = np.zeros(len(pairs), NUMBER_OF)
    for number, (at, period) in enumerate(pairs):
        meaning = told[at]
        entry = reader.indicators.get(meaning.indicator)
        flow = entry is not None and entry.kind == "flow"
        when = read_when(rows.periods.values[period], meaning.period, outer, flow)
        if reader.choices.year is None and _is_intended(title, meaning, entry):
            when = When(fault="table-of-plans")
        if reader.choices.year is None and title.part:
            when = When(fault="table-of-part", text=title.part)
        if when.fault == "year-missing" and title.years:
            when = When(fault="year-contradictory", text=", ".join(map(str, title.years)))
        number_of[number] = known.setdefault(when, len(known))
    return list(known), number_of[of] if len(pairs) else of


def _is_intended(title: Title, meaning: Meaning, entry: Indicator | None) -> bool:
    """Whether the title makes a figure a plan or a pledge, and its own words do not say else."""
    if meaning.period is not None and meaning.period.done:
        return False
    told = meaning.how == "title" or "công nhận" not in tidy(meaning.text)
    is_pledge = title.is_pledge and told and (entry is None or entry.role != "registered")
    return title.is_plan or is_pledge


def _outer_period(title: Title, reader: MeaningReader) -> Period | None:
    choices = reader.choices
    if choices.year is not None or choices.as_of:
        year = choices.year or int(choices.as_of[:4])
        return Period(year, choices.as_of or None)
    return title.period


def _places(
    flat: Flat,
    values: Sequence[Column],
    rows: Rows,
    title: Title,
    units: UnitReader,
    times: tuple[list[When], Ints, bool | None],
) -> tuple[list[tuple[tuple[str, ...], UnitFound | str]], Ints]:
    """The unit of each cell: from its header, its row, or the title."""
    whens, when_of, old = times
    has_axis = any(any(texts) for texts in rows.units.values)
    names: list[tuple[str, ...]] = list(rows.units.values)
    offset = len(names)
    headers = np.full(len(values), -1)
    for position, column in enumerate(values):
        if column.units:
            headers[position] = len(names)
            names.append((column.levels[-1] if column.levels else column.header,))
    strangers = are_strangers(rows, units)
    own = rows.units.of[flat.row]
    if len(flat.at):
        own = np.where(headers[flat.at] >= 0, headers[flat.at], own)
    pairs, of = pairs_of(own, when_of)
    header_units = {int(headers[p]): column.units for p, column in enumerate(values)}
    places: list[tuple[tuple[str, ...], UnitFound | str]] = []
    for name, when in pairs:
        texts = tuple(text for text in names[name] if text)
        if units.is_left_out(texts):
            found: UnitFound | str = "left-out"
        elif name >= offset:
            found = _at_time(units, header_units[name], whens[when], old)
        elif not texts and not has_axis and (fixed := fixed_unit(title, units)):
            found = _at_time(units, fixed, whens[when], old)
        else:
            found = units.find(texts, whens[when], old)
        if isinstance(found, UnitFound) and is_own_capital(found, texts, title, strangers):
            found = "unit-maybe-district"
        places.append((texts, found))
    return places, of


def _at_time(
    units: UnitReader, keys: frozenset[str], when: When, old: bool | None
) -> UnitFound | str:
    if when.fault:
        return UnitFound("known", min(keys)) if len(keys) == 1 else "unit-without-year"
    return units.names.choose_at(keys, when.year, when.as_of, old)


def _groups(
    flat: Flat,
    values: Sequence[Column],
    rows: Rows,
    told: Sequence[Meaning],
    meaning_of: Ints,
    reader: MeaningReader,
) -> list[Group]:
    """Cells that are read together: of one column, or of one indicator where rows name it."""
    by_row = len(rows.labels.values) > 1
    pairs, of = pairs_of(flat.at, meaning_of)
    keys: dict[tuple[object, ...], int] = {}
    group_of_pair = np.zeros(len(pairs), np.int64)
    kinds: list[tuple[int, Meaning]] = []
    for number, (at, meaning) in enumerate(pairs):
        said, column = told[meaning], values[at].index
        choice = reader.choices.column(column)
        key = (said.indicator, said.measure, choice, -1 if by_row else column)
        if key not in keys:
            keys[key] = len(kinds)
            kinds.append((column, said))
        group_of_pair[number] = keys[key]
    group_of = group_of_pair[of] if len(pairs) else of
    order = np.argsort(group_of, kind="stable")
    bounds = np.searchsorted(group_of[order], np.arange(len(kinds) + 1))
    groups = []
    for number, (column, said) in enumerate(kinds):
        members = order[bounds[number] : bounds[number + 1]]
        choice = reader.choices.column(column)
        marks = flat.mark[members] & NUMBER
        groups.append(
            Group(
                column,
                reader.indicators.get(said.indicator),
                said.measure,
                members,
                [flat.text[i] for i in members.tolist()],
                [bool(m) for m in marks] if marks.any() else None,
                choice.convention or reader.choices.convention,
                choice.dash_is_zero,
                choice.scale_percent,
            )
        )
    return groups


def _frame(
    flat: Flat,
    values: Sequence[Column],
    figures: Figures,
    meanings: tuple[list[Meaning], Ints],
    times: tuple[list[When], Ints],
    units: tuple[list[tuple[tuple[str, ...], UnitFound | str]], Ints],
    parts: dict[int, Ints],
) -> pd.DataFrame:
    (told, meaning_of), (whens, when_of), (places, place_of) = meanings, times, units
    found = [place[1] for place in places]
    partial = np.zeros(len(flat.row), bool)
    for rows_of_part in parts.values():
        partial |= rows_of_part[flat.row]
    qualifier = figures.qualifier.copy()
    lay_over(qualifier, [meaning.qualifier for meaning in told], meaning_of)
    estimated = take([when.estimated for when in whens], when_of, bool)
    qualifier[estimated & (qualifier == "exact")] = "about"
    columns = np.array([column.index for column in values], NUMBER_OF)
    return pd.DataFrame(
        {
            "row": flat.row,
            "column": columns[flat.at],
            "text": np.array(flat.text, dtype=object),
            "unit": _texts([f.unit if isinstance(f, UnitFound) else "" for f in found], place_of),
            "year": pd.array([when.year for when in whens], dtype="Int64").take(when_of),
            "as_of": take([when.as_of for when in whens], when_of),
            "period_start": take([when.start for when in whens], when_of),
            "period_end": take([when.end for when in whens], when_of),
            "indicator": _texts([meaning.indicator for meaning in told], meaning_of),
            "subgroup": _texts([meaning.subgroup for meaning in told], meaning_of),
            "basis": _texts([meaning.basis for meaning in told], meaning_of),
            "value": figures.value,
            "qualifier": pd.Categorical(qualifier),
            "fault": first_fault(flat, figures, meanings, times, (found, place_of), partial),
            "note": figures.note,
            "denominator": figures.denominator,
            "percent": figures.percent,
            "whole_named": names_whole(flat, values, told, meaning_of, figures),
            "meaning": meaning_of,
            "when": when_of,
            "place": place_of,
            "source": np.arange(len(flat.text), dtype=NUMBER_OF),
        },
        copy=False,
    )


def _texts(values: Sequence[str], of: Ints) -> pd.Categorical:
    """The text of each cell as a number of one or two bytes, since only few are different."""
    numbers, different = pd.factorize(np.array(values, dtype=object))
    return pd.Categorical.from_codes(numbers[of], pd.Index(different))


# What the mapping shows ------------------------------------------------------------------------


def _used_title(rows: Rows, told: Sequence[Meaning], whens: Sequence[When]) -> bool:
    """Whether any cell has its year from outside the table."""
    bare_row = any(not any(texts) for texts in rows.periods.values)
    bare_heading = any(m.period is None or m.period.year is None for m in told if not m.left_out)
    return bare_row and bare_heading and any(not when.fault for when in whens)


def _by_column(
    flat: Flat, values: Sequence[Column], told: Sequence[Meaning], meaning_of: Ints
) -> dict[int, Meaning]:
    if not len(flat.at):
        return {}
    _, first = np.unique(flat.at, return_index=True)
    return {values[int(flat.at[i])].index: told[int(meaning_of[i])] for i in first}


def _conventions(figures: Figures, values: Sequence[Column]) -> dict[int, Convention]:
    return {
        group.column: reading.convention
        for group, reading in figures.readings
        if reading.convention is not None
    }
