"""The card of what only its exhibit can tell: a point of two figures, the score of a province."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.notes import basis_name
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sources import source_lines
from khdash.exhibit.topics.lookup.part import Part, PartsCard, printed
from khdash.exhibit.topics.lookup.shown import ShownFigure, What
from khdash.model.dataset import Dataset
from khdash.model.rows import Row, has_value, is_number

OF_EXHIBIT: tuple[What, ...] = ("pair", "score")


def card_in(dataset: Dataset, exhibit: Exhibit, shown: ShownFigure) -> PartsCard | None:
    """The card of a point of two figures, or of a score, from the rows of its exhibit."""
    scope = Scope.of(dataset, exhibit.selection)
    rows = [row for row in exhibit.rows if row["unit"] == shown.unit]
    if not rows:
        return None
    if shown.what == "pair":
        return _pair(scope, exhibit, rows[0])
    return _score(scope, rows)


def _pair(scope: Scope, exhibit: Exhibit, row: Row) -> PartsCard:
    words, parts = scope.words, []
    for prefix, axis in (("x_", "x"), ("", "y")):
        code = row[f"{prefix}indicator"]
        indicator = next((i for i in scope.indicators if i.code == code), scope.indicator)
        figure = ShownFigure(
            unit=row["unit"],
            indicator=code,
            year=int(row[f"{prefix}year"]),
            basis=row[f"{prefix}basis"],
            subgroup=row["subgroup"],
            form=indicator.form,
        )
        sources = source_lines(scope, [{"source_id": row[f"{prefix}source_id"]}])
        value = {"value": row[f"{prefix}value"], "qualifier": row[f"{prefix}qualifier"]}
        parts.append(
            Part(
                str(exhibit.extra[f"{axis}_title"]),
                printed(words, indicator, value),
                str(figure.year),
                basis_name(words, figure.basis),
                sources,
                figure,
            )
        )
    return PartsCard(
        str(row["unit_name"]), "", words("Điểm này đặt hai số liệu cạnh nhau."), tuple(parts)
    )


def _score(scope: Scope, rows: Sequence[Row]) -> PartsCard:
    """The score of a province: every criterion with its figure and what it adds."""
    words, parts = scope.words, []
    for row in rows:
        points = words("đóng góp {n} điểm", n=words.number(row["value"], 1))
        note = points if has_value(row) else str(row["missing_text"])
        parts.append(
            Part(
                str(row["criterion_name"]),
                str(row["amount_text"]) or "–",
                "",  # The amount says its year, or its years, itself.
                note,
                source_lines(scope, [row]),
                _scored(row),
            )
        )
    return PartsCard(
        words("Điểm thi đua, {unit}", unit=rows[0]["unit_name"]),
        str(rows[0]["score_text"]),
        words("Cộng phần đóng góp của từng tiêu chí theo phương án đang xem."),
        tuple(parts),
    )


def _scored(row: Row) -> ShownFigure | None:
    """The figure that a criterion looked at."""
    if not row.get("indicator") or not is_number(row["year"]) or math.isnan(row["amount"]):
        return None
    figure = ShownFigure(
        row["unit"], row["indicator"], int(row["year"]), row["basis"], row["subgroup"]
    )
    if row["measured"] == "growth" and is_number(row["base_year"]):
        return replace(figure, what="change", base_year=int(row["base_year"]))
    return figure
