"""What a whole file says about its units: old or new boundaries, provinces or districts."""

from __future__ import annotations

from collections.abc import Sequence

from khdash.ingest.recognise.columns import Column
from khdash.ingest.recognise.meaning import MeaningReader
from khdash.ingest.recognise.rows import Rows
from khdash.ingest.recognise.title import Title
from khdash.ingest.recognise.unit_reader import UnitReader
from khdash.ingest.recognise.units import UnitFound

FEWEST_MERGED = 3
"""So many names of merged provinces without any of those that they took in tell of today's."""


def old_boundaries(
    values: Sequence[Column], rows: Rows, units: UnitReader, meanings: MeaningReader
) -> bool | None:
    """Whether the names of the file are those of before a merger; None where they do not tell."""
    if meanings.choices.boundaries:
        return meanings.choices.boundaries == "old"
    sets = [units.candidates(texts)[1] for texts in rows.units.values]
    sets += [column.units for column in values if column.units]
    old = any(units.names.retired(keys) and _is_province(units, keys) for keys in sets)
    new = any(keys and all("@" in key for key in keys) for keys in sets)
    if not old and not new:
        new = _are_all_of_today(units, sets)
    return old if old != new else None


def _are_all_of_today(units: UnitReader, sets: Sequence[frozenset[str]]) -> bool:
    """Whether every province that stands where the merged ones stand is named, and no old one."""
    merged = {
        unit.name for unit in units.names.catalogue.units.values() if unit.valid_from is not None
    }
    named = {units.names.catalogue.units[key].name for keys in sets for key in keys}
    return len(named & merged) >= FEWEST_MERGED


def _is_province(units: UnitReader, keys: frozenset[str]) -> bool:
    return all(units.names.catalogue.units[key].level == "province" for key in keys)


def are_strangers(rows: Rows, units: UnitReader) -> bool:
    """Whether most names in the unit column are of no province: a list of districts."""
    named = [texts for texts in rows.units.values if any(texts)]
    unknown = [t for t in named if units.candidates(t)[0] not in ("", "other-area")]
    return len(unknown) * 2 >= len(named) > 1


def is_own_capital(found: UnitFound, texts: tuple[str, ...], title: Title, strangers: bool) -> bool:
    """'Thái Bình' among the districts of Thái Bình is the town, not the province."""
    return strangers and bool(texts) and found.unit in title.units


def fixed_unit(title: Title, units: UnitReader) -> frozenset[str]:
    """The unit of a table without a column of units: the chosen one, or that of the title."""
    chosen = units.fixed
    return frozenset([chosen]) if chosen else title.units


def title_unit(
    values: Sequence[Column],
    rows: Rows,
    title: Title,
    places: Sequence[tuple[tuple[str, ...], UnitFound | str]],
) -> str:
    """The unit that the title gives to the cells whose row names none; '' if none needs it."""
    known = [f.unit for texts, f in places if not texts and isinstance(f, UnitFound)]
    return known[0] if known and title.units else ""
