"""Báo cáo: documents for a meeting, of the cluster or of one province."""

from __future__ import annotations

import streamlit as st

from khdash.web.common import reader
from khdash.web.common.page import draw_title
from khdash.web.common.page_registry import page_at
from khdash.web.reporting.choosing import blueprint_in_use, choose
from khdash.web.reporting.taking import draw_making

words = reader.words()
draw_title(page_at("bao-cao"))
blueprint = blueprint_in_use(words)
if blueprint is None:
    st.stop()
draw_making(blueprint, choose(blueprint, words), words)
