"""A card of what a figure is made of: its parts, and how they are looked up and named."""

from __future__ import annotations

from dataclasses import dataclass, replace

from khdash.exhibit.core.exhibit import SourceLine
from khdash.exhibit.core.figures import as_rows
from khdash.exhibit.core.notes import basis_name
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sources import source_lines
from khdash.exhibit.topics.lookup.shown import ShownFigure
from khdash.exhibit.topics.lookup.target_key import ShownTarget
from khdash.locale import Words
from khdash.locale.gaps import gap_text
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.rows import Row
from khdash.model.value import Qualifier
from khdash.transform.records import is_firm


@dataclass(frozen=True, slots=True)
class Part:
    """A figure that another one is made of, in the reader's words.

    value: with its sign and unit, '–' for a gap, whose reason `missing` tells. figure: where it has
    a card of its own.
    """

    name: str
    value: str
    year: str
    note: str = ""
    sources: tuple[SourceLine, ...] = ()
    figure: ShownFigure | ShownTarget | None = None


@dataclass(frozen=True, slots=True)
class PartsCard:
    """A computed figure: its name and value as a reader sees them, how it is computed, its parts.

    firm: whether it may carry a sentence. computed: False for a level that several units set.
    measure: what the value counts, where no sign beside it says so.
    """

    title: str
    value: str
    how: str
    parts: tuple[Part, ...]
    firm: bool = True
    computed: bool = True
    measure: str = ""


def row_of(scope: Scope, shown: ShownFigure) -> Row | None:
    """The figure itself, on the boundaries of the scope or, of a merged part, on its own."""
    rows = scope.of_units((shown.unit,)).on_every_basis(scope.indicator)
    return next((r for r in rows if r["year"] == shown.year and r["basis"] == shown.basis), None)


def plain_figure(scope: Scope, shown: ShownFigure, indicator: str) -> ShownFigure:
    """Another indicator of the same unit and year, as reported."""
    return ShownFigure(shown.unit, indicator, shown.year)


def scope_of(scope: Scope, shown: ShownFigure) -> Scope:
    changed = scope.selection.with_(
        indicators=(shown.indicator,), form=shown.form, subgroup=shown.subgroup
    )
    return replace(scope, selection=changed)


def reported_scope(scope: Scope, shown: ShownFigure) -> Scope:
    return scope_of(scope, replace(shown, form=""))


def title_of(scope: Scope, unit: str, year: object, basis: str = "") -> str:
    told = [scope.words.name(scope.indicator), unit, str(year), basis_name(scope.words, basis)]
    return ", ".join(filter(None, told))


def printed(words: Words, indicator: Indicator, row: Row) -> str:
    """The figure of a row as charts and tables print it."""
    qualifier: Qualifier = row["qualifier"]
    return words.figure(row["value"], indicator.unit, indicator.decimals, qualifier)


def part_of(scope: Scope, row: Row, name: str = "", note: str = "") -> Part:
    """A row of figures as a part; name: other than that of its unit."""
    indicator = scope.dataset.catalogue.indicators[row["indicator"]]
    (dressed,) = as_rows(scope, [row])
    told = [note, basis_name(scope.words, row["basis"])]
    if not is_firm(row["confidence"]):
        told.append(scope.words("độ tin cậy thấp"))
    return Part(
        name or str(dressed["unit_name"]),
        printed(scope.words, indicator, dressed),
        str(row["year"]),
        ", ".join(filter(None, told)),
        source_lines(scope, [dressed]),
        ShownFigure(row["unit"], row["indicator"], int(row["year"]), row["basis"], row["subgroup"]),
    )


def gap_part(scope: Scope, shown: ShownFigure, name: str) -> Part:
    reason = gap_text(scope.words, str(GapReason.NO_DATA))
    return Part(name, "–", str(shown.year), reason, figure=shown)


def part_or_gap(scope: Scope, shown: ShownFigure, name: str) -> Part:
    """The figure of that name as a part, or that it is lacking."""
    row = row_of(scope_of(scope, shown), shown)
    return gap_part(scope, shown, name) if row is None else part_of(scope, row, name)
