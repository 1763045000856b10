"""Lines: what may be joined, what may be drawn solid."""

from __future__ import annotations

from khdash.model.entries import SeriesBreak
from khdash.model.rows import rows_of
from khdash.transform.series import firm_apart, joined, series_of

from .figures import BREAKS, NEW_BAC_NINH, NEW_NINH_BINH, figure, observations

LEARNING_BREAKS = [b for b in BREAKS if b.break_group == "learning_title"]


def test_a_series_is_one_indicator_without_subgroup_in_order_of_unit_and_year() -> None:
    current = observations(
        figure("37", "members", 2015, 268_230),
        figure("01", "members", 2024, 1_953_233),
        figure("37", "members", 2014, 260_685),
        figure("37", "population", 2014, 935_800),
        figure("37", "members", 2016, 90_000, subgroup="workers"),
    )
    series = series_of(current, "members")
    assert series[["unit", "year"]].values.tolist() == [["01", 2024], ["37", 2014], ["37", 2015]]
    assert series_of(current, "members", subgroup="workers")["value"].tolist() == [90_000]


def test_a_missing_year_ends_the_solid_line_but_not_the_run() -> None:
    # Ninh Bình: 2014, 2015, 2016 follow each other; 2017 is missing; 2018 stands alone.
    current = observations(
        *(
            figure("37", "members", y, v)
            for y, v in ((2014, 260_685), (2015, 268_230), (2016, 280_150), (2018, 303_679))
        )
    )
    line = joined(series_of(current, "members"), [])
    assert line["run"].tolist() == [0, 0, 0, 0]
    assert line["segment"].tolist() == [0, 0, 0, 1]
    assert line["lone"].tolist() == [False, False, False, True]


def test_a_line_stops_at_a_break_even_between_consecutive_years() -> None:
    current = observations(
        *(figure("34", "learning_family_recognised", y, 100 + y) for y in (2020, 2021, 2022, 2023))
    )
    line = joined(series_of(current, "learning_family_recognised"), LEARNING_BREAKS)
    assert line["run"].tolist() == [0, 0, 1, 1]
    assert line["segment"].tolist() == [0, 0, 1, 1]


def test_two_denominators_are_two_lines() -> None:
    # Hà Nội prints 71,25 % of all families (2023) and 89,06 % of the registered ones (2024).
    current = observations(
        figure("01", "learning_family_rate", 2023, 71.25, basis="all"),
        figure("01", "learning_family_rate", 2024, 89.06, basis="registered"),
    )
    line = joined(series_of(current, "learning_family_rate"), [])
    assert line["run"].tolist() == [0, 1]
    assert line["lone"].tolist() == [True, True]


def test_an_unstated_basis_is_joined_within_one_source_only() -> None:
    current = observations(
        figure("27", "learning_family_rate", 2022, 80.0, basis="unstated", source_id="s018"),
        figure("27", "learning_family_rate", 2023, 81.3, basis="unstated", source_id="s018"),
        figure("27", "learning_family_rate", 2024, 81.31, basis="unstated", source_id="s042"),
    )
    line = joined(series_of(current, "learning_family_rate"), [])
    assert line[["year", "run"]].values.tolist() == [[2022, 0], [2023, 0], [2024, 1]]


def test_published_and_computed_figures_are_never_one_line_and_break_apart() -> None:
    rate = "members_population_rate"
    current = observations(
        figure("37", rate, 2014, 28.6),
        figure("37", rate, 2015, 28.9),
        figure("37", rate, 2014, 27.86, origin="derived"),
        figure("37", rate, 2015, 28.28, origin="derived"),
    )
    population_break = [SeriesBreak("population", 2015, "", "", "")]
    line = joined(series_of(current, rate), [], derived_breaks=population_break)
    assert line[["origin", "year", "run"]].values.tolist() == [
        ["derived", 2014, 0],
        ["derived", 2015, 1],
        ["published", 2014, 2],
        ["published", 2015, 2],
    ]


def test_sums_over_other_parts_of_a_merged_province_are_other_lines() -> None:
    # Both 2011 and 2012 lack two of three parts, but not the same two.
    current = observations(
        figure(NEW_NINH_BINH, "members", 2011, 288_270, parts_missing=("35", "37")),
        figure(NEW_NINH_BINH, "members", 2012, 250_000, parts_missing=("35", "36")),
        figure(NEW_NINH_BINH, "members", 2013, 600_000, parts_missing=()),
    )
    assert joined(series_of(current, "members"), [])["run"].tolist() == [0, 1, 2]


def test_runs_and_segments_are_numbered_over_the_whole_frame_within_the_asked_years() -> None:
    current = observations(
        *(figure(u, "members", y, 100) for u in ("27", NEW_BAC_NINH) for y in (2019, 2020, 2022))
    )
    line = joined(series_of(current, "members"), [], first_year=2020, last_year=2022)
    assert line["year"].tolist() == [2020, 2022, 2020, 2022]
    assert line["run"].tolist() == [0, 0, 1, 1]
    assert line["segment"].tolist() == [0, 1, 2, 3]


def test_a_figure_of_low_confidence_is_drawn_apart_and_compared_as_before() -> None:
    levels = {2011: "low", 2012: "high", 2013: "doubtful", 2014: "medium", 2015: "high"}
    current = observations(
        *(figure("01", "members", year, 1.0, confidence=level) for year, level in levels.items())
    )
    line = rows_of(joined(series_of(current, "members"), []))
    assert {row["run"] for row in line} == {0}
    drawn = {row["year"]: row for row in firm_apart(line)}
    assert list(drawn) == list(levels)
    # 2012, 2014 and 2015 are one run, of which 2014 and 2015 follow each other.
    assert {drawn[year]["run"] for year in (2012, 2014, 2015)} == {drawn[2012]["run"]}
    assert drawn[2014]["segment"] == drawn[2015]["segment"] != drawn[2012]["segment"]
    assert {drawn[2011]["run"], drawn[2013]["run"]}.isdisjoint({drawn[2012]["run"]})
    assert [drawn[year]["lone"] for year in levels] == [True, True, True, False, False]
    assert [row["run"] for row in line] == [0] * 5, "what growth reads is as it was"
