"""Rules between indicators of one unit and year, as data, and the figures that break them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.frames import each_row
from khdash.transform.quality.finding import Statement, all_of, findings_of

ROUNDING = 1.001
"""Parts printed in rounded millions may add up to a little more than their whole."""
PLACE = ["unit", "year"]


@dataclass(frozen=True, slots=True)
class ConsistencyRule:
    """The sum of `left` stands in a relation to `right`.

    missing: what an unknown indicator of `left` counts as. 'skip': the rule is not asked unless
    all are known. 'zero': as nothing, so that a sum of the known parts can only be too small;
    two of them at least must be known. An unknown `right` is never 0: the rule is not asked.
    """

    code: str
    left: tuple[str, ...]
    operator: Literal["<=", "="]
    right: str
    missing: Literal["skip", "zero"] = "skip"


FUND_LEVELS = (
    "fund_balance_province_level",
    "fund_balance_district_level",
    "fund_balance_commune_level",
    "fund_balance_villages",
    "fund_balance_clans",
    "fund_balance_schools_offices",
    "fund_balance_family_savings",
)
BETWEEN: tuple[ConsistencyRule, ...] = (
    ConsistencyRule("parts-above-whole", FUND_LEVELS, "<=", "fund_balance", "zero"),
    ConsistencyRule(
        "parts-above-whole",
        ("fund_balance_province_level", "fund_balance_districts_and_below"),
        "<=",
        "fund_balance",
        "zero",
    ),
    ConsistencyRule(
        "parts-above-whole", ("school_committees", "clan_committees"), "<=", "committees", "zero"
    ),
    ConsistencyRule("sum-differs", ("chapters", "committees"), "=", "chapters_and_committees"),
    ConsistencyRule(
        "sum-differs",
        ("scholarships_value", "rewards_value"),
        "=",
        "rewards_and_scholarships_value",
    ),
    ConsistencyRule("new-above-all", ("members_new",), "<=", "members"),
    ConsistencyRule("centres-above-communes", ("learning_centres",), "<=", "communes"),
)
"""The rules that the catalogue's `part_of` does not say by itself."""


def rules_of(catalogue: Catalogue) -> tuple[ConsistencyRule, ...]:
    """Every rule: each part against its wholes, the nearest first, then those of BETWEEN."""
    known = catalogue.indicators
    return (
        *(rule for code in known for rule in _part_rules(code, catalogue)),
        *(rule for rule in BETWEEN if {*rule.left, rule.right} <= set(known)),
    )


def inconsistencies(figures: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Figures that break a rule whatever their bounds allow.

    A part is held against the nearest of its wholes that is known. A single part is named itself,
    a sum of parts by its whole.
    """
    plain = figures[figures["subgroup"] == ""].drop_duplicates(["unit", "indicator", "year"])
    by_code = {str(code): own for code, own in plain.groupby("indicator", sort=False)}
    found = []
    for code in catalogue.indicators:
        settled: set[Any] = set()
        for rule in _part_rules(code, catalogue):
            pairs = _pairs(rule, by_code)
            places = list(map(tuple, pairs[PLACE].to_numpy()))
            found.append(_broken(rule, pairs[[place not in settled for place in places]]))
            settled.update(places)
    known = set(catalogue.indicators)
    between = [rule for rule in BETWEEN if {*rule.left, rule.right} <= known]
    found += [_broken(rule, _pairs(rule, by_code)) for rule in between]
    return all_of(*found)


def _part_rules(code: str, catalogue: Catalogue) -> tuple[ConsistencyRule, ...]:
    return tuple(
        ConsistencyRule(_code_of(code, whole), (code,), "<=", whole)
        for whole in _wholes(code, catalogue)
    )


def _wholes(code: str, catalogue: Catalogue) -> Iterator[str]:
    whole = catalogue.indicators[code].part_of
    while whole and whole in catalogue.indicators:
        yield whole
        whole = catalogue.indicators[whole].part_of


def _code_of(part: str, whole: str) -> str:
    if (part, whole) == ("members", "population"):
        return "members-above-population"
    if part.endswith("_recognised") and whole.endswith("_registered"):
        return "recognised-above-registered"
    return "registered-above-all" if part.endswith("_registered") else "part-above-whole"


def _pairs(rule: ConsistencyRule, by_code: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The places where the rule can be asked: the figure that it names, and the other side.

    left_value, left_lower, left_upper and right_... are the two sides; `statements` the figures
    of the side that is not named.
    """
    known = [by_code[code] for code in rule.left if code in by_code]
    if not known or rule.right not in by_code:
        return pd.DataFrame(columns=[*PLACE, "statements"])
    right = by_code[rule.right]
    if len(rule.left) == 1:
        return _single(known[0], right)
    parts = pd.concat(known)
    parts = parts.assign(lower=parts["lower"].clip(lower=0))
    sums = parts.groupby(PLACE, as_index=False).agg(
        left_value=("value", "sum"),
        left_lower=("lower", "sum"),
        left_upper=("upper", "sum"),
        count=("value", "size"),
    )
    least = 2 if rule.missing == "zero" else len(rule.left)
    rows = right.merge(sums[sums["count"] >= least], on=PLACE)
    stated = {
        place: tuple(_statement(row) for row in each_row(own))
        for place, own in parts.groupby(PLACE)
    }
    statements = [stated[place] for place in map(tuple, rows[PLACE].to_numpy())]
    return rows.assign(
        right_lower=rows["lower"],
        right_upper=rows["upper"],
        other_value=rows["left_value"],
        statements=pd.Series(statements, index=rows.index, dtype="object"),
    )


def _single(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    columns = [*PLACE, "indicator", "basis", "value", "lower", "upper"]
    rows = left.merge(right[columns], on=PLACE, suffixes=("", "_right"))
    statements = [
        (Statement(str(code), str(basis), int(year), float(value)),)
        for code, basis, year, value in zip(
            rows["indicator_right"],
            rows["basis_right"],
            rows["year"],
            rows["value_right"],
            strict=True,
        )
    ]
    return rows.assign(
        left_lower=rows["lower"],
        left_upper=rows["upper"],
        right_lower=rows["lower_right"],
        right_upper=rows["upper_right"],
        other_value=rows["value_right"],
        statements=pd.Series(statements, index=rows.index, dtype="object"),
    )


def _statement(row: Any) -> Statement:
    return Statement(row.indicator, row.basis, int(row.year), float(row.value))


def _broken(rule: ConsistencyRule, pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs that break the rule, as findings."""
    if pairs.empty:
        return all_of()
    slack = ROUNDING if len(rule.left) > 1 else 1.0
    wrong = pairs["left_lower"] > pairs["right_upper"] * slack
    if rule.operator == "=":
        wrong |= pairs["left_upper"] * slack < pairs["right_lower"]
    found = pairs[wrong]
    return findings_of(rule.code, found, list(found["statements"]))
