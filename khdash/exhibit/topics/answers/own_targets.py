"""A rate beside the levels that the associations of the shown units set themselves."""

from __future__ import annotations

from dataclasses import replace

from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.answers.answer import Answer
from khdash.exhibit.topics.answers.rates import rate_answer
from khdash.exhibit.topics.lookup.target_key import ShownTarget
from khdash.exhibit.topics.targets.status import status_rows
from khdash.model.indicators import Indicator
from khdash.model.rows import Row

SETTLED = {"achieved": "reached", "missed": "below"}
"""What a status says of the level itself; the others are of the way there."""
TARGET = ("target_value", "target_year", "target_unit", "target_basis")


def own_target_answer(scope: Scope, indicator: Indicator) -> Answer:
    """The answer on the rate, with what the units' own targets come to in its second line."""
    words, found = scope.words, rate_answer(scope, indicator)
    rows = own_targets(scope, indicator)
    told = "; ".join(_target_said(scope, indicator, row) for row in rows)
    detail = (
        words("Mức các Hội tự đặt: {targets}.", targets=told)
        if rows
        else words("Chưa Hội nào trong các tỉnh này đặt mức riêng.")
    )
    levels = tuple((_level(scope, indicator, row), ShownTarget.of_row(row)) for row in rows)
    judged = {(row["unit"], row["latest_year"]): row for row in rows}
    lines = tuple(_held(line, judged.get((line["unit"], line["year"]))) for line in found.lines)
    return replace(
        found,
        code=f"own:{indicator.code}",
        detail=" ".join(filter(None, [found.detail, detail])),
        lines=lines,
        levels=levels,
    )


def _held(line: Row, target: Row | None) -> Row:
    """A line beside the unit's own level, where the figure is the one that was judged."""
    if target is None:
        return line
    verdict = SETTLED.get(target["status"], "")
    return {**line, "verdict": verdict, **{name: target[name] for name in TARGET}}


def own_targets(scope: Scope, indicator: Indicator) -> list[Row]:
    """The judged targets that units set themselves: rows of the exhibit `status`."""
    asked = Scope.of(scope.dataset, scope.selection.with_(indicators=(indicator.code,)))
    rows = status_rows(asked)
    return [row for row in rows if row["judged"] and row["target_unit"] == row["unit"]]


def _target_said(scope: Scope, indicator: Indicator, row: Row) -> str:
    """Hưng Yên 50.000 đồng/người (2018) – số làm tròn, chưa đủ căn cứ."""
    level = _level(scope, indicator, row)
    how = row["reason_text"] or row["status_name"]
    return f"{row['unit_name']} {level} ({row['target_year']}) – {how}"


def _level(scope: Scope, indicator: Indicator, row: Row) -> str:
    return scope.words.amount(row["target_value"], indicator.unit, indicator.decimals)
