"""Tile: one headline indicator of the cluster in a line, with its year, change and coverage."""

from __future__ import annotations

from khdash.exhibit.core.assemble import assemble, of_indicator
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.figures import as_rows, figure_columns, is_comparable
from khdash.exhibit.core.notes import basis_name
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import (
    bounded_text,
    figure_text,
    growth_text,
    number_sentence,
    span_of,
)
from khdash.exhibit.core.spoken import Spoken
from khdash.model.dataset import Dataset
from khdash.model.gap import GapReason
from khdash.model.rows import Row
from khdash.model.selection import Selection
from khdash.transform.latest import is_shaded
from khdash.transform.ranks import rank_intervals
from khdash.transform.together import rates_by_year, sums_by_year


def build_tile(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """What may be said of the shown units together, and the figures on which it rests.

    extra: `total`, the number as it is printed; `change`, like for like; `spark`, (year, value) of
    the same units on the same basis, with `spark_label`, whose line it is.
    """
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    spoken = Spoken.of(scope, indicator)
    table = _table(spoken)
    parts = of_indicator(scope, indicator, table)
    parts["coverage"] = spoken.coverage
    growth = spoken.growth()
    spark = _spark(spoken)
    return assemble(
        scope,
        name,
        "tile",
        table,
        headline=number_sentence(spoken),
        subtitle=_years_text(spoken),
        columns=tuple(figure_columns(scope, indicator)),
        extra={
            "total": _number(spoken),
            "change": growth_text(spoken, growth) if growth else "",
            "spark": spark,
            "spark_label": scope.whole_name if spark else "",
        },
        **parts,
    )


def _table(spoken: Spoken) -> list[Row]:
    """The figures behind the number: those of the common basis or, where it is a rate of all, the
    computed rates that it is made of; a unit that is not in it says why.
    """
    if spoken.rate is None:
        return spoken.by_unit
    scope, indicator = spoken.scope, spoken.indicator
    made_of = [{**row, "stale": is_shaded(row["year"], scope.year)} for row in spoken.rate_rows]
    rows: list[Row] = rank_intervals(
        as_rows(scope, made_of, "stale"), indicator.direction, expected=spoken.expected
    )
    having = {row["unit"] for row in rows}
    lack = {"missing": str(GapReason.NO_DIVISOR)}
    others = [
        row | lack if is_comparable(row) else row
        for row in spoken.by_unit
        if row["unit"] not in having
    ]
    return sorted(rows, key=lambda row: -row["value"]) + others


def _years_text(spoken: Spoken) -> str:
    """The years of the figures on which the number rests, its basis, and of a sum what its units
    hold of the population.
    """
    words = spoken.scope.words
    known = spoken.rate_rows if spoken.rate is not None else spoken.firm
    if not known:
        return words("chưa có số liệu đến {year}", year=spoken.scope.year)
    years = words.years(*span_of(known))
    whole, share = spoken.whole, ""
    if whole is not None and whole.share is not None and whole.covered < whole.expected:
        share = words(
            "tỉnh có số chiếm {share} dân số {whole}",
            share=words.percent(whole.share, 1),
            whole=spoken.scope.whole_name,
        )
    return " · ".join(filter(None, [years, basis_name(words, spoken.basis), share]))


def _number(spoken: Spoken) -> str:
    """The sum or the rate; below five eighths the sum of those that published, counted; for rates
    without a rate of all their range.
    """
    words, indicator = spoken.scope.words, spoken.indicator
    if indicator.kind != "rate":
        whole = spoken.whole
        if whole is None:
            return "–"
        value = bounded_text(words, indicator, whole.value)
        return value if whole.enough else words("{value} ({k} tỉnh)", value=value, k=whole.covered)
    if spoken.rate is not None and spoken.rate.value is not None:
        return bounded_text(words, indicator, spoken.rate.value)
    found = spoken.spread
    if found is None:
        return "–"
    if found.n == 1:
        only = spoken.firm[0]
        return f"{only['unit_name']} {figure_text(spoken.scope, indicator, only)}"
    low, high = (bounded_text(words, indicator, end) for end in (found.min, found.max))
    return words("{low} – {high}", low=low, high=high)


def _spark(spoken: Spoken) -> list[tuple[int, float]]:
    """The line of the number through the years: the same units in each, after the last break."""
    scope, indicator = spoken.scope, spoken.indicator
    if indicator.kind == "rate":
        found = rates_by_year(spoken.rates_of_every_year, indicator, scope.unit_keys)
    else:
        found = sums_by_year(spoken.published, scope.unit_keys)
    start = max(
        (b.year for b in scope.breaks(indicator, "derived") if b.year <= scope.year), default=0
    )
    points = [(year, value) for year, value in found if start <= year <= scope.year]
    return points if len(points) > 1 else []
