"""Files whose finding is about what a table states: indicator, unit, time, columns and rows."""

from __future__ import annotations

from tests.ingest.check.sample import TITLED, Sample, members, one, sheet

BELOW = {**TITLED, "blank-lines-skipped": "the blank line below the title"}
PLAIN = [["Tỉnh", "Số hội viên"], ["Hà Nội", 5], ["Hà Nam", 6]]
OF_ONE_UNIT = [["Chỉ tiêu", "2024"], ["Số hội viên", 5], ["Chi hội", 6]]


def titled(title: str, header: str, *rows: str) -> str:
    return "\n".join([f"{title};;", "", header, *rows, ""])


INDICATORS: dict[str, Sample] = {
    "unknown-indicator": Sample(one("Số đoàn viên", "5")),
    "indicator-uncertain": Sample("Tỉnh;Năm;Khen thưởng\n;;Hội viên\nHà Nội;2024;5\n"),
    "title-part-missing": Sample(one("GĐHT", "5")),
    "indicator-ambiguous": Sample("Tinh;Nam;CDHT dang ky\nHa Noi;2024;5\n"),
    "indicator-missing": Sample("Tỉnh;2023;2024\nHà Nội;5;6\nHà Nam;7;8\n"),
    "column-misspelt": Sample(one("Số hội viêm", "5")),
    "column-of-plans": Sample("Tỉnh;Năm;Số hội viên;Kế hoạch 2025\nHà Nội;2024;5;6\n"),
    "plans-as-targets": Sample(
        "Tỉnh;Năm;Số hội viên;Kế hoạch chi hội\nHà Nội;2024;5;6\n",
        beside={"column-of-plans": "what can be a target is no figure"},
    ),
    "column-of-parts": Sample(
        sheet(
            [["Tỉnh", "Lớp tập huấn", "Lớp tập huấn"], [None, "Quý I năm 2024", "Cả năm 2024"],
             ["Hà Nội", 5, 6], ["Hà Nam", 7, 8]]
        ),
        "tep.xlsx",
    ),
    "measure-of-title-unclear": Sample(
        titled("SỐ LIỆU NĂM 2024 (nghìn suất)", "STT;Tỉnh;Số chi hội", "1;Hà Nội;5", "2;Hà Nam;6"),
        beside={**BELOW, "year-from-title": "the year of a table without its own"},
    ),
    "estimate-read": Sample("Tỉnh;Số hội viên ước thực hiện năm 2024\nHà Nội;5\n"),
    "column-of-changes": Sample("Tỉnh;Năm;Số hội viên;So với năm 2023\nHà Nội;2024;5;6\n"),
    "column-ignored": Sample("Tỉnh;Năm;Số hội viên;Người gửi\nHà Nội;2024;5;Phòng tổng hợp\n"),
    "dimension-unknown": Sample("Tỉnh;Năm;Giới tính;Số hội viên\nHà Nội;2024;Nữ;5\n"),
    "subgroup-unknown": Sample(
        "Tỉnh;Năm;Chỉ tiêu;Giá trị;Nhóm\nHà Nội;2024;Số hội viên;5;học giả\n"
    ),
    "basis-unknown": Sample(
        "Tỉnh;Năm;Chỉ tiêu;Giá trị;Mẫu số\nHà Nội;2024;Tỷ lệ GĐHT (%);5;khác\n"
    ),
    "qualifier-unknown": Sample(
        "Tỉnh;Năm;Chỉ tiêu;Giá trị;Độ chính xác\nHà Nội;2024;Số hội viên;5;tạm\n"
    ),
    "header-blank": Sample("Tỉnh;Năm;Số hội viên;\nHà Nội;2024;5;6\nHà Nam;2024;7;8\n"),
    "header-uncertain": Sample(
        "Tỉnh;Số hội viên;Số chi hội\n;2023;2024\nHà Nội;2001;2002\nHà Nam;2003;2004\n"
    ),
    "group-heading-assumed": Sample(
        sheet(
            [["Tỉnh", "Năm", "GĐHT", None], [None, None, "ĐK", "CN"], ["Hà Nội", 2024, 6, 5],
             ["Hà Nam", 2024, 7, 6]]
        ),
        "tep.xlsx",
    ),
    "total-column-left-out": Sample(
        sheet([["Chỉ tiêu", "Năm", "Hà Nội", "Hà Nam", "Cộng"], ["Số hội viên", 2024, 5, 6, 11]]),
        "tep.xlsx",
    ),
    "total-row-left-out": Sample(
        members("Hà Nội;2024;5", "Trung bình;2024;6", "Hà Nam;2024;7")
    ),
    "filled-from-above": Sample(
        "Tỉnh;Chỉ tiêu;2024\nHà Nội;Số hội viên;5\n;Chi hội;6\nHà Nam;Chi hội;7\n"
    ),
    "indicator-from-title": Sample(
        titled("SỐ HỘI VIÊN CÁC TỈNH", "STT;Tỉnh;2024", "1;Hà Nội;5", "2;Hà Nam;6"), beside=BELOW
    ),
    "indicator-from-sheet": Sample(
        sheet([["Tỉnh", "2024"], ["Hà Nội", 5], ["Hà Nam", 6]], "Hội viên"), "tep.xlsx"
    ),
}  # fmt: skip

