"""The targets of a batch as the journal shows them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from khdash.locale import Words
from khdash.store.journal import Entry
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.target_rows import about_target, target_figure

MOST_ROWS = 300


def draw_targets(entry: Entry, words: Words) -> None:
    """Every target in the entry of a batch; nothing where it wrote none."""
    made = entry.records.get("target", ())
    if not made:
        return
    catalogue = reader.dataset().catalogue
    lines = [
        {
            **about_target(_Row(one), catalogue, words),
            words("Giá trị"): words("bỏ")
            if one["retracted"]
            else target_figure(one["value"], one["indicator"], catalogue, words),
            words("Văn bản"): words.of(one["instrument_vi"], one["instrument_en"]),
        }
        for one in made[:MOST_ROWS]
    ]
    title = words("Các chỉ tiêu đã ghi ({n})", n=words.number(len(made)))
    with st.expander(title, icon=":material/flag:"):
        st.table(
            pd.DataFrame(lines, dtype="str").map(plain),
            border="horizontal",
            hide_index=True,
            height="content" if len(lines) <= 12 else 420,
            alt=title,
        )


class _Row:
    """A record of the journal, read by name."""

    def __init__(self, record: Any) -> None:
        self.unit, self.year = record["unit"], record["year"]
        self.indicator, self.basis = record["indicator"], record["basis"]
