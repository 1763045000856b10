"""The states of tasks that a batch wrote, for the journal."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from khdash.exhibit.topics.tasks.board import progress_text, state_name, task_title
from khdash.locale import Words
from khdash.store.journal import Entry
from khdash.web.common import reader
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.names import unit_names

MOST_ROWS = 300


def draw_task_states(entry: Entry, words: Words) -> None:
    """Every state in the entry of a batch; nothing where it wrote none."""
    made = entry.records.get("task_status", ())
    if not made:
        return
    catalogue = reader.dataset().catalogue
    tasks, units = {t.code: t for t in catalogue.tasks}, unit_names(catalogue, words)
    rows = [
        {
            words("Tỉnh, thành phố"): units.get(one["unit"], one["unit"]),
            words("Mục việc"): task_title(tasks[one["task"]], words)
            if one["task"] in tasks
            else one["task"],
            words("Tình trạng"): state_name(one["status"], words),
            words("Ngày"): words.date(pd.Timestamp(one["status_date"]))
            if one["status_date"]
            else "–",
            words("Đã xong"): progress_text(one) or "–",
            words("Ghi chú"): one["note"] or "–",
        }
        for one in made[:MOST_ROWS]
    ]
    title = words("Các tình trạng nhiệm vụ đã ghi ({n})", n=words.number(len(made)))
    with st.expander(title, icon=":material/task_alt:"):
        st.table(
            pd.DataFrame(rows, dtype="str").map(plain).map(unbroken),
            border="horizontal",
            hide_index=True,
            height="content" if len(rows) <= 12 else 420,
            alt=title,
        )
