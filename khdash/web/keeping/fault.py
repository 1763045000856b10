"""What keeps anything from being written, told where people write."""

from __future__ import annotations

import streamlit as st

from khdash.locale import Words
from khdash.web.common import reader
from khdash.web.common.markdown import plain


def draw_fault(words: Words) -> None:
    """One sentence with the way back, where journal or database are not as they should be."""
    fault = None if reader.is_copy() else reader.database().fault()
    if fault is not None:
        st.warning(plain(fault.text(words.lang)), icon=":material/healing:")
