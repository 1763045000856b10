"""Plans, budgets, targets and pledges are told by their meaning; none of them is a result."""

from __future__ import annotations

from typing import Any

import pytest

INTENDED = (
    "KẾ HOẠCH NĂM 2024", "DỰ TOÁN THU CHI QUỸ NĂM 2024", "GIAO CHỈ TIÊU NĂM 2024",
    "UBND TỈNH GIAO CHO CÁC HỘI NĂM 2024", "CHỈ TIÊU CÁC TỈNH ĐĂNG KÝ NĂM 2024",
    "ĐĂNG KÝ THI ĐUA NĂM 2024", "KẾT QUẢ ĐĂNG KÝ THI ĐUA NĂM 2024", "PHẤN ĐẤU NĂM 2024",
    "CHỈ TIÊU PHÁT TRIỂN HỘI VIÊN NĂM 2024", "KHOÁN THU QUỸ NĂM 2024", "CAM KẾT NĂM 2024",
    "MỤC TIÊU ĐẾN NĂM 2025", "KẾ HOẠCH THỰC HIỆN NĂM 2024", "PHÂN BỔ KINH PHÍ NĂM 2024",
    "DỰ KIẾN KẾT QUẢ NĂM 2024", "PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024", "NHU CẦU KINH PHÍ NĂM 2024",
    "DU TOAN THU CHI NAM 2024",
)  # fmt: skip
DONE = (
    "KẾT QUẢ THỰC HIỆN KẾ HOẠCH NĂM 2024", "TÌNH HÌNH THỰC HIỆN CHỈ TIÊU NĂM 2024",
    "QUYẾT TOÁN THU CHI QUỸ NĂM 2024", "CÁC CHỈ TIÊU CHỦ YẾU NĂM 2024",
    "KẾT QUẢ NĂM 2024 VÀ PHƯƠNG HƯỚNG NĂM 2025", "HỘI NGHỊ GIAO BAN NĂM 2024",
    "KẾT QUẢ CÔNG NHẬN NĂM 2024", "HOÀN THÀNH DỰ TOÁN NĂM 2024",
)  # fmt: skip


def loaded(check: Any, text: str) -> list[str]:
    cells = check.text(text).cells
    return [] if cells.empty else cells.loc[cells["action"] == "new", "indicator"].tolist()


@pytest.mark.parametrize("title", INTENDED)
def test_a_title_of_what_is_intended_loads_nothing_and_says_so(check: Any, title: str) -> None:
    text = f"{title}\n\nSTT;Tỉnh;Số hội viên\n1;Hà Nội;5\n2;Hà Nam;6\n"
    assert loaded(check, text) == []
    assert [f.code for f in check.text(text).findings if f.severity == "error"] == [
        "table-of-plans"
    ]


@pytest.mark.parametrize("title", DONE)
def test_a_title_of_what_was_done_loads_everything(check: Any, title: str) -> None:
    text = f"{title}\n\nSTT;Tỉnh;Số hội viên\n1;Hà Nội;5\n2;Hà Nam;6\n"
    assert loaded(check, text) == ["members", "members"]


@pytest.mark.parametrize(
    "heading",
    ["Số hội viên giao 2024", "Chỉ tiêu hội viên 2024", "Hội viên phấn đấu 2024",
     "Hội viên kế hoạch của năm 2024", "Hội viên tỉnh giao 2024", "Số hội viên dự kiến 2024",
     "Khoán hội viên 2024", "Số hội viên đăng ký 2024", "Hội viên cần đạt 2024",
     "Hội viên: chỉ tiêu các tỉnh đăng ký 2024"],
)  # fmt: skip
def test_a_column_of_what_is_intended_is_left_out_or_asked(check: Any, heading: str) -> None:
    text = f"Tỉnh;Năm;Số chi hội;{heading}\nHà Nội;2024;5;6\n"
    assert loaded(check, text) == ["chapters"]
    told = [f.cell for f in check.text(text).findings if f.severity != "info"]
    assert told == ["D1"]


