"""The checker itself: a wrong sentence is a fault of its kind, a right one is none.

Members, published: Hà Nội "hơn 1,5 triệu" (2023), 1.953.233 (2024); Thái Bình 486.356 (2014),
"hơn 600 nghìn" (2020); Bắc Ninh 542.467 (2024); Vĩnh Phúc "hơn 300 nghìn" (2023, low confidence).
"""

from __future__ import annotations

import pytest

from tests.truth import reader
from tests.truth.exhibits import World
from tests.truth.judge import sentence_faults
from tests.truth.moving import direction_counts
from tests.truth.spoken import Spoken

MEMBERS = "chi_so=members&nam=2010&nam=2024&sai_so=5"
UNITS = "chi_so=learning_unit_rate&nam=2010&nam=2024&sai_so=2&mau_so=all"
TITLES = "chi_so=learning_family_recognised&nam=2021&nam=2023&sai_so=2"

PUBLISHED = "Hội viên 2024: 2 tỉnh đã công bố (Hà Nội và Bắc Ninh) cộng lại"


def kinds(world: World, query: str, text: str) -> set[str]:
    selection = world.selection(query)
    question = world.question(selection, selection.indicators[0])
    return {fault.kind for fault in sentence_faults(Spoken("headline", text, question))}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hội viên Thái Bình tăng ít nhất 23,3 % từ 2014 đến 2020", ""),
        ("Hội viên Thái Bình tăng ít nhất 23,4 % từ 2014 đến 2020", "bound-rounded-inward"),
        ("Hội viên Thái Bình tăng ít nhất 20,1 % từ 2014 đến 2020", "bound-wrong"),
        ("Hội viên Thái Bình tăng 23,4 % từ 2014 đến 2020", "bound-without-its-word"),
        ("Hội viên Thái Bình giảm ít nhất 3,0 % từ 2014 đến 2020", "direction-not-settled"),
        (
            "Hội viên Thái Bình tăng ít nhất 23,3 % từ 2013 đến 2020",
            "change-without-figures-of-its-years",
        ),
        ("Hội viên Hà Nội không tăng quá 30,3 % từ 2023 đến 2024", ""),
        ("Hội viên Hà Nội không tăng quá 30,2 % từ 2023 đến 2024", "bound-rounded-inward"),
        ("Hội viên Hà Nội tăng không quá 30,3 % từ 2023 đến 2024", "fall-not-excluded"),
        ("Hội viên Hà Nội tăng từ 2023 đến 2024", "direction-not-settled"),
        ("Hội viên: Hà Nội 1.953.233 (2024) đứng đầu trong 5/8 tỉnh", "leader-by-low-confidence"),
        (
            "Hội viên: Hà Nội 1.953.232 (2024); Thái Bình ≥ 600.000 (2020)",
            "figure-of-province-wrong",
        ),
        ("Hội viên: Hà Nội 1.953.233 (2024); Thái Bình ≥ 600.000 (2020)", ""),
        ("Hội viên: Thái Bình 600.000 (2020)", "bound-rounded-inward"),
        ("Hội viên: Vĩnh Phúc ≥ 300.000 (2023)", "low-confidence-in-headline"),
        ("Hội viên: Thái Bình 486.356 (2014)", "figure-beyond-the-tolerance"),
        ("Tăng 3,0 % so với 2023, tính trên cùng 5/8 tỉnh", "growth-below-five-eighths"),
        (
            "Chưa so sánh được 2024 với 2023: chỉ 6/8 tỉnh có số liệu cả hai năm",
            "enough-said-to-be-too-few",
        ),
        (
            "Chưa so sánh được 2024 với 2023: chỉ 3/8 tỉnh có số liệu cả hai năm",
            "both-years-miscounted",
        ),
        ("Không so 2024 với 2023: tiêu chí đã thay đổi từ 2024", "reason-false"),
        ("Hội viên Hà Nội giảm 0,0 % từ 2023 đến 2024", "change-of-zero"),
        ("Hội viên: nan", "not-a-number-printed"),
        ("Hội viên: có số liệu 4/7 tỉnh", "count-of-wrong-whole"),
        (
            f"{PUBLISHED} 2.495.700, 55,2 % dân số",
            "",
        ),
        (
            f"{PUBLISHED} 2.495.701, 55,2 % dân số",
            "partial-sum-wrong",
        ),
        (
            f"{PUBLISHED} 2.495.700, 56,2 % dân số",
            "share-of-population-wrong",
        ),
        (
            f"{PUBLISHED} 2.495.700",
            "partial-sum-without-share-of-population",
        ),
    ],
)
def test_sentences_of_members(published: World, text: str, kind: str) -> None:
    found = kinds(published, MEMBERS, text)
    assert kind in found if kind else not found


@pytest.mark.parametrize(
    ("query", "text", "kind"),
    [
        (UNITS, "Bắc Ninh và Ninh Bình 100 % (2024) cùng đứng đầu trong 8/8 tỉnh", ""),
        (UNITS, "Bắc Ninh 100 % (2024) đứng đầu trong 8/8 tỉnh", "tie-hidden"),
        (UNITS, "Hà Nội đứng đầu trong 8/8 tỉnh", "leader-wrong"),
        (UNITS, "Bắc Ninh và Ninh Bình đứng đầu trong 7/8 tỉnh", "leader-among-wrong-count"),
        (UNITS, "cao nhất Bắc Ninh và Ninh Bình 100 % (2024); thấp nhất Hà Nội", ""),
        (UNITS, "thấp nhất Hà Nam", "leader-wrong"),
        (TITLES, "GĐHT công nhận Hà Nội giảm 1,0 % từ 2021 đến 2023", "change-across-break"),
        (TITLES, "Tăng 1,0 % so với 2021, tính trên cùng 8/8 tỉnh", "growth-across-break"),
        (
            TITLES,
            "Chưa so sánh được 2022 với 2021: chỉ 8/8 tỉnh có số liệu",
            "enough-said-to-be-too-few",
        ),
        (TITLES, "Không so 2022 với 2021: tiêu chí đã thay đổi từ 2022", ""),
    ],
)
def test_sentences_of_all_provinces(demo: World, query: str, text: str, kind: str) -> None:
    found = kinds(demo, query, text)
    assert kind in found if kind else not found


def test_numbers_are_read_with_unit_limit_and_sign() -> None:
    text = (
        "≥ 51,4 tỷ đồng; gấp không quá 8,7 lần; -3,1 điểm phần trăm (2024), 5/8 số tỉnh của Cụm 3"
    )
    found = [(n.value, n.unit, n.limit, n.negative) for n in reader.numbers(text)]
    assert found == [
        (51_400, "tỷ đồng", "at_least", False),
        (8.7, "lần", "at_most", False),
        (3.1, "điểm phần trăm", "", True),
        (2024, "", "", False),
    ]
    assert reader.numbers("1,234.5 at most", "en")[0].value == 1234.5


def test_counts_of_directions_are_read_with_their_years() -> None:
    text = "Hội viên: 5 tỉnh tăng, 1 tỉnh giảm từ 2014–2016 đến 2020, trong 6/8 tỉnh so sánh được"
    assert direction_counts(text) == ({"up": 5, "down": 1}, (2014, 2016), (2020, 2020))
