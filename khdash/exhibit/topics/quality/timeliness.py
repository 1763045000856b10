"""Who sent in time, over all rounds of collection."""

from __future__ import annotations

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.day import day_of
from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.quality.completeness import unit_label
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.rows import Row
from khdash.model.selection import Selection
from khdash.model.units import split_key
from khdash.transform.timeliness import timeliness


def build_timeliness(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a province that a round asked, as of the moment of the selection, by default now.

    A copy for reading holds no rounds: it says so, and not that nobody was asked.
    """
    scope = Scope.of(dataset, selection.with_(form=""))
    words = scope.words
    day = day_of(selection)
    known = [] if dataset.hand_ins is None else timeliness(dataset.hand_ins, day)
    rows = [_said(row, scope) for row in known if _is_shown(row["unit"], scope)]
    headline = _headline(rows, dataset.hand_ins is not None, words)
    return assemble(
        scope,
        name,
        "table",
        rows,
        title=words("Gửi số liệu đúng hạn"),
        headline=headline,
        subtitle=words(
            "Tính lần gửi đầu tiên của mỗi tỉnh trong mỗi đợt thu thập; đợt chưa đến hạn mà chưa"
            " gửi thì không tính."
        ),
        columns=(
            Column("unit_name", words("Tỉnh, thành phố")),
            Column("asked", words("Được hỏi")),
            Column("in_time", words("Đúng hạn")),
            Column("late", words("Trễ")),
            Column("owing", words("Chưa gửi")),
            Column("days_late", words("Số ngày trễ")),
        ),
        alt=headline,
    )


def _headline(rows: list[Row], is_known: bool, words: Words) -> str:
    if not is_known:
        return words("Bản để đọc không có các đợt thu thập")
    if not rows:
        return words("Chưa có đợt thu thập nào đến hạn")
    asked, in_time, late, owing = (
        words.number(sum(row[name] for row in rows))
        for name in ("asked", "in_time", "late", "owing")
    )
    return words(
        "Trong {n} lượt hỏi: {in_time} lượt gửi đúng hạn, {late} lượt trễ, {owing} lượt chưa gửi",
        n=asked,
        in_time=in_time,
        late=late,
        owing=owing,
    )


def _is_shown(unit: str, scope: Scope) -> bool:
    """Whether a province is shown, in whichever time: before a merger or after it."""
    catalogue = scope.dataset.catalogue
    shown = {part for key in scope.unit_keys for part in (key, *catalogue.parts(key))}
    return unit in shown or not shown.isdisjoint(catalogue.parts(unit))


def _said(row: Row, scope: Scope) -> Row:
    code, valid_from = split_key(row["unit"])
    return {
        **row,
        "unit_code": code,
        "unit_valid_from": valid_from,
        "unit_name": unit_label(scope, row["unit"]),
        "days_late": ", ".join(map(scope.words.number, row["days_late"])),
    }
