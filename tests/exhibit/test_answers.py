"""The answers that the pages open with, worked out by hand on the published figures.

Members as of 2024 within 4 years: Hà Nội 1.953.233, Bắc Ninh 542.467, Vĩnh Phúc 373.000 (2024),
Thái Bình 601.058, Ninh Bình 313.165 (2020). Older: Hà Nam 214.290 (2017), Hưng Yên hơn 150.000
(2016), Nam Định 288.270 (2011). Population of 2023: see test_partial_sums.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.exhibit.topics.answers.pages import EXTENT
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from tests.exhibit.answering import asked, changed, figures, without

# --- how many members ---------------------------------------------------------------------------


def test_five_of_eight_provinces_answer_how_many_members_there_are(enlarged: Dataset) -> None:
    rows = asked("answers", enlarged)["sum:members"]
    assert rows[0]["question"] == "Có bao nhiêu hội viên?"
    # Hưng Yên, Hà Nam and Nam Định are not in it: three, so all are named.
    assert rows[0]["said"] == (
        "3.782.923 ở 5/8 tỉnh (77,7 % dân số); chưa gồm Hưng Yên, Hà Nam và Nam Định"
    )
    assert rows[0]["detail"] == "Số của 2020–2024, dân số của 2023."
    assert figures(rows) == [
        ("Hà Nội", "1.953.233", 2024),
        ("Thái Bình", "601.058", 2020),
        ("Bắc Ninh", "542.467", 2024),
        ("Vĩnh Phúc", "373.000", 2024),
        ("Ninh Bình", "313.165", 2020),
    ]
    assert [row["pale"] for row in rows] == [False, True, False, False, True]
    assert rows[0]["note"] == (
        "Số cũ hơn, không tính: Hà Nam 214.290 (2017), Hưng Yên ≥ 150.000 (2016),"
        " Nam Định 288.270 (2011)."
    )
    assert (rows[0]["form_units"], rows[0]["form_indicators"]) == ("33 35 36", "members")


def test_the_overview_is_headed_by_a_sentence_that_has_one_meaning(enlarged: Dataset) -> None:
    # "…, 77,7 % dân số" after the number would read as a share of members.
    shown = build("answers", enlarged, Selection())
    assert shown.headline == "5/8 tỉnh đã công bố, cộng lại 3.782.923 hội viên"
    assert str(shown.extra[EXTENT]).replace("\N{NO-BREAK SPACE}", " ") == (
        "Số của 2020–2024; các tỉnh đã công bố chiếm 77,7 % dân số Cụm 3 (năm 2023)."
    )


def test_below_five_eighths_a_sum_is_named_as_that_of_the_provinces_that_published(
    enlarged: Dataset,
) -> None:
    # Without Vĩnh Phúc four are left: 3.782.923 - 373.000 = 3.409.923; 14.215.200 - 1.211.300 =
    # 13.003.900 of 18.289.200 people, 71,1 %.
    four = without(enlarged, "members", "26")
    rows = asked("answers", four, tolerance=4)["sum:members"]
    assert rows[0]["said"] == "4/8 tỉnh đã công bố (71,1 % dân số) cộng lại 3.409.923"
    # Four are missing, and Hà Nội, which weighs most, is not among them: k/n says enough.
    assert "chưa gồm" not in rows[0]["said"]


def test_one_province_alone_is_named_and_added_to_nothing(enlarged: Dataset) -> None:
    # With 0 years of tolerance 2021 has Vĩnh Phúc alone: 303.000.
    rows = asked("answers", enlarged, tolerance=0, last_year=2021)["sum:members"]
    assert rows[0]["said"] == "Mới có Vĩnh Phúc (6,6 % dân số): 303.000"
    assert rows[0]["detail"] == "Số của 2021, dân số của 2023."


def test_of_a_single_chosen_province_the_figure_stands_with_its_year(enlarged: Dataset) -> None:
    shown = build("answers", enlarged, Selection(units=("37",)))
    assert asked("answers", enlarged, units=("37",))["sum:members"][0]["said"] == "313.165 (2020)"
    assert shown.headline == "Hội viên: 313.165 (2020)"


def test_on_todays_boundaries_parts_of_a_province_are_listed_and_not_added(
    enlarged: Dataset,
) -> None:
    # Only Hà Nội is whole: Bắc Ninh lacks Bắc Giang; of Phú Thọ there is Vĩnh Phúc alone, of
    # Hưng Yên Thái Bình, of Ninh Bình the former Ninh Bình.
    shown = build("answers", enlarged, Selection(boundaries="2025"))
    assert shown.headline == "Mới có Hà Nội công bố: 1.953.233 hội viên"
    assert "chiếm 37,8" in str(shown.extra[EXTENT])
    rows = asked("answers", enlarged, boundaries="2025")["sum:members"]
    assert rows[0]["note"].startswith(
        "Không tính vì chưa đủ các tỉnh cũ: Bắc Ninh 542.467 (2024), Phú Thọ 373.000 (2024)"
    )
    # A form of 2024 is for the provinces of that year.
    assert rows[0]["form_units"] == "27 24 26 25 17 33 34 35 36 37"


def test_where_no_province_has_a_figure_the_answer_says_so_and_offers_the_form(
    enlarged: Dataset,
) -> None:
    none = without(enlarged, "members", "01", "26", "27", "33", "34", "35", "36", "37")
    rows = asked("answers", none, tolerance=4)["sum:members"]
    assert rows[0]["said"] == "Từ 2020 chưa tỉnh nào có số để nêu"
    assert rows[0]["form_units"] == "01 26 27 33 34 35 36 37"


def test_a_figure_of_low_confidence_is_named_without_its_value_and_added_to_nothing(
    enlarged: Dataset,
) -> None:
    doubted = changed(enlarged, "26", "members", 2024, confidence="low")
    rows = asked("answers", doubted, tolerance=4)["sum:members"]
    assert rows[0]["said"] == "4/8 tỉnh đã công bố (71,1 % dân số) cộng lại 3.409.923"
    assert "Độ tin cậy thấp, không tính: Vĩnh Phúc (2024)." in rows[0]["note"]
    assert "373.000" not in rows[0]["note"]


# --- titles beside the level in force -------------------------------------------------------------


def test_learning_families_stand_beside_the_level_of_2025(enlarged: Dataset) -> None:
    rows = asked("answers", enlarged)["goal:learning_family_rate"]
    assert rows[0]["question"] == "Gia đình học tập có đạt 70 % (2025) không?"
    # Above 70: Bắc Ninh 81,31 and Nam Định 75,9 (base not stated), Hà Nội 71,25 (of all); below:
    # Thái Bình 65,6 (not stated). Hà Nội's 89,06 is of those registered and judged by nothing.
    assert rows[0]["said"] == (
        "3 tỉnh đã đạt (2 tạm tính), 1 tỉnh chưa đạt (tạm tính), 4 tỉnh chưa có số để xét"
    )
    assert [(r["label"], r["value"], r["year"], r["basis"], r["verdict"]) for r in rows] == [
        ("Bắc Ninh", 81.31, 2024, "unstated", "reached"),
        ("Nam Định", 75.9, 2022, "unstated", "reached"),
        ("Hà Nội", 71.25, 2023, "all", "reached"),
        ("Thái Bình", 65.6, 2023, "unstated", "below"),
    ]
    assert rows[0]["note"] == (
        "Tạm: nguồn không ghi mẫu số. Trên số đăng ký, không xét: Hà Nội 89,06 % (2024)."
        " Chưa có số: Vĩnh Phúc, Hưng Yên, Hà Nam và Ninh Bình."
    )
    assert "Mức 70 % của cả nước đến 2025 theo QĐ 387/QĐ-TTg." in rows[0]["detail"]


@pytest.mark.parametrize(
    ("value", "qualifier", "verdict"),
    [
        (70.0, "exact", "reached"),
        (69.99, "exact", "below"),
        (70.0, "at_least", "reached"),
        (65.0, "at_least", "open"),
        (65.0, "nearly", "below"),
        (75.0, "nearly", "open"),
        (75.0, "about", "open"),
    ],
)
def test_the_bounds_of_a_figure_settle_on_which_side_it_is(
    enlarged: Dataset, value: float, qualifier: str, verdict: str
) -> None:
    low = value if qualifier in ("exact", "at_least") else float("-inf")
    high = value if qualifier in ("exact", "nearly") else float("inf")
    moved = changed(enlarged, "34", "learning_family_rate", 2023, value=value, lower=low,
                    upper=high, qualifier=qualifier)  # fmt: skip
    rows = asked("answers", moved, tolerance=4)["goal:learning_family_rate"]
    assert {r["label"]: r["verdict"] for r in rows}["Thái Bình"] == verdict


def test_a_figure_of_older_criteria_is_on_neither_side(enlarged: Dataset) -> None:
    # Ninh Bình's clans of 2020 stand on Decision 281; the level of 2025 is of Decision 387.
    rows = asked("answers_learning", enlarged)["goal:learning_clan_rate"]
    assert "Ninh Bình" not in [row["label"] for row in rows]
    assert "Không tính vì khác tiêu chí: Ninh Bình 76 %" in rows[0]["note"]


def test_the_learning_page_asks_of_each_title_with_a_level_for_the_country(
    enlarged: Dataset,
) -> None:
    shown = asked("answers_learning", enlarged)
    assert {code: rows[0]["question"] for code, rows in shown.items()} == {
        "goal:learning_family_rate": "Gia đình học tập có đạt 70 % (2025) không?",
        "goal:learning_clan_rate": "Dòng họ học tập có đạt 65 % (2025) không?",
        "goal:learning_community_rate": (
            "Cộng đồng học tập (thôn, tổ dân phố) có đạt 65 % (2025) không?"
        ),
        "goal:learning_unit_rate": "Đơn vị học tập có đạt 80 % (2025) không?",
    }
    # Units: Bắc Ninh 98,99 above, Thái Bình 77,6 below 80; Hà Nội's 99,68 is of those registered.
    assert shown["goal:learning_unit_rate"][0]["said"] == (
        "1 tỉnh đã đạt (tạm tính), 1 tỉnh chưa đạt (tạm tính), 6 tỉnh chưa có số để xét"
    )


def test_a_rate_of_those_registered_is_named_only_where_it_says_more(enlarged: Dataset) -> None:
    # Hà Nội's 71,25 % of all is of 2023, its 89,06 % of those registered of 2024. With the first
    # of 2024 too, the second says nothing more.
    rows = asked("answers", enlarged)["goal:learning_family_rate"]
    assert "Trên số đăng ký, không xét: Hà Nội 89,06 % (2024)." in rows[0]["note"]
    table = enlarged.observations
    of_all = (table["unit"] == "01") & (table["indicator"] == "learning_family_rate")
    of_all &= (table["basis"] == "all") & (table["year"] == 2023)
    later = replace(enlarged, observations=table.assign(year=table["year"].mask(of_all, 2024)))
    rows = asked("answers", later, tolerance=4)["goal:learning_family_rate"]
    assert "Trên số đăng ký" not in rows[0]["note"]


# --- the fund -------------------------------------------------------------------------------------


def test_the_fund_is_told_in_all_and_per_head(enlarged: Dataset) -> None:
    rows = asked("answers", enlarged)["sum:fund_balance"]
    # 185,6 + gần 155 + hơn 103 + hơn 100 = 543,6 without a bound: khoảng.
    # Of the four that are missing Hà Nội has most people (8.587.100): it is named.
    assert rows[0]["said"] == (
        "4/8 tỉnh đã công bố (30,8 % dân số) cộng lại khoảng 543,6 tỷ đồng;"
        " chưa gồm Hà Nội và 3 tỉnh khác"
    )
    # 5.628.100 of 18.289.200 people: 30,8 %. Thái Bình: gần 155.000 triệu / 1.870.240 = 82.877,06.
    assert rows[0]["detail"] == (
        "Số của 2020–2024, dân số của 2023."
        " Quỹ/người: Ninh Bình 110.000 đồng/người (2020);"
        " Thái Bình không quá 82.878 đồng/người (2020)."
    )


def test_the_fund_per_head_stands_beside_the_levels_that_associations_set(
    enlarged: Dataset,
) -> None:
    rows = asked("answers_fund", enlarged)["own:fund_per_head"]
    assert rows[0]["said"] == (
        "2/8 tỉnh có số: thấp nhất không quá 82.878 đồng/người, cao nhất 110.000 đồng/người"
    )
    assert "Hưng Yên 50.000 đồng/người (2018) – số làm tròn, chưa đủ căn cứ" in rows[0]["detail"]
    assert "Nam Định 70.000 đồng/người (2020)" in rows[0]["detail"]


def test_a_fund_by_level_older_than_the_tolerance_is_listed_and_not_spoken_of(
    enlarged: Dataset,
) -> None:
    rows = asked("answers_fund", enlarged)["parts:fund_balance"]
    assert rows[0]["said"] == "Từ 2020 chưa tỉnh nào công bố quỹ theo cấp"
    assert rows[0]["detail"] == (
        "Tỉnh đã công bố theo cấp: Hưng Yên (2018), Ninh Bình (2017), Thái Bình (2012) và Nam Định"
        " (2010)."
    )
    # Hưng Yên, March 2018: 1.200 million at the province, "hơn 54.300" at districts and below.
    assert {(row["label"], row["text"].replace("\N{NO-BREAK SPACE}", " ")) for row in rows} == {
        ("Hưng Yên: quỹ cấp tỉnh", "1,2 tỷ đồng"),
        ("Hưng Yên: quỹ huyện trở xuống", "≥ 54,3 tỷ đồng"),
    }
    as_of_2018 = asked("answers_fund", enlarged, last_year=2018)["parts:fund_balance"]
    assert as_of_2018[0]["said"].startswith("Hưng Yên 2018: quỹ huyện trở xuống có ≥ 54,3 tỷ đồng")


# --- who is silent --------------------------------------------------------------------------------


def test_those_without_any_figure_within_the_tolerance_are_named(enlarged: Dataset) -> None:
    rows = asked("answers", enlarged)["silent"]
    # Hưng Yên's newest figure is of 2018, Hà Nam's of 2017; Nam Định has one of 2022.
    assert rows[0]["said"] == "Hưng Yên và Hà Nam: chưa có số nào từ 2020"
    assert {row["label"]: row["text"] for row in rows} == {
        "Hội viên khuyến học": "thiếu Hưng Yên, Hà Nam và Nam Định",
        "Gia đình học tập": "thiếu Vĩnh Phúc, Hưng Yên, Hà Nam và Ninh Bình",
        "Số dư Quỹ Khuyến học": "thiếu Hà Nội, Hưng Yên, Hà Nam và Nam Định",
    }
    assert rows[0]["form_units"] == "33 35"
    assert rows[0]["form_indicators"] == "members learning_family_rate fund_balance"


def test_where_every_province_reports_everything_nobody_is_asked(demo: Dataset) -> None:
    rows = asked("answers", demo)["silent"]
    assert rows[0]["said"].startswith("Tỉnh nào cũng có đủ các số chính")
    assert (rows[0]["form_units"], rows[0]["note"]) == ("", "")
    assert asked("answers", demo)["sum:members"][0]["said"].endswith(" ở cả 8 tỉnh")


# --- members of the people ------------------------------------------------------------------------


def test_shares_of_provinces_are_told_from_the_lowest_to_the_highest_and_never_averaged(
    enlarged: Dataset,
) -> None:
    rows = asked("answers_members", enlarged)["rate:members_population_rate"]
    # Hà Nội 23,44; Vĩnh Phúc hơn 29; Ninh Bình 313.165 / 993.920 = 31,51; Thái Bình 31,63;
    # Nam Định 37, which Vĩnh Phúc's open end may pass: the highest is at least 37.
    assert rows[0]["said"] == "5/8 tỉnh có số: thấp nhất 23,44 %, cao nhất ít nhất 37 %"
    mean = (23.44 + 29 + 31.51 + 31.63 + 37) / 5
    assert f"{mean:.2f}".replace(".", ",") not in rows[0]["said"]


def test_the_same_questions_are_asked_whatever_is_known(enlarged: Dataset, demo: Dataset) -> None:
    def questions(shown: Exhibit) -> list[str]:
        return list(dict.fromkeys(row["answer"] for row in shown.rows))

    for name in ("answers", "answers_members", "answers_fund", "answers_learning",
                 "answers_targets", "answers_profile"):  # fmt: skip
        ours = questions(build(name, enlarged, Selection()))
        assert ours == questions(build(name, demo, Selection()))
        assert ours == questions(build(name, enlarged, Selection(last_year=2012)))
        assert 2 <= len(ours) <= 5


# Whether a count rose ---------------------------------------------------------------------------


def test_members_rose_where_the_bounds_settle_it_and_are_open_where_they_do_not(
    enlarged: Dataset,
) -> None:
    # Thái Bình 486.356 (2014) → 601.058 (2020), Ninh Bình 303.679 (2018) → 313.165 (2020), Vĩnh
    # Phúc 303.000 (2021) → 373.000 (2024), its "hơn 300 nghìn" of 2023 being of low confidence.
    # Hà Nội "hơn 1,5 triệu" (2023) and Bắc Ninh "hơn 204 nghìn" (2013) leave it open.
    rows = asked("answers_members", enlarged)["move:members"]
    said = rows[0]["said"]
    assert said == ("3 tỉnh tăng, 2 tỉnh chưa rõ vì số làm tròn, 3 tỉnh chưa có hai số để so")
    told = {row["label"]: row["text"].replace("\N{NO-BREAK SPACE}", " ") for row in rows}
    assert told == {
        "Hà Nội": "chưa rõ, không tăng quá 30,3 % (2023–2024)",
        "Vĩnh Phúc": "tăng 23,1 % (2021–2024)",
        "Bắc Ninh": "chưa rõ, gấp không quá 2,7 lần (2013–2024)",
        "Thái Bình": "tăng 23,6 % (2014–2020)",
        "Ninh Bình": "tăng 3,1 % (2018–2020)",
    }
    assert rows[0]["note"] == "Chưa so được: Hưng Yên, Hà Nam và Nam Định."


def test_the_overview_of_indicators_says_how_many_provinces_it_takes(enlarged: Dataset) -> None:
    headline = build("heat_table", enlarged, Selection()).headline
    assert headline.endswith("chỉ số có số của ít nhất 5/8 tỉnh; đầy đủ nhất là Hội viên (5/8)")
