"""The grammar of a cell: qualifier, number with its words, unit, footnote."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from khdash.reading.numbers.literal import LONGEST, tidy_text
from khdash.reading.numbers.outcome import Missing, NotANumber, Qualifier
from khdash.reading.numbers.refusal import find_refusal
from khdash.reading.numbers.words import (
    COUNT_NOUNS,
    CURRENCIES,
    DOUBTFUL_SCALES,
    FILLERS,
    MISSING_WORDS,
    PERCENTS,
    PERSON_NOUNS,
    PERSON_PHRASES,
    QUALIFIERS,
    SCALES,
    SUFFIX_QUALIFIERS,
    WORD_END,
    alternatives,
)

CellUnit = Literal["VND", "VND per person", "%", "persons", "count"]


class Term(NamedTuple):
    """Digits and the scale word behind them; half: 'rưỡi' adds half of the scale."""

    literal: str
    scale: int = 1
    half: bool = False


class Expression(NamedTuple):
    """A cell taken apart, before any convention gives its separators a meaning.

    doubtful: its scale may be another word (1003 ng), and no currency says which. A named tuple
    like Term, because a large file makes a million of them.
    """

    terms: tuple[Term, ...]
    qualifier: Qualifier = "exact"
    negative: bool = False
    unit: CellUnit | None = None
    denominator: str | None = None
    percent: str | None = None
    mark: str | None = None
    doubtful: bool = False

    @property
    def scaled(self) -> bool:
        """Whether a scale word stands in the cell."""
        return any(term.scale != 1 for term in self.terms)


NUMBER = (
    r"[0-9]+(?:[.,'][0-9]+| [0-9]{3}(?![0-9]))*"
    r"(?:e[+-]?[0-9]{1,3}(?![0-9]))?(?![0-9])(?!e[+-]?[0-9])"
)
_CURRENCY = alternatives(CURRENCIES)
_NUMBER = re.compile(NUMBER)
_SCALE = re.compile(
    rf"\s*({alternatives(SCALES)})(?:{WORD_END}|\.?(?=\s?(?:{_CURRENCY}){WORD_END}))\.?"
)
_HALF = re.compile(rf"\s*rưỡi{WORD_END}")
_QUALIFIER = re.compile(rf"({alternatives(QUALIFIERS)})(?:(?<=\W)|{WORD_END}|(?=[0-9]))\s*")
_FILLER = re.compile(rf"(?:{alternatives(FILLERS)}){WORD_END}\s*")
_SUFFIX = re.compile(rf"(.*?)\s*({alternatives(SUFFIX_QUALIFIERS)})")
_SUFFIXES = tuple(SUFFIX_QUALIFIERS)
_MARK = re.compile(r"(?:\s*(?:[*†‡]|[¹²³⁰⁴-⁹⁽⁾]|\([0-9]{1,2}\)|\[[0-9a-z]{1,2}\]|\([a-z*]\)))+$")
_BESIDE = re.compile(
    r"(.*[0-9].*?)\s*(?:[,;]?\s*\(|="
    r"|[,;]?\s+(?:đạt|chiếm|bằng|tương đương|(?:đạt )?tỷ lệ|tỉ lệ)\s)"
    rf"\s*(?:đạt|chiếm|=|tỷ lệ|tỉ lệ)?\s*({NUMBER})\s*%\s*(\))?"
)
_FRACTION = re.compile(rf"({NUMBER})\s*/\s*(?:tổng số |tổng )?({NUMBER})\s*(.*)")
_PER_PERSON = re.compile(
    rf"(?:{_CURRENCY})\s*(?:/|mỗi|per)\s*(?:{alternatives(PERSON_PHRASES)})"
    r"(?:\s*/\s*(?:năm|nam))?"
)
_UNITS: dict[str, CellUnit] = {
    **dict.fromkeys(COUNT_NOUNS, "count"),
    **dict.fromkeys(PERSON_NOUNS, "persons"),
    **dict.fromkeys(CURRENCIES, "VND"),
    **dict.fromkeys(PERCENTS, "%"),
}
_DOTTED_DATE = re.compile(r"^[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}$")
_X = frozenset(("x", "xx", "xxx", "×"))
_ELLIPSIS = re.compile(r"[.…]*(?:…|\.\.)[.…]*|_{2,}")
_DASH = re.compile(r"(?:[-–]\s*)+|\(\s*[-–]\s*\)")


def parse_cell(text: str) -> Expression | Missing | NotANumber:
    """Take a cell apart; what is missing or refused in any convention is known at once."""
    if len(text) > LONGEST and len(text := text.strip()) > LONGEST:
        return NotANumber("words")
    tidy = tidy_text(text)
    if missing := _find_missing(tidy):
        return missing
    if ("/" in tidy or _DOTTED_DATE.search(tidy)) and (
        refusal := find_refusal(tidy)
    ):  # 12/2023 would pass as a fraction
        return NotANumber(refusal)
    body, mark = _split_mark(tidy.removeprefix("'"))
    expression = _parse_body(body)
    if isinstance(expression, NotANumber):
        return NotANumber(find_refusal(tidy) or expression.reason)
    return expression._replace(mark=mark) if mark else expression


def _find_missing(tidy: str) -> Missing | None:
    if not tidy:
        return Missing("blank")
    if tidy in _X:
        return Missing("x")
    if _DASH.fullmatch(tidy):
        return Missing("dash")
    if _ELLIPSIS.fullmatch(tidy):
        return Missing("ellipsis")
    if re.sub(r"\s+", " ", tidy).strip("().* ") in MISSING_WORDS or tidy in MISSING_WORDS:
        return Missing("words")
    return None


def _split_mark(tidy: str) -> tuple[str, str | None]:
    match = _MARK.search(tidy)
    if not match or not re.search("[0-9]", tidy[: match.start()]):
        return _without_stop(tidy), None
    return _without_stop(tidy[: match.start()]), match[0].strip()


def _without_stop(tidy: str) -> str:
    return tidy[:-1] if re.search(r"[^\W_][.;]$|%[.;]$", tidy) else tidy


def _parse_body(body: str) -> Expression | NotANumber:
    if re.fullmatch(r"\([0-9]{1,2}\)", body):
        return NotANumber("parentheses")  # the number of a column, or a footnote
    if match := re.fullmatch(rf"\(\s*({NUMBER})\s*\)", body):
        return Expression((Term(match[1]),), negative=True)
    body, qualifier, refusal = _split_qualifier(body)
    if refusal:
        return refusal
    if body.endswith(")"):
        body = re.sub(r"\(([^0-9()%]*)\)$", r"\1", body)  # 12.650 (người)
    negative = bool(re.match(r"-[0-9]", body))
    body = re.sub(r"^[-+](?=[0-9])", "", body)
    percent = None
    if "%" in body and (match := _BESIDE.fullmatch(body)):
        if ("(" in match[0][match.end(1) :]) != bool(match[3]):
            return NotANumber("parentheses")
        body, percent = match[1], match[2]
    parsed = (_parse_fraction(body) if "/" in body else None) or _parse_terms(body)
    if isinstance(parsed, NotANumber):
        return parsed
    if negative and (parsed.denominator or len(parsed.terms) > 1):
        return NotANumber("compound")
    if percent is not None and parsed.unit == "%":
        return NotANumber("several_numbers")
    return parsed._replace(qualifier=qualifier, negative=negative, percent=percent)


def _split_qualifier(body: str) -> tuple[str, Qualifier, NotANumber | None]:
    found: set[Qualifier] = set()
    if body.endswith(_SUFFIXES) and (match := _SUFFIX.fullmatch(body)):
        body = re.sub(r"^(?:từ|tu)\s+", "", match[1])
        found.add(SUFFIX_QUALIFIERS[match[2]])
    while match := _QUALIFIER.match(body) or _FILLER.match(body):
        if match.re is _QUALIFIER:
            found.add(QUALIFIERS[match[1]])
        body = body[match.end() :]
    if not re.search("[0-9]", body) and not body.startswith("nửa "):
        return body, "exact", NotANumber("words")
    if len(found) > 1:  # khoảng hơn 200: no bound is left
        return body, "about", None
    return body, found.pop() if found else "exact", None


def _parse_fraction(body: str) -> Expression | NotANumber | None:
    match = _FRACTION.fullmatch(body)
    if not match:
        return None
    unit = _find_unit(match[3])
    if isinstance(unit, NotANumber) or unit in ("VND", "VND per person", "%"):
        return NotANumber("unknown_unit")
    return Expression((Term(match[1]),), denominator=match[2], unit=unit)


def _parse_terms(body: str) -> Expression | NotANumber:
    terms: list[Term] = []
    position, doubtful = 0, False
    if body.startswith("nửa "):
        scale, position = _read_scales(body, len("nửa"))
        if scale == 1:
            return NotANumber("number_words")
        terms.append(Term("0", scale, half=True))
        position += len(body[position:]) - len(body[position:].lstrip())
    while match := _NUMBER.match(body, position):
        position = match.end()
        start = position
        scale, position = _read_scales(body, position)
        doubtful |= body[start:position].strip(" .") in DOUBTFUL_SCALES
        half = _HALF.match(body, position)
        position = half.end() if half else position
        terms.append(Term(match[0], scale, half is not None))
        position += len(body[position:]) - len(body[position:].lstrip())
    if not terms:
        return NotANumber("dash_before_number" if re.match(r"[-–]", body) else "words")
    unit = _find_unit(body[position:])
    if isinstance(unit, NotANumber):
        return unit
    doubtful &= unit not in ("VND", "VND per person")
    return Expression(tuple(terms), unit=unit, doubtful=doubtful)


def _read_scales(body: str, position: int) -> tuple[int, int]:
    scale = 1
    last = 0
    while match := _SCALE.match(body, position):
        word = SCALES[match[1]]
        if last and not (last < word and last <= 10**4):
            break  # "triệu nghìn": left over, and refused as an unknown unit
        scale, last, position = scale * word, word, match.end()
    return scale, position


def _find_unit(rest: str) -> CellUnit | NotANumber | None:
    phrase = re.sub(r"\s+", " ", rest).strip()
    if not phrase:
        return None
    if phrase in _UNITS:
        return _UNITS[phrase]
    if _PER_PERSON.fullmatch(phrase):
        return "VND per person"
    return NotANumber("unknown_unit")
