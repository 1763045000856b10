"""Báo cáo: documents for a meeting, of the cluster or of one province."""

from __future__ import annotations

import streamlit as st

from khdash.web.common import reader
from khdash.web.common.page import draw_title
from khdash.web.common.page_registry import page_at
from khdash.web.reporting.choosing import choose, plan_in_use
from khdash.web.reporting.taking import draw_making

words = reader.words()
draw_title(page_at("bao-cao"))
plan = plan_in_use(words)
if plan is None:
    st.stop()
draw_making(plan, choose(plan, words), words)
