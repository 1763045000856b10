"""Observations and totals against the published figures, worked out by hand."""

from __future__ import annotations

import pytest

from tests.web.api.asking import of

# Members of Hà Nội as data/published/observations.csv has them.
HA_NOI = [
    (2024, 1953233, 1953233, 1953233, "exact", "s062"),
    (2023, 1500000, 1500000, None, "at_least", "s048"),
    (2017, 864000, None, 864000, "nearly", "s008"),
    (2013, 540000, 540000, None, "at_least", "s001"),
    (2011, 460000, 460000, None, "at_least", "s007"),
]


def test_figures_carry_their_bounds_and_gaps_a_reason_and_no_zero() -> None:
    answer = of("observations?chi_so=members&tinh=01&nam=2011&nam=2024")
    told = [
        (r["year"], r["value"], r["lower"], r["upper"], r["qualifier"], r["source_id"])
        for r in answer.rows
        if not r["missing"]
    ]
    assert told == HA_NOI
    gaps = [r for r in answer.rows if r["missing"]]
    assert [r["year"] for r in gaps] == [2022, 2021, 2020, 2019, 2018, 2016, 2015, 2014, 2012]
    assert {(r["value"], r["lower"], r["upper"], r["missing"]) for r in gaps} == {
        (None, None, None, "no_data")
    }
    assert answer.json["gap_reasons"] == {"no_data": "chưa có số liệu công bố"}
    assert {r["unit_name"] for r in answer.rows} == {"Hà Nội"}


def test_an_answer_says_what_was_asked_where_it_comes_from_and_what_holds_it_back() -> None:
    told = of("observations?chi_so=members&tinh=01&nam=2023&nam=2024").json
    assert told["filters"] == {
        "chi_so": ["members"],
        "tinh": ["01"],
        "nam": [2023, 2024],
        "ranh_gioi": "2022",
    }
    assert [source["source_id"] for source in told["sources"]] == ["s062", "s048"]
    assert told["sources"][1]["url"].startswith("https://")
    assert told["notes"] == ["Số công bố đã làm tròn: ≥ hơn, trên; ≲ gần; ≈ khoảng."]
    assert (told["data_version"], told["demo"], told["notice"]) == (1, False, None)


def test_unasked_the_members_of_the_cluster_and_the_years_of_the_pages_are_meant() -> None:
    told = of("observations?chi_so=members").json
    assert told["filters"]["tinh"] == ["01", "26", "27", "33", "34", "35", "36", "37"]
    assert told["filters"]["nam"] == [2010, 2024]
    assert told["page"]["total"] == 8 * 15
    # Hà Nội 5, Vĩnh Phúc 2, Bắc Ninh 2, Thái Bình 3, Nam Định 1, Ninh Bình 6 since 2010.
    assert sum(1 for row in told["data"] if not row["missing"]) == 19


def test_a_period_that_moves_with_the_data_is_told_as_the_years_that_it_is_now() -> None:
    told = of("observations?chi_so=members&tinh=01&nam=latest-2").json
    assert told["filters"]["nam"] == [2023, 2024]
    assert [row["year"] for row in told["data"]] == [2024, 2023]
    assert of("targets?nam=latest-5&tinh=VN").json["filters"]["nam"] == [2020, 2024]


def test_a_rate_on_another_denominator_is_a_gap_that_says_so() -> None:
    question = "observations?chi_so=learning_family_rate&tinh=01&nam=2022&nam=2024&mau_so=all"
    told = {row["year"]: (row["value"], row["missing"]) for row in of(question).rows}
    # 2024 is published of registered families only, 2022 not at all.
    assert told == {2024: (None, "other_basis"), 2023: (71.25, ""), 2022: (None, "no_data")}


def test_years_before_an_indicator_exists_are_no_lack_of_the_province() -> None:
    rows = of("observations?chi_so=learning_citizen_rate&tinh=35&nam=2020&nam=2022").rows
    assert [(r["year"], r["missing"]) for r in rows] == [
        (2022, "no_data"),
        (2021, "before_start"),
        (2020, "before_start"),
    ]


