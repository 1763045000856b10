"""Correct or withdraw the target of a card: typed, reviewed, written as a batch like any other."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from khdash.exhibit.topics.lookup.target_card import Setting, instrument_name
from khdash.ingest.targets.entry import TargetEntry
from khdash.locale import Words
from khdash.model.actor import Action
from khdash.model.entries import Target
from khdash.report.forms.heading import Series
from khdash.report.forms.text import plain_number
from khdash.web.common.card.host import Host
from khdash.web.common.notice import draw_closed
from khdash.web.common.signing import draw_name
from khdash.web.common.target_writing import TypedTarget, ask, confirm, read_level

TYPED = "_the_sua_chi_tieu"
LONGEST_LEVEL, LONGEST_REASON = 100, 500


def draw_target_correction(setting: Setting, number: int, words: Words, host: Host) -> None:
    """The form of the target that one instrument sets, and the review of what was typed."""
    waiting = _waiting(setting.target)
    label = words("Sửa hoặc bỏ: {name}", name=instrument_name(words, setting.instrument))
    with st.expander(label, icon=":material/edit:", expanded=waiting is not None):
        if draw_closed(words, Action.SET_TARGETS, [setting.target.unit]):
            return
        _form(setting.target, number, words)
        typed = _waiting(setting.target)
        if typed is not None and confirm(typed, words, TYPED, f"ghi_chi_tieu_{number}"):
            host.again()


def _waiting(target: Target) -> TypedTarget | None:
    typed: TypedTarget | None = st.session_state.get(TYPED)
    return typed if typed is not None and typed.entry.is_same_as(target) else None


def _form(target: Target, number: int, words: Words) -> None:
    with st.form(f"sua_chi_tieu_{number}", border=False):
        text = st.text_input(
            words("Mức mới"),
            value=plain_number(target.value, words.lang),
            max_chars=LONGEST_LEVEL,
        )
        reason = st.text_input(
            words("Lý do"),
            max_chars=LONGEST_REASON,
            placeholder=words("ví dụ: ghi nhầm so với văn bản gốc"),
        )
        name = draw_name(words)
        asked, withdraws = ask(words)
    if not asked and not withdraws:
        return
    st.session_state.pop(TYPED, None)
    said = str(reason or "").strip()
    if not name or not said:
        st.warning(words("Cần họ tên và lý do."))
        return
    entry = entry_of(target, said)
    if asked:
        series = Series(target.indicator, target.subgroup, target.basis)
        level = read_level(str(text or ""), series, words)
        if level is None:
            return
        entry = replace(entry, value=level)
    st.session_state[TYPED] = TypedTarget(entry, name, said, target if withdraws else None)


def entry_of(target: Target, reason: str) -> TargetEntry:
    """The target as it is typed anew, with the reason as its note."""
    return TargetEntry(
        unit=target.unit,
        indicator=target.indicator,
        year=target.year,
        value=target.value,
        instrument=target.instrument_vi,
        basis=target.basis,
        subgroup=target.subgroup,
        from_year=target.from_year,
        rule=target.rule,
        source_url=target.source_url,
        note=reason,
    )
