"""The communes of the province of a profile, where they reported anything."""

from __future__ import annotations

import streamlit as st

from khdash.locale import mark
from khdash.model.communes import reported_by_communes
from khdash.model.rows import has_value
from khdash.web.common import reader
from khdash.web.common.page import draw_section, exhibit
from khdash.web.common.show import show

PARAMETER = "chi_so_xa"


def draw_communes(province: str, theme: str) -> None:
    """One indicator of the theme by commune; nothing where no commune has a figure of it."""
    words, data = reader.words(), reader.current_dataset()
    reported = reported_by_communes(data, province)
    indicators = data.catalogue.indicators
    codes = [i.code for i in data.catalogue.by_theme.get(theme, ()) if i.code in reported]
    if not codes:
        return
    draw_section(mark("Xã, phường"))
    if st.session_state[PARAMETER] not in codes:
        st.session_state[PARAMETER] = codes[0]
    code = st.selectbox(
        words("Chỉ số của các xã, phường"),
        codes,
        format_func=lambda c: words.name(indicators[c]),
        key=PARAMETER,
        persist_state="session",
    )
    found = exhibit("communes", code, units=(province,))
    if any(map(has_value, found.rows)):
        show(found, key="xa")
    else:
        st.caption(words("Chưa xã, phường nào có số liệu trong những năm đang xem."))
