"""Files as offices make them: every cell with its unit, year, indicator and value."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

PROVINCES = (
    ("Hà Nội", "01"), ("Vĩnh Phúc", "26"), ("Bắc Ninh", "27"), ("Hưng Yên", "33"),
    ("Thái Bình", "34"), ("Hà Nam", "35"), ("Nam Định", "36"), ("Ninh Bình", "37"),
)  # fmt: skip
TITLE: list[list[object]] = [
    ["HỘI KHUYẾN HỌC VIỆT NAM"],
    ["CỤM KHUYẾN HỌC SỐ 3"],
    [],
    ["BIỂU TỔNG HỢP KẾT QUẢ CÔNG TÁC KHUYẾN HỌC NĂM 2024"],
    ["(Số liệu tính đến ngày 31/12/2024)"],
    [],
]


def test_an_annex_with_title_block_merged_headings_total_and_signatures(
    check: Any, figures: Any
) -> None:
    header = [
        [
            "TT",
            "Tỉnh, thành phố",
            "Hội viên",
            None,
            "GIA ĐÌNH HỌC TẬP",
            None,
            None,
            "Số dư quỹ (triệu đồng)",
            "Ghi chú",
        ],
        [
            None,
            None,
            "Tổng số",
            "Tỷ lệ % so với dân số",
            "Đăng ký",
            "Được công nhận",
            "Tỷ lệ %",
            None,
            None,
        ],
    ]
    body = [
        [i + 1, name, 1000 + i, 22.5, 200, 150, 75, 12.5 + i, None]
        for i, (name, _) in enumerate(PROVINCES)
    ]
    below: list[list[object]] = [
        [None, "Tổng cộng", 8028, None, 1600, 1200, None, 128, None],
        [],
        [None] * 6 + ["Hà Nội, ngày 15 tháng 01 năm 2025"],
        [None, "NGƯỜI LẬP BIỂU", None, None, None, None, "TM. BAN THƯỜNG VỤ"],
    ]
    report = check.sheet(
        [*TITLE, *header, *body, *below],
        title="Biểu 1",
        merged=("A4:I4", "A5:I5", "A7:A8", "B7:B8", "C7:D7", "E7:G7", "H7:H8", "I7:I8"),
    )
    expected: dict[str, tuple[object, ...]] = {}
    for i, (_, unit) in enumerate(PROVINCES):
        line = 9 + i
        expected |= {
            f"C{line}": (unit, 2024, "members", 1000 + i),
            f"D{line}": (unit, 2024, "members_population_rate", 22.5),
            f"E{line}": (unit, 2024, "learning_family_registered", 200),
            f"F{line}": (unit, 2024, "learning_family_recognised", 150),
            f"G{line}": (unit, 2024, "learning_family_rate", 75),
            f"H{line}": (unit, 2024, "fund_balance", 12.5 + i),
        }
    assert figures(report) == expected
    assert set(report.cells["as_of"]) == {"2024-12-31"}
    assert not report.has_errors


def test_the_same_annex_without_merged_cells(check: Any, figures: Any) -> None:
    report = check.sheet(
        [
            ["BIỂU TỔNG HỢP MÔ HÌNH HỌC TẬP"],
            [],
            ["TT", "Tỉnh", "GĐHT", None, None, "CĐHT", None, "CDHT", None],
            [None, None, "ĐK", "CN", "TL %", "ĐK", "CN", "ĐK", "CN"],
            [1, "Hà Nội", 100, 90, 90, 40, 30, 7, 6],
            [2, "Hà Nam", 200, 150, 75, 41, 31, 8, 5],
        ],
        title="2024",
    )
    assert figures(report) == {
        "C5": ("01", 2024, "learning_family_registered", 100),
        "D5": ("01", 2024, "learning_family_recognised", 90),
        "E5": ("01", 2024, "learning_family_rate", 90),
        "F5": ("01", 2024, "learning_community_registered", 40),
        "G5": ("01", 2024, "learning_community_recognised", 30),
        "H5": ("01", 2024, "learning_citizen_registered", 7),
        "I5": ("01", 2024, "learning_citizen_recognised", 6),
        "C6": ("35", 2024, "learning_family_registered", 200),
        "D6": ("35", 2024, "learning_family_recognised", 150),
        "E6": ("35", 2024, "learning_family_rate", 75),
        "F6": ("35", 2024, "learning_community_registered", 41),
        "G6": ("35", 2024, "learning_community_recognised", 31),
        "H6": ("35", 2024, "learning_citizen_registered", 8),
        "I6": ("35", 2024, "learning_citizen_recognised", 5),
    }


def test_long_with_code_and_name_and_unit_of_measure(check: Any, figures: Any) -> None:
    report = check.text(
        "Mã tỉnh;Tỉnh;Năm;Chỉ tiêu;Giá trị;Đơn vị tính;Ghi chú\n"
        "1;Hà Nội;2024;Số hội viên;1.953.233;người;\n"
        "27;Bắc Ninh;2024;Số dư quỹ;12.650;nghìn đồng;\n"
        "36;Nam Định;2023;Tỷ lệ GĐHT;86,5;%;\n"
    )
    assert figures(report) == {
        "E2": ("01", 2024, "members", 1953233),
        "E3": ("27", 2024, "fund_balance", 12.65),
        "E4": ("36", 2023, "learning_family_rate", 86.5),
    }


def test_wide_by_year_with_the_indicator_in_the_title(check: Any, figures: Any, found: Any) -> None:
    report = check.sheet(
        [
            ["SỐ HỘI VIÊN KHUYẾN HỌC CÁC TỈNH GIAI ĐOẠN 2022 - 2024"],
            [],
            ["STT", "Đơn vị", "2022", "Năm 2023", 2024],
            [1, "Hà Nội", 100, 110, 120],
            [2, "Tỉnh Thái Bình", 200, 210, 220],
        ]
    )
    assert figures(report) == {
        "C4": ("01", 2022, "members", 100), "D4": ("01", 2023, "members", 110),
        "E4": ("01", 2024, "members", 120), "C5": ("34", 2022, "members", 200),
        "D5": ("34", 2023, "members", 210), "E5": ("34", 2024, "members", 220),
    }  # fmt: skip
    assert "indicator-from-title" in found(report)


def test_wide_by_province_with_groups_of_rows_and_a_unit_column(check: Any, figures: Any) -> None:
    report = check.sheet(
        [
            ["BÁO CÁO SỐ LIỆU NĂM 2023"],
            [],
            ["STT", "Nội dung", "Đơn vị tính", "Hà Nội", "Hưng Yên", "Toàn cụm"],
            ["I", "Tổ chức, hội viên"],
            [1, "Tổng số hội viên", "Người", 100, 200, 300],
            ["II", "Quỹ khuyến học"],
            [1, "Số dư quỹ", "Tr. đồng", 12.5, 7.5, 20],
            [2, "Bình quân đồng/người", "đồng", 52000, 45000, None],
            ["III", "Mô hình học tập"],
            [1, "Gia đình học tập"],
            [None, "- Đăng ký", "GĐ", 40, 50, 90],
            [None, "- Tỷ lệ so với đăng ký", "%", 80.5, 70, None],
            [2, "Dòng họ học tập", "%", 60, 65.5, None],
        ]
    )
    assert figures(report) == {
        "D5": ("01", 2023, "members", 100), "E5": ("33", 2023, "members", 200),
        "D7": ("01", 2023, "fund_balance", 12.5), "E7": ("33", 2023, "fund_balance", 7.5),
        "D8": ("01", 2023, "fund_per_head", 52000), "E8": ("33", 2023, "fund_per_head", 45000),
        "D11": ("01", 2023, "learning_family_registered", 40),
        "E11": ("33", 2023, "learning_family_registered", 50),
        "D12": ("01", 2023, "learning_family_rate", 80.5),
        "E12": ("33", 2023, "learning_family_rate", 70),
        "D13": ("01", 2023, "learning_clan_rate", 60),
        "E13": ("33", 2023, "learning_clan_rate", 65.5),
    }  # fmt: skip
    bases = report.cells.set_index("cell")["basis"]
    assert (bases["D12"], bases["D13"]) == ("registered", "unstated")


def test_year_over_indicator_in_merged_headings(check: Any, figures: Any) -> None:
    report = check.sheet(
        [
            ["BIỂU SỐ 2: SỐ LIỆU CƠ BẢN"],
            [],
            ["TT", "Địa phương", "Năm 2023", None, "Năm 2024", None],
            [None, None, "Hội viên", "Tồn quỹ (tr.đ)", "Hội viên", "Tồn quỹ (tr.đ)"],
            [1, "TP Hà Nội", 100, "12.650", 110, "13.650,5"],
            [2, "Tỉnh Hà Nam", 200, "9.001", 210, "8.250,5"],
        ],
        merged=("A3:A4", "B3:B4", "C3:D3", "E3:F3"),
    )
    assert figures(report) == {
        "C5": ("01", 2023, "members", 100), "D5": ("01", 2023, "fund_balance", 12650),
        "E5": ("01", 2024, "members", 110), "F5": ("01", 2024, "fund_balance", 13650.5),
        "C6": ("35", 2023, "members", 200), "D6": ("35", 2023, "fund_balance", 9001),
        "E6": ("35", 2024, "members", 210), "F6": ("35", 2024, "fund_balance", 8250.5),
    }  # fmt: skip


def test_indicator_over_year(check: Any, figures: Any) -> None:
    report = check.text(
        "Tỉnh;Hội viên;;Chi hội;\n;2023;2024;2023;2024\nHà Nội;100;110;20;21\nHà Nam;50;60;10;11\n"
    )
    assert figures(report) == {
        "B3": ("01", 2023, "members", 100), "C3": ("01", 2024, "members", 110),
        "D3": ("01", 2023, "chapters", 20), "E3": ("01", 2024, "chapters", 21),
        "B4": ("35", 2023, "members", 50), "C4": ("35", 2024, "members", 60),
        "D4": ("35", 2023, "chapters", 10), "E4": ("35", 2024, "chapters", 11),
    }  # fmt: skip


def test_indicators_stacked_one_below_the_other(check: Any, figures: Any) -> None:
    report = check.sheet(
        [
            ["Đơn vị", "2023", "2024"],
            ["I. Số hội viên"],
            ["Hà Nội", 100, 110],
            ["Hà Nam", 200, 210],
            ["II. Số chi hội"],
            ["Hà Nội", 10, 11],
            ["Hà Nam", 20, 21],
        ]
    )
    assert figures(report) == {
        "B3": ("01", 2023, "members", 100), "C3": ("01", 2024, "members", 110),
        "B4": ("35", 2023, "members", 200), "C4": ("35", 2024, "members", 210),
        "B6": ("01", 2023, "chapters", 10), "C6": ("01", 2024, "chapters", 11),
        "B7": ("35", 2023, "chapters", 20), "C7": ("35", 2024, "chapters", 21),
    }  # fmt: skip


def test_the_report_of_one_province_with_plans_beside_results(
    check: Any, figures: Any, found: Any
) -> None:
    report = check.sheet(
        [
            ["HỘI KHUYẾN HỌC TỈNH NAM ĐỊNH"],
            ["SỐ LIỆU KHUYẾN HỌC NĂM 2024"],
            [],
            ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện", "Kế hoạch năm 2024", "Tỷ lệ % thực hiện"],
            ["I", "Hội viên"],
            [None, "- Tổng số", "người", 450000, 460000, 97.8],
            [None, "- Kết nạp mới", "người", 4000, 5000, 80],
            ["II", "Chi hội"],
            [None, "Tổng số", "chi hội", 1200, 1300, 92.3],
            ["III", "Quỹ khuyến học"],
            [None, "- Vận động trong năm", "triệu đồng", "5.600,5", "10.000", 56],
            [None, "- Số dư quỹ", "triệu đồng", "12 tỷ 500 triệu", None, None],
        ]
    )
    assert figures(report) == {
        "D6": ("36", 2024, "members", 450000),
        "D7": ("36", 2024, "members_new", 4000),
        "D9": ("36", 2024, "chapters", 1200),
        "D11": ("36", 2024, "fund_raised", 5600.5),
        "D12": ("36", 2024, "fund_balance", 12500),
    }
    assert "unit-from-title" in found(report)


def test_titles_in_rows_and_their_parts_in_columns(check: Any, figures: Any) -> None:
    report = check.text(
        "HỘI KHUYẾN HỌC TỈNH HÀ NAM NĂM 2024;;;\n"
        "Mô hình;Đăng ký;Được công nhận;Tỷ lệ so với đăng ký (%)\n"
        "Gia đình học tập;1.000;900;90,0\n"
        "Cộng đồng học tập (thôn, tổ dân phố);300;210;70\n"
    )
    assert figures(report) == {
        "B3": ("35", 2024, "learning_family_registered", 1000),
        "C3": ("35", 2024, "learning_family_recognised", 900),
        "D3": ("35", 2024, "learning_family_rate", 90),
        "B4": ("35", 2024, "learning_community_registered", 300),
        "C4": ("35", 2024, "learning_community_recognised", 210),
        "D4": ("35", 2024, "learning_community_rate", 70),
    }


def test_provinces_in_columns_and_years_in_rows(check: Any, figures: Any) -> None:
    report = check.text("Năm;Hà Nội;Thái Bình\n2022;1000;2000\n2023;1001;2001\n", "Hội viên.csv")
    assert figures(report) == {}
    report = check.sheet(
        [["Năm", "Hà Nội", "Thái Bình"], [2022, 1000, 2000], [2023, 1001, 2001]], title="Hội viên"
    )
    assert figures(report) == {
        "B2": ("01", 2022, "members", 1000), "C2": ("34", 2022, "members", 2000),
        "B3": ("01", 2023, "members", 1001), "C3": ("34", 2023, "members", 2001),
    }  # fmt: skip


def test_several_tables_in_one_file(check: Any, figures: Any) -> None:
    report = check.text(
        "Bảng 1. Hội viên năm 2024;;\nTỉnh;Số hội viên;\nHà Nội;1000;\nHà Nam;2000;\n;;\n"
        "Bảng 2. Quỹ năm 2023;;\nTỉnh;Số dư quỹ (triệu đồng);Chi trong năm (triệu đồng)\n"
        "Hà Nội;12,5;3,25\nHà Nam;7,5;1,5\n"
    )
    assert figures(report) == {
        "B3": ("01", 2024, "members", 1000), "B4": ("35", 2024, "members", 2000),
        "B8": ("01", 2023, "fund_balance", 12.5), "C8": ("01", 2023, "fund_spent", 3.25),
        "B9": ("35", 2023, "fund_balance", 7.5), "C9": ("35", 2023, "fund_spent", 1.5),
    }  # fmt: skip


def test_english_headings_and_numbers(check: Any, figures: Any) -> None:
    report = check.text(
        "province,year,members,fund balance (million VND),membership rate (%)\n"
        'Ha Noi,2024,"1,953,233","12,650.5",22.5\nHung Yen,2024,"300,100","9,001.25",17.5\n'
    )
    assert figures(report) == {
        "C2": ("01", 2024, "members", 1953233), "D2": ("01", 2024, "fund_balance", 12650.5),
        "E2": ("01", 2024, "members_population_rate", 22.5),
        "C3": ("33", 2024, "members", 300100), "D3": ("33", 2024, "fund_balance", 9001.25),
        "E3": ("33", 2024, "members_population_rate", 17.5),
    }  # fmt: skip


def test_decomposed_letters_and_tcvn3_bytes_read_alike(check: Any, figures: Any) -> None:
    text = "Tỉnh;Năm;Số hội viên\nThành phố Hà Nội;2024;1.953.233\nTỉnh Nam Định;2024;12.000\n"
    expected = {"C2": ("01", 2024, "members", 1953233), "C3": ("36", 2024, "members", 12000)}
    assert figures(check.text(unicodedata.normalize("NFD", text))) == expected
    assert figures(check.text(text.encode("utf-16"), "utf16.txt")) == expected


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("185,6 tỷ", 185600.0),
        ("1 tỷ 539 triệu đồng", 1539.0),
        ("24.516.470.000 đồng", 24516.47),
        ("37.708,5 triệu đồng", 37708.5),
        ("540 nghìn đồng", 0.54),
    ],
)
def test_money_whose_unit_stands_in_the_cell(check: Any, cell: str, value: float) -> None:
    report = check.text(f"Tỉnh;Năm;Tồn quỹ\nHà Nội;2024;{cell}\n")
    assert report.cells[["fault", "value"]].to_numpy().tolist() == [["", value]]


@pytest.mark.parametrize(
    ("heading", "title", "value"),
    [
        ("Số dư quỹ (đồng)", "", 0.0125),
        ("Số dư quỹ (1.000đ)", "", 12.5),
        ("Số dư quỹ", "ĐVT: triệu đồng", 12500.0),
        ("Số dư quỹ", "Đơn vị tính: người, tỷ đồng", 12500000.0),
        ("Số dư quỹ (đồng)", "ĐVT: triệu đồng", 0.0125),
    ],
)
def test_money_whose_unit_stands_in_the_heading_or_title(
    check: Any, heading: str, title: str, value: float
) -> None:
    report = check.text(
        f"BÁO CÁO QUỸ NĂM 2024;;\n{title or 'Cụm số 3'};;\nSTT;Tỉnh;{heading}\n"
        "1;Hà Nội;12.500,0\n2;Hà Nam;12.500,0\n"
    )
    assert report.cells["value"].tolist() == [value, value]


def test_qualifiers_and_missing_marks(check: Any) -> None:
    report = check.text(
        "Tỉnh;Năm;Số hội viên\nHà Nội;2024;hơn 300 nghìn\nHà Nam;2024;gần 9.000\n"
        "Nam Định;2024;khoảng 500\nThái Bình;2024;-\nNinh Bình;2024;x\nHưng Yên;2024;0\n"
        "Vĩnh Phúc;2024;…\nBắc Ninh;2024;\n"
    )
    assert report.cells[["cell", "value", "qualifier"]].to_numpy().tolist() == [
        ["C2", 300000, "at_least"], ["C3", 9000, "nearly"], ["C4", 500, "about"],
        ["C7", 0, "exact"],
    ]  # fmt: skip


def test_a_fraction_gives_its_denominator_too(check: Any) -> None:
    report = check.text("Tỉnh;Năm;ĐVHT được công nhận\nHà Nội;2024;861/tổng số 863\n")
    assert report.cells[["cell", "indicator", "value"]].to_numpy().tolist() == [
        ["C2", "learning_unit_recognised", 861], ["C2", "units_total", 863],
    ]  # fmt: skip


def test_a_flow_of_half_a_year_is_no_yearly_figure(check: Any) -> None:
    report = check.text(
        "Tỉnh;Số hội viên đến 30/6/2024;Vận động quỹ 6 tháng đầu năm 2024 (triệu đồng)\n"
        "Hà Nội;1000;200,5\n"
    )
    rows = report.cells[["indicator", "as_of", "period_start", "period_end"]]
    rows = rows.astype(object).where(rows.notna(), None).to_numpy().tolist()
    assert rows == [
        ["members", "2024-06-30", None, None],
        ["fund_raised", "2024-06-30", "2024-01-01", "2024-06-30"],
    ]


def test_a_column_of_periods_keeps_half_years_apart(check: Any) -> None:
    report = check.text(
        "Tỉnh;Năm;Kỳ;Chỉ tiêu;Giá trị\nHà Nội;2024;6 tháng đầu năm;Số lớp tập huấn;10\n"
        "Hà Nội;2024;Cả năm;Số lớp tập huấn;25\n"
    )
    rows = report.cells[["value", "period_end"]].astype(object)
    assert rows.where(rows.notna(), None).to_numpy().tolist() == [[10, "2024-06-30"], [25, None]]


def test_the_country_is_a_unit_and_no_total(check: Any, figures: Any) -> None:
    report = check.text("Địa phương;Năm;Hội viên\nCả nước;2024;22.000.000\nHà Nội;2024;1.953.233\n")
    assert figures(report) == {
        "C2": ("VN", 2024, "members", 22000000), "C3": ("01", 2024, "members", 1953233),
    }  # fmt: skip


def test_blank_province_cells_follow_the_row_above(check: Any, figures: Any, found: Any) -> None:
    report = check.text(
        "Tỉnh;Chỉ tiêu;2023;2024\nHà Nội;Số hội viên;1000;1100\n;Chi hội;50;60\n"
        "Hà Nam;Số hội viên;2000;2100\n"
    )
    assert figures(report)["C3"] == ("01", 2023, "chapters", 50)
    assert "filled-from-above" in found(report)


def test_an_unlabelled_sum_is_not_given_to_the_province_of_the_title(
    check: Any, figures: Any
) -> None:
    report = check.text(
        "HỘI KHUYẾN HỌC TỈNH NAM ĐỊNH - NĂM 2024;;\nSTT;Tỉnh;Số hội viên\n1;Hà Nội;1000\n"
        "2;Hà Nam;2000\n;;3000\n"
    )
    assert figures(report) == {
        "C3": ("01", 2024, "members", 1000), "C4": ("35", 2024, "members", 2000),
    }  # fmt: skip
