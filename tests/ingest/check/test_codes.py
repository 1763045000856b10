"""Every code of a finding has a small file that gives exactly it."""

from __future__ import annotations

import string
from typing import Any

import pytest

from khdash.ingest.check import finding_dict
from khdash.ingest.findings import Finding
from khdash.ingest.messages import messages, sentence

UNIT_YEAR = "Tỉnh;Năm;"


def one(heading: str, cell: str, unit: str = "Hà Nội", year: str = "2024") -> str:
    """A table of one figure."""
    return f"Tỉnh;Năm;{heading}\n{unit};{year};{cell}\n"


def members(*rows: str) -> str:
    return "Tỉnh;Năm;Số hội viên\n" + "".join(f"{row}\n" for row in rows)


NUMBERS = {
    "number-words": "nhiều", "number-range": "5-7", "number-several-numbers": "150; 200",
    "number-date": "31/12/2024", "number-period": "2023-2024",
    "number-fraction-above-one": "863/861", "number-fraction-in-count": "12,65",
    "number-letter-for-digit": "1O5", "number-number-words": "hai triệu",
    "number-word-zero": "không", "number-roman": "XIV", "number-ordinal": "thứ 3",
    "number-dash-before-number": "– 5", "number-parentheses": "(5)", "number-code": "0912345678",
    "number-formula": "=1+1", "number-spreadsheet-error": "#REF!", "number-grouping": "12.34.567",
    "number-too-long": "12345678901234567890", "number-unit-conflict": "50 %",
    "number-unknown-unit": "50.000 đồng/suất",
}  # fmt: skip

