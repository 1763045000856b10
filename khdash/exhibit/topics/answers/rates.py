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
    lowered,
    row_said,
    text_line,
)
from khdash.exhibit.topics.answers.goals import rate_name
from khdash.exhibit.topics.answers.left_out import left_out
from khdash.exhibit.topics.targets.yearly_rise import rise_headline, rise_rule, rises_in
from khdash.model.indicators import Indicator


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
    words = scope.words
    asked = rises_in(scope, [scope.year])
    settled = [row for row in asked if row["verdict"] != "cannot_be_judged"]
    settled.sort(key=lambda row: row["verdict"] != "not_higher")
    lines = [
        text_line(f"{row['unit_name']} – {row['item_name']}", row["verdict_name"])
        for row in settled
    ]
    names = words.listed(
        words.name(share) if place == 0 else lowered(words.name(share))
        for place, share in enumerate(scope.dataset.catalogue.rising_shares)
    )
    return Answer(
        code="rise",
        subject=words("Năm sau so với năm trước"),
        question=words(
            "{names} năm {year} có cao hơn năm trước không?", names=names, year=scope.year
        ),
        said=rise_headline(scope, asked),
        detail=rise_rule(words),
        lines=tuple(lines),
        see=See("targets"),
        link=words("Xem năm sau so với năm trước"),
    )
