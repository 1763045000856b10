"""Which province a click on a chart means."""

from __future__ import annotations

import pytest

from khdash.web.common.click import clicked_unit

KEYS = ["01", "33@2025-07-01"]


@pytest.mark.parametrize(
    "point",
    [
        {"customdata": ["33@2025-07-01", 2024, 1.0]},
        {"customdata": {"0": "33@2025-07-01", "1": 2024}},
        {"customdata": "33@2025-07-01"},
        {"location": "33@2025-07-01"},
    ],
)
def test_the_unit_is_read_from_wherever_the_chart_carries_it(point: dict[str, object]) -> None:
    assert clicked_unit({"selection": {"points": [point]}}, KEYS) == "33@2025-07-01"


@pytest.mark.parametrize(
    "event",
    [
        None,
        {},
        {"selection": None},
        {"selection": {"points": []}},
        {"selection": {"points": [{"customdata": ["99"]}, {"y": 3}, {}]}},
    ],
)
def test_a_click_beside_every_province_means_none(event: dict[str, object] | None) -> None:
    assert clicked_unit(event, KEYS) is None


def test_the_first_point_that_names_a_unit_counts() -> None:
    points = [{"customdata": ["VN"]}, {"customdata": ["01"]}, {"customdata": ["33@2025-07-01"]}]
    assert clicked_unit({"selection": {"points": points}}, KEYS) == "01"
