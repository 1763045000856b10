"""How high a rate is, of all or from where to where; and whether what must rise rose."""

from __future__ import annotations

from khdash.exhibit.core.figures import as_rows
from khdash.exhibit.core.notes import basis_name
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import span_of
from khdash.exhibit.core.spoken import Spoken
from khdash.exhibit.topics.answers.answer import (
    Answer,
    Gap,
    See,
    bounded_said,
    line_of,
    row_said,
    text_line,
)
from khdash.exhibit.topics.answers.goals import rate_name
from khdash.exhibit.topics.answers.left_out import left_out
from khdash.exhibit.topics.targets.yearly_rise import (
    counted,
    rise_headline,
    rise_rule,
    rises_in,
)
from khdash.model.indicators import Indicator
from khdash.model.roles import RisingShare


def rate_answer(scope: Scope, indicator: Indicator) -> Answer:
    """The rate of all shown units, or from where to where the known ones lie, never their mean."""
    words, spoken = scope.words, Spoken.of(scope, indicator)
    rows = spoken.firm if spoken.rate is None else as_rows(scope, spoken.rate_rows)
    having = {row["unit"] for row in rows}
    lacking = tuple(key for key in scope.unit_keys if key not in having)
    name = rate_name(scope, indicator)
    rows = sorted(rows, key=lambda row: -row["value"])
    detail = ""
    if rows:
        told = words("Số của {years}.", years=words.years(*span_of(rows)))
        basis = basis_name(words, spoken.basis)
        detail = f"{told} {basis[:1].upper()}{basis[1:]}." if basis else told
    return Answer(
        code=f"rate:{indicator.code}",
        subject=name,
        question=words("{name} là bao nhiêu?", name=name),
        said=rate_said(spoken),
        detail=detail,
        lines=tuple(line_of(scope, indicator, row) for row in rows),
        note=left_out(spoken, having),
        see=See(indicator.theme, indicator.code),
        link=words("Xem từng tỉnh"),
        gap=Gap.of(scope, lacking, (indicator.code,)),
    )


def rate_said(spoken: Spoken) -> str:
    """The rate as sum over sum; else the lowest and the highest, of one denominator."""
    scope, words, indicator = spoken.scope, spoken.scope.words, spoken.indicator
    found, spread = spoken.rate, spoken.spread
    if found is not None and found.value is not None:
        value = bounded_said(words, indicator, found.value)
        return words(
            "{whole}: {value}, tính từ tổng của {k}/{n} tỉnh",
            whole=scope.whole_name,
            value=value,
            k=found.covered,
            n=spoken.expected,
        )
    if spread is None:
        first = scope.year - scope.tolerance
        return words("Từ {first} chưa tỉnh nào có số để nêu", first=first)
    if spread.n == 1:
        row = spoken.firm[0]
        return f"{row['unit_name']}: {row_said(words, indicator, row)} ({row['year']})"
    return words(
        "{k}/{n} tỉnh có số: thấp nhất {low}, cao nhất {high}",
        k=spread.n,
        n=spoken.expected,
        low=bounded_said(words, indicator, spread.min),
        high=bounded_said(words, indicator, spread.max),
    )


def rise_answer(scope: Scope) -> Answer:
    """Whether the shares that must be higher each year were, by the exhibit of that rule."""
    words, catalogue = scope.words, scope.dataset.catalogue
    asked = rises_in(scope, [scope.year])
    settled = [row for row in asked if row["verdict"] != "cannot_be_judged"]
    units = len({row["unit"] for row in settled})
    behind = list(
        dict.fromkeys(row["unit_name"] for row in settled if row["verdict"] == "not_higher")
    )
    if not settled:
        said = rise_headline(scope, asked)
    elif behind:
        said = words(
            "{k}/{n} tỉnh xét được chưa đạt: {names}",
            k=len(behind),
            n=units,
            names=words.listed(behind),
        )
    else:
        said = words("{n} tỉnh xét được đều đạt", n=units)
    names = {share.code: _short_name(scope, share) for share in catalogue.rising_shares}
    lines = [text_line(names[item], text) for item, text in counted(words, names, settled)]
    return Answer(
        code="rise",
        subject=words("Năm sau so với năm trước"),
        question=words("Năm {year} có cao hơn năm trước không?", year=scope.year),
        said=said,
        detail=rise_rule(words),
        lines=tuple(lines),
        see=See("targets"),
        link=words("Xem năm sau so với năm trước"),
    )


def _short_name(scope: Scope, share: RisingShare) -> str:
    """The share as its indicator is called in a line; its own name where it has none."""
    indicator = scope.dataset.catalogue.indicators.get(share.rate)
    if indicator is None:
        return scope.words.name(share)
    return scope.words.of(indicator.short_vi, indicator.short_en)
