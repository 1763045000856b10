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
from khdash.model.indicators import Indicator


def assemble(scope: Scope, name: str, kind: Kind, table: pd.DataFrame, **parts: object) -> Exhibit:
    """An exhibit of `table`; `parts` are further fields of Exhibit, as the kind needs them."""
    fields: dict[str, object] = {
        "title": "",
        "headline": "",
        "subtitle": "",
        "columns": (),
        "sources": source_lines(scope, table),
        "data_version": scope.dataset.version,
        "updated_at": scope.dataset.updated_at,
        "demo": scope.dataset.demo,
        "measure_names": _measure_names(scope),
        "styles": scope.dataset.catalogue.styles,
    } | parts
    fields.setdefault("alt", alt_text(scope, table, fields))
    return Exhibit(
        name=name,
        kind=kind,
        selection=scope.selection,
        table=with_measures(scope, table),
        **fields,  # type: ignore[arg-type]
    )


def _measure_names(scope: Scope) -> dict[str, str]:
    """The units of measure in words: those of the catalogue, and what is counted here."""
    words = scope.words
    measures = scope.dataset.catalogue.measures.values()
    own = {"points": words("điểm"), "items": words("mục việc")}
    return own | {measure.code: words.name(measure) for measure in measures}


def with_measures(scope: Scope, table: pd.DataFrame) -> pd.DataFrame:
    """The table with the unit of measure and the form of the figure in each row."""
    names = [str(name) for name in table.columns]
    if "indicator" not in names or not any("value" in name.split("_") for name in names):
        return table
    in_form = {indicator.code: indicator for indicator in scope.indicators}
    known = {**scope.dataset.catalogue.indicators, **in_form}
    entries = [known.get(code) for code in table["indicator"]]
    told: dict[str, list[str]] = {}
    if "measure" not in table:
        told["measure"] = [entry.unit if entry else "" for entry in entries]
    if "form" not in table:
        told["form"] = [entry.form if entry else "" for entry in entries]
    dtyped = {
        name: pd.Series(texts, index=table.index, dtype="str") for name, texts in told.items()
    }
    return table.assign(**dtyped)


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
