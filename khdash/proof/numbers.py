"""The numbers of a sentence: where they stand, what they say, how finely they are printed.

Each is handed to the parser that reads the cells of uploads; here is only what a sentence has and
a cell has not: where a number begins and ends, and which numbers are dates, documents or ordinals.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from khdash.reading.numbers import Ambiguous, Understood, understand_cell
from khdash.reading.numbers.expression import NUMBER
from khdash.reading.numbers.literal import read_literal
from khdash.reading.numbers.words import (
    CURRENCIES,
    NUMBER_WORDS,
    PERSON_PHRASES,
    QUALIFIERS,
    SCALES,
    WORD_END,
    alternatives,
)

Family = Literal["count", "money", "per_head", "rate"]
Span = tuple[int, int]

_DIGIT_WORDS = {
    word: str(value)
    for value, word in enumerate(
        ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"), start=1
    )
}
assert set(_DIGIT_WORDS) <= NUMBER_WORDS

_PLAIN_SCALES = [word for word in SCALES if not word.isascii()]
_SCALE = alternatives([*_PLAIN_SCALES, "tr"])
_QUALIFIER = alternatives(
    [word for word in QUALIFIERS if re.search(r"[^\x00-\x7f<>~≥≤]|[<>=~]", word)]
)
_CURRENCY = alternatives([word for word in CURRENCIES if word != "d"])
_PERSON = alternatives(PERSON_PHRASES)
_SCALED = rf"(?:\s*(?:{_SCALE}){WORD_END}(?:\s+rưỡi{WORD_END})?)"
_TAIL = (
    rf"(?:\s*%|\s*phần\s+trăm{WORD_END}"
    rf"|\.?\s*(?:{_CURRENCY}){WORD_END}(?:\s*(?:/|mỗi)\s*(?:suất|{_PERSON}){WORD_END})?)"
)
_SPOKEN = rf"(?:{'|'.join(_DIGIT_WORDS)})(?=\s+(?:trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)\b)"
_FIGURE = re.compile(
    rf"(?P<said>(?:(?<![^\W_])(?:{_QUALIFIER})\s*)*)"
    rf"(?P<body>(?<![\w.,/-])(?:{NUMBER}|{_SPOKEN}){_SCALED}{{0,2}}"
    rf"(?:\s+{NUMBER}{_SCALED}{{1,2}})*)"
    rf"(?P<whole>\s*/\s*{NUMBER})?"
    rf"(?P<tail>{_TAIL})?(?P<after>\s+trở\s+(?:lên|xuống))?"
)
_DOCUMENT = re.compile(
    r"(?:\bsố(?:\s+hiệu)?\s*:?\s*)?\b\d+[a-zđ]?\s*[-/]\s*(?:\d{4}\s*/\s*)?"
    r"(?:qđ|kh|bc|ct|cv|nq|tt|nđ|kl|hd|tb|ttr|qch?|hkh|ubnd|bch|ttg|tw|cp|chl?|đa|ctr)"
    r"(?:[-/.\w]*\w)?"
    r"|\b(?:quyết định|qđ|nghị quyết|chỉ thị|kết luận|thông tư|nghị định|công văn|đề án|"
    r"hướng dẫn|thông báo|văn bản|luật|pháp lệnh|chương trình|kế hoạch|đề án)(?:\s+số)?\s+\d{1,4}"
    r"(?![\d.,]*\s*(?:%|nghìn|triệu|tỷ|hội|gia đình|suất|người))(?:\s*,\s*\d{1,4}(?=\D*\b\d))*"
    r"(?:\s*[-/]\s*[^\W\d][\w/-]*)?"
    r"|\b(?:điều|khoản|điểm|mục|chương|phần|trang|phụ lục|biểu|bảng|hình|lần thứ|lần|thứ|khóa|"
    r"khoá|cụm(?: khuyến học| thi đua)?(?: số)?|quý|tổ|đợt|phòng|nhà|ngõ|ngách|tầng|lớp|khối|top|"
    r"vị trí)\s+(?:thứ\s+)?\d{1,4}(?![\d.,%]|\s*(?:%|lớp|cuộc))"
    r"|\b(?:điện thoại|đt|tel|fax|hotline|di động|stk|tài khoản)\s*:?\s*[\d .()+-]{6,}"
    r"|(?<!\d)0\d{8,10}\b"
)
_MILLION = Decimal(10**6)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence, in the catalogue's units.

    start, end: its place, words of precision and unit included. step: what its last printed digit
    stands for; coarse: what its last digit that is not 0 stands for. whole: 863 in 861/863.
    other: what it says if its point parts decimals (1.234 tỷ). high: the upper end of a range.
    """

    start: int
    end: int
    text: str
    value: float
    qualifier: str
    family: Family
    step: float
    coarse: float
    whole: float | None = None
    other: float | None = None
    high: float | None = None


