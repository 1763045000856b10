"""Which figure a cell of a table or a mark of a chart shows, so that its card can be found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from khdash.exhibit.core.exhibit import Column, Exhibit, beside
from khdash.exhibit.core.scope import Scope, years_of
from khdash.exhibit.core.target_lines import target_for
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.exhibit.topics.lookup.target_key import ShownTarget, target_in
from khdash.exhibit.topics.lookup.target_marks import OF_TARGET, drawn_targets, target_of_mark
from khdash.model.dataset import Dataset
from khdash.model.rows import Row, is_number

What = Literal["figure", "quotient", "share", "change", "total", "pair", "score"]
TOGETHER = ("cluster", "published")
"""What stands as the unit of a row that is of the shown units together."""
TARGET = "target_value"
"""The column of what is to be reached, which is set and not measured."""
REFERENCE = "reference_value"
"""The column of what a figure is compared with."""
TWO_YEARS = "change"
"""The column that words a change between two years."""
WITH_GAPS = ("comparison", "map", "heat_table", "ranking", "slope")
TABLES_WITH_GAPS = ("pivot", "profile")
"""Kinds, and tables by name, whose empty `value` says that there is no figure of a year."""
OF_MARKS: Mapping[str, tuple[str, ...]] = {"slope": ("base_value", "value")}
"""The columns that the marks of a kind stand for, where it is not `value` alone."""


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure as an exhibit shows it, published or computed.

    unit: its key; one of TOGETHER for the shown units together. what: quotient is computed here
    though a source may print the figure too, `divisor` being what it divides by; share is of the
    whole that the indicator is part of; change is since `base_year`; pair are the two figures of a
    point, score what the criteria of emulation add up to: those two only their exhibit can tell.
    """

    unit: str
    indicator: str
    year: int
    basis: str = ""
    subgroup: str = ""
    form: str = ""
    what: What = "figure"
    base_year: int | None = None
    divisor: str = ""

    @property
    def key(self) -> FigureKey:
        """Its name among the published figures."""
        return FigureKey(self.unit, self.indicator, self.year, self.basis, self.subgroup)


Named = ShownFigure | FigureKey | ShownTarget


def holds_figures(column: Column) -> bool:
    """Whether a cell of this column may lead to a card."""
    return column.name == TWO_YEARS or _is_figure(column)


def figure_in(dataset: Dataset, exhibit: Exhibit, row: Row, column: Column) -> Named | None:
    """What a cell of an exhibit's table shows or lacks; None where it is about no figure."""
    if not holds_figures(column) or not row.get("unit"):
        return None
    if column.name == TARGET:
        return target_in(dataset.catalogue, row)
    if column.name == REFERENCE:
        return _reference(dataset, exhibit, row)
    if exhibit.kind in ("contributions", "scatter"):
        return _of_several(exhibit, row) if _is_figure(column) else None
    if column.name == TWO_YEARS and row.get("base_year") and row.get("indicator"):
        found = _named(dataset, exhibit, row, "value")
        return found and replace(found, what="change", base_year=int(row["base_year"]))
    if not _is_figure(column):
        return None
    if row.get("figure") and column.figure in ("value", "before_value"):
        return FigureKey.from_text(row["figure"])
    return _named(dataset, exhibit, row, column.figure)


def figures_in(dataset: Dataset, exhibit: Exhibit) -> Iterator[Named]:
    """Everything that an exhibit shows and has a card for."""
    columns = columns_of_figures(exhibit)
    for row in exhibit.rows:
        for column in columns:
            found = figure_in(dataset, exhibit, row, column)
            if found is not None:
                yield found
    yield from drawn_targets(dataset, exhibit)


def columns_of_figures(exhibit: Exhibit) -> list[Column]:
    """Those of marks and those of the table, each once."""
    return list({one.name: one for one in (*_of_marks(exhibit), *exhibit.columns)}.values())


def figure_of_mark(
    dataset: Dataset,
    exhibit: Exhibit,
    said: frozenset[object],
    names: Callable[[Row], Collection[str]],
) -> Named | None:
    """The figure of a mark that says: the key of its unit, its year and value, and texts; of the
    mark of a level the level.

    A mark without year and value is a gap. names: what a mark of a row may be called; where several
    figures of a unit are equal, the one is meant of which the mark says most.
    """
    if OF_TARGET in said:
        return target_of_mark(dataset, exhibit, said)
    numbers = {float(one) for one in said if isinstance(one, int | float)}
    found = []
    for row in exhibit.rows:
        if row["unit"] not in said:
            continue
        for column in _of_marks(exhibit):
            value, year = row.get(column.name), row.get(beside(column.name, "year"))
            if is_number(value) and is_number(year):
                if numbers and {float(value), float(year)} <= numbers:
                    found.append((row, column))
            elif not numbers:
                found.append((row, column))
    if not found:
        return None
    row, column = max(found, key=lambda one: len(said.intersection(names(one[0]))))
    return figure_in(dataset, exhibit, row, column)


