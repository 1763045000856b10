"""What an answer leaves out: older, doubtful or other figures, each with its year and reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from khdash.exhibit.core.figures import is_comparable
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import dated
from khdash.exhibit.core.spoken import Spoken
from khdash.locale import mark
from khdash.locale.gaps import gap_text
from khdash.model.gap import GapReason
from khdash.model.rows import Row, has_value
from khdash.transform.records import is_firm


def left_out(
    spoken: Spoken,
    used: Collection[str],
    reason_of: Callable[[Row], str] | None = None,
) -> str:
    """Sentences on the units that an answer does not rest on; '' where it rests on all.

    used: keys of the units that it rests on. reason_of: why a figure that may be compared is still
    not used; by default only that it is of low confidence.
    """
    groups: dict[str, list[Row]] = {}
    silent: list[str] = []
    for unit in spoken.scope.unit_keys:
        own = [row for row in spoken.latest if row["unit"] == unit and has_value(row)]
        if unit in used:
            continue
        if not own:
            silent.append(unit)
        for row in own:
            groups.setdefault(_reason(row, reason_of), []).append(row)
    said = [_sentence(spoken, reason, rows) for reason, rows in groups.items()]
    if silent and len(spoken.scope.unit_keys) > 1:
        names = spoken.scope.words.listed(spoken.scope.names(silent))
        said.append(spoken.scope.words("Chưa có số: {names}.", names=names))
    return " ".join(said)


def _reason(row: Row, reason_of: Callable[[Row], str] | None) -> str:
    if not is_comparable(row):
        return str(row["missing"])
    if not is_firm(row["confidence"]):
        return str(GapReason.LOW_CONFIDENCE)
    return reason_of(row) if reason_of else str(GapReason.OTHER_BASIS)


def _sentence(spoken: Spoken, reason: str, rows: list[Row]) -> str:
    """The figures of one reason; those of low confidence by name only (methods.md rule 6)."""
    scope, words = spoken.scope, spoken.scope.words
    if reason == GapReason.LOW_CONFIDENCE:
        names = words.listed(dict.fromkeys(f"{r['unit_name']} ({r['year']})" for r in rows))
        return words("Độ tin cậy thấp, không tính: {figures}.", figures=names)
    many = len({row["basis"] for row in spoken.latest if row["basis"]}) > 1
    figures = ", ".join(
        dated(scope, spoken.indicator, row, with_basis=many)
        for row in sorted(rows, key=lambda row: -row["year"])
    )
    if reason == GapReason.TOO_OLD:
        return words("Số cũ hơn, không tính: {figures}.", figures=figures)
    return words(
        "Không tính vì {reason}: {figures}.", reason=gap_text(words, reason), figures=figures
    )


NOT_JUDGED = mark("Trên số đăng ký, không xét: {figures}.")


def registered_rows(spoken: Spoken, used: Mapping[str, int]) -> list[Row]:
    """The firm figures of registered families and the like, on which no target is set, as far as
    they say more: of units that have no other, or newer ones. used: the year told of each unit.
    """
    return [
        row
        for row in spoken.latest
        if row["basis"] == "registered"
        and is_comparable(row)
        and is_firm(row["confidence"])
        and row["year"] > used.get(row["unit"], 0)
    ]


def registered(scope: Scope, spoken: Spoken, used: Mapping[str, int]) -> str:
    """Those figures in a sentence of their own; '' where there are none."""
    rows = registered_rows(spoken, used)
    figures = ", ".join(dated(scope, spoken.indicator, row) for row in rows)
    return scope.words(NOT_JUDGED, figures=figures) if figures else ""
