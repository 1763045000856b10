"""What is new since the last visit: a quiet line, and on request the list, on the first page.

The browser remembers the version that it saw (static/components/news.js); the server keeps nothing
of a reader, and a page that is drawn asks for nothing until the list is opened.
"""

from __future__ import annotations

import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.news import Since, build_news
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.web.common import reader
from khdash.web.common.component import component
from khdash.web.common.heading import draw_heading
from khdash.web.common.markdown import plain
from khdash.web.common.page_registry import SEEN
from khdash.web.common.presenting import is_taking_up
from khdash.web.common.show import show
from khdash.web.news.route import ROUTE, version_of

NEWS = "news"
"""The component's name, and the key of its place."""


def draw_news() -> None:
    """The line where the browser finds something new; the list where the link asks for it."""
    if is_taking_up():
        return
    words, asked = reader.words(), str(st.session_state[SEEN.name])
    if reader.current_selection().as_known_at is None:
        _line(asked, words)
    if asked:
        _list(asked, words)


def _line(asked: str, words: Words) -> None:
    component(NEWS, styled=True)(
        key=NEWS,
        data={
            "version": reader.dataset().version,
            "listed": bool(asked),
            "lang": words.lang,
            "route": ROUTE[1:],
            "words": {
                "name": words("Có gì mới"),
                "list": words("Xem"),
                "seen": words("Đã xem"),
            },
        },
        on_turned_change=_turn,
    )


def _turn() -> None:
    """A callback: list what is new since the version that the browser names, or fold the list."""
    said = (st.session_state.get(NEWS) or {}).get("turned") or {}
    st.session_state[SEEN.name] = str(version_of(str(said.get("since"))) or "")


def _fold() -> None:
    st.session_state[SEEN.name] = ""


def _list(asked: str, words: Words) -> None:
    data, version = reader.current_dataset(), version_of(asked)
    at = None if version is None else reader.store().moment_of(version)
    if version is None or at is None or version > data.version:
        text = words(
            "Liên kết hỏi thay đổi từ phiên bản số liệu «{asked}», ở đây không có phiên bản ấy;"
            " mới nhất là {newest}.",
            asked=asked,
            newest=data.version,
        )
        st.caption(plain(text))
        return
    found = _news(data, Since(version, at), words.lang)
    if found.rows:
        show(found, key="so_moi")
    else:
        draw_heading(found, found.subtitle)
    st.button(
        words("Thu gọn"),
        key="thu_gon_so_moi",
        type="tertiary",
        icon=":material/unfold_less:",
        on_click=_fold,
    )


@kept(8)
def _news(data: Dataset, since: Since, lang: str) -> Exhibit:
    changes = reader.store().changes(since.version, data.version)
    return build_news(data, changes, since, lang)
