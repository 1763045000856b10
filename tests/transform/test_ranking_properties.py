"""What holds for every scheme: invariance, monotonicity, sums, ranges."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from khdash.transform.composite import Scheme, composite

from .ranking_examples import goalposts

CODES = list("abcd")
NORMALISATIONS: list[dict[str, Any]] = [
    goalposts(10, 60),
    goalposts({"percentile": 10}, {"percentile": 90}),
    {"method": "min_max"},
    {"method": "attainment", "target": 40},
    {"method": "rank"},
    {"method": "leader"},
    {"method": "none"},
]
ANY_SIGN: list[dict[str, Any]] = [
    {"method": "z_score"},
    {"method": "z_score", "ddof": 0},
    goalposts(10, 60, clip=False),
    goalposts({"percentile": 25}, 90, clip=False),
]


@st.composite
def schemes(draw: st.DrawFn, missing: tuple[str, ...] = ("exclude", "zero", "mean")) -> Any:
    """Two criteria and a group of two, with any means and methods that go together."""
    outer, inner = (draw(st.sampled_from(["arithmetic", "geometric", "harmonic"])) for _ in "12")
    linear = outer == inner == "arithmetic"
    allowed = NORMALISATIONS + (ANY_SIGN if linear else [])
    parts = [
        {
            "code": code,
            "weight": draw(st.floats(0.1, 5)),
            "direction": draw(st.sampled_from(["higher", "lower"])),
            "normalisation": draw(st.sampled_from(allowed)),
            **draw(st.sampled_from([{}, {"floor": 5, "cap": 80}])),
        }
        for code in CODES
    ]
    group = {"code": "g", "weight": 2, "aggregation": inner, "criteria": parts[2:]}
    return {
        "scale": [0, 100],
        "aggregation": outer,
        "missing": draw(st.sampled_from(missing)),
        "criteria": [*parts[:2], group],
    }


@st.composite
def tables(draw: st.DrawFn, units: int = 5) -> pd.DataFrame:
    values = st.integers(1, 90).map(float)
    rows = [[draw(values) for _ in CODES] for _ in range(units)]
    return pd.DataFrame(rows, index=[f"u{i}" for i in range(units)], columns=CODES)


@st.composite
def gaps(draw: st.DrawFn, units: int = 5) -> np.ndarray:
    return np.array([[draw(st.booleans()) for _ in CODES] for _ in range(units)])


@settings(max_examples=80, deadline=None)
@given(schemes(), tables(), gaps())
def test_what_is_missing_leaves_a_range_that_contains_the_true_score(
    scheme: dict[str, Any], table: pd.DataFrame, hidden: np.ndarray
) -> None:
    truth = composite(table, scheme).scores
    seen = composite(table.mask(hidden), scheme).score_range
    assert (seen["lowest"] <= truth + 1e-7).all()
    assert (seen["highest"] >= truth - 1e-7).all()


@settings(max_examples=40, deadline=None)
@given(schemes(), tables(), gaps())
def test_the_true_rank_lies_between_the_best_and_the_worst(
    scheme: dict[str, Any], table: pd.DataFrame, hidden: np.ndarray
) -> None:
    truth = composite(table, scheme).ranks
    seen = composite(table.mask(hidden), scheme).score_range
    assert (seen["rank_best"] <= truth).all()
    assert (seen["rank_worst"] >= truth).all()


@settings(max_examples=80, deadline=None)
@given(schemes(), tables(), gaps(), st.sampled_from(CODES), st.integers(0, 4), st.floats(0, 30))
def test_a_better_value_never_lowers_the_score(
    scheme: dict[str, Any],
    table: pd.DataFrame,
    hidden: np.ndarray,
    code: str,
    row: int,
    step: float,
) -> None:
    hidden = hidden & ~((np.arange(5) == row)[:, None] & (np.array(CODES) == code))
    lower = next(c.direction for c in Scheme.from_dict(scheme).root.leaves() if c.code == code)
    better = table.copy()
    unit = table.index[row]
    value = float(table.loc[unit, code])
    better.loc[unit, code] = max(value - step, 1.0) if lower == "lower" else value + step
    before = composite(table.mask(hidden), scheme).scores[unit]
    after = composite(better.mask(hidden), scheme).scores[unit]
    assert after >= before - 1e-7


@settings(max_examples=40, deadline=None)
@given(schemes(), tables(), gaps())
def test_contributions_sum_to_the_score(
    scheme: dict[str, Any], table: pd.DataFrame, hidden: np.ndarray
) -> None:
    found = composite(table.mask(hidden), scheme)
    total = found.contributions.sum(axis=1, min_count=1)
    np.testing.assert_allclose(total, found.scores, atol=1e-6)


@settings(max_examples=40, deadline=None)
@given(schemes(), tables(), gaps(), st.permutations(range(5)))
def test_the_order_of_units_and_columns_does_not_matter(
    scheme: dict[str, Any], table: pd.DataFrame, hidden: np.ndarray, order: list[int]
) -> None:
    seen = table.mask(hidden)
    found = composite(seen.iloc[order][CODES[::-1]], scheme)
    expected = composite(seen, scheme)
    np.testing.assert_allclose(found.scores[seen.index], expected.scores, atol=1e-9)
    assert found.ranks[seen.index].equals(expected.ranks)


@settings(max_examples=40, deadline=None)
@given(tables(), st.floats(0.001, 1e6))
def test_another_unit_of_an_indicator_changes_nothing_where_its_goalposts_follow(
    table: pd.DataFrame, factor: float
) -> None:
    def scheme(unit: float) -> dict[str, Any]:
        rules = [
            goalposts(10 * unit, 60 * unit),
            {"method": "attainment", "target": 40 * unit},
            {"method": "min_max"},
            goalposts(1 * unit, 90 * unit),
        ]
        parts: list[dict[str, Any]] = [
            {"code": c, "normalisation": r} for c, r in zip(CODES, rules, strict=True)
        ]
        parts[3]["log"] = True
        return {"scale": [0, 100], "criteria": parts}

    found, expected = composite(table * factor, scheme(factor)), composite(table, scheme(1))
    np.testing.assert_allclose(found.scores, expected.scores, atol=1e-6)


@settings(max_examples=40, deadline=None)
@given(schemes(), tables(), st.floats(0.01, 100))
def test_only_the_ratio_of_the_weights_in_a_group_matters(
    scheme: dict[str, Any], table: pd.DataFrame, factor: float
) -> None:
    *first, group = scheme["criteria"]
    inner = [{**c, "weight": c["weight"] * factor} for c in group["criteria"]]
    scaled = {**scheme, "criteria": [*first, {**group, "criteria": inner}]}
    np.testing.assert_allclose(
        composite(table, scaled).scores, composite(table, scheme).scores, atol=1e-7
    )


@settings(max_examples=40, deadline=None)
@given(schemes(missing=("exclude", "zero", "mean", "refuse")))
def test_a_scheme_is_read_back_from_the_dict_it_writes(scheme: dict[str, Any]) -> None:
    read = Scheme.from_dict(scheme)
    assert Scheme.from_dict(read.to_dict()) == read
    assert Scheme.from_dict(read.to_dict()).to_dict() == read.to_dict()
