"""What a session holds of the text that it checks; nothing of it is kept anywhere else."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from khdash.model.dataset import Dataset
from khdash.proof import Finding, check_text
from khdash.proof.document import Given

GIVEN, ANSWERS, CHECKED = "_soat_van_ban", "_soat_tra_loi", "_soat_ket_qua"


def given() -> Given | None:
    """The text that is being checked."""
    found: Given | None = st.session_state.get(GIVEN)
    return found


def begin(text: Given) -> None:
    """Check another text: what was answered of the one before goes."""
    st.session_state[GIVEN] = text
    st.session_state[ANSWERS] = {}
    st.session_state.pop(CHECKED, None)


def answers() -> Mapping[str, str]:
    found: dict[str, str] = st.session_state.setdefault(ANSWERS, {})
    return found


def answer(name: str, widget: str) -> None:
    """A callback: take what a widget says as the answer to a question; None takes it back."""
    chosen = st.session_state[widget]
    kept = {key: value for key, value in answers().items() if key != name}
    st.session_state[ANSWERS] = kept if chosen is None else {**kept, name: chosen}


def forget() -> None:
    """A callback: take back every answer."""
    st.session_state[ANSWERS] = {}


def findings(dataset: Dataset) -> list[Finding]:
    """The findings of the text, computed once for what was answered and the data's version."""
    text = given()
    if text is None:
        return []
    key = (dataset.version, dict(answers()))
    known = st.session_state.get(CHECKED)
    if known is None or known[0] != key:
        known = (key, check_text(text.text, dataset, answers=answers(), asides=text.asides))
        st.session_state[CHECKED] = known
    found: list[Finding] = known[1]
    return found