def test_a_merged_province_brings_its_parts_and_each_is_asked_only_while_it_exists() -> None:
    rows = of("observations?chi_so=members&ranh_gioi=2025&tinh=25&nam=2024&nam=2025").rows
    told = {(r["unit"], r["year"]): (r["value"], r["missing"]) for r in rows}
    assert told == {
        ("26", 2024): (None, "no_data"),
        ("25", 2024): (None, "no_data"),
        ("17", 2024): (None, "no_data"),
        ("25@2025-07-01", 2025): (None, "no_data"),
    }


def test_what_other_sources_say_comes_only_when_asked_for() -> None:
    question = "observations?chi_so=fund_balance&tinh=34&nam=2014&cho_trong=khong"
    (used,) = of(question).rows
    both = of(f"{question}&so_khac=co").rows
    assert used["standing"] == "current"
    assert used["disputed"]
    assert [(r["value"], r["standing"]) for r in both if r["standing"] != "current"] == [
        (52100, "rival")
    ]
    assert len(both) == 2


def test_leaving_out_gaps_leaves_the_figures() -> None:
    question = "observations?chi_so=members&tinh=01&nam=2011&nam=2024"
    assert [r for r in of(question).rows if not r["missing"]] == of(
        f"{question}&cho_trong=khong"
    ).rows


def test_a_total_of_all_is_their_sum() -> None:
    (row,) = of("totals?chi_so=population&nam=2020").rows
    every = (8246540, 1171200, 1419130, 1269090, 1870240, 861830, 1780330, 993920)
    assert row["value"] == sum(every) == 17612280
    assert (row["lower"], row["upper"], row["qualifier"]) == (17612280, 17612280, "exact")
    assert (row["covered"], row["expected"], row["missing_units"]) == (8, 8, [])
    assert row["source_ids"] == ["s043"]


def test_a_sum_of_too_few_is_no_total_and_carries_its_bounds() -> None:
    """2013: Hà Nội over 540,000, Bắc Ninh over 204,000, Ninh Bình nearly 300,000 but doubtful."""
    answer = of("totals?chi_so=members&nam=2013")
    (row,) = answer.rows
    assert (row["value"], row["missing"], row["covered"], row["expected"]) == (
        None,
        "too_few",
        3,
        8,
    )
    assert row["missing_units"] == ["26", "33", "34", "35", "36"]
    assert row["low_confidence"]
    assert (row["sum_value"], row["sum_lower"], row["sum_upper"]) == (744000, 744000, None)
    assert (row["sum_qualifier"], row["sum_covered"]) == ("at_least", 2)
    assert answer.json["gap_reasons"] == {"too_few": "chưa đủ 5/8 số tỉnh"}


def test_a_year_that_nobody_published_is_a_row_that_says_so() -> None:
    rows = of("totals?chi_so=members&tinh=01&tinh=34&nam=2018&nam=2020").rows
    told = [(r["year"], r["value"], r["covered"], r["expected"], r["missing"]) for r in rows]
    assert told == [
        (2020, None, 1, 2, "too_few"),
        (2019, None, 0, 2, "no_data"),
        (2018, None, 0, 2, "no_data"),
    ]
    assert rows[0]["sum_value"] == 600000
    assert rows[0]["sum_qualifier"] == "at_least"
    assert rows[1]["missing_units"] == ["01", "34"]


def test_rates_have_no_total() -> None:
    answer = of("totals?chi_so=members&chi_so=members_population_rate&lang=en")
    assert answer.status == 422
    assert [fault["value"] for fault in answer.json["errors"]] == ["members_population_rate"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_language_changes_words_and_no_figure(lang: str) -> None:
    question = "observations?chi_so=members&tinh=34&nam=2011&nam=2024"
    rows, others = of(f"{question}&lang={lang}").rows, of(question).rows
    spoken = {"unit_name", "indicator_name", "note"}
    for row, other in zip(rows, others, strict=True):
        assert {k: v for k, v in row.items() if k not in spoken} == {
            k: v for k, v in other.items() if k not in spoken
        }
    assert rows[0]["unit_name"] == {"vi": "Thái Bình", "en": "Thai Binh"}[lang]
