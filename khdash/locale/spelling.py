"""Vietnamese words in one spelling, with and without accents, so that they can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# hoà and hòa, khoẻ and khỏe, thuỷ and thủy are one word each; quỹ and hoàn keep their mark.
_TONES = dict(
    zip(
        ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"),
        ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"),
        strict=True,
    )
)
_TONE = re.compile(rf"(?<!q)({'|'.join(_TONES)})(?![^\W\d_])")
_Y_WORDS = {"tỉ": "tỷ", "quí": "quý", "kí": "ký", "lí": "lý", "ti": "ty"}
_WORD = re.compile(r"[^\W_]+|%")

LONGEST_LINE = 300
"""Letters of a line of a title; of what is longer no more is looked at."""
CUT = "…"
"""The mark at the end of a text that was cut."""


@lru_cache(maxsize=200_000)
def tidy(text: str) -> str:
    """Lower case, composed, words apart by one space, one spelling of tones; only % is kept.

    A text that is longer than any line keeps a mark at its end, by which it equals no name.

    >>> tidy("Tỉ lệ (%)  HV/dân số"), tidy("UỶ BAN"), tidy("Hà Nội" + "." * 300)
    ('tỷ lệ % hv dân số', 'ủy ban', 'hà nội …')
    """
    if len(text) > LONGEST_LINE:
        return f"{tidy(text[:LONGEST_LINE])} {CUT}"
    lowered = unicodedata.normalize("NFC", text).lower()
    words = _WORD.findall(_TONE.sub(lambda match: _TONES[match[0]], lowered))
    return " ".join(_Y_WORDS.get(word, word) for word in words)


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """The tidied text without accents.

    >>> fold("Cộng đồng học tập")
    'cong dong hoc tap'
    """
    decomposed = unicodedata.normalize("NFD", tidy(text).replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
