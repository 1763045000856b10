from __future__ import annotations

import json
from collections.abc import Callable

import pandas as pd

from khdash.exhibit.core.drawing import is_drawn
from khdash.exhibit.core.exhibit import Exhibit
from khdash.model.dataset import Dataset
from khdash.report.formats.json import to_json

Make = Callable[..., Exhibit]


def row_of(exhibit: Exhibit, unit: str) -> pd.Series:
    return exhibit.table[exhibit.table["unit"] == unit].iloc[0]


def test_ranks_now_are_those_of_the_comparison(exhibit: Make) -> None:
    chosen = {"indicators": ("population",), "first_year": 2015, "last_year": 2022}
    ranking, comparison = exhibit("ranking", **chosen), exhibit("comparison", **chosen)
    columns = ["unit", "value", "rank_best", "rank_worst", "ranked"]
    one = ranking.table[columns].sort_values("unit", ignore_index=True)
    other = comparison.table[columns].sort_values("unit", ignore_index=True)
    pd.testing.assert_frame_equal(one, other)


def test_the_change_of_rank_is_recomputed_from_the_printed_figures(
    exhibit: Make, published: Dataset
) -> None:
    shown = exhibit("ranking", indicators=("population",), first_year=2015, last_year=2022)
    current = published.current
    own = current[
        (current["indicator"] == "population") & current["unit"].isin(shown.table["unit"])
    ]
    places = {
        year: own[own["year"] == year].set_index("unit")["value"].rank(ascending=False)
        for year in (2015, 2022)
    }
    assert len(places[2015]) == len(places[2022]) == 8
    for row in shown.table.itertuples():
        assert row.base_year == 2015
        assert row.base_rank_best == row.base_rank_worst == places[2015][row.unit]
        assert row.rank_change == places[2015][row.unit] - places[2022][row.unit]
    assert sorted(shown.table["base_rank_best"]) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_without_a_first_year_the_base_is_the_year_before(exhibit: Make) -> None:
    shown = exhibit("ranking", indicators=("population",), last_year=2022)
    assert shown.extra == {"base_year": 2021, "year": 2022}
    assert set(shown.table["base_year"]) == {2021}


def test_below_five_eighths_nothing_is_ranked_and_the_reason_stands(exhibit: Make) -> None:
    shown = exhibit("ranking", indicators=("members",), first_year=2015, last_year=2024)
    columns = ["rank_best", "base_rank_best", "same_rank_best", "rank_change", "rank_change_low"]
    assert shown.table[columns].isna().all(axis=None)
    assert any(n.kind == "insufficient" and "5/8" in n.text for n in shown.notes)
    assert "bậc" not in shown.headline


def test_ranks_without_enough_like_units_show_no_change(exhibit: Make) -> None:
    shown = exhibit("ranking", indicators=("members",), first_year=2015, last_year=2024,
                    tolerance=5)  # fmt: skip
    # Five have a figure, but of 2020 to 2024: at most three of them two years apart.
    assert shown.table["rank_best"].isna().all()
    assert row_of(shown, "37")["base_value"] == 268_230
    assert shown.table["rank_change_low"].isna().all()
    assert "cách nhau không quá 2 năm" in " ".join(n.text for n in shown.notes)
    assert not is_drawn(shown)


def test_benchmarks_follow_the_list_without_a_rank(exhibit: Make) -> None:
    shown = exhibit("ranking", indicators=("population",), first_year=2015, last_year=2022)
    beside = exhibit("ranking", indicators=("members",), first_year=2015, last_year=2023,
                     benchmarks=("30",))  # fmt: skip
    assert not shown.table["benchmark"].any()
    last = beside.table.iloc[-1]
    assert (last["unit"], last["value"], last["rank_text"]) == ("30", 755_000, "")
    assert beside.coverage is not None
    assert beside.coverage.expected == 8


def test_the_json_holds_the_ranks_as_plain_numbers(exhibit: Make) -> None:
    shown = exhibit("ranking", indicators=("population",), first_year=2015, last_year=2022)
    first = json.loads(to_json(shown))["table"][0]
    assert (first["unit_name"], first["rank_best"], first["rank_worst"]) == ("Hà Nội", 1, 1)
    assert (first["base_rank_best"], first["rank_change"], first["base_year"]) == (1, 0, 2015)
