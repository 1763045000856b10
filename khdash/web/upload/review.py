"""The review: every figure of the file beside what is known, large jumps on top."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from khdash.ingest.check import ACTIONS, CheckReport
from khdash.ingest.column_names import BASES
from khdash.ingest.draft import Draft
from khdash.locale import Words
from khdash.model.frames import each_row
from khdash.report.forms import REJECTED_FORMATS, rejected_rows
from khdash.web.common import reader
from khdash.web.common.changes import difference, percent
from khdash.web.common.downloads import QUIET, draw_downloads
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.names import CHANGES, exact_figure, unit_names
from khdash.web.upload.tables import has_several_sheets

MOST_ROWS = 300


def draw_review(draft: Draft, report: CheckReport, words: Words) -> None:
    """Step 4 of the page."""
    counts = report.counts
    classes = [action for action in ACTIONS if counts[action]]
    if not classes:
        st.caption(words("Chưa đọc được số liệu nào từ tệp này."))
        return
    chosen = st.pills(
        words("Loại"),
        classes,
        selection_mode="multi",
        default=[c for c in classes if c != "same"] or classes,
        format_func=lambda c: f"{words(CHANGES[c])} ({words.number(counts[c])})",
        key=f"loai_{draft.sha256[:12]}_{'_'.join(classes)}",
        label_visibility="collapsed",
    )
    shown = by_size(report.cells[report.cells["action"].isin(chosen)])
    if len(shown):
        st.table(
            review_frame(shown.head(MOST_ROWS), report, words, reader.dataset().observations),
            border="horizontal",
            hide_index=True,
            height="content" if len(shown) <= 12 else 460,
            alt=words("Từng số liệu của tệp so với số đang có"),
        )
    if len(shown) > MOST_ROWS:
        st.caption(words("Chỉ hiện {n} số liệu đầu, thay đổi lớn nhất đứng trước.", n=MOST_ROWS))
    if counts["rejected"]:
        _downloads(draft, report, words)


def by_size(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells with the largest relative change first, then as they stand in the file."""
    jump = ((cells["value"] - cells["old_value"]) / cells["old_value"].abs()).abs()
    order = jump.where(cells["action"] == "changed").sort_values(
        ascending=False, na_position="last", kind="stable"
    )
    return cells.loc[order.index]


def review_frame(
    cells: pd.DataFrame, report: CheckReport, words: Words, known: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The table of the review in the reader's language.

    known: ObservationFrame; beside a new figure stands the last one known, with its year.
    """
    units = unit_names(report.catalogue, words)
    named = has_several_sheets(report)
    rows = [
        {
            **({words("Trang"): str(cell.sheet)} if named else {}),
            words("Ô"): str(cell.cell),
            words("Tỉnh, thành phố"): units.get(cell.unit, "–"),
            words("Năm"): "–" if pd.isna(cell.year) else str(int(cell.year)),
            words("Chỉ số"): _indicator(cell, report, words),
            words("Đang có"): _known_figure(cell, report, words, known),
            words("Trong tệp"): _figure(cell, "", report, words),
            words("Chênh lệch"): difference(cell, report, words),
            "%": percent(cell, words),
            words("Loại"): words(CHANGES[cell.action]),
        }
        for cell in each_row(cells)
    ]
    return pd.DataFrame(rows, dtype="str").map(plain).map(unbroken)


def _indicator(cell: Any, report: CheckReport, words: Words) -> str:
    if cell.indicator not in report.catalogue.indicators:
        return "–"
    parts = [words.name(report.catalogue.indicators[cell.indicator])]
    if cell.subgroup:
        parts.append(words.of(*report.catalogue.subgroups[cell.subgroup]))
    if cell.basis:
        parts.append(words(BASES[cell.basis]))
    return ", ".join(parts)


def _figure(cell: Any, prefix: str, report: CheckReport, words: Words) -> str:
    value = getattr(cell, f"{prefix}value")
    if cell.action == "rejected" and not prefix:
        return words("«{text}»", text=cell.text)
    qualifier = getattr(cell, f"{prefix}qualifier")
    return exact_figure(value, cell.indicator, qualifier, report.catalogue, words)


def _known_figure(cell: Any, report: CheckReport, words: Words, known: pd.DataFrame | None) -> str:
    """What is known of a figure, or else of the last year before or after that is known."""
    if known is None or cell.action == "rejected" or not pd.isna(cell.old_value):
        return _figure(cell, "old_", report, words)
    same = known[
        (known["unit"] == cell.unit)
        & (known["indicator"] == cell.indicator)
        & (known["subgroup"] == cell.subgroup)
        & (known["basis"] == cell.basis)
        & (known["standing"] == "current")
        & (known["year"] != cell.year)
    ]
    if same.empty:
        return _figure(cell, "old_", report, words)
    last = next(each_row(same.sort_values("year").tail(1)))
    figure = exact_figure(last.value, cell.indicator, last.qualifier, report.catalogue, words)
    return f"{figure} ({int(last.year)})"


def _downloads(draft: Draft, report: CheckReport, words: Words) -> None:
    """The rejected rows as the same file with a reason column."""
    originals = draft.original_cells()
    stem = draft.file_name.rsplit(".", 1)[0][:80]
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.caption(words("Các dòng bị từ chối, kèm lý do, để gửi lại cho tỉnh sửa:"))
        draw_downloads(
            REJECTED_FORMATS,
            partial(rejected_rows, report, words.lang, originals),
            f"{stem}-bi-tu-choi",
            "tu_choi",
            words,
            **QUIET,
        )
