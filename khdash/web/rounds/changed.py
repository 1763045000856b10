"""What a file for a round changes: counted, then figure by figure beside what is known."""

from __future__ import annotations

import streamlit as st

from khdash.ingest.check import CheckReport
from khdash.locale import Words
from khdash.model.rounds import Kind
from khdash.web.common import reader
from khdash.web.common.viewport import is_narrow
from khdash.web.upload.review import by_size, review_frame

MOST_ROWS = 300
ROWS_IN_FULL = 12


def counted(report: CheckReport, rejected: str, words: Words) -> str:
    """How many figures are new, changed, as before; rejected: the words for those left out."""
    counts = report.counts
    parts = [
        words("{n} số mới", n=words.number(counts["new"])),
        words("{n} số thay đổi", n=words.number(counts["changed"])),
        words("{n} số giữ nguyên", n=words.number(counts["same"])),
    ]
    if counts["rejected"]:
        parts.append(words(rejected, n=words.number(counts["rejected"])))
    return ", ".join(parts)


def draw_changed(report: CheckReport, kind: Kind, alt: str, words: Words) -> None:
    """A line a figure that is not as before; on a phone without the place in the file, two lines a
    figure, so that what is known and what comes are seen together. The province is known."""
    shown = by_size(report.cells[report.cells["action"] != "same"])
    if shown.empty:
        return
    table = review_frame(shown.head(MOST_ROWS), report, words, reader.dataset().observations)
    table = table.drop(columns=[words("Tỉnh, thành phố")])
    if is_narrow():
        for row in table.to_dict("records"):
            known, own = row[words("Đang có")], row[words("Trong tệp")]
            jump = f" ({row['%']})" if row["%"] not in ("", "–") else ""
            st.markdown(f"{row[words('Chỉ số')]}, {row[words('Năm')]}  \n{known} → **{own}**{jump}")
        return
    st.table(
        table.drop(columns=[words("Ô")]) if kind == "form" else table,
        border="horizontal",
        hide_index=True,
        height="content" if len(shown) <= ROWS_IN_FULL else 460,
        alt=alt,
    )
