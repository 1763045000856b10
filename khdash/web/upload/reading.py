"""What was read: the file, its sheet, its rows, what was assumed, and how it looks."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from khdash.ingest.check import CheckReport
from khdash.ingest.column_names import LAYOUTS
from khdash.ingest.draft import Draft
from khdash.ingest.findings import Finding
from khdash.ingest.messages import sentence
from khdash.locale import Words, mark
from khdash.reading.table import SheetInfo, Table, column_letters
from khdash.web.common.markdown import plain, unbroken
from khdash.web.upload import state
from khdash.web.upload.tables import pick_table

PREVIEW_ROWS = 6
TOLD_OF_SHEETS = ("hidden-sheet-skipped", "sheet-without-figures")
DELIMITERS = {"\t": "Tab", " ": "␠"}


def draw_reading(draft: Draft, report: CheckReport, words: Words) -> None:
    """Step 1 of the page."""
    st.markdown(" · ".join(_facts(draft, report, words)))
    if report.recognitions[0].table.sheets:
        _sheets(draft, report, words)
    _assumptions(report.findings, words)
    with st.expander(words("Xem bảng đã đọc"), icon=":material/table_view:"):
        number = pick_table(report, f"bang_xem_{draft.sha256[:12]}", words)
        table = report.recognitions[number].table
        st.table(
            _preview(table),
            border="horizontal",
            hide_index=True,
            alt=words("Những dòng đầu của bảng đã đọc"),
        )
        left = len(table.rows) - PREVIEW_ROWS
        if left > 0:
            st.caption(words("… và {n} dòng nữa.", n=words.number(left)))


def _facts(draft: Draft, report: CheckReport, words: Words) -> list[str]:
    """The file in a line: its name, size, code page, number of rows, layout."""
    table = report.recognitions[0].table
    facts = [f"**{plain(draft.file_name)}**", _size(draft.size, words)]
    if table.encoding:
        facts.append(words("bảng mã {encoding}", encoding=table.encoding))
    if table.delimiter:
        sign = DELIMITERS.get(table.delimiter, table.delimiter)
        facts.append(words("phân cách bằng «{sign}»", sign=plain(sign)))
    facts.append(words("{n} dòng số liệu", n=words.number(report.rows_read)))
    layouts = dict.fromkeys(own.mapping.layout for own in report.recognitions)
    return facts + [words(LAYOUTS[layout]) for layout in layouts if layout in LAYOUTS]


def _size(size: int, words: Words) -> str:
    if size < 1024 * 1024:
        return f"{words.number(max(1, round(size / 1024)))} kB"
    return f"{words.number(size / 1024 / 1024, 1)} MB"


def _sheets(draft: Draft, report: CheckReport, words: Words) -> None:
    """Which sheets were read and which were not, and why; each can be left out or taken in."""
    sheets = report.recognitions[0].table.sheets
    read = [name for name in _names(sheets) if name in _read(report)]
    full = [sheet for sheet in sheets if sheet.has_data]
    if len(full) > 1:
        _pick_sheets(draft, full, read, words)
    told = _not_read(sheets, read, report.findings, words)
    if told:
        st.caption(plain(" ".join(told)))


def _pick_sheets(draft: Draft, full: list[SheetInfo], read: list[str], words: Words) -> None:
    """The sheets with data, those that are read chosen."""
    hidden = {sheet.name for sheet in full if sheet.hidden}
    key = f"trang_{draft.sha256[:12]}"

    def keep() -> None:
        chosen = st.session_state[key]
        if chosen:
            state.read_sheets([name for name in _names(full) if name in chosen])
        else:
            st.session_state[key] = read

    st.pills(
        words("Trang tính được nạp"),
        _names(full),
        selection_mode="multi",
        default=read,
        format_func=lambda name: plain(
            words("{name} (đang ẩn)", name=name) if name in hidden else name
        ),
        key=key,
        on_change=keep,
        help=words("Bấm vào tên trang để bỏ ra hoặc đưa vào lần nạp này; cần ít nhất một trang."),
    )


def _names(sheets: list[SheetInfo]) -> list[str]:
    return [sheet.name for sheet in sheets]


def _read(report: CheckReport) -> set[str | None]:
    return {own.table.sheet for own in report.recognitions}


def _not_read(
    sheets: list[SheetInfo], read: list[str], findings: tuple[Finding, ...], words: Words
) -> list[str]:
    """A sentence for each reason why a sheet was not read, with the names of the sheets."""
    empty = {f.value for f in findings if f.code == "sheet-without-figures"}
    empty |= {sheet.name for sheet in sheets if not sheet.has_data}
    unknown = {f.value for f in findings if f.code == "sheet-not-recognised"}
    hidden = {sheet.name for sheet in sheets if sheet.hidden} - empty
    left_out = set(_names(sheets)) - empty - unknown - hidden
    reasons = (
        (hidden, mark("Trang ẩn, không đọc: {names}.")),
        (empty, mark("Trang không có số liệu: {names}.")),
        (unknown, mark("Trang không nhận ra chỉ số nào: {names}.")),
        (left_out, mark("Trang không chọn: {names}.")),
    )
    named = [
        (", ".join(n for n in _names(sheets) if n in group and n not in read), text)
        for group, text in reasons
    ]
    return [words(text, names=names) for names, text in named if names]


def _assumptions(findings: tuple[Finding, ...], words: Words) -> None:
    """What the reader took for granted, in plain sentences; the rest one click away."""
    told = [f for f in findings if f.severity == "info" and f.code not in TOLD_OF_SHEETS]
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
