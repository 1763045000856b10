"""Answers on a page: a card a question, with the way to the figures and the form of what lacks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.topics.answers.answer import Level, levels_of
from khdash.exhibit.topics.lookup.shown import Named, figure_in
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.rows import Row
from khdash.report.forms import FormRequest
from khdash.web.answers.lines import Line, as_read, body_of, way_of
from khdash.web.common import reader
from khdash.web.common.card.drawer import draw_drawer, open_drawer
from khdash.web.common.component import component
from khdash.web.common.entries import address_of, entry_of
from khdash.web.common.foot import draw_foot
from khdash.web.common.form_request import draw_request
from khdash.web.common.link import Query
from khdash.web.common.markdown import plain
from khdash.web.common.page_registry import Page, page_at, page_of_theme
from khdash.web.common.presenting import take_up
from khdash.web.common.unparted import unparted
from khdash.web.common.viewport import is_narrow

PER_ROW = {1: 1, 2: 2, 3: 3, 4: 4}
MANY = 3
"""Cards in a row of a wide screen where there are more than four."""
NAMED = 2
"""Provinces that the button of a form names."""
FIGURE, TARGET = Column("value", "", "figure"), Column("target_value", "", "figure")
"""What a line of an answer shows, and the level that it is held against."""
OF_COLUMN = {"f": FIGURE, "t": TARGET}
"""The sign of a card: f or t and the row of the exhibit, or l and the place among its levels."""
PLACES = {
    "targets": "chi-tieu",
    "tasks": "nhiem-vu",
    "emulation": "thi-dua",
    "quality": "chat-luong",
}
"""The pages that show what an answer is about, where it is no theme."""


def draw_answers(exhibit: Exhibit, page: Page) -> None:
    """The answers side by side, on a phone one below the other; below them the ways out."""
    if take_up(exhibit):
        return
    words = Words(exhibit.selection.lang)
    answers = list(_answers(reader.current_dataset(), exhibit).values())
    per_row = 1 if is_narrow() else PER_ROW.get(len(answers), MANY)
    levels = levels_of(exhibit)
    with st.grid(max(per_row, 1), key=f"{per_row}_cau_{exhibit.name}"):
        for at, lines in enumerate(answers):
            _card(at, lines, levels, page, words)
    _draw_ways(exhibit, [lines[0].row for lines in answers], page)
    draw_foot(exhibit, exhibit.name, words)


@kept(64)
def _answers(dataset: Dataset, exhibit: Exhibit) -> dict[str, list[Line]]:
    """The lines of each answer, with the signs of their cards."""
    found: dict[str, list[Line]] = {}
    for at, row in enumerate(exhibit.rows):
        signs = [
            f"{sign}{at}" if figure_in(dataset, exhibit, row, column) is not None else ""
            for sign, column in OF_COLUMN.items()
        ]
        read = as_read(row, exhibit.catalogue)
        found.setdefault(row["answer"], []).append(Line(read, *signs))
    return found


@st.fragment
def _draw_ways(exhibit: Exhibit, answers: Sequence[Row], page: Page) -> None:
    """From a figure in an answer to its card, from an answer to where it is shown; there even where
    no answer leads anywhere, so that what stands below keeps its place.
    """
    widget = f"the_{exhibit.name}"
    answered = component("answers", styled=True)(
        key=widget,
        on_chosen_change=partial(_open_chosen, widget, exhibit),
        on_place_change=lambda: None,
    )
    _turn_page(answered.place, answers, page)
    draw_drawer()


def _open_chosen(widget: str, exhibit: Exhibit) -> None:
    """A callback: open the card of what was clicked."""
    named = named_by((st.session_state.get(widget) or {}).get("chosen"), exhibit)
    if named is not None:
        open_drawer(named, exhibit)


def _turn_page(at: object, answers: Sequence[Row], page: Page) -> None:
    """Go where the clicked link of an answer leads; at: its place among them, as browsers say."""
    if isinstance(at, str) and at.isdecimal() and int(at) < len(answers):
        to, query = _place(answers[int(at)], page)
        if to is not None:
            st.switch_page(entry_of(to), query_params=query)


def named_by(sign: object, exhibit: Exhibit) -> Named | None:
    """What the browser asks the card of; None where the sign is none of these answers."""
    if not isinstance(sign, str) or not sign[1:].isdecimal():
        return None
    at, levels = int(sign[1:]), levels_of(exhibit)
    if sign[0] == "l" and at < len(levels):
        return levels[at][2]
    if sign[0] in OF_COLUMN and at < len(exhibit.rows):
        column = OF_COLUMN[sign[0]]
        return figure_in(reader.current_dataset(), exhibit, exhibit.rows[at], column)
    return None


def _card(
    at: int, lines: Sequence[Line], levels: Sequence[Level], page: Page, words: Words
) -> None:
    first = lines[0].row
    own = [(said, f"l{at}") for at, (code, said, _) in enumerate(levels) if code == first["answer"]]
    key = first["answer"].replace(":", "_")
    with st.container(border=True, height="stretch", gap="xsmall", key=f"tra_loi_{key}"):
        place, query = _place(first, page)
        way = way_of(first["link"], address_of(place, query), at) if place else ""
        st.html(body_of(lines, reader.colour_mode(), words, own) + way)
        if first["form_units"]:
            _form(first, key, words)


def _place(first: Row, page: Page) -> tuple[Page | None, Query]:
    """Where an answer is shown: its page or, on that page itself, the indicator compared."""
    topic, indicator = first["see"], first["see_indicator"]
    place = page_at(PLACES[topic]) if topic in PLACES else page_of_theme(topic)
    if place is None or place.url_path == page.url_path:
        compare = page_at("so-sanh")
        if not indicator:
            return None, {}
        return compare, {**reader.link_to(compare), "so_sanh": [indicator]}
    if topic == "targets" and indicator in reader.options("xet"):
        return place, reader.link_to(place, xet=indicator)
    return place, reader.link_to(place)


@st.fragment
def _form(first: Row, key: str, words: Words) -> None:
    """The form for what an answer lacks, made when its button is opened."""
    units = first["form_units"].split()
    catalogue = reader.dataset().catalogue
    names = [words.of(catalogue.units[unit].name, catalogue.units[unit].name_en) for unit in units]
    told = words.listed(names) if len(names) <= NAMED else words("{n} tỉnh", n=len(names))
    opened = st.popover(
        unparted(words("Lấy biểu cho {units}", units=told), catalogue),
        type="tertiary",
        icon=":material/edit_document:",
        key=f"bieu_{key}",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        request = FormRequest(
            tuple(first["form_indicators"].split()),
            (int(first["form_year"]),),
            tuple(units),
            words.lang,
            "wide",
            only_missing=True,
        )
        st.caption(plain(words("Biểu năm {year}: {units}.", year=first["form_year"],
                               units=words.listed(names))))  # fmt: skip
        draw_request(request, words, f"bieu_{key}")
