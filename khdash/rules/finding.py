"""A finding on a figure of the store: the figure, the rule, and what it held against it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.frames import OBSERVATION, each_row, stacked
from khdash.model.value import Qualifier, qualifier_of
from khdash.rules import registry
from khdash.rules.figures import NONE, Figures
from khdash.rules.found import beside_of
from khdash.rules.review import reviewed
from khdash.rules.rule import Rule

FIGURE_KEY = ["unit", "indicator", "subgroup", "basis", "year"]
FIGURE: dict[str, str] = {
    name: OBSERVATION[name]
    for name in (
        *FIGURE_KEY[:-1],
        "origin",
        "year",
        "as_of",
        "value",
        "lower",
        "upper",
        "qualifier",
        "confidence",
        "source_id",
    )
}
FINDING: dict[str, str] = {
    "rule": "str",
    "severity": "str",
    **FIGURE,
    "other_value": "float64",  # what the figure was compared with; NaN where only with bounds
    "other_qualifier": "str",
    "low": "float64",  # the bounds of the rule in the figure's unit; NaN where it has none
    "high": "float64",
    "n": "Int64",  # how many figures the bounds come from; NA where from none
    "others": "object",  # tuple of Statement: the other figures of the unit that the rule read
    "seen": "str",  # the values that were judged: a confirmation holds as long as they stand
}
"""FindingFrame: one row a finding."""


class Statement(NamedTuple):
    """Another figure of the same unit that a rule read."""

    indicator: str
    basis: str
    year: int
    value: float
    qualifier: Qualifier = "exact"


@cache
def no_findings() -> pd.DataFrame:
    """A FindingFrame without rows; not to be changed."""
    return pd.DataFrame(columns=list(FINDING)).astype(FINDING)


def review(
    observations: pd.DataFrame, catalogue: Catalogue, today: date | None = None
) -> pd.DataFrame:
    """The findings of every rule on published yearly figures, a FindingFrame, the gravest first.

    observations: ObservationFrame; `current` figures are judged, beside each other and their
    rivals. today: no later year has figures yet (default: every year has come).
    """
    figures = figures_of(observations, catalogue, today)
    return as_frame(figures, [(rule, findings) for rule, findings in reviewed(figures)])


def figures_of(
    observations: pd.DataFrame, catalogue: Catalogue, today: date | None = None
) -> Figures:
    """The figures of the store as rules judge them."""
    known = observations["value"].notna() & (observations["origin"] == "published")
    rows = observations[known].sort_values("standing", kind="stable")  # current before rival
    rows = rows.assign(judged=rows["standing"] == "current", says_percent=False)
    return Figures.of(rows, catalogue, today or date.max)


def as_frame(figures: Figures, found: list[tuple[Rule, pd.DataFrame]]) -> pd.DataFrame:
    """What rules found as a FindingFrame."""
    frames = [_rows(figures, rule, findings) for rule, findings in found]
    whole = stacked(no_findings(), *frames)
    place = {rule.code: number for number, rule in enumerate(registry.RULES)}
    order = whole.assign(_place=whole["rule"].map(place))
    order = order.sort_values(["_place", "unit", "indicator", "year"], kind="stable")
    return order.drop(columns="_place").reset_index(drop=True)


def _rows(figures: Figures, rule: Rule, findings: pd.DataFrame) -> pd.DataFrame:
    others = statements(figures, findings)
    rows = figures.frame.iloc[findings["figure"].to_numpy()].reset_index(drop=True)
    rows = rows.assign(
        rule=rule.code,
        severity=rule.severity,
        other_value=findings["other_value"].to_numpy(),
        other_qualifier=other_qualifiers(findings),
        low=findings["low"].to_numpy(),
        high=findings["high"].to_numpy(),
        n=findings["n"].to_numpy(),
        others=pd.Series(others, dtype="object"),
    )
    rows["seen"] = [
        " ".join([_stated(value, qualifier), *(_stated(other.value) for other in own)])
        for value, qualifier, own in zip(rows["value"], rows["qualifier"], others, strict=True)
    ]
    return rows[list(FINDING)].astype(FINDING)


def statements(figures: Figures, findings: pd.DataFrame) -> list[tuple[Statement, ...]]:
    """For each finding the further figures that the rule read."""
    places = findings[list(beside_of(findings))].to_numpy(dtype="int64")
    read = figures.frame.iloc[sorted({int(at) for at in places.flat if at != NONE})]
    stated = {
        int(row.Index): Statement(
            str(row.indicator), str(row.basis), int(row.year), float(row.value), row.qualifier
        )
        for row in each_row(read)
    }
    return [tuple(stated[int(at)] for at in own if at != NONE) for own in places]


def other_qualifiers(findings: pd.DataFrame) -> list[Qualifier]:
    """How exact the value is that each figure was compared with."""
    return [
        qualifier_of(lower, upper) if value == value else "exact"
        for value, lower, upper in zip(
            findings["other_value"], findings["other_lower"], findings["other_upper"], strict=True
        )
    ]


def _stated(value: float, qualifier: str = "exact") -> str:
    text = f"{value:.15g}"
    return text if qualifier == "exact" else f"{qualifier}:{text}"
