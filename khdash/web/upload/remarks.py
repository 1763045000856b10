"""The findings: errors first, each sentence with its cell, and the cell open to correction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from khdash.ingest.check import CheckReport
from khdash.ingest.draft import Draft
from khdash.ingest.findings import SEVERITIES, Finding, Severity
from khdash.ingest.messages import sentence
from khdash.locale import Words, mark
from khdash.web.common.changes import SEVERITY_ICONS
from khdash.web.common.markdown import plain
from khdash.web.upload import state
from khdash.web.upload.questions import Question
from khdash.web.upload.tables import Cells, Spot, place_text

PER_PAGE = 10
NAMES: dict[str, str] = {
    "error": mark("Lỗi"),
    "warning": mark("Cảnh báo"),
    "info": mark("Thông tin"),
}


def draw_findings(
    draft: Draft, report: CheckReport, questions: list[Question], cells: Cells, words: Words
) -> None:
    """Step 3 of the page: what is not a question, page by page."""
    asked = [question.finding for question in questions]
    findings = [f for f in report.findings if not any(f is other for other in asked)]
    counts = {level: sum(f.severity == level for f in findings) for level in SEVERITIES}
    levels = [level for level in SEVERITIES if counts[level]]
    if not questions and not counts["error"] and not counts["warning"]:
        st.markdown(words(":green[:material/check_circle:] Không có lỗi hay cảnh báo nào."))
    chosen = _filter(draft, levels, counts, words)
    shown = [f for f in findings if f.severity in chosen]
    for number, finding in enumerate(_page(draft, shown)):
        _draw(draft, finding, cells, number, words)
    _corrected(draft, words)
    _any_cell(draft, report, cells, words)


def _filter(
    draft: Draft, levels: Sequence[Severity], counts: Mapping[Severity, int], words: Words
) -> list[Severity]:
    if not levels:
        return []
    serious = [level for level in levels if level != "info"]
    return st.pills(
        words("Mức độ"),
        levels,
        selection_mode="multi",
        default=serious,
        format_func=lambda level: f"{words(NAMES[level])} ({words.number(counts[level])})",
        key=f"muc_{draft.sha256[:12]}_{'_'.join(levels)}",
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
    text = f"{SEVERITY_ICONS[finding.severity]} {plain(sentence(finding, words.lang))}"
    spot = cells.spot(finding.sheet, finding.cell)
    if spot is None or finding.severity == "info":
        st.markdown(text)
        return
    left, right = st.columns([5, 2], gap="small", vertical_alignment="center")
    with left:
        st.markdown(text)
    with right:
        draw_field(draft, spot, str(number), words)


def draw_field(draft: Draft, spot: Spot, where: str, words: Words) -> None:
    """The text of a cell, open to correction; a change is kept at once.

    where: tells apart two fields of one cell on the page.
    """
    place = spot.table.place(spot.row, spot.column)
    before, cell, sheet = spot.text, place.cell, place.sheet or ""
    key = f"sua_{draft.sha256[:12]}_{sheet}_{cell}_{where}_{before}"

    def keep() -> None:
        after = str(st.session_state[key] or "")
        if after.strip() != before.strip():
            state.correct(sheet, cell, before, after)

    st.text_input(
        _label(spot, words),
        value=before,
        key=key,
        on_change=keep,
        max_chars=500,
        icon=":material/edit:",
        label_visibility="collapsed",
        placeholder=words("để trống: chưa có số liệu"),
        width=320,
    )


def _label(spot: Spot, words: Words) -> str:
    place = spot.table.place(spot.row, spot.column)
    if sum(sheet.has_data for sheet in spot.table.sheets) > 1:
        return words("Sửa ô {cell}, trang «{sheet}»", cell=place.cell, sheet=place.sheet)
    return words("Sửa ô {cell}", cell=place.cell)


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
                            "{place}: «{before}» → «{after}», {by}",
                            place=place_text(made.sheet, made.cell, words),
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


def _any_cell(draft: Draft, report: CheckReport, cells: Cells, words: Words) -> None:
    """Another cell by its address, where a person sees an error that no rule found."""
    with st.expander(words("Sửa một ô khác"), icon=":material/edit:"):
        sheets = list(dict.fromkeys(own.table.sheet for own in report.recognitions))
        sheet = sheets[0]
        with st.container(horizontal=True, gap="small"):
            if len(sheets) > 1:
                sheet = st.selectbox(
                    words("Trang tính"),
                    sheets,
                    format_func=str,
                    key=f"trang_khac_{draft.sha256[:12]}",
                    width=240,
                )
            cell = st.text_input(
                words("Địa chỉ ô"), key=f"o_khac_{draft.sha256[:12]}", placeholder="B5", width=160
            )
        address = (cell or "").strip().upper()
        spot = cells.spot(sheet, address)
        if spot is not None:
            draw_field(draft, spot, "khac", words)
        elif address:
            st.caption(words("Bảng không có ô số liệu {cell}.", cell=address))
