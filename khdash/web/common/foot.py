"""What stands below an exhibit: its caveats, its sources, the table behind a chart, the files."""

from __future__ import annotations

from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

import orjson
import streamlit as st

from khdash.exhibit.core.addressed import asks_more, is_built
from khdash.exhibit.core.exhibit import UNDRAWN, Exhibit, SourceLine
from khdash.exhibit.core.notes import notes_of
from khdash.locale import Words
from khdash.locale.words import joined_sentences
from khdash.report.formats import file_name, formats_for_readers
from khdash.report.formats.pictures import PNG
from khdash.web.common.card.offer import draw_offer
from khdash.web.common.component import component
from khdash.web.common.downloads import draw_exhibit_downloads
from khdash.web.common.exhibit_files import SCREEN, api_address, exhibit_address
from khdash.web.common.table import choose_cell, draw_table
from khdash.web.common.unparted import unparted

FOOT = "foot"
"""The component's name."""
NOTES_SHOWN = 3
SOURCES_SHOWN = 3

_PACKED: WeakKeyDictionary[Exhibit, bytes] = WeakKeyDictionary()
"""The foot of every exhibit that somebody keeps; it goes when the exhibit goes."""


def draw_foot(exhibit: Exhibit, key: str, words: Words) -> None:
    """One element, whose table and files are made when a reader asks for them."""
    widget = f"chan_{key}"
    component(FOOT)(
        key=widget,
        data=packed_foot(exhibit, words),
        on_chosen_change=partial(choose_cell, widget, key, exhibit),
    )
    draw_ways_out(exhibit, key, words)


def packed_foot(exhibit: Exhibit, words: Words) -> bytes:
    """The same for the component that draws the exhibit itself."""
    if exhibit not in _PACKED:
        _PACKED[exhibit] = orjson.dumps(foot_of(exhibit, words))
    return _PACKED[exhibit]


def draw_ways_out(exhibit: Exhibit, key: str, words: Words) -> None:
    """The way to the card of what is chosen.

    What a page made of an exhibit has no address; its table and files come with the page.
    """
    if exhibit.kind not in UNDRAWN:
        draw_offer(exhibit, key, "chart", words)
        draw_offer(exhibit, key, "table", words)
    if not is_built(exhibit):
        _own_ways_out(exhibit, key, words)


def foot_of(exhibit: Exhibit, words: Words) -> dict[str, Any]:
    """As static/components/foot.js reads it."""
    texts = notes_of(exhibit.notes)
    if exhibit.kind == "answers":
        texts = [exhibit.subtitle, *texts]
    texts = [unparted(text, exhibit.catalogue) for text in texts]
    links = [source_parts(source) for source in exhibit.sources]
    few = 0 < len(links) <= SOURCES_SHOWN
    panels: list[dict[str, Any]] = []
    if len(texts) > NOTES_SHOWN:
        rest = [joined_sentences(text) for text in texts[NOTES_SHOWN:]]
        label = words("{n} ghi chú nữa", n=len(rest))
        panels.append({"name": "notes", "label": label, "texts": rest})
    if len(links) > SOURCES_SHOWN:
        label = words("{n} nguồn", n=len(links))
        panels.append({"name": "sources", "label": label, "links": links})
    if is_built(exhibit) and exhibit.kind not in UNDRAWN and not exhibit.is_empty:
        address = exhibit_address(exhibit, SCREEN)
        panels.append({"name": "table", "label": words("Bảng số liệu"), "table": address})
    return {
        "notes": joined_sentences(*texts[:NOTES_SHOWN]),
        "sources": {"title": words("Nguồn:"), "links": links} if few else None,
        "panels": panels,
        "files": _files(exhibit, words) if is_built(exhibit) else [],
        "copy": _copy(exhibit, words) if is_built(exhibit) else None,
        "fault": words("Không lấy được bảng. Hãy tải lại trang rồi mở lại."),
    }


def source_parts(source: SourceLine) -> tuple[str, str, str]:
    """A source as its title, its address and who said it first; the last two may be empty."""
    return source.title, source.url, source.original_source


def _files(exhibit: Exhibit, words: Words) -> list[dict[str, str]]:
    """The files, then where a program asks for the same; that one is opened and not saved.

    A table without rows is no file. Programs ask by a selection only, and by the example plan of
    emulation.
    """
    files = [
        {
            "label": words(one.label),
            "address": exhibit_address(exhibit, one.code),
            "name": file_name(exhibit, one),
            "help": words(one.help) if one.help else "",
        }
        for one in formats_for_readers(exhibit)
        if not exhibit.is_empty
    ]
    if asks_more(exhibit):
        return files
    api = {"label": "API", "address": api_address(exhibit), "name": ""}
    return [*files, api | {"help": words("Địa chỉ để chương trình khác đọc hình này (JSON)")}]


def _copy(exhibit: Exhibit, words: Words) -> dict[str, str] | None:
    """The picture that a browser may put on its clipboard; None where there is none."""
    if not PNG.fits(exhibit):
        return None
    return {
        "label": words("Sao chép ảnh"),
        "address": exhibit_address(exhibit, PNG.code),
        "done": words("Đã sao chép ảnh"),
        "fault": words("Không sao chép được, hãy tải tệp PNG"),
    }


@st.fragment
def _own_ways_out(exhibit: Exhibit, key: str, words: Words) -> None:
    """The table and the files of an exhibit without an address; opening redraws no chart."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        if exhibit.kind not in UNDRAWN and not exhibit.is_empty:
            behind = st.popover(
                words("Bảng số liệu"),
                type="tertiary",
                icon=":material/table_rows:",
                key=f"so_lieu_{key}",
                on_change="rerun",
            )
            with behind:
                if behind.open:
                    draw_table(exhibit, key, words)
        draw_exhibit_downloads(exhibit, key, words)
