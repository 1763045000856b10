"""The levels that items of a list are held to: each leads to its card."""

from __future__ import annotations

import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.tasks.evidence import proofs, selection_of
from khdash.locale import Words
from khdash.web.common import reader
from khdash.web.common.card.drawer import draw_drawer, open_card
from khdash.web.common.markdown import plain


@st.fragment
def draw_levels(shown: Exhibit, words: Words) -> None:
    """A button a level that the shown items are held to; nothing where there is none."""
    dataset = reader.current_dataset()
    catalogue = dataset.catalogue
    held = {
        proof.held: (row["unit_name"], row["list"])
        for row in shown.rows
        if (proof := proofs(dataset, row["list"])[row["item"], row["unit"]]).held is not None
    }
    if not held:
        return
    st.caption(words("Mức phải đạt, mở thẻ chỉ tiêu"))
    with st.container(horizontal=True, gap="small"):
        for number, (level, (unit, code)) in enumerate(held.items()):
            assert level is not None
            entry = catalogue.indicators[level.indicator]
            name = words.of(entry.short_vi, entry.short_en)
            said = words.figure(level.value, entry.unit, entry.decimals)
            st.button(
                plain(f"{unit}: {name} {said} ({level.year})"),
                key=f"muc_viec_{number}",
                type="tertiary",
                icon=":material/flag:",
                on_click=open_card,
                args=(level, selection_of(dataset, catalogue.task_lists[code], level.indicator)),
            )
    draw_drawer()
