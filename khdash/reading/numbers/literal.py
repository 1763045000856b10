"""Digits with separators, read in both conventions at once."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

MAX_DIGITS = 15  # what a double holds exactly

_DASHES = "\u2012\u2013\u2014\u2015\u2e3a\u2e3b"
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# NFKC is not used: it would turn the footnote in 12.650¹ into a digit.
_TIDY = str.maketrans(
    {
        **{chr(0xFF01 + i): chr(0x21 + i) for i in range(94)},
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_INVISIBLE, None),
        **dict.fromkeys(_DASHES, "–"),
        **dict.fromkeys("\u2212\u2010\u2011\ufe63", "-"),
        **dict.fromkeys("‘’ʼ′`´", "'"),
        **dict.fromkeys("⁄∕", "/"),
        "₫": "đ",
        "\u00d0": "đ",
        "\u00f0": "đ",
        "\u0189": "đ",
        **dict.fromkeys("\t\r\n\v\f", "  "),
    }
)

# After a grouping by spaces, the convention's own separator may group once more: 1 539.500 is
# then as ambiguous as 539.500.
_PATTERN = {
    convention: re.compile(
        rf"(?:[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+"
        rf"|[1-9][0-9]{{0,2}}(?:(?: [0-9]{{3}})+|(?:'[0-9]{{3}})+)(?:{group}[0-9]{{3}})?"
        rf"|0|[1-9][0-9]*)(?:{decimal}([0-9]+))?"
    )
    for convention, group, decimal in (("vi", r"\.", ","), ("en", ",", r"\."))
}
LONGEST = 120  # characters: no number or year is longer, and patterns need not see more
_PADDED = re.compile(r"0[0-9]")  # 05 huyện
_EXPONENT = re.compile(r"([0-9]+(?:[.,][0-9]+)?)e([+-]?[0-9]{1,3})")
_STRIP_GROUPS = {"vi": str.maketrans("", "", ". '"), "en": str.maketrans("", "", ", '")}

SIMPLE = re.compile(
    r"(?P<plain>0|[1-9][0-9]{0,14})"
    r"|(?P<dots>[1-9][0-9]{0,2}\.[0-9]{3}\.[0-9]{3}(?:\.[0-9]{3}){0,2})"
    r"|(?P<commas>[1-9][0-9]{0,2},[0-9]{3},[0-9]{3}(?:,[0-9]{3}){0,2})"
    r"|(?P<spaces>[1-9][0-9]{0,2}(?: [0-9]{3}){1,4})"
    r"|(?P<dot>[1-9][0-9]{0,2}\.[0-9]{3})"
    r"|(?P<comma>[1-9][0-9]{0,2},[0-9]{3})"
    r"|(?P<comma_decimal>(?:0|[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){1,3}|[0-9]{0,6})),[0-9]{1,3})"
    r"|(?P<dot_decimal>(?:0|[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){1,3}|[0-9]{0,6}))\.[0-9]{1,3})"
)


def tidy_text(text: str) -> str:
    """Lower-case NFC text with ordinary digits, spaces and punctuation."""
    return unicodedata.normalize("NFC", text).translate(_TIDY).strip().lower()


def read_literal(literal: str, convention: str) -> Decimal | None:
    """The value of digits with separators in a convention, None where they do not fit it.

    >>> read_literal("1.234,5", "vi"), read_literal("1.234,5", "en")
    (Decimal('1234.5'), None)
    """
    if match := _EXPONENT.fullmatch(literal):
        return _read_exponent(match[1], int(match[2]), convention)
    if _PADDED.fullmatch(literal):
        return Decimal(literal)
    if not _PATTERN[convention].fullmatch(literal):
        return None
    return Decimal(literal.translate(_STRIP_GROUPS[convention]).replace(",", "."))


def _read_exponent(mantissa: str, exponent: int, convention: str) -> Decimal | None:
    if ("." if convention == "vi" else ",") in mantissa or abs(exponent) > MAX_DIGITS:
        return None  # nobody groups a mantissa
    return Decimal(mantissa.replace(",", ".")).scaleb(exponent)


def is_rounded(literal: str) -> bool:
    """Whether an exponent hides digits: 1,2E+06 may have been 1.234.567."""
    match = _EXPONENT.fullmatch(literal)
    if not match:
        return False
    decimals = len(re.split("[.,]", match[1])[1]) if re.search("[.,]", match[1]) else 0
    return decimals < int(match[2])


def is_plain(text: str) -> bool:
    """Whether a text is digits alone, as in 12650, and no more than a number holds exactly."""
    if not (text.isdigit() and text.isascii() and len(text) <= MAX_DIGITS):
        return False
    return text[0] != "0" or text == "0"


def read_simple(text: str) -> tuple[float | None, float | None] | None:
    """Both readings (vi, en) of an everyday number, None where the text is anything more."""
    match = SIMPLE.fullmatch(text)
    if match is None:
        return None
    form = match.lastgroup
    if form == "plain":
        return (value := float(text)), value
    if form == "spaces":
        return (value := float(text.replace(" ", ""))), value
    if form == "dots":
        return float(text.replace(".", "")), None
    if form == "commas":
        return None, float(text.replace(",", ""))
    if form == "dot":
        return float(text.replace(".", "")), float(text)
    if form == "comma":
        return float(text.replace(",", ".")), float(text.replace(",", ""))
    if form == "comma_decimal":
        return float(text.replace(".", "").replace(",", ".")), None
    return None, float(text.replace(",", ""))
