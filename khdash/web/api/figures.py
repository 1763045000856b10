"""Observations, as they were published, and totals, which say what they cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.registry import build
from khdash.exhibit.topics.lookup.observations import EVERY_STATEMENT, IN_USE
from khdash.locale import mark
from khdash.model.dataset import Dataset
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.kept import kept
from khdash.model.rows import rows_of
from khdash.model.selection import Selection
from khdash.report.table import plain
from khdash.transform.completeness import is_due
from khdash.web.api.fields import Field, fields
from khdash.web.api.problem import Fault, Problem
from khdash.web.api.question import Question
from khdash.web.api.resource import Found, Record, Resource

Cell = tuple[str, str, int]
"""Unit, indicator, year."""
Gap = tuple[str, str, int, str]
"""A cell and why there is no figure in it."""


def _observations(question: Question, dataset: Dataset) -> Found:
    """The figures, the newest first, then the cells without one."""
    name = EVERY_STATEMENT if question.others else IN_USE
    shown = build(name, dataset, question.selection)
    scope = Scope.of(dataset, shown.selection)
    gaps = gaps_of(dataset, shown.selection) if question.gaps else ()
    figures = len(shown.content)

    def cut(first: int, last: int) -> list[Record]:
        rows = [_published(row) for row in rows_of(shown.table.iloc[first:last])]
        lacking = gaps[max(first - figures, 0) : max(last - figures, 0)]
        return rows + [_gap(scope, gap) for gap in lacking]

    notes = [note.text for note in shown.notes]
    return Found(figures + len(gaps), cut, _resolved(scope), notes)


def _resolved(scope: Scope) -> Selection:
    """The selection with the years and units that were meant."""
    return scope.selection.with_(
        units=tuple(scope.unit_keys),
        first_year=scope.first_year,
        last_year=scope.year,
        boundaries=scope.boundaries,
    )


def _published(row: dict[str, Any]) -> Record:
    return {field.name: plain(row[field.name]) for field in OBSERVATIONS.fields}


@kept(200_000, weight=lambda found: len(found) + 20)
def gaps_of(dataset: Dataset, selection: Selection) -> tuple[Gap, ...]:
    """The cells of the asked units, indicators and years that were due and have no figure in use.

    Without asked indicators those are meant of which a shown unit has a figure in these years.
    """
    scope = Scope.of(dataset, selection)
    filled = _cells(dataset, selection)
    elsewhere = _cells(dataset, selection.with_(basis="")) if selection.basis else filled
    asked = selection.indicators or {code for _, code, _ in filled}
    return tuple(
        (unit, code, year, str(reason))
        for code, entry in dataset.catalogue.indicators.items()
        if code in asked
        for unit in _places(scope)
        for year in range(scope.year, scope.first_year - 1, -1)
        if (unit, code, year) not in filled
        and (reason := _why(scope, entry, unit, year, elsewhere))
    )


def _cells(dataset: Dataset, selection: Selection) -> set[Cell]:
    """The cells with a yearly figure in use."""
    table = build(IN_USE, dataset, selection).table
    yearly = table[table["yearly"].astype(bool)]
    return set(yearly[["unit", "indicator", "year"]].itertuples(index=False, name=None))


def _places(scope: Scope) -> list[str]:
    """The asked units, each followed by those that were merged into it, whose land it is."""
    catalogue = scope.dataset.catalogue
    keys = [*scope.unit_keys, *scope.selection.benchmarks]
    return list(dict.fromkeys(k for key in keys for k in (key, *catalogue.parts(key))))


def _why(
    scope: Scope, indicator: Indicator, unit: str, year: int, elsewhere: set[Cell]
) -> GapReason | None:
    """Why there is no figure; None where none was to be expected of a unit that did not exist."""
    if indicator.valid_from is not None and year < indicator.valid_from:
        return GapReason.BEFORE_START
    if indicator.valid_to is not None and year > indicator.valid_to:
        return GapReason.ENDED
    if not is_due(indicator, scope.dataset.catalogue.units[unit], year):
        return None
    if (unit, indicator.code, year) in elsewhere:
        return GapReason.OTHER_BASIS
    return GapReason.NO_DATA


def _gap(scope: Scope, gap: Gap) -> Record:
    unit, code, year, reason = gap
    indicator = scope.dataset.catalogue.indicators[code]
    told = {
        **scope.named(unit),
        "indicator": code,
        "indicator_name": scope.words.name(indicator),
        "subgroup": scope.selection.subgroup,
        "basis": scope.selection.basis if indicator.basis_matters else "",
        "year": year,
        "yearly": True,
        "measure": indicator.unit,
        "missing": reason,
    }
    return _filled(OBSERVATIONS.fields, told)


def _filled(fields: Sequence[Field], told: Record) -> Record:
    """A row with every field: null, empty or false where it has nothing to say."""
    empty = {"text": "", "boolean": False, "texts": []}
    return {one.name: told[one.name] if one.name in told else empty.get(one.kind) for one in fields}


def _totals(question: Question, dataset: Dataset) -> Found:
    """Every year asked of every indicator asked, by default of those that speak for all."""
    catalogue, words = dataset.catalogue, question.words
    asked = question.selection.indicators
    rates = [code for code in asked if catalogue.indicators[code].kind == "rate"]
    if rates:
        text = words("Tỷ lệ thì không cộng được.")
        raise Problem("no-answer", text, [Fault("chi_so", c, "rate", text) for c in rates])
    indicators = asked or tuple(i.code for i in catalogue.headlines if i.kind != "rate")
    selection = question.selection.with_(indicators=indicators)
    totals = {
        code: build("total", dataset, selection.with_(indicators=(code,))) for code in indicators
    }
    scope = Scope.of(dataset, selection)
    rows = [row for code, total in totals.items() for row in _years(scope, code, total)]
    if not question.gaps:
        rows = [row for row in rows if not row["missing"]]
    notes = [
        f"{words.name(catalogue.indicators[code])}: {note.text}"
        for code, total in totals.items()
        for note in total.notes
    ]
    return Found(len(rows), lambda first, last: rows[first:last], _resolved(scope), notes)


def _years(scope: Scope, code: str, total: Exhibit) -> Iterator[Record]:
    """A row a year, the newest first; of a year without any figure one that says so."""
    indicator, known = scope.dataset.catalogue.indicators[code], {r["year"]: r for r in total.rows}
    for year in range(scope.year, scope.first_year - 1, -1):
        row = known.get(year)
        units = list(scope.units_in(year))
        told = {
            "indicator": code,
            "indicator_name": scope.words.name(indicator),
            "year": year,
            "measure": indicator.unit,
        }
        if row is None:
            told |= {
                "missing": str(_why_no_total(indicator, year)),
                "covered": 0,
                "expected": len(units),
                "missing_units": units,
                "sum_covered": 0,
            }
        else:
            texts = {"missing_units": row["missing_units"], "source_ids": row["source_id"]}
            shared = [field.name for field in TOTALS.fields if field.name in row]
            told |= {name: plain(row[name]) for name in shared}
            told |= {name: text.split() for name, text in texts.items()}
        yield _filled(TOTALS.fields, told)


def _why_no_total(indicator: Indicator, year: int) -> GapReason:
    if indicator.valid_from is not None and year < indicator.valid_from:
        return GapReason.BEFORE_START
    if indicator.valid_to is not None and year > indicator.valid_to:
        return GapReason.ENDED
    return GapReason.NO_DATA


_CHOSEN = ("chi_so", "tinh", "nam", "ranh_gioi", "nhom", "cho_trong")

OBSERVATIONS = Resource(
    "observations",
    mark("Số liệu"),
    mark("Từng số liệu đúng như nguồn ghi, mới nhất trước; sau đó là các ô chưa có số."),
    (*_CHOSEN, "mau_so", "doi_chieu", "so_khac"),
    fields(
        "unit unit_code unit_valid_from unit_name indicator indicator_name subgroup basis year"
        " yearly period_start period_end as_of point value lower upper qualifier measure missing"
        " standing disputed confidence source_id batch_id sheet cell note"
    ),
    _observations,
)
TOTALS = Resource(
    "totals",
    mark("Tổng số"),
    mark(
        "Tổng số của cụm, hoặc của các tỉnh đã chọn, từng năm: cộng được bao nhiêu tỉnh, thiếu tỉnh"
        " nào. Dưới 5/8 số tỉnh thì value là null và sum_value là cộng của các tỉnh đã công bố."
    ),
    _CHOSEN,
    fields(
        "indicator indicator_name year value lower upper qualifier measure missing covered"
        " expected missing_units low_confidence sum_value sum_lower sum_upper sum_qualifier"
        " sum_covered population_share source_ids"
    ),
    _totals,
)
