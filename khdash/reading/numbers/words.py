"""The Vietnamese and English words that stand in and around numbers.

Accents carry meaning (trăm is a hundred, trạm a station), so a word is listed with its accents
and, where that is safe, without any; words are never compared by stripping accents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from khdash.reading.numbers.outcome import Qualifier

SCALES: dict[str, int] = {
    "chục": 10,
    "trăm": 100,
    "nghìn": 10**3,
    "nghin": 10**3,
    "ngàn": 10**3,
    "ngan": 10**3,
    "thousand": 10**3,
    "ng": 10**3,
    "k": 10**3,
    "vạn": 10**4,
    "van": 10**4,
    "triệu": 10**6,
    "trieu": 10**6,
    "tr": 10**6,
    "million": 10**6,
    "mn": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "ty": 10**9,
    "ti": 10**9,
    "billion": 10**9,
    "bn": 10**9,
}
DOUBTFUL_SCALES = frozenset(("ng", "k", "tr"))
"""Also người, khẩu, trường: a scale only before a currency or in a column of money."""
CURRENCIES = ("việt nam đồng", "vn đồng", "vnđồng", "đồng", "dong", "vnđ", "vnd", "đ", "d")
PERSON_PHRASES = (
    "đầu người", "dau nguoi", "người dân", "nguoi dan", "người", "nguoi",
    "nhân khẩu", "nhan khau", "khẩu", "khau", "person", "capita",
)  # fmt: skip
PERCENTS = ("%", "phần trăm", "phan tram", "percent", "per cent")

QUALIFIERS: dict[str, Qualifier] = {
    "hơn": "at_least",
    "hon": "at_least",
    "trên": "at_least",
    "tren": "at_least",
    "vượt": "at_least",
    "ít nhất": "at_least",
    "tối thiểu": "at_least",
    "không dưới": "at_least",
    "không ít hơn": "at_least",
    "over": "at_least",
    "more than": "at_least",
    "at least": "at_least",
    ">=": "at_least",
    ">": "at_least",
    "≥": "at_least",
    "⩾": "at_least",
    "≳": "at_least",
    "gần": "nearly",
    "gan": "nearly",
    "ngót": "nearly",
    "dưới": "nearly",
    "duoi": "nearly",
    "không quá": "nearly",
    "khong qua": "nearly",
    "không vượt quá": "nearly",
    "chưa đến": "nearly",
    "chưa tới": "nearly",
    "chưa đầy": "nearly",
    "tối đa": "nearly",
    "nhiều nhất": "nearly",
    "nearly": "nearly",
    "almost": "nearly",
    "under": "nearly",
    "less than": "nearly",
    "up to": "nearly",
    "<=": "nearly",
    "<": "nearly",
    "≤": "nearly",
    "⩽": "nearly",
    "≲": "nearly",
    "khoảng": "about",
    "khoang": "about",
    "vào khoảng": "about",
    "xấp xỉ": "about",
    "xap xi": "about",
    "trên dưới": "about",
    "chừng": "about",
    "độ": "about",
    "tầm": "about",
    "ước": "about",
    "uoc": "about",
    "ước đạt": "about",
    "ước tính": "about",
    "about": "about",
    "around": "about",
    "approximately": "about",
    "approx.": "about",
    "~": "about",
    "∼": "about",
    "≈": "about",
    "≃": "about",
}
FILLERS = ("đạt", "được", "có", "là", "dat")
SUFFIX_QUALIFIERS: dict[str, Qualifier] = {
    "trở lên": "at_least",
    "tro len": "at_least",
    "+": "at_least",
    "trở xuống": "nearly",
    "tro xuong": "nearly",
}

PERSON_NOUNS = (
    "người", "nguoi", "hội viên", "hoi vien", "hv", "học sinh", "hoc sinh", "sinh viên",
    "giáo viên", "giao vien", "em", "cháu", "cán bộ", "can bo", "công dân", "cong dan",
    "lao động", "nhân khẩu", "học viên", "persons", "people", "members",
)  # fmt: skip
COUNT_NOUNS = (
    "gia đình", "gia dinh", "gđ", "hộ", "hộ gia đình", "dòng họ", "dong ho", "cộng đồng",
    "cong dong", "đơn vị", "don vi", "xã", "phường", "thị trấn", "xã, phường", "xã phường",
    "xã, phường, thị trấn", "huyện", "quận", "thôn", "thôn, tổ dân phố", "tổ dân phố", "làng",
    "hội", "hoi", "chi hội", "chi hoi", "ban", "ban khuyến học", "tổ chức", "to chuc",
    "hội cơ sở", "trung tâm", "trung tam", "tthtcđ", "trường", "suất", "suat",
    "phần", "lượt", "luot", "lượt người", "luot nguoi", "thẻ", "máy", "chiếc", "cái", "thiết bị",
    "lớp", "buổi", "cuộc", "đợt", "mô hình", "số lượng", "families", "units",
)  # fmt: skip

MISSING_WORDS = frozenset(
    (
        "kxđ", "kxd", "không xác định", "khong xac dinh", "chưa xác định",
        "chưa có", "chua co", "chưa có số liệu", "chua co so lieu", "chưa có báo cáo",
        "không có số liệu", "khong co so lieu", "không số liệu", "không có dữ liệu",
        "không báo cáo", "khong bao cao", "chưa báo cáo", "chua bao cao", "ko báo cáo",
        "không có báo cáo", "không thống kê", "chưa thống kê", "chưa tổng hợp", "chưa rõ",
        "n/a", "na", "n.a.", "n.a", "null", "none", "nan", "not available", "no data", "missing",
    )
)  # fmt: skip
ZERO_WORDS = frozenset(("không", "khong", "không có", "khong co", "ko", "ko có", "nil", "zero"))
NUMBER_WORDS = frozenset(
    (
        "một", "mot", "hai", "ba", "bốn", "bon", "tư", "năm", "lăm", "sáu", "sau", "bảy", "bay",
        "tám", "tam", "chín", "chin", "mười", "muoi", "mươi", "linh", "lẻ",
    )
)  # fmt: skip

WORD_END = r"(?![^\W_])"


def alternatives(words: Iterable[str]) -> str:
    """Regular expression for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
