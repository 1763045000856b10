"""The journal of batches: who wrote what from which file, and undo and redo with their preview."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from khdash.ingest.column_names import BASES
from khdash.ingest.one_figure import CHANNEL
from khdash.locale import Words, mark
from khdash.model.actor import WHOLE, AccessRefused, Action
from khdash.model.catalogue import Catalogue
from khdash.model.frames import each_row
from khdash.store.batches import SENDING
from khdash.store.errors import StoreError
from khdash.store.journal import Entry
from khdash.store.rounds import CHANNEL as ROUND
from khdash.web.common import reader
from khdash.web.common.card.explanation import draw_explanations
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.names import exact_figure, unit_names
from khdash.web.common.visitor import actor, denial, fault_text, person, visitor
from khdash.web.targets.written import draw_targets
from khdash.web.tasks.written import draw_task_states
from khdash.web.upload.memory import draw_taught
from khdash.web.upload.tables import place_text

PUBLISHED = 1
MOST_ROWS = 300
CHANNELS: dict[str, str] = {
    "published": mark("số liệu công bố kèm theo"),
    "upload": mark("nạp tệp"),
    "decision": mark("quyết định của người dùng"),
    CHANNEL: mark("sửa hoặc thêm ở thẻ số liệu"),
    SENDING: mark("bản gửi chờ nhận"),
    ROUND: mark("đợt thu thập"),
}
OUTCOMES: dict[str, str] = {
    "returns": mark("Trở lại số cũ"),
    "disappears": mark("Không còn số"),
    "appears": mark("Có số trở lại"),
    "replaced": mark("Thay bằng số của lần nạp này"),
    "kept": mark("Giữ nguyên"),
}


def draw_batches(words: Words) -> None:
    """Every batch, newest first, then the one that was chosen."""
    history = reader.store().history()
    st.table(
        _frame(history, words),
        border="horizontal",
        hide_index=True,
        height="content" if len(history) <= 12 else 420,
        alt=words("Danh sách các lần nạp, mới nhất đứng trước"),
    )
    numbers = [int(number) for number in history["batch_id"]]
    chosen = st.selectbox(
        words("Xem lần nạp"),
        numbers,
        format_func=lambda number: _label(history, number, words),
        key="lan_nap",
        width=520,
    )
    if chosen is not None:
        draw_batch(history[history["batch_id"] == chosen].iloc[0], words)


def _frame(history: pd.DataFrame, words: Words) -> pd.DataFrame:
    rows = [
        {
            words("Lần nạp"): str(batch.batch_id),
            words("Khi nào"): words.moment(batch.committed_at),
            words("Ai"): batch.committed_by or "–",
            words("Tệp"): batch.file_name or words(CHANNELS.get(batch.channel, batch.channel)),
            words("Số liệu"): words.number(batch.figures),
            words("Kết quả"): _outcome(batch, words),
            words("Ghi chú"): batch.note or "–",
        }
        for batch in each_row(history)
    ]
    return pd.DataFrame(rows, dtype="str").map(plain).map(unbroken)


def _outcome(batch: Any, words: Words) -> str:
    if batch.live:
        return words("đang dùng")
    return words(
        "đã hoàn tác {when}, {who}", when=words.moment(batch.changed_at), who=batch.changed_by
    )


def _label(history: pd.DataFrame, number: int, words: Words) -> str:
    batch = history[history["batch_id"] == number].iloc[0]
    name = batch["file_name"] or words(CHANNELS.get(batch["channel"], batch["channel"]))
    return f"{number} · {name}"


def draw_batch(batch: pd.Series, words: Words) -> None:
    """One batch: its rows, its file, its corrections, and how to take it back."""
    number, live = int(batch["batch_id"]), bool(batch["live"])
    with st.container(border=True, key="mot_lan_nap"):
        st.subheader(words("Lần nạp số {batch}", batch=number), anchor=False)
        if batch["reason"]:
            st.caption(plain(words("Lý do lần đổi gần nhất: {reason}", reason=batch["reason"])))
        if batch["file_sha256"] and not reader.is_copy():
            _file(batch, words)
        entry = _entry(number)
        if entry is not None:
            if not denial(Action.SEE_FILES, _units(number)):
                _corrections(entry, words)
            draw_task_states(entry, words)
            draw_targets(entry, words)
            draw_explanations(entry, words)
            draw_taught(number, words)
        written = int(batch["figures"])
        if written:
            rows = reader.store().rows_of(number, MOST_ROWS)
            with st.expander(
                words("Các số liệu đã ghi ({n})", n=words.number(written)),
                icon=":material/table_rows:",
            ):
                st.table(
                    _rows(rows, words),
                    border="horizontal",
                    hide_index=True,
                    height="content" if len(rows) <= 12 else 420,
                    alt=words("Các số liệu của lần nạp số {batch}", batch=number),
                )
                if written > MOST_ROWS:
                    st.caption(words("Chỉ hiện {n} số liệu đầu.", n=MOST_ROWS))
        if number == PUBLISHED:
            st.caption(words("Số liệu công bố đi kèm chương trình nên không hoàn tác được."))
        elif not reader.is_copy():
            _change(number, live, words)


def _entry(number: int) -> Entry | None:
    """The journal's entry of a batch; None for the published figures and in a copy for reading,
    which have none."""
    if number == PUBLISHED or reader.is_copy():
        return None
    return reader.database().entry(number)


def _units(number: int) -> list[str]:
    """The units whose figures a batch wrote; the whole cluster where it wrote none."""
    rows = reader.store().rows_of(number)
    return list(rows["unit"].unique()) or [WHOLE]


def _file(batch: pd.Series, words: Words) -> None:
    try:
        path = reader.database().uploaded_file(visitor(), int(batch["batch_id"]))
    except AccessRefused as refused:
        st.caption(plain(refused.text(words.lang)))
        return
    if not path.exists():
        st.caption(words("Tệp gốc không còn trong thư mục nhật ký."))
        return
    st.download_button(
        words("Tải tệp gốc «{name}»", name=str(batch["file_name"])),
        data=path.read_bytes,
        file_name=str(batch["file_name"]),
        mime="application/octet-stream",
        on_click="ignore",
        icon=":material/download:",
        key="tep_goc",
        help=words("Đúng từng byte như khi nạp; SHA-256: {hash}", hash=batch["file_sha256"]),
    )


def _corrections(entry: Entry, words: Words) -> None:
    """What was corrected in the browser before the commit."""
    made = entry.records.get("correction", ())
    if not made:
        return
    lines = [
        words(
            "{place}: «{before}» → «{after}», {by}",
            place=place_text(one["sheet"], one["cell"], words),
            before=one["text_before"],
            after=one["text_after"],
            by=one["corrected_by"],
        )
        for one in made
    ]
    with st.expander(words("{n} ô đã sửa trước khi ghi", n=len(made)), icon=":material/edit_note:"):
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _rows(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    catalogue = reader.dataset().catalogue
    units = unit_names(catalogue, words)
    found = [
        {
            words("Tỉnh, thành phố"): units.get(row.unit, row.unit),
            words("Năm"): str(row.year),
            words("Chỉ số"): indicator_text(row, catalogue, words),
            words("Giá trị"): words("rút lại")
            if row.retracted
            else value_text(row.value, row.indicator, row.qualifier, words),
            words("Ô"): ", ".join(part for part in (row.sheet, row.cell) if part) or "–",
        }
        for row in each_row(rows)
    ]
    return pd.DataFrame(found, dtype="str").map(plain).map(unbroken)


def indicator_text(row: Any, catalogue: Catalogue, words: Words) -> str:
    """An indicator with its subgroup and base."""
    parts = [words.name(catalogue.indicators[row.indicator])]
    if row.subgroup:
        parts.append(words.of(*catalogue.subgroups[row.subgroup]))
    if row.basis:
        parts.append(words(BASES[row.basis]))
    return ", ".join(parts)


def value_text(value: Any, indicator: str, qualifier: Any, words: Words) -> str:
    """A value with its unit; a dash where there is none."""
    return exact_figure(value, indicator, qualifier, reader.dataset().catalogue, words)


def _change(number: int, live: bool, words: Words) -> None:
    """Undo, or redo where the batch is undone: first what it would do, then who and why."""
    effect = reader.database().preview_undo(number)
    title = words("Hoàn tác lần nạp này") if live else words("Khôi phục lần nạp này")
    with st.expander(title, icon=":material/undo:" if live else ":material/redo:"):
        kept = int((effect["outcome"] == "kept").sum())
        st.markdown(
            words(
                "{changed} số liệu sẽ đổi, {kept} số liệu giữ nguyên vì đang dùng số của lần nạp"
                " sau hoặc của nguồn được ưu tiên hơn. Không có gì bị xóa; luôn có thể làm lại.",
                changed=words.number(len(effect) - kept),
                kept=words.number(kept),
            )
        )
        if len(effect):
            st.table(
                _effect(largest_first(effect).head(MOST_ROWS), words),
                border="horizontal",
                hide_index=True,
                height="content" if len(effect) <= 12 else 420,
                alt=words("Từng số liệu trước và sau khi đổi"),
            )
        reason = st.text_input(
            words("Lý do"),
            key=f"ly_do_{number}",
            max_chars=500,
            placeholder=words("ví dụ: tỉnh gửi lại báo cáo đã đính chính"),
        )
        refused = denial(Action.UNDO)
        ready = bool((reason or "").strip()) and bool(person()) and not refused
        st.button(
            words("Hoàn tác lần nạp số {batch}", batch=number)
            if live
            else words("Khôi phục lần nạp số {batch}", batch=number),
            key="doi_lan_nap",
            type="primary",
            disabled=not ready,
            on_click=partial(_turn, number, live),
        )
        if refused:
            st.caption(plain(refused))
        elif not ready:
            st.caption(words("Cần họ tên ở đầu trang và lý do."))


def largest_first(effect: pd.DataFrame) -> pd.DataFrame:
    """The figures that get another value first, by the size of the change; then those that come or
    go, then what stays."""
    jump = ((effect["value_after"] - effect["value_now"]) / effect["value_now"].abs()).abs()
    kept = effect["outcome"] == "kept"
    order = (-jump.fillna(-1)).mask(kept, 2).sort_values(kind="stable")
    return effect.loc[order.index]


def _effect(effect: pd.DataFrame, words: Words) -> pd.DataFrame:
    catalogue = reader.dataset().catalogue
    units = unit_names(catalogue, words)
    rows = [
        {
            words("Tỉnh, thành phố"): units.get(row.unit, row.unit),
            words("Năm"): str(row.year),
            words("Chỉ số"): indicator_text(row, catalogue, words),
            words("Đang dùng"): _shown(row, "now", words),
            words("Sau khi đổi"): _shown(row, "after", words),
            words("Kết quả"): _kept(row, words)
            if row.outcome == "kept"
            else words(OUTCOMES[row.outcome]),
        }
        for row in each_row(effect)
    ]
    return pd.DataFrame(rows, dtype="str").map(plain).map(unbroken)


def _shown(row: Any, when: str, words: Words) -> str:
    value, qualifier = getattr(row, f"value_{when}"), getattr(row, f"qualifier_{when}")
    return value_text(value, row.indicator, qualifier, words)


def _kept(row: Any, words: Words) -> str:
    if pd.isna(row.batch_now):
        return words(OUTCOMES["kept"])
    return words("Giữ nguyên: đang dùng lần nạp {batch}", batch=int(row.batch_now))


def _turn(number: int, live: bool) -> None:
    """Undo or redo by the named person; a refusal is told on the page."""
    words, database = reader.words(), reader.database()
    reason = str(st.session_state.get(f"ly_do_{number}") or "").strip()
    try:
        (database.undo if live else database.redo)(number, actor(), reason)
    except (StoreError, ValueError) as error:
        text = fault_text(error, words.lang) if isinstance(error, StoreError) else str(error)
        st.session_state["_nhat_ky"] = (False, text)
        return
    done = (
        words("Đã hoàn tác lần nạp số {batch}.", batch=number)
        if live
        else words("Đã khôi phục lần nạp số {batch}.", batch=number)
    )
    st.session_state["_nhat_ky"] = (True, done)


def draw_news() -> None:
    """What the last undo or redo did, once."""
    news = st.session_state.pop("_nhat_ky", None)
    if news is not None:
        worked, text = news
        (st.success if worked else st.error)(plain(text))
