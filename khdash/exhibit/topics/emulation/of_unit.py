"""One province by a plan: each criterion with its figure and points, and what it lacks."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.topics.emulation.scores import Scores
from khdash.exhibit.topics.emulation.sentences import (
    award_notes,
    points_text,
    range_text,
    robustness_text,
)
from khdash.locale import Words
from khdash.model.units import split_key

OF_UNIT = "emulation_unit"


def of_unit(scores: Scores, contributions: pd.DataFrame, unit: str, title: str) -> Exhibit:
    """A row a criterion; all provinces are scored, for a criterion may compare them."""
    words = scores.scope.words
    own = contributions[contributions["unit"] == unit].reset_index(drop=True)
    # Points are of a criterion: the cards of figures belong to the figures that were scored.
    own["indicator"] = ""
    own["amount_text"] = [
        text or _reasons(scores, unit, code)
        for text, code in zip(own["amount_text"], own["criterion"], strict=True)
    ]
    shares = [scores.shares.get(code) for code in own["criterion"]]
    own["share_text"] = [words.percent(one, 0) if one is not None else "" for one in shares]
    selection = scores.scope.selection.with_(units=(unit,))
    scope = replace(scores.scope, selection=selection)
    name = scope.unit_name(unit)
    return assemble(
        scope,
        OF_UNIT,
        "table",
        own,
        title=title,
        headline=standing_text(scores, unit),
        subtitle=words(
            "Điểm của {name} theo từng tiêu chí, tính đến {year}.", name=name, year=scope.year
        ),
        columns=(
            Column("criterion_name", words("Tiêu chí")),
            Column("share_text", words("Trọng số")),
            Column("amount_text", words("Số dùng để chấm")),
            Column("normalised", words("Điểm tiêu chí"), "figure", "points", 1),
            Column("value", words("Đóng góp"), "figure", "points", 1),
            Column("source_id", words("Nguồn")),
        ),
        notes=tuple(_notes(scores, unit)),
        measure="points",
        decimals=1,
        alt=f"{title}. {standing_text(scores, unit)}.",
    )


def _reasons(scores: Scores, unit: str, adjustment: str) -> str:
    """Why points were given to a province or taken from it."""
    words, code = scores.scope.words, split_key(unit)[0]
    given = [a for a in scores.plan.awards if (a.unit, a.adjustment) == (code, adjustment)]
    return "; ".join(one.reason or words("không ghi lý do") for one in given if one.times)


def standing_text(scores: Scores, unit: str) -> str:
    """The score of a province with its rank and title, or the scores that it may have."""
    words, name = scores.scope.words, scores.scope.unit_name(unit)
    if scores.complete is None or unit not in scores.full:
        lacks, count = len(scores.missing_names(unit)), len(scores.criteria)
        return words(
            "{name} có số cho {k}/{m} tiêu chí, điểm có thể trong khoảng {range}",
            name=name,
            k=count - lacks,
            m=count,
            range=range_text(words, scores, unit),
        )
    points = points_text(words, scores, float(scores.complete.scores[unit]))
    said = words("{name} được {points} điểm", name=name, points=points)
    rank = scores.complete.ranks[unit]
    if scores.ranked and not pd.isna(rank):
        said += words(", hạng {rank} trong {n} tỉnh đủ số", rank=rank, n=len(scores.full))
    title = _title(scores, unit, words)
    return said + (words(", theo ngưỡng của phương án là {title}", title=title) if title else "")


def _title(scores: Scores, unit: str, words: Words) -> str:
    assert scores.complete is not None
    names = {one.name_vi: words.of(one.name_vi, one.name_en) for one in scores.scheme.titles}
    return names.get(str(scores.complete.titles[unit]), "")


def _notes(scores: Scores, unit: str) -> list[Note]:
    """What is lacking, what was given by hand and why, and what the points are for."""
    words = scores.scope.words
    notes = []
    if unit in scores.lacking:
        text = words("Chưa chấm được vì thiếu số: {names}.", names=scores.missing_text(unit))
        notes.append(Note("coverage", text))
    notes += award_notes(scores, unit)
    notes.append(
        Note(
            "reference", words("Bảng điểm hỗ trợ việc bình xét danh hiệu, không thay cho bình xét.")
        )
    )
    if scores.scheme.example:
        notes.append(Note("reference", words.of(scores.scheme.note_vi, scores.scheme.note_en)))
    if unit in scores.full:
        notes.append(Note("coverage", robustness_text(scores)))
    return notes
