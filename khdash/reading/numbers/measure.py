"""Measures: what a number counts and by which power of ten, from headers and unit columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from khdash.reading.numbers.literal import tidy_text
from khdash.reading.numbers.words import (
    COUNT_NOUNS,
    CURRENCIES,
    PERCENTS,
    PERSON_NOUNS,
    PERSON_PHRASES,
    SCALES,
    WORD_END,
    alternatives,
)

MeasureUnit = Literal["VND", "VND per person", "%", "persons", "count"]
MILLION = 10**6


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit and the factor of a header such as 'triệu đồng'; unit None: a scale alone."""

    unit: MeasureUnit | None
    scale: int = 1


PERCENT = Measure("%")
VND = Measure("VND")
MILLION_VND = Measure("VND", MILLION)
VND_PER_PERSON = Measure("VND per person")


class NotMoneyError(ValueError):
    """The measure is not one of money."""


_THOUSANDS = {
    r"1[., ]?000[., ]?000[., ]?000": 10**9,
    r"1[., ]?000[., ]?000": 10**6,
    r"1[., ]?000": 10**3,
}
_NUMERAL = "|".join(_THOUSANDS)
_WORD = alternatives(SCALES.keys() - {"van"})  # "van dong" heads funds raised, vận động
_CURRENCY = alternatives(CURRENCIES)
_SCALE = rf"(?:(?P<numeral>{_NUMERAL})|(?P<first>{_WORD})\.?(?:\s*(?P<second>{_WORD})\.?)?)"
_YEAR = r"(?:\s*/\s*(?:năm|nam|year))?"
_PER_PERSON = rf"(?P<person>\s*(?:/|mỗi|trên|per)\s*(?:{alternatives(PERSON_PHRASES)}){WORD_END})?"
_MONEY = rf"(?P<currency>{_CURRENCY}){WORD_END}{_PER_PERSON}{_YEAR}"
_NOUN = rf"(?P<persons>{alternatives(PERSON_NOUNS)})|(?P<count>{alternatives(COUNT_NOUNS)})"
_UNIT = re.compile(
    rf"(?:{_SCALE}(?![0-9]))?\s*"
    rf"(?:{_MONEY}|(?:{_NOUN}){WORD_END}|(?P<percent>{alternatives(PERCENTS)}))?"
)
# Cộng đồng, hội đồng, and without accents lao động, vận động, are words, not money.
_NOT_A_SYLLABLE_BEFORE = r"(?<![^\W_])"
_STRONG = re.compile(
    rf"{_NOT_A_SYLLABLE_BEFORE}{_SCALE}\s*(?P<currency>việt nam đồng|đồng|dong|đ|vnđ|vnd){WORD_END}"
    rf"{_PER_PERSON}(?!\s*/\s*(?!năm|nam|year))"
)
_PER_HEAD = re.compile(
    rf"(?<!cong )(?<!hoi )(?<!hop )(?<!van )(?<!lao )(?<!hoat )(?<!cộng )(?<!hội )(?<!hợp )"
    rf"{_NOT_A_SYLLABLE_BEFORE}(?P<currency>đồng|dong|đ|vnđ|vnd)\s*/\s*"
    rf"(?P<person>{alternatives(PERSON_PHRASES)}){WORD_END}"
)
_LABEL = re.compile(
    r"(?:đơn vị tính|don vi tinh|đvt|dvt|unit|đơn vị\s*:|don vi\s*:)\s*:?\s*([^()]*)"
)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_AVERAGE = re.compile(r"(?:bình quân|binh quan|bq|trung bình).*(?:người|nguoi|dân|dan|khẩu)")
PERSON_TITLES = frozenset(PERSON_NOUNS) - {"người", "nguoi"}  # "Học sinh" may head money
_LETTERS = frozenset("kdt")  # column letters, when they are the whole header


