"""The growth rule of 2022: the share of members and the coverage by associations rise each year."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.roles import RisingShare
from khdash.model.value import Bounded
from khdash.transform.quotient import quotient
from khdash.transform.rates import with_derived
from khdash.transform.records import bounded_values, is_firm, lower_confidence, whole
from khdash.transform.series import joined, series_of

COMPLETE = 100.0
"""Coverage in per cent from which nothing more can be asked: 672/672."""

Record = dict[str, Any]

YEARLY_RISE: Record = {
    "unit": "",
    "item": "",  # code of a rising share
    "year": 0,
    "value": math.nan,  # % of the year
    "lower": math.nan,
    "upper": math.nan,
    "before_value": math.nan,  # % of the year before
    "before_lower": math.nan,
    "before_upper": math.nan,
    "origin": math.nan,  # of both: published | derived
    "count": math.nan,  # members, or grassroots associations
    "count_before": math.nan,
    "count_qualifier": "",
    "count_before_qualifier": "",
    "verdict": "",  # higher | not_higher | complete | cannot_be_judged
    "reason": "",
    "source_id": math.nan,
}
"""A row of yearly_rises, of which a figure that is not there leaves its gap."""


ByUnitAndYear = dict[tuple[str, int], list[Record]]


RisingFigures = dict[str, tuple[ByUnitAndYear, ByUnitAndYear]]


def rising_figures(current: pd.DataFrame, catalogue: Catalogue) -> RisingFigures:
    """The rates and the counts of each item by unit and year, whoever asks for which."""
    return {
        item.code: (
            _by_unit_and_year(_series(current, catalogue, item)),
            _by_unit_and_year(whole(series_of(current, item.count))),
        )
        for item in catalogue.rising_shares
    }


def yearly_rises(
    figures: RisingFigures, catalogue: Catalogue, units: Sequence[str], years: Sequence[int]
) -> list[Record]:
    """One row a unit, item and year, YEARLY_RISE: whether the share is higher than that of the
    year before.

    The items are the catalogue's rising shares: with a rate of its own as published or computed,
    without one always as count over whole of the same year, which is complete at 100 %.

    figures: from rising_figures. Reasons why not: no_data (no figure of the year), no_denominator
    (only the count is known), no_year_before, not_comparable (a change of criteria or population
    base between), boundary_change, partial, low_confidence, precision.
    """
    rows: list[Record] = []
    for item in catalogue.rising_shares:
        rates, counts = figures[item.code]
        for unit in units:
            for year in years:
                of_year, of_before = (rates.get((unit, y), []) for y in (year, year - 1))
                moved = any(year - 1 < day.year <= year for day in catalogue.changes)
                row = _judged((of_year, of_before), item, unit, year, moved)
                known, known_before = (counts.get((unit, y), []) for y in (year, year - 1))
                if row["reason"] == "no_data" and known:
                    row["reason"] = "no_denominator"
                counted = {**_count("", known), **_count("_before", known_before)}
                rows.append({**YEARLY_RISE, **row, **counted})
    return rows


def _series(current: pd.DataFrame, catalogue: Catalogue, item: RisingShare) -> pd.DataFrame:
    """The rates of an item with the runs of comparable figures."""
    if item.rate:
        return joined(
            series_of(with_derived(current, catalogue, item.rate), item.rate),
            catalogue.breaks_of(item.rate),
            derived_breaks=catalogue.breaks_of_derived(item.rate),
        )
    return joined(_coverage(current, item), ())


def _coverage(current: pd.DataFrame, item: RisingShare) -> pd.DataFrame:
    """Associations over communes of the same unit and year, in per cent."""
    above = whole(series_of(current, item.count))
    below = whole(series_of(current, item.whole)).drop_duplicates(["unit", "year"])
    pairs = above.drop_duplicates(["unit", "year"]).merge(
        below, on=["unit", "year"], suffixes=("", "_whole")
    )
    shares = [
        quotient(part, one)
        for part, one in zip(bounded_values(pairs), bounded_values(_named_back(pairs)), strict=True)
    ]
    known = pd.Series([share is not None for share in shares], index=pairs.index, dtype=bool)
    rates = [share.scaled(100.0) for share in shares if share is not None]
    levels = map(lower_confidence, pairs["confidence"], pairs["confidence_whole"])
    pairs = pairs.assign(confidence=pd.Series(list(levels), index=pairs.index, dtype="str"))[known]
    return pairs[above.columns].assign(
        value=[rate.value for rate in rates],
        lower=[rate.lower for rate in rates],
        upper=[rate.upper for rate in rates],
        origin="derived",
    )


def _named_back(pairs: pd.DataFrame) -> pd.DataFrame:
    names = ["value", "lower", "upper"]
    return pd.DataFrame({name: pairs[f"{name}_whole"] for name in names})


def _by_unit_and_year(figures: pd.DataFrame) -> ByUnitAndYear:
    """The figures of each unit and year, published before computed."""
    found: ByUnitAndYear = {}
    for row in figures.sort_values("origin", ascending=False, kind="stable").to_dict("records"):
        record = {str(name): value for name, value in row.items()}
        found.setdefault((record["unit"], record["year"]), []).append(record)
    return found


def _judged(
    pair: tuple[list[Record], list[Record]], item: RisingShare, unit: str, year: int, moved: bool
) -> Record:
    """The pair of a year and the year before, and what their bounds settle.

    moved: whether boundaries changed between the two.
    """
    row: Record = {"unit": unit, "item": item.code, "year": year}
    of_year, of_before = pair
    if not of_year:
        return {**row, **_verdict("no_data")}
    now, before = _compared(of_year, of_before)
    after = _value(now)
    row |= {"origin": now["origin"], "source_id": now["source_id"], **_numbers("", after)}
    row |= _numbers("before_", _value(before)) if before else {}
    if not item.rate and after.lower >= COMPLETE and is_firm(str(now["confidence"])):
        return {**row, "verdict": "complete", "reason": ""}
    reason = _why_not(now, before, moved and ("@" in unit or item.code == "organisations"))
    if reason or before is None:
        return {**row, **_verdict(reason)}
    return {**row, **_settled(after - _value(before))}


def _settled(rise: Bounded) -> Record:
    if rise.lower > 0:
        return {"verdict": "higher", "reason": ""}
    if rise.upper <= 0:
        return {"verdict": "not_higher", "reason": ""}
    return _verdict("precision")


def _compared(of_year: list[Record], of_before: list[Record]) -> tuple[Record, Record | None]:
    """The two figures to compare: of one run where there is one, published before computed."""
    for now in of_year:
        for before in of_before:
            if now["run"] == before["run"]:
                return now, before
    return of_year[0], of_before[0] if of_before else None


def _why_not(now: Record, before: Record | None, moved: bool) -> str:
    """Why the pair may not be compared; '' if it may."""
    if before is None:
        return "no_year_before"
    if moved:
        return "boundary_change"
    if now.get("partial") or before.get("partial"):
        return "partial"
    if now["run"] != before["run"]:
        return "not_comparable"
    firm = is_firm(str(now["confidence"])) and is_firm(str(before["confidence"]))
    return "" if firm else "low_confidence"


def _value(row: Record) -> Bounded:
    return Bounded(float(row["value"]), float(row["lower"]), float(row["upper"]))


def _verdict(reason: str) -> Record:
    return {"verdict": "cannot_be_judged", "reason": reason}


def _numbers(prefix: str, value: Bounded) -> Record:
    return {
        f"{prefix}value": value.value,
        f"{prefix}lower": value.lower,
        f"{prefix}upper": value.upper,
    }


def _count(name: str, counts: list[Record]) -> Record:
    """The count of a year; empty where none was published."""
    if not counts:
        return {f"count{name}": math.nan, f"count{name}_qualifier": ""}
    value = _value(counts[0])
    return {f"count{name}": value.value, f"count{name}_qualifier": value.qualifier}
