"""The small vocabulary of the pages: build an exhibit under the reader's filters, head a page."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from html import escape
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from khdash.exhibit.core.drawing import is_drawn
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.page_registry import Page
from khdash.web.common.presenting import is_taking_up
from khdash.web.common.viewport import is_narrow

LONG_TITLE = 60
"""Letters of which a title has more than three lines on a phone."""


def exhibit(name: str, *indicators: str, **changes: Any) -> Exhibit:
    """An exhibit under the shared filters; `changes` are further fields of the Selection.

    Figures are shown as reported, without benchmarks and in the usual classes unless the page asks
    otherwise.
    """
    changes = {"form": "", "benchmarks": (), "classes": "", **changes}
    selection = reader.current_selection().with_(indicators=indicators, **changes)
    return build(name, reader.current_dataset(), selection)


def draw_title(page: Page) -> None:
    """The name of the page and the question that it answers."""
    words = reader.words()
    st.title(words.of(page.title_vi, page.title_en), anchor=page.url_path)
    st.caption(words(page.question))


def draw_section(text: str) -> None:
    """A heading between groups of exhibits; `text` is a Vietnamese message. It is markup like that
    of an exhibit (khdash/web/common/heading.py).
    """
    st.html(f'<h2 class="khdash-part">{escape(reader.words()(text))}</h2>')


def part(text: str, key: str) -> AbstractContextManager[object] | None:
    """The place of a later part of a page, under its heading; `text` is a Vietnamese message.

    On a phone it is folded; None as long as nobody opens it: it is neither made nor sent.
    """
    if not is_narrow() or is_taking_up():
        draw_section(text)
        return nullcontext()
    folded = st.expander(reader.words()(text), key=f"phan_{key}", on_change="rerun")
    return folded if folded.open else None


def beside(
    text: str, key: str, widths: tuple[int, int] = (1, 1)
) -> tuple[DeltaGenerator, DeltaGenerator | None]:
    """Two places side by side; on a phone the second stands below, folded under its name.

    text: that name, a Vietnamese message. The second is None as long as nobody opens it.
    """
    if not is_narrow() or is_taking_up():
        left, right = st.columns(widths, gap="small")
        return left, right
    first = st.container()
    folded = st.expander(reader.words()(text), key=f"phan_{key}", on_change="rerun")
    return first, folded if folded.open else None


def side_by_side(*exhibits: Exhibit) -> list[DeltaGenerator]:
    """A place for each of some exhibits: beside each other, one below the other where one of them
    has too little to be drawn and would stand as an empty card beside a chart.
    """
    if all(map(is_drawn, exhibits)):
        return list(st.columns(len(exhibits), gap="small"))
    return [st.container() for _ in exhibits]


def draw_finding(page: Page, finding: str, extent: str) -> None:
    """A finding as the title of a page, smaller on a phone where it is long; below it what it is
    of, else the question of the page."""
    narrow_and_long = is_narrow() and len(finding) > LONG_TITLE
    (st.header if narrow_and_long else st.title)(plain(finding), anchor=page.url_path)
    st.caption(plain(extent) if extent else reader.words()(page.question))
