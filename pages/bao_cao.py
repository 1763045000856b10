"""Báo cáo: documents for a meeting, of the cluster or of one province."""

from __future__ import annotations

import streamlit as st

from khdash.model.problem import CatalogueError
from khdash.report.paper.plan import read_plan
from khdash.store.places import here
from khdash.web.common import reader
from khdash.web.common.page import draw_title
from khdash.web.common.page_registry import page_at
from khdash.web.reporting.choosing import choose
from khdash.web.reporting.taking import draw_making

words = reader.words()
draw_title(page_at("bao-cao"))
try:
    plan = read_plan(here(), reader.dataset().catalogue)
except CatalogueError as error:
    st.error(words("Tệp đặt phần của báo cáo có chỗ sai; sửa rồi tải lại trang:"))
    for problem in error.problems:
        st.caption(problem.text(words.lang))
    st.stop()
draw_making(plan, choose(plan, words), words)
