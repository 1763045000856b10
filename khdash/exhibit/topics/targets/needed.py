"""What it would take: the way left to each target, per year and, for a share, as a count."""

from __future__ import annotations

import math
from typing import Any

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.targets.status import STATUS_COLUMNS, status_rows, status_scope
from khdash.locale import Words, mark
from khdash.locale.words import ROUNDINGS, Rounding
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, framed
from khdash.model.selection import Selection
from khdash.model.value import Bounded
from khdash.transform.records import bounded_of, is_firm, is_whole

USABLE = ("", "no_base", "zero_base", "precision")
"""Reasons that keep a pace from being judged, not the way left from being measured."""

NOTHING: Row = {
    "count_indicator": "",
    "count_measure": "",
    "count_remaining": math.nan,
    "count_remaining_qualifier": "",
    "count_per_year": math.nan,
    "count_per_year_qualifier": "",
    "denominator": "",
    "denominator_measure": "",
    "denominator_year": None,
    "denominator_value": math.nan,
    "denominator_qualifier": "",
}
"""The way left as a count, where it cannot be worked out."""


def build_needed(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The judged targets still ahead and not reached, with what is left of them."""
    scope = status_scope(dataset, selection)
    words = scope.words
    ahead = [
        {**row, **NOTHING, **_count(scope, row)}
        for row in status_rows(scope)
        if row["judged"] and row["reason"] in USABLE and row["remaining"] > 0
    ]
    sentences = [needed_sentence(scope, row) for row in ahead]
    rows = [{**row, "needed_sentence": text} for row, text in zip(ahead, sentences, strict=True)]
    return assemble(
        scope,
        name,
        "table",
        rows or framed([], (*STATUS_COLUMNS, *NOTHING, "needed_sentence")),
        title=words("Cần làm gì để đạt chỉ tiêu"),
        headline=sentences[0]
        if sentences
        else words("Không có chỉ tiêu nào còn phía trước mà đủ số liệu để tính phần còn thiếu"),
        subtitle=words("Phần còn thiếu kể từ số mới nhất đến {year}.", year=scope.year),
        columns=_columns(words),
        notes=(
            Note(
                "derived",
                words("Quy ra số đếm với giả định mẫu số giữ như năm gần nhất đã biết."),
            ),
        )
        if any(row["denominator"] for row in rows)
        else (),
        alt=" ".join(f"{text}." for text in sentences)
        or words("Không có chỉ tiêu nào còn phía trước mà đủ số liệu để tính phần còn thiếu"),
    )


def _count(scope: Scope, row: dict[str, Any]) -> dict[str, object]:
    """The way left as a count: of itself, or of the rate's numerator over a known denominator."""
    indicators = scope.dataset.catalogue.indicators
    indicator = indicators[row["indicator"]]
    left = _left(row)
    if indicator.kind != "rate":
        return _counted(indicator, left, row)
    if not indicator.derivable or row["subgroup"] or row["basis"] == "unstated":
        return {}
    divisor = indicators[indicator.denominator_on(row["basis"])]
    known = _denominator(scope, divisor.code, row)
    if known is None:
        return {}
    year, value = known
    of_one = left.scaled(1 / float(indicator.scale or 1))
    return {
        **_counted(indicators[indicator.numerator], _times(of_one, value), row),
        "denominator": divisor.code,
        "denominator_measure": divisor.unit,
        "denominator_year": year,
        "denominator_value": value.value,
        "denominator_qualifier": value.qualifier,
    }


def _left(row: dict[str, Any]) -> Bounded:
    """What is left, and how it is bounded; its own floor, 0, says nothing."""
    value, low, high = (float(row[f"remaining{end}"]) for end in ("", "_lower", "_upper"))
    return Bounded(value, -math.inf if low < value == high else low, high)


def _counted(indicator: Indicator, left: Bounded, row: dict[str, Any]) -> dict[str, object]:
    """What is left of a count, and each year's part of it."""
    return {
        "count_indicator": indicator.code,
        "count_measure": indicator.unit,
        "count_remaining": left.value,
        "count_remaining_qualifier": left.qualifier,
        "count_per_year": _each_year(left.value, int(row["years_left"]), indicator.unit),
        "count_per_year_qualifier": left.qualifier,
    }


def _times(one: Bounded, other: Bounded) -> Bounded:
    """The product of two figures that cannot be negative; a floor that says nothing stays open."""
    lower, upper = one.lower * other.lower, one.upper * other.upper
    lower = -math.inf if -math.inf in (one.lower, other.lower) else lower
    upper = math.inf if math.inf in (one.upper, other.upper) else upper
    return Bounded(one.value * other.value, lower, upper)


def _each_year(left: float, years: int, measure: str) -> float:
    """What is left, spread over the years; people and things are rounded up to whole ones."""
    if measure == "million VND":
        return left / years
    return float(math.ceil(round(left / years, 6)))


def _denominator(scope: Scope, divisor: str, row: dict[str, Any]) -> tuple[int, Bounded] | None:
    """The newest known denominator, not older than the tolerance before the latest figure."""
    first = int(row["latest_year"]) - scope.tolerance
    known = [
        one
        for one in scope.on_every_basis(scope.dataset.catalogue.indicators[divisor])
        if one["unit"] == row["unit"]
        and first <= one["year"] <= scope.year
        and is_whole(one)
        and is_firm(one["confidence"])
    ]
    newest = max(known, key=lambda one: one["year"], default=None)
    return (newest["year"], bounded_of(newest)) if newest else None


LIMITS = {
    "exact": "{x}",
    "at_least": mark("ít nhất {x}"),
    "nearly": mark("nhiều nhất {x}"),
    "about": mark("khoảng {x}"),
}


def needed_sentence(scope: Scope, row: dict[str, Any]) -> str:
    """Hưng Yên cần thêm 12.345 hội viên mỗi năm để đạt 28 % vào năm 2030.

    Where the newest figure is rounded, what is left is so too: at most, at least, about.
    """
    words = scope.words
    aim = words.figure(row["target_value"], row["measure"], row["decimals"])
    precision = _left(row).qualifier
    return words(
        "{unit} cần thêm {amount} mỗi năm để {name} đạt {aim} vào năm {year}",
        unit=row["unit_name"],
        amount=words(LIMITS[precision], x=_amount(scope, row, ROUNDINGS[precision])),
        name=row["indicator_name"],
        aim=aim,
        year=row["target_year"],
    )


def _amount(scope: Scope, row: dict[str, Any], rounding: Rounding) -> str:
    """The yearly amount: the count where it can be worked out, else in the target's own unit."""
    words, catalogue = scope.words, scope.dataset.catalogue
    left = row["remaining_per_year"]
    rate = words("{x} điểm phần trăm", x=words.number(left, 2, rounding))
    if row["method"] != "points":
        rate = words.amount(left, row["measure"], row["decimals"], rounding)
    if not row["count_indicator"]:
        return rate
    measure = catalogue.measures[catalogue.indicators[row["count_indicator"]].unit]
    if measure.code == "million VND":
        return words.money(row["count_per_year"], rounding)
    suffix = words.of(measure.suffix_vi, measure.suffix_en)
    return f"{words.number(row['count_per_year'])} {suffix}"


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("unit_name", words("Tỉnh, thành phố")),
        Column("indicator_name", words("Chỉ số")),
        Column("latest_year", words("Năm mới nhất"), "year"),
        Column("latest_value", words("Số mới nhất"), "figure"),
        Column("target_year", words("Năm chỉ tiêu"), "year"),
        Column("target_value", words("Chỉ tiêu"), "figure"),
        Column("years_left", words("Số năm còn lại"), "rank"),
        Column("needed_sentence", words("Cần làm")),
        Column("instrument", words("Văn bản")),
    )
