"""Ranks as far as the bounds settle them (rules 4, 6, 9)."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from khdash.transform.ranks import rank_intervals

from .figures import EIGHT, figure, observations


def ranks(frame: pd.DataFrame) -> dict[str, tuple[object, object]]:
    return {
        row["unit"]: (row["rank_best"], row["rank_worst"])
        for _, row in frame.iterrows()
        if row["rank_best"] is not pd.NA
    }


def test_exact_figures_have_one_rank() -> None:
    current = observations(
        figure("01", "members", 2024, 1_953_233),
        figure("27", "members", 2024, 542_467),
        figure("37", "members", 2024, 313_165),
    )
    assert ranks(rank_intervals(current)) == {"01": (1, 1), "27": (2, 2), "37": (3, 3)}


def test_a_rounded_figure_has_as_many_ranks_as_its_bound_allows() -> None:
    # "Hơn 300 nghìn" may be anything above: first, second or third; those below 300 000 stay last.
    current = observations(
        figure("27", "members", 2023, 542_467),
        figure("26", "members", 2023, 300_000, "at_least"),
        figure("37", "members", 2023, 313_165),
        figure("36", "members", 2023, 288_270),
    )
    assert ranks(rank_intervals(current)) == {
        "27": (1, 2),
        "26": (1, 3),
        "37": (2, 3),
        "36": (4, 4),
    }


def test_equal_figures_share_the_better_rank() -> None:
    current = observations(
        *(figure(u, "members", 2023, v) for u, v in (("27", 5), ("37", 5), ("36", 4)))
    )
    assert ranks(rank_intervals(current)) == {"27": (1, 1), "37": (1, 1), "36": (3, 3)}


def test_where_low_is_good_the_lowest_is_first() -> None:
    current = observations(
        figure("27", "overdue", 2023, 7), figure("37", "overdue", 2023, 5, "nearly")
    )
    assert ranks(rank_intervals(current, "down")) == {"27": (2, 2), "37": (1, 1)}


def test_different_bases_are_never_ranked_together_nor_unstated_ones_of_different_sources() -> None:
    rate = "learning_family_rate"
    current = observations(
        figure("01", rate, 2024, 89.06, basis="registered"),
        figure("27", rate, 2024, 81.31, basis="registered"),
        figure("34", rate, 2023, 65.6, basis="unstated", source_id="s057"),
        figure("36", rate, 2022, 75.9, basis="unstated", source_id="s005"),
        figure("37", rate, 2022, 99.0, basis="all"),
    )
    assert ranks(rank_intervals(current)) == {"01": (1, 1), "27": (2, 2)}


def test_partial_and_too_old_figures_get_no_rank_and_take_none() -> None:
    current = observations(
        figure("01", "members", 2024, 900, partial=False, too_old=False),
        figure("27", "members", 2024, 950, partial=True, too_old=False),
        figure("34", "members", 2010, 990, partial=False, too_old=True),
        figure("37", "members", 2024, 800, partial=False, too_old=False),
    )
    assert ranks(rank_intervals(current)) == {"01": (1, 1), "37": (2, 2)}


def test_below_five_eighths_of_the_expected_units_nobody_is_ranked() -> None:
    current = observations(*(figure(u, "members", 2023, int(u)) for u in EIGHT[:5]))
    assert len(ranks(rank_intervals(current, expected=8))) == 5
    assert ranks(rank_intervals(current.iloc[:4], expected=8)) == {}


def test_the_frame_keeps_its_rows_and_says_among_how_many() -> None:
    current = observations(figure("37", "members", 2023, 1), figure("01", "members", 2023, 2))
    found = rank_intervals(current.iloc[::-1])
    assert found["unit"].tolist() == ["01", "37"]
    assert found["ranked"].tolist() == [2, 2]
    assert rank_intervals(current.iloc[:1])["ranked"].isna().all()


QUALIFIED = st.tuples(
    st.integers(0, 20),
    st.sampled_from(["exact", "at_least", "nearly", "about"]),
    st.integers(0, 20),
)


@settings(deadline=None)
@given(st.lists(QUALIFIED, min_size=2, max_size=8), st.sampled_from(["up", "down"]))
def test_the_interval_contains_the_true_rank(
    parts: list[tuple[int, str, int]], direction: str
) -> None:
    truth = [
        {"exact": v, "at_least": v + off, "nearly": v - off, "about": off}[q] for v, q, off in parts
    ]
    rows = [figure(u, "members", 2020, v, q) for u, (v, q, _) in zip(EIGHT, parts, strict=False)]
    found = rank_intervals(observations(*rows), direction)  # type: ignore[arg-type]
    for i, own in enumerate(truth):
        better = [t > own if direction == "up" else t < own for t in truth]
        rank = 1 + sum(better)
        assert found["rank_best"].iloc[i] <= rank <= found["rank_worst"].iloc[i]
