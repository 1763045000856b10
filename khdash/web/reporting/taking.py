"""The button that makes a document, how far it is, and the way out for what was made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.log import failed
from khdash.report.paper.blueprint import Blueprint
from khdash.report.paper.formats import PAPERS, paper_name
from khdash.report.paper.paper import Tell, compose
from khdash.store.public_address import public_fault, public_url
from khdash.web.common import reader
from khdash.web.reporting.choosing import Asked
from khdash.web.reporting.making import Job, Made

JOB = "_tai_lieu"
LOOK_AGAIN = 0.4
"""Seconds between two looks at a document in the making."""


def draw_making(blueprint: Blueprint, asked: Asked, words: Words) -> None:
    """Make what is asked for when the reader says so; offer it when it is there."""
    if not asked.sections:
        st.info(words("Chọn ít nhất một phần để làm tài liệu."))
        return
    dataset, link = reader.current_dataset(), public_link()
    offer(
        words("Làm tài liệu"),
        asked,
        lambda tell: _make(dataset, blueprint, asked, link, tell),
        JOB,
        words,
        "primary",
    )


def offer(
    label: str,
    asked: object,
    make: Callable[[Tell], Made],
    key: str,
    words: Words,
    look: Literal["primary", "secondary"] = "secondary",
) -> None:
    """The button that makes a document, and the way out for what was made of the same question.

    key: where the session keeps it. look: primary where the page is there for it.
    """
    if st.button(label, icon=":material/description:", key=f"{key}_lam", type=look):
        st.session_state[key] = Job(asked, make)
    job: Job | None = st.session_state.get(key)
    if job is not None and job.asked == asked:
        if job.is_done:
            _draw_done(job, key, words)
        else:
            st.fragment(_draw_share, run_every=LOOK_AGAIN)(job, words)


def _make(dataset: Dataset, blueprint: Blueprint, asked: Asked, link: str, tell: Tell) -> Made:
    form = next(one for one in PAPERS if one.code == asked.form)
    paper = compose(dataset, blueprint, asked.selection, asked.sections, link, tell)
    return Made(paper_name(paper, form), form.mime, form.make(paper))


def public_link() -> str:
    """The address of the application as others reach it; '' where nobody said."""
    return "" if public_fault() else f"{public_url()}/"


def _draw_share(job: Job, words: Words) -> None:
    """How far it is; once it is done the page is drawn again, and looks no more."""
    if job.is_done:
        st.rerun()
    st.progress(job.share, text=words("Đang làm tài liệu…"))


def _draw_done(job: Job, key: str, words: Words) -> None:
    if job.fault is not None:
        failed("document", job.fault)
        st.error(
            words("Không làm được tài liệu. Hãy bấm lại; nếu vẫn lỗi, bỏ bớt phần rồi thử lại.")
        )
        return
    assert job.made is not None
    st.download_button(
        words("Tải {name}", name=job.made.name),
        data=job.made.content,
        file_name=job.made.name,
        mime=job.made.mime,
        icon=":material/download:",
        on_click="ignore",
        key=f"{key}_tai",
    )
