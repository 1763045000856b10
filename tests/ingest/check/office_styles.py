"""A random extract of the catalogue, written as some office might write it."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

import openpyxl
from hypothesis import strategies as st

UNITS = {"01": "Hà Nội", "26": "Vĩnh Phúc", "27": "Bắc Ninh", "33": "Hưng Yên",
         "34": "Thái Bình", "35": "Hà Nam", "36": "Nam Định", "37": "Ninh Bình"}  # fmt: skip
BEFORE = ("", "Tỉnh ", "HKH tỉnh ", "Hội Khuyến học tỉnh ")
COUNTS: dict[str, tuple[str, ...]] = {
    "members": ("Số hội viên", "Hội viên", "Tổng số HV", "SL hội viên"),
    "chapters": ("Chi hội KH", "Số chi hội", "Tổng số chi hội khuyến học"),
    "committees": ("Ban KH", "Số ban khuyến học"),
    "scholarships_awarded": ("Số suất học bổng", "Học bổng đã trao"),
    "learning_family_registered": ("GĐHT đăng ký", "Số gia đình học tập đăng ký"),
    "learning_family_recognised": ("Gia đình được công nhận Gia đình học tập", "GĐHT đạt"),
}
MONEY: dict[str, tuple[str, ...]] = {
    "fund_balance": ("Số dư quỹ", "Tồn quỹ khuyến học các cấp", "Dư quỹ cuối kỳ"),
    "fund_raised": ("Vận động trong năm", "Tổng thu quỹ KH trong năm"),
    "fund_spent": ("Tổng chi trong năm", "Chi trong kỳ"),
}
RATES: dict[str, tuple[str, ...]] = {
    "learning_family_rate": ("Tỷ lệ GĐHT", "Tỷ lệ GĐHT trên tổng số"),
    "members_with_card_rate": ("Tỷ lệ hội viên có thẻ",),
}
SCALES = {"đồng": 1e6, "nghìn đồng": 1e3, "triệu đồng": 1.0, "tỷ đồng": 1e-3}
"""What a million VND is in each measure."""
PLANS = ("Kế hoạch 2025", "Chỉ tiêu giao", "Hội viên phấn đấu 2025", "Dự toán chi (tr.đ)",
         "Đăng ký thi đua", "Khoán thu 2024 (tr.đ)", "KH 2025")  # fmt: skip
PARTS = ("Hội viên nữ", "Trong đó: nam", "Hội viên là đảng viên", "So với năm trước", "Nam")
ROWS = ("TB", "Trung bình", "Đồng bằng sông Hồng", "Nghệ An", "Công an tỉnh Hà Nam",
        "Trường Đại học Thái Bình", "Sở GD&ĐT Bắc Ninh", "Bình quân")  # fmt: skip
TITLES = ("BIỂU TỔNG HỢP KẾT QUẢ NĂM {year}", "KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM {year}",
          "SỐ LIỆU KHUYẾN HỌC NĂM {year}", "TÌNH HÌNH THỰC HIỆN KẾ HOẠCH NĂM {year}")  # fmt: skip
OF_PLANS = ("KẾ HOẠCH NĂM {year}", "DỰ TOÁN THU CHI NĂM {year}", "GIAO CHỈ TIÊU NĂM {year}",
            "CHỈ TIÊU PHẤN ĐẤU NĂM {year}", "ĐĂNG KÝ THI ĐUA NĂM {year}")  # fmt: skip
Figure = tuple[str, int, str]


@dataclass
class Written:
    """A file and its true figures; name tells the reader what it is."""

    name: str
    data: bytes
    truth: dict[Figure, float]
    rows: list[list[str]] = field(default_factory=list)


def number(value: float, decimals: int, style: str) -> str:
    text = f"{value:,.{decimals}f}"
    if style == "vi":
        return text.translate(str.maketrans(",.", ".,"))
    return text if style == "en" else text.replace(",", "")


@st.composite
def columns(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Indicators, each with the words for it."""
    every = {**COUNTS, **MONEY, **RATES}
    codes = draw(st.lists(st.sampled_from(sorted(every)), min_size=1, max_size=4, unique=True))
    return [(code, draw(st.sampled_from(every[code]))) for code in codes]


