"""Put an exhibit together: the parts every kind has in common are filled in here once."""

from __future__ import annotations

import pandas as pd

from khdash.exhibit.core.alt import alt_text
from khdash.exhibit.core.exhibit import Coverage, Exhibit, Kind
from khdash.exhibit.core.figures import comparable
from khdash.exhibit.core.notes import coverage_note, figure_notes
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sources import source_lines
from khdash.locale import Words
from khdash.model.catalogue import Indicator


def assemble(scope: Scope, name: str, kind: Kind, table: pd.DataFrame, **parts: object) -> Exhibit:
    """An exhibit of `table`; `parts` are further fields of Exhibit, as the kind needs them."""
    fields: dict[str, object] = {
        "title": "",
        "headline": "",
        "subtitle": "",
        "columns": (),
        "sources": source_lines(scope, table) if "source_id" in table else (),
        "data_version": scope.dataset.version,
        "updated_at": scope.dataset.updated_at,
        "demo": scope.dataset.demo,
        "styles": scope.dataset.catalogue.styles,
    } | parts
    fields.setdefault("alt", alt_text(scope, table, fields))
    return Exhibit(name=name, kind=kind, selection=scope.selection, table=table, **fields)  # type: ignore[arg-type]


def of_indicator(scope: Scope, indicator: Indicator, table: pd.DataFrame) -> dict[str, object]:
    """Title, measure and notes of an exhibit that shows one indicator."""
    words = scope.words
    coverage = coverage_of(scope, table)
    return {
        "title": words.name(indicator),
        "measure": indicator.unit,
        "decimals": indicator.decimals,
        "coverage": coverage,
        "notes": (coverage_note(scope, coverage, table), *figure_notes(scope, indicator, table)),
    }


def coverage_of(scope: Scope, table: pd.DataFrame) -> Coverage:
    """The shown units with a comparable figure among all shown units."""
    having = set(comparable(table)["unit"])
    missing = [key for key in scope.unit_keys if key not in having]
    return Coverage(len(having), len(scope.unit_keys), scope.names(missing))


def measure_text(words: Words, scope: Scope, indicator: Indicator) -> str:
    """The unit of measure in words."""
    measure = scope.dataset.catalogue.measures[indicator.unit]
    return words.name(measure)
