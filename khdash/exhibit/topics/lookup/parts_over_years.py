"""The card of a figure made of several years: the figure of each year, or that it is lacking."""

from __future__ import annotations

from dataclasses import replace

from khdash.exhibit.core.figures import as_rows
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.lookup.part import (
    Part,
    PartsCard,
    part_or_gap,
    printed,
    reported_scope,
    title_of,
)
from khdash.exhibit.topics.lookup.shown import ShownFigure
from khdash.model.rows import Row
from khdash.transform.records import is_firm


def over_years(scope: Scope, shown: ShownFigure, row: Row) -> PartsCard:
    """The years of a sum or a mean, and how it is made of them."""
    words, indicator = scope.words, scope.indicator
    years = range(shown.year - row["years_expected"] + 1, shown.year + 1)
    (dressed,) = as_rows(scope, [row])
    if indicator.kind == "rate":
        how = words("Tổng tử số chia cho tổng mẫu số của {said}.", said=dressed["years_said"])
    elif indicator.form == "sum":
        how = words("Cộng số của {said}.", said=dressed["years_said"])
    else:
        how = words("Cộng số của {said}, chia cho số năm ấy.", said=dressed["years_said"])
    return PartsCard(
        title_of(scope, scope.unit_name(shown.unit), shown.year, shown.basis),
        printed(words, indicator, dressed),
        how,
        tuple(part for year in years for part in _of_year(scope, replace(shown, year=year))),
        is_firm(row["confidence"]),
    )


def _of_year(scope: Scope, shown: ShownFigure) -> list[Part]:
    """The count of a year, or the two counts of a rate."""
    own, known = reported_scope(scope, shown), scope.dataset.catalogue.indicators
    entry = known[shown.indicator]
    codes = [entry.code]
    if entry.kind == "rate":
        codes = [entry.numerator, entry.denominator_on(shown.basis)]
    return [
        part_or_gap(
            own,
            ShownFigure(shown.unit, code, shown.year),
            str(shown.year) if len(codes) == 1 else f"{scope.words.name(known[code])}",
        )
        for code in codes
    ]
