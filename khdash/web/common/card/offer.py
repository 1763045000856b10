"""The way from a mark or a cell to its card: one button at the exhibit, where one is chosen."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.exhibit.topics.lookup.shown import Named, ShownFigure, figures_in
from khdash.exhibit.topics.lookup.target_key import ShownTarget
from khdash.locale import Words, mark
from khdash.web.common import reader
from khdash.web.common.card.drawer import draw_drawer, open_drawer

Door = Literal["chart", "table"]


def choose(key: str, door: Door, named: Named | None) -> bool:
    """Take a figure as chosen at an exhibit, or let go of it where it was; whether it is now.

    key: of the exhibit on the page. door: at its chart or in the table behind it.
    """
    place = place_of(key, door)
    chosen = None if named == st.session_state.get(place) else named
    st.session_state[place] = chosen
    return chosen is not None


def draw_offer(exhibit: Exhibit, key: str, door: Door, words: Words) -> None:
    """The button to the card of what is chosen here, if the exhibit still shows it."""
    named: Named | None = st.session_state.get(place_of(key, door))
    if named is None:
        return
    if named in figures_in(reader.current_dataset(), exhibit):
        _draw_button(named, exhibit, f"the_{door}_{key}", words)


@st.fragment
def _draw_button(named: Named, exhibit: Exhibit, key: str, words: Words) -> None:
    """The button and the drawer that it opens: neither draws the page again."""
    label = mark("Thẻ số liệu: {figure}")
    if isinstance(named, ShownTarget):
        label = mark("Thẻ chỉ tiêu: {figure}")
    st.button(
        words(label, figure=_name(named, exhibit, words)),
        key=key,
        type="tertiary",
        icon=":material/badge:",
        on_click=open_drawer,
        args=(named, exhibit),
    )
    draw_drawer()


def place_of(key: str, door: Door) -> str:
    """Where a session keeps what is chosen at an exhibit."""
    return f"_so_chon_{door}_{key}"


def _name(named: Named, exhibit: Exhibit, words: Words) -> str:
    """Which figure: its province as the exhibit names it, its year, of several indicators which."""
    catalogue = reader.current_dataset().catalogue
    own = (str(row["unit_name"]) for row in exhibit.rows if row["unit"] == named.unit)
    unit = next(own, "") or _name_of(named.unit, words)
    if isinstance(named, ShownFigure) and named.what == "score":
        return words("điểm của {unit}", unit=unit)
    if isinstance(named, ShownFigure) and named.what == "pair":
        return unit
    year = str(named.year)
    if isinstance(named, ShownFigure) and named.base_year:
        year = f"{named.base_year}–{named.year}"
    several = len({row.get("indicator") for row in exhibit.rows}) > 1
    entry = catalogue.indicators.get(named.indicator)
    told = [f"{unit} {year}"]
    if entry is not None and (several or isinstance(named, FigureKey)):
        told.append(words.of(entry.short_vi, entry.short_en))
    return ", ".join(told)


def _name_of(unit: str, words: Words) -> str:
    """The name of a unit without a row: the country, whose level stands among provinces."""
    known = reader.current_dataset().catalogue.units.get(unit)
    return words.of(known.name, known.name_en) if known else unit
