"""How far the work on a long file is, in words and as a bar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from khdash.ingest.pipeline import Stage
from khdash.locale import Words, mark
from khdash.web.upload.checking import Progress, silent

LONG = 200_000
"""Bytes from which on a bar is shown: a smaller file is checked before a person notices."""

STAGES: dict[Stage, str] = {
    "read": mark("Đang đọc tệp…"),
    "recognise": mark("Đang nhận ra chỉ số, tỉnh và năm…"),
    "check": mark("Đang kiểm tra và đối chiếu với kho…"),
    "commit": mark("Đang ghi vào kho…"),
}


@contextmanager
def told_progress(size: int, words: Words) -> Iterator[Progress]:
    """What to tell the progress of a check to; for a short file a spinner says enough.

    The bar never goes back: a new draft may be checked again with what its header was told before.
    """
    with st.spinner(words("Đang đọc và kiểm tra tệp…")):
        if size < LONG:
            yield silent
            return
        bar, furthest = st.empty(), 0.0

        def tell(stage: Stage, share: float) -> None:
            nonlocal furthest
            furthest = max(furthest, share)
            bar.progress(furthest, text=words(STAGES[stage]))

        try:
            yield tell
        finally:
            bar.empty()
