"""How long each province has been silent, theme by theme."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.locale import Words
from khdash.model.kept import kept
from khdash.web.common.heading import draw_heading
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.page import exhibit
from khdash.web.common.presenting import take_up


def draw_staleness(words: Words) -> None:
    """Provinces by themes: the year of the newest figure and how long ago that is."""
    shown = exhibit("stale_provinces")
    if take_up(shown, _themes_of(shown)):
        return
    draw_heading(shown, shown.subtitle)
    if not shown.table["stale"].any():  # The heading has said it.
        return
    st.table(
        _themes_of(shown),
        border="horizontal",
        hide_index=True,
        alt=shown.alt,
    )


@kept(1)
def _themes_of(shown: Exhibit) -> pd.DataFrame:
    return theme_matrix(shown.table, Words(shown.selection.lang)).map(plain).map(unbroken)


def theme_matrix(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    """One row a province, one column a theme; a silent theme is marked."""
    cells = table.assign(
        text=[
            (f"{last} ({said})" if pd.notna(last) else said) + (" ⚠" if stale else "")
            for last, said, stale in zip(
                table["last_year"], table["said"], table["stale"], strict=True
            )
        ]
    )
    wide = cells.pivot(index="unit_name", columns="theme_name", values="text")
    wide = wide.loc[table["unit_name"].unique(), table["theme_name"].unique()]
    wide.columns.name = None
    return wide.reset_index(names=words("Tỉnh, thành phố")).astype("str")
