"""Which list of tasks is looked at, and how: the choices of the page, kept in the link."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from khdash.exhibit.by_list import Part, build_by_list
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.tasks.board import task_title
from khdash.locale import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.model.tasks import Task, TaskList, newest_first
from khdash.web.common import reader
from khdash.web.common.choices import NEWEST

VIEW_NAMES: dict[str, str] = {
    "bang": mark("Toàn bảng"),
    "viec": mark("Từng nhiệm vụ"),
    "tinh": mark("Từng tỉnh"),
    "han": mark("Quá hạn"),
    "thang": mark("Theo tháng"),
}


def shown_part(name: str, of_list: TaskList, **narrowed: str) -> Exhibit:
    """One of khdash.exhibit.by_list on a list or a part of it, for every province."""
    selection = reader.current_selection().with_(
        indicators=(),
        form="",
        benchmarks=(),
        classes="",
        units=(),
        first_year=None,
        last_year=None,
    )
    part = Part(danh_sach=of_list.code, **narrowed)
    return build_by_list(name, reader.current_dataset(), selection, part)


def choose_list(words: Words) -> TaskList:
    """The list on the page; the newest unless another one is chosen."""
    catalogue = reader.dataset().catalogue
    lists = newest_first(catalogue.task_lists)
    if st.session_state["danh_sach"] == lists[0].code:
        st.session_state["danh_sach"] = NEWEST
    names = {NEWEST: words.name(lists[0])} | {o.code: words.name(o) for o in lists[1:]}
    code = st.selectbox(
        words("Danh sách nhiệm vụ"),
        list(names),
        format_func=lambda one: names[one],
        key="danh_sach",
        persist_state="session",
        width=480,
    )
    return catalogue.task_lists.get(str(code), lists[0])


def choose_view(words: Words) -> str:
    """How the list is looked at."""
    return str(
        st.segmented_control(
            words("Cách xem"),
            tuple(VIEW_NAMES),
            format_func=lambda code: words(VIEW_NAMES[code]),
            key="xem_viec",
            required=True,
            persist_state="session",
        )
    )


def tasks_of(catalogue: Catalogue, of_list: TaskList) -> list[Task]:
    """The tasks of a list without their items."""
    return [t for t in catalogue.tasks if t.list == of_list.code and not t.parent]


def choose_task(of_list: TaskList, words: Words) -> Task:
    """The task that is looked at in detail; the first where the link names one of another list."""
    tasks = {task.code: task for task in tasks_of(reader.dataset().catalogue, of_list)}
    if st.session_state["viec"] not in tasks:
        st.session_state["viec"] = next(iter(tasks))
    code = st.selectbox(
        words("Nhiệm vụ"),
        list(tasks),
        format_func=lambda one: task_title(tasks[one], words),
        key="viec",
        persist_state="session",
    )
    return tasks[str(code)]


def choose_unit(rows: pd.DataFrame, words: Words) -> str:
    """The province that is looked at in detail, by its code."""
    names = dict(zip(rows["unit_code"], rows["unit_name"], strict=True))
    if st.session_state["tinh_viec"] not in names:
        st.session_state["tinh_viec"] = next(iter(names))
    return str(
        st.selectbox(
            words("Tỉnh, thành phố"),
            list(names),
            format_func=lambda one: names[one],
            key="tinh_viec",
            persist_state="session",
            width=320,
        )
    )
