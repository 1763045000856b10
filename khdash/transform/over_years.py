"""One figure from those of several years: a flow summed over a period, the mean of three years.

A year without a figure is a gap, never 0: such a sum or mean stands on k of n years, is `partial`
and enters no total, rank or class. parts_covered and parts_expected are then k and n of years.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import add

from khdash.model.entries import SeriesBreak
from khdash.model.rows import Row, grouped, on_frames
from khdash.model.value import Bounded, qualifier_of
from khdash.transform.quotient import quotient
from khdash.transform.records import bounded_of, is_whole, lower_confidence, refuse_rate
from khdash.transform.series import joined

MEAN_OF = 3
Breaks = tuple[Sequence[SeriesBreak], Sequence[SeriesBreak]]
YEARS = {
    "parts_covered": "int64",
    "parts_expected": "int64",
    "partial": "bool",
    "years_covered": "int64",
    "years_expected": "int64",
}


@on_frames(adds=YEARS)
def summed(figures: list[Row], breaks: Breaks, first_year: int, last_year: int) -> list[Row]:
    """Each unit's flow summed over the years from the first to the last, one row of the last year.

    breaks: of published and of computed figures; of a series with a break only what follows it
    is summed. Raises ValueError for rates.
    """
    whole = list(filter(is_whole, figures))
    refuse_rate(whole, "flow")
    span = (first_year, last_year)
    series = joined(
        whole, breaks[0], first_year=first_year, last_year=last_year, derived_breaks=breaks[1]
    )
    newest_run: dict[str, list[Row]] = {}
    for run in grouped(series, "run").values():
        before = newest_run.get(run[0]["unit"])
        if before is None or before[-1]["year"] < run[-1]["year"]:
            newest_run[run[0]["unit"]] = run
    return [_from(run, span, reduce(add, map(bounded_of, run))) for run in newest_run.values()]


@on_frames(adds=YEARS)
def means(figures: list[Row], breaks: Breaks, scale: float | None = None) -> list[Row]:
    """The mean of each figure and of those of the two years before it that are comparable with it.

    Of counts it is the sum by the number of years that have one. Of computed rates, which have a
    scale and the OPERANDS of khdash.transform.rates, it is the sum of their numerators by that of
    their denominators times the scale: percentages are never averaged (methods.md rule 3), and
    published ones raise ValueError.
    """
    whole = list(filter(is_whole, figures))
    if scale is None:
        refuse_rate(whole, "flow")
    elif any(row["origin"] == "published" for row in whole):
        raise ValueError("the mean of a rate is made of its counts, not of percentages")
    found = []
    for run in grouped(joined(whole, breaks[0], derived_breaks=breaks[1]), "run").values():
        for row in run:
            span = (row["year"] - MEAN_OF + 1, row["year"])
            own = [other for other in run if span[0] <= other["year"] <= span[1]]
            value = _mean(own, scale)
            if value is not None:
                found.append(_from(own, span, value))
    return found


def _mean(rows: Sequence[Row], scale: float | None) -> Bounded | None:
    if scale is None:
        return reduce(add, map(bounded_of, rows)).scaled(1 / len(rows))
    above, below = (
        reduce(add, (bounded_of(row, f"{end}_") for row in rows))
        for end in ("numerator", "denominator")
    )
    ratio = quotient(above, below)
    return ratio and ratio.scaled(scale)


def _from(rows: Sequence[Row], span: tuple[int, int], value: Bounded) -> Row:
    """The row of a figure made of those of several years, all of one unit."""
    covered, expected = len(rows), span[1] - span[0] + 1
    ends = {"run", "segment", "lone"}
    return {
        **{name: cell for name, cell in rows[-1].items() if name not in ends},
        "year": span[1],
        "value": value.value,
        "lower": value.lower,
        "upper": value.upper,
        "qualifier": qualifier_of(value.lower, value.upper),
        "confidence": reduce(lower_confidence, (row["confidence"] for row in rows)),
        "source_ids": tuple(dict.fromkeys(_sources(rows))),
        "parts_covered": covered,
        "parts_expected": expected,
        "parts_missing": (),
        "partial": covered < expected,
        "years_covered": covered,
        "years_expected": expected,
    }


def _sources(rows: Iterable[Row]) -> Iterable[str]:
    for row in rows:
        yield from row.get("source_ids") or (row["source_id"],)
