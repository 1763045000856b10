"""What was read: the file, its sheet, its rows, what was assumed, and how it looks."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from khdash.ingest.check import CheckReport
from khdash.ingest.draft import Draft
from khdash.ingest.findings import Finding
from khdash.ingest.messages import sentence
from khdash.ingest.table import Table, column_letters
from khdash.locale import Words
from khdash.web.show import plain, unbroken
from khdash.web.upload import state
from khdash.web.upload.names import LAYOUTS

PREVIEW_ROWS = 6
DELIMITERS = {"\t": "Tab", " ": "␠"}


def draw_reading(draft: Draft, report: CheckReport, words: Words) -> None:
    """Step 1 of the page."""
    table, mapping = report.table, report.mapping
    if table is None or mapping is None:
        return
    facts = [f"**{plain(draft.file_name)}**", _size(draft.size, words)]
    if table.encoding:
        facts.append(words("bảng mã {encoding}", encoding=table.encoding))
    if table.delimiter:
        sign = DELIMITERS.get(table.delimiter, table.delimiter)
        facts.append(words("phân cách bằng «{sign}»", sign=plain(sign)))
    facts.append(words("{n} dòng số liệu", n=words.number(report.rows_read)))
    if mapping.layout in LAYOUTS:
        facts.append(words(LAYOUTS[mapping.layout]))
    st.markdown(" · ".join(facts))
    _sheets(table, words)
    _assumptions(report.findings, words)
    with st.expander(words("Xem bảng đã đọc"), icon=":material/table_view:"):
        st.table(
            _preview(table),
            border="horizontal",
            hide_index=True,
            alt=words("Những dòng đầu của bảng đã đọc"),
        )
        left = len(table.rows) - PREVIEW_ROWS
        if left > 0:
            st.caption(words("… và {n} dòng nữa.", n=words.number(left)))


def _size(size: int, words: Words) -> str:
    if size < 1024 * 1024:
        return f"{words.number(max(1, round(size / 1024)))} kB"
    return f"{words.number(size / 1024 / 1024, 1)} MB"


def _sheets(table: Table, words: Words) -> None:
    """The choice among several sheets with data; hidden ones are named as such."""
    sheets = [sheet for sheet in table.sheets if sheet.has_data]
    if len(sheets) < 2 or table.sheet is None:
        return
    hidden = {sheet.name for sheet in sheets if sheet.hidden}
    key = f"trang_{table.sha256[:12]}"
    st.pills(
        words("Trang tính"),
        [sheet.name for sheet in sheets],
        default=table.sheet,
        required=True,
        format_func=lambda name: words("{name} (đang ẩn)", name=name) if name in hidden else name,
        key=key,
        on_change=lambda: state.save(
            lambda draft: replace(
                draft,
                reading={**draft.reading, "sheet": st.session_state[key]},
                choices={},
            )
        ),
        help=words("Mỗi lần nạp một trang; nạp xong có thể chọn lại tệp này để nạp trang khác."),
    )


def _assumptions(findings: tuple[Finding, ...], words: Words) -> None:
    """What the reader took for granted, in plain sentences; the rest one click away."""
    told = [f for f in findings if f.severity == "info"]
    texts = list(dict.fromkeys(plain(sentence(f, words.lang)) for f in told))
    if not texts:
        return
    label = words("{n} điều đã tự hiểu khi đọc tệp", n=len(texts))
    with st.expander(label, icon=":material/info:", type="compact"):
        st.markdown("\n".join(f"- {text}" for text in texts[:40]))


def _preview(table: Table) -> pd.DataFrame:
    names = [
        f"{column_letters(index + table.first_column)} · {name}"
        for index, name in enumerate(table.header or [""] * table.width)
    ]
    rows = [
        [row[i] if i < len(row) else "" for i in range(len(names))]
        for row in table.rows[:PREVIEW_ROWS]
    ]
    frame = pd.DataFrame(rows, columns=names, dtype="str")
    return frame.map(plain).map(unbroken).rename(columns=lambda name: unbroken(plain(name)))
