"""The board: what it is for, the plan in use, the scores and what they rest on."""

from __future__ import annotations

import streamlit as st

from khdash.exhibit.by_plan import ANSWERS, build_by_plan
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.emulation.board import plan_title
from khdash.exhibit.topics.emulation.plan import Plan, example_plan
from khdash.exhibit.topics.targets.status import status_scope
from khdash.transform.composite import SchemeError, TableError
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.emulation.awards import draw_awards
from khdash.web.emulation.editor import draw_editor
from khdash.web.emulation.saving import draw_saving
from khdash.web.emulation.state import current_plan, draw_fault, use_example


def draw_purpose() -> None:
    """That the board supports people's judgement and does not replace it."""
    words = reader.words()
    st.info(
        words(
            "Bảng điểm hỗ trợ việc bình xét danh hiệu, không thay cho bình xét: điểm phụ thuộc vào"
            " tiêu chí, trọng số và số liệu đã có. Phương án ở đây không phải quy định của Hội."
        ),
        icon=":material/balance:",
    )


def draw_plan() -> Plan:
    """The plan in use with the ways to change and keep it; the example if the link says no plan."""
    words = reader.words()
    draw_fault()
    try:
        plan = current_plan()
    except SchemeError as error:
        _draw_bad_link(error)
        return example_plan()
    badge = f" :blue-badge[{words('Ví dụ')}]" if plan.scheme.example else ""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        name = plain(plan_title(words, plan))
        st.markdown(f"{words('Phương án')}: **{name}**{badge}", width="content")
        draw_saving(plan)
    scope = status_scope(reader.current_dataset(), reader.current_selection())
    # Some sixty fields: drawn only for those who change the plan.
    for label, icon, key, draw in (
        (words("Sửa tiêu chí, trọng số, danh hiệu"), "edit", "_pa_sua", draw_editor),
        (words("Điểm thưởng, điểm trừ"), "exposure", "_pa_thuong", draw_awards),
    ):
        part = st.expander(label, icon=f":material/{icon}:", key=key, on_change="rerun")
        if part.open:
            with part:
                draw(plan, scope)
    return plan


def _draw_bad_link(error: SchemeError) -> None:
    words = reader.words()
    faults = "\n".join(f"- {plain(fault.text(words.lang))}" for fault in error.faults)
    st.error(
        faults,
        title=words("Phương án trong liên kết không dùng được; đang xem ví dụ"),
        icon=":material/link_off:",
    )
    st.button(words("Bỏ phương án này"), key="_pa_bo_qua", on_click=use_example)


def missing_figures(plan: Plan) -> Exhibit:
    """What of the figures that the plan needs is there; for a plan that can score."""
    selection = reader.current_selection().with_(form="", benchmarks=())
    return build_by_plan(ANSWERS, reader.current_dataset(), selection, plan)


def emulation(name: str, plan: Plan) -> Exhibit | None:
    """An exhibit by the plan; None, with the reason on the page, where it cannot score."""
    selection = reader.current_selection().with_(form="", benchmarks=())
    try:
        return build_by_plan(name, reader.current_dataset(), selection, plan)
    except TableError as error:
        words = reader.words()
        faults = "\n".join(f"- {plain(fault.text(words.lang))}" for fault in error.faults)
        st.error(faults, title=words("Không chấm được theo phương án này"))
        return None
