"""Bonus and penalty points: which province, how many, and why."""

from __future__ import annotations

from functools import partial

import streamlit as st

from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.emulation.plan import Award, Plan
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.emulation.plan_edit import with_award, without_award
from khdash.web.emulation.state import change

LONGEST_REASON = 160


def draw_awards(plan: Plan, scope: Scope) -> None:
    """What is given now, each with a way to take it back, and the form for more."""
    words = reader.words()
    adjustments = {a.code: a for a in plan.scheme.adjustments}
    if not adjustments:
        st.caption(words("Phương án này không có điểm thưởng, điểm trừ."))
        return
    names = {code: words.of(a.name_vi or a.code, a.name_en) for code, a in adjustments.items()}
    units = {unit.code: scope.unit_name(unit.key) for unit in scope.units}
    for place, award in enumerate(plan.awards):
        points = words.signed(award.times * adjustments[award.adjustment].points, 1)
        who = units.get(award.unit, award.unit)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            reason = award.reason or words("không ghi lý do")
            st.markdown(f"**{plain(who)}** {points}: {plain(reason)}", width="stretch")
            st.button(
                "",
                icon=":material/delete:",
                type="tertiary",
                key=f"_pa_bo_diem_{place}",
                help=words("Bỏ điểm này"),
                on_click=partial(change, partial(without_award, place=place)),
            )
    with (
        st.form("_pa_diem", clear_on_submit=True, border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        st.selectbox(
            words("Tỉnh, thành phố"),
            tuple(units),
            format_func=lambda code: units[code],
            key="_pa_diem_tinh",
            width=180,
        )
        st.selectbox(
            words("Loại"),
            tuple(names),
            format_func=lambda code: names[code],
            key="_pa_diem_loai",
            width=150,
        )
        st.number_input(
                words("Số lần"), min_value=0.5, value=1.0, step=0.5, format="%g",
                key="_pa_diem_lan", width=120,
            )  # fmt: skip
        st.text_input(
            words("Lý do"), max_chars=LONGEST_REASON, key="_pa_diem_ly_do", width="stretch"
        )
        st.form_submit_button(words("Ghi điểm"), on_click=_give)


def _give() -> None:
    """Add what the form says; points without a reason are not given."""
    words, state = reader.words(), st.session_state
    reason = str(state["_pa_diem_ly_do"]).strip()
    if not reason:
        state["_phuong_an_loi"] = words("Điểm thưởng, điểm trừ phải ghi lý do.")
        return
    award = Award(
        unit=state["_pa_diem_tinh"],
        adjustment=state["_pa_diem_loai"],
        times=float(state["_pa_diem_lan"]),
        reason=reason,
    )
    change(lambda plan: with_award(plan, award))
