"""Targets and progress: every target of the shown units with its five numbers and its status."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from khdash.exhibit.core.aside import ASIDE_TITLE, aside
from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.scope import Scope
from khdash.locale import Words, mark
from khdash.locale.gaps import gap_text
from khdash.locale.words import ROUNDINGS
from khdash.model.dataset import Dataset
from khdash.model.frames import STATUS
from khdash.model.indicators import Indicator
from khdash.model.kept import kept
from khdash.model.rows import Row, framed
from khdash.model.selection import Selection
from khdash.model.units import split_key
from khdash.model.value import SIGNS, qualifier_of
from khdash.transform.target_status import Asked, target_statuses

STATUS_NAMES = {
    "achieved": mark("đã đạt"),
    "on_track": mark("đúng tiến độ"),
    "needs_acceleration": mark("cần đẩy nhanh"),
    "far_off": mark("còn xa"),
    "falling": mark("đi lùi"),
    "missed": mark("không đạt đúng hạn"),
    "cannot_be_judged": mark("chưa đủ căn cứ"),
    "": mark("để tham chiếu"),
}
"""The statuses as a reader sees them, best first."""
TEXTS = (
    "unit_code",
    "unit_valid_from",
    "unit_name",
    "indicator_name",
    "instrument",
    "measure",
    "decimals",
    "base_qualifier",
    "latest_qualifier",
    "remaining_growth_qualifier",
    "achieved_text",
    "needed_text",
    "status_name",
    "reason_text",
    "source_id",
)
STATUS_COLUMNS = (*(name for name in STATUS if not name.startswith("instrument_")), *TEXTS)
"""The columns of a status as a reader sees it."""


def build_status(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a unit, target and basis; without chosen indicators, every target on record."""
    scope = status_scope(dataset, selection)
    words = scope.words
    rows = status_rows(scope)
    return assemble(
        scope,
        name,
        "table",
        rows or framed([], STATUS_COLUMNS),
        title=words("Chỉ tiêu và tiến độ"),
        headline=counts_sentence(words, [row for row in rows if row["judged"]]),
        subtitle=words(
            "Số mới nhất đến {year}, so mức đã tăng với mức cần tăng mỗi năm kể từ năm gốc.",
            year=scope.year,
        ),
        columns=columns(words),
        notes=status_notes(scope, rows),
        alt=status_alt(words, rows),
        extra={
            **aside(rows, lambda row: row["reason"] == "reference"),
            ASIDE_TITLE: words("Chỉ tiêu cả nước để đối chiếu, từng dòng"),
        },
    )


def status_scope(dataset: Dataset, selection: Selection) -> Scope:
    """The scope of the figures as reported: a target is set for no other form of them."""
    return Scope.of(dataset, selection.with_(form="", reference=""))


def status_rows(scope: Scope) -> list[Row]:
    """StatusFrame rows of every chosen indicator, with the names and texts that a reader sees.

    Rows are shared between exhibits: a changed one is a new one.
    """
    return _status_rows(scope.dataset, scope.selection)


@kept(32)
def _status_rows(dataset: Dataset, selection: Selection) -> list[Row]:
    scope = Scope.of(dataset, selection)
    asked = scope.selection.subgroup
    return [
        _dressed(scope, row)
        for indicator in indicators_with_targets(scope)
        for row in _statuses(scope, indicator)
        if not asked or row["subgroup"] == asked
    ]


def indicators_with_targets(scope: Scope) -> list[Indicator]:
    """The chosen indicators, or all, that have a target; in the catalogue's order."""
    catalogue = scope.dataset.catalogue
    having = {target.indicator for target in catalogue.targets}
    chosen = scope.selection.indicators or tuple(catalogue.indicators)
    return [catalogue.indicators[code] for code in chosen if code in having]


def _statuses(scope: Scope, indicator: Indicator) -> list[Row]:
    """StatusFrame rows of an indicator, of every subgroup that has a target."""
    selection = scope.selection.with_(indicators=(indicator.code,), subgroup="")
    return _indicator_statuses(scope.dataset, selection)


