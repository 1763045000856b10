"""Giving a text: pasted, or a Word or text file."""

from __future__ import annotations

import streamlit as st

from khdash.locale import Words
from khdash.proof.document import (
    FILE_BYTES,
    KINDS,
    MOST_LETTERS,
    REFUSALS,
    UnusableText,
    given_text,
    read_file,
)
from khdash.web.proof import state

PASTED, UPLOADED, REFUSED = "soat_dan", "soat_tep", "_soat_loi"


def draw_giving(words: Words) -> None:
    """The two ways to give a text, and why one could not be taken."""
    st.markdown(
        words(
            "Dán bài phát biểu, báo cáo hay bản tin, hoặc chọn tệp; mỗi con số nói về một chỉ số đã"
            " biết được đối chiếu với số liệu. Văn bản chỉ ở trong phiên làm việc này, **không được"
            " lưu lại trên máy chủ** và mất đi khi đóng trang."
        )
    )
    pasting, uploading = st.tabs([words("Dán văn bản"), words("Chọn tệp")])
    with pasting:
        st.text_area(
            words("Văn bản cần soát"),
            key=PASTED,
            height=180,
            max_chars=MOST_LETTERS,
            placeholder=words("Dán lời văn cần soát vào đây, cả tiêu đề có tên tỉnh và năm"),
        )
        st.button(
            words("Soát số"),
            key="soat_bam",
            type="primary",
            icon=":material/rule:",
            on_click=_paste,
        )
    with uploading:
        limit = FILE_BYTES // 1024 // 1024
        st.file_uploader(
            words("Tệp Word (.docx) hoặc tệp chữ (.txt), tối đa {limit} MB", limit=limit),
            type=list(KINDS),
            key=UPLOADED,
            max_upload_size=limit,
            on_change=_upload,
        )
    refused: UnusableText | None = st.session_state.get(REFUSED)
    if refused is not None:
        st.error(words(REFUSALS[refused.code], **refused.params), icon=":material/error:")


def _paste() -> None:
    st.session_state[REFUSED] = None
    try:
        state.begin(given_text(st.session_state[PASTED]))
    except UnusableText as error:
        st.session_state[REFUSED] = error


def _upload() -> None:
    st.session_state[REFUSED] = None
    file = st.session_state[UPLOADED]
    if file is None:
        return
    try:
        state.begin(read_file(file.getvalue(), file.name))
    except UnusableText as error:
        st.session_state[REFUSED] = error
