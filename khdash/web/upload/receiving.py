"""Taking a file in: the sentence above the field, the field, and the drafts left open."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import streamlit as st

from khdash.ingest.draft import Draft
from khdash.ingest.table import Limits
from khdash.locale import Words
from khdash.store import moment
from khdash.web.show import plain
from khdash.web.upload import state
from khdash.web.upload.checking import Checked, check
from khdash.web.upload.committing import remembered

KINDS = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "html", "htm"]
MOST_DRAFTS = 20


def draw_receiving(words: Words) -> None:
    """The field for a file; a new file opens its draft."""
    limit = Limits().file_bytes
    st.markdown(
        words(
            "Kéo tệp vào khung dưới đây hoặc bấm nút để chọn. Nhận Excel (.xlsx, .xls), .ods, .csv,"
            " văn bản và bảng HTML, tối đa {limit} MB. Chưa có gì được ghi trước khi bấm **Ghi vào"
            " kho**.",
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
        draft = state.drafts().start(given.getvalue(), given.name, state.person(), moment.now())
        st.session_state["_nap_tep"] = given.file_id
        state.open_draft(draft.sha256)


def checked_draft(draft: Draft) -> tuple[Draft, Checked, int | None]:
    """The draft with its check; at first with what was decided for the last file of this header.

    The number is the batch whose decisions were taken over. Raises OSError where the file is gone.
    """
    checked = check(draft)
    mapping = checked.report.mapping
    if mapping is None or draft.choices or "remembered" in draft.reading:
        return draft, checked, draft.reading.get("remembered")
    found = remembered(mapping.fingerprint)
    batch = found[1] if found else None
    choices = found[0].to_dict() if found else {}
    draft = state.drafts().save(
        replace(draft, choices=choices, reading={**draft.reading, "remembered": batch}),
        moment.now(),
    )
    return draft, check(draft) if found else checked, batch


def draw_drafts(words: Words, current: str) -> None:
    """Files that were uploaded and neither written nor given up."""
    waiting = [d for d in state.drafts().open_drafts() if d.sha256 != current][:MOST_DRAFTS]
    if not waiting:
        return
    label = words("{n} tệp đang nạp dở", n=len(waiting))
    with st.expander(label, icon=":material/pending_actions:", expanded=not current):
        for draft in waiting:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(_about(draft, words), width="stretch")
                st.button(
                    words("Tiếp tục"),
                    key=f"tiep_tuc_{draft.sha256[:12]}",
                    type="secondary",
                    icon=":material/play_arrow:",
                    on_click=state.open_draft,
                    args=(draft.sha256,),
                )
                st.button(
                    words("Bỏ"),
                    key=f"bo_{draft.sha256[:12]}",
                    type="tertiary",
                    icon=":material/delete:",
                    on_click=state.drop,
                    args=(draft.sha256,),
                )


def _about(draft: Draft, words: Words) -> str:
    when = words.moment(datetime.fromisoformat(draft.changed_at))
    parts = [f"**{plain(draft.file_name)}**", when]
    if draft.by:
        parts.append(plain(draft.by))
    if draft.corrections:
        parts.append(words("{n} ô đã sửa", n=len(draft.corrections)))
    return " · ".join(parts)