def documents_in(text: str) -> list[Span]:
    """Where documents, ordinals, articles and telephones stand, whose numbers count nothing."""
    return [match.span() for match in _DOCUMENT.finditer(text)]


def numbers_in(text: str, taken: Sequence[Span]) -> Iterator[Number]:
    """The numbers of a sentence in small letters, but for those within the spans taken.

    >>> [n.value for n in numbers_in("hơn 1,95 triệu hội viên, quỹ 1 tỷ 539 triệu đồng", [])]
    [1950000.0, 1539.0]
    """
    last = 0
    for match in _FIGURE.finditer(text):
        body = match.span("body")
        if body[0] < last or any(start < body[1] and body[0] < end for start, end in taken):
            continue
        number = _range(text, match) or _number(match)
        if number is not None:
            last = number.end
            yield number


_TO = re.compile(r"\s*(?:-|–|đến|tới)\s*")
_FROM = re.compile(r"(?<!tăng )(?<!giảm )(?<!nâng )\btừ\s*$")


def _range(text: str, match: re.Match[str]) -> Number | None:
    """A range, "từ 70 đến 75 %": its lower end takes the unit of its upper end."""
    joint = _TO.match(text, match.end())
    upper = _FIGURE.match(text, joint.end()) if joint else None
    if joint is None or upper is None or upper["said"]:
        return None
    if not _FROM.search(text[: match.start()]) and joint[0].strip() not in ("-", "–"):
        return None
    high = _number(upper)
    bare = re.fullmatch(NUMBER, match["body"]) is not None and not match["tail"]
    scale = upper["body"][len(re.match(NUMBER, upper["body"])[0]) :] if bare else ""  # type: ignore[index]
    words = match[0] + (scale + (upper["tail"] or "") if bare else "")
    lower = _FIGURE.fullmatch(words)
    low = _number(lower) if lower else None
    if low is None or high is None or low.family != high.family or low.value >= high.value:
        return None
    whole = text[match.start() : upper.end()]
    return replace(low, start=match.start(), end=upper.end(), text=whole, high=high.value)


def _number(match: re.Match[str]) -> Number | None:
    body, tail = match["body"], match["tail"] or ""
    first = re.match(r"[^\W\d]+", body)
    if first:
        body = _DIGIT_WORDS[first[0]] + body[first.end() :]
    per_award = re.search(r"/\s*suất|mỗi\s+suất", tail)
    if per_award:
        return None
    parts = [match["said"] or "", body, match["whole"] or "", tail, match["after"] or ""]
    found = understand_cell(" ".join("".join(parts).split()), None)
    other = found.en if isinstance(found, Ambiguous) else None
    if isinstance(found, Ambiguous):
        found = understand_cell(" ".join("".join(parts).split()), "vi")
    if not isinstance(found, Understood):
        return None
    family = _family(found.measure)
    step, coarse = _steps(body, family)
    start = match.start("said") if match["said"] else match.start("body")
    return Number(
        start=start,
        end=match.end(),
        text=match[0].strip(),
        value=found.value,
        qualifier=found.qualifier,
        family=family,
        step=step,
        coarse=coarse,
        whole=found.denominator,
        other=other if found.scaled or family != "count" else None,
    )


def _family(measure: str | None) -> Family:
    if measure == "%":
        return "rate"
    if measure == "VND per person":
        return "per_head"
    return "money" if measure == "million VND" else "count"


_LAST = re.compile(rf"({NUMBER})((?:\s*(?:{_SCALE}){WORD_END})*)(\s+rưỡi)?\s*$")


def _steps(body: str, family: Family) -> tuple[float, float]:
    """What the last digit stands for, and the last that is not 0, in the catalogue's unit."""
    found = _LAST.search(body)
    if found is None:
        return math.nan, math.nan
    literal = found[1]
    scale = math.prod(SCALES[word] for word in found[2].split()) / (2 if found[3] else 1)
    vi = read_literal(literal, "vi")
    mark = "," if vi is not None else "."
    decimals = len(literal.rpartition(mark)[2]) if mark in literal else 0
    digits = re.sub(r"\D", "", literal)
    zeros = len(digits) - len(digits.rstrip("0"))
    unit = Decimal(str(scale)) / (_MILLION if family == "money" else 1)
    step = unit.scaleb(-decimals)
    return float(step), float(step.scaleb(zeros))
