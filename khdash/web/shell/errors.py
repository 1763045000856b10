"""What a reader sees when something goes wrong: one calm sentence, never a stack trace."""

from __future__ import annotations

import logging

import streamlit as st

from khdash.web.common import reader

logger = logging.getLogger(__name__)


def report_script_error(error: Exception) -> bool:
    """Log an unforeseen error and tell the reader; True: no further display."""
    logger.error("A page failed", exc_info=error)
    words = reader.words()
    st.error(
        words(
            "Trang này chưa hiển thị được do lỗi ngoài dự kiến. Số liệu vẫn an toàn; hãy tải lại"
            " trang hoặc bỏ bớt bộ lọc. Người quản trị xem chi tiết trong nhật ký máy chủ."
        ),
        icon=":material/error:",
    )
    return True
