"""A section of the journal: what is made by itself, when, and what became of it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from khdash.locale import Words
from khdash.model.actor import Action
from khdash.schedule.clock import ComputerClock, local
from khdash.schedule.duty import FILE
from khdash.schedule.keeper import next_time
from khdash.schedule.record import Run, newest, runs_of
from khdash.schedule.table import Schedule, read_schedule
from khdash.schedule.telling import outcome_text, what_text, when_text
from khdash.store.places import here
from khdash.web.common import reader
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.visitor import visitor

MOST_RUNS = 30


def draw_schedule(words: Words) -> None:
    """The duties with their next and last time, for those who look after the cluster; below, on
    request, the last runs."""
    refused = visitor().refusal(Action.SEE_LOG)
    if refused is not None:
        st.caption(plain(refused.text(words.lang)))
        return
    places = here()
    schedule, runs = read_schedule(places, reader.dataset().catalogue), runs_of(places)
    for problem in schedule.problems:
        st.warning(plain(problem.text(words.lang)), icon=":material/event_busy:")
    if not schedule.duties:
        if not schedule.problems:
            text = words(
                "Chưa đặt lịch. Lệnh python -m khdash schedule add thêm một dòng; lịch nằm ở tệp"
                " {file} của thư mục người dùng.",
                file=FILE,
            )
            st.caption(plain(text))
        return
    st.table(
        _duties(schedule, runs, words),
        border="horizontal",
        hide_index=True,
        alt=words("Lịch tự động: việc, khi nào, nơi nhận, lần tới, lần gần nhất"),
    )
    with st.expander(words("Các lần đã làm"), icon=":material/history:"):
        st.table(
            _runs(schedule, runs, words),
            border="horizontal",
            hide_index=True,
            height="content" if len(runs) <= 12 else 420,
            alt=words("Các lần lịch đã làm, mới nhất đứng trước"),
        )


def _duties(schedule: Schedule, runs: list[Run], words: Words) -> pd.DataFrame:
    clock, catalogue = ComputerClock(), reader.dataset().catalogue
    now = clock.now()
    rows = [
        {
            words("Việc"): what_text(duty, catalogue, words),
            words("Lần gần nhất"): outcome_text(newest(runs, duty.code), words),
            words("Lần tới"): words.moment(local(next_time(duty, runs, now), clock.zone)),
            words("Khi nào"): when_text(duty, words),
            words("Nơi nhận"): duty.to,
        }
        for duty in schedule.duties
    ]
    return pd.DataFrame(rows, dtype="str").map(plain).map(unbroken)


def _runs(schedule: Schedule, runs: list[Run], words: Words) -> pd.DataFrame:
    catalogue = reader.dataset().catalogue
    names = {duty.code: what_text(duty, catalogue, words) for duty in schedule.duties}
    rows = [
        {
            words("Việc"): names.get(run.duty, run.duty),
            words("Kết quả"): outcome_text(run, words),
            words("Tệp"): "; ".join(run.files) or "–",
            words("Ai"): run.by or words("theo lịch"),
        }
        for run in reversed(runs[-MOST_RUNS:])
    ]
    return pd.DataFrame(rows, dtype="str").map(plain).map(unbroken)
