"""Names of units and indicators as a finding shows them."""

from __future__ import annotations

from datetime import date, timedelta

from khdash.ingest.findings import Both
from khdash.locale import Words
from khdash.model.catalogue import Catalogue


def indicator_name(catalogue: Catalogue, code: str) -> Both:
    """The indicator's name; the code itself where the catalogue has none."""
    entry = catalogue.indicators.get(code)
    return Both(entry.name_vi, entry.name_en) if entry else Both(code, code)


def unit_name(catalogue: Catalogue, key: str) -> Both:
    """The unit's name, marked where it means the area after a merger, or has a namesake there."""
    unit = catalogue.units.get(key)
    if unit is None:
        return Both(key, key)
    if unit.valid_from is not None:
        day = day_name(unit.valid_from)
        return Both(f"{unit.name} (từ {day.vi})", f"{unit.name_en} (since {day.en})")
    if unit.valid_to is not None and unit.name in catalogue.shared_names:
        day = day_name(unit.valid_to + timedelta(days=1))
        return Both(f"{unit.name} (trước {day.vi})", f"{unit.name_en} (before {day.en})")
    return Both(unit.name, unit.name_en)


def day_name(day: date) -> Both:
    """A day as a sentence says it."""
    return Both(Words("vi").spoken_day(day), Words("en").spoken_day(day))