def _of_marks(exhibit: Exhibit) -> list[Column]:
    names = OF_MARKS.get(exhibit.kind, ("value",))
    return [Column(name, "", "figure") for name in names]


def _is_figure(column: Column) -> bool:
    return column.format in ("figure", "share") or bool(column.number)


def _of_several(exhibit: Exhibit, row: Row) -> ShownFigure | None:
    """The two figures of a point, or the score of a province; none of a point that is lacking."""
    year = row.get("year")
    if exhibit.kind == "scatter":
        if not is_number(row["value"]) or not is_number(year):
            return None
        return ShownFigure(row["unit"], row["indicator"], int(year), row["basis"], what="pair")
    return ShownFigure(row["unit"], "", 0, what="score")


def _named(dataset: Dataset, exhibit: Exhibit, row: Row, name: str) -> ShownFigure | None:
    """The figure that a column of figures holds."""
    catalogue = dataset.catalogue
    if "item" in row:
        return _rising(dataset, row, name)
    indicator, what, divisor = _indicator(exhibit, row, name), "figure", ""
    year = _year(dataset, exhibit, row, name)
    if indicator not in catalogue.indicators or year is None:
        return None
    form = str(row.get(beside(name, "form"), row.get("form")) or "")
    if row["unit"] in TOGETHER:
        return ShownFigure(row["unit"], indicator, year, form=form, what="total")
    if row["unit"] not in catalogue.units:
        return None
    if name == "recomputed":
        what, divisor = "quotient", str(row["base"])
    elif name == "share":
        what = "share"
    basis = row.get(beside(name, "basis"), row.get("basis"))
    return ShownFigure(
        unit=row["unit"],
        indicator=indicator,
        year=year,
        basis=str(basis or ""),
        subgroup=str(row.get("subgroup") or ""),
        form=form,
        what=what,  # type: ignore[arg-type]
        divisor=divisor,
    )


def _reference(dataset: Dataset, exhibit: Exhibit, row: Row) -> Named | None:
    """What a figure is compared with; None where that is computed of many units."""
    asked, own = exhibit.selection.reference, _named(dataset, exhibit, row, "value")
    years = str(row.get("reference_years") or "")
    if own is None or not is_number(row[REFERENCE]) or not years.isdigit():
        return None
    if asked == "target":
        scope = Scope.of(dataset, exhibit.selection)
        indicator = dataset.catalogue.indicators[own.indicator]
        found = target_for(scope, indicator, own.unit, own.basis, own.year)
        return ShownTarget.of(found, own.unit) if found else None
    if asked in ("cluster", "others"):
        return None
    units = {"year_before": own.unit, "country": dataset.catalogue.country}
    return replace(own, unit=units.get(asked, asked), year=int(years))


def _rising(dataset: Dataset, row: Row, name: str) -> ShownFigure | None:
    """A figure of a share that must rise: the share or its count, of the year or the one before."""
    share = next((s for s in dataset.catalogue.rising_shares if s.code == row["item"]), None)
    if share is None or not is_number(row.get(name)):
        return None
    year = int(row["year"]) - ("before" in name)
    if name.startswith("count"):
        return ShownFigure(row["unit"], share.count, year)
    if share.rate:
        return ShownFigure(row["unit"], share.rate, year)
    return ShownFigure(row["unit"], share.count, year, what="quotient", divisor=share.whole)


def _indicator(exhibit: Exhibit, row: Row, name: str) -> str:
    """The indicator of a column: its own, that of the row, that in its name, or the only one of
    the exhibit.
    """
    own = row.get(beside(name, "indicator")) or row.get("indicator")
    if own is None and exhibit.name == "emulation_figures":
        own = name.removeprefix("value_")
    return str(own or next(iter(exhibit.selection.indicators), ""))


def _year(dataset: Dataset, exhibit: Exhibit, row: Row, name: str) -> int | None:
    """The year of a column: its own, that in its name, that of the row; of a gap the asked one."""
    has_gaps = exhibit.kind in WITH_GAPS or exhibit.name in TABLES_WITH_GAPS
    is_gap = not is_number(row.get(name))
    if is_gap and not (has_gaps and name.startswith("value")):
        return None
    tail = name.rpartition("_")[2]
    if tail.isdigit():
        return int(tail)
    own = row.get(beside(name, "year"), row.get("year"))
    if is_gap:
        return exhibit.selection.last_year or years_of(dataset)[1]
    return int(own) if is_number(own) else None
