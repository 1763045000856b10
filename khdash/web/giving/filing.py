"""Sending a file instead of filling in the form: the same check, then the same last step."""

from __future__ import annotations

from functools import partial

import streamlit as st

from khdash.locale import Words
from khdash.report.forms import FORM_FORMATS
from khdash.report.forms.asked import asked_form
from khdash.web.common import reader
from khdash.web.common.downloads import draw_downloads
from khdash.web.giving.seat import Seat
from khdash.web.giving.sending import draw_send
from khdash.web.rounds.taking import take_file


def draw_filing(seat: Seat, words: Words) -> None:
    """The form to download, the field for the file, what is asked about it, and the last step."""
    st.caption(
        words("Tải biểu về, điền bằng Excel rồi chọn tệp ở dưới. Tệp báo cáo khác cũng nhận.")
    )
    with st.container(horizontal=True, gap="xsmall"):
        draw_downloads(
            FORM_FORMATS,
            partial(asked_form, reader.dataset(), seat.asked, seat.unit, words.lang),
            f"bieu-dot-{seat.asked.number}-{seat.unit.partition('@')[0]}",
            "gui_bieu",
            words,
            lambda kind: words("Tải biểu {kind}", kind=kind),
        )
    taken = take_file(seat.asked, seat.unit, "gui_chon_tep", words, disabled=seat.asked.closed)
    if taken is not None:
        draw_send(seat, taken.report, taken.file, taken.reading, "file", words)
