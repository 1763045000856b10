"""What a rule of plausibility names that it did not name at the last run."""

from __future__ import annotations

import pandas as pd

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.quality.findings import columns, described, findings_on, wanted
from khdash.locale import Words
from khdash.model.frames import each_row
from khdash.model.rows import rows_of
from khdash.model.selection import Selection
from khdash.schedule.alerts.telling import News
from khdash.schedule.product import Given, Known

SAME = ["rule", "unit", "indicator", "subgroup", "basis", "year", "seen"]
"""What makes two findings one: the rule, the figure, and the values that were judged."""


def rules(given: Given, before: Known) -> News | None:
    """The findings that wait for a person now and did not then."""
    found, known = _waiting(given.selection, given.now), _waiting(given.selection, before)
    old = pd.MultiIndex.from_frame(known[SAME])
    new = found[~pd.MultiIndex.from_frame(found[SAME]).isin(old)].reset_index(drop=True)
    if new.empty:
        return None
    scope = _scope(given.selection, given.now)
    words, table = scope.words, described(scope, new)
    exhibit = assemble(
        scope,
        "quality_findings",
        "table",
        table,
        title=words("Những số liệu cần xem lại"),
        headline=words(
            "{n} điều mới cần xem lại ở {k} tỉnh, thành phố",
            n=words.number(len(table)),
            k=table["unit"].nunique(),
        ),
        subtitle=words(
            "Quy tắc chỉ nêu câu hỏi, không sửa số nào; người biết rõ xác nhận số đúng."
        ),
        columns=columns(words),
        alt=words("Bảng {n} điều cần xem lại, mỗi dòng một số liệu.", n=words.number(len(table))),
    )
    return News(exhibit, [_line(row, words) for row in each_row(table)])


def _scope(selection: Selection, known: Known) -> Scope:
    return Scope.of(known.dataset, selection)


def _waiting(selection: Selection, known: Known) -> pd.DataFrame:
    found = findings_on(known.dataset, known.day)
    asked = wanted(_scope(selection, known))
    waiting = [asked(row) and not row["confirmed"] for row in rows_of(found)]
    return found[waiting].reset_index(drop=True)


def _line(row: pd.Series, words: Words) -> str:
    return words(
        "{unit}, {name} ({year}): {rule}. {why} {to_do}",
        unit=row.unit_name,
        name=row.indicator_name,
        year=row.year,
        rule=row.rule_name,
        why=row.why,
        to_do=row.to_do,
    )