UNITS: dict[str, Sample] = {
    "unknown-unit": Sample(members("Hà Tân;2024;5")),
    "below-provinces": Sample(
        members("Hà Nội;2024;5", "Huyện A;2024;6", "Xã B;2024;7", "Sở GD&ĐT;2024;8"),
        beside={"unit-is-body": "without a body among them they are a table of districts"},
    ),
    "letters-lost": Sample(
        "Tỉnh;Năm;S? h?i viên;S? chi h?i\nHà Nội;2024;5;6\nHà Nam;2024;7;8\n"
    ),
    "other-area": Sample(members("Hà Nội;2024;5", "Nghệ An;2024;6", "Tây Nguyên;2024;7")),
    "unit-is-body": Sample(members("Hà Nội;2024;5", "Công an tỉnh Hà Nam;2024;6")),
    "unit-abbreviation": Sample(members("Hà Nội;2024;5", "TB;2024;6")),
    "districts-of-province": Sample(
        titled("HỘI KHUYẾN HỌC TỈNH HÀ NAM", "Đơn vị;Năm;Số hội viên", "Huyện A;2024;5",
               "Huyện B;2024;6", "Xuân Mai;2024;7", "Tổng cộng;2024;18"),
        beside=BELOW,
    ),
    "districts-only": Sample(
        titled("HỘI KHUYẾN HỌC TỈNH HÀ NAM", "Đơn vị;Năm;Số hội viên", "Huyện A;2024;5",
               "Huyện B;2024;6", "Xuân Mai;2024;7"),
        beside=BELOW,
    ),
    "districts-without-province": Sample(
        titled("SỐ LIỆU CHUNG", "Đơn vị;Năm;Số hội viên", "Huyện A;2024;5", "Huyện B;2024;6",
               "Xuân Mai;2024;7"),
        beside=BELOW,
    ),
    "total-not-the-sum": Sample(
        titled("HỘI KHUYẾN HỌC TỈNH HÀ NAM", "Đơn vị;Năm;Số hội viên;Chi hội", "Huyện A;2024;5;1",
               "Huyện B;2024;6;1", "Xuân Mai;2024;7;1", "Tổng cộng;2024;18;4"),
        beside={**BELOW, "districts-of-province": "only a table of districts gives up its rows"},
    ),
    "unit-not-valid": Sample(members("Thái Bình;2026;5")),
    "unit-ambiguous": Sample(members("Hưng Yên;2025;5")),
    "today-boundaries": Sample(
        members("Phú Thọ;2025;5", "Hưng Yên;2025;6", "Ninh Bình;2025;7")
    ),
    "unit-conflict": Sample("Mã tỉnh;Tỉnh;Năm;Số hội viên\n27;Nam Định;2024;5\n"),
    "unit-missing": Sample("Năm;Số hội viên\n2024;5\n2023;6\n"),
    "unit-without-year": Sample(
        titled("SỐ LIỆU CHUNG", "STT;Tỉnh;Số hội viên", "1;Hưng Yên;5", "2;Bắc Ninh;6"),
        beside=BELOW,
    ),
    "unit-maybe-district": Sample(
        titled("TỈNH THÁI BÌNH", "STT;Đơn vị;Năm;Số hội viên", "1;Thái Bình;2024;5",
               "2;Vũ Thư;2024;6", "3;Kiến Xương;2024;7"),
        beside={**BELOW, "unknown-unit": "only strangers make a town of the province's name"},
    ),
    "district-without-province": Sample(members("Hoa Lư;2024;5")),
    "unit-from-title": Sample(
        titled("HỘI KHUYẾN HỌC TỈNH HÀ NAM", "STT;Chỉ tiêu;2024", "1;Số hội viên;5",
               "2;Chi hội;6"),
        beside=BELOW,
    ),
    "unit-from-sheet": Sample(sheet(OF_ONE_UNIT, "Hà Nam"), "tep.xlsx"),
    "unit-from-file": Sample(sheet(OF_ONE_UNIT), "ha_nam.xlsx"),
}  # fmt: skip

