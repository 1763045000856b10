from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.notes import notes_of
from khdash.exhibit.registry import build
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection

NOTES_SHOWN = 3
Make = Callable[..., Exhibit]


def points(exhibit: Exhibit, unit: str) -> list[tuple[int, float]]:
    rows = exhibit.table[(exhibit.table["unit"] == unit) & exhibit.table["value"].notna()]
    return [(int(y), v) for y, v in zip(rows["year"], rows["value"], strict=True)]


def test_a_trend_shows_the_published_figures_and_nothing_between_them(exhibit: Make) -> None:
    trend = exhibit("trend", indicators=("members",), first_year=2014, last_year=2020)
    assert points(trend, "37") == [
        (2014, 260_685),
        (2015, 268_230),
        (2016, 280_150),
        (2018, 303_679),
        (2020, 313_165),
    ]


def test_a_line_stops_at_a_year_without_a_figure(exhibit: Make) -> None:
    trend = exhibit("trend", indicators=("members",), first_year=2014, last_year=2020)
    own = trend.table[trend.table["unit"] == "37"]
    assert own.groupby("segment")["year"].agg(list).tolist() == [[2014, 2015, 2016], [2018], [2020]]
    assert own["run"].nunique() == 1


def test_a_unit_without_figures_is_a_named_gap_and_never_a_zero(exhibit: Make) -> None:
    trend = exhibit("trend", indicators=("members",), last_year=2024, first_year=2010)
    gaps = trend.table[trend.table["missing"] == "no_data"]
    assert gaps["unit_name"].tolist() == ["Hưng Yên", "Hà Nam"]
    assert gaps["value"].isna().all()
    assert not (trend.table["value"] == 0).any()


def test_no_line_joins_learning_rates_across_the_change_of_criteria_in_2022(exhibit: Make) -> None:
    trend = exhibit(
        "trend", indicators=("learning_clan_rate",), units=("34",), first_year=2016, last_year=2024
    )
    own = trend.table[trend.table["value"].notna()]
    assert own[["year", "value"]].to_numpy().tolist() == [[2020, 70.0], [2023, 61.2]]
    assert own["run"].nunique() == 2
    assert [b.year for b in trend.breaks] == [2022]
    assert "đủ căn cứ" in trend.headline


def test_rates_of_the_registered_and_of_all_are_two_series(exhibit: Make) -> None:
    trend = exhibit(
        "trend", indicators=("learning_family_rate",), units=("01",), first_year=2022,
        last_year=2024,
    )  # fmt: skip
    rows = trend.table[["year", "basis", "value"]].to_numpy().tolist()
    assert sorted(rows) == [[2023, "all", 71.25], [2024, "registered", 89.06]]
    assert trend.table["run"].nunique() == 2


def test_population_has_a_break_between_2014_and_2015(exhibit: Make) -> None:
    trend = exhibit("trend", indicators=("population",), units=("01",), first_year=2013,
                    last_year=2016)  # fmt: skip
    assert trend.table.groupby("run")["year"].agg(list).tolist() == [[2013, 2014], [2015, 2016]]
    assert any(note.kind == "break" and "2015" in note.text for note in trend.notes)


def test_published_shares_keep_one_run_over_2015_because_they_used_the_population_then(
    exhibit: Make,
) -> None:
    trend = exhibit("trend", indicators=("members_population_rate",), units=("37",),
                    first_year=2014, last_year=2016)  # fmt: skip
    own = trend.table[trend.table["origin"] == "published"]
    assert own["value"].tolist() == [28.6, 28.9, 30.28]
    assert own["run"].nunique() == 1


def test_the_headline_states_only_a_change_that_the_bounds_settle(exhibit: Make) -> None:
    trend = exhibit("trend", indicators=("members",), units=("26",), first_year=2020,
                    last_year=2024)  # fmt: skip
    # 303.000 in 2021, then "trên 300 nghìn" of low confidence in 2023: no fall, no rise.
    assert trend.headline == "Hội viên: chưa có cặp số liệu đủ căn cứ để nói tăng hay giảm"


