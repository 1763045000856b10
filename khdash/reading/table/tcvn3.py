"""TCVN3 (ABC, fonts .VnTime and the like): one byte per letter; capitals come from the font."""

from __future__ import annotations

import re
from functools import cache

from khdash.reading.table import western

_LETTERS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}


def letters() -> dict[int, str]:
    """The Vietnamese letter of each byte above 0x7F that has one."""
    return {
        first + step: letter for first, run in _LETTERS.items() for step, letter in enumerate(run)
    }


def decode(data: bytes) -> str:
    """Text of TCVN3 bytes; bytes that are no letter are read as Windows-1252."""
    return from_western(western.decode(data))


def from_western(text: str) -> str:
    """Text whose TCVN3 bytes were taken for Western letters, as a legacy font shows it."""
    return text.translate(_western_table())


@cache
def _western_table() -> dict[int, str]:
    western_letters = western.characters()
    return {ord(western_letters[byte]): letter for byte, letter in letters().items()}


def restore_capitals(cell: str) -> str:
    """Capitalise a cell typed for a capitals-only font, where accented letters stay small.

    >>> restore_capitals("HộI KHUYếN HọC"), restore_capitals("Hà Nội")
    ('HỘI KHUYẾN HỌC', 'Hà Nội')
    """
    plain = [c for c in cell if c.isascii() and c.isalpha()]
    if not plain or any(c.islower() for c in plain) or cell.isascii():
        return cell
    return cell.upper() if re.search(r"\w[A-Z]", cell) else cell
