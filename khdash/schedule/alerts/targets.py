"""Targets that were reached or missed since the last run, or no longer are."""

from __future__ import annotations

import math
from collections.abc import Hashable

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.targets.status import (
    columns,
    status_alt,
    status_notes,
    status_rows,
    status_scope,
)
from khdash.locale import Words
from khdash.model.rows import Row
from khdash.model.value import Qualifier
from khdash.schedule.alerts.telling import News
from khdash.schedule.product import Given, Known

SETTLED = ("achieved", "missed")


def targets(given: Given, before: Known) -> News | None:
    """The judged targets whose status became one of SETTLED, or was one and is another."""
    scope = _scope(given, given.now)
    earlier = {_key(row): row for row in _judged(_scope(given, before))}
    words, rows = scope.words, []
    for row in _judged(scope):
        old = earlier.get(_key(row))
        was = old["status"] if old else ""
        if row["status"] != was and (row["status"] in SETTLED or was in SETTLED):
            name = old["status_name"] if old else words("chưa xét")
            rows.append({**row, "before_status": was, "before_name": name})
    if not rows:
        return None
    headline = words("{n} chỉ tiêu đổi tình trạng: đạt, không đạt hoặc thôi đạt", n=len(rows))
    exhibit = assemble(
        scope,
        "status",
        "table",
        rows,
        title=words("Chỉ tiêu và tiến độ"),
        headline=headline,
        columns=(*columns(words), Column("before_name", words("Lần trước"))),
        notes=status_notes(scope, rows),
        alt=status_alt(words, rows),
    )
    return News(exhibit, [_line(row, words) for row in rows])


def _scope(given: Given, known: Known) -> Scope:
    return status_scope(known.dataset, given.selection)


def _judged(scope: Scope) -> list[Row]:
    return [row for row in status_rows(scope) if row["judged"]]


def _key(row: Row) -> Hashable:
    return row["unit"], row["indicator"], row["subgroup"], row["target_year"]


def _line(row: Row, words: Words) -> str:
    measure, decimals = row["measure"], row["decimals"]
    return words(
        "{unit}, {name}: {status} mức {level} đến {year} ({instrument}); số mới nhất {latest}; lần"
        " trước: {before}",
        unit=row["unit_name"],
        name=row["indicator_name"],
        status=row["status_name"],
        level=words.figure(row["target_value"], measure, decimals),
        year=row["target_year"],
        instrument=row["instrument"],
        latest=_latest(row, words),
        before=row["before_name"],
    )


def _latest(row: Row, words: Words) -> str:
    """The figure with its year; a dash where there is none."""
    value: float = row["latest_value"]
    precision: Qualifier = row["latest_qualifier"] or "exact"
    text = words.figure(value, row["measure"], row["decimals"], precision)
    return text if math.isnan(value) else f"{text} ({row['latest_year']})"
