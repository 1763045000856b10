"""Soát số: every figure of a speech or a report held against ours."""

from __future__ import annotations

import streamlit as st

from khdash.exhibit.core.scope import years_of
from khdash.locale import mark
from khdash.proof.words import ProofWords
from khdash.web.common import reader
from khdash.web.common.card.drawer import draw_drawer
from khdash.web.common.page import draw_section, draw_title
from khdash.web.common.page_registry import page_at
from khdash.web.proof import state
from khdash.web.proof.findings import draw_findings, draw_whole
from khdash.web.proof.giving import draw_giving
from khdash.web.proof.marked import draw_counts, draw_marked
from khdash.web.proof.taking import draw_taking

words = reader.words()
draw_title(page_at("soat-so"))
draw_giving(words)
given = state.given()
if given is not None:
    dataset = reader.dataset()
    told = ProofWords(words, dataset.catalogue)
    findings = state.findings(dataset)
    draw_section(mark("Kết quả soát"))
    if not findings:
        st.info(words("Không thấy số nào nói về một chỉ số đã biết."), icon=":material/info:")
    else:
        draw_counts(findings, words)
        draw_whole(findings, told, *years_of(dataset))
        draw_marked(given, findings, words)
        draw_taking(given, findings, told)
        draw_section(mark("Từng số"))
        draw_findings(findings, dataset.catalogue, words)
    draw_drawer()
