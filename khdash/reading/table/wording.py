"""Words by which a line shows that it is no data: titles, units, totals, signatures, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_I = re.IGNORECASE
_TITLE = re.compile(
    r"\s*(hội khuyến học\b|hkh\b.*(tỉnh|thành phố)|ủy ban|uỷ ban|ubnd|sở (giáo|gd)|cụm (thi đua|số|"
    r"khuyến học)|cộng h[òo][aà]a? xã hội|độc lập\s*[-–]|(biểu|phụ lục|mẫu)( số)?\s*[:.]?\s*[\w./]*"
    r"\d|biểu (tổng hợp|mẫu|thống kê)|bảng (tổng hợp|thống kê|số liệu|\d)|báo cáo\b|kết quả (thực|"
    r"xây|công tác|hoạt)|danh sách|tổng hợp (số|kết|tình|báo)|số liệu|thống kê|tình hình|"
    r"kèm theo|\(?(ban hành )?kèm theo|(tính )?đến (hết )?(ngày|tháng|năm)|thời điểm|năm (học )?"
    r"\d{4}\s*$|số\s*:\s*.*/|v/v\b|[^,;]{2,40}, ngày\b.*tháng\b)",
    _I,
)
UNIT_LINE = re.compile(r"\s*\(?\s*(đơn vị( tính)?|đvt|đ\.v\.t|unit)\s*[:.]", _I)
_TOTAL = re.compile(
    r"\s*(tổng( cộng| số)?( chung| cụm| toàn cụm| các tỉnh)?|cộng( chung)?|"
    r"(tổng( cộng| số)? |cộng )?(toàn|cả) (cụm|tỉnh|thành phố|quốc|nước|vùng|khối)( (số )?\d+)?|"
    r"(chung )?toàn cụm( (số )?\d+)?|(grand |sub)?totals?|cluster total|sum|luỹ kế|lũy kế)"
    r"\s*[:.]?\s*(\([^)]*\))?\s*",
    _I,
)
_SIGNATURE = re.compile(
    r"\s*(người (lập|tổng hợp|báo cáo|ký|kiểm tra)|tm\.|t/m\b|kt\.|thay mặt|nơi nhận|nơi gửi|"
    r"(phó )?(chủ tịch|trưởng ban|giám đốc)\s*$|thủ trưởng|kế toán( trưởng)?\s*$|thủ quỹ\s*$|"
    r"văn phòng\s*$|xác nhận của|\(?ký[, ]|\(?đã ký|[^,;]{2,40}, ngày\b.*tháng\b|"
    r"ngày\s*[\d.…]*\s*tháng\s*[\d.…]*\s*năm|prepared by|approved by|signed)",
    _I,
)
_NOTE = re.compile(
    r"\s*(ghi chú\s*:|chú thích|chú ý|lưu ý|nguồn\s*:|nguồn số liệu|\(\*+\)|\*+\s*\S|"
    r"\(\d\)\s*\S.{15}"
    r"|note[s]?\s*:|source[s]?\s*:|footnote|-\s*(như trên|lưu)|\(\s*(số liệu|tính|theo)\b)",
    _I,
)
_COLUMN_NUMBER = re.compile(r"\(?\s*(\d{1,2}|[A-Z]|[a-zđ])\s*\)?(\s*=\s*[\d()+\-*/:x %]+)?\s*")
_COLUMN_NAME = re.compile(
    r"\s*(stt|tt|mã|tên|tỉnh|thành phố|đơn vị|địa phương|huyện|xã|số|tổng|tỷ lệ|tỉ lệ|quỹ|kinh phí|"
    r"năm|chỉ tiêu|chỉ số|ghi chú|hội viên|dân số|code|name|year|total|number|rate|value)",
    _I,
)
_ABSENT = re.compile(r"\b(chưa|không|đang|n/a|none)\b", _I)
_YEAR = re.compile(r"(?:năm |year )?\s*(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?", _I)


def is_title(text: str) -> bool:
    """Whether a text belongs to the block above a table."""
    return bool(_TITLE.match(text) or UNIT_LINE.match(text))


def is_total_label(text: str) -> bool:
    """Whether a row's name says that it sums other rows.

    >>> is_total_label("Tổng cộng"), is_total_label("Tổng số hội viên")
    (True, False)
    """
    return bool(_TOTAL.fullmatch(text))


def is_trailer(text: str) -> bool:
    """Whether a text belongs to the signatures and notes below a table."""
    return bool(_SIGNATURE.match(text) or _NOTE.match(text))


def is_year(text: str) -> bool:
    """Whether a text names a year, as in the header of a table wide by year."""
    return bool(_YEAR.fullmatch(text.strip()))


def is_column_name(text: str) -> bool:
    """Whether a text begins as the names of columns do, and does not say that a figure lacks.

    >>> is_column_name("Số hội viên"), is_column_name("Số liệu chưa có"), is_column_name("Huế")
    (True, False, False)
    """
    return bool(_COLUMN_NAME.match(text)) and not _ABSENT.search(text)


def is_bare_column_name(text: str) -> bool:
    """Whether a text is nothing but such a name, as "Tỉnh" is and "Tỉnh Nghệ An" is not."""
    return bool(_COLUMN_NAME.fullmatch(text.strip()))


def is_absent(text: str) -> bool:
    """Whether a text stands in the place of a figure that is not there, as 'chưa báo cáo'."""
    return bool(_ABSENT.match(text.strip()))


def is_column_numbering(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: A, B, 1, 2, 3=2/1 or (1), (2), (3)."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < 3 or not all(_COLUMN_NUMBER.fullmatch(cell) for cell in filled):
        return False
    found = [re.match(r"\(?\s*(\d+)", cell) for cell in filled]
    figures = [int(match.group(1)) for match in found if match]
    if len(figures) < 2 or figures[0] not in (1, 2, 3):
        return False
    steps = {after - before for before, after in pairwise(figures)}
    marked = len(figures) < len(filled) or filled[0].startswith("(")
    return steps == {1} or (marked and steps <= {1, 2, 3})
