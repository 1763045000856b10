"""The figures of one indicator: published and computed, as reported or in a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.entries import SeriesBreak
from khdash.model.indicators import Indicator
from khdash.model.rows import Row
from khdash.transform.forms import indices, shares
from khdash.transform.over_years import means, summed
from khdash.transform.rates import OPERANDS, derived, with_derived

USED = (
    "unit",
    "indicator",
    "subgroup",
    "basis",
    "origin",
    "year",
    "as_of",
    "value",
    "lower",
    "upper",
    "qualifier",
    "confidence",
    "source_id",
    "source_ids",
    "parts_covered",
    "parts_expected",
    "parts_missing",
    "partial",
)
"""The columns of re-based figures that later steps use; narrow frames are fast frames."""

ACCEPTED = {"": (), "all": ("", "all", "unstated")}
"""The bases shown where one is asked for: beside rates of all those that do not state theirs."""


def figures_of(current: pd.DataFrame, catalogue: Catalogue, indicator: Indicator) -> pd.DataFrame:
    """Every figure of an indicator, published and computed, each key once.

    current: figures on one boundary set, with the PARTS columns. The indicator may be in a form;
    per head its figures are computed, for the counts themselves are of another measure.
    """
    columns = [*USED]
    if indicator.form == "per_head":
        found = derived(current, catalogue, indicator)
    elif indicator.form == "mean3" and indicator.kind == "rate":
        found = derived(current, catalogue, indicator.code)
        columns += OPERANDS
    elif indicator.derivable:
        found = _without_twins(with_derived(current, catalogue, indicator))
    else:
        found = current[current["indicator"] == indicator.code]
    return found[columns].reset_index(drop=True)


def in_form(
    figures: pd.DataFrame,
    indicator: Indicator,
    members_in: Callable[[int], Sequence[str]],
    breaks: tuple[Sequence[SeriesBreak], Sequence[SeriesBreak]],
    first_year: int,
    last_year: int = 0,
) -> pd.DataFrame:
    """The figures as shares, indices, sums or means where the indicator is in such a form.

    breaks: of published and of computed figures. first_year: where an index or a sum may begin.
    last_year: where a sum ends.
    """
    match indicator.form:
        case "share":
            return shares(figures, members_in, "stock")  # a rate has no such form
        case "index":
            return indices(figures, *breaks, first_year)
        case "sum":
            start = max(first_year, indicator.valid_from or first_year)
            summed_frame: pd.DataFrame = summed(figures, breaks, start, last_year)
            return summed_frame
        case "mean3":
            scale = indicator.scale if indicator.kind == "rate" else None
            mean_frame: pd.DataFrame = means(figures, breaks, scale)
            return mean_frame
    return figures


def of_basis(figures: list[Row], basis: str) -> list[Row]:
    """The figures that stand on a basis, '' for every one."""
    accepted = ACCEPTED.get(basis, ("", basis))
    return [row for row in figures if row["basis"] in accepted] if accepted else figures


def _without_twins(figures: pd.DataFrame) -> pd.DataFrame:
    """Leave out a computed figure where a published one stands for the same key."""
    key = ["unit", "subgroup", "year", "basis"]
    published = figures.loc[figures["origin"] == "published", key]
    is_taken = pd.MultiIndex.from_frame(figures[key]).isin(pd.MultiIndex.from_frame(published))
    return figures[~(is_taken & (figures["origin"] == "derived"))].reset_index(drop=True)
