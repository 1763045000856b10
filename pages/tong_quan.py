"""Tổng quan: where the cluster stands, in sentences, tiles, a map and one table."""

from __future__ import annotations

import streamlit as st

from khdash.locale import mark
from khdash.web.common.page import draw_headline, draw_section, exhibit
from khdash.web.common.show import plain, show
from khdash.web.overview.tiles import show_tiles

TILES = ("members", "members_population_rate", "fund_balance", "learning_family_rate")

headlines = exhibit("headlines")
first, *others = headlines.table["sentence"]
draw_headline(first)
st.markdown("\n".join(f"- {plain(sentence)}." for sentence in others))

show_tiles([exhibit("tile", indicator) for indicator in TILES])

left, right = st.columns([5, 6], gap="small")
with left:
    show(exhibit("map", "members_population_rate"), key="ban_do")
with right:
    show(exhibit("trend", "members"), key="hoi_vien")

draw_section(mark("Toàn cảnh theo tỉnh và chỉ số"))
show(exhibit("heat_table"), key="toan_canh")
