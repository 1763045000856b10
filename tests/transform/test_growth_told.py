"""Which changes are told: those that say something."""

from __future__ import annotations

import math
from typing import Any

import pytest

from khdash.transform.growth import important


def change(upper: float, relative: float) -> dict[str, Any]:
    """A change of which only the upper bound is known."""
    return {
        "unit": "27", "year": 2024, "direction": "", "abs_value": upper, "abs_upper": upper,
        "rel_value": relative, "rel_upper": relative,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("upper", "relative", "told"),
    [(300.0, 0.303, True), (300.0, 0.99, True), (165.0, 7.7, False), (165.0, 1.0, False),
     (2.5, math.nan, True), (math.inf, math.inf, False)],
)  # fmt: skip
def test_a_cap_is_told_only_where_it_excludes_a_doubling(
    upper: float, relative: float, told: bool
) -> None:
    assert bool(important([change(upper, relative)], {})) == told