@kept(256)
def _indicator_statuses(dataset: Dataset, selection: Selection) -> list[Row]:
    """The rows of one indicator, which those of all indicators are put together from."""
    scope = Scope.of(dataset, selection)
    indicator, catalogue = scope.indicator, scope.dataset.catalogue
    targets = [t for t in catalogue.targets if t.indicator == indicator.code]
    figures = [
        row
        for subgroup in dict.fromkeys(target.subgroup for target in targets)
        for row in replace(scope, selection=selection.with_(subgroup=subgroup)).figures(indicator)
    ]
    asked = Asked(scope.year, scope.tolerance, selection.judge_national)
    found: list[Row] = target_statuses(figures, catalogue, indicator.code, scope.unit_keys, asked)
    return found


def _dressed(scope: Scope, row: Row) -> Row:
    words, indicator = scope.words, scope.dataset.catalogue.indicators[row["indicator"]]
    code, valid_from = split_key(row["unit"])
    sources = dict.fromkeys([row["base_source_id"], row["latest_source_id"]])
    dressed = {
        **row,
        "unit_code": code,
        "unit_valid_from": valid_from,
        "unit_name": scope.unit_name(row["unit"]),
        "indicator_name": _indicator_name(scope, row),
        "instrument": words.of(row["instrument_vi"], row["instrument_en"]),
        "measure": indicator.unit,
        "decimals": indicator.decimals,
        "base_qualifier": _qualifier(row, "base"),
        "latest_qualifier": _qualifier(row, "latest"),
        "remaining_growth_qualifier": _growth_qualifier(row),
        "achieved_text": pace_text(words, row, "achieved_per_year"),
        "needed_text": pace_text(words, row, "needed_per_year"),
        "status_name": status_name(words, row),
        "reason_text": gap_text(words, row["reason"]) if row["reason"] else "",
        "source_id": " ".join(filter(None, sources)),
    }
    del dressed["instrument_vi"], dressed["instrument_en"]
    return dressed


def _growth_qualifier(row: dict[str, Any]) -> str:
    """The rate that closes the gap falls as the latest figure rises."""
    if math.isnan(row["remaining_growth"]):
        return ""
    return qualifier_of(-row["latest_upper"], -row["latest_lower"])


def _qualifier(row: dict[str, Any], name: str) -> str:
    """The sign of the base or of the latest figure; '' where there is none."""
    low, high = row[f"{name}_lower"], row[f"{name}_upper"]
    return "" if math.isnan(low) else qualifier_of(low, high)


def _indicator_name(scope: Scope, row: dict[str, object]) -> str:
    """The indicator, with the subgroup that the target concerns."""
    indicator = scope.dataset.catalogue.indicators[str(row["indicator"])]
    name = scope.words.of(indicator.short_vi, indicator.short_en)
    if not row["subgroup"]:
        return name
    return f"{name} – {scope.words.of(*scope.dataset.catalogue.subgroups[str(row['subgroup'])])}"


def status_name(words: Words, row: dict[str, object]) -> str:
    """The status in words, marked where a denominator is not stated."""
    name = words(STATUS_NAMES[str(row["status"])])
    settled = row["status"] not in ("", "cannot_be_judged")
    if row["provisional"] and settled:
        return words("{status} (tạm tính, chưa rõ mẫu số)", status=name)
    return name


def pace_text(words: Words, row: dict[str, object], name: str) -> str:
    """A yearly pace: +2,5 điểm %/năm or +3,1 %/năm; a dash where there is none."""
    value, low, high = (float(str(row[f"{name}{end}"])) for end in ("", "_lower", "_upper"))
    if math.isnan(value):
        return "–"
    precision = qualifier_of(low, high)
    sign, rounding = SIGNS[precision], ROUNDINGS[precision]
    if row["method"] == "points":
        text = words("{x} điểm %/năm", x=words.signed(value, 2, rounding))
    else:
        text = words("{x} %/năm", x=words.signed(value * 100, 1, rounding))
    return f"{sign} {text}" if sign else text


