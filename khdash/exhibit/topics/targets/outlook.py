"""Outlook: where a figure would stand at the target year if it kept its pace, as a range."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from khdash.exhibit.core.aside import aside
from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.scope import Scope
from khdash.locale import Words, mark
from khdash.locale.gaps import gap_text
from khdash.locale.words import Rounding
from khdash.model.dataset import Dataset
from khdash.model.entries import Target
from khdash.model.frames import stacked
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, grouped, rows_of
from khdash.model.selection import Selection
from khdash.transform.outlook import OUTLOOK, outlooks
from khdash.transform.target_status import may_judge

PROGRAMMES_END = 2030
"""The last year of decisions 387, 677 and 1373: the horizon of indicators without a target."""

REACHES = {
    "yes": mark("có thể đạt"),
    "no": mark("chưa đạt được"),
    "open": mark("chưa chắc đạt"),
    "": "",
}


def build_outlook(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a unit, basis, origin and target (or the horizon where there is no target)."""
    scope = Scope.of(dataset, selection.with_(form=""))
    words = scope.words
    table = stacked(*(_of_indicator(scope, indicator) for indicator in scope.indicators))
    known = table[table["reason"] == ""]
    sentences = [outlook_sentence(words, row) for row in rows_of(known)]
    nothing = words("Chưa tỉnh nào có từ ba số so sánh được trở lên để ước xu hướng")
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words("Nếu giữ nhịp hiện nay"),
        headline=sentences[0] if sentences else nothing,
        subtitle=words("Tính từ các số sau mốc thay đổi gần nhất, đến {year}.", year=scope.year),
        columns=_columns(words),
        notes=_notes(words, known),
        alt=" ".join(f"{text}." for text in sentences or [nothing]),
        extra=aside(rows_of(table), lambda row: bool(row["reason"])),
    )


def _of_indicator(scope: Scope, indicator: Indicator) -> pd.DataFrame:
    targets = [
        target
        for target in scope.dataset.catalogue.targets
        if target.indicator == indicator.code
        and target.subgroup == scope.selection.subgroup
        and target.year > scope.year
    ]
    most = 100.0 if indicator.unit == "%" else math.inf
    oldest = scope.year - scope.tolerance
    series = scope.series(indicator)
    found: list[Row] = []
    lines = grouped(series, "unit", "basis", "origin")
    for (unit, basis, origin), figures in sorted(lines.items(), key=lambda item: item[0]):
        own = _targets_of(scope, unit, basis, targets)
        horizons = sorted({t.year for t in own}) or [max(PROGRAMMES_END, scope.year + 1)]
        breaks = [b.year for b in scope.breaks(indicator, origin)]
        sources = " ".join(dict.fromkeys(row["source_id"] for row in figures if row["source_id"]))
        for row in outlooks(figures, horizons, breaks, most, oldest):
            aims: Sequence[Target | None] = [t for t in own if t.year == row["horizon"]] or [None]
            found += [_row(scope, indicator, row | {"source_id": sources}, aim) for aim in aims]
    columns = [*IDENTITY, *(c for c in OUTLOOK if c not in IDENTITY), *EXTRA]
    return pd.DataFrame(found, columns=columns).astype({**OUTLOOK, "target_value": "float64"})


IDENTITY = ("unit", "unit_code", "unit_valid_from", "unit_name", "indicator", "indicator_name")
EXTRA = (
    "target_value",
    "target_unit",
    "target_basis",
    "instrument",
    "reaches",
    "provisional",
    "measure",
    "decimals",
    "qualifier",
    "last_qualifier",
    "range_text",
    "reaches_name",
    "reason_text",
    "source_id",
)


def _targets_of(scope: Scope, unit: str, basis: str, targets: Sequence[Target]) -> list[Target]:
    """The targets that figures of a basis may be held against, own ones and the country's."""
    owners = (unit, scope.dataset.catalogue.country)
    return [t for t in targets if t.unit in owners and may_judge(t.basis, basis)]


def _row(
    scope: Scope, indicator: Indicator, row: dict[str, Any], target: Target | None
) -> dict[str, Any]:
    words = scope.words
    reaches = reach(row, target.value) if target else ""
    low, high = (
        words.amount(row[name], indicator.unit, indicator.decimals, rounding)
        for name, rounding in _ENDS
    )
    return {
        **row,
        **scope.named(row["unit"]),
        "indicator": indicator.code,
        "indicator_name": words.of(indicator.short_vi, indicator.short_en),
        "target_value": target.value if target else float("nan"),
        "target_unit": target.unit if target else "",
        "target_basis": target.basis if target else "",
        "instrument": words.of(target.instrument_vi, target.instrument_en) if target else "",
        "reaches": reaches,
        "provisional": "unstated" in (row["basis"], target.basis if target else ""),
        "measure": indicator.unit,
        "decimals": indicator.decimals,
        "qualifier": "exact" if row["lower"] == row["upper"] else "about",
        "last_qualifier": "exact",  # an outlook rests on exact figures alone
        "range_text": "" if row["reason"] else _range(low, high, words),
        "reaches_name": words(REACHES[reaches]) if reaches else "",
        "reason_text": gap_text(words, row["reason"]) if row["reason"] else "",
    }


def _range(low: str, high: str, words: Words) -> str:
    """Two ends that round to one figure, as at a ceiling of 100 %, are said once."""
    return low if low == high else words("{low} đến {high}", low=low, high=high)


_ENDS: tuple[tuple[str, Rounding], ...] = (("lower", "down"), ("upper", "up"))
"""The ends of a range and how each is rounded: away from it."""


def reach(row: dict[str, Any], target: float) -> str:
    """Whether the range reaches a target: yes, no, or open; '' without a range."""
    if row["reason"]:
        return ""
    if row["lower"] >= target:
        return "yes"
    return "no" if row["upper"] < target else "open"


def outlook_sentence(words: Words, row: dict[str, Any]) -> str:
    """Ninh Bình: nếu giữ nhịp 2014–2020, hội viên năm 2030 khoảng 350.000 đến 390.000."""
    return words(
        "{unit}: nếu giữ nhịp {years}, {name} năm {year} vào khoảng {range}",
        unit=row["unit_name"],
        years=words.years(int(row["first_year"]), int(row["last_year"])),
        name=row["indicator_name"],
        year=row["horizon"],
        range=row["range_text"],
    )


def _notes(words: Words, known: pd.DataFrame) -> tuple[Note, ...]:
    notes = [
        Note(
            "derived",
            words(
                "Độ dốc Theil–Sen với khoảng tin cậy 90 % (Sen, 1968), chỉ từ số chính xác và"
                " không qua mốc thay đổi tiêu chí. Đây là phép kéo dài, không phải dự báo."
            ),
        )
    ]
    if len(known) and known["far"].any():
        notes.append(
            Note("insufficient", words("Năm cần ước còn xa hơn quãng đã có số: đọc thận trọng."))
        )
    return tuple(notes)


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("unit_name", words("Tỉnh, thành phố")),
        Column("indicator_name", words("Chỉ số")),
        Column("first_year", words("Từ năm"), "year"),
        Column("last_year", words("Đến năm"), "year"),
        Column("points", words("Số điểm"), "rank"),
        Column("last_value", words("Số mới nhất"), "figure"),
        Column("horizon", words("Năm ước"), "year"),
        Column("range_text", words("Khoảng ước")),
        Column("target_value", words("Chỉ tiêu"), "figure"),
        Column("instrument", words("Văn bản")),
        Column("reaches_name", words("So với chỉ tiêu")),
        Column("reason_text", words("Lý do")),
    )
