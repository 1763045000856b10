"""Whether a count rose or fell, unit by unit against its own figure before."""

from __future__ import annotations

import math
from collections import Counter

from khdash.exhibit.core.change_words import change_text
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.answers.answer import Answer, See, text_line
from khdash.locale import mark
from khdash.locale.words import lowered
from khdash.model.indicators import Indicator
from khdash.model.rows import Row
from khdash.transform.growth import unit_changes
from khdash.transform.records import is_firm

SETTLED = (
    ("up", mark("{n} tỉnh tăng")),
    ("down", mark("{n} tỉnh giảm")),
    ("same", mark("{n} tỉnh không đổi")),
)


def move_answer(scope: Scope, indicator: Indicator) -> Answer:
    """How many units rose and fell since their figure before, the newest within the tolerance."""
    words, first = scope.words, scope.year - scope.tolerance
    # A figure of low confidence between two trusted ones is passed over.
    series = scope.series(indicator, first_year=scope.first_year)
    trusted = [row for row in series if is_firm(row["confidence"])]
    changes = [row for row in unit_changes(trusted, indicator.kind) if row["year"] >= first]
    counts = Counter(row["direction"] for row in changes)
    told = [words(text, n=counts[name]) for name, text in SETTLED if counts[name]]
    settled = sum(counts[name] for name, _ in SETTLED)
    if len(changes) > settled:
        told.append(words("{n} tỉnh chưa rõ vì số làm tròn", n=len(changes) - settled))
    known = {row["unit"] for row in changes}
    gone = [key for key in scope.unit_keys if key not in known]
    if gone and changes:
        told.append(words("{n} tỉnh chưa có hai số để so", n=len(gone)))
    name = words.of(indicator.short_vi, indicator.short_en)
    said = words("Từ {first} chưa tỉnh nào có hai số để so", first=first)
    return Answer(
        code=f"move:{indicator.code}",
        subject=name,
        question=words("{name} tăng hay giảm?", name=name),
        said=", ".join(told) or said,
        detail=words("Số mới nhất so với số liền trước đủ tin cậy của chính tỉnh đó.")
        if changes
        else "",
        lines=tuple(
            text_line(
                scope.unit_name(row["unit"]),
                f"{change_said(scope, indicator, row)} ({row['base_year']}–{row['year']})",
            )
            for row in changes
        ),
        note=words("Chưa so được: {names}.", names=words.listed(scope.names(gone)))
        if gone and changes
        else "",
        see=See(indicator.theme, indicator.code),
        link=words("Xem {name} qua các năm", name=lowered(name)),
    )


def change_said(scope: Scope, indicator: Indicator, row: Row) -> str:
    """The change of a unit in words. Where its bounds settle neither a rise nor a fall that is said
    first: a ceiling alone ("không tăng quá 30,3 %") is read as no rise.
    """
    said = change_text(scope, indicator, row)
    if row["direction"] == "undecided" and 0 < row["abs_upper"] < math.inf:
        return scope.words("chưa rõ, {change}", change=said)
    return said
