"""Rules between the years of one unit: jumps, slips of the unit of measure, copied figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from khdash.ingest.check.facts import SERIES, Facts
from khdash.ingest.findings import Finding

RISE, FALL = 3.0, 0.5
SMALL = 20
FAR = 100_000
LARGE = 1_000
SLIPS = (1_000, 1_000_000)
STRUCTURAL = frozenset(
    ("communes", "villages", "district_associations", "grassroots_associations",
     "learning_centres", "units_total", "clans")
)  # fmt: skip
HISTORY = 5


def check_history(facts: Facts) -> Iterator[Finding]:
    """Findings on figures of the file beside the other years of their own series."""
    series = facts.known[facts.known["value"].notna()].sort_values([*SERIES, "year"])
    series = series.reset_index(drop=True)
    if series.empty:
        return
    pairs = _neighbours(series, facts)
    slipped = yield from _slips(facts, pairs)
    jumped = yield from _jumps(facts, pairs[~pairs["key"].isin(slipped)])
    yield from _copies(facts, pairs)
    yield from _outliers(facts, series, slipped | jumped)


def check_columns(facts: Facts) -> Iterator[Finding]:
    """Money a hundred thousand times, or less than that part of, the rest of its column."""
    indicators = facts.catalogue.indicators
    money = facts.file["indicator"].map({c: i.unit == "million VND" for c, i in indicators.items()})
    own = facts.file[money.astype(bool) & (facts.file["value"] > 0)]
    groups = own.groupby(["column", "indicator"], sort=False)["value"]
    middle, count = groups.transform("median"), groups.transform("size")
    far = (own["value"] > middle * FAR) | (own["value"] < middle / FAR)
    for row in facts.rows(own.assign(middle=middle)[far & (count >= 3)]):
        yield facts.report("unit-slip-column", row, other=float(row.middle))


def _neighbours(series: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Each figure with the one of the year before it in its series, where one of them is new."""
    groups = series.groupby(SERIES, sort=False)
    names = ("year", "value", "lower", "upper", "in_file", "cell", "text")
    before = groups[list(names)].shift(1).add_suffix("_before")
    pairs = pd.concat([series, before], axis=1)
    pairs = pairs[pairs["year_before"].notna()]
    pairs = pairs[pairs["in_file"] | (pairs["in_file_before"] == True)]  # noqa: E712
    pairs = pairs[~_across_break(pairs, facts)]
    indicators = facts.catalogue.indicators
    kind = pairs["indicator"].map({c: i.kind for c, i in indicators.items()})
    return pairs.assign(key=pairs.index, kind=kind, distance=pairs["year"] - pairs["year_before"])


def _across_break(pairs: pd.DataFrame, facts: Facts) -> np.ndarray:
    """Whether a series breaks between two figures: criteria changed, so nothing is compared."""
    crossed = np.zeros(len(pairs), dtype=bool)
    for code in pairs["indicator"].unique():
        own = (pairs["indicator"] == code).to_numpy()
        for series_break in facts.catalogue.breaks_of(str(code)):
            crossed |= (
                own
                & (pairs["year_before"] < series_break.year).to_numpy()
                & (pairs["year"] >= series_break.year).to_numpy()
            )
    return crossed


def _slips(facts: Facts, pairs: pd.DataFrame) -> Any:
    """A figure a thousand or a million times its neighbour: đồng for triệu đồng."""
    slipped: set[int] = set()
    ratio = pairs["value"] / pairs["value_before"].where(pairs["value_before"] > 0)
    for factor in SLIPS:
        for power in (1, -1):
            centre = float(factor) ** power
            near = (ratio > centre * 0.4) & (ratio < centre * 2.5) & (pairs["value"] != 0)
            for row in facts.rows(pairs[near & (pairs["kind"] != "rate")]):
                slipped.add(row.key)
                yield _at_new(facts, "unit-slip", row, factor=_factor(factor, power))
    return slipped


def _factor(factor: int, power: int) -> str:
    text = f"{factor:,}".replace(",", ".")
    return text if power > 0 else f"1/{text}"


def _at_new(facts: Facts, code: str, row: Any, **params: Any) -> Finding:
    """The finding at the figure of the file; where only the earlier one is new, at that."""
    if row.in_file:
        return facts.report(
            code, row, before=int(row.year_before), other=float(row.value_before), **params
        )
    turned = row._replace(cell=row.cell_before, text=row.text_before)
    return facts.report(
        code, turned, before=int(row.year_before), other=float(row.value_before), **params
    )


def _jumps(facts: Facts, pairs: pd.DataFrame) -> Any:
    """A stock that more than triples, or falls by more than half, for each year between."""
    stocks = pairs[
        (pairs["kind"] == "stock")
        & (np.maximum(pairs["value"], pairs["value_before"]) >= SMALL)
        & (pairs["value"] > 0)
        & (pairs["value_before"] > 0)
    ]
    distance = stocks["distance"].astype(float)
    jumped: set[int] = set()
    rose = stocks["lower"] > stocks["upper_before"] * RISE**distance
    fell = stocks["upper"] < stocks["lower_before"] * FALL**distance
    for code, wrong in (("stock-tripled", rose), ("stock-halved", fell)):
        for row in facts.rows(stocks[wrong]):
            jumped.add(row.key)
            yield _at_new(facts, code, row)
    return jumped


def _copies(facts: Facts, pairs: pd.DataFrame) -> Iterator[Finding]:
    """The same large number in consecutive years; counts that seldom change are excepted."""
    same = pairs[
        (pairs["value"] == pairs["value_before"])
        & (pairs["distance"] == 1)
        & (pairs["value"] >= LARGE)
        & (pairs["lower"] == pairs["upper"])
        & (pairs["lower_before"] == pairs["upper_before"])
        & ~pairs["indicator"].isin(STRUCTURAL)
    ]
    for row in facts.rows(same):
        yield _at_new(facts, "same-number-again", row)


def _outliers(facts: Facts, series: pd.DataFrame, flagged: set[int]) -> Iterator[Finding]:
    """A figure of the file beyond twice the widest range of five or more other years."""
    indicators = facts.catalogue.indicators
    kind = series["indicator"].map({c: i.kind for c, i in indicators.items()})
    own = series[(series["value"] > 0) & (kind != "rate")]
    own = own.assign(group=own.groupby(SERIES, sort=False).ngroup())
    own = own[own.groupby("group")["value"].transform("size") > HISTORY]
    own = own.assign(low=_least_of_others(own), high=-_least_of_others(own, sign=-1))
    far = (own["value"] < own["low"] / 2) | (own["value"] > own["high"] * 2)
    for row in facts.rows(own[far & own["in_file"] & ~own.index.isin(flagged)]):
        yield facts.report("outlier", row, low=float(row.low), high=float(row.high))


def _least_of_others(own: pd.DataFrame, sign: int = 1) -> pd.Series:
    """For each figure the least of the others in its series; with sign -1 the negative greatest."""
    values = sign * own["value"]
    least = values.groupby(own["group"]).transform("min")
    is_least = (values == least) & ~own.assign(v=values).duplicated(["group", "v"])
    second = values.mask(is_least).groupby(own["group"]).transform("min")
    return least.mask(is_least, second)