FILES: dict[str, str] = {
    **{code: one("Số hội viên", f'"{cell}"') for code, cell in NUMBERS.items()},
    "number-compound": one("Số dư quỹ (triệu đồng)", "1 tỷ 1.539 triệu"),
    "number-date-or-fraction": one("Số dư quỹ (triệu đồng)", "5/12"),
    "number-rounded": one("Số hội viên", "1,2E+06"),
    "share-computed": one("Tỷ lệ GĐHT (%)", "150/200"),
    "share-not-kept": one("Số hội viên", "1.234 (86,2 %)"),
    "denominator-read": one("ĐVHT được công nhận", "861/863"),
    "denominator-not-kept": one("Số TTHTCĐ", "672/672"),
    "dash-missing": members("Hà Nội;2024;-", "Hà Nam;2024;5"),
    "missing-mark": members("Hà Nội;2024;x", "Hà Nam;2024;5"),
    "ambiguous-number-column": one("Số dư quỹ (triệu đồng)", "12.650"),
    "rate-maybe-fraction": one("Tỷ lệ GĐHT", "0,862"),
    "measure-missing": one("Số dư quỹ", "12650"),
    "measure-conflict": one("Số hội viên (triệu đồng)", "12650"),
    "unknown-indicator": one("Số đoàn viên", "5"),
    "indicator-uncertain": "Tỉnh;Năm;Khen thưởng\n;;Hội viên\nHà Nội;2024;5\n",
    "title-part-missing": one("GĐHT", "5"),
    "indicator-ambiguous": "Tinh;Nam;CDHT dang ky\nHa Noi;2024;5\n",
    "column-misspelt": one("Số hội viêm", "5"),
    "column-of-plans": "Tỉnh;Năm;Số hội viên;Kế hoạch 2025\nHà Nội;2024;5;6\n",
    "column-of-changes": "Tỉnh;Năm;Số hội viên;So với năm 2023\nHà Nội;2024;5;6\n",
    "column-ignored": "Tỉnh;Năm;Số hội viên;Người gửi\nHà Nội;2024;5;Phòng tổng hợp\n",
    "unknown-unit": members("Hà Tây;2024;5"),
    "unit-not-valid": members("Thái Bình;2026;5").replace("2026", "2026"),
    "unit-ambiguous": members("Hưng Yên;2025;5"),
    "unit-conflict": "Mã tỉnh;Tỉnh;Năm;Số hội viên\n27;Nam Định;2024;5\n",
    "unit-missing": "Năm;Số hội viên\n2024;5\n2023;6\n",
    "district-without-province": members("Hoa Lư;2024;5"),
    "unknown-year": members("Hà Nội;hai nghìn;5"),
    "year-missing": "Tỉnh;Số hội viên\nHà Nội;5\n",
    "period-unclear": members("Hà Nội;2023-2024;5"),
    "unknown-as-of": "Tỉnh;Năm;Thời điểm;Số hội viên\nHà Nội;2024;cuối kỳ;5\n",
    "as-of-outside-year": "Tỉnh;Năm;Thời điểm;Số hội viên\nHà Nội;2024;31/12/2022;5\n",
    "partial-period": "Tỉnh;Số lớp tập huấn 6 tháng đầu năm 2024\nHà Nội;5\n",
    "mid-year-figure": "Tỉnh;Số hội viên đến 30/6/2024\nHà Nội;5\n",
    "early-january": "Tỉnh;Số hội viên đến 05/01/2025\nHà Nội;5\n",
    "dimension-unknown": "Tỉnh;Năm;Giới tính;Số hội viên\nHà Nội;2024;Nữ;5\n",
    "measure-unknown": "Tỉnh;Năm;Chỉ tiêu;Giá trị;ĐVT\nHà Nội;2024;Số hội viên;5;tạ\n",
    "subgroup-unknown": "Tỉnh;Năm;Chỉ tiêu;Giá trị;Nhóm\nHà Nội;2024;Số hội viên;5;học giả\n",
    "basis-unknown": "Tỉnh;Năm;Chỉ tiêu;Giá trị;Mẫu số\nHà Nội;2024;Tỷ lệ GĐHT (%);5;khác\n",
    "qualifier-unknown":
        "Tỉnh;Năm;Chỉ tiêu;Giá trị;Độ chính xác\nHà Nội;2024;Số hội viên;5;tạm\n",
    "header-blank": "Tỉnh;Năm;Số hội viên;\nHà Nội;2024;5;6\nHà Nam;2024;7;8\n",
    "duplicate-equal": members("Hà Nội;2024;5", "Hà Nội;2024;5"),
    "duplicate-conflict": members("Hà Nội;2024;5", "Hà Nội;2024;6"),
    "rate-outside-range": one("Tỷ lệ GĐHT (%)", "120"),
    "negative-value": one("Số dư quỹ (triệu đồng)", "-5"),
    "future-year": members("Hà Nội;2090;5"),
    "year-far-past": members("Hà Nội;1980;5"),
    "indicator-not-valid": one("GĐHT đăng ký", "5", year="2010"),
    "members-above-population": "Tỉnh;Năm;Số hội viên;Dân số\nHà Nội;2024;10;9\n",
    "recognised-above-registered":
        "Tỉnh;Năm;GĐHT đăng ký;GĐHT được công nhận\nHà Nội;2024;10;11\n",
    "registered-above-all": "Tỉnh;Năm;GĐHT đăng ký;Số gia đình\nHà Nội;2024;10;9\n",
    "part-above-whole": "Tỉnh;Năm;Số người lao động;Dân số\nHà Nội;2024;10;9\n".replace(
        "Số người lao động", "Số lao động"),
    "parts-above-whole":
        "Tỉnh;Năm;Quỹ cấp tỉnh (tr.đ);Quỹ cấp xã (tr.đ);Tổng quỹ (tr.đ)\nHà Nội;2024;6;6;10\n",
    "rate-not-following":
        "Tỉnh;Năm;Số hội viên;Dân số;Tỷ lệ hội viên/dân số (%)\nHà Nội;2024;10;40;26\n",
    "stock-tripled": members("Hà Nội;2023;100", "Hà Nội;2024;301"),
    "stock-halved": members("Hà Nội;2023;100", "Hà Nội;2024;49"),
    "unit-slip": members("Hà Nội;2023;100", "Hà Nội;2024;100000"),
    "same-number-again": members("Hà Nội;2023;5000", "Hà Nội;2024;5000"),
    "outlier": "Tỉnh;Năm;Số lớp tập huấn\n" + "".join(
        f"Hà Nội;{year};{value}\n"
        for year, value in enumerate((10, 11, 12, 11, 10, 30), start=2018)
    ),
    "unit-slip-column": "Tỉnh;Năm;Số dư quỹ (triệu đồng)\nHà Nội;2024;10\nHà Nam;2024;12\n"
        "Nam Định;2024;11000000\nThái Bình;2024;9\n",
    "maybe-new-boundaries":
        members("Hà Nội;2024;5", "Phú Thọ;2024;6", "Hưng Yên;2024;7", "Ninh Bình;2024;8"),
    "filled-from-above":
        "Tỉnh;Chỉ tiêu;2024\nHà Nội;Số hội viên;5\n;Chi hội;6\nHà Nam;Chi hội;7\n",
    "number-style-agreed":
        "Tỉnh;Năm;Số dư quỹ (tr.đ);Chi trong năm (tr.đ)\nHà Nội;2024;12.650;1.234,5\n",
    "mixed-convention": "Tỉnh;Năm;Số dư quỹ (triệu đồng)\nHà Nội;2024;12.650,5\n"
        "Hà Nam;2024;9,001.25\n",
    "column-numbering-row": "Tỉnh;Năm;Số hội viên\n(1);(2);(3)\nHà Nội;2024;5\nHà Nam;2024;6\n",
}  # fmt: skip

