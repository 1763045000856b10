"""What a reader sees when something goes wrong: one calm sentence, never a stack trace."""

from __future__ import annotations

import logging

import streamlit as st

from khdash.model.log import failed, log
from khdash.store.errors import DatabaseReadOnly, StoreError
from khdash.store.places import here
from khdash.store.refusal import is_known, reasons
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.visitor import fault_text


def report_script_error(error: Exception) -> bool:
    """Log an unforeseen error and tell the reader; True: no further display."""
    words = reader.words()
    if isinstance(error, OSError) and is_known(error):
        error = DatabaseReadOnly(path=error.filename or here().home, **reasons(error))
    if isinstance(error, StoreError):
        log("refused", level=logging.WARNING, said=error.text("vi"))
        st.error(plain(fault_text(error, words.lang)), icon=":material/database_off:")
        return True
    failed("page failed", error)
    st.error(
        words(
            "Trang này chưa hiển thị được do lỗi ngoài dự kiến. Số liệu vẫn an toàn; hãy tải lại"
            " trang hoặc bỏ bớt bộ lọc. Người quản trị xem chi tiết trong nhật ký máy chủ."
        ),
        icon=":material/error:",
    )
    return True
