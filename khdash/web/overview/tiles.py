"""Tiles: the headline indicators of the cluster side by side."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.locale import Words
from khdash.report.table import demo_mark
from khdash.web.common.figures import draw_figure
from khdash.web.common.markdown import plain
from khdash.web.common.viewport import is_narrow

LONG_VALUE = 18


def show_tiles(tiles: Sequence[Exhibit]) -> None:
    """Four in a row, two on a phone, all of one height."""
    narrow = is_narrow()
    per_row = 2 if narrow else 4
    for start in range(0, len(tiles), per_row):
        columns = st.columns(per_row, gap="small", wrap=False)
        for column, tile in zip(columns, tiles[start : start + per_row], strict=False):
            with column:
                _tile(tile, narrow)


def _tile(tile: Exhibit, narrow: bool) -> None:
    words = Words(tile.selection.lang)
    extra = tile.extra
    with st.container(
        border=True, height="stretch", gap="xxsmall", key=f"the_{tile.selection.indicators[0]}"
    ):
        st.caption(plain(tile.title))
        st.markdown(f"{_heading(str(extra['total']), narrow)} {plain(str(extra['total']))}")
        st.caption(plain(_years_and_coverage(tile, words)))
        if extra.get("spark"):
            draw_figure(tile, f"nho_{tile.selection.indicators[0]}")
            st.caption(plain(words("Đường: {name}", name=extra["spark_label"])))
        if extra.get("change"):
            st.caption(plain(str(extra["change"])))
        if tile.demo:
            st.badge(demo_mark(words), color="orange")


def _heading(text: str, narrow: bool) -> str:
    """The size at which a value fits the tile."""
    return "####" if narrow or len(text) > LONG_VALUE else "##"


def _years_and_coverage(tile: Exhibit, words: Words) -> str:
    """The years of the figures and how many units they cover: 2020-2024 · 6/8 tỉnh."""
    parts = [tile.subtitle]
    if tile.coverage is not None:
        parts.append(words("{k}/{n} tỉnh", k=tile.coverage.covered, n=tile.coverage.expected))
    return " · ".join(part for part in parts if part)