@st.composite
def extracts(draw: st.DrawFn) -> Written:
    """A table of provinces by indicators, or by indicators and years, with whatever is around."""
    told = draw(columns())
    units = draw(st.lists(st.sampled_from(sorted(UNITS)), min_size=2, max_size=8, unique=True))
    year = draw(st.integers(2018, 2024))
    style = draw(st.sampled_from(["vi", "en", "plain"]))
    scale = draw(st.sampled_from(sorted(SCALES)))
    in_title = draw(st.booleans())
    is_plan = draw(st.integers(0, 5)) == 0
    before = draw(st.sampled_from(BEFORE))
    values = {(unit, code): draw(_value(code)) for unit in units for code, _ in told}
    is_book = draw(st.booleans())
    layout = draw(st.sampled_from(["indicators", "two levels", "long", "provinces"]))
    if layout != "indicators":
        rows = _laid_out(layout, told, units, (year, scale, style), values)
        truth = {(u, year, code): value for (u, code), value in values.items()}
        rows = _without_accents(rows) if draw(st.integers(0, 3)) == 0 else rows
        return _written(rows, is_book, style, truth)
    header = ["STT", "Tỉnh, thành phố"] + [
        _heading(code, words, scale, in_title) for code, words in told
    ]
    body = [
        [str(at), before + UNITS[unit]]
        + [_cell(values[unit, code], code, scale, style) for code, _ in told]
        for at, unit in enumerate(units, start=1)
    ]
    for words in draw(st.lists(st.sampled_from([*PLANS, *PARTS]), max_size=2, unique=True)):
        header.append(words)
        body = [[*row, number(draw(st.integers(1, 9_999)), 0, style)] for row in body]
    for name in draw(st.lists(st.sampled_from(ROWS), max_size=2, unique=True)):
        body.insert(draw(st.integers(0, len(body))), ["", name, *body[0][2:]])
    if draw(st.booleans()):
        body.append(["", "Tổng cộng", *body[0][2:]])
    title = draw(st.sampled_from(OF_PLANS if is_plan else TITLES)).format(year=year)
    above = [[title + (f" ({scale})" if in_title else "")], []]
    below = [[], ["", "NGƯỜI LẬP BIỂU"]] if draw(st.booleans()) else []
    rows = [*above, header, *body, *below]
    truth = {} if is_plan else {(u, year, code): value for (u, code), value in values.items()}
    return _written(rows, is_book, style, truth)


def _laid_out(
    layout: str,
    told: Sequence[tuple[str, str]],
    units: Sequence[str],
    how: tuple[int, str, str],
    values: dict[tuple[str, str], float],
) -> list[list[str]]:
    """The same figures with units of measure below the names, one a row, or provinces across."""
    year, scale, style = how
    measures = [scale if c in MONEY else "%" if c in RATES else "" for c, _ in told]
    cells = {
        (unit, code): _cell(values[unit, code], code, scale, style)
        for unit in units
        for code, _ in told
    }
    if layout == "two levels":
        names = ["Đơn vị", *(words for _, words in told)]
        below = ["", *(f"({measure})" if measure else "" for measure in measures)]
        body = [[UNITS[unit], *(cells[unit, code] for code, _ in told)] for unit in units]
        return [[f"SỐ LIỆU NĂM {year}"], [], names, *([below] if any(below) else []), *body]
    if layout == "long":
        body = [
            [UNITS[unit], str(year), words, measure, cells[unit, code]]
            for unit in units
            for (code, words), measure in zip(told, measures, strict=True)
        ]
        return [["Tỉnh", "Năm", "Chỉ tiêu", "ĐVT", "Giá trị"], *body]
    body = [
        [str(at), words, measure, *(cells[unit, code] for unit in units)]
        for at, ((code, words), measure) in enumerate(zip(told, measures, strict=True), start=1)
    ]
    head = ["TT", "Nội dung", "Đơn vị tính", *(UNITS[unit] for unit in units)]
    return [[f"SỐ LIỆU CÁC TỈNH NĂM {year}"], [], head, *body]


def _value(code: str) -> st.SearchStrategy[float]:
    if code in RATES:
        return st.integers(200, 9_999).map(lambda n: n / 100)
    if code in MONEY:
        return st.integers(10_001, 9_999_999).map(lambda n: n / 10)
    return st.integers(1_001, 999_999).map(float)


def _heading(code: str, words: str, scale: str, in_title: bool) -> str:
    if code in MONEY:
        return words if in_title else f"{words} ({scale})"
    return f"{words} (%)" if code in RATES else words


def _cell(value: float, code: str, scale: str, style: str) -> str:
    if code in MONEY:
        return number(value * SCALES[scale], 4 if scale == "tỷ đồng" else 1, style)
    return number(value, 2 if code in RATES else 0, style)


def _without_accents(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """As a program writes it that knows no accents."""
    plain = str.maketrans("đĐ", "dD")

    def bare(text: str) -> str:
        parts = unicodedata.normalize("NFD", text.translate(plain))
        return "".join(letter for letter in parts if not unicodedata.combining(letter))

    return [[bare(text) for text in row] for row in rows]


def _written(
    rows: list[list[str]], is_book: bool, style: str, truth: dict[Figure, float]
) -> Written:
    """A text, or a workbook whose plain numbers are numbers that show no decimals."""
    if is_book:
        return Written("tep.xlsx", _xlsx(rows, style == "plain"), truth, rows)
    return Written("tep.csv", _csv(rows), truth, rows)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    width = max(map(len, rows))
    lines = (";".join([*row, *[""] * (width - len(row))]) for row in rows)
    return "\n".join(lines).encode("utf-8-sig")


def _xlsx(rows: Sequence[Sequence[str]], typed: bool) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([float(c) if typed and _is_number(c) else c for c in row])
    for cell in (cell for row in book.active.iter_rows() for cell in row):
        if isinstance(cell.value, float):
            cell.number_format = "0"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _is_number(text: str) -> bool:
    return bool(text) and text.replace(".", "", 1).isdigit()
