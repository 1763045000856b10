"""Units by code, name, prefix or abbreviation, on the boundaries of their time."""

from __future__ import annotations

from datetime import date

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
