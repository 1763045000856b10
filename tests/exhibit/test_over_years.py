"""Sums over a period and means of three years: what charts, tables, sentences and files say."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.exhibit.topics.lookup.parts import parts_card
from khdash.exhibit.topics.lookup.shown import ShownFigure
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.report.formats import CSV

ASKED = Selection(
    indicators=("scholarships_awarded",), form="sum", first_year=2020, last_year=2024, tolerance=2
)


def without(data: Dataset, unit: str, *years: int) -> Dataset:
    """The figures without those of a unit's scholarships of some years."""
    rows = data.observations
    own = (rows["unit"] == unit) & (rows["indicator"] == "scholarships_awarded")
    return replace(data, observations=rows[~(own & rows["year"].isin(years))])


def yearly(data: Dataset, unit: str) -> dict[int, float]:
    rows = data.current
    own = rows[(rows["unit"] == unit) & (rows["indicator"] == "scholarships_awarded")]
    own = own[own["year"].between(2020, 2024)]
    return dict(zip(own["year"], own["value"], strict=True))


def row_of(shown: Exhibit, unit: str) -> dict[str, object]:
    return next(row for row in shown.rows if row["unit"] == unit)


def test_a_period_with_every_year_is_summed_ranked_and_named_with_its_years(demo: Dataset) -> None:
    shown = build("comparison", demo, ASKED)
    own = row_of(shown, "01")
    assert own["value"] == sum(yearly(demo, "01").values())
    assert (own["years_said"], own["missing"]) == ("5 trong 5 năm", "")
    assert shown.title.endswith("cộng 2020–2024")
    assert "cộng 2020–2024: Hà Nội" in shown.headline
    assert "5 trong 5 năm" in CSV.make(shown).decode("utf-8-sig")


def test_a_period_with_gaps_says_so_and_is_neither_ranked_nor_spoken_of(demo: Dataset) -> None:
    data = without(demo, "01", 2021, 2024)
    shown = build("comparison", data, ASKED)
    own = row_of(shown, "01")
    known = {year: v for year, v in yearly(demo, "01").items() if year not in (2021, 2024)}
    assert own["value"] == sum(known.values())
    assert (own["years_said"], own["missing"]) == ("3 trong 5 năm", "years_missing")
    assert own["rank_best"] is None
    assert "Hà Nội" not in shown.headline
    notes = " ".join(note.text for note in shown.notes)
    assert "Hà Nội 2024 (3 trong 5 năm)" in notes
    total = build("total", data, ASKED)
    [whole] = total.rows
    assert (whole["covered"], whole["expected"]) == (7, 8)


def test_a_sum_is_one_figure_with_which_no_year_is_compared(demo: Dataset) -> None:
    assert {row["year"] for row in build("trend", demo, ASKED).rows} == {2024}
    assert all(pd.isna(row["value"]) for row in build("slope", demo, ASKED).rows)


def test_the_card_of_a_sum_names_every_year_and_the_gaps(demo: Dataset) -> None:
    data = without(demo, "01", 2022)
    shown = ShownFigure("01", "scholarships_awarded", 2024, form="sum")
    card = parts_card(data, ASKED, shown)
    assert card is not None
    assert [part.name for part in card.parts] == ["2020", "2021", "2022", "2023", "2024"]
    assert [part.value == "–" for part in card.parts] == [False, False, True, False, False]
    assert card.how == "Cộng số của 4 trong 5 năm."


def test_the_mean_of_a_rate_shows_both_counts_of_the_three_years(demo: Dataset) -> None:
    asked = Selection(indicators=("members_population_rate",), form="mean3", tolerance=2)
    shown = build("comparison", demo, asked)
    own = row_of(shown, "34")
    figures = demo.current[demo.current["unit"] == "34"].set_index(["indicator", "year"])["value"]
    above = sum(figures["members", year] for year in (2022, 2023, 2024))
    below = sum(figures["population", year] for year in (2022, 2023, 2024))
    assert own["value"] == pytest.approx(100 * above / below)
    card = parts_card(demo, asked, ShownFigure("34", asked.indicators[0], 2024, form="mean3"))
    assert card is not None
    assert [part.year for part in card.parts] == ["2022", "2022", "2023", "2023", "2024", "2024"]


def test_what_may_not_be_summed_or_averaged_stays_as_reported_and_says_why(demo: Dataset) -> None:
    said = {
        ("members", "sum"): "đếm nhiều lần",
        ("members_population_rate", "sum"): "Tỷ lệ không cộng qua các năm",
        ("members_with_card_rate", "mean3"): "Không lấy trung bình các tỷ lệ",
    }
    for (code, form), words in said.items():
        plain = Selection(indicators=(code,), tolerance=2)
        shown, reported = (build("comparison", demo, plain.with_(form=one)) for one in (form, ""))
        assert [row["value"] for row in shown.rows] == [row["value"] for row in reported.rows]
        assert words in " ".join(note.text for note in shown.notes)
