"""Units by code, name, prefix or abbreviation, on the boundaries of their time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from khdash.ingest.recognise.units import UnitNames
from khdash.model.catalogue import Catalogue

END_2024, END_2026 = date(2024, 12, 31), date(2026, 12, 31)


@pytest.fixture(scope="module")
def names(catalogue: Catalogue) -> UnitNames:
    return UnitNames(catalogue)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Hà Nội", "01", "01"),
        ("TP. Hà Nội", "01", "01"),
        ("Thành phố Hà Nội", "01", "01"),
        ("1. Hà Nội", "01", "01"),
        ("HN", "01", "01"),
        ("1", "01", "01"),
        ("01", "01", "01"),
        ("tinh Hung Yen", "33", "33@2025-07-01"),
        ("H.Yên", "33", "33@2025-07-01"),
        ("HƯNG YÊN (*)", "33", "33@2025-07-01"),
        ("Hội Khuyến học tỉnh Bắc Ninh", "27", "24@2025-07-01"),
        ("24", "24", "24@2025-07-01"),
        ("Phú Thọ", "25", "25@2025-07-01"),
        ("Cả nước", "VN", "VN"),
    ],
)
def test_a_name_is_the_unit_of_its_time(names: UnitNames, text: str, old: str, new: str) -> None:
    keys = names.candidates(text)
    assert names.choose(keys, END_2024, None).unit == old
    assert names.choose(keys, END_2026, None).unit == new


@pytest.mark.parametrize("text", ["Thái Bình", "27", "Vĩnh Phúc", "Hà Nam", "Nam Định"])
def test_a_merged_province_does_not_exist_after_july_2025(names: UnitNames, text: str) -> None:
    assert names.choose(names.candidates(text), END_2026, None).standing == "not-valid"


def test_in_2025_the_date_or_the_other_names_decide(names: UnitNames) -> None:
    keys = names.candidates("Hưng Yên")
    assert names.choose(keys, None, None).standing == "ambiguous"
    assert names.choose(keys, None, True).unit == "33"
    assert names.choose(keys, None, False).unit == "33@2025-07-01"
    assert names.choose(keys, date(2025, 6, 30), None).unit == "33"
    assert names.choose(keys, date(2025, 7, 1), None).unit == "33@2025-07-01"


@pytest.mark.parametrize("text", ["Thành phố Hưng Yên", "TP Nam Định", "Xã Hà Nam", "Hà Nộii"])
def test_a_town_or_a_misspelling_is_no_province(names: UnitNames, text: str) -> None:
    assert names.candidates(text) == frozenset()


def test_the_town_of_ninh_binh_is_a_district(names: UnitNames) -> None:
    assert names.candidates("TP. Ninh Bình") == {"369"}


def test_proposals_begin_with_the_closest_name(names: UnitNames) -> None:
    assert names.nearest("Thái Bìnhh")[0] == "Thái Bình"


@pytest.mark.parametrize("text", ["Hoa Lư, Ninh Bình", "Hoa Lư (Ninh Bình)", "Hoa Lư - Ninh Bình"])
def test_a_district_with_its_province_is_known(names: UnitNames, text: str) -> None:
    assert names.candidates(text) == {"374"}
    assert names.says_province(text)


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("HỘI KHUYẾN HỌC TỈNH NAM ĐỊNH", "36"),
        ("BÁO CÁO CỦA BCH HỘI KHUYẾN HỌC TỈNH NAM ĐỊNH", "36"),
        ("HỘI KHUYẾN HỌC HUYỆN NAM TRỰC, TỈNH NAM ĐỊNH", ""),
        ("CÔNG AN TỈNH NAM ĐỊNH", ""),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO NAM ĐỊNH", ""),
        ("TRƯỜNG CAO ĐẲNG SƯ PHẠM NAM ĐỊNH", ""),
        ("HỘI CỰU GIÁO CHỨC TỈNH NAM ĐỊNH", ""),
    ],
)
def test_a_title_of_a_body_or_a_district_names_no_province(
    check: Any, title: str, unit: str
) -> None:
    report = check.text(f"{title};;\n\nTT;Chỉ tiêu;2023\n1;Hội viên;5\n2;Chi hội;6\n")
    sound = report.cells[report.cells["fault"] == ""]
    assert sound["unit"].tolist() == ([unit] * 2 if unit else [])


@pytest.mark.parametrize(
    ("name", "standing"),
    [
        ("Hội Khuyến học tỉnh Hà Nam", "36"), ("Tỉnh hội Hà Nam", "36"), ("HKH Hà Nam", "36"),
        ("Công an tỉnh Hà Nam", ""), ("Sở GD&ĐT Hà Nam", ""), ("Tỉnh đoàn Hà Nam", ""),
        ("Văn phòng Tỉnh hội Hà Nam", ""), ("Trường THPT chuyên Hà Nam", ""),
        ("Đài PTTH Hà Nam", ""), ("Hội Cựu chiến binh tỉnh Hà Nam", ""), ("Báo Hà Nam", ""),
    ],
)  # fmt: skip
def test_only_its_association_is_the_province(names: UnitNames, name: str, standing: str) -> None:
    assert names.candidates(name) == (names.candidates("Hà Nam") if standing else frozenset())


def test_today_s_provinces_are_meant_in_the_year_of_the_merger_where_no_old_one_is_named(
    check: Any,
) -> None:
    today = ("Hà Nội", "Phú Thọ", "Bắc Ninh", "Hưng Yên", "Ninh Bình")
    rows = "".join(f"{name};2025;5\n" for name in today)
    read = check.text(f"Tỉnh;Năm;Số hội viên\n{rows}").cells
    assert read["unit"].tolist() == ["01", *(f"{c}@2025-07-01" for c in ("25", "24", "33", "37"))]
    older = check.text(f"Tỉnh;Năm;Số hội viên\n{rows}Nam Định;2025;5\n").cells
    assert older["unit"].tolist() == ["01", "25", "27", "33", "37", "36"]


def test_a_name_is_proposed_only_where_it_may_be_a_slip_of_the_pen(names: UnitNames) -> None:
    assert names.nearest("Văn Lâm") == ()
    assert names.nearest("Nam Địnhh") == ("Nam Định",)


def test_regions_and_other_provinces_are_one_sentence(check: Any) -> None:
    rows = "".join(f"{name};2023;5\n" for name in ("Hà Nội", "Tây Nguyên", "Nghệ An", "Cà Mau"))
    report = check.text(f"Tỉnh;Năm;Dân số\n{rows}")
    assert report.cells["unit"].tolist() == ["01"]
    told = [f.params["names"] for f in report.findings if f.code == "other-area"]
    assert told == ["Tây Nguyên; Nghệ An; Cà Mau"]


DISTRICTS = "HỘI KHUYẾN HỌC TỈNH HÀ NAM\n\nTT;Huyện;Năm;Số hội viên\n"


@pytest.mark.parametrize(
    ("rows", "codes", "loaded"),
    [
        (("Huyện A;5", "Huyện B;6", "Huyện C;7", "Tổng cộng;18"), ["districts-of-province"], [18]),
        (("Huyện A;5", "Huyện B;6", "Huyện C;7", "Tổng cộng;19"), ["districts-only"], []),
        (("Huyện A;5", "Huyện B;6", "Huyện C;7"), ["districts-only"], []),
        # The total of bodies is not that of the province.
        (("Huyện A;5", "Công an tỉnh;6", "Huyện C;7", "Tổng cộng;18"), ["unit-is-body"], []),
    ],
)
def test_of_a_table_of_districts_only_a_total_that_is_their_sum_is_the_province(
    check: Any, rows: tuple[str, ...], codes: list[str], loaded: list[int]
) -> None:
    lines = [row.replace(";", ";2023;") for row in rows]
    body = "".join(f"{at};{line}\n" for at, line in enumerate(lines, start=1))
    report = check.text(DISTRICTS + body)
    sound = report.cells[report.cells["fault"] == ""] if len(report.cells) else report.cells
    assert sound.empty or sound["unit"].tolist() == ["35"] * len(loaded)
    assert ([] if sound.empty else sound["value"].tolist()) == loaded
    assert set(codes) <= {finding.code for finding in report.findings}
