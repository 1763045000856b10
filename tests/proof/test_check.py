"""The front door: context, questions and their answers, targets, terms, the cluster, offsets."""

from __future__ import annotations

import unicodedata

import pytest

from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.proof import Finding, check_text
from khdash.proof.words import ProofWords

BAC_NINH = "Toàn tỉnh có 542.467 hội viên."


def only(findings: list[Finding]) -> Finding:
    assert len(findings) == 1
    return findings[0]


def test_the_places_of_a_finding_are_those_of_the_text_as_given(enlarged: Dataset):
    text = "Năm 2024, Hà Nội có 1.953.233 hội viên.\n\nBắc Ninh có 542.467 hội viên năm 2024."
    decomposed = unicodedata.normalize("NFD", text)
    for given in (text, decomposed):
        assert [given[f.start : f.end] for f in check_text(given, enlarged)] == [
            "1.953.233",
            "542.467",
        ]


def test_paragraphs_given_apart_are_read_as_one_text(enlarged: Dataset):
    parts = ["Năm 2024", "Hà Nội có 1.953.233 hội viên"]
    assert check_text(parts, enlarged) == check_text("\n".join(parts), enlarged)


def test_a_text_without_a_year_asks_for_one_and_the_answer_checks_again(enlarged: Dataset):
    text = "Bắc Ninh có 542.467 hội viên."
    asked = only(check_text(text, enlarged))
    assert (asked.status, asked.why) == ("unclear", "no-year")
    assert asked.question
    assert asked.question.name == "year"
    assert "2024" in asked.question.options
    answered = only(check_text(text, enlarged, answers={"year": "2024"}))
    assert (answered.status, answered.said.year_from) == ("agrees", "answer")
    other = only(check_text(text, enlarged, answers={"year": "2013"}))
    assert (other.status, other.why) == ("other", "year")


def test_a_text_without_a_place_asks_for_one(enlarged: Dataset):
    text = "Năm 2024 có 542.467 hội viên."
    asked = only(check_text(text, enlarged))
    assert asked.question
    assert asked.question.name == "unit"
    assert only(check_text(text, enlarged, answers={"unit": "27"})).status == "agrees"
    assert only(check_text(text, enlarged, answers={"unit": "01"})).status == "differs"


def test_what_the_reader_said_of_the_text_holds_only_where_the_text_is_silent(enlarged: Dataset):
    selection = Selection(units=("27",), last_year=2024)
    assert only(check_text("Có 542.467 hội viên.", enlarged, selection)).status == "agrees"
    named = only(check_text("Hà Nội có 542.467 hội viên.", enlarged, selection))
    assert (named.said.unit, named.status) == ("01", "differs")


def test_doubtful_words_are_asked_about_and_the_answer_settles_it(enlarged: Dataset):
    text = "Năm 2024, Bắc Ninh có 542.467 hội viên nữ."
    asked = only(check_text(text, enlarged))
    assert (asked.status, asked.why, asked.doubt) == ("unclear", "words", "nữ")
    assert asked.question
    assert asked.question.options == ("members", "")
    name = asked.question.name
    assert only(check_text(text, enlarged, answers={name: "members"})).status == "agrees"
    assert only(check_text(text, enlarged, answers={name: ""})).status == "unknown"


def test_two_provinces_before_one_number_are_asked_about(enlarged: Dataset):
    text = "Hà Nội và Bắc Ninh năm 2024 có 542.467 hội viên."
    asked = only(check_text(text, enlarged))
    assert asked.question
    assert asked.question.kind == "unit"
    assert only(check_text(text, enlarged, answers={asked.question.name: "27"})).status == "agrees"


@pytest.mark.parametrize(
    ("lines", "unit_from", "year_from"),
    [
        (["HỘI KHUYẾN HỌC TỈNH BẮC NINH", "BÁO CÁO NĂM 2024", BAC_NINH], "heading", "heading"),
        (["Năm 2024, Bắc Ninh có nhiều tiến bộ. " + BAC_NINH], "paragraph", "paragraph"),
    ],
)
def test_what_is_inherited_is_said(lines, unit_from, year_from, enlarged: Dataset):
    found = only(check_text(lines, enlarged))
    assert found.status == "agrees"
    assert (found.said.unit_from, found.said.year_from) == (unit_from, year_from)
    sentence = ProofWords(Words(), enlarged.catalogue).sentence(found)
    assert "Hiểu: Bắc Ninh theo" in sentence


