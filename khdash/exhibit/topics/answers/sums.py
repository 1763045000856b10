"""How many, how much: what the provinces that published add up to, and per head."""

from __future__ import annotations

from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import without_text
from khdash.exhibit.core.spoken import Spoken, Whole
from khdash.exhibit.topics.answers.answer import (
    Answer,
    Gap,
    See,
    bounded_said,
    line_of,
    row_said,
)
from khdash.exhibit.topics.answers.left_out import left_out
from khdash.locale import mark
from khdash.locale.words import lowered
from khdash.model.indicators import Indicator

MONEY = "million VND"
NAMED = 4
"""Provinces of which the money per head is told in the second line."""


def sum_answer(scope: Scope, indicator: Indicator, rate: Indicator | None = None) -> Answer:
    """What the shown units add up to; `rate`: the same per head, told in the second line."""
    words, spoken = scope.words, Spoken.of(scope, indicator)
    whole = spoken.whole
    having = whole.units if whole else ()
    lacking = tuple(key for key in scope.unit_keys if key not in having)
    name = lowered(words.of(indicator.short_vi, indicator.short_en))
    asked = mark("{name} lớn đến đâu?") if indicator.unit == MONEY else mark("Có bao nhiêu {name}?")
    question = words(asked, name=name)
    details = [_coverage(scope, whole), _per_head(scope, rate) if rate is not None else ""]
    return Answer(
        code=f"sum:{indicator.code}",
        subject=words.of(indicator.short_vi, indicator.short_en),
        question=question[:1].upper() + question[1:],
        said=_said(spoken, whole),
        detail=" ".join(filter(None, details)),
        lines=tuple(line_of(scope, indicator, row) for row in spoken.firm),
        note=left_out(spoken, having),
        see=See(indicator.theme, indicator.code),
        link=words("Xem {name}", name=name),
        gap=Gap.of(scope, lacking, (indicator.code,)),
    )


def _said(spoken: Spoken, whole: Whole | None) -> str:
    scope, words = spoken.scope, spoken.scope.words
    if whole is None:
        first = scope.year - scope.tolerance
        return words("Từ {first} chưa tỉnh nào có số để nêu", first=first)
    value = bounded_said(words, spoken.indicator, whole.value)
    value = value[:1].upper() + value[1:]
    if whole.expected == 1:
        return f"{value} ({words.years(*whole.years)})"
    share, without = _share(spoken, whole), without_text(spoken, whole)
    if whole.covered == 1:
        unit = scope.names(whole.units)[0]
        return words("Mới có {unit}{share}: {value}", unit=unit, share=share, value=value)
    if whole.covered == whole.expected:
        return words("{value} ở cả {n} tỉnh", value=value, n=whole.expected)
    k, n = whole.covered, whole.expected
    if whole.enough:
        text = words("{value} ở {k}/{n} tỉnh{share}", value=value, k=k, n=n, share=share)
    else:
        text = words(
            "{k}/{n} tỉnh đã công bố{share} cộng lại {value}",
            value=lowered(value),
            k=k,
            n=n,
            share=share,
        )
    return text + without


def _share(spoken: Spoken, whole: Whole) -> str:
    """What the units of a sum hold of the population, right after the units: of them it is said."""
    if whole.share is None or whole.covered == whole.expected:
        return ""
    words = spoken.scope.words
    return words(" ({share} dân số)", share=words.percent(whole.share, 1))


def sum_headline(scope: Scope, indicator: Indicator) -> str:
    """The same as a sentence that stands alone: 5/8 tỉnh đã công bố, cộng lại 99 hội viên."""
    words, spoken = scope.words, Spoken.of(scope, indicator)
    whole, name = spoken.whole, words.of(indicator.short_vi, indicator.short_en)
    if whole is None or whole.expected == 1:
        return f"{name}: {lowered(_said(spoken, whole))}"
    if whole.covered == 1:
        template = mark("Mới có {unit} công bố: {value} {name}")
    elif whole.covered == whole.expected:
        template = mark("Cả {n} tỉnh đã công bố, cộng lại {value} {name}")
    else:
        template = mark("{k}/{n} tỉnh đã công bố, cộng lại {value} {name}")
    return words(
        template,
        unit=scope.names(whole.units)[0],
        k=whole.covered,
        n=whole.expected,
        value=bounded_said(words, indicator, whole.value),
        name=lowered(name),
    )


def sum_extent(scope: Scope, indicator: Indicator) -> str:
    """Below that sentence: the years of its figures and what their units hold of the population; ''
    where all or none have published."""
    words, spoken = scope.words, Spoken.of(scope, indicator)
    whole = spoken.whole
    if whole is None or whole.share is None or whole.covered == whole.expected:
        return ""
    year, _ = scope.weights
    return words(
        "Số của {years}; các tỉnh đã công bố chiếm {share} dân số {whole} (năm {year}).",
        years=words.years(*whole.years),
        share=words.percent(whole.share, 1),
        whole=scope.whole_name,
        year=year,
    )


def _coverage(scope: Scope, whole: Whole | None) -> str:
    """The years of the figures, and that of the population of which their units hold a share."""
    if whole is None:
        return ""
    words = scope.words
    years = words.years(*whole.years)
    year, _ = scope.weights
    if whole.share is None or whole.covered == whole.expected:
        return words("Số của {years}.", years=years)
    return words("Số của {years}, dân số của {year}.", years=years, year=year)


def _per_head(scope: Scope, rate: Indicator) -> str:
    """Of all where five eighths of the units have it, else the units that published one by one."""
    words, spoken = scope.words, Spoken.of(scope, rate)
    name = words.of(rate.short_vi, rate.short_en)
    found = spoken.rate
    if found is not None and found.value is not None and found.years is not None:
        return words(
            "{name} của {whole}: {value} ({years}), tính từ {k}/{n} tỉnh.",
            name=name,
            whole=scope.whole_name,
            value=bounded_said(words, rate, found.value),
            years=words.years(*found.years),
            k=found.covered,
            n=spoken.expected,
        )
    if not spoken.firm:
        return words("{name}: chưa tỉnh nào có số.", name=name)
    told = "; ".join(
        f"{row['unit_name']} {row_said(words, rate, row)} ({row['year']})"
        for row in spoken.firm[:NAMED]
    )
    return words("{name}: {figures}.", name=name, figures=told)