def test_the_headline_says_at_most_where_the_earlier_figure_was_more_than(exhibit: Make) -> None:
    trend = exhibit("trend", indicators=("members",), units=("01",), first_year=2020,
                    last_year=2024)  # fmt: skip
    # "hơn 1,5 triệu" in 2023, then 1.953.233: 1.953.233 / 1.500.000 - 1 = at most 30,2155 %.
    assert trend.headline == (
        "Hội viên Hà Nội không tăng quá 30,3\N{NO-BREAK SPACE}% từ 2023 đến 2024"
    )


def test_the_headline_says_since_when_a_rise_is_settled(exhibit: Make) -> None:
    trend = exhibit("trend", indicators=("members",), units=("01",), first_year=2010,
                    last_year=2024)  # fmt: skip
    # "gần 864.000" in 2017, then 1.953.233: 2,26 times at least, rounded down.
    assert trend.headline == "Hội viên Hà Nội gấp ít nhất 2,2 lần từ 2017 đến 2024"


def test_where_every_figure_is_old_the_headline_says_since_when_none_came(exhibit: Make) -> None:
    trend = exhibit("trend", indicators=("district_associations",), units=("01",),
                    first_year=2010, last_year=2024)  # fmt: skip
    # 29 in 2011 and 30 in 2017: older than 2022, so in no sentence.
    assert [row["value"] for row in trend.rows] == [29, 30]
    assert trend.headline == "Hội cấp huyện: từ 2022 chưa có số mới"


def test_an_exact_pair_gives_an_exact_change(exhibit: Make) -> None:
    trend = exhibit("trend", indicators=("members",), units=("37",), first_year=2018,
                    last_year=2020)  # fmt: skip
    # 313.165 / 303.679 - 1 = 3,12 %
    assert trend.headline == ("Hội viên Ninh Bình tăng 3,1\N{NO-BREAK SPACE}% từ 2018 đến 2020")


def test_alt_text_names_the_figures_of_the_table_and_the_missing(exhibit: Make) -> None:
    trend = exhibit("trend", indicators=("members",), units=("35", "37"), first_year=2018,
                    last_year=2020)  # fmt: skip
    assert "Ninh Bình 2018: 303.679; Ninh Bình 2020: 313.165" in trend.alt
    assert "Chưa có số liệu: Hà Nam." in trend.alt


def test_every_figure_names_its_source(exhibit: Make) -> None:
    trend = exhibit("trend", indicators=("members",), first_year=2024, last_year=2024)
    row = trend.table[trend.table["unit"] == "01"].iloc[0]
    assert (row["value"], row["source_id"]) == (1_953_233, "s062")
    assert [s.url.startswith("https://") for s in trend.sources if s.source_id == "s062"] == [True]


def test_a_trend_draws_the_targets_of_the_years_shown_and_the_next_one(exhibit: Make) -> None:
    trend = exhibit("trend", indicators=("learning_family_rate",), basis="all", first_year=2016,
                    last_year=2024)  # fmt: skip
    assert [(t.unit, t.year, t.value) for t in trend.targets] == [
        ("VN", 2020, 70.0),
        ("VN", 2025, 70.0),
    ]


def test_no_target_of_all_stands_beside_rates_of_the_registered(exhibit: Make) -> None:
    trend = exhibit("trend", indicators=("learning_family_rate",), basis="registered",
                    first_year=2016, last_year=2024)  # fmt: skip
    assert trend.targets == ()


def test_the_table_is_typed(exhibit: Make) -> None:
    trend = exhibit("trend", indicators=("members",))
    assert trend.table["year"].dtype == pd.Int64Dtype()


