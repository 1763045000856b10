"""The screen of a presentation: all slides go to the browser, which turns them by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import orjson
import streamlit as st

from khdash.chart import theme
from khdash.chart.canvas import SLIDE as SLIDE_SIZE
from khdash.locale import Words
from khdash.store.errors import StoreError
from khdash.store.public_address import public_fault, view_address
from khdash.web.common import reader
from khdash.web.common.component import component
from khdash.web.common.page_registry import PAGES, SLIDE, Page
from khdash.web.common.presenting import Shown
from khdash.web.common.viewport import is_narrow
from khdash.web.presenting.address import code_path, is_reachable
from khdash.web.presenting.slides import Slide, slides_of


def start() -> None:
    """Show the page to a meeting, from its first exhibit on."""
    st.session_state[SLIDE.name] = "1"


def end() -> None:
    """Back to the page."""
    st.session_state[SLIDE.name] = ""


def draw_stage(page: Page, shown: Sequence[Shown], filters: str) -> None:
    """The slides over the whole window. filters: what is chosen, in one line."""
    words, mode, narrow = reader.words(), reader.colour_mode(), is_narrow()
    slides = slides_of(shown, mode, narrow)
    for place, slide in enumerate(slides, 1):
        slide |= _handed_on(page, place)
    asked = str(st.session_state[SLIDE.name])
    known = asked.isdecimal() and 1 <= int(asked) <= len(slides)
    look = theme(mode)
    data = {
        "slides": slides or [_nothing(page, words)],
        "at": int(asked) - 1 if known else 0,
        "fault": "" if known or not slides else _unknown(asked, len(slides), words),
        "page": words.of(page.title_vi, page.title_en),
        "filters": filters,
        "lang": words.lang,
        "narrow": narrow,
        "size": SLIDE_SIZE,
        "words": spoken(words),
        "colours": {
            name: getattr(look, name) for name in ("ground", "ink", "muted", "border", "primary")
        },
    }
    component("slides", styled=True)(key="man_chieu", data=orjson.dumps(data), on_ended_change=end)


def _handed_on(page: Page, place: int) -> dict[str, Any]:
    """The permalink of a slide, and its QR code where another machine can open it."""
    query = reader.link_to(page, **{SLIDE.name: str(place)})
    try:
        address = view_address("" if page is PAGES[0] else page.url_path, query)
    except StoreError:
        address = ""
    path, width = code_path(address) if is_reachable(address) else ("", 0)
    return {
        "query": f"?{urlencode(query, doseq=True)}",
        "address": address,
        "code": path,
        "code_width": width,
    }


def _nothing(page: Page, words: Words) -> Slide:
    """The one slide of a page that has no figure to show."""
    return {
        "kind": "text",
        "title": words("Trang này chưa có hình nào để trình chiếu"),
        "text": words("Nhấn Esc để trở lại trang."),
        **dict.fromkeys(("mark", "subtitle", "sources"), ""),
        "notes": [],
        "notes_left": 0,
        "rows_left": 0,
        **_handed_on(page, 1),
    }


def _why_alone(words: Words) -> str:
    """Why there is no code, where there is none."""
    fault = public_fault()
    if fault is not None:
        return fault.text(words.lang)
    return words("Địa chỉ đã khai chỉ mở được trên chính máy này nên không có mã.")


def _unknown(asked: str, count: int, words: Words) -> str:
    return words(
        "Liên kết hỏi hình «{asked}», trang này có {n} hình: mở hình đầu.", asked=asked, n=count
    )


def spoken(words: Words) -> dict[str, str]:
    """What the screen says by itself; "#" stands for a number or names."""
    return {
        "title": words("Trình chiếu"),
        "before": words("Hình trước"),
        "after": words("Hình sau"),
        "full": words("Toàn màn hình"),
        "code": words("Mã QR"),
        "share": words("Chia sẻ"),
        "end": words("Thoát"),
        "rows": words("và # dòng nữa ở trang"),
        "columns": words("Còn ở trang: #"),
        "notes": words("và # ghi chú nữa ở trang"),
        "scan": words("Quét để mở hình này trên máy của mình"),
        "alone": _why_alone(words),
        "unshared": words("Chưa chia sẻ được: chưa khai địa chỉ chung của ứng dụng"),
    }
