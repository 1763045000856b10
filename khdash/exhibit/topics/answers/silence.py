"""Who is silent: units without a published figure within the tolerance, and what else lacks."""

from __future__ import annotations

from collections.abc import Sequence

from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.spoken import Spoken
from khdash.exhibit.topics.answers.answer import Answer, Gap, See, text_line
from khdash.exhibit.topics.answers.goals import rate_name
from khdash.model.indicators import Indicator


def silent_units(scope: Scope) -> list[str]:
    """The shown units without any figure of the association within the tolerance."""
    catalogue = scope.dataset.catalogue
    context = [entry.code for entry in catalogue.indicators.values() if entry.is_context]
    rows = scope.current
    within = rows["year"].between(scope.year - scope.tolerance, scope.year)
    speaking = set(rows.loc[within & ~rows["indicator"].isin(context), "unit"])
    return [key for key in scope.unit_keys if key not in speaking]


def lacking(scope: Scope, indicator: Indicator) -> list[str]:
    """The shown units without a figure of an indicator that may be named, on any denominator."""
    having = {row["unit"] for row in Spoken.of(scope, indicator).named}
    return [key for key in scope.unit_keys if key not in having]


def silence_answer(scope: Scope, indicators: Sequence[Indicator]) -> Answer:
    """Who is silent, and which units lack each of the indicators."""
    words = scope.words
    first, silent = scope.year - scope.tolerance, silent_units(scope)
    gaps = {entry.code: lacking(scope, entry) for entry in indicators}
    units = tuple(silent or dict.fromkeys(key for own in gaps.values() for key in own))
    if silent:
        names = words.listed(scope.names(silent))
        said = words("{names}: chưa có số nào từ {first}", names=names, first=first)
    elif units:
        said = words("Tỉnh nào cũng có số từ {first}, nhưng chưa đủ các số chính", first=first)
    else:
        said = words("Tỉnh nào cũng có đủ các số chính từ {first}", first=first)
    lines = [
        text_line(
            rate_name(scope, entry),
            words("thiếu {names}", names=words.listed(scope.names(gaps[entry.code])))
            if gaps[entry.code]
            else words("đủ {n} tỉnh", n=len(scope.unit_keys)),
        )
        for entry in indicators
    ]
    form = words("Gửi theo biểu điền sẵn; thấy trước thay đổi, hoàn tác được.")
    return Answer(
        code="silent",
        subject=words("Chưa có số"),
        question=words("Tỉnh nào chưa có số công bố?"),
        said=said,
        lines=tuple(lines),
        note=form if units else "",
        see=See("quality"),
        link=words("Xem còn thiếu gì"),
        gap=Gap.of(scope, units, [entry.code for entry in indicators]),
    )
