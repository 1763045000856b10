"""Targets as reviews and the journal show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from khdash.exhibit.core.notes import basis_name
from khdash.ingest.targets.entry import Reviewed
from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.store.journal import Entry
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.names import CHANGES, unit_names

MOST_ROWS = 300


def review_frame(
    found: Sequence[Reviewed], catalogue: Catalogue, words: Words, *, withdrawn: bool = False
) -> pd.DataFrame:
    """Targets beside what their instruments set before; withdrawn: they are to be taken back."""
    lines = [
        {
            **_about(one.entry, catalogue, words),
            words("Đang có"): _figure(one.old, one.entry.indicator, catalogue, words),
            words("Số mới"): words("bỏ")
            if withdrawn
            else _figure(one.entry.value, one.entry.indicator, catalogue, words),
            words("Văn bản"): one.entry.instrument,
            words("Loại"): words("bỏ") if withdrawn else words(CHANGES[one.action]),
        }
        for one in found
    ]
    return pd.DataFrame(lines, dtype="str").map(plain)


def draw_targets(entry: Entry, words: Words) -> None:
    """Every target in the entry of a batch; nothing where it wrote none."""
    made = entry.records.get("target", ())
    if not made:
        return
    catalogue = reader.dataset().catalogue
    lines = [
        {
            **_about(_Row(one), catalogue, words),
            words("Giá trị"): words("bỏ")
            if one["retracted"]
            else _figure(one["value"], one["indicator"], catalogue, words),
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


def _about(one: Any, catalogue: Catalogue, words: Words) -> dict[str, str]:
    indicator = catalogue.indicators.get(one.indicator)
    name = words.name(indicator) if indicator else one.indicator
    told = [name, basis_name(words, one.basis)]
    return {
        words("Tỉnh, thành phố"): unit_names(catalogue, words).get(one.unit, one.unit),
        words("Chỉ số"): ", ".join(filter(None, told)),
        words("Năm"): str(one.year),
    }


def _figure(value: float | None, indicator: str, catalogue: Catalogue, words: Words) -> str:
    """A target as charts print it: it is set, not measured, and has no qualifier."""
    entry = catalogue.indicators.get(indicator)
    return words.figure(value, entry.unit, entry.decimals) if entry else "–"
