"""The card of a computed figure: its value, how it came about, and every figure it is made of."""

from __future__ import annotations

import streamlit as st

from khdash.exhibit.topics.lookup.part import Part, PartsCard
from khdash.locale import Words
from khdash.web.common.card.host import Host
from khdash.web.common.markdown import plain, source_link


def draw_parts(card: PartsCard, host: Host, words: Words) -> None:
    """Everything that is known of a figure that no source printed."""
    st.header(plain(card.title), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if card.value:
            st.metric(words("Giá trị"), card.value, width="content")
        if card.computed:
            st.badge(words("số tính"), color="blue", icon=":material/calculate:")
        if not card.firm:
            st.badge(words("độ tin cậy thấp"), color="orange", icon=":material/priority_high:")
    if card.measure:
        st.caption(plain(f"{words('Đơn vị tính')}: {card.measure}"))
    st.markdown(plain(card.how))
    for number, part in enumerate(card.parts):
        _draw_part(part, number, host, words)


def _draw_part(part: Part, number: int, host: Host, words: Words) -> None:
    """A part: its figure and year, where it is from, and the way to its card."""
    with st.container(gap="xxsmall", key=f"phan_{number}"):
        with st.container(
            horizontal=True,
            horizontal_alignment="distribute",
            vertical_alignment="center",
            gap="small",
        ):
            year = f" ({part.year})" if part.year else ""
            st.markdown(f"{plain(part.name)}: **{plain(part.value)}**{year}", width="content")
            if part.figure is not None:
                st.button(
                    words("Mở thẻ"),
                    key=f"phan_so_{number}",
                    type="tertiary",
                    icon=":material/arrow_forward:",
                    help=plain(f"{part.name}{year}"),
                    on_click=host.go,
                    args=(part.figure,),
                )
        told = [plain(part.note), "; ".join(source_link(source) for source in part.sources)]
        if any(told):
            st.caption(" · ".join(filter(None, told)))
