"""What a card says line by line, and what a denominator means."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from khdash.locale import mark
from khdash.web.common.markdown import plain

BASIS_MEANINGS = {
    "all": mark("trên tổng số: chia cho mọi gia đình, dòng họ, cộng đồng hay đơn vị trên địa bàn"),
    "registered": mark("trên số đăng ký: chỉ chia cho số đã đăng ký xét danh hiệu"),
    "unstated": mark("nguồn không nêu mẫu số, nên không so được với tỷ lệ có nêu mẫu số"),
}


def draw_facts(facts: Sequence[tuple[str, str]], alt: str) -> None:
    """Names and what is said of each; those of which nothing is known are left out."""
    told = [(f"**{plain(name)}**", plain(text)) for name, text in facts if text]
    st.table(
        pd.DataFrame(told, columns=["name", "text"], dtype="str"),
        border="horizontal",
        hide_index=True,
        hide_header=True,
        alt=alt,
    )
