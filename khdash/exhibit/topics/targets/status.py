"""Targets and progress: every target of the shown units with its five numbers and its status."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pandas as pd

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
from khdash.model.rows import Row, framed, rows_of
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


def build_status(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a unit, target and basis; without chosen indicators, every target on record."""
    scope = status_scope(dataset, selection)
    words = scope.words
    table = status_table(scope)
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words("Chỉ tiêu và tiến độ"),
        headline=counts_sentence(words, table[table["judged"]]),
        subtitle=words(
            "Số mới nhất đến {year}, so mức đã tăng với mức cần tăng mỗi năm kể từ năm gốc.",
            year=scope.year,
        ),
        columns=_columns(words),
        notes=status_notes(scope, table),
        alt=status_alt(words, table),
    )


def status_scope(dataset: Dataset, selection: Selection) -> Scope:
    """The scope of the figures as reported: a target is set for no other form of them."""
    return Scope.of(dataset, selection.with_(form="", reference=""))


def status_table(scope: Scope) -> pd.DataFrame:
    """StatusFrame of every chosen indicator, with the names and texts that a reader sees.

    The frame is shared between exhibits: change a copy.
    """
    return _status_table(scope.dataset, scope.selection)


@kept(32)
def _status_table(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    scope = Scope.of(dataset, selection)
    asked = scope.selection.subgroup
    rows = [
        row
        for indicator in indicators_with_targets(scope)
        for row in _statuses(scope, indicator)
        if not asked or row["subgroup"] == asked
    ]
    return _dressed(scope, framed(rows, STATUS).astype(STATUS))


def indicators_with_targets(scope: Scope) -> list[Indicator]:
    """The chosen indicators, or all, that have a target; in the catalogue's order."""
    catalogue = scope.dataset.catalogue
    having = {target.indicator for target in catalogue.targets}
    chosen = scope.selection.indicators or tuple(catalogue.indicators)
    return [catalogue.indicators[code] for code in chosen if code in having]


def _statuses(scope: Scope, indicator: Indicator) -> list[Row]:
    selection = scope.selection
    targets = [t for t in scope.dataset.catalogue.targets if t.indicator == indicator.code]
    figures = [
        row
        for subgroup in dict.fromkeys(target.subgroup for target in targets)
        for row in replace(scope, selection=selection.with_(subgroup=subgroup)).figures(indicator)
    ]
    asked = Asked(scope.year, scope.tolerance, selection.judge_national)
    catalogue = scope.dataset.catalogue
    found: list[Row] = target_statuses(figures, catalogue, indicator.code, scope.unit_keys, asked)
    return found


def _dressed(scope: Scope, table: pd.DataFrame) -> pd.DataFrame:
    words, indicators = scope.words, scope.dataset.catalogue.indicators
    rows = rows_of(table)
    texts: dict[str, list[Any]] = {
        "unit_code": [split_key(row["unit"])[0] for row in rows],
        "unit_valid_from": [split_key(row["unit"])[1] for row in rows],
        "unit_name": [scope.unit_name(row["unit"]) for row in rows],
        "indicator_name": [_indicator_name(scope, row) for row in rows],
        "instrument": [words.of(row["instrument_vi"], row["instrument_en"]) for row in rows],
        "measure": [indicators[row["indicator"]].unit for row in rows],
        "decimals": [indicators[row["indicator"]].decimals for row in rows],
        "base_qualifier": [_qualifier(row, "base") for row in rows],
        "latest_qualifier": [_qualifier(row, "latest") for row in rows],
        "remaining_growth_qualifier": [_growth_qualifier(row) for row in rows],
        "achieved_text": [pace_text(words, row, "achieved_per_year") for row in rows],
        "needed_text": [pace_text(words, row, "needed_per_year") for row in rows],
        "status_name": [status_name(words, row) for row in rows],
        "reason_text": [gap_text(words, r["reason"]) if r["reason"] else "" for r in rows],
        "source_id": [
            " ".join(filter(None, dict.fromkeys([r["base_source_id"], r["latest_source_id"]])))
            for r in rows
        ],
    }
    dressed = table.drop(columns=["instrument_vi", "instrument_en"])
    for name, column in texts.items():
        dressed[name] = column
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


def counts_sentence(words: Words, judged: pd.DataFrame) -> str:
    """How many targets stand at each status, and how many cannot be judged."""
    if judged.empty:
        return words("Chưa có chỉ tiêu nào để xét trong lựa chọn này")
    counts = judged["status"].value_counts()
    open_ones = int(counts.get("cannot_be_judged", 0))
    settled = [
        words("{n} {status}", n=int(counts[status]), status=words(name))
        for status, name in STATUS_NAMES.items()
        if status in counts.index and status != "cannot_be_judged"
    ]
    if not settled:
        return words("Chưa đủ căn cứ để xét chỉ tiêu nào trong {n} chỉ tiêu", n=len(judged))
    text = words("Trong {n} chỉ tiêu: {counts}", n=len(judged), counts=", ".join(settled))
    firm = judged[judged["status"] != "cannot_be_judged"]
    provisional = int(firm["provisional"].sum())
    if provisional:
        text += words(" ({n} tạm tính vì chưa rõ mẫu số)", n=provisional)
    return text + (words("; {n} chưa đủ căn cứ", n=open_ones) if open_ones else "")


def status_notes(scope: Scope, table: pd.DataFrame) -> tuple[Note, ...]:
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
    if table["provisional"].any():
        notes.append(Note("basis", words("Có mẫu số không ghi rõ: tình trạng chỉ là tạm tính.")))
    if (table["reason"] == "reference").any():
        notes.append(
            Note("target", words("Chỉ tiêu cả nước chỉ dùng để xét tỉnh khi người xem yêu cầu."))
        )
    if (table["reason"] == "precision").any():
        notes.append(
            Note("precision", words("Số làm tròn chỉ được xét khi mọi khả năng cho cùng kết quả."))
        )
    return tuple(notes)


def status_alt(words: Words, table: pd.DataFrame) -> str:
    """The judged targets in words, one after another."""
    judged = rows_of(table[table["judged"]])
    if not judged:
        return words("Chưa có chỉ tiêu nào để xét trong lựa chọn này") + "."
    texts = []
    for row in judged:
        aim = words.figure(row["target_value"], row["measure"], row["decimals"])
        head = f"{row['unit_name']}, {row['indicator_name']}, {aim} ({row['target_year']})"
        texts.append(f"{head}: {row['status_name']}")
    return "; ".join(texts) + "."


def _columns(words: Words) -> tuple[Column, ...]:
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
