"""Cells that hold digits or words and must not become a number."""

from __future__ import annotations

import re

from khdash.reading.numbers.outcome import Refusal
from khdash.reading.numbers.words import NUMBER_WORDS, ZERO_WORDS

_N = r"[0-9]+(?:[.,'][0-9]+)*"
_YEAR = r"(?:19|20)[0-9]{2}"
_DAY_MONTH = r"[0-9]{1,2}[/.-][0-9]{1,2}"
_PATTERNS: tuple[tuple[Refusal, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern))  # type: ignore[misc]
    for reason, pattern in (
        (
            "spreadsheet_error",
            r"#+|#(?:n/a|div/0!|ref!|value!|name\?|num!|null!|spill!|calc!).*|err:.*",
        ),
        ("formula", r"=.*|@.*"),
        ("period", rf".*{_YEAR}\s*[-–/]\s*{_YEAR}.*"),
        (
            "date",
            (
                rf"(?:ngày |đến |tính đến |đến ngày )*{_DAY_MONTH}[/.-](?:{_YEAR}|[0-9]{{2}})"
                rf"(?:\s+[0-9:.]+)?|{_YEAR}[-/][0-9]{{1,2}}[-/][0-9]{{1,2}}(?:[ t][0-9:.z]+)?"
                rf"|(?:ngày|tháng|quý|năm)\s.*[0-9].*|[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?"
            ),
        ),
        ("date_or_fraction", rf"(?:0?[1-9]|1[0-2])\s*[/-]\s*{_YEAR}|0[1-9]-[0-9]{{2}}"),
        ("letter_for_digit", r"(?=.*[0-9])(?=.*[oil])[0-9oil.,]+"),
        (
            "ordinal",
            r"(?:thứ|hạng|số|no\.?|lần)\s*[0-9]+|[0-9]+(?:st|nd|rd|th)|[0-9a-z]{1,2}\)|[ivx]+\)",
        ),
        ("roman", r"[ivxlcdm]+\.?"),
        ("code", r"0[0-9]{2,}"),
        ("too_long", r".*(?:[0-9][., ']?){16,}.*"),
        (
            "range",
            rf".*[0-9].*\s(?:đến|tới|to)\s.*[0-9].*|.*{_N}\s*%?\s*(?:[-–÷~]|\.\.+|…)\s*{_N}.*",
        ),
        ("dash_before_number", r"–\s*[0-9].*|-\s+[0-9].*"),
        ("several_numbers", rf".*{_N}\s*(?:;|\+|và|and|&|x|×|\*|:)\s*{_N}.*|.*{_N}\s{{2,}}{_N}.*"),
    )
)


def find_refusal(tidy: str) -> Refusal | None:
    """The reason to refuse a tidied cell before reading it, None where there is none."""
    if tidy in ZERO_WORDS:
        return "word_zero"
    for reason, pattern in _PATTERNS:
        if pattern.fullmatch(tidy):
            return reason
    words = set(re.findall(r"[^\W\d_]+", tidy))
    if not re.search("[0-9]", tidy):
        return "number_words" if words & NUMBER_WORDS else None
    return None
