"""Keeping a plan: a saved file that is never overwritten, a download, an upload, a link."""

from __future__ import annotations

import json

import streamlit as st

from khdash.exhibit.topics.emulation.board import plan_title
from khdash.exhibit.topics.emulation.plan import Plan
from khdash.locale import Words
from khdash.model.actor import Action
from khdash.store.errors import StoreError
from khdash.store.places import here
from khdash.store.plans import file_stem, keep_plan, read_plan, saved_plans
from khdash.store.public_address import view_address
from khdash.transform.composite import SchemeError
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.page_registry import page_at
from khdash.web.common.visitor import denial, visitor
from khdash.web.emulation.state import BEFORE, FAULT, set_plan, step_back, use_example

LARGEST_UPLOAD = 100_000


def draw_saving(plan: Plan) -> None:
    """One row of buttons: back, the example, save and open, share."""
    words = reader.words()
    with st.container(horizontal=True, gap="xsmall"):
        if st.session_state.get(BEFORE):
            st.button(
                words("Hoàn tác"),
                icon=":material/undo:",
                type="tertiary",
                key="_pa_hoan_tac",
                on_click=step_back,
            )
        if not plan.scheme.example:
            st.button(
                words("Về ví dụ"),
                icon=":material/restart_alt:",
                type="tertiary",
                key="_pa_ve_vi_du",
                on_click=use_example,
            )
        with st.popover(words("Lưu và mở"), icon=":material/folder_open:", type="tertiary"):
            _draw_files(plan)
        with st.popover(words("Chia sẻ"), icon=":material/share:", type="tertiary"):
            _draw_link(words)


def _draw_link(words: Words) -> None:
    """The address of this view, the plan included, or why there is none to hand on."""
    try:
        address = view_address(page_at("thi-dua").url_path, reader.address())
    except StoreError as fault:
        st.caption(plain(fault.text(words.lang)))
        return
    st.caption(words("Liên kết này mở đúng phương án và bộ lọc đang xem."))
    st.code(address, language=None, wrap_lines=True)


def _draw_files(plan: Plan) -> None:
    words = reader.words()
    if reader.is_copy():
        st.caption(
            words(
                "Đây là bản để đọc nên không lưu phương án trên máy chủ. Hãy tải xuống tệp JSON,"
                " hoặc gửi liên kết ở mục Chia sẻ."
            )
        )
    else:
        _draw_saved(plan, words)
    st.download_button(
        words("Tải xuống JSON"),
        data=json.dumps(plan.to_dict(), ensure_ascii=False, indent=1),
        file_name=f"{file_stem(plan_title(words, plan))}.json",
        mime="application/json",
        on_click="ignore",
        icon=":material/download:",
        key="_pa_tai",
    )
    st.file_uploader(
        words("Nạp phương án từ tệp JSON"), type="json", key="_pa_nap", on_change=_open_uploaded
    )


def _draw_saved(plan: Plan, words: Words) -> None:
    """The files on the server."""
    refused = denial(Action.SAVE_PLANS)
    st.button(
        words("Lưu thành tệp mới"),
        icon=":material/save:",
        key="_pa_luu",
        on_click=_save,
        args=(plan,),
        disabled=bool(refused),
        help=plain(refused) or words("Tệp đã lưu không bao giờ bị ghi đè."),
    )
    saved = saved_plans(here().plans)
    if saved:
        st.selectbox(
            words("Mở phương án đã lưu"),
            saved,
            index=None,
            placeholder=words("Chọn tệp"),
            key="_pa_mo",
            on_change=_open_saved,
        )


def _save(plan: Plan) -> None:
    words = reader.words()
    try:
        name = keep_plan(here(), visitor(), plan_title(words, plan), plan.to_dict())
    except StoreError as error:
        st.session_state[FAULT] = error.text(words.lang)
        return
    st.toast(words("Đã lưu phương án vào tệp {name}.json.", name=name), icon=":material/save:")


def _open_saved() -> None:
    name = st.session_state["_pa_mo"]
    if name:
        _take(read_plan(here().plans, name).encode())


def _open_uploaded() -> None:
    file = st.session_state["_pa_nap"]
    if file is None:
        return
    if file.size > LARGEST_UPLOAD:
        st.session_state[FAULT] = reader.words()("Tệp quá lớn để là một phương án thi đua.")
        return
    _take(file.getvalue())


def _take(written: bytes) -> None:
    """Use a plan read from a file, or say every fault of it."""
    try:
        set_plan(Plan.from_json(written))
    except SchemeError as error:
        st.session_state[FAULT] = error.text(reader.words().lang)
