"""What is remembered of a form: offered to the same office, on the same form, where it is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from khdash.ingest.memory.offer import offered
from khdash.ingest.memory.telling import told_by_batch
from khdash.ingest.recognise import Choices
from khdash.locale import Words

from .teach import columns, read, teach, values

HEAD = "Tỉnh;Năm;SL HV\n"
MEMBERS = columns(c2={"indicator": "members"})


def file(year: int, title: str = "", head: str = HEAD, row: str = "Hà Nam;{};101.000") -> str:
    return f"{title}{head}{row.format(year)}\n"


def test_the_next_file_of_the_province_is_read_as_its_last_one(check: Any) -> None:
    taught = teach(check.text(file(2024)), MEMBERS)
    assert values(check.text(file(2025))) == {}
    report, offer = read(check, file(2025), taught)
    assert values(report) == {("35", "members"): 101_000.0}
    assert [(item.text, dict(item.answer)) for item in offer.items] == [
        ("SL HV", {"indicator": "members"})
    ]


def test_it_is_told_with_its_batch_and_day(check: Any, catalogue: Any) -> None:
    _, offer = read(check, file(2025), teach(check.text(file(2024)), MEMBERS))
    assert told_by_batch(offer.items, catalogue, Words("vi")) == [
        ("lần nạp số 12, 03/05/2026", ["cột «SL HV» là Hội viên khuyến học"])
    ]
    assert told_by_batch(offer.items, catalogue, Words("en")) == [
        ("batch 12, 3 May 2026", ["column “SL HV” is Members"])
    ]


@pytest.mark.parametrize(
    ("units", "by", "offered"),
    [("35", "", True), ("34", "", False), ("34", "thư ký", True), ("34", "Người khác", False)],
)
def test_it_is_of_the_same_province_or_the_same_person(
    check: Any, units: str, by: str, offered: bool
) -> None:
    taught = teach(check.text(file(2024)), MEMBERS, units)
    report, offer = read(check, file(2025), taught, by=by)
    assert bool(offer.items) is offered
    assert bool(values(report)) is offered


def test_what_a_province_became_remembers_its_forms(check: Any) -> None:
    """Hà Nam is a part of Ninh Bình (37) since July 2025."""
    taught = teach(check.text(file(2024)), MEMBERS, "35")
    report, _ = read(check, file(2026, row="Ninh Bình;{};400.000"), taught)
    assert values(report) == {("37@2025-07-01", "members"): 400_000.0}


@pytest.mark.parametrize(
    ("then", "now", "same"),
    [
        ("BÁO CÁO 6 THÁNG ĐẦU NĂM 2024;;\n", "BÁO CÁO NĂM 2025;;\n", True),
        ("Kèm theo BC số 15 ngày 3/5/2024;;\n", "Kèm theo BC số 9 ngày 7/1/2025;;\n", True),
        ("TÌNH HÌNH HỘI VIÊN;;\n", "TÌNH HÌNH CHI HỘI;;\n", False),
        ("BÁO CÁO KẾT QUẢ;;\n", "BÁO CÁO KẾ HOẠCH;;\n", False),
        ("(ĐVT: triệu đồng);;\n", "(ĐVT: nghìn đồng);;\n", False),
        ("", "TÌNH HÌNH CHI HỘI;;\n", False),
    ],
)  # fmt: skip
def test_a_title_may_differ_in_time_alone(check: Any, then: str, now: str, same: bool) -> None:
    taught = teach(check.text(file(2024, then)), MEMBERS)
    _, offer = read(check, file(2025, now), taught)
    assert bool(offer.items) is same


@pytest.mark.parametrize(
    ("then", "now", "same"),
    [
        ("Tỉnh;SL HV năm 2024\n", "Tỉnh;SL HV năm 2025\n", True),
        ("Tỉnh;SL HV 31/12/2024\n", "Tỉnh;SL HV 30/6/2025\n", True),
        ("Tỉnh;SL HV năm 2024\n", "Tỉnh;SL HV nữ năm 2025\n", False),
        ("Tỉnh;SL HV 2024;Ghi chú\n", "Tỉnh;Ghi chú;SL HV 2025\n", False),
        ("Tỉnh;SL theo QĐ 281\n", "Tỉnh;SL theo QĐ 387\n", False),
    ],
)
def test_a_heading_may_differ_in_time_alone(check: Any, then: str, now: str, same: bool) -> None:
    row = "Hà Nam;101.000;5\n"
    taught = teach(check.text(then + row), columns(c1={"indicator": "members"}))
    _, offer = read(check, now + row, taught)
    assert bool(offer.items) is same


def test_whose_figures_and_of_when_is_never_remembered(check: Any) -> None:
    decided = Choices(unit="35", year=2024, boundaries="old", as_of="2024-06-30")
    assert decided.for_next_file() == Choices()


def test_a_column_without_a_heading_is_never_remembered(check: Any) -> None:
    text = "Tỉnh;Năm;\nHà Nam;2024;101.000\n"
    _, offer = read(check, text, teach(check.text(text), MEMBERS))
    assert offer.items == ()


RATES = "Tỉnh;Năm;Tỷ lệ hội viên/dân số (%)\nHà Nam;2024;{}\nHà Nội;2024;{}\n"


def test_per_cent_is_not_multiplied_because_it_was_once(check: Any) -> None:
    taught = teach(check.text(RATES.format("0,232", "0,25")), columns(c2={"scale_percent": True}))
    again, offer = read(check, RATES.format("0,24", "0,26"), taught)
    assert [dict(item.answer) for item in offer.items] == [{"scale_percent": True}]
    assert values(again)["35", "members_population_rate"] == pytest.approx(24.0)
    other, offer = read(check, RATES.format("24,1", "26,2"), taught)
    assert offer.items == ()
    assert values(other)["35", "members_population_rate"] == 24.1


FUND = "Tỉnh;Năm;Số dư quỹ (triệu đồng)\nHà Nam;2024;{}\nHà Nội;2024;{}\n"


def test_the_way_numbers_are_written_is_taken_over_only_where_the_numbers_leave_it_open(
    check: Any,
) -> None:
    taught = teach(check.text(FUND.format("12.650", "9.001")), columns(c2={"convention": "vi"}))
    again, _ = read(check, FUND.format("12.651", "9.002"), taught)
    assert values(again)["35", "fund_balance"] == 12_651.0
    english, offer = read(check, FUND.format("1,234.5", "9.002"), taught)
    assert offer.items == ()
    assert values(english)["35", "fund_balance"] == 1234.5


def test_a_measure_that_is_asked_after_the_column_was_explained_is_taken_over_too(
    check: Any,
) -> None:
    text = "Tỉnh;Năm;SD\nHà Nam;{};52,5\nHà Nội;{};61,25\n"
    decided = columns(c2={"indicator": "fund_balance", "measure": "tỷ đồng"})
    report, offer = read(
        check, text.format(2025, 2025), teach(check.text(text.format(2024, 2024)), decided)
    )
    assert len(offer.items) == 2
    assert values(report) == {("35", "fund_balance"): 52_500.0, ("01", "fund_balance"): 61_250.0}


def test_the_newest_decision_counts_and_an_older_one_where_it_is_silent(check: Any) -> None:
    decided = replace(columns(c2={"indicator": "chapters"}), units={"Hà Nôj": "01"})
    old = teach(check.text(file(2022)), decided, batch=9)
    new = teach(check.text(file(2024)), MEMBERS, batch=12)
    text = file(2025, row="Hà Nam;{};101.000\nHà Nôj;2025;1.975.000")
    report, offer = read(check, text, new, old)
    assert values(report) == {("35", "members"): 101_000.0, ("01", "members"): 1_975_000.0}
    assert {(item.text, item.batch) for item in offer.items} == {("SL HV", 12), ("Hà Nôj", 9)}
    assert offer.taught == {(9, old.form), (12, new.form)}


KNOWN = "Tỉnh;Năm;Số hội viên\n{};{};300.000\nHà Nam;{};101.000\n"


@pytest.mark.parametrize(
    ("year", "unit"),
    [(2023, "33"), (2026, "33@2025-07-01"), (2025, None)],
)
def test_a_name_means_the_province_of_its_time(check: Any, year: int, unit: str | None) -> None:
    """Hưng Yên before and after July 2025 are two provinces; 2025 has both."""
    first = KNOWN.format("Hưng Yênn", 2024, 2024)
    taught = teach(check.text(first), Choices(units={"Hưng Yênn": "33"}), "33 35")
    row = "Tỉnh;Năm;Số hội viên\n{};{};300.000\n"
    report, _ = read(check, row.format("Hưng Yênn", year), taught, by="Thư ký")
    assert values(report) == ({(unit, "members"): 300_000.0} if unit else {})


def test_a_name_that_the_file_spells_right_is_left_to_the_file(check: Any) -> None:
    taught = teach(check.text(KNOWN.format("Hà Nội", 2024, 2024)), Choices(units={"Hà Nam": "34"}))
    report, offer = read(check, KNOWN.format("Hà Nội", 2023, 2023), taught)
    assert offer.items == ()
    assert values(report)["35", "members"] == 101_000.0


def test_a_corrected_name_is_known_from_then_on_and_a_corrected_number_is_not(check: Any) -> None:
    text = "Tỉnh;Năm;Số hội viên\nHà Nôj;2024;1.960.00O\nHà Nam;2024;101.000\n"
    fixed = Choices(corrections={"A2": "Hà Nội", "C2": "1.960.000"})
    before = {"A2": "Hà Nôj", "C2": "1.960.00O"}
    taught = teach(check.text(text, choices=fixed), fixed, "01 35", before=before)
    assert taught.choices == Choices(units={"Hà Nôj": "01"})


def test_what_was_decided_by_hand_is_not_offered_against(check: Any) -> None:
    taught = teach(check.text(file(2024)), MEMBERS)
    by_hand = check.text(file(2025), choices=columns(c2={"indicator": "chapters"}))
    assert offered(by_hand, by_hand.choices, [taught]).items == ()
