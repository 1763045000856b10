"""Put an exhibit together: the parts every kind has in common are filled in here once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import overload

import pandas as pd

from khdash.exhibit.core.alt import alt_text
from khdash.exhibit.core.exhibit import Coverage, Exhibit, Kind
from khdash.exhibit.core.figures import comparable
from khdash.exhibit.core.notes import coverage_note, figure_notes
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sources import NAMING, source_lines
from khdash.locale import Words
from khdash.model.cut import Cut
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, rows_of


def assemble(
    scope: Scope, name: str, kind: Kind, content: list[Row] | pd.DataFrame | Cut, **parts: object
) -> Exhibit:
    """An exhibit of rows, of a frame, or of what is cut out of a table that `with_measures`
    completed; `parts` are further fields of Exhibit, as the kind needs them.
    """
    rows = _read(content, parts)
    fields: dict[str, object] = {
        "title": "",
        "headline": "",
        "subtitle": "",
        "columns": (),
        "sources": source_lines(scope, rows),
        "data_version": scope.dataset.version,
        "updated_at": scope.dataset.updated_at,
        "demo": scope.dataset.demo,
        "measure_names": _measure_names(scope),
        "styles": scope.dataset.catalogue.styles,
        "catalogue": scope.dataset.catalogue,
        "outlines": scope.dataset.outlines,
    } | parts
    fields.setdefault("alt", alt_text(scope, rows, fields))
    return Exhibit(
        name=name,
        kind=kind,
        selection=scope.selection,
        content=content if isinstance(content, Cut) else with_measures(scope, content),
        **fields,  # type: ignore[arg-type]
    )


ALT_COLUMNS = (
    "unit",
    "unit_name",
    "indicator_name",
    "part_name",
    "year",
    "value",
    "qualifier",
    "measure",
    "decimals",
)


def _read(content: list[Row] | pd.DataFrame | Cut, parts: Mapping[str, object]) -> list[Row]:
    """What the sources and the alt text are made of."""
    if isinstance(content, Cut):
        return content.rows
    if not isinstance(content, pd.DataFrame):
        return content
    if "alt" in parts:
        return rows_of(content[[name for name in NAMING if name in content]].drop_duplicates())
    return rows_of(content[[name for name in (*ALT_COLUMNS, *NAMING) if name in content]])


def _measure_names(scope: Scope) -> dict[str, str]:
    """The units of measure in words: those of the catalogue, and what is counted here."""
    words = scope.words
    measures = scope.dataset.catalogue.measures.values()
    own = {"points": words("điểm"), "items": words("mục việc")}
    return own | {measure.code: words.name(measure) for measure in measures}


@overload
def with_measures(scope: Scope, content: list[Row]) -> list[Row]: ...
@overload
def with_measures(scope: Scope, content: pd.DataFrame) -> pd.DataFrame: ...
def with_measures(scope: Scope, content: list[Row] | pd.DataFrame) -> list[Row] | pd.DataFrame:
    """The table with the unit of measure and the form of the figure in each row."""
    if isinstance(content, pd.DataFrame):
        names = [str(name) for name in content.columns]
    else:
        names = list(content[0]) if content else []
    if "indicator" not in names or not any("value" in name.split("_") for name in names):
        return content
    in_form = {indicator.code: indicator for indicator in scope.indicators}
    known = {**scope.dataset.catalogue.indicators, **in_form}
    told = [(n, key) for n, key in (("measure", "unit"), ("form", "form")) if n not in names]
    if not isinstance(content, pd.DataFrame):
        return [
            {**row, **{name: getattr(known.get(row["indicator"]), key, "") for name, key in told}}
            for row in content
        ]
    texts = {
        name: [getattr(known.get(code), key, "") for code in content["indicator"]]
        for name, key in told
    }
    return content.assign(
        **{name: pd.Series(own, index=content.index, dtype="str") for name, own in texts.items()}
    )


def of_indicator(scope: Scope, indicator: Indicator, rows: Sequence[Row]) -> dict[str, object]:
    """Title, measure and notes of an exhibit that shows one indicator."""
    words = scope.words
    coverage = coverage_of(scope, rows)
    return {
        "title": words.name(indicator),
        "measure": indicator.unit,
        "decimals": indicator.decimals,
        "coverage": coverage,
        "notes": (coverage_note(scope, coverage, rows), *figure_notes(scope, indicator, rows)),
    }


def coverage_of(scope: Scope, rows: Sequence[Row]) -> Coverage:
    """The shown units with a comparable figure among all shown units."""
    having = {row["unit"] for row in comparable(rows)}
    missing = [key for key in scope.unit_keys if key not in having]
    return Coverage(len(having), len(scope.unit_keys), scope.names(missing))


def measure_text(words: Words, scope: Scope, indicator: Indicator) -> str:
    """The unit of measure in words."""
    measure = scope.dataset.catalogue.measures[indicator.unit]
    return words.name(measure)
