"""Nạp số liệu: a file is read, understood, checked and reviewed; only then is it written."""

from __future__ import annotations

import streamlit as st

from khdash.ingest.messages import sentence
from khdash.locale import mark
from khdash.model.actor import Action
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.notice import draw_closed
from khdash.web.common.page import draw_section, draw_title
from khdash.web.common.page_registry import page_at
from khdash.web.common.signing import draw_name_field
from khdash.web.keeping.fault import draw_fault
from khdash.web.quality.locks import draw_lock_notice
from khdash.web.upload import state
from khdash.web.upload.asking import draw_questions
from khdash.web.upload.committing import draw_commit, draw_result
from khdash.web.upload.forms import draw_forms
from khdash.web.upload.mapping import draw_mapping
from khdash.web.upload.memory import draw_memory
from khdash.web.upload.questions import questions_of
from khdash.web.upload.reading import draw_reading
from khdash.web.upload.receiving import draw_drafts, draw_receiving, open_draft
from khdash.web.upload.remarks import draw_findings
from khdash.web.upload.review import draw_review
from khdash.web.upload.rollup import draw_rollup
from khdash.web.upload.tables import Cells

words = reader.words()
draw_title(page_at("nap-so-lieu"))
draft = None
if not draw_closed(words, Action.DRAFT):
    draw_fault(words)
    draw_result(words)
    draw_name_field(words)
    draw_receiving(words)
    draw_lock_notice(words)
    draft = state.current()
    draw_drafts(words, draft.key if draft else "")
if draft is not None:
    if (opened := open_draft(draft, words)) is None:
        st.stop()
    draft, checked = opened.draft, opened.checked
    report = checked.report
    if not report.is_usable:
        for finding in report.findings:
            st.error(plain(sentence(finding, words.lang)), icon=":material/error:")
        state.drafts().drop(draft.key)
    else:
        if report.already_imported is not None:
            st.info(
                words(
                    "Tệp này đã được nạp trước đây, lần nạp số {batch}.",
                    batch=report.already_imported,
                ),
                icon=":material/history:",
            )
        draw_section(mark("1. Đã đọc"))
        draw_reading(draft, report, words)
        draw_section(mark("2. Nghĩa của các cột"))
        draw_memory(draft, report, words)
        cells = Cells.of(report)
        questions = questions_of(report, cells)
        draw_questions(draft, questions, report, cells, words)
        draw_mapping(draft, report, questions, words)
        draw_section(mark("3. Kiểm tra"))
        draw_findings(draft, report, questions, cells, words)
        draw_section(mark("4. Đối chiếu với kho"))
        draw_review(draft, report, words)
        draw_section(mark("5. Ghi vào số liệu"))
        draw_commit(draft, checked, len(questions), words)
else:
    draw_section(mark("Biểu mẫu để điền"))
    draw_forms(words)
    draw_rollup(words)