def test_a_paragraph_of_two_provinces_hands_none_of_them_on(enlarged: Dataset):
    text = "Năm 2024, Hà Nội và Bắc Ninh đều tiến bộ. Số hội viên là 542.467 người."
    assert only(check_text(text, enlarged)).why == "no-unit"


def test_a_whole_province_is_no_city(enlarged: Dataset):
    text = "Năm 2024, Hà Nội có nhiều tiến bộ. Toàn tỉnh có 542.467 hội viên."
    assert only(check_text(text, enlarged)).why == "no-unit"


def test_a_line_of_place_and_date_is_no_context(enlarged: Dataset):
    lines = ["Bắc Ninh, ngày 15 tháng 01 năm 2025", BAC_NINH]
    assert only(check_text(lines, enlarged)).why == "no-unit"


def test_what_stands_under_a_heading_of_plans_is_a_target(enlarged: Dataset):
    lines = ["I. Phương hướng, nhiệm vụ", "Đến năm 2025, Hà Nội có 70% gia đình học tập."]
    found = only(check_text(lines, enlarged))
    assert (found.said.planned, found.status) == (True, "agrees")
    assert found.ours
    assert found.ours.target


def test_a_target_is_never_held_against_a_figure(enlarged: Dataset):
    text = "Hà Nội phấn đấu đến năm 2024 có 1.953.233 hội viên."
    assert only(check_text(text, enlarged)).status == "unknown"


def test_a_national_target_is_not_the_unit_s_own(enlarged: Dataset):
    text = "Thái Bình phấn đấu đến năm 2025 có 70% gia đình học tập."
    found = only(check_text(text, enlarged))
    assert (found.status, found.why) == ("other", "national")


@pytest.mark.parametrize(
    ("number", "status", "why"),
    [
        ("2.868.700", "other", "partial"),  # 1.953.233 + 542.467 + 373.000, three of eight
        ("4,1 triệu", "unknown", "partial"),
        ("2 triệu", "differs", "partial"),  # fewer than three provinces have already
    ],
)
def test_a_partial_sum_is_never_the_cluster_s(number, status, why, enlarged: Dataset):
    found = only(check_text(f"Năm 2024, toàn cụm có {number} hội viên.", enlarged))
    assert (found.status, found.why) == (status, why)
    beside = found.ours or found.elsewhere
    assert beside
    assert (beside.covered, beside.expected, beside.value) == (3, 8, 2_868_700)


def test_a_whole_total_of_the_cluster_is_compared(demo: Dataset):
    rows = demo.current
    members = {unit.key for unit in demo.catalogue.members("2022", 2022)}
    rows = rows[(rows["indicator"] == "members") & (rows["year"] == 2022)]
    rows = rows[rows["unit"].isin(members) & (rows["subgroup"] == "")]
    assert len(rows) == 8
    total = Words().number(rows["value"].sum())
    found = only(check_text(f"Năm 2022, toàn cụm có {total} hội viên.", demo))
    assert found.status in ("agrees", "rounded")
    assert found.ours
    assert found.ours.covered == 8


@pytest.mark.parametrize(
    ("text", "status", "why"),
    [
        # 313.165 / 303.679 - 1 = 3,124 %
        ("Số hội viên của Ninh Bình năm 2020 tăng 3,1% so với năm 2018.", "rounded", ""),
        ("Số hội viên của Ninh Bình năm 2020 giảm 3,1% so với năm 2018.", "differs", ""),
        ("Số hội viên của Ninh Bình năm 2020 tăng 3,1%.", "unclear", "no-base"),
        # at most 30,2 %: the figure of 2023 is "hơn 1,5 triệu"
        ("Số hội viên Hà Nội năm 2024 tăng 30,2% so với năm 2023.", "unknown", "bounds"),
    ],
)
def test_growth_is_told_only_where_both_figures_settle_it(text, status, why, enlarged: Dataset):
    found = only(check_text(text, enlarged))
    assert (found.status, found.why) == (status, why)


