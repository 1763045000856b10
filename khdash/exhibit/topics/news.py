"""What is new since a version of the data: figures that came, changed or went, by whom and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import pandas as pd

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exact import exact_figure
from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.lookup.explained import with_explanations
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.locale import Words, mark
from khdash.model.dataset import Dataset
from khdash.model.frames import each_row
from khdash.model.rows import Row
from khdash.model.selection import Selection

Kind = Literal["new", "changed", "gone"]
SUMS: dict[Kind, str] = {
    "new": mark("{n} số mới"),
    "changed": mark("{n} số thay đổi"),
    "gone": mark("{n} số không còn dùng"),
}
DONE: dict[str, str] = {
    "undone": mark("hoàn tác lần nạp {batch}"),
    "redone": mark("khôi phục lần nạp {batch}"),
}


@dataclass(frozen=True, slots=True)
class Since:
    """A version of the data, and when the data came to it."""

    version: int
    at: datetime


def summary(changes: pd.DataFrame, words: Words) -> str:
    """How many figures came, changed and went; '' where none did."""
    kinds = [_kind(row) for row in each_row(changes)]
    counts = ((text, kinds.count(kind)) for kind, text in SUMS.items())
    return ", ".join(words(text, n=words.number(n)) for text, n in counts if n)


def build_news(dataset: Dataset, changes: pd.DataFrame, since: Since, lang: str) -> Exhibit:
    """The exhibit `news`, a table: one row a figure in use that is new, another or gone since a
    version; by province and indicator, the newest year first.

    changes: what khdash.store.news.read_changes says of that version and the dataset's.
    """
    scope = Scope.of(dataset, Selection(lang=lang))
    words = scope.words
    places = _places(dataset)
    rows = [_row(scope, row) for row in each_row(changes)]
    rows.sort(key=lambda row: (places[row["unit"]], places[row["indicator"]], -row["year"]))
    subtitle = words(
        "Từ phiên bản số liệu {old} ({old_day}) đến phiên bản {new} ({new_day}).",
        old=since.version,
        old_day=words.date(since.at),
        new=dataset.version,
        new_day=words.date(dataset.updated_at),
    )
    if dataset.communes is not None:
        subtitle += " " + words("Không gồm số của các xã, phường.")
    shown = assemble(
        scope,
        "news",
        "table",
        rows,
        title=words("Số mới và số thay đổi"),
        headline=summary(changes, words) or words("Không có số nào thay đổi"),
        subtitle=subtitle,
        columns=_columns(words),
        alt=words("Bảng các số mới và số thay đổi, mỗi dòng một số."),
    )
    return with_explanations(dataset, shown)


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("unit_name", words("Tỉnh, thành phố")),
        Column("indicator_name", words("Chỉ số")),
        Column("subgroup_name", words("Nhóm đối tượng")),
        Column("basis", words("Mẫu số")),
        Column("year", words("Năm"), "year"),
        Column("period", words("Thời kỳ")),
        Column("before_text", words("Trước"), number="before_value"),
        Column("text", words("Nay"), number="value"),
        Column("source_id", words("Nguồn")),
        Column("who", words("Ai ghi")),
        Column("why", words("Vì sao")),
    )


def _places(dataset: Dataset) -> dict[str, int]:
    """The order of units, the members of the cluster first, and of indicators."""
    catalogue = dataset.catalogue
    units = dict.fromkeys([*catalogue.members_ever, *catalogue.units])
    indicators = (entry.code for theme in catalogue.by_theme.values() for entry in theme)
    return {code: place for place, code in enumerate([*units, *indicators])}


def _kind(row: Any) -> Kind:
    if pd.isna(row.before_value):
        return "new"
    return "gone" if pd.isna(row.value) else "changed"


def _row(scope: Scope, row: Any) -> Row:
    words, catalogue = scope.words, scope.dataset.catalogue
    entry = catalogue.indicators[row.indicator]

    def said(value: float, qualifier: str) -> str:
        """Every digit, so that no change is rounded away."""
        return exact_figure(value, row.indicator, qualifier, catalogue, words)

    key = FigureKey(
        row.unit, row.indicator, int(row.year), row.basis, row.subgroup, row.moment, row.period
    )
    return {
        **scope.named(row.unit),
        "indicator": row.indicator,
        "indicator_name": words.name(entry),
        "subgroup": row.subgroup,
        "subgroup_name": words.of(*catalogue.subgroups.get(row.subgroup, ("", ""))),
        "basis": row.basis,
        "year": int(row.year),
        "period": _period(row.period, words),
        "figure": key.to_text(),
        "before_value": float(row.before_value),
        "before_qualifier": row.before_qualifier,
        "before_text": said(row.before_value, row.before_qualifier),
        "value": float(row.value),
        "qualifier": row.qualifier,
        "text": said(row.value, row.qualifier),
        "measure": entry.unit,
        "kind": _kind(row),
        "source_id": row.source_id or row.before_source_id,
        "who": _who(row, words),
        "why": _why(row, words),
        "missing": "",
    }


def _period(period: str, words: Words) -> str:
    start, _, end = period.partition("/")
    if start and end:
        return " – ".join(words.date(datetime.fromisoformat(day)) for day in (start, end))
    return words("một đợt hoặc lũy kế") if period else ""


def _who(row: Any, words: Words) -> str:
    if pd.isna(row.occurred_at):
        return "–"
    return f"{row.actor}, {words.date(row.occurred_at)}"


def _why(row: Any, words: Words) -> str:
    """What was done, from which file, and the reason that the person gave."""
    if pd.isna(row.occurred_at):
        return "–"
    if row.event in DONE:
        done, reason = words(DONE[row.event], batch=int(row.event_batch)), row.reason
    else:
        done = row.file_name or words("lần nạp {batch}", batch=int(row.event_batch))
        reason = row.note
    return f"{done}: {reason}" if reason else str(done)