def counts_sentence(words: Words, judged: Sequence[Row]) -> str:
    """How many targets stand at each status, and how many cannot be judged."""
    if not judged:
        return words("Chưa có chỉ tiêu nào để xét trong lựa chọn này")
    counts = Counter(row["status"] for row in judged)
    open_ones = counts["cannot_be_judged"]
    settled = [
        words("{n} {status}", n=counts[status], status=words(name))
        for status, name in STATUS_NAMES.items()
        if status in counts and status != "cannot_be_judged"
    ]
    if not settled:
        return words("Chưa đủ căn cứ để xét chỉ tiêu nào trong {n} chỉ tiêu", n=len(judged))
    text = words("Trong {n} chỉ tiêu: {counts}", n=len(judged), counts=", ".join(settled))
    provisional = sum(r["provisional"] for r in judged if r["status"] != "cannot_be_judged")
    if provisional:
        text += words(" ({n} tạm tính vì chưa rõ mẫu số)", n=provisional)
    return text + (words("; {n} chưa đủ căn cứ", n=open_ones) if open_ones else "")


def status_notes(scope: Scope, rows: Sequence[Row]) -> tuple[Note, ...]:
    """The method, and what the rows call for."""
    words = scope.words
    notes = [
        Note(
            "target",
            words(
                "Tiến độ theo cách tính của Open SDG: mức đã đạt mỗi năm chia mức cần đạt mỗi năm;"
                " từ 0,95 là đúng tiến độ, từ 0,60 là cần đẩy nhanh, từ 0 là còn xa, dưới 0 là"
                " đi lùi. Tỷ lệ phần trăm tính theo điểm phần trăm; số đếm và tiền theo tốc độ"
                " tăng bình quân."
            ),
        )
    ]
    reasons = {row["reason"] for row in rows}
    if any(row["provisional"] for row in rows):
        notes.append(Note("basis", words("Có mẫu số không ghi rõ: tình trạng chỉ là tạm tính.")))
    if "reference" in reasons:
        notes.append(
            Note("target", words("Chỉ tiêu cả nước chỉ dùng để xét tỉnh khi người xem yêu cầu."))
        )
    if "precision" in reasons:
        notes.append(
            Note("precision", words("Số làm tròn chỉ được xét khi mọi khả năng cho cùng kết quả."))
        )
    return tuple(notes)


def status_alt(words: Words, rows: Sequence[Row]) -> str:
    """The judged targets in words, one after another."""
    judged = [row for row in rows if row["judged"]]
    if not judged:
        return words("Chưa có chỉ tiêu nào để xét trong lựa chọn này") + "."
    texts = []
    for row in judged:
        aim = words.figure(row["target_value"], row["measure"], row["decimals"])
        head = f"{row['unit_name']}, {row['indicator_name']}, {aim} ({row['target_year']})"
        texts.append(f"{head}: {row['status_name']}")
    return "; ".join(texts) + "."


def columns(words: Words) -> tuple[Column, ...]:
    """What a reader sees of each target, in order."""
    return (
        Column("unit_name", words("Tỉnh, thành phố")),
        Column("indicator_name", words("Chỉ số")),
        Column("basis", words("Mẫu số"), "text"),
        Column("instrument", words("Văn bản")),
        Column("base_year", words("Năm gốc"), "year"),
        Column("base_value", words("Giá trị gốc"), "figure"),
        Column("latest_year", words("Năm mới nhất"), "year"),
        Column("latest_value", words("Số mới nhất"), "figure"),
        Column("target_year", words("Năm chỉ tiêu"), "year"),
        Column("target_value", words("Chỉ tiêu"), "figure"),
        Column("achieved_text", words("Đã đạt mỗi năm")),
        Column("needed_text", words("Cần đạt mỗi năm")),
        Column("status_name", words("Tình trạng")),
        Column("reason_text", words("Lý do")),
    )