def test_a_column_that_says_what_was_done_is_read_under_a_title_of_plans(check: Any) -> None:
    title = "KẾ HOẠCH NĂM 2025"
    text = f"{title};;;\n\nTT;Tỉnh;Hội viên thực hiện 2024;Hội viên 2025\n1;Hà Nội;5;6\n"
    cells = check.text(text).cells
    assert cells.loc[cells["fault"] == "", ["year", "value"]].to_numpy().tolist() == [[2024, 5]]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Số gia đình học tập", []),
        ("GĐHT được công nhận", ["learning_family_recognised"]),
        ("GĐHT đăng ký", ["learning_family_registered"]),
    ],
)
def test_under_a_title_of_registrations_only_what_says_so_is_reached(
    check: Any, heading: str, expected: list[str]
) -> None:
    text = f"ĐĂNG KÝ GIA ĐÌNH HỌC TẬP NĂM 2024\n\nTT;Tỉnh;{heading}\n1;Hà Nội;5\n"
    assert loaded(check, text) == expected


def test_the_share_of_the_plan_that_was_done_is_no_rate_of_members(check: Any) -> None:
    text = "Tỉnh;Hội viên 2024;;\n;KH;TH;Tỷ lệ (%)\nHà Nội;10;9;90\nHà Nam;20;19;95\n"
    assert loaded(check, text) == ["members", "members"]
    alone = "Tỉnh;Hội viên 2024;\n;Tổng số;Tỷ lệ (%)\nHà Nội;9;22,5\nHà Nam;19;21\n"
    assert set(loaded(check, alone)) == {"members", "members_population_rate"}


def test_a_row_of_what_is_intended_is_left_out_whatever_the_title_names(check: Any) -> None:
    text = (
        "SỐ HỘI VIÊN TỈNH HÀ NAM\n\nTT;Nội dung;2023\n1;Số hội viên;5\n"
        "2;Phấn đấu năm sau;9\n3;Chỉ tiêu tỉnh giao;8\n4;Số chi hội;7\n"
    )
    assert loaded(check, text) == ["members", "chapters"]
    assert [f.cell for f in check.text(text).findings if f.code == "column-of-plans"] == [
        "B5", "B6",
    ]  # fmt: skip


def test_a_sheet_of_plans_loads_nothing(check: Any) -> None:
    rows = [["Tỉnh", "Năm", "Số hội viên"], ["Hà Nội", 2024, 5], ["Hà Nam", 2024, 6]]
    assert check.sheet(rows).counts["new"] == 2
    for name in ("Kế hoạch 2024", "KH 2024", "Dự toán", "Chỉ tiêu giao"):
        assert check.sheet(rows, title=name).counts["new"] == 0


@pytest.mark.parametrize(
    ("heading", "year", "qualifier"),
    [
        ("TH 2023", 2023, "exact"), ("Thực hiện năm 2023", 2023, "exact"),
        ("TH cả năm 2023", 2023, "exact"), ("Sơ bộ 2023", 2023, "about"),
        ("Ước 2024", 2024, "about"), ("Ước TH 2024", 2024, "about"),
        ("Ước thực hiện năm 2024", 2024, "about"),
    ],
)  # fmt: skip
def test_results_and_estimates_beside_a_year_are_read(
    check: Any, heading: str, year: int, qualifier: str
) -> None:
    report = check.text(f"SỐ HỘI VIÊN\n\nTT;Tỉnh;TH 2021;{heading}\n1;Hà Nội;5;6\n2;Hà Nam;7;8\n")
    own = report.cells[report.cells["column"] == 3]
    assert own[["year", "value", "qualifier", "fault"]].to_numpy().tolist() == [
        [year, 6, qualifier, ""], [year, 8, qualifier, ""],
    ]  # fmt: skip
    told = [f.cell for f in report.findings if f.code == "estimate-read"]
    assert bool(told) == (qualifier == "about")
