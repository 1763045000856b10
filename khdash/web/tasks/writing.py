"""Writing states of tasks: what may be entered, and one batch that can be undone like any other."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from khdash.exhibit.topics.tasks.evidence import units_of
from khdash.ingest.tasks.entry import Asked, TaskEntry
from khdash.locale import Words
from khdash.model.tasks import TaskList, leaves
from khdash.store import moment
from khdash.store.batches import Submission
from khdash.web.common import reader
from khdash.web.common.entries import entry_of
from khdash.web.common.markdown import plain
from khdash.web.common.page_registry import page_at
from khdash.web.common.signing import signed

_NEWS = "_nhiem_vu_da_ghi"


def asked_of(*lists: TaskList) -> Asked:
    """The items that a person enters and the provinces that each of them concerns."""
    dataset = reader.dataset()
    units = {
        task.code: tuple(unit.key for unit in units_of(dataset, one))
        for one in lists
        for task in leaves(dataset.catalogue.tasks, one.code)
        if task.evidence == "person"
    }
    return Asked(units, moment.now().date())


def write(
    entries: Sequence[TaskEntry], name: str, words: Words, file: tuple[str, bytes] | None = None
) -> bool:
    """Commit the entries as one batch; a refusal of the store is told on the page."""
    file_name, content = file or ("", None)
    submission = Submission(
        records={"task_status": [entry.record() for entry in entries]},
        channel="upload" if file else "decision",
        file_name=file_name,
        file_bytes=content,
        note=words("Tình trạng nhiệm vụ"),
    )
    receipt = signed(name, lambda store, who: store.commit(who, submission), words)
    if receipt is None:
        return False
    st.session_state[_NEWS] = words(
        "Đã ghi {n} tình trạng vào kho, lần nạp số {batch}.",
        n=words.number(len(entries)),
        batch=receipt.batch_id,
    )
    return True


def draw_news(words: Words) -> None:
    """What the last commit did, once, with the way to take it back."""
    news = st.session_state.pop(_NEWS, None)
    if news is None:
        return
    st.success(plain(news), icon=":material/check_circle:")
    journal = page_at("nhat-ky")
    st.page_link(
        entry_of(journal),
        label=words("Xem hoặc hoàn tác trong Nhật ký"),
        icon=journal.icon,
        query_params=reader.link_to(journal),
    )
