"""The plan of this session: read from the link, changed in one place, one step back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from khdash.exhibit.topics.emulation.link import (
    LONGEST_LINK,
    PARAMETER,
    plan_from_link,
    plan_to_link,
)
from khdash.exhibit.topics.emulation.plan import Plan, check_plan, example_plan
from khdash.transform.composite import SchemeError
from khdash.web.common import reader
from khdash.web.emulation.plan_edit import Change, checked, own_copy

LINK, BEFORE, FAULT = PARAMETER, "_phuong_an_truoc", "_phuong_an_loi"
STEPS_KEPT = 20


def current_plan() -> Plan:
    """The plan that the link says; SchemeError where it says none."""
    plan = plan_from_link(st.session_state[LINK])
    check_plan(plan, reader.dataset().catalogue)
    return plan


def change(make: Change) -> None:
    """Replace the plan by a changed copy, or remember why that is not possible."""
    words = reader.words()
    plan = own_copy(current_plan(), words("Phương án sửa từ ví dụ"))
    try:
        set_plan(checked(make(plan)))
    except SchemeError as error:
        st.session_state[FAULT] = error.text(words.lang)


def set_plan(plan: Plan) -> None:
    """Take a plan, if a link can hold it; the one before is kept for one step back.

    Raises SchemeError where the plan names what the catalogue does not know.
    """
    check_plan(plan, reader.dataset().catalogue)
    link = plan_to_link(plan)
    if len(link) > LONGEST_LINK:
        words = reader.words()
        st.session_state[FAULT] = words(
            "Phương án quá dài để đưa vào liên kết ({n}/{most} ký tự): bớt lý do hoặc tiêu chí.",
            n=words.number(len(link)),
            most=words.number(LONGEST_LINK),
        )
        return
    before = st.session_state.get(BEFORE, [])
    st.session_state[BEFORE] = [*before, st.session_state[LINK]][-STEPS_KEPT:]
    st.session_state[LINK] = link


def step_back() -> None:
    """The plan before the last change."""
    before = st.session_state.get(BEFORE, [])
    if before:
        st.session_state[LINK] = before[-1]
        st.session_state[BEFORE] = before[:-1]


def use_example() -> None:
    set_plan(example_plan())


def draw_fault() -> None:
    """Why the last change was not made, once."""
    fault = st.session_state.pop(FAULT, "")
    if fault:
        st.warning(fault, title=reader.words()("Chưa đổi được phương án"), icon=":material/error:")


def bound(key: str, value: Any, make: Callable[[Plan, Any], Plan]) -> dict[str, Any]:
    """Keyword arguments of a widget that shows a value of the plan and changes it."""
    st.session_state[key] = value

    def changed() -> None:
        chosen = st.session_state[key]
        if chosen is not None:
            change(lambda plan: make(plan, chosen))

    return {"key": key, "on_change": changed}
