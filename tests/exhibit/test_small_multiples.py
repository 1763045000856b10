from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from khdash.exhibit.core.exhibit import Exhibit

Make = Callable[..., Exhibit]


@pytest.mark.parametrize(
    ("name", "axes"), [("small_multiples", "shared"), ("small_multiples_free", "free")]
)
def test_small_multiples_are_the_trend_with_a_panel_a_unit(
    exhibit: Make, name: str, axes: str
) -> None:
    chosen = {"indicators": ("learning_family_rate",), "first_year": 2016, "last_year": 2024}
    trend, panels = exhibit("trend", **chosen), exhibit(name, **chosen)
    pd.testing.assert_frame_equal(panels.table, trend.table)
    assert (panels.kind, panels.extra["axes"]) == ("small_multiples", axes)
    assert panels.headline != trend.headline
    assert (panels.targets, panels.breaks) == (
        trend.targets,
        trend.breaks,
    )


def test_own_scales_are_said_in_words(exhibit: Make) -> None:
    shown = exhibit("small_multiples_free", indicators=("members",))
    assert "không so chiều cao giữa các ô" in shown.subtitle
    assert "không so chiều cao giữa các ô" in shown.alt
