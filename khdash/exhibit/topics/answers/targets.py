"""Chỉ tiêu: what is reached, what is late, and why the rest cannot be judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.figures import NO_FIGURE
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.answers.answer import Answer, See, answers_exhibit, text_line
from khdash.exhibit.topics.answers.own_targets import TARGET
from khdash.exhibit.topics.targets.status import STATUS_NAMES, status_rows, status_scope
from khdash.locale import mark
from khdash.locale.words import lowered
from khdash.model.dataset import Dataset
from khdash.model.gap import GapReason
from khdash.model.rows import Row, grouped
from khdash.model.selection import Selection
from khdash.transform.latest import is_shaded

REACHED = ("achieved", "on_track")
LATE = ("missed", "falling", "far_off", "needs_acceleration")
GROUPS: tuple[tuple[str, tuple[GapReason, ...]], ...] = (
    (
        mark("chưa có số của năm cần xét"),
        (GapReason.NO_DATA, GapReason.TOO_OLD, GapReason.NO_TARGET_YEAR),
    ),
    (
        mark("có số nhưng khác mẫu số, khác tiêu chí hoặc mới một phần địa bàn"),
        (GapReason.OTHER_BASIS, GapReason.NOT_COMPARABLE, GapReason.PARTIAL),
    ),
    (mark("có số nhưng mới một mốc, làm tròn hoặc độ tin cậy thấp"), ()),
)
"""Why a target cannot be judged, in three lines; the last takes every other reason."""


def build_target_answers(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The judged targets of the shown units: reached, late, and the rest by its reason."""
    scope = status_scope(dataset, selection.with_(indicators=(), subgroup="", basis=""))
    judged = [row for row in status_rows(scope) if row["judged"]]
    answers = [
        _settled(scope, judged, REACHED, "reached", mark("Chỉ tiêu nào đã đạt?")),
        _settled(scope, judged, LATE, "late", mark("Chỉ tiêu nào chậm?")),
        _open(scope, judged),
    ]
    return answers_exhibit(scope, name, scope.words("Chỉ tiêu"), answers)


def _settled(
    scope: Scope, judged: Sequence[Row], statuses: tuple[str, ...], code: str, question: str
) -> Answer:
    words = scope.words
    rows = [row for row in judged if row["status"] in statuses]
    counts = Counter(row["status"] for row in rows)
    told = ", ".join(
        words("{n} chỉ tiêu {status}", n=counts[status], status=words(STATUS_NAMES[status]))
        for status in statuses
        if counts[status]
    )
    provisional = sum(bool(row["provisional"]) for row in rows)
    if provisional:
        told += words(" ({n} tạm tính vì chưa rõ mẫu số)", n=provisional)
    said = told or _none(scope, judged, code)
    lines = [target_line(scope, row) for row in rows]
    if code == "late" and (unknown := overdue(scope, judged)):
        text = words("{n} chỉ tiêu đã hết hạn mà chưa xét được", n=len(unknown))
        said = f"{said}; {text}" if told else f"{text}; {lowered(said)}"
        lines += _overdue_lines(scope, unknown)
    return Answer(
        code=code,
        subject=words("Chỉ tiêu"),
        question=words(question),
        said=said[:1].upper() + said[1:],
        detail=words("Trong {n} chỉ tiêu, tính đến {year}.", n=len(judged), year=scope.year)
        if code == "reached"
        else "",
        lines=tuple(lines),
        see=See("targets"),
        link=words("Xem bảng chỉ tiêu"),
    )


def overdue(scope: Scope, judged: Sequence[Row]) -> list[Row]:
    """The targets whose year is over, and of which nobody can say whether they were reached."""
    return [
        row
        for row in judged
        if row["status"] == "cannot_be_judged" and row["target_year"] <= scope.year
    ]


def _overdue_lines(scope: Scope, rows: Sequence[Row]) -> Iterator[Row]:
    words = scope.words
    for unit, own in grouped(rows, "unit_name").items():
        years = [row["target_year"] for row in own]
        yield text_line(
            unit,
            words(
                "{n} chỉ tiêu hạn {years}", n=len(own), years=words.years(min(years), max(years))
            ),
        )


def _none(scope: Scope, judged: Sequence[Row], code: str) -> str:
    """That none is reached, or late, among those that can be judged at all."""
    words, settled = scope.words, sum(row["status"] != "cannot_be_judged" for row in judged)
    if not settled:
        return words("Chưa xét được chỉ tiêu nào")
    none = (
        mark("Trong {n} chỉ tiêu xét được, chưa chỉ tiêu nào đạt")
        if code == "reached"
        else mark("Trong {n} chỉ tiêu xét được, không chỉ tiêu nào chậm")
    )
    return words(none, n=settled)


def target_line(scope: Scope, row: Row, *, with_unit: bool = True) -> Row:
    """The newest figure with its year; the target, with its own, stands in the name."""
    words = scope.words
    name = f"{row['unit_name']}: {row['indicator_name']}" if with_unit else row["indicator_name"]
    level = words.amount(row["target_value"], row["measure"], row["decimals"])
    verdict = {"achieved": "reached", "on_track": "on_track", "missed": "below"}.get(
        row["status"], ""
    )
    return {
        **NO_FIGURE,
        **{key: row[key] for key in ("unit", "unit_code", "unit_valid_from", "unit_name")},
        **{key: row[key] for key in ("indicator", "subgroup", "basis", "measure", "decimals")},
        **{key: row[f"latest_{key}"] for key in ("year", "value", "lower", "upper", "qualifier")},
        "source_id": row["latest_source_id"],
        "form": "",
        "label": words(
            "{name}, mức {level} đến {year}",
            name=name,
            level=level,
            year=row["target_year"],
        ),
        "text": words.figure(
            row["latest_value"], row["measure"], row["decimals"], row["latest_qualifier"]
        ),
        "pale": is_shaded(row["latest_year"], scope.year),
        "in_said": False,
        "verdict": verdict,
        **{name: row[name] for name in TARGET},
        "level": level,
    }


def _open(scope: Scope, judged: Sequence[Row]) -> Answer:
    words = scope.words
    rows = [row for row in judged if row["status"] == "cannot_be_judged"]
    counts = Counter(_group(row["reason"]) for row in rows)
    lines = [
        text_line(words(text), words("{n} chỉ tiêu", n=counts[place]))
        for place, (text, _) in enumerate(GROUPS)
        if counts[place]
    ]
    said = (
        words("{k}/{n} chỉ tiêu chưa xét được", k=len(rows), n=len(judged))
        if rows
        else words("Chỉ tiêu nào cũng xét được")
    )
    return Answer(
        code="open",
        subject=words("Chỉ tiêu"),
        question=words("Chỉ tiêu nào chưa xét được, vì sao?"),
        said=said,
        lines=tuple(lines),
        see=See("quality"),
        link=words("Xem còn thiếu gì"),
    )


def _group(reason: str) -> int:
    known = (place for place, (_, reasons) in enumerate(GROUPS) if reason in reasons)
    return next(known, len(GROUPS) - 1)
