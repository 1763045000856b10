"""Gửi số liệu: a province answers a round, by the link that it was given."""

from __future__ import annotations

import streamlit as st

from khdash.locale import mark
from khdash.model.problem import StoreError
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.page import draw_title
from khdash.web.common.page_registry import GIVING, page_at
from khdash.web.common.reading_copy import draw_copy_notice
from khdash.web.common.rounds import draw_news
from khdash.web.giving.fields import draw_fields
from khdash.web.giving.filing import draw_filing
from khdash.web.giving.head import draw_head
from khdash.web.giving.seat import mark_opened, seat
from khdash.web.giving.sending import draw_send
from khdash.web.giving.typed import READING, file_name, typed

WAYS = {"form": mark("Điền trên trang"), "file": mark("Gửi tệp")}

words = reader.words()
draw_title(page_at(GIVING))
own = None if draw_copy_notice(words) else seat()
if isinstance(own, StoreError):
    st.error(plain(own.text(words.lang)), icon=":material/link_off:")
elif own is None:
    st.info(
        words(
            "Trang này mở bằng liên kết riêng mà Cụm gửi cho từng tỉnh. Hãy mở lại liên kết trong"
            " tin nhắn; chưa có thì xin Cụm gửi."
        ),
        icon=":material/link:",
    )
else:
    mark_opened(own)
    draw_news()
    draw_head(own, words)
    way = st.segmented_control(
        words("Cách gửi"),
        tuple(WAYS),
        default="form",
        required=True,
        format_func=lambda code: words(WAYS[code]),
        key="gui_cach",
        label_visibility="collapsed",
    )
    if way == "file":
        draw_filing(own, words)
    else:
        form = typed(own, words)
        draw_fields(own, form, words)
        if form.report is not None:
            draw_send(own, form.report, (file_name(own), form.content), READING, "form", words)
