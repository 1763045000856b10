"""The open questions about a file, each with its real cells and the answers to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from khdash.ingest.check import CheckReport
from khdash.ingest.column_names import MEASURES
from khdash.ingest.draft import Draft
from khdash.ingest.messages import sentence
from khdash.ingest.recognise import Choices
from khdash.locale import Words
from khdash.reading.table import Table
from khdash.web.common.markdown import plain
from khdash.web.common.names import FIRST_YEAR, LAST_YEAR, unit_names
from khdash.web.upload import state
from khdash.web.upload.questions import LEAVE_OUT, Question, answered
from khdash.web.upload.remarks import draw_field
from khdash.web.upload.tables import Cells, key_of, table_name

FEW = 4
Change = Callable[[Choices], Choices]


def draw_questions(
    draft: Draft, questions: list[Question], report: CheckReport, cells: Cells, words: Words
) -> None:
    """Every open question; a choice is kept at once and the file is checked again."""
    for number, question in enumerate(questions):
        with st.container(border=True, key=f"hoi_{number}"):
            draw_question(question, report, draft.sha256[:12], state.choose, words)
            _correction(draft, question, cells, words)


def draw_question(
    question: Question,
    report: CheckReport,
    file: str,
    choose: Callable[[Change], None],
    words: Words,
    units: Sequence[str] = (),
) -> None:
    """What is asked, and the answers; choose keeps what one changes.

    file: what tells its answers from those about another file. units: the only provinces that the
    file can be about, all of them where none is named.
    """
    st.markdown(f":material/help: {plain(sentence(question.finding, words.lang))}")
    key = f"tra_loi_{file}_{question.key}"
    tables = _tables(question, report, key, words)
    if not tables:
        st.caption(words("Hãy chọn ít nhất một bảng."))
        return

    def keep() -> None:
        answer = st.session_state[key]
        if answer is not None:
            choose(lambda choices: answered(choices, question, answer, tables))

    if question.kind == "file-year":
        st.number_input(
            words("Năm của số liệu"),
            FIRST_YEAR,
            LAST_YEAR,
            value=None,
            step=1,
            key=key,
            on_change=keep,
            placeholder="2024",
            width=220,
        )
        return
    options = _options(question, report, words, units)
    if len(options) <= FEW:
        st.radio(
            words("Chọn một"),
            list(options),
            index=None,
            format_func=lambda o: options[o],
            key=key,
            on_change=keep,
            label_visibility="collapsed",
        )
    else:
        st.selectbox(
            words("Chọn một"),
            list(options),
            index=None,
            format_func=lambda o: options[o],
            key=key,
            on_change=keep,
            placeholder=words("chọn trong danh sách"),
            width=520,
        )


def _tables(question: Question, report: CheckReport, key: str, words: Words) -> list[Table]:
    """The tables that the answer is for, where several lack the same; all of them at first."""
    if not question.others:
        return [question.table]
    asked = {
        key_of(own.table): (own.table, table_name(report, number, words))
        for number, own in enumerate(report.recognitions)
        if any(own.table is table for table in question.tables)
    }
    chosen = st.pills(
        words("Câu trả lời dùng cho"),
        list(asked),
        selection_mode="multi",
        default=list(asked),
        format_func=lambda at: plain(asked[at][1]),
        key=f"{key}_bang",
    )
    return [asked[at][0] for at in chosen]


def _correction(draft: Draft, question: Question, cells: Cells, words: Words) -> None:
    """A name that is not understood may simply be misspelt: its cell can be corrected instead."""
    if question.kind not in ("unit", "label"):
        return
    spot = cells.spot(question.finding.sheet, question.finding.cell)
    if spot is not None:
        st.caption(words("hoặc sửa ô {cell}:", cell=question.finding.cell))
        draw_field(draft, spot, "hoi", words)


def _options(
    question: Question, report: CheckReport, words: Words, only: Sequence[str]
) -> dict[Any, str]:
    """The possible answers, the likeliest first, and how to leave the thing out."""
    catalogue = report.catalogue
    match question.kind:
        case "style":
            return {
                "vi": _reading(question, "vi", words),
                "en": _reading(question, "en", words),
                LEAVE_OUT: words("Không nạp cột này"),
            }
        case "fraction":
            return {
                False: words("Để nguyên: {value} là {value} %", value=question.finding.value),
                True: words("Nhân 100: cột ghi phần của 1, không phải phần trăm"),
                LEAVE_OUT: words("Không nạp cột này"),
            }
        case "measure":
            money = {code: words(name) for code, name in MEASURES.items()}
            return {**money, LEAVE_OUT: words("Không nạp cột này")}
        case "indicator" | "label":
            left_out = (
                words("Không nạp cột này")
                if question.kind == "indicator"
                else words("Không nạp các dòng này")
            )
            near = [
                c
                for c, e in catalogue.indicators.items()
                if any(e.name_vi == str(n) for n in question.finding.params.get("near") or ())
            ]
            codes = [*near, *(c for c in catalogue.indicators if c not in near)]
            return {LEAVE_OUT: left_out, **{c: words.name(catalogue.indicators[c]) for c in codes}}
        case "boundaries":
            day = words.of(question.finding.params["day"].vi, question.finding.params["day"].en)
            return {
                "old": words("Tỉnh trước khi sắp xếp ngày {day}", day=day),
                "new": words("Tỉnh từ ngày {day}", day=day),
            }
    units = unit_names(catalogue, words)
    units = {key: units[key] for key in only or units}
    if question.kind == "file-unit":
        return units
    return {LEAVE_OUT: words("Không nạp các dòng này"), **units}


def _reading(question: Question, style: str, words: Words) -> str:
    """Up to three real cells as they read in one way of writing numbers."""
    params = question.finding.params
    cells = [
        f"{cell} {words('«{text}»', text=text)} = {_number(value, words)}"
        for cell, text, value in zip(params["cells"], params["texts"], params[style], strict=False)
    ]
    lead = (
        words("Dấu chấm ngăn hàng nghìn, dấu phẩy thập phân")
        if style == "vi"
        else words("Dấu phẩy ngăn hàng nghìn, dấu chấm thập phân")
    )
    return plain(f"{lead}: {'; '.join(cells)}")


def _number(value: float | None, words: Words) -> str:
    if value is None:
        return "–"
    return words.number(value, 0 if float(value).is_integer() else 3)
