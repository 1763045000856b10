"""A target typed into a form: read like an upload, reviewed, and written as a batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import streamlit as st

from khdash.ingest.check import Known
from khdash.ingest.messages import sentence
from khdash.ingest.one_figure import FILE_NAME, refusals
from khdash.ingest.pipeline import check_bytes
from khdash.ingest.recognise import Choices
from khdash.ingest.targets.entry import TargetEntry, faults, records, review, withdrawal
from khdash.locale import Words, mark
from khdash.model.entries import Target
from khdash.report.forms.heading import Series
from khdash.report.forms.one_figure import TypedFigure, file_of
from khdash.store.batches import Receipt, Submission
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.signing import signed
from khdash.web.common.target_rows import review_frame

RULES: dict[str, str] = {
    "at_least": mark("ít nhất"),
    "at_most": mark("nhiều nhất"),
    "exactly": mark("đúng bằng"),
}
"""How a figure is to stand to the level."""


@dataclass(frozen=True, slots=True)
class TypedTarget:
    """A target filled in and waiting to be confirmed; withdraws: it is to be taken back."""

    entry: TargetEntry
    name: str
    reason: str
    withdraws: Target | None = None


def read_level(text: str, series: Series, words: Words) -> float | None:
    """The value as the upload would read it; None, and why, where it is no number."""
    catalogue = reader.dataset().catalogue
    nothing = Known(catalogue, reader.dataset().observations.iloc[:0])
    # Read as a figure of a year that no rule of plausibility knows.
    unit = catalogue.members_ever[0]
    data = file_of(TypedFigure(unit, series, 2020, text), catalogue, words.lang)
    lang = cast("Any", "en" if words.lang == "en" else "vi")
    report = check_bytes(data, FILE_NAME, nothing, None, choices=Choices(convention=lang))
    for finding in refusals(report):
        st.error(plain(sentence(finding, words.lang)))
    if refusals(report):
        return None
    if len(report.cells) != 1:
        st.warning(words("Ô giá trị chưa có con số nào; hãy ghi lại."))
        return None
    return float(report.cells["value"].iloc[0])


def ask(words: Words) -> tuple[bool, bool]:
    """The two ways on from a form of a target: whether it is to be read, or to be taken back."""
    with st.container(horizontal=True, gap="small"):
        read = st.form_submit_button(words("Kiểm tra"), icon=":material/fact_check:")
        withdrawn = st.form_submit_button(words("Bỏ chỉ tiêu này"), type="tertiary")
    return read, withdrawn


def confirm(typed: TypedTarget, words: Words, waiting: str, key: str) -> Receipt | None:
    """What the target would change, and the batch once somebody has it written; `waiting`: where
    the session keeps it until then.
    """
    receipt = _write(typed, words) if _draw_review(typed, words, key) else None
    if receipt is not None:
        st.session_state.pop(waiting, None)
    return receipt


def _draw_review(typed: TypedTarget, words: Words, key: str) -> bool:
    """What the target would change, and whether the button that writes it was pressed."""
    catalogue = reader.dataset().catalogue
    (found,) = review([typed.entry], catalogue)
    wrong = [] if typed.withdraws else faults(typed.entry, catalogue)
    for vi, en in wrong:
        st.error(words.of(vi, en))
    st.table(
        review_frame([found], catalogue, words, withdrawn=typed.withdraws is not None),
        border="horizontal",
        hide_index=True,
        alt=words("Chỉ tiêu đang có và chỉ tiêu mới"),
    )
    nothing = found.action == "same" and typed.withdraws is None
    label = words("Bỏ chỉ tiêu") if typed.withdraws else words("Ghi chỉ tiêu")
    return bool(st.button(label, key=key, type="primary", disabled=bool(wrong) or nothing))


def _write(typed: TypedTarget, words: Words) -> Receipt | None:
    """The batch that was written; None, and why, where it was refused."""
    catalogue = reader.dataset().catalogue
    rows = [withdrawal(typed.withdraws)] if typed.withdraws else records([typed.entry], catalogue)
    given = Submission(records={"target": rows}, channel="decision", note=typed.reason)
    return signed(typed.name, lambda store, who: store.commit(who, given), words)
