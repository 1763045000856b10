"""Every finding on the figures in use, each figure named by the rule that sees it best."""

from __future__ import annotations

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.frames import each_row
from khdash.transform.published_derived import published_against_derived
from khdash.transform.quality.changes import jumps, repeats
from khdash.transform.quality.consistency import inconsistencies
from khdash.transform.quality.finding import SEVERITIES, Statement, all_of, findings_of
from khdash.transform.quality.limits import outside_limits
from khdash.transform.quality.outliers import (
    outliers_among_rates,
    outliers_in_history,
    outliers_per_head,
)

FIGURE_KEY = ["unit", "indicator", "subgroup", "basis", "year"]


def review(current: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The findings of every rule, a FindingFrame, the gravest first.

    current: the yearly figures in use. Rules about size name a figure once: hard bounds before
    its own years, those before a jump, that before the other provinces. A jump from or to an
    outlier of the series is the outlier's doing and is not told again.
    """
    figures = current[current["value"].notna() & (current["origin"] == "published")]
    limits = outside_limits(figures, catalogue)
    history = _without(outliers_in_history(figures, catalogue), limits)
    known = all_of(limits, history)
    jumped = _without(_not_from(jumps(figures, catalogue), known), known)
    known = all_of(known, jumped)
    among = all_of(outliers_per_head(figures, catalogue), outliers_among_rates(figures, catalogue))
    found = all_of(
        known,
        _without(among, known),
        inconsistencies(figures, catalogue),
        not_following(current, catalogue),
        repeats(figures, catalogue),
    )
    place = {rule: number for number, rule in enumerate(SEVERITIES)}
    order = found.assign(_place=found["rule"].map(place))
    order = order.sort_values(["_place", "unit", "indicator", "year"], kind="stable")
    return order.drop(columns="_place").reset_index(drop=True)


def not_following(current: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Printed rates that do not follow from their own counts, as findings."""
    compared = published_against_derived(current, catalogue)
    rows = compared[compared["finding"]].assign(subgroup="")
    # A rate of unstated basis is compared with both denominators: one finding is enough.
    rows = rows.drop_duplicates(FIGURE_KEY)
    details = current[[*FIGURE_KEY, "origin", "as_of", "confidence"]]
    details = details[details["origin"] == "published"].drop_duplicates(FIGURE_KEY)
    rows = rows.merge(details, on=FIGURE_KEY, how="left")
    counts = [
        (
            Statement(row.numerator, "", int(row.year), float(row.numerator_value)),
            Statement(row.base, "", int(row.year), float(row.base_value)),
        )
        for row in each_row(rows)
    ]
    return findings_of("rate-not-following", rows.assign(other_value=rows["recomputed"]), counts)


def _keys(findings: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(findings[FIGURE_KEY])


def _without(findings: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    """The findings on figures that are not among the named ones."""
    return findings[~_keys(findings).isin(_keys(named))]


def _not_from(jumped: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    """The jumps whose figure before is not among the named ones."""
    years = [statements[0].year for statements in jumped["others"]]
    before = pd.MultiIndex.from_frame(jumped.assign(year=years)[FIGURE_KEY])
    return jumped[~before.isin(_keys(named))]
