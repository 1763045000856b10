"""Files whose finding is about a number or its unit of measure."""

from __future__ import annotations

from tests.ingest.check.sample import Sample, members, one, sheet

REFUSED = {
    "number-words": "nhiều", "number-range": "5-7", "number-several-numbers": "150; 200",
    "number-date": "31/12/2024", "number-period": "2023-2024",
    "number-fraction-above-one": "863/861", "number-fraction-in-count": "12,65",
    "number-letter-for-digit": "1O5", "number-number-words": "hai triệu",
    "number-word-zero": "không", "number-roman": "XIV", "number-ordinal": "thứ 3",
    "number-dash-before-number": "– 5", "number-parentheses": "(5)", "number-code": "0912345678",
    "number-formula": "=1+1", "number-spreadsheet-error": "#REF!", "number-grouping": "12.34.567",
    "number-too-long": "12345678901234567890", "number-unit-conflict": "50 %",
    "number-two-meanings": "1003 ng", "number-negative": "-5",
    "number-unknown-unit": "50.000 đồng/suất", "retraction-word": "rút số liệu",
    "number-with-remark": "101.000 (chưa kể khối trường học)",
}  # fmt: skip
FUND = "Số dư quỹ (triệu đồng)"

NUMBERS: dict[str, Sample] = {
    **{code: Sample(one("Số hội viên", f'"{cell}"')) for code, cell in REFUSED.items()},
    "number-compound": Sample(one(FUND, "1 tỷ 1.539 triệu")),
    "number-date-or-fraction": Sample(one(FUND, "5/12")),
    "number-rounded": Sample(one("Số hội viên", "1,2E+06")),
    "number-maybe-damaged": Sample(
        members("Hà Nội;2024;12,65", "Hà Nam;2024;12", "Nam Định;2024;9001"),
        beside={"number-fraction-in-count": "only a damaged number makes its neighbours suspect"},
    ),
    "share-computed": Sample(one("Tỷ lệ GĐHT (%)", "150/200")),
    "share-not-kept": Sample(one("Số hội viên", "1.234 (86,2 %)")),
    "denominator-read": Sample(one("ĐVHT được công nhận", "861/tổng số 863")),
    "denominator-not-kept": Sample(one("Số TTHTCĐ", "672/672")),
    "dash-missing": Sample(members("Hà Nội;2024;-", "Hà Nam;2024;5")),
    "missing-mark": Sample(members("Hà Nội;2024;x", "Hà Nam;2024;5")),
    "ambiguous-number-column": Sample(one(FUND, "12.650")),
    "number-style-agreed": Sample(
        "Tỉnh;Năm;Số dư quỹ (tr.đ);Chi trong năm (tr.đ)\nHà Nội;2024;12.650;1.234,5\n"
    ),
    "mixed-convention": Sample(
        f"Tỉnh;Năm;{FUND}\nHà Nội;2024;12.650,5\nHà Nam;2024;9,001.25\n"
    ),
    "rate-maybe-fraction": Sample(one("Tỷ lệ GĐHT", "0,862")),
    "measure-missing": Sample(one("Số dư quỹ", "12650")),
    "measure-conflict": Sample(one("Số hội viên (triệu đồng)", "12650")),
    "measure-unknown": Sample("Tỉnh;Năm;Chỉ tiêu;Giá trị;ĐVT\nHà Nội;2024;Số hội viên;5;tạ\n"),
    "merged-value": Sample(
        sheet(
            [["Tỉnh", "Năm", "Số hội viên"], ["Hà Nội", 2024, 5], ["Hà Nam", 2024, None]],
            merged=("C2:C3",),
        ),
        "tep.xlsx",
        beside={"merged-cells-filled": "merged cells are always said to be filled"},
    ),
    "formula-not-calculated": Sample(
        sheet([["Tỉnh", "Năm", "Số hội viên"], ["Hà Nội", 2024, "=1+4"], ["Hà Nam", 2024, 6]]),
        "tep.xlsx",
    ),
    "formula-error": Sample(
        sheet([["Tỉnh", "Năm", "Số hội viên"], ["Hà Nội", 2024, "#REF!"], ["Hà Nam", 2024, 6]]),
        "tep.xlsx",
    ),
    "formula-beyond-figures": Sample(
        sheet(
            [["Tỉnh", "Năm", "Số hội viên", "Ghi chú"], ["Hà Nội", 2024, 5, "=1+4"],
             ["Hà Nam", 2024, 6, "đủ"]]
        ),
        "tep.xlsx",
    ),
}  # fmt: skip
