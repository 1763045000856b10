"""The findings one below the other: what was read, ours beside it, the card, the questions."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.locale import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.proof import STATUSES, Finding, Question
from khdash.proof.figures import Ours
from khdash.proof.finding import QuestionKind
from khdash.proof.items import CLUSTER
from khdash.proof.words import LABELS, SIGNS, ProofWords
from khdash.web.common import reader
from khdash.web.common.card.drawer import open_card
from khdash.web.common.markdown import plain
from khdash.web.proof import state
from khdash.web.proof.marked import badge

SHOWN, MORE = "_soat_hien", 20


def draw_findings(findings: Sequence[Finding], catalogue: Catalogue, words: Words) -> None:
    """Those of the chosen verdicts in the order of the text, some at a time."""
    told = ProofWords(words, catalogue)
    there = [status for status in STATUSES if any(f.status == status for f in findings)]
    chosen = st.pills(
        words("Xem"),
        there,
        selection_mode="multi",
        default=there,
        format_func=lambda status: f"{SIGNS[status]} {words(LABELS[status])}",
        key="soat_xem",
    )
    numbered = [(n, f) for n, f in enumerate(findings, start=1) if f.status in chosen]
    most = int(st.session_state.get(SHOWN, MORE))
    for number, finding in numbered[:most]:
        _draw_finding(number, finding, told)
    if len(numbered) > most:
        label = words("Xem thêm ({n} số)", n=len(numbered) - most)
        st.button(label, key="soat_them", on_click=_show_more, args=(most + MORE,))


def _show_more(most: int) -> None:
    st.session_state[SHOWN] = most


def _draw_finding(number: int, finding: Finding, told: ProofWords) -> None:
    with st.container(border=True, gap="small"):
        reading = told.reading(finding)
        head = badge(finding.status, f"{finding.text} ({number})")
        about = f" {plain(reading)}" if reading else ""
        label = plain(told.label(finding.status))
        st.markdown(f"{head} **{label}**{about}  \n{plain(told.sentence(finding))}")
        if finding.question is not None and "@" in finding.question.name:
            draw_question(finding.question, told)
        beside = finding.ours or finding.elsewhere
        if beside is not None and has_card(beside):
            st.button(
                told.words("Thẻ số liệu"),
                key=f"soat_the_{number}",
                type="tertiary",
                icon=":material/badge:",
                on_click=open_card,
                args=(key_of(beside), reader.current_selection()),
            )


def has_card(ours: Ours) -> bool:
    """Whether a figure has a card: a published one has, a target, a total or a change has none."""
    return not ours.computed and ours.target is None


def key_of(ours: Ours) -> FigureKey:
    """The name by which the card of a figure is opened."""
    period = "/".join(ours.period) if ours.period else ""
    return FigureKey(
        ours.unit, ours.indicator, ours.year, ours.basis, ours.subgroup, ours.point, period
    )


def draw_question(question: Question, told: ProofWords) -> None:
    """The choices of one question, as small buttons; few of them fit beside each other."""
    widget = f"soat_hoi_{question.name}"
    st.pills(
        told.question(question),
        question.options,
        format_func=lambda option: told.option(question, option),
        key=widget,
        on_change=state.answer,
        args=(question.name, widget),
    )


def draw_whole(findings: Sequence[Finding], told: ProofWords, first_year: int, last: int) -> None:
    """The place and the year that hold where a sentence names none: asked once for the text."""
    words = told.words
    open_ = {name: sum(_asks(finding, name) for finding in findings) for name in ("unit", "year")}
    for name, sentence in _OF_TEXT.items():
        if open_[name]:
            st.warning(words(sentence, n=words.number(open_[name])), icon=":material/help:")
    if not any(open_.values()) and not state.answers():
        return
    units = [*told.catalogue.members_ever, CLUSTER, told.catalogue.country]
    years = [str(year) for year in range(last, first_year - 1, -1)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _draw_choice("unit", words("Tỉnh, thành phố của văn bản"), list(filter(None, units)), told)
        _draw_choice("year", words("Năm của văn bản"), years, told)
        if state.answers():
            st.button(
                words("Bỏ các câu trả lời"), key="soat_bo", type="tertiary", on_click=state.forget
            )


_OF_TEXT = {
    "unit": mark("{n} số đứng trong câu không nói của tỉnh nào: hãy chọn tỉnh của văn bản."),
    "year": mark("{n} số đứng trong câu không nói năm nào: hãy chọn năm của văn bản."),
}


def _asks(finding: Finding, name: str) -> bool:
    return finding.question is not None and finding.question.name == name


def _draw_choice(name: QuestionKind, label: str, options: list[str], told: ProofWords) -> None:
    question = Question(name, name, tuple(options))
    known, widget = state.answers().get(name), f"soat_{name}"
    st.selectbox(
        label,
        options,
        index=options.index(known) if known in options else None,
        format_func=lambda option: told.option(question, option),
        key=widget,
        placeholder=told.words("Chọn"),
        on_change=state.answer,
        args=(name, widget),
        width=280,
    )
