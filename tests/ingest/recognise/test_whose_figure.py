"""Whose figure a cell is, of what and by which measure, where rows and titles say it."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("heading", "cell", "codes"),
    [
        ("Số hội viên", "5/9", ["members"]),
        ("ĐVHT được công nhận", "861/863", ["learning_unit_recognised"]),
        (
            "ĐVHT được công nhận trên tổng số",
            "861/863",
            ["learning_unit_recognised", "units_total"],
        ),
    ],
)
def test_a_number_after_a_stroke_needs_a_word_for_it(
    check: Any, heading: str, cell: str, codes: list[str]
) -> None:
    """Without one it may be the plan: 5 of 9 planned."""
    report = check.text(f"Tỉnh;Năm;{heading}\nHà Nội;2024;{cell}\n")
    assert report.cells["indicator"].tolist() == codes


def test_what_a_row_says_beyond_the_heading_is_asked_and_never_dropped(check: Any) -> None:
    report = check.text(
        "Tỉnh;Nội dung;Hội viên năm 2023\nHà Nội;Tổng số;9\nHà Nội;Trong đó: nữ;4\n"
        "Hà Nam;Tổng số;8\nHà Nam;Khối trường học;3\n"
    )
    sound = report.cells[report.cells["fault"] == ""]
    assert sound[["cell", "value"]].to_numpy().tolist() == [["C2", 9], ["C4", 8]]
    asked = [f.cell for f in report.findings if f.code == "indicator-uncertain"]
    assert asked == ["B3", "B5"]


def test_one_figure_merged_over_two_units_is_neither_s(check: Any) -> None:
    rows = [["Tỉnh", "Năm", "Số hội viên"], ["Hà Nội", 2023, 5], ["Hà Nam", 2023, None],
            ["Nam Định", 2023, 7]]  # fmt: skip
    report = check.sheet(rows, merged=("C2:C3",))
    assert report.cells["fault"].tolist() == ["merged-value", "merged-value", ""]


def test_a_level_in_a_column_of_its_own_is_the_level_s_own_indicator(check: Any) -> None:
    report = check.text(
        "Tỉnh;Năm;Cấp;Số dư quỹ (tr.đ)\nHà Nội;2023;Tỉnh;5,5\nHà Nội;2023;Xã;6,5\n"
        "Hà Nội;2023;Các cấp;20,5\n"
    )
    assert report.cells[["indicator", "value"]].to_numpy().tolist() == [
        ["fund_balance_province_level", 5.5], ["fund_balance_commune_level", 6.5],
        ["fund_balance", 20.5],
    ]  # fmt: skip
    unknown = check.text("Tỉnh;Năm;Cấp;Số hội viên\nHà Nội;2023;Tỉnh;5\nHà Nội;2023;Xã;6\n")
    assert unknown.counts["new"] == 0


@pytest.mark.parametrize(
    ("title", "heading", "value"),
    [
        ("SỐ SUẤT HỌC BỔNG (nghìn suất) NĂM 2023", "Số suất học bổng", 16000),
        ("HỌC BỔNG NĂM 2023 (ĐVT: 1.000 suất)", "Số suất học bổng", 16000),
        ("QUỸ NĂM 2023 (tính bằng tỷ đồng)", "Số dư quỹ", 16000),
        ("QUỸ NĂM 2023, nghìn đồng", "Số dư quỹ", 0.016),
        ("HỘI VIÊN NĂM 2023 (nghìn người)", "Số hội viên", 16000),
        ("SỐ LIỆU NĂM 2023 (nghìn)", "Số hội viên", None),
        ("SỐ LIỆU NĂM 2023 (nghìn suất)", "Số chi hội", None),
    ],
)
def test_a_measure_in_the_title_counts_or_is_asked(
    check: Any, title: str, heading: str, value: float | None
) -> None:
    report = check.text(f"{title};;\n\nTT;Tỉnh;{heading}\n1;Hà Nội;16\n2;Hà Nam;9\n")
    sound = report.cells[report.cells["fault"] == ""]
    assert sound["value"].head(1).tolist() == ([] if value is None else [value])
    assert report.rejects == (value is None)


@pytest.mark.parametrize(
    "rows",
    [
        ("Unnamed: 0,Tỉnh,Năm,Số hội viên", "0,Hà Nội,2023.0,5.0", "1,Hà Nam,2024.0,6.0"),
        ("Unnamed: 0,Năm,Số hội viên", "Hà Nội,2023.0,5.0", "Hà Nam,2024.0,6.0"),
    ],
    ids=["numbers", "provinces"],
)
def test_what_a_program_puts_into_names_is_no_name(check: Any, rows: tuple[str, ...]) -> None:
    header, *body = rows
    text = "".join(f"{line}\n" for line in (f"{header},Số hội viên.1", *(f"{b}," for b in body)))
    report = check.text(text)
    assert not report.has_errors
    assert report.cells[["unit", "year", "value"]].to_numpy().tolist() == [
        ["01", 2023, 5], ["35", 2024, 6],
    ]  # fmt: skip
