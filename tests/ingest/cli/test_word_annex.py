"""A Word annex through the command line: letterhead, prose, title, merged heads, two pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx.document import Document

from khdash.cli import main
from tests.word import Cell, add_table, document

HEAD: list[list[Cell]] = [
    ["TT", "Đơn vị", "Hội viên", None, "Số dư quỹ (triệu đồng)"],
    ["^", "^", "Tổng số", "Tỷ lệ % so với dân số", "^"],
]
FIRST: list[list[Cell]] = [
    ["1", "Hà Nam", "204.123", "23,5", "37.708,5"],
    ["2", "Nam Định", "512.345", "27,3", "41.200,0"],
]
SECOND: list[list[Cell]] = [
    ["3", "Thái Bình", "450.000", "24,1", "52.100,3"],
    ["", "Tổng cộng", "1.166.468", "", "131.008,8"],
]


def annex(made: Document) -> None:
    add_table(
        made, [["HỘI KHUYẾN HỌC VIỆT NAM\nSố: 12/BC-HKH", "Hà Nội, ngày 15 tháng 1 năm 2025"]]
    )
    made.add_paragraph("Năm 2022, các tỉnh đã vận động được hơn 5 tỷ đồng.")
    made.add_paragraph("PHỤ LỤC 1")
    made.add_paragraph("SỐ LIỆU HỘI VIÊN VÀ QUỸ NĂM 2024")
    add_table(made, HEAD + FIRST)
    made.add_page_break()
    add_table(made, HEAD + SECOND)
    made.add_paragraph("Người lập biểu")


def test_the_annex_reads_with_the_right_cells(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "phu_luc.docx"
    path.write_bytes(document(annex))
    home = ["--home", str(own), "--data", str(own / "data")]
    assert main(["check", str(path), "--json", *home]) == 0
    report = json.loads(capsys.readouterr().out)
    told = [
        (cell["unit_code"], cell["year"], cell["indicator"], cell["value"], cell["sheet"])
        for cell in report["cells"]
    ]
    figures = {"35": (204_123, 23.5, 37_708.5), "36": (512_345, 27.3, 41_200),
               "34": (450_000, 24.1, 52_100.3)}  # fmt: skip
    codes = ("members", "members_population_rate", "fund_balance")
    assert sorted(told) == sorted(
        (unit, 2024, code, value, "Bảng 2")
        for unit, values in figures.items()
        for code, value in zip(codes, values, strict=True)
    )
    assert {cell["action"] for cell in report["cells"]} == {"new"}
    assert not [one for one in report["findings"] if one["severity"] != "info"]
    assert main(["import", str(path), "--by", "Thư ký", *home]) == 0
    assert "9 mới" in capsys.readouterr().err


def test_prose_alone_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bao_cao.docx"
    path.write_bytes(document(lambda made: made.add_paragraph("Hội viên năm 2024: 5")))
    assert main(["table", str(path)]) == 2
    assert "không có bảng nào" in capsys.readouterr().err