def test_a_rate_of_the_registered_is_not_one_of_all(enlarged: Dataset):
    text = "Năm 2024, tỷ lệ gia đình học tập của Hà Nội là 89,06%{}."
    assert only(check_text(text.format(" so với số đăng ký"), enlarged)).status == "agrees"
    for base in ("", " trên tổng số gia đình"):
        found = only(check_text(text.format(base), enlarged))
        assert (found.status, found.why) == ("other", "basis")


def test_what_another_source_says_is_not_called_right(enlarged: Dataset):
    found = only(check_text("Năm 2010, dân số Hưng Yên là 1.132.285 người.", enlarged))
    assert (found.status, found.why) == ("other", "source")
    assert found.ours
    assert found.ours.value != 1_132_285


def test_a_term_is_held_against_a_term(enlarged: Dataset):
    term = only(check_text("Giai đoạn 2016-2021, Hòa Bình trao 46.197 suất học bổng.", enlarged))
    year = only(check_text("Năm 2021, Hòa Bình trao 46.197 suất học bổng.", enlarged))
    assert (term.status, year.status) == ("agrees", "unknown")


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 387/QĐ-TTg ngày 25/3/2022 của Thủ tướng.",
        "Điều 5, khoản 2; hội nghị lần thứ 3, khóa VI; điện thoại 0243 825 1234.",
        "Trang 12. Cụm 3. Năm 2024.",
    ],
)
def test_numbers_that_count_nothing_are_no_figures(text, enlarged: Dataset):
    assert check_text(text, enlarged) == []


def test_a_text_is_never_changed_and_every_verdict_has_words(enlarged: Dataset):
    from tests.proof.corpus import read_corpus

    for words in (Words("vi"), Words("en")):
        told = ProofWords(words, enlarged.catalogue)
        for case in read_corpus():
            for finding in check_text(case.text, enlarged):
                assert told.sentence(finding)
                assert "{" not in told.sentence(finding)


@pytest.mark.parametrize(
    ("text", "status", "value"),
    [
        # 542.467 + 373.000
        (
            "Hai tỉnh Bắc Ninh và Vĩnh Phúc năm 2024 có tổng cộng 915.467 hội viên.",
            "agrees",
            915467,
        ),
        (
            "Hai tỉnh Bắc Ninh và Vĩnh Phúc năm 2024 có tổng cộng 951.467 hội viên.",
            "differs",
            915467,
        ),
        # 185,6 tỷ and more than 100 tỷ: more than 285,6 tỷ.
        ("Năm 2024, Bắc Ninh và Vĩnh Phúc có quỹ khuyến học hơn 285,6 tỷ đồng.", "agrees", 285600),
        # Not said to be a sum of two; one number of a list; a part that nobody published; a rate.
        ("Bắc Ninh và Vĩnh Phúc năm 2024 có 951.467 hội viên.", "unclear", None),
        (
            "Hai tỉnh Bắc Ninh và Vĩnh Phúc năm 2024 có 542.467 và 373.000 hội viên.",
            "unclear",
            None,
        ),
        ("Hai tỉnh Bắc Ninh và Hưng Yên năm 2024 có tổng cộng 542.467 hội viên.", "unclear", None),
        ("Bắc Ninh và Hà Nội năm 2024 cộng lại có 81,31% gia đình học tập.", "unclear", None),
        ("Bắc Ninh và Vĩnh Phúc năm 2024 phấn đấu có 915.467 hội viên.", "unclear", None),
    ],
)
def test_a_sum_of_provinces_is_held_against_ours_where_every_part_is_published(
    text: str, status: str, value: float | None, enlarged: Dataset
):
    found = check_text(text, enlarged)
    assert {one.status for one in found} == {status}
    assert next(one.ours.value if one.ours else None for one in found) == value


def test_a_sum_says_of_which_provinces_it_is(enlarged: Dataset):
    text = "Bắc Ninh và Vĩnh Phúc năm 2024 có tổng cộng 915.467 hội viên."
    told = ProofWords(Words("vi"), enlarged.catalogue)
    found = only(check_text(text, enlarged))
    assert told.reading(found) == "Hội viên khuyến học, Bắc Ninh và Vĩnh Phúc, 2024"
    assert told.sentence(found) == (
        "Trùng với số liệu: 915.467 (cộng 2/2 tỉnh, thành phố: Bắc Ninh và Vĩnh Phúc, 2024,"
        " tính từ số liệu đã công bố)."
    )
