"""Tổng quan: where the cluster stands, in sentences, tiles, a map and one table."""

from __future__ import annotations

import streamlit as st

from khdash.locale import mark
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.page import draw_headline, draw_section, exhibit
from khdash.web.common.show import show
from khdash.web.overview.tiles import show_tiles

TILES = 4  # as many of the most important indicators as stand in one row

headlines = exhibit("headlines")
first, *others = headlines.table["sentence"]
draw_headline(first)
st.markdown("\n".join(f"- {plain(sentence)}." for sentence in others))

important = reader.dataset().catalogue.headlines[:TILES]
show_tiles([exhibit("tile", indicator.code) for indicator in important])

left, right = st.columns([5, 6], gap="small")
with left:
    show(exhibit("map"), key="ban_do")
with right:
    show(exhibit("trend"), key="hoi_vien")

draw_section(mark("Toàn cảnh theo tỉnh và chỉ số"))
show(exhibit("heat_table"), key="toan_canh")
