"""A person's choices rule, and serve the next file with the same header."""

from __future__ import annotations

import json
from typing import Any

from khdash.ingest.recognise import Choices, ColumnChoice, Mapping, fingerprint


def values(report: Any) -> list[object]:
    return [row.value for row in report.cells.itertuples() if row.fault == ""]


def test_an_ambiguous_column_is_read_as_chosen(check: Any) -> None:
    text = "Tỉnh;Năm;Số dư quỹ (triệu đồng)\nHà Nội;2024;12.650\n"
    for convention, value in (("vi", 12650.0), ("en", 12.65)):
        choices = Choices(columns={2: ColumnChoice(convention=convention)})  # type: ignore[arg-type]
        assert values(check.text(text, choices=choices)) == [value]


def test_a_measure_may_be_chosen_for_a_column_or_the_file(check: Any) -> None:
    text = "Tỉnh;Năm;Số dư quỹ\nHà Nội;2024;12650\n"
    column = Choices(columns={2: ColumnChoice(measure="nghìn đồng")})
    assert values(check.text(text, choices=column)) == [12.65]
    assert values(check.text(text, choices=Choices(measure="tỷ đồng"))) == [12650000.0]


def test_an_indicator_and_its_basis_may_be_chosen(check: Any) -> None:
    choice = ColumnChoice(indicator="learning_family_rate", basis="all")
    report = check.text(
        "Tỉnh;Năm;Chất lượng\nHà Nội;2024;71,25\n", choices=Choices(columns={2: choice})
    )
    assert report.cells[["indicator", "basis", "value"]].to_numpy().tolist() == [
        ["learning_family_rate", "all", 71.25]
    ]


def test_a_label_may_be_named_or_left_out(check: Any, figures: Any) -> None:
    text = "Tỉnh;Năm;Chỉ tiêu;Giá trị\nHà Nội;2024;Đoàn viên;5\nHà Nội;2024;Thành viên;6\n"
    choices = Choices(labels={"Đoàn viên": "", "Thành viên": "members"})
    report = check.text(text, choices=choices)
    assert figures(report) == {"D3": ("01", 2024, "members", 6)}
    assert not report.has_errors


def test_a_unit_may_be_named_or_left_out(check: Any, figures: Any) -> None:
    text = "Tỉnh;Năm;Số hội viên\nThái Bìnhh;2024;5\nVăn phòng;2024;6\n"
    report = check.text(text, choices=Choices(units={"Thái Bìnhh": "34", "Văn phòng": ""}))
    assert figures(report) == {"C2": ("34", 2024, "members", 5)}


def test_year_unit_and_boundaries_may_be_chosen_for_the_file(check: Any, figures: Any) -> None:
    text = "Tỉnh;Số hội viên\nHà Nội;5\nHưng Yên;6\n"
    new = check.text(text, choices=Choices(year=2025, boundaries="new"))
    assert figures(new)["B3"] == ("33@2025-07-01", 2025, "members", 6)
    old = check.text(text, choices=Choices(year=2025, boundaries="old"))
    assert figures(old)["B3"] == ("33", 2025, "members", 6)
    one = check.text("Chỉ tiêu;2024\nSố hội viên;5\nChi hội;6\n", choices=Choices(unit="35"))
    assert figures(one)["B2"] == ("35", 2024, "members", 5)


def test_a_dash_is_nil_only_when_a_person_says_so(check: Any) -> None:
    text = "Tỉnh;Năm;Số hội viên\nHà Nội;2024;-\nHà Nam;2024;5\n"
    assert values(check.text(text)) == [5]
    choices = Choices(columns={2: ColumnChoice(dash_is_zero=True)})
    assert values(check.text(text, choices=choices)) == [0, 5]


def test_fractions_are_scaled_only_when_a_person_says_so(check: Any) -> None:
    text = "Tỉnh;Năm;Tỷ lệ GĐHT\nHà Nội;2024;0,862\n"
    for scale, value in ((True, 86.2), (False, 0.862)):
        choices = Choices(columns={2: ColumnChoice(scale_percent=scale)})
        assert values(check.text(text, choices=choices)) == [value]


def test_a_corrected_cell_is_read_again(check: Any, figures: Any) -> None:
    text = "Tỉnh;Năm;Số hội viên\nThái Bìnhh;2024;nhiều\n"
    report = check.text(text, choices=Choices(corrections={"A2": "Thái Bình", "C2": "1.234"}))
    assert figures(report) == {"C2": ("34", 2024, "members", 1234)}


def test_mapping_and_choices_survive_json(check: Any) -> None:
    choices = Choices(
        columns={2: ColumnChoice(convention="vi")}, labels={"a": "members"}, year=2024
    )
    assert Choices.from_dict(json.loads(json.dumps(choices.to_dict()))) == choices
    mapping = check.text("Tỉnh;Năm;Số hội viên\nHà Nội;2024;5\n").mapping
    assert Mapping.from_dict(json.loads(json.dumps(mapping.to_dict()))) == mapping
    assert mapping.columns[2].indicator == "members"
    assert mapping.confidence == 1.0


def test_the_next_file_with_the_same_header_needs_no_answer(check: Any) -> None:
    first = "Tỉnh;Năm;Số dư quỹ (triệu đồng)\nHà Nội;2024;12.650\n"
    second = "TỈNH ;Năm;Số dư  quỹ (triệu đồng)\nHà Nam;2025;9.001\n"
    answered = Choices(
        columns={2: ColumnChoice(convention="vi")}, corrections={"C2": "1"}, year=2024
    )
    remembered = answered.for_next_file()
    assert remembered.corrections == {}
    assert remembered.year is None
    before, after = check.text(first), check.text(second, choices=remembered)
    assert before.mapping.fingerprint == after.mapping.fingerprint
    assert values(after) == [9001]


def test_another_header_has_another_fingerprint() -> None:
    assert fingerprint(["Tỉnh", "Hội viên"]) != fingerprint(["Tỉnh", "Chi hội"])
