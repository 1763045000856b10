"""Many states at once: the form to download, the file handed over, its review, one commit."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.tasks.board import progress_text, state_name
from khdash.ingest.tasks.entry import entries_frame
from khdash.ingest.tasks.file import TaskFile, read_task_file
from khdash.locale import Words
from khdash.model.rows import rows_of
from khdash.model.tasks import TaskList
from khdash.report.task_form import TASK_FORM_FORMATS, task_form
from khdash.transform.tasks import review_statuses
from khdash.web.common import reader
from khdash.web.common.downloads import draw_downloads
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.names import CHANGES
from khdash.web.common.signing import draw_name
from khdash.web.tasks.writing import asked_of, write

KINDS = ["csv", "xlsx", "xls", "ods"]
MEGABYTES = 5
MOST_ROWS = 300
_ROUND = "_nhiem_vu_tep"


def draw_uploading(shown: Exhibit, of_list: TaskList, words: Words) -> None:
    """The form of a list, whose whole board is `shown`, and the field that takes it back."""
    _draw_form(shown.table, of_list, words)
    number = int(st.session_state.get(_ROUND, 0))
    given = st.file_uploader(
        words("Tệp tình trạng nhiệm vụ (.csv, .xlsx)"),
        type=KINDS,
        key=f"tep_nhiem_vu_{number}",
        max_upload_size=MEGABYTES,
    )
    if given is None:
        return
    catalogue = reader.dataset().catalogue
    asked = asked_of(*catalogue.task_lists.values())
    content = given.getvalue()
    read = read_task_file(content, given.name, catalogue, asked)
    _draw_review(read, (given.name, content), words)


def _draw_form(rows: pd.DataFrame, of_list: TaskList, words: Words) -> None:
    st.caption(
        words(
            "Tải biểu mẫu, điền các ô tình trạng, ngày, minh chứng, ghi chú rồi nạp lại. Dòng để"
            " trống không làm thay đổi gì; chưa có gì được ghi trước khi bấm nút ghi."
        )
    )
    with st.container(horizontal=True, gap="small"):
        draw_downloads(
            TASK_FORM_FORMATS,
            partial(task_form, rows, words.lang),
            f"nhiem-vu-{of_list.code}",
            "bieu_nhiem_vu",
            words,
            lambda kind: words("Biểu mẫu {kind}", kind=kind),
        )


def _draw_review(read: TaskFile, file: tuple[str, bytes], words: Words) -> None:
    """New, changed, same and rejected, each row; then the button."""
    review = review_statuses(entries_frame(read.entries), reader.dataset().task_statuses)
    counts = {a: int((review["action"] == a).sum()) for a in ("new", "changed", "same")}
    counts["rejected"] = read.rejected
    told = [f"{words.number(n)} {words(CHANGES[a]).lower()}" for a, n in counts.items() if n]
    if read.blank:
        told.append(words("{n} dòng để trống", n=words.number(read.blank)))
    st.markdown(f"**{plain(file[0])}**: {', '.join(told)}.")
    writes = review[review["action"] != "same"]
    if len(writes):
        st.table(
            _review_rows(writes.head(MOST_ROWS), words),
            border="horizontal",
            hide_index=True,
            height="content" if len(writes) <= 12 else 460,
            alt=words("Từng tình trạng của tệp so với tình trạng đang ghi"),
        )
    if read.problems:
        st.error(
            "\n".join(f"- {plain(problem.text(words.lang))}" for problem in read.problems[:30]),
            title=words("{n} dòng bị từ chối", n=words.number(read.rejected)),
        )
    chosen = set(zip(writes["task"], writes["unit"], strict=True))
    entries = [entry for entry in read.entries if (entry.task, entry.unit) in chosen]
    if not entries:
        st.caption(words("Không có tình trạng mới hay thay đổi để ghi."))
        return
    _draw_commit(entries, read.rejected, file, words)


def _draw_commit(entries: list[Any], rejected: int, file: tuple[str, bytes], words: Words) -> None:
    skip = not rejected or st.checkbox(
        words("Bỏ qua {n} dòng bị từ chối và ghi phần còn lại", n=words.number(rejected)),
        key="bo_qua_dong",
    )
    with st.form("nap_nhiem_vu", border=False):
        name = draw_name(words)
        label = words("Ghi {n} tình trạng vào kho", n=words.number(len(entries)))
        sent = st.form_submit_button(
            label, type="primary", icon=":material/save:", disabled=not skip
        )
    if not sent:
        return
    if not name:
        st.warning(words("Hãy ghi họ tên người thực hiện."))
    elif write(entries, name, words, file):
        st.session_state[_ROUND] = int(st.session_state.get(_ROUND, 0)) + 1
        st.rerun()


def _review_rows(writes: pd.DataFrame, words: Words) -> pd.DataFrame:
    catalogue = reader.dataset().catalogue
    tasks = {task.code: task for task in catalogue.tasks}
    rows = []
    for row in rows_of(writes):
        task, unit = tasks[row["task"]], catalogue.units[row["unit"]]
        before = _dated(row["old_status"], row["old_date"], words) if row["old_status"] else "–"
        rows.append(
            {
                words("Dòng"): str(row["line"]),
                words("Tỉnh, thành phố"): words.of(unit.name, unit.name_en),
                words("Mục việc"): f"{task.label}. {words.of(task.title_vi, task.title_en)}",
                words("Đang ghi"): before,
                words("Trong tệp"): ", ".join(
                    filter(
                        None,
                        [_dated(row["status"], row["status_date"], words), progress_text(row)],
                    )
                ),
                words("Kết quả"): words(CHANGES[row["action"]]),
            }
        )
    return pd.DataFrame(rows, dtype="str").map(plain).map(unbroken)


def _dated(state: str, day: Any, words: Words) -> str:
    name = state_name(state, words)
    return name if pd.isna(day) else f"{name}, {words.date(day)}"