TITLED: dict[str, tuple[str, set[str]]] = {
    "table-of-plans": ("KẾ HOẠCH NĂM 2025;;\n\nSTT;Tỉnh;Số hội viên\n1;Hà Nội;5\n2;Hà Nam;6\n",
                       set()),
    "year-from-title": ("SỐ LIỆU NĂM 2024;;\n\nSTT;Tỉnh;Số hội viên\n1;Hà Nội;5\n2;Hà Nam;6\n",
                        set()),
    "year-contradictory": (
        "SỐ LIỆU NĂM 2023;;\nSỐ LIỆU NĂM 2021;;\n\nSTT;Tỉnh;Số hội viên\n1;Hà Nội;5\n2;Hà Nam;6\n",
        set()),
    "unit-from-title": (
        "HỘI KHUYẾN HỌC TỈNH HÀ NAM;;\n\nSTT;Chỉ tiêu;2024\n1;Số hội viên;5\n2;Chi hội;6\n", set()),
    "indicator-from-title": (
        "SỐ HỘI VIÊN CÁC TỈNH;;\n\nSTT;Tỉnh;2024\n1;Hà Nội;5\n2;Hà Nam;6\n", set()),
    "unit-without-year": (
        "SỐ LIỆU CHUNG;;\n\nSTT;Tỉnh;Số hội viên\n1;Hưng Yên;5\n2;Bắc Ninh;6\n", set()),
    "total-mismatch": (
        "SỐ LIỆU NĂM 2024;;\n\nSTT;Tỉnh;Số hội viên\n1;Hà Nội;5\n2;Hà Nam;6\n;Tổng cộng;12\n",
        {"year-from-title", "total-row-set-apart"}),
    "unit-maybe-district": (
        "TỈNH THÁI BÌNH NĂM 2024;;\n\nSTT;Đơn vị;Số hội viên\n1;Thái Bình;5\n2;Vũ Thư;6\n"
        "3;Kiến Xương;7\n", {"year-from-title", "unknown-unit"}),
    "total-row-left-out": (
        "SỐ LIỆU NĂM 2024;;\n\nSTT;Tỉnh;Số hội viên\n1;Hà Nội;5\n2;Trung bình;6\n3;Hà Nam;7\n",
        {"year-from-title"}),
}  # fmt: skip
BELOW_TITLE = {"preamble-set-apart", "blank-lines-skipped"}


@pytest.mark.parametrize("code", sorted(FILES))
def test_a_small_file_gives_exactly_one_code(code: str, check: Any, found: Any) -> None:
    report = check.text(FILES[code])
    assert found(report) == [code]


@pytest.mark.parametrize("code", sorted(TITLED))
def test_a_small_file_with_a_title_gives_exactly_one_code(
    code: str, check: Any, found: Any
) -> None:
    content, beside = TITLED[code]
    assert set(found(check.text(content))) - BELOW_TITLE - beside == {code}


@pytest.mark.parametrize("code", sorted({**FILES, **TITLED}))
def test_an_error_rejects_its_cells_and_nothing_else_does(code: str, check: Any) -> None:
    content = FILES.get(code) or TITLED[code][0]
    report = check.text(content)
    rejected = (report.cells["action"] == "rejected").any()
    assert bool(rejected) == report.has_errors


def sheet_codes(check: Any, found: Any, name: str, title: str, rows: Any) -> list[str]:
    return list(found(check.sheet(rows, name=name, title=title)))


PLAIN = [["Tỉnh", "Số hội viên"], ["Hà Nội", 5], ["Hà Nam", 6]]


def test_the_year_may_come_from_the_sheet(check: Any, found: Any) -> None:
    assert sheet_codes(check, found, "tep.xlsx", "Năm 2024", PLAIN) == ["year-from-sheet"]


