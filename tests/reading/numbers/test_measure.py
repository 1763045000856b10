"""Measures in headers, unit lines and unit columns."""

from __future__ import annotations

import pytest

from khdash.reading.numbers import Measure, NotMoneyError, find_measure, to_million_vnd


@pytest.mark.parametrize(
    ("header", "unit", "scale"),
    [
        ("Số dư quỹ (triệu đồng)", "VND", 10**6),
        ("Đơn vị tính: Triệu đồng", "VND", 10**6),
        ("ĐVT: 1.000đ", "VND", 10**3),
        ("ĐVT: 1.000 đồng", "VND", 10**3),
        ("Trị giá (tr.đ)", "VND", 10**6),
        ("trđ", "VND", 10**6),
        ("tỉ đồng", "VND", 10**9),
        ("Tong quy (ty dong)", "VND", 10**9),
        ("ngàn đồng", "VND", 10**3),
        ("Số dư quỹ, triệu đồng", "VND", 10**6),
        ("Tổng quỹ triệu đồng năm 2024", "VND", 10**6),
        ("triệu đồng/năm", "VND", 10**6),
        ("Đồng", "VND", 1),
        ("đ", "VND", 1),
        ("vnđ", "VND", 1),
        ("million VND", "VND", 10**6),
        ("bình quân đồng/người", "VND per person", 1),
        ("Bình quân đầu người (đồng)", "VND per person", 1),
        ("nghìn đồng/người", "VND per person", 10**3),
        ("Tỷ lệ (%)", "%", 1),
        ("Tỷ lệ % HV so với dân số", "%", 1),
        ("Dân số (nghìn người)", "persons", 10**3),
        ("Hội viên (người)", "persons", 1),
        ("GĐHT đạt 70% trở lên (gia đình)", "count", 1),
        ("(tỷ)", None, 10**9),
    ],
)
def test_a_header_names_its_measure(header: str, unit: str | None, scale: int) -> None:
    assert find_measure(header) == Measure(unit, scale)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "header",
    [
        "Tỷ lệ",
        "Cộng đồng học tập",
        "Hội đồng",
        "Số tiền vận động được",
        "van dong/nguoi",
        "Lao dong",
        "Gia đình (đạt 70% trở lên)",
        "ĐVT: người, triệu đồng",
        "Quỹ (đồng/hội viên)",
        "Học sinh",
        "Đơn vị",
        "D",
        "",
    ],
)
def test_words_that_only_look_like_a_measure_name_none(header: str) -> None:
    assert find_measure(header) is None


def test_a_noun_is_a_measure_in_a_unit_column_only() -> None:
    assert find_measure("Gia đình", unit_column=True) == Measure("count")
    assert find_measure("Gia đình") is None


@pytest.mark.parametrize(
    ("value", "measure", "million"),
    [
        (24516470000, "đồng", 24516.47),
        (12650, "nghìn đồng", 12.65),
        (37708, "triệu đồng", 37708),
        (52.1, "tỷ", 52100),
        (4.35, "tỷ đồng", 4350),
        (5, Measure("VND", 10**6), 5),
    ],
)
def test_money_is_brought_to_million_vnd_exactly(
    value: float, measure: Measure | str, million: float
) -> None:
    assert to_million_vnd(value, measure) == million


@pytest.mark.parametrize("measure", ["%", "người", "đồng/người", "hội viên", ""])
def test_what_is_not_money_is_not_brought_to_million_vnd(measure: str) -> None:
    with pytest.raises(NotMoneyError):
        to_million_vnd(1, measure)
