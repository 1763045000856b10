"""Correct the figure of a card, or add it where there is none: typed, checked, reviewed, written.

The same check, the same findings and the same review as for a file of one cell; what is written is
a batch like any other, with who and why, and can be undone in the journal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from khdash.exhibit.topics.lookup.card import FigureCard, Statement
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.ingest.check import UPLOAD_SOURCE, CheckReport
from khdash.ingest.column_names import BASES
from khdash.ingest.messages import sentence
from khdash.ingest.one_figure import (
    Saying,
    check_figure,
    into_locked,
    refusals,
    submission_of_figure,
)
from khdash.ingest.pipeline import REPORTED, known_by
from khdash.locale import Words
from khdash.model.actor import Action
from khdash.model.catalogue import Catalogue
from khdash.model.frames import each_row
from khdash.model.value import QUALIFIERS
from khdash.report.forms.heading import Series
from khdash.report.forms.one_figure import TypedFigure, file_of
from khdash.report.forms.text import QUALIFIERS as QUALIFIER_WORDS
from khdash.report.forms.text import plain_number
from khdash.web.common import reader
from khdash.web.common.card.host import Host
from khdash.web.common.changes import SEVERITY_ICONS, difference, percent
from khdash.web.common.markdown import plain
from khdash.web.common.names import CHANGES, exact_figure
from khdash.web.common.notice import draw_closed
from khdash.web.common.signing import draw_name, signed

TYPED = "_the_sua"
LONGEST_FIGURE, LONGEST_REASON = 100, 500


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person filled in, waiting to be confirmed; key: of the card it was filled in on."""

    key: FigureKey
    figure: TypedFigure
    saying: Saying
    name: str
    reason: str


def can_be_given(key: FigureKey, catalogue: Catalogue) -> bool:
    """Whether a figure of this key can be typed in: one of a year, of a province that existed then;
    many communes bear the same name.
    """
    unit = catalogue.units[key.unit]
    return not key.period and unit.level != "commune" and unit.exists_in(key.year)


def draw_correction(card: FigureCard, words: Words, host: Host) -> None:
    """The form that corrects the figure of a card or adds it, and the review of what was typed."""
    key, said = card.key, card.subject
    if not can_be_given(key, reader.dataset().catalogue):
        return
    label = words("Thêm số liệu") if said is None else words("Sửa số này")
    icon = ":material/add:" if said is None else ":material/edit:"
    with st.expander(label, icon=icon, expanded=_waiting(key) is not None):
        if draw_closed(words, Action.WRITE, [key.unit]):
            return
        _form(card, words)
        typed = _waiting(key)
        if typed is not None:
            _review(typed, words, host)


def _waiting(key: FigureKey) -> Typed | None:
    typed: Typed | None = st.session_state.get(TYPED)
    return typed if typed is not None and typed.key == key else None


def _form(card: FigureCard, words: Words) -> None:
    key, said = card.key, card.subject
    catalogue = reader.dataset().catalogue
    entry = catalogue.indicators[key.indicator]
    with st.form("sua_so", border=False):
        text = st.text_input(
            words("Giá trị, {measure}", measure=words.name(catalogue.measures[entry.unit])),
            value=plain_number(said.value, words.lang) if said and said.value is not None else "",
            max_chars=LONGEST_FIGURE,
            placeholder=words("ví dụ: 288.270 hoặc hơn 288 nghìn"),
        )
        qualifier = st.selectbox(
            words("Độ chính xác"),
            QUALIFIERS,
            index=QUALIFIERS.index(said.qualifier) if said else 0,
            format_func=lambda q: words.of(*QUALIFIER_WORDS[q]),
        )
        basis = key.basis
        if entry.basis_matters and not basis:
            basis = st.selectbox(
                words("Mẫu số"), tuple(BASES), format_func=lambda b: words(BASES[b])
            )
        as_of = st.date_input(
            words("Tính đến ngày"),
            value=said.as_of.date() if said and said.as_of is not None else None,
            min_value=date(key.year, 1, 1),
            max_value=date(key.year + 1, 12, 31),
            format="DD/MM/YYYY",
            help=words("Để trống nếu nguồn chỉ nêu năm."),
        )
        sources = _sources(card, catalogue)
        source = st.selectbox(
            words("Nguồn"), sources, format_func=lambda s: _source_name(s, catalogue, words)
        )
        reason = st.text_input(
            words("Lý do"),
            max_chars=LONGEST_REASON,
            placeholder=words("ví dụ: ghi nhầm so với văn bản gốc"),
        )
        name = draw_name(words)
        asked = st.form_submit_button(words("Kiểm tra"), icon=":material/fact_check:")
    if not asked:
        return
    st.session_state.pop(TYPED, None)
    text, reason = str(text or "").strip(), str(reason or "").strip()
    if not text or not reason or not name:
        st.warning(words("Cần giá trị, lý do và họ tên."))
        return
    st.session_state[TYPED] = Typed(
        key,
        TypedFigure(
            key.unit,
            Series(key.indicator, key.subgroup, basis),
            key.year,
            text,
            qualifier,
            as_of,
        ),
        _saying(str(source), card, catalogue),
        name,
        reason,
    )


