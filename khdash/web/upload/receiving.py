"""Taking a file in: the sentence above the field, the field, and the drafts left open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import streamlit as st

from khdash.ingest.deciding import by_table
from khdash.ingest.draft import Draft
from khdash.ingest.recognise import Choices
from khdash.locale import Words
from khdash.reading.table import Limits
from khdash.store import activity, moment
from khdash.store.activity import Deed
from khdash.store.errors import StoreError
from khdash.store.places import here
from khdash.web.common.markdown import plain
from khdash.web.common.visitor import fault_text, person, visitor
from khdash.web.upload import state
from khdash.web.upload.checking import Checked, DraftLost, Progress, check
from khdash.web.upload.progress import told_progress
from khdash.web.upload.tables import key_of

KINDS = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "docx", "html", "htm"]
MOST_DRAFTS = 20


@dataclass(frozen=True, eq=False)
class Opened:
    """A draft with its check."""

    draft: Draft
    checked: Checked


def draw_receiving(words: Words) -> None:
    """The field for a file; a new file opens its draft."""
    limit = Limits().file_bytes
    st.markdown(
        words(
            "Kéo tệp vào khung dưới đây hoặc bấm nút để chọn. Nhận Excel (.xlsx, .xls), bảng"
            " trong Word (.docx), .ods, .csv, văn bản và bảng HTML, tối đa {limit} MB. Chưa có gì"
            " được ghi trước khi bấm **Ghi vào số liệu**.",
            limit=limit // 1024 // 1024,
        )
    )
    given = st.file_uploader(
        words("Chọn tệp số liệu"),
        type=KINDS,
        key=f"tep_{state.uploader()}",
        max_upload_size=limit // 1024 // 1024,
        label_visibility="collapsed",
    )
    if given is None:
        return
    if given.size > limit:
        st.error(
            words(
                "Tệp lớn hơn {limit} MB nên không nhận. Hãy tách tệp hoặc bỏ hình ảnh.",
                limit=limit // 1024 // 1024,
            )
        )
        return
    if st.session_state.get("_nap_tep") != given.file_id:
        _start(given.getvalue(), given.name, words)
        st.session_state["_nap_tep"] = given.file_id


def _start(content: bytes, name: str, words: Words) -> None:
    """Open the draft of a file; a refusal is told on the page."""
    try:
        draft = state.drafts().start(content, name, person(), moment.now())
    except StoreError as refused:
        st.error(plain(fault_text(refused, words.lang)))
        return
    activity.record(
        here().home, visitor(), Deed.UPLOAD, file=name, bytes=len(content), sha256=draft.sha256
    )
    state.open_draft(draft.key)


def open_draft(draft: Draft, words: Words) -> Opened | None:
    """The draft with its check, told on the page as it goes on; None where it cannot be opened."""
    try:
        with told_progress(draft.size, words) as progress:
            return checked_draft(draft, progress)
    except DraftLost as lost:
        st.error(plain(lost.text(draft.file_name, words)), icon=":material/error:")
        st.button(
            words("Bỏ bản nháp"),
            key="bo_nhap",
            icon=":material/delete:",
            on_click=state.give_up,
            args=(draft.key,),
        )
        return None


def checked_draft(draft: Draft, progress: Progress) -> Opened:
    """The draft with its check. Raises DraftLost."""
    checked = check(draft, progress)
    report = checked.report
    if report.table is None:
        return Opened(draft, checked)
    before = Choices.from_dict(draft.choices)
    choices = by_table(before, key_of(report.table))
    if choices == before:
        return Opened(draft, checked)
    draft = state.drafts().save(replace(draft, choices=choices.to_dict()), moment.now())
    return Opened(draft, check(draft, progress))


def draw_drafts(words: Words, current: str) -> None:
    """Files that were uploaded and neither written nor given up."""
    _draw_unreadable(words)
    waiting = [d for d in state.drafts().open_drafts() if d.key != current][:MOST_DRAFTS]
    if not waiting:
        return
    label = words("{n} tệp đang nạp dở", n=len(waiting))
    with st.expander(label, icon=":material/pending_actions:", expanded=not current):
        for draft in waiting:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(_about(draft, words), width="stretch")
                st.button(
                    words("Tiếp tục"),
                    key=f"tiep_tuc_{_mark(draft)}",
                    type="secondary",
                    icon=":material/play_arrow:",
                    on_click=state.open_draft,
                    args=(draft.key,),
                )
                st.button(
                    words("Bỏ"),
                    key=f"bo_{_mark(draft)}",
                    type="tertiary",
                    icon=":material/delete:",
                    on_click=state.give_up,
                    args=(draft.key,),
                )


def _mark(draft: Draft) -> str:
    """What tells the buttons of two drafts apart, also of one file from two people."""
    return draft.key[:12] + draft.key[len(draft.sha256) :]


def _draw_unreadable(words: Words) -> None:
    """Drafts whose decisions are damaged: said so, and offered to be dropped."""
    lost = state.drafts().unreadable()
    if not lost:
        return
    st.warning(
        words(
            "{n} bản nháp không mở lại được vì phần lưu lựa chọn đã hỏng. Hãy bỏ đi rồi tải tệp lên"
            " lại.",
            n=len(lost),
        ),
        icon=":material/warning:",
    )
    st.button(
        words("Bỏ các bản nháp hỏng"),
        key="bo_nhap_hong",
        icon=":material/delete:",
        on_click=_drop_all,
        args=(lost,),
    )


def _drop_all(lost: list[str]) -> None:
    for key in lost:
        state.drop(key)


def _about(draft: Draft, words: Words) -> str:
    when = words.moment(datetime.fromisoformat(draft.changed_at))
    parts = [f"**{plain(draft.file_name)}**", when]
    if draft.by:
        parts.append(plain(draft.by))
    if draft.corrections:
        parts.append(words("{n} ô đã sửa", n=len(draft.corrections)))
    return " · ".join(parts)
