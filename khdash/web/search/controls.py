"""The search field and what narrows the list; each widget shows and changes the link's words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from khdash.exhibit.by_search import LONGEST_QUERY
from khdash.exhibit.topics.lookup.observations import CONFIDENCES, SOURCE_KINDS
from khdash.exhibit.topics.lookup.search.narrowing import ORDERS, SHOW, Narrowing
from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.web.common import reader
from khdash.web.common.markdown import plain

Naming = Callable[[str], str]


def draw_search(words: Words) -> str:
    """The search field; the text typed."""
    first, *_, last = [unit.name_en.lower() for unit in reader.dataset().catalogue.members("")] * 2
    text = st.text_input(
        words("Tìm số liệu"),
        key="tim",
        type="search",
        icon=":material/search:",
        max_chars=LONGEST_QUERY,
        placeholder=words(
            "ví dụ: hoi vien {first} 2024, GĐHT, quỹ {last}, 1.953.233", first=first, last=last
        ),
        persist_state="session",
        help=words(
            "Không cần dấu, không cần đúng thứ tự, sai một hai chữ cũng được. Tìm trong tên tỉnh,"
            " tên chỉ số và cách gọi khác, năm, tên nguồn, ghi chú; gõ cả con số cũng được."
        ),
    )
    return str(text or "").strip()


def draw_narrowing(words: Words) -> Narrowing:
    """What narrows, widens and orders the list."""
    catalogue = reader.dataset().catalogue
    narrowing, unknown = Narrowing.from_text(st.session_state["loc"], catalogue)
    if unknown:
        st.caption(
            plain(words("Bỏ qua phần lọc không hiểu được: {parts}.", parts=", ".join(unknown)))
        )
    with st.container(
        horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"
    ):
        _pills("show", words("Xem"), narrowing.show, tuple(SHOW), lambda c: words(SHOW[c]))
        _order(narrowing, words)
    count = sum(
        map(len, (narrowing.theme, narrowing.indicator, narrowing.kind, narrowing.confidence))
    )
    label = words("Lọc theo nhóm, chỉ số, nguồn, độ tin cậy")
    with st.expander(
        f"{label} ({count})" if count else label, icon=":material/filter_alt:", type="compact"
    ):
        _themes_and_indicators(narrowing, catalogue, words)
        left, right = st.columns([3, 1], gap="small")
        with left:
            _pills(
                "kind",
                words("Loại nguồn"),
                narrowing.kind,
                tuple(SOURCE_KINDS),
                lambda c: words(SOURCE_KINDS[c]),
            )
        with right:
            _pills(
                "confidence",
                words("Độ tin cậy"),
                narrowing.confidence,
                tuple(CONFIDENCES),
                lambda c: words(CONFIDENCES[c]),
            )
    return narrowing


def _themes_and_indicators(narrowing: Narrowing, catalogue: Catalogue, words: Words) -> None:
    _pills(
        "theme",
        words("Nhóm"),
        narrowing.theme,
        tuple(catalogue.themes),
        lambda c: words.name(catalogue.themes[c]),
    )
    key = _shown("indicator", narrowing.indicator)
    st.multiselect(
        words("Chỉ số"),
        [entry.code for theme in catalogue.by_theme.values() for entry in theme],
        format_func=lambda c: words.name(catalogue.indicators[c]),
        key=key,
        placeholder=words("mọi chỉ số"),
        on_change=partial(_take, "indicator"),
    )


def _order(narrowing: Narrowing, words: Words) -> None:
    key = _key("order")
    st.session_state[key] = narrowing.order[-1] if narrowing.order else ""
    st.selectbox(
        words("Sắp xếp"),
        tuple(ORDERS),
        format_func=lambda c: words(ORDERS[c]),
        key=key,
        on_change=partial(_take, "order"),
        width=230,
    )


def _pills(
    name: str, label: str, chosen: tuple[str, ...], options: tuple[str, ...], naming: Naming
) -> None:
    st.pills(
        label,
        options,
        selection_mode="multi",
        format_func=naming,
        key=_shown(name, chosen),
        on_change=partial(_take, name),
        wrap=True,
    )


def _key(name: str) -> str:
    return f"tra_cuu_{name}"


def _shown(name: str, chosen: tuple[str, ...]) -> str:
    """The key of a widget after it was made to show what the link says."""
    st.session_state[_key(name)] = list(chosen)
    return _key(name)


def _take(name: str) -> None:
    """Write a widget's choice into the link's words."""
    chosen = st.session_state[_key(name)]
    codes = (chosen,) if isinstance(chosen, str) else tuple(chosen or ())
    narrowing, _ = Narrowing.from_text(st.session_state["loc"], reader.dataset().catalogue)
    st.session_state["loc"] = narrowing.with_(name, codes).to_text()


def widen() -> None:
    """Take in every province and every year."""
    narrowing, _ = Narrowing.from_text(st.session_state["loc"], reader.dataset().catalogue)
    show = dict.fromkeys([*narrowing.show, "everywhere"])
    st.session_state["loc"] = narrowing.with_("show", show).to_text()


def start_again() -> None:
    """Take everything off that this page itself narrows."""
    st.session_state.update(tim="", loc="")
