"""How earlier files on this form were read: offered, taken over, given up again, forgotten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from khdash.ingest.check import CheckReport
from khdash.ingest.draft import Draft
from khdash.ingest.memory.items import Item, holds, without_items
from khdash.ingest.memory.offer import Offer, offered, read_as_remembered, taught_for
from khdash.ingest.memory.taught import Taught, forgetting, taught_from
from khdash.ingest.memory.telling import told, told_by_batch
from khdash.ingest.recognise import Choices
from khdash.locale import Words
from khdash.model.actor import Action
from khdash.store import moment
from khdash.store.errors import StoreError
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.visitor import actor, denial, fault_text, person
from khdash.web.upload import state
from khdash.web.upload.checking import REMEMBERED, DraftLost, check


def draw_memory(draft: Draft, report: CheckReport, words: Words) -> None:
    """What was taken over into the draft, and what could be."""
    choices = Choices.from_dict(draft.choices)
    used = [item for item in _taken_over(draft) if holds(choices, item)]
    if used:
        with st.container(border=True, key="dang_nho"):
            _tell(words("Đang đọc theo điều đã nhớ từ"), used, report, words)
            st.button(
                words("Thôi dùng điều đã nhớ"),
                key="thoi_nho",
                type="tertiary",
                icon=":material/undo:",
                on_click=partial(state.save, _given_up),
                help=words("Các cột và tên trên đây trở lại như tệp tự nói, câu hỏi hiện lại."),
            )
    offer = offered(report, report.choices, _taught(report), person())
    if offer.items:
        with st.container(border=True, key="da_nho"):
            _tell(words("Đã nhớ từ"), offer.items, report, words)
            _offer(draft, offer, words)


def _tell(lead: str, items: Sequence[Item], report: CheckReport, words: Words) -> None:
    """Each batch with what was decided in it."""
    for batch, said in told_by_batch(items, report.catalogue, words):
        lines = "\n".join(f"- {plain(one)}" for one in said)
        st.markdown(f":material/history_edu: **{plain(lead)} {plain(batch)}**\n{lines}")


def _offer(draft: Draft, offer: Offer, words: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            words("Đọc tệp này theo đó"),
            key="dung_nho",
            icon=":material/check:",
            on_click=_take_over,
            args=(draft.key,),
        )
        _forget_button(offer.taught, words)
    st.caption(words("Chưa dùng khi bạn chưa bấm; vẫn có thể trả lời từng câu hỏi dưới đây."))


def _forget_button(taught: Collection[tuple[int, str]], words: Words) -> None:
    refused = denial(Action.FORGET)
    st.button(
        words("Quên"),
        key="quen_nho",
        type="tertiary",
        icon=":material/delete:",
        disabled=not person() or bool(refused),
        on_click=_forget,
        args=(taught,),
        help=plain(refused)
        or words(
            "Từ nay không nhắc lại cho các tệp cùng mẫu; số liệu đã ghi giữ nguyên. Hoàn tác"
            " được ở trang Nhật ký. Cần họ tên ở đầu trang."
        ),
    )


def draw_taught(batch: int, words: Words) -> None:
    """On the journal's page: what a batch taught, as long as it is remembered, and Forget."""
    kept = reader.database().taught()
    own = taught_from(kept[kept["batch_id"] == batch])
    if not own:
        return
    catalogue = reader.dataset().catalogue
    lines = [told(item, catalogue, words) for one in own for item in one.items()]
    label = words("Đang nhớ cho các tệp sau cùng mẫu ({n})", n=len(lines))
    with st.expander(label, icon=":material/history_edu:"):
        st.markdown("\n".join(f"- {plain(line)}" for line in dict.fromkeys(lines)))
        _forget_button({(one.batch, one.form) for one in own}, words)


def _taught(report: CheckReport) -> tuple[Taught, ...]:
    return taught_for(reader.database().taught(), report)


def _taken_over(draft: Draft) -> list[Item]:
    """What the draft took over; one made by an earlier program tells no more than a number."""
    told = draft.reading.get(REMEMBERED)
    return [Item(**item) for item in told] if isinstance(told, list) else []


def _given_up(draft: Draft) -> Draft:
    """The draft without what it took over."""
    left = without_items(Choices.from_dict(draft.choices), _taken_over(draft))
    reading = {name: told for name, told in draft.reading.items() if name != REMEMBERED}
    return replace(draft, choices=left.to_dict(), reading=reading)


def _take_over(key: str) -> None:
    """Read the draft as remembered; what it took over stays written in it."""
    draft = state.drafts().find(key)
    if draft is None:
        return

    def read(choices: Choices) -> CheckReport:
        return check(replace(draft, choices=choices.to_dict())).report

    try:
        plain_report = check(draft).report
        report, offer = read_as_remembered(read, plain_report, _taught(plain_report), person())
    except DraftLost:
        return  # The page says so when it opens the draft again.
    items = [item.to_dict() for item in (*_taken_over(draft), *offer.items)]
    choices = replace(report.choices, corrections={})
    state.drafts().save(
        replace(draft, choices=choices.to_dict(), reading={**draft.reading, REMEMBERED: items}),
        moment.now(),
    )


def _forget(taught: Collection[tuple[int, str]]) -> None:
    words = reader.words()
    numbers = ", ".join(str(number) for number in sorted({batch for batch, _ in taught}))
    note = words("Quên cách đọc đã nhớ từ lần nạp số {batches}", batches=numbers)
    try:
        receipt = reader.database().commit(actor(), forgetting(taught, note))
    except (StoreError, ValueError) as error:
        text = fault_text(error, words.lang) if isinstance(error, StoreError) else str(error)
        st.toast(plain(text), icon=":material/error:", duration="long")
        return
    done = words("Đã quên, ghi là lần {batch} ở trang Nhật ký.", batch=receipt.batch_id)
    st.toast(plain(done), icon=":material/check_circle:", duration="long")
