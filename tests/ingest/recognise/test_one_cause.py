"""One sentence for one cause, and the cause by its name."""

from __future__ import annotations

from typing import Any

import pytest

from khdash.ingest.messages import sentence


def told(report: Any) -> list[tuple[str, str]]:
    """The errors with their cells."""
    return [(f.code, f.cell) for f in report.findings if f.severity == "error"]


@pytest.mark.parametrize(
    "text",
    [
        "T?nh;N?m;S? h?i vi?n;S? chi h?i\nH? N?i;2024;1.975.000;12.650\nTh?i B?nh;2024;5;6\n",
        "T?nh;N?m;S? h?i viên;S? chi h?i\nHà N?i;2024;1.975.000;12.650\nHà Nam;2024;5;6\n",
        "T�nh;N�m;S� h�i vi�n\nH� N�i;2024;1.975.000\nH� Nam;2024;5\n",
    ],
)
def test_lost_letters_are_one_error_that_names_the_encoding(check: Any, text: str) -> None:
    report = check.text(text)
    assert told(report) == [("letters-lost", "A1")]
    (found,) = [f for f in report.findings if f.code == "letters-lost"]
    assert "bảng mã không có tiếng Việt" in sentence(found, "vi")
    assert set(report.cells["action"]) == {"rejected"}


@pytest.mark.parametrize(
    "head", ["Tỉnh;Năm;Số hội viên;Đã nộp?", "Tỉnh;Năm;Số hội viên;Đạt? (có/không)"]
)
def test_a_question_in_a_heading_is_no_lost_letter(check: Any, head: str) -> None:
    report = check.text(f"{head}\nHà Nội;2024;1.975.000;có\n")
    assert "letters-lost" not in {f.code for f in report.findings}
    assert "new" in set(report.cells["action"])


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1.975.000 (tăng 2% so với 2023)", "number-with-remark"),
        ("101.000 (chưa kể khối trường học)", "number-with-remark"),
        ("512.345 theo báo cáo của huyện", "number-with-remark"),
        ("50.000 đồng/suất", "number-unknown-unit"),
        ("12 con", "number-unknown-unit"),
    ],
)
def test_a_remark_beside_a_number_is_no_unit_of_measure(check: Any, cell: str, code: str) -> None:
    assert told(check.text(f"Tỉnh;Năm;Số hội viên\nHà Nội;2024;{cell}\n")) == [(code, "C2")]


def test_districts_among_others_are_one_sentence_and_one_of_them_alone_is_asked(check: Any) -> None:
    head = "Đơn vị;Năm;Số hội viên\n"
    report = check.text(f"{head}Huyện A;2024;5\nThị xã B;2024;6\nHà Nội;2024;7\nHà Tân;2024;8\n")
    assert told(report) == [("below-provinces", "A2"), ("unknown-unit", "A5")]
    (found,) = [f for f in report.findings if f.code == "below-provinces"]
    assert sentence(found, "vi").startswith("Ô A2: 2 dòng là huyện, xã, phường")
    assert "Huyện A; Thị xã B" in sentence(found, "vi")
    assert told(check.text(f"{head}Huyện A;2024;5\nHà Nội;2024;7\n")) == [("unknown-unit", "A2")]
