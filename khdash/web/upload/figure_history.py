"""The history of a single figure: every row ever written, which one counts, and why."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from khdash.exhibit.topics.lookup.card import (
    CONFIDENCE_RANK,
    KIND_RANK,
    LOWEST_CONFIDENCE,
    LOWEST_KIND,
)
from khdash.ingest.column_names import BASES
from khdash.locale import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.model.frames import each_row
from khdash.web.common import reader
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.names import unit_names
from khdash.web.upload.journal import value_text

STANDINGS: dict[str, str] = {
    "current": mark("đang dùng"),
    "rival": mark("số liệu khác, không dùng"),
    "other_time": mark("thời điểm khác trong năm"),
    "superseded": mark("đã được thay hoặc hoàn tác"),
    "retraction": mark("rút lại"),
}
ONLY = mark("là số duy nhất còn hiệu lực.")
REASONS: tuple[str, ...] = (
    mark(
        "Được dùng vì loại nguồn được ưu tiên: báo cáo chính thức, rồi ấn phẩm của Hội, cơ quan"
        " thống kê và nhà nước, sau cùng là báo chí."
    ),
    mark("Được dùng vì độ tin cậy cao hơn."),
    mark("Được dùng vì có thời điểm số liệu muộn hơn."),
    mark("Được dùng vì là số chính xác, số kia làm tròn."),
    mark("Được dùng vì thuộc lần nạp sau."),
)
PREFERRED = mark("Được dùng vì có người đã chọn số này thay số khác.")


def draw_figure_history(words: Words) -> None:
    """Choose a province, an indicator and a year; see every row."""
    dataset = reader.dataset()
    catalogue = dataset.catalogue
    units = unit_names(catalogue, words)
    keys = list(dict.fromkeys([*catalogue.members_ever, *units]))
    left, middle, right = st.columns([3, 4, 2], gap="small")
    with left:
        unit = st.selectbox(
            words("Tỉnh, thành phố"),
            keys,
            format_func=lambda k: units[k],
            key="lich_su_tinh",
            persist_state="session",
        )
    with middle:
        indicator = st.selectbox(
            words("Chỉ số"),
            list(catalogue.indicators),
            format_func=lambda c: words.name(catalogue.indicators[c]),
            key="lich_su_chi_tieu",
            persist_state="session",
        )
    known = dataset.observations
    own = known[(known["unit"] == unit) & (known["indicator"] == indicator)]
    years = sorted({int(year) for year in own["year"]}, reverse=True)
    with right:
        year = (
            st.selectbox(words("Năm"), years or [dataset.updated_at.year], key="lich_su_nam")
            if years
            else None
        )
    if year is None:
        st.caption(words("Chưa có số liệu nào của chỉ số này ở tỉnh này."))
        return
    frame = _rows(str(unit), str(indicator), int(year), catalogue)
    _draw(frame, catalogue, words)


def _rows(unit: str, indicator: str, year: int, catalogue: Catalogue) -> pd.DataFrame:
    """Every row of the figure, whatever its base and subgroup, the newest first."""
    bases = (
        ("all", "registered", "unstated")
        if (catalogue.indicators[indicator].basis_matters)
        else ("",)
    )
    database = reader.store()
    frames = [
        database.history_of(unit, indicator, subgroup, year, basis)
        for subgroup in ("", *catalogue.subgroups)
        for basis in bases
    ]
    found = [frame for frame in frames if len(frame)]
    if not found:
        return pd.DataFrame()
    return pd.concat(found, ignore_index=True).sort_values(
        ["batch_id", "line"], ascending=False, kind="stable"
    )


def _draw(frame: pd.DataFrame, catalogue: Catalogue, words: Words) -> None:
    if frame.empty:
        st.caption(words("Chưa có số liệu nào của chỉ số này ở tỉnh này."))
        return
    for current in each_row(frame[frame["standing"] == "current"]):
        value = value_text(current.value, current.indicator, current.qualifier, words)
        rivals = frame[
            (frame["standing"] == "rival")
            & (frame["subgroup"] == current.subgroup)
            & (frame["point"] == current.point)
        ]
        told = words(why(current, rivals, catalogue))
        st.markdown(f"**{plain(value)}** {plain(_base(current, words))} {plain(told)}")
    st.table(
        _frame(frame, catalogue, words),
        border="horizontal",
        hide_index=True,
        alt=words("Mọi lần ghi của số liệu này"),
    )


def _base(row: Any, words: Words) -> str:
    return f"({words(BASES[row.basis])})" if row.basis else ""


def why(current: Any, rivals: pd.DataFrame, catalogue: Catalogue) -> str:
    """The first rule by which the current row goes before the best of its rivals."""
    if rivals.empty:
        return ONLY
    own = _order(current, catalogue)
    best = min(_order(row, catalogue) for row in each_row(rivals))
    if best < own:
        return PREFERRED
    for place, (ours, theirs) in enumerate(zip(own, best, strict=True)):
        if ours != theirs:
            return REASONS[place]
    return REASONS[-1]


def _order(row: Any, catalogue: Catalogue) -> tuple[int, int, float, int, int]:
    """What decides between sources, the weightiest first; smaller goes before."""
    source = catalogue.sources.get(row.source_id)
    day = pd.Timestamp.min if pd.isna(row.as_of) else pd.Timestamp(row.as_of)
    return (
        KIND_RANK.get(source.kind if source else "", LOWEST_KIND),
        CONFIDENCE_RANK.get(row.confidence, LOWEST_CONFIDENCE),
        -day.timestamp(),
        int(row.qualifier != "exact"),
        -int(row.batch_id),
    )


def _frame(frame: pd.DataFrame, catalogue: Catalogue, words: Words) -> pd.DataFrame:
    rows = [
        {
            words("Lần nạp"): str(row.batch_id),
            words("Khi nào"): words.moment(row.committed_at),
            words("Ai"): row.committed_by or "–",
            words("Giá trị"): words("rút lại")
            if row.retracted
            else " ".join(
                [value_text(row.value, row.indicator, row.qualifier, words), _base(row, words)]
            ),
            words("Tính đến"): "–" if pd.isna(row.as_of) else words.date(row.as_of),
            words("Nguồn"): _source(row.source_id, catalogue, words),
            words("Ô"): ", ".join(p for p in (row.file_name, row.sheet, row.cell) if p) or "–",
            words("Tình trạng"): words(STANDINGS.get(row.standing, row.standing)),
        }
        for row in each_row(frame)
    ]
    return pd.DataFrame(rows, dtype="str").map(plain).map(unbroken)


def _source(source_id: str, catalogue: Catalogue, words: Words) -> str:
    source = catalogue.sources.get(source_id)
    return words.of(source.title_vi, source.title_en) if source else source_id