def test_an_index_on_merged_provinces_is_of_one_and_the_same_part_and_carries_the_bounds(
    exhibit: Make,
) -> None:
    """Worked by hand from the published balances, in million VND.

    Bắc Ninh (old): ≥ 21,500 in 2013, 185,600 in 2024. Thái Bình: 34,000 in 2012, ≥ 30,000 in 2014
    (52,100 is of low confidence), ≲ 155,000 in 2020. Nam Định: ≥ 21,000 in 2011, ≥ 122,000 in 2017.
    Ninh Bình (old): ≥ 50,000 in 2013, ≥ 103,000 in 2020. Hưng Yên (old): ≥ 55,800 in 2018 alone,
    so it has no base. No merged province has a year with all its parts, and the balance of Ninh
    Bình is never divided by that of Nam Định. Open over open bounds nothing: ≈. From 2012 on Nam
    Định's base lies before the years asked for, and 7 points are left.
    """
    trend = exhibit("trend", indicators=("fund_balance",), boundaries="2025", form="index",
                    first_year=2010, last_year=2024)  # fmt: skip
    shown = trend.table[trend.table["value"].notna()]
    worked = {
        ("Bắc Ninh", 2013): (100.0, "exact"),
        ("Bắc Ninh", 2024): (100 * 185_600 / 21_500, "nearly"),
        ("Hưng Yên", 2012): (100.0, "exact"),
        ("Hưng Yên", 2014): (100 * 30_000 / 34_000, "at_least"),
        ("Hưng Yên", 2020): (100 * 155_000 / 34_000, "nearly"),
        ("Ninh Bình", 2011): (100.0, "exact"),
        ("Ninh Bình", 2017): (100 * 122_000 / 21_000, "about"),
        ("Ninh Bình", 2013): (100.0, "exact"),
        ("Ninh Bình", 2020): (100 * 103_000 / 50_000, "about"),
    }
    found = {(row.unit_name, row.year): (row.value, row.qualifier) for row in shown.itertuples()}
    assert found.keys() == worked.keys()
    for point, (value, qualifier) in worked.items():
        assert found[point][0] == pytest.approx(value)
        assert found[point][1] == qualifier
    assert shown["partial"].all()
    runs = shown.groupby("run")["year"].agg(list).tolist()
    assert runs == [[2013, 2024], [2012, 2014, 2020], [2011, 2017], [2013, 2020]]
    assert "đủ căn cứ" in trend.headline
    later = exhibit("trend", indicators=("fund_balance",), boundaries="2025", form="index",
                    first_year=2012, last_year=2024)  # fmt: skip
    kept = later.table[later.table["value"].notna()]
    assert set(zip(kept["unit_name"], kept["year"], strict=True)) == {
        point for point in worked if point[1] not in (2011, 2017)
    }


def test_no_line_leads_from_a_figure_of_low_confidence_to_a_sound_one(exhibit: Make) -> None:
    # "gần 7.400" of 2011 is of low confidence; 584 of 2017 is sound: no fall is known.
    trend = exhibit("trend", indicators=("grassroots_associations",), units=("01",),
                    first_year=2010, last_year=2024)  # fmt: skip
    assert points(trend, "01") == [(2011, 7_400), (2017, 584)]
    assert trend.table["run"].nunique() == 2
    notes = notes_of(trend.notes)[:NOTES_SHOWN]  # What stands under the chart unasked.
    assert "Độ tin cậy thấp nên không nối với năm khác: Hà Nội 2011." in notes
    assert not any("Nét chấm" in text for text in notes)


def test_in_no_trend_does_a_run_hold_doubted_and_sound_figures(
    exhibit: Make, catalogue: Catalogue
) -> None:
    met = 0
    for indicator in catalogue.indicators:
        for name in ("trend", "small_multiples", "small_multiples_free"):
            for boundaries in ("2022", "2025"):
                trend = exhibit(name, indicators=(indicator,), boundaries=boundaries,
                                first_year=2005, last_year=2024)  # fmt: skip
                runs: dict[int, set[bool]] = {}
                for row in trend.rows:
                    if row["run"] >= 0:
                        firm = row["confidence"] not in ("low", "doubtful")
                        runs.setdefault(row["run"], set()).add(firm)
                assert all(len(kinds) == 1 for kinds in runs.values()), (name, indicator)
                met += {True} in runs.values() and {False} in runs.values()
    assert met > 5


def test_a_guide_across_a_doubted_figure_says_so(enlarged: Dataset) -> None:
    # 303.000 in 2021, "trên 300 nghìn" of low confidence in 2023, 373.000 in 2024.
    asked = Selection(indicators=("members",), units=("26",), first_year=2020, last_year=2024)
    trend = build("trend", enlarged, asked)
    assert points(trend, "26") == [(2021, 303_000), (2023, 300_000), (2024, 373_000)]
    (guide,) = [note.text for note in trend.notes if "Nét chấm" in note.text]
    assert "hoặc chỉ có số độ tin cậy thấp" in guide