def find_measure(header_text: str, *, unit_column: bool = False) -> Measure | None:
    """The measure named by a header, a 'Đơn vị tính: …' line or a cell of a unit column.

    None where none is named, and where two different ones are. In a unit column 'gia đình' is a
    measure; as a whole header it is only a word.

    >>> find_measure("Số dư quỹ (triệu đồng)")
    Measure(unit='VND', scale=1000000)
    >>> find_measure("Cộng đồng học tập") is None
    True
    """
    text = tidy_text(header_text)
    named = [*reversed(_BRACKETED.findall(text)), *_LABEL.findall(text)]
    for segment in [*named, text] if unit_column else named:
        if (measure := _read_unit(segment)) is not None:
            return _per_head(measure, text)
        if len({_read_unit(part) for part in re.split("[,;]", segment)} - {None}) > 1:
            return None  # ĐVT: người, triệu đồng
    for segment in [] if text in _LETTERS else [text, re.split(r"[,:]\s+", text)[-1]]:
        measure = _read_unit(segment)
        if measure is not None and (measure.unit != "count" and segment not in PERSON_TITLES):
            return _per_head(measure, text)
    found = {_measure_of(match) for match in _STRONG.finditer(text)}
    found |= {VND_PER_PERSON for match in _PER_HEAD.finditer(text) if not _STRONG.search(text)}
    if not found and re.search(r"(?<![0-9])(?<![0-9] )%", text):
        found = {PERCENT}
    return _per_head(found.pop(), text) if len(found) == 1 else None


def read_measure(text: str) -> Measure | None:
    """The measure that a text is and nothing else; None for "Đạt %", which says more.

    >>> read_measure("(nghìn suất)"), read_measure("Đạt %") is None
    (Measure(unit='count', scale=1000), True)
    """
    tidy = tidy_text(text).strip("()[] ")
    measure = _read_unit(tidy)
    return None if measure == Measure(None) else measure


def _read_unit(segment: str) -> Measure | None:
    unit = segment.strip(" .:;*")
    if not unit or not (match := _UNIT.fullmatch(unit)):
        return None
    return _measure_of(match)


def _measure_of(match: re.Match[str]) -> Measure:
    groups = match.groupdict()
    unit: MeasureUnit | None = None
    if groups.get("currency"):
        unit = "VND per person" if groups.get("person") else "VND"
    elif groups.get("persons"):
        unit = "persons"
    elif groups.get("count"):
        unit = "count"
    elif groups.get("percent"):
        unit = "%"
    return Measure(unit, _scale_of(groups))


def _scale_of(groups: dict[str, str | None]) -> int:
    if numeral := groups.get("numeral"):
        return int(re.sub("[^0-9]", "", numeral))
    scale: int = SCALES[first] if (first := groups.get("first")) else 1
    return scale * SCALES[second] if (second := groups.get("second")) else scale


def _per_head(measure: Measure, text: str) -> Measure:
    """'Bình quân đầu người (đồng)' names the person outside the brackets."""
    if measure.unit == "VND" and _AVERAGE.search(text):
        return Measure("VND per person", measure.scale)
    return measure


def to_million_vnd(value: float, measure: Measure | str) -> float:
    """An amount of money in million VND, exact to the last digit.

    A measure given as words is looked up first.

    Raises
    ------
    NotMoneyError
        The measure is not an amount of money.

    >>> to_million_vnd(52.1, "tỷ đồng")
    52100.0
    """
    found = find_measure(measure) if isinstance(measure, str) else measure
    if found is None or found.unit not in ("VND", None) or found == Measure(None):
        raise NotMoneyError(f"not a measure of money: {measure!r}")
    return rescale(value, found.scale, MILLION)


def rescale(value: float, factor: int, divisor: int = 1) -> float:
    """`value * factor / divisor` in decimal digits: 4.35 thousand is 4350, not 4350.000000001."""
    value = float(value)
    if factor == divisor:
        return value
    if value.is_integer() and factor <= divisor:
        return value / (divisor // factor)
    return float(Decimal(repr(value)) * factor / divisor)
