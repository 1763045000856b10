"""What stands where a page would write, when a snapshot is served."""

from __future__ import annotations

import streamlit as st

from khdash.locale import Words
from khdash.web.common import reader


def draw_copy_notice(words: Words) -> bool:
    """Where this is a copy for reading: say so, say where to write, and return True."""
    if not reader.is_copy():
        return False
    st.info(copy_sentence(words), icon=":material/menu_book:")
    where = reader.store().uploads_at
    if where:
        st.link_button(words("Đến nơi nạp số liệu"), where, icon=":material/open_in_new:")
    return True


def copy_sentence(words: Words) -> str:
    """That nothing is written here, and where it is done."""
    if reader.store().uploads_at:
        return words(
            "Đây là bản để đọc. Nạp số liệu, sửa, xác nhận hay hoàn tác đều làm ở nơi nạp số liệu;"
            " làm xong, khi bản mới được công bố thì ở đây tự thấy."
        )
    return words(
        "Đây là bản để đọc. Nạp số liệu, sửa, xác nhận hay hoàn tác đều làm trên máy nhận số liệu;"
        " muốn biết máy nào, xin hỏi người quản trị."
    )
