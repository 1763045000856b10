"""Reports as offices write them, each with every figure that it states."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import openpyxl

from tests.ingest.check.sample import book, sheet

Key = tuple[str, int, str]
HN, VP, BN, HY, TB, HNAM, ND, NB = "01", "26", "27", "33", "34", "35", "36", "37"


@dataclass(frozen=True)
class OfficeFile:
    """truth: (unit, year, indicator) -> figure in the catalogue's unit.

    asked: figures that only a person can settle, so that refusing them is right.
    """

    name: str
    content: Callable[[], bytes]
    truth: Mapping[Key, float]
    asked: frozenset[Key] = frozenset()


def percent(made: openpyxl.Workbook) -> None:
    """The column of rates is shown in per cent, as Excel does it."""
    for row in range(6, 10):
        made.worksheets[0][f"F{row}"].number_format = "0.0%"


CLUSTER = OfficeFile(
    "bao_cao_cum_3.xlsx",
    sheet(
        [
            ["HỘI KHUYẾN HỌC VIỆT NAM", None, None, None, None, None],
            ["BIỂU TỔNG HỢP KẾT QUẢ NĂM 2024", None, None, None, None, None],
            ["(Kèm theo Báo cáo số 15/BC-HKH ngày 10/01/2025)", None, None, None, None, None],
            ["TT", "Tỉnh, thành phố", "Hội viên", None, "Quỹ khuyến học (triệu đồng)",
             "Tỷ lệ GĐHT (%)"],
            [None, None, "Tổng số", "Kết nạp mới", "Số dư", None],
            [1, "TP. Hà Nội", 1953233, 109585, 52100.5, 0.862],
            [2, "Tỉnh Hà Nam", 210450, 3120, 9870, 0.75],
            [3, "Nam Định", 480112, 10233, 37708, 0.8014],
            [4, "Ninh Bình", 330025, 5001, 12650, 0.69],
            [None, "Tổng cộng", 2973820, 127939, 112328.5, None],
            [None, None, None, None, "Hà Nội, ngày 10 tháng 01 năm 2025", None],
            [None, "Người lập biểu", None, None, "CHỦ TỊCH", None],
        ],
        "Biểu 1",
        merged=("A4:A5", "B4:B5", "C4:D4", "F4:F5"),
        change=percent,
    ),
    {
        (HN, 2024, "members"): 1953233, (HNAM, 2024, "members"): 210450,
        (ND, 2024, "members"): 480112, (NB, 2024, "members"): 330025,
        (HN, 2024, "members_new"): 109585, (HNAM, 2024, "members_new"): 3120,
        (ND, 2024, "members_new"): 10233, (NB, 2024, "members_new"): 5001,
        (HN, 2024, "fund_balance"): 52100.5, (HNAM, 2024, "fund_balance"): 9870,
        (ND, 2024, "fund_balance"): 37708, (NB, 2024, "fund_balance"): 12650,
        (HN, 2024, "learning_family_rate"): 86.2, (HNAM, 2024, "learning_family_rate"): 75,
        (ND, 2024, "learning_family_rate"): 80.14, (NB, 2024, "learning_family_rate"): 69,
    },
)  # fmt: skip

UNIT_COLUMN = OfficeFile(
    "phu_luc_ha_nam.xlsx",
    sheet(
        [
            ["HỘI KHUYẾN HỌC TỈNH HÀ NAM"],
            ["PHỤ LỤC: MỘT SỐ CHỈ SỐ CHỦ YẾU"],
            ["STT", "Nội dung", "Đơn vị tính", "Năm 2022", "Năm 2023", "Ghi chú"],
            ["I", "Tổ chức hội", None, None, None, None],
            [1, "Số hội viên", "Người", "198.500", "hơn 204 nghìn", None],
            [2, "Số chi hội", "Chi hội", 1250, 1263, None],
            [3, "Tỷ lệ hội viên/dân số", "%", "22,9", "23,4", None],
            ["II", "Quỹ khuyến học", None, None, None, None],
            [4, "Số dư quỹ", "Triệu đồng", "1.539,5", "2 tỷ 2 triệu 500 nghìn đồng", None],
            [5, "Số tiền vận động được trong năm", "Tỷ đồng", "24,5", "26,1", None],
            [6, "Bình quân đầu người", "Đồng/người", "45.000", "52.300", None],
            ["III", "Mô hình học tập", None, None, None, None],
            [7, "Gia đình học tập đăng ký", "Gia đình", "180.112", "190.001", None],
            [8, "Đơn vị học tập được công nhận", "Đơn vị", "861/863", "850", None],
            ["TM. BAN THƯỜNG VỤ"],
        ],
        "Phụ lục",
    ),
    {
        (HNAM, 2022, "members"): 198500, (HNAM, 2023, "members"): 204000,
        (HNAM, 2022, "chapters"): 1250, (HNAM, 2023, "chapters"): 1263,
        (HNAM, 2022, "members_population_rate"): 22.9,
        (HNAM, 2023, "members_population_rate"): 23.4,
        (HNAM, 2022, "fund_balance"): 1539.5, (HNAM, 2023, "fund_balance"): 2002.5,
        (HNAM, 2022, "fund_raised"): 24500, (HNAM, 2023, "fund_raised"): 26100,
        (HNAM, 2022, "fund_per_head"): 45000, (HNAM, 2023, "fund_per_head"): 52300,
        (HNAM, 2022, "learning_family_registered"): 180112,
        (HNAM, 2023, "learning_family_registered"): 190001,
        (HNAM, 2022, "learning_unit_recognised"): 861,
        (HNAM, 2023, "learning_unit_recognised"): 850,
    },
)  # fmt: skip

BY_YEAR = OfficeFile(
    "hoi_vien_cac_nam.xlsx",
    sheet(
        [
            ["SỐ HỘI VIÊN CÁC TỈNH THUỘC CỤM 3 QUA CÁC NĂM"],
            ["Đơn vị tính: nghìn người"],
            ["TT", "Đơn vị", 2021, 2022, 2023],
            [1, "Vĩnh Phúc", 303, 305.5, 310.25],
            [2, "Thái Bình", 600.1, 612, "x"],
            [3, "Bắc Ninh", 510, "…", 530.7],
            [4, "Hưng Yên", None, 420.4, 431],
            ["Cộng", None, 1413.1, 1337.9, 1271.95],
        ],
        "Hội viên",
    ),
    {
        (VP, 2021, "members"): 303000, (VP, 2022, "members"): 305500,
        (VP, 2023, "members"): 310250, (TB, 2021, "members"): 600100,
        (TB, 2022, "members"): 612000, (BN, 2021, "members"): 510000,
        (BN, 2023, "members"): 530700, (HY, 2022, "members"): 420400,
        (HY, 2023, "members"): 431000,
    },
)  # fmt: skip

SHEETS = OfficeFile(
    "nhieu_bieu_2024.xlsx",
    book(
        {
            "Hướng dẫn": [["Cách ghi biểu"], ["Mỗi tỉnh một dòng, số ghi bằng chữ số."]],
            "Tổ chức": [
                ["BIỂU 1. TỔ CHỨC HỘI NĂM 2024"],
                ["STT", "Tỉnh", "Hội cơ sở", "Chi hội", "Ban khuyến học"],
                [1, "Hà Nội", 1234, "5.678", 2100],
                [2, "Bắc Ninh", 126, "1.005", 830],
                [3, "Cộng", 1360, 6683, 2930],
            ],
            "Quỹ": [
                ["BIỂU 2. QUỸ KHUYẾN HỌC NĂM 2024"],
                ["Đơn vị tính: đồng"],
                ["STT", "Tỉnh", "Tồn quỹ", "Thu trong kỳ", "Chi trong kỳ"],
                [1, "Hà Nội", "52.100.000.000", "24.516.470.000", 21000000000],
                [2, "Bắc Ninh", "9.870.500.000", "3.700.000.000", 3100000000],
            ],
            "Danh bạ": [["Họ tên", "Số máy"], ["Văn phòng", 912000111], ["Tài chính", 912000222]],
        }
    ),
    {
        (HN, 2024, "grassroots_associations"): 1234, (BN, 2024, "grassroots_associations"): 126,
        (HN, 2024, "chapters"): 5678, (BN, 2024, "chapters"): 1005,
        (HN, 2024, "committees"): 2100, (BN, 2024, "committees"): 830,
        (HN, 2024, "fund_balance"): 52100, (BN, 2024, "fund_balance"): 9870.5,
        (HN, 2024, "fund_raised"): 24516.47, (BN, 2024, "fund_raised"): 3700,
        (HN, 2024, "fund_spent"): 21000, (BN, 2024, "fund_spent"): 3100,
    },
)  # fmt: skip

LEGACY = OfficeFile(
    "hung_yen.xlsx",
    # A TCVN3 font shows: "Hội Khuyến học tỉnh Hưng Yên", "Chỉ tiêu", "Số hội viên", "Số chi hội".
    sheet(
        [
            ["Héi KhuyÕn häc tØnh H­ng Yªn"],
            ["TT", "Néi dung", "N¨m 2017", "N¨m 2018"],
            [1, "Sè héi viªn", "245.100", "251.300"],
            [2, "Sè chi héi", "1.105", "1.120"],
        ],
        "BiÓu",
    ),
    {
        (HY, 2017, "members"): 245100,
        (HY, 2018, "members"): 251300,
        (HY, 2017, "chapters"): 1105,
        (HY, 2018, "chapters"): 1120,
    },
)

MODELS = OfficeFile(
    "mo_hinh.csv",
    lambda: (
        "BIỂU KẾT QUẢ XÂY DỰNG MÔ HÌNH HỌC TẬP;;;;;;\n"
        "Số liệu đến 31/12/2023;;;;;;\n"
        "TT;Tên tỉnh;Gia đình học tập;;;Dòng họ học tập;\n"
        ";;Đăng ký;Được công nhận;Tỷ lệ %;Đăng ký;Được công nhận\n"
        "1;Tỉnh Nam Định;500.120;450.108;90,0;6.120;5.001\n"
        "2;Tỉnh Ninh Bình;280.000;210.000;75,0;3.001;-\n"
        "3;Tỉnh Thái Bình;gần 600.000;540.000;;5.012;4.812\n"
        ";Cộng;1.380.120;1.200.108;;14.133;9.813\n"
    ).encode("utf-8-sig"),
    {
        (ND, 2023, "learning_family_registered"): 500120,
        (NB, 2023, "learning_family_registered"): 280000,
        (TB, 2023, "learning_family_registered"): 600000,
        (ND, 2023, "learning_family_recognised"): 450108,
        (NB, 2023, "learning_family_recognised"): 210000,
        (TB, 2023, "learning_family_recognised"): 540000,
        (ND, 2023, "learning_family_rate"): 90, (NB, 2023, "learning_family_rate"): 75,
        (ND, 2023, "learning_clan_registered"): 6120,
        (NB, 2023, "learning_clan_registered"): 3001,
        (TB, 2023, "learning_clan_registered"): 5012,
        (ND, 2023, "learning_clan_recognised"): 5001,
        (TB, 2023, "learning_clan_recognised"): 4812,
    },
)  # fmt: skip

BY_PROVINCE = OfficeFile(
    "so_sanh_2024.xlsx",
    sheet(
        [
            ["SO SÁNH CÁC TỈNH NĂM 2024"],
            ["TT", "Chỉ tiêu", "ĐVT", "Hà Nội", "Hà Nam", "Nam Định"],
            [1, "Tổng số hội viên", "người", 1953233, 210450, 480112],
            [2, "Tổng quỹ", "tỷ đồng", "52,1", "9,87", "37,7"],
            [3, "Tỷ lệ dòng họ học tập", "%", "71,25", "65,1", "0,862"],
            [4, "Suất học bổng đã trao", "suất", "12.650", "3.120", "4.001"],
            [5, "Trị giá học bổng", "triệu đồng", "1.539", "450", "620"],
        ],
        "So sánh",
    ),
    {
        (HN, 2024, "members"): 1953233, (HNAM, 2024, "members"): 210450,
        (ND, 2024, "members"): 480112,
        (HN, 2024, "fund_balance"): 52100, (HNAM, 2024, "fund_balance"): 9870,
        (ND, 2024, "fund_balance"): 37700,
        (HN, 2024, "learning_clan_rate"): 71.25, (HNAM, 2024, "learning_clan_rate"): 65.1,
        (ND, 2024, "learning_clan_rate"): 86.2,
        (HN, 2024, "scholarships_awarded"): 12650, (HNAM, 2024, "scholarships_awarded"): 3120,
        (ND, 2024, "scholarships_awarded"): 4001,
        (HN, 2024, "scholarships_value"): 1539, (HNAM, 2024, "scholarships_value"): 450,
        (ND, 2024, "scholarships_value"): 620,
    },
    # "0,862" among rates in the tens may be 86,2 as well.
    asked=frozenset({(ND, 2024, "learning_clan_rate")}),
)  # fmt: skip

ONE_SHEET_TWO_TABLES = OfficeFile(
    "ninh_binh_2023.xlsx",
    sheet(
        [
            ["TỈNH NINH BÌNH"],
            ["1. Tổ chức"],
            ["Chỉ tiêu", "Năm 2023", "Năm 2024"],
            ["Hội viên", 325000, 330025],
            ["Hội cơ sở", 143, 143],
            [],
            ["2. Quỹ (triệu đồng)"],
            ["Chỉ tiêu", "Năm 2023", "Năm 2024"],
            ["Số dư quỹ", "11.800", "12.650,5"],
            ["Chi trong năm", "3.100", "3.450,2"],
        ],
        "Báo cáo",
    ),
    {
        (NB, 2023, "members"): 325000, (NB, 2024, "members"): 330025,
        (NB, 2023, "grassroots_associations"): 143, (NB, 2024, "grassroots_associations"): 143,
        (NB, 2023, "fund_balance"): 11800, (NB, 2024, "fund_balance"): 12650.5,
        (NB, 2023, "fund_spent"): 3100, (NB, 2024, "fund_spent"): 3450.2,
    },
)  # fmt: skip

IN_WORDS = OfficeFile(
    "so_lieu_bang_chu.xlsx",
    sheet(
        [
            ["TỔNG HỢP BÁO CÁO NHANH NĂM 2023"],
            ["Địa phương", "Số hội viên", "Tổng quỹ", "Vận động được trong năm (triệu đồng)",
             "Suất học bổng"],
            ["Hà Nội", "gần 1,9 triệu", "52,1 tỷ đồng", "24 tỷ 516 triệu đồng", "12.650 suất"],
            ["Tinh Hung Yen", "46 vạn", "1 tỷ 539 triệu đồng", "3.700", "1 539"],
            ["N.Định", "hơn 480 nghìn", "37.708 triệu đồng", "450,5", "chưa có"],
            ["Bắc Ninh", "542.467 người", "24.516.470.000 đồng", "1.005", "x"],
        ]
    ),
    {
        (HN, 2023, "members"): 1900000, (HY, 2023, "members"): 460000,
        (ND, 2023, "members"): 480000, (BN, 2023, "members"): 542467,
        (HN, 2023, "fund_balance"): 52100, (HY, 2023, "fund_balance"): 1539,
        (ND, 2023, "fund_balance"): 37708, (BN, 2023, "fund_balance"): 24516.47,
        (HN, 2023, "fund_raised"): 24516, (HY, 2023, "fund_raised"): 3700,
        (ND, 2023, "fund_raised"): 450.5, (BN, 2023, "fund_raised"): 1005,
        (HN, 2023, "scholarships_awarded"): 12650, (HY, 2023, "scholarships_awarded"): 1539,
    },
)  # fmt: skip

YEARS_ABOVE = OfficeFile(
    "mo_hinh_hai_nam.xlsx",
    sheet(
        [
            ["KẾT QUẢ XÂY DỰNG MÔ HÌNH HỌC TẬP"],
            ["TT", "Tỉnh", "Năm 2022", None, "Năm 2023", None],
            [None, None, "GĐHT đăng ký", "GĐHT đạt", "GĐHT đăng ký", "GĐHT đạt"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
            [1, "Hà Nam", 180112, 150001, 190001, 161000],
            [2, "Vĩnh Phúc", 220450, 190111, 231000, 200222],
            [None, "Toàn cụm", 400562, 340112, 421001, 361222],
        ],
        merged=("C2:D2", "E2:F2"),
    ),
    {
        (HNAM, 2022, "learning_family_registered"): 180112,
        (HNAM, 2022, "learning_family_recognised"): 150001,
        (HNAM, 2023, "learning_family_registered"): 190001,
        (HNAM, 2023, "learning_family_recognised"): 161000,
        (VP, 2022, "learning_family_registered"): 220450,
        (VP, 2022, "learning_family_recognised"): 190111,
        (VP, 2023, "learning_family_registered"): 231000,
        (VP, 2023, "learning_family_recognised"): 200222,
    },
)

PLANS_BESIDE = OfficeFile(
    "ke_hoach_va_thuc_hien.xlsx",
    sheet(
        [
            ["KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2024 VÀ KẾ HOẠCH NĂM 2025"],
            ["HỘI KHUYẾN HỌC TỈNH NAM ĐỊNH"],
            ["STT", "Chỉ tiêu", "Đơn vị", "Thực hiện năm 2023", "Năm 2024", None, None,
             "Kế hoạch năm 2025"],
            [None, None, None, None, "Kế hoạch", "Thực hiện", "Đạt %", None],
            [1, "Hội viên", "người", 470000, 475000, 480112, 101.1, 490000],
            [2, "Chi hội", "chi hội", 6100, 6150, 6141, 99.9, 6200],
            [3, "Số dư quỹ", "triệu đồng", 35000, 37000, 37708, 101.9, 40000],
        ],
        merged=("E3:G3",),
    ),
    {
        (ND, 2023, "members"): 470000, (ND, 2024, "members"): 480112,
        (ND, 2023, "chapters"): 6100, (ND, 2024, "chapters"): 6141,
        (ND, 2023, "fund_balance"): 35000, (ND, 2024, "fund_balance"): 37708,
    },
)  # fmt: skip

PART_OF_YEAR = OfficeFile(
    "sau_thang.csv",
    lambda: (
        "Kết quả công tác khuyến học 6 tháng đầu năm 2024;;;\n;;;\n"
        "STT;Đơn vị;Kết nạp mới (hội viên);Vận động được (triệu đồng)\n"
        "1;Hà Nam;1.120;2.450,5\n2;Thái Bình;3.005;1.203,7\n"
    ).encode("utf-16"),
    {
        (HNAM, 2024, "members_new"): 1120,
        (TB, 2024, "members_new"): 3005,
        (HNAM, 2024, "fund_raised"): 2450.5,
        (TB, 2024, "fund_raised"): 1203.7,
    },
)

ENGLISH = OfficeFile(
    "cluster_2024.csv",
    lambda: (
        b"Province,Year,Members,Fund balance (million VND),Chapters\n"
        b'Ha Noi,2024,"1,953,233","52,100.5","5,678"\n'
        b'Ha Nam,2024,"210,450","9,870.0","1,263"\n'
    ),
    {
        (HN, 2024, "members"): 1953233,
        (HNAM, 2024, "members"): 210450,
        (HN, 2024, "fund_balance"): 52100.5,
        (HNAM, 2024, "fund_balance"): 9870,
        (HN, 2024, "chapters"): 5678,
        (HNAM, 2024, "chapters"): 1263,
    },
)

PARTS_OF_MEMBERS = OfficeFile(
    "hoi_vien_chi_tiet.xlsx",
    sheet(
        [
            ["TỈNH VĨNH PHÚC - BÁO CÁO NĂM 2023"],
            ["TT", "Nội dung", "ĐVT", "Số lượng"],
            [1, "Tổng số hội viên", "Người", 305500],
            [None, "Trong đó: - Nữ", "Người", 160000],
            [None, "- Kết nạp mới trong năm", "Người", 4100],
            [2, "Quỹ khuyến học các cấp", "Tr.đ", 61250.5],
            [None, "Trong đó: Quỹ cấp tỉnh", "Tr.đ", 12000],
            [3, "Gia đình học tập", None, None],
            [None, "- Số đăng ký", "GĐ", 231000],
            [None, "- Số được công nhận", "GĐ", 200222],
            [None, "- Tỷ lệ", "%", 86.7],
        ],
        "Năm 2023",
    ),
    {
        (VP, 2023, "members"): 305500, (VP, 2023, "members_new"): 4100,
        (VP, 2023, "fund_balance"): 61250.5,
        (VP, 2023, "fund_balance_province_level"): 12000,
        (VP, 2023, "learning_family_registered"): 231000,
        (VP, 2023, "learning_family_recognised"): 200222,
        (VP, 2023, "learning_family_rate"): 86.7,
    },
)  # fmt: skip

A_SHEET_A_PROVINCE = OfficeFile(
    "cac_tinh_2023.xlsx",
    book(
        {
            name: [
                [f"HỘI KHUYẾN HỌC TỈNH {name.upper()}"],
                ["Chỉ tiêu", "Đơn vị tính", "Năm 2023"],
                ["Số hội viên", "người", first],
                ["Số dư quỹ", "triệu đồng", second],
            ]
            for name, first, second in (
                ("Hà Nam", 204000, "9.870,5"), ("Nam Định", 470000, "35.000"),
                ("Thái Bình", 612000, 41000),
            )
        }
    ),
    {
        (HNAM, 2023, "members"): 204000, (HNAM, 2023, "fund_balance"): 9870.5,
        (ND, 2023, "members"): 470000, (ND, 2023, "fund_balance"): 35000,
        (TB, 2023, "members"): 612000, (TB, 2023, "fund_balance"): 41000,
    },
    # Only "35.000" stands in its sheet, so that it may be 35 as well.
    asked=frozenset({(ND, 2023, "fund_balance")}),
)  # fmt: skip

OFFICE_FILES = (
    CLUSTER, UNIT_COLUMN, BY_YEAR, SHEETS, LEGACY, MODELS, BY_PROVINCE, ONE_SHEET_TWO_TABLES,
    IN_WORDS, YEARS_ABOVE, PLANS_BESIDE, PART_OF_YEAR, ENGLISH, PARTS_OF_MEMBERS,
    A_SHEET_A_PROVINCE,
)  # fmt: skip
