"""The findings: errors first, each sentence with its cell, and the cell open to correction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from khdash.ingest.check import CheckReport
from khdash.ingest.draft import Draft
from khdash.ingest.findings import SEVERITIES, Finding, Severity
from khdash.ingest.messages import sentence
from khdash.ingest.table import Table
from khdash.locale import Words, mark
from khdash.web.show import plain
from khdash.web.upload import state
from khdash.web.upload.questions import Question, addresses

PER_PAGE = 10
NAMES: dict[str, str] = {
    "error": mark("Lỗi"),
    "warning": mark("Cảnh báo"),
    "info": mark("Thông tin"),
}
ICONS = {
    "error": ":red[:material/error:]",
    "warning": ":orange[:material/warning:]",
    "info": ":gray[:material/info:]",
}


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of the body that can be corrected."""

    table: Table
    places: dict[str, tuple[int, int]]

    def text(self, cell: str) -> str:
        row, column = self.places[cell]
        return self.table.rows[row][column]


def draw_findings(
    draft: Draft, report: CheckReport, questions: list[Question], words: Words
) -> None:
    """Step 3 of the page: what is not a question, page by page."""
    if report.table is None:
        return
    asked = [question.finding for question in questions]
    findings = [f for f in report.findings if not any(f is other for other in asked)]
    counts = {level: sum(f.severity == level for f in findings) for level in SEVERITIES}
    levels = [level for level in SEVERITIES if counts[level]]
    if not levels:
        st.markdown(words(":green[:material/check_circle:] Không có lỗi hay cảnh báo nào."))
    chosen = _filter(draft, levels, counts, words)
    shown = [f for f in findings if f.severity in chosen]
    cells = Cells(report.table, addresses(report.table) if shown else {})
    for number, finding in enumerate(_page(draft, shown)):
        _draw(draft, finding, cells, number, words)
    _corrected(draft, words)
    _any_cell(draft, cells, words)


def _filter(
    draft: Draft, levels: Sequence[Severity], counts: Mapping[Severity, int], words: Words
) -> list[Severity]:
    if not levels:
        return []
    serious = [level for level in levels if level != "info"] or levels
    return st.pills(
        words("Mức độ"),
        levels,
        selection_mode="multi",
        default=serious,
        format_func=lambda level: f"{words(NAMES[level])} ({words.number(counts[level])})",
        key=f"muc_{draft.sha256[:12]}",
        label_visibility="collapsed",
    )


def _page(draft: Draft, findings: list[Finding]) -> list[Finding]:
    """The findings of the page in view."""
    pages = -(-len(findings) // PER_PAGE)
    number = 1
    if pages > 1:
        number = min(st.pagination(pages, key=f"trang_loi_{draft.sha256[:12]}"), pages)
    return findings[(number - 1) * PER_PAGE : number * PER_PAGE]


def _draw(draft: Draft, finding: Finding, cells: Cells, number: int, words: Words) -> None:
    """A sentence and, for a cell of the body, the field that corrects it."""
    text = f"{ICONS[finding.severity]} {plain(sentence(finding, words.lang))}"
    if finding.cell not in cells.places or finding.severity == "info":
        st.markdown(text)
        return
    left, right = st.columns([5, 2], gap="small", vertical_alignment="center")
    with left:
        st.markdown(text)
    with right:
        draw_field(draft, finding.cell, cells, f"{finding.cell}_{number}", words)


def draw_field(draft: Draft, cell: str, cells: Cells, place: str, words: Words) -> None:
    """The text of a cell, open to correction; a change is kept at once."""
    before = cells.text(cell)
    sheet = cells.table.sheet or ""
    key = f"sua_{draft.sha256[:12]}_{place}_{before}"

    def keep() -> None:
        after = str(st.session_state[key] or "")
        if after.strip() != before.strip():
            state.correct(sheet, cell, before, after)

    st.text_input(
        words("Sửa ô {cell}", cell=cell),
        value=before,
        key=key,
        on_change=keep,
        max_chars=500,
        icon=":material/edit:",
        label_visibility="collapsed",
        placeholder=words("để trống: chưa có số liệu"),
        width=320,
    )


def _corrected(draft: Draft, words: Words) -> None:
    """What was corrected so far, each with the way back."""
    if not draft.corrections:
        return
    label = words("{n} ô đã sửa", n=len(draft.corrections))
    with st.expander(label, icon=":material/edit_note:", expanded=True):
        for made in draft.corrections:
            left, right = st.columns([5, 1], gap="small", vertical_alignment="center")
            with left:
                st.markdown(
                    plain(
                        words(
                            "Ô {cell}: «{before}» → «{after}», {by}",
                            cell=made.cell,
                            before=made.before,
                            after=made.after,
                            by=made.by or words("chưa ghi tên"),
                        )
                    )
                )
            with right:
                st.button(
                    words("Trả lại"),
                    key=f"tra_lai_{made.sheet}_{made.cell}",
                    type="tertiary",
                    icon=":material/undo:",
                    on_click=state.correct,
                    args=(made.sheet, made.cell, made.after, made.before),
                )


def _any_cell(draft: Draft, cells: Cells, words: Words) -> None:
    """Another cell by its address, where a person sees an error that no rule found."""
    if not cells.places:
        return
    with st.expander(words("Sửa một ô khác"), icon=":material/edit:"):
        cell = st.text_input(
            words("Địa chỉ ô"), key=f"o_khac_{draft.sha256[:12]}", placeholder="B5", width=160
        )
        address = (cell or "").strip().upper()
        if address in cells.places:
            draw_field(draft, address, cells, f"{address}_khac", words)
        elif address:
            st.caption(words("Bảng không có ô số liệu {cell}.", cell=address))