def test_the_year_may_come_from_the_file_name(check: Any, found: Any) -> None:
    assert sheet_codes(check, found, "so_lieu_2024.xlsx", "Biểu", PLAIN) == ["year-from-file"]


def test_a_day_in_the_file_name_is_no_year_of_the_figures(check: Any, found: Any) -> None:
    assert sheet_codes(check, found, "bc_15.01.2025.xlsx", "Biểu", PLAIN) == ["year-missing"]


def test_another_year_in_the_file_name_is_told(check: Any, found: Any) -> None:
    rows = [
        ["SỐ LIỆU NĂM 2023"],
        [],
        ["STT", "Tỉnh", "Số hội viên"],
        [1, "Hà Nội", 5],
        [2, "Hà Nam", 6],
    ]
    assert sheet_codes(check, found, "so_lieu_2024.xlsx", "Biểu", rows) == [
        "file-name-year-differs", "preamble-set-apart", "year-from-title",
    ]  # fmt: skip


def test_the_unit_may_come_from_sheet_or_file(check: Any, found: Any) -> None:
    rows = [["Chỉ tiêu", "2024"], ["Số hội viên", 5], ["Chi hội", 6]]
    assert sheet_codes(check, found, "tep.xlsx", "Hà Nam", rows) == ["unit-from-sheet"]
    assert sheet_codes(check, found, "ha_nam.xlsx", "Biểu", rows) == ["unit-from-file"]


def test_the_indicator_may_come_from_the_sheet(check: Any, found: Any) -> None:
    rows = [["Tỉnh", "2024"], ["Hà Nội", 5], ["Hà Nam", 6]]
    assert sheet_codes(check, found, "tep.xlsx", "Hội viên", rows) == ["indicator-from-sheet"]


def test_a_group_heading_over_its_first_column_is_told(check: Any, found: Any) -> None:
    rows = [
        ["Tỉnh", "Năm", "GĐHT", None],
        [None, None, "ĐK", "CN"],
        ["Hà Nội", 2024, 6, 5],
        ["Hà Nam", 2024, 7, 6],
    ]
    assert sheet_codes(check, found, "tep.xlsx", "Biểu", rows) == ["group-heading-assumed"]


def test_a_figure_in_merged_cells_belongs_to_nobody(check: Any, found: Any) -> None:
    report = check.sheet(
        [["Tỉnh", "Năm", "Số hội viên"], ["Hà Nội", 2024, 5], ["Hà Nam", 2024, None]],
        merged=("C2:C3",),
    )
    assert found(report) == ["merged-cells-filled", "merged-value"]


def test_a_column_of_sums_beside_provinces_is_left_out(check: Any, found: Any) -> None:
    rows = [["Chỉ tiêu", "Năm", "Hà Nội", "Hà Nam", "Cộng"], ["Số hội viên", 2024, 5, 6, 11]]
    assert sheet_codes(check, found, "tep.xlsx", "Biểu", rows) == ["total-column-left-out"]


def test_formulas_without_result_and_with_errors_are_named(check: Any, found: Any) -> None:
    rows = [["Tỉnh", "Năm", "Số hội viên"], ["Hà Nội", 2024, "=1+4"], ["Hà Nam", 2024, 6]]
    assert sheet_codes(check, found, "tep.xlsx", "Biểu", rows) == ["formula-not-calculated"]


def test_beside_a_damaged_number_a_small_one_is_suspected(check: Any, found: Any) -> None:
    report = check.text(members("Hà Nội;2024;12,65", "Hà Nam;2024;12", "Nam Định;2024;9001"))
    assert found(report) == ["number-fraction-in-count", "number-maybe-damaged"]
    assert report.cells["action"].tolist() == ["rejected", "rejected", "new"]