TIMES: dict[str, Sample] = {
    "unknown-year": Sample(members("Hà Nội;hai nghìn;5")),
    "year-missing": Sample("Tỉnh;Số hội viên\nHà Nội;5\n"),
    "period-unclear": Sample(members("Hà Nội;2023-2024;5")),
    "unknown-as-of": Sample("Tỉnh;Năm;Thời điểm;Số hội viên\nHà Nội;2024;cuối kỳ;5\n"),
    "as-of-outside-year": Sample("Tỉnh;Năm;Thời điểm;Số hội viên\nHà Nội;2024;31/12/2022;5\n"),
    "partial-period": Sample("Tỉnh;Số lớp tập huấn 6 tháng đầu năm 2024\nHà Nội;5\n"),
    "mid-year-figure": Sample("Tỉnh;Số hội viên đến 30/6/2024\nHà Nội;5\n"),
    "early-january": Sample("Tỉnh;Số hội viên đến 05/01/2025\nHà Nội;5\n"),
    "year-from-title": Sample(
        titled("SỐ LIỆU NĂM 2024", "STT;Tỉnh;Số hội viên", "1;Hà Nội;5", "2;Hà Nam;6"),
        beside=BELOW,
    ),
    "year-from-sheet": Sample(sheet(PLAIN, "Năm 2024"), "tep.xlsx"),
    "year-from-file": Sample(sheet(PLAIN), "so_lieu_2024.xlsx"),
    "year-contradictory": Sample(
        "SỐ LIỆU NĂM 2023;;\nSỐ LIỆU NĂM 2021;;\n\nSTT;Tỉnh;Số hội viên\n1;Hà Nội;5\n2;Hà Nam;6\n",
        beside=BELOW,
    ),
    "file-name-year-differs": Sample(
        sheet([["SỐ LIỆU NĂM 2023"], [], ["STT", "Tỉnh", "Số hội viên"], [1, "Hà Nội", 5],
               [2, "Hà Nam", 6]]),
        "so_lieu_2024.xlsx",
        beside={**TITLED, "year-from-title": "the year that the file's name contradicts"},
    ),
    "table-of-part": Sample(
        titled("SỐ HỘI VIÊN NỮ NĂM 2025", "STT;Tỉnh;Số hội viên", "1;Hà Nội;5", "2;Hà Nam;6"),
        beside=BELOW,
    ),
    "table-of-plans": Sample(
        titled("KẾ HOẠCH NĂM 2025", "STT;Tỉnh;Số hội viên", "1;Hà Nội;5", "2;Hà Nam;6"),
        beside={**BELOW, "plans-as-targets": "plans that are understood are offered as targets"},
    ),
}  # fmt: skip

MEANINGS = {**INDICATORS, **UNITS, **TIMES}
