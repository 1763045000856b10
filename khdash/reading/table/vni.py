"""VNI for Windows: a base letter followed by one byte for mark and tone."""

from __future__ import annotations

import re
from functools import cache

from khdash.reading.table import western

_AFTER_A = {
    "ù": "á",
    "ø": "à",
    "û": "ả",
    "õ": "ã",
    "ï": "ạ",
    "â": "â",
    "á": "ấ",
    "à": "ầ",
    "å": "ẩ",
    "ã": "ẫ",
    "ä": "ậ",
    "ê": "ă",
    "é": "ắ",
    "è": "ằ",
    "ú": "ẳ",
    "ü": "ẵ",
    "ë": "ặ",
}
_AFTER_E = {
    "ù": "é",
    "ø": "è",
    "û": "ẻ",
    "õ": "ẽ",
    "ï": "ẹ",
    "â": "ê",
    "á": "ế",
    "à": "ề",
    "å": "ể",
    "ã": "ễ",
    "ä": "ệ",
}
_AFTER_O = {
    "ù": "ó",
    "ø": "ò",
    "û": "ỏ",
    "õ": "õ",
    "ï": "ọ",
    "â": "ô",
    "á": "ố",
    "à": "ồ",
    "å": "ổ",
    "ã": "ỗ",
    "ä": "ộ",
}
_AFTER_HORNED_O = {"ù": "ớ", "ø": "ờ", "û": "ở", "õ": "ỡ", "ï": "ợ"}
_AFTER_U = {"ù": "ú", "ø": "ù", "û": "ủ", "õ": "ũ", "ï": "ụ"}
_AFTER_HORNED_U = {"ù": "ứ", "ø": "ừ", "û": "ử", "õ": "ữ", "ï": "ự"}
_AFTER_Y = {"ù": "ý", "ø": "ỳ", "û": "ỷ", "õ": "ỹ"}
_SINGLE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ"}


@cache
def letters() -> dict[str, str]:
    """Vietnamese letter of each VNI sequence, written as the Western letters of its bytes."""
    after = {
        "a": _AFTER_A,
        "e": _AFTER_E,
        "o": _AFTER_O,
        "ô": _AFTER_HORNED_O,
        "u": _AFTER_U,
        "ö": _AFTER_HORNED_U,
        "y": _AFTER_Y,
    }
    small = dict(_SINGLE)
    for base, marks in after.items():
        small.update({base + mark: letter for mark, letter in marks.items()})
    large = {sequence.upper(): letter.upper() for sequence, letter in small.items()}
    mixed = {
        key[0].upper() + key[1:]: letter.upper() for key, letter in small.items() if len(key) == 2
    }
    return {**mixed, **large, **small}


def decode(data: bytes) -> str:
    """Text of VNI bytes; bytes that belong to no letter are read as Windows-1252."""
    return from_western(western.decode(data))


def from_western(text: str) -> str:
    """Text whose VNI bytes were taken for Western letters, as a legacy font shows it."""
    table = letters()
    return _sequence().sub(lambda found: table[found.group()], text)


@cache
def _sequence() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, letters()), key=len, reverse=True)))