READER: dict[str, str | bytes] = {
    "empty-file": "",
    "not-a-table": b"%PDF-1.7 ...",
    "unknown-format": "<?xml version='1.0'?><a/>",
    "truncated-spreadsheet": b"PK\x03\x04" + b"\0" * 40,
    "header-only": "Tỉnh;Năm;Số hội viên\n",
    "decomposed-letters-joined": "Ti\u0309nh;Năm;Số hội viên\nHà Nội;2024;5\nHà Nam;2024;6\n",
    "blank-lines-skipped": "Tỉnh;Năm;Số hội viên\n\nHà Nội;2024;5\nHà Nam;2024;6\n",
    "row-too-short": "Tỉnh;Năm;Số hội viên;Ghi chú\nHà Nội;2024;5;\nHà Nam;2024;6\n"
    "Nam Định;2024;7;\n",
    "repeated-header": "Tỉnh;Năm;Số hội viên\nHà Nội;2024;5\nHà Nam;2024;6\n"
    "Tỉnh;Năm;Số hội viên\nNam Định;2024;7\n",
    "trailer-set-apart": "Tỉnh;Năm;Số hội viên\nHà Nội;2024;5\nHà Nam;2024;6\nNgười lập biểu;;\n",
}


@pytest.mark.parametrize("code", sorted(READER))
def test_what_the_reader_says_is_a_finding(code: str, check: Any, found: Any) -> None:
    assert code in found(check.text(READER[code]))


def test_a_file_that_cannot_be_used_gives_one_error_and_no_cells(check: Any) -> None:
    report = check.text(b"%PDF-1.7 ...")
    assert not report.is_usable
    assert [finding.severity for finding in report.findings] == ["error"]
    assert report.to_dict()["cells"] == []


def test_a_missing_file_is_named(check: Any, found: Any, tmp_path: Any) -> None:
    assert found(check.path(tmp_path / "khong_co.csv")) == ["unreadable-file"]


def test_a_locked_year_rejects_its_cells(check_in: Any, found: Any) -> None:
    from khdash.model.actor import Actor
    from khdash.store.batches import Submission

    lock = {"year": 2024, "unit": "", "locked": True, "reason": "Đã chốt"}
    check_in.database.commit(
        Actor("Văn phòng", "web"), Submission(records={"year_lock": [lock]}, channel="decision")
    )
    report = check_in.text(members("Hà Nội;2024;1953233"))
    assert found(report) == ["year-locked"]
    assert report.counts["rejected"] == 1


@pytest.mark.parametrize("code", sorted(messages()))
def test_every_sentence_is_complete_in_both_languages(code: str) -> None:
    message = messages()[code]
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in (message.vi, message.en)
    ]
    assert fields[0] == fields[1]
    assert message.vi.endswith(".")
    assert message.en.endswith(".")
    for lang in ("vi", "en"):
        assert sentence(Finding(code, message.severity, "Biểu 1", "C5", "x"), lang)


def test_a_finding_says_where_what_and_what_to_do(check: Any) -> None:
    report = check.text(members("Thái Bìnhh;2024;5"))
    assert finding_dict(report.findings[0]) == {
        "severity": "error", "code": "unknown-unit", "sheet": None, "cell": "A2",
        "value": "Thái Bìnhh",
        "message_vi": "Ô A2: Không có tỉnh, thành phố nào tên «Thái Bìnhh». Gần nhất: Thái Bình; "
        "Hòa Bình; Ninh Bình. Hãy sửa tên hoặc chọn đơn vị.",
        "message_en": "Cell A2: There is no province called “Thái Bìnhh”. Nearest: Thái Bình; "
        "Hòa Bình; Ninh Bình. Correct the name or choose the unit.",
    }  # fmt: skip


def test_an_ambiguous_column_shows_three_cells_and_both_readings(check: Any) -> None:
    report = check.text(
        "Tỉnh;Năm;Số dư quỹ (triệu đồng)\nHà Nội;2024;12.650\nHà Nam;2024;9.001\n"
        "Nam Định;2024;8.125\nThái Bình;2024;7.333\n"
    )
    assert (
        "C2 «12.650» = 12.650 hay 12,650; C3 «9.001» = 9.001 hay 9,001; "
        "C4 «8.125» = 8.125 hay 8,125." in sentence(report.findings[0], "vi")
    )


@pytest.mark.parametrize(
    ("total", "found"),
    [
        # 5 and "hơn 6": the true sum is at least 11.
        ("10", True),
        ("11", False),
        ("15", False),
    ],
)
def test_a_total_is_wrong_only_where_the_bounds_of_its_rows_exclude_it(
    check: Any, total: str, found: bool
) -> None:
    text = (
        "SỐ LIỆU NĂM 2024;;\n\nSTT;Tỉnh;Số hội viên\n"
        f"1;Hà Nội;5\n2;Hà Nam;hơn 6\n;Tổng cộng;{total}\n"
    )
    codes = [f.code for f in check.text(text).findings]
    assert ("total-mismatch" in codes) is found