def _sources(card: FigureCard, catalogue: Catalogue) -> list[str]:
    """The sources that may state the figure: those that do, the associations, all others."""
    stating = [said.source_id for said in _statements(card)]
    return list(dict.fromkeys([*stating, UPLOAD_SOURCE, *catalogue.sources]))


def _statements(card: FigureCard) -> list[Statement]:
    own = [card.subject] if card.subject is not None else []
    return [*own, *(rival.statement for rival in card.rivals)]


def _source_name(source_id: str, catalogue: Catalogue, words: Words) -> str:
    source = REPORTED if source_id == UPLOAD_SOURCE else catalogue.sources[source_id]
    return words.of(source.title_vi, source.title_en) or source.publisher or source_id


def _saying(source_id: str, card: FigureCard, catalogue: Catalogue) -> Saying:
    """A source is trusted for what it said before as it was then."""
    for said in _statements(card):
        if said.source_id == source_id:
            return Saying(source_id, said.confidence)
    return Saying.of(None if source_id == UPLOAD_SOURCE else catalogue.sources[source_id])


def _review(typed: Typed, words: Words, host: Host) -> None:
    """The findings, the figure before and after, and the button that writes it."""
    report = _checked(typed, words, into_year_locked=False)
    if report is not None and (report.cells["fault"] == "year-locked").any():
        locked = words("Ghi cả vào năm đã khóa, lý do như trên")
        if st.checkbox(locked, key="sua_nam_khoa"):
            report = _checked(typed, words, into_year_locked=True)
    if report is None:
        return
    for finding in report.findings:
        text = sentence(replace(finding, cell=""), words.lang)
        st.markdown(f"{SEVERITY_ICONS[finding.severity]} {plain(text)}")
    if not report.findings:
        st.markdown(words(":green[:material/check_circle:] Không có lỗi hay cảnh báo nào."))
    if len(report.cells) != 1:
        st.warning(words("Ô giá trị chưa có con số nào; hãy ghi lại."))
        return
    st.table(
        _frame(report, words),
        border="horizontal",
        hide_index=True,
        hide_header=True,
        alt=words("Số đang có và số mới"),
    )
    nothing = report.counts["new"] + report.counts["changed"] == 0
    if nothing and not report.restating and not refusals(report):
        st.caption(words("Nguồn này đã ghi đúng như vậy; không có gì để ghi."))
    if st.button(
        words("Ghi vào số liệu"),
        key="sua_ghi",
        type="primary",
        icon=":material/save:",
        disabled=bool(refusals(report)) or (nothing and not report.restating),
    ) and _write(typed, report, words):
        st.session_state.pop(TYPED, None)
        host.again()


def _checked(typed: Typed, words: Words, *, into_year_locked: bool) -> CheckReport | None:
    """The report on what was typed; None, and why, where it cannot be checked."""
    database = reader.database()
    known = known_by(database)
    try:
        data = file_of(typed.figure, known.catalogue, words.lang)
    except ValueError:
        st.warning(words("Chỉ số này chưa nhập được bằng biểu mẫu."))
        return None
    known = into_locked(known) if into_year_locked else known
    lang = "en" if words.lang == "en" else "vi"
    return check_figure(data, known, database, typed.saying, lang)  # type: ignore[arg-type]


def _frame(report: CheckReport, words: Words) -> pd.DataFrame:
    """The one cell of the review, a line each: before, after, by how much."""
    (cell,) = each_row(report.cells)
    catalogue = report.catalogue
    lines = [
        (
            words("Đang có"),
            exact_figure(cell.old_value, cell.indicator, cell.old_qualifier, catalogue, words),
        ),
        (
            words("Số mới"),
            exact_figure(cell.value, cell.indicator, cell.qualifier, catalogue, words),
        ),
        (words("Chênh lệch"), f"{difference(cell, report, words)} ({percent(cell, words)})"),
        (words("Loại"), words(CHANGES[cell.action])),
    ]
    if cell.action != "changed":
        del lines[2]
    return pd.DataFrame(lines, columns=["name", "text"], dtype="str").map(plain)


def _write(typed: Typed, report: CheckReport, words: Words) -> bool:
    """Commit the figure as a batch; whether it was written, a refusal is told on the card."""
    given = submission_of_figure(report, typed.saying, typed.reason)
    receipt = signed(typed.name, lambda store, who: store.commit(who, given), words)
    if receipt is None:
        return False
    done = words("Đã ghi, lần nạp số {batch}. Có thể hoàn tác ở trang Nhật ký.",
                 batch=receipt.batch_id)  # fmt: skip
    st.toast(plain(done), icon=":material/check_circle:", duration="long")
    return True
