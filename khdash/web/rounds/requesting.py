"""Asking a province: its link, the words that go with it, its form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

import streamlit as st

from khdash.locale import Words
from khdash.model.problem import StoreError
from khdash.model.rounds import OWING, LinkState, OfficeRow, Round
from khdash.report.forms import FORM_FORMATS
from khdash.report.forms.asked import asked_form
from khdash.report.paper.blueprint import read_blueprint
from khdash.report.request.letter import Letter, to_docx
from khdash.report.request.texts import Request, mail_of, reminder_text, request_text
from khdash.store import moment
from khdash.store.places import here
from khdash.store.public_address import link_address, public_fault
from khdash.store.rounds import end_link, make_links
from khdash.web.common import reader
from khdash.web.common.downloads import draw_downloads
from khdash.web.common.markdown import plain
from khdash.web.common.names import unit_names
from khdash.web.common.rounds import done, tell, today, written

_SECRETS = "_dot_lien_ket"
"""The secrets that this session made, by (round, province): nobody is told them again."""
DAYS_AFTER = 30
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draw_requesting(asked: Round, board: Sequence[OfficeRow], words: Words) -> None:
    """Links for all, then the words for the province chosen."""
    fault = public_fault()
    if fault is not None:
        st.info(plain(fault.text(words.lang)), icon=":material/link_off:")
    elif not asked.closed:
        _draw_making(asked, board, words)
    names = unit_names(reader.dataset().catalogue, words)
    unit = st.selectbox(
        words("Tỉnh, thành phố"),
        [row.unit for row in board],
        format_func=lambda key: names[key],
        key=f"dot_hoi_{asked.number}",
        width=320,
    )
    row = next(one for one in board if one.unit == unit)
    _draw_link(asked, row, words)
    _draw_words(_request(asked, row, words), row, words)


def _secrets() -> dict[tuple[int, str], str]:
    found: dict[tuple[int, str], str] = st.session_state.setdefault(_SECRETS, {})
    return found


def _request(asked: Round, row: OfficeRow, words: Words) -> Request:
    """With the link where this session made it and it still opens."""
    catalogue, told = reader.dataset().catalogue, _secrets().get((asked.number, row.unit))
    link = row.link
    if told is None or link is None or link.state(today()) is not LinkState.OPEN:
        return Request(catalogue, asked, row.unit, words)
    try:
        address = link_address(told)
    except StoreError:
        return Request(catalogue, asked, row.unit, words)
    return Request(catalogue, asked, row.unit, words, address, link.expires)


def _draw_making(asked: Round, board: Sequence[OfficeRow], words: Words) -> None:
    lacking = [
        row.unit
        for row in board
        if row.link is None or row.link.state(today()) is not LinkState.OPEN
    ]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        expires = st.date_input(
            words("Liên kết dùng đến hết ngày"),
            value=max(asked.due, today()) + timedelta(days=DAYS_AFTER),
            min_value=today(),
            format="DD/MM/YYYY",
            key=f"dot_den_{asked.number}",
            width=230,
        )
        if lacking and st.button(
            words("Tạo liên kết cho {n} tỉnh chưa có", n=len(lacking)),
            type="primary",
            icon=":material/add_link:",
        ):
            _make(asked, lacking, expires, words)


def _make(asked: Round, units: Sequence[str], expires: object, words: Words) -> None:
    if not isinstance(expires, date):
        st.warning(words("Hãy chọn ngày hết hạn của liên kết."))
        return
    made = written(lambda store, who: make_links(store, who, asked.number, units, expires), words)
    if made:
        _secrets().update({(asked.number, unit): secret for unit, secret in made.items()})
        tell(words("Đã tạo {n} liên kết. Chép lời đề nghị của từng tỉnh ở dưới.", n=len(made)))
        st.rerun()


def _draw_link(asked: Round, row: OfficeRow, words: Words) -> None:
    """Whether the province has a link, and the way to another or to none."""
    link = row.link
    if link is None:
        return
    state = link.state(today())
    told = {
        LinkState.OPEN: words(
            "Liên kết {code} do {by} tạo, dùng đến hết ngày {day}.",
            code=link.code, by=link.made_by, day=words.date(link.expires),
        ),
        LinkState.EXPIRED: words(
            "Liên kết {code} đã hết hạn ngày {day}.", code=link.code, day=words.date(link.expires)
        ),
        LinkState.ENDED: words("Liên kết {code} đã bị thu hồi.", code=link.code),
    }[state]  # fmt: skip
    if state is LinkState.OPEN and (asked.number, row.unit) not in _secrets():
        told += " " + words("Địa chỉ chỉ hiện một lần khi tạo; cần gửi lại thì tạo liên kết mới.")
    st.caption(plain(told))
    if state is not LinkState.OPEN:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if (
            not asked.closed
            and public_fault() is None
            and st.button(
                words("Tạo liên kết mới"), icon=":material/add_link:", key=f"dot_moi_{row.unit}"
            )
        ):
            _make(asked, [row.unit], max(link.expires, today()), words)
        with st.popover(words("Thu hồi liên kết"), icon=":material/link_off:", type="tertiary"):
            reason = st.text_input(words("Lý do"), key=f"dot_thu_{row.unit}", max_chars=200)
            if st.button(words("Thu hồi"), key=f"dot_thu_hoi_{row.unit}") and _end(
                link.code, str(reason or ""), words
            ):
                st.rerun()


def _end(code: str, reason: str, words: Words) -> bool:
    ended = done(lambda store, who: end_link(store, who, code, reason), words)
    if ended:
        tell(words("Đã thu hồi liên kết {code}.", code=code))
    return ended


def _draw_words(request: Request, row: OfficeRow, words: Words) -> None:
    """The texts to copy, the letter and the form."""
    owing = row.state in OWING and (row.late or row.seen.opened_at)
    names = [words("Zalo"), words("Thư điện tử"), words("Công văn và biểu mẫu")]
    if owing:
        names.append(words("Nhắc"))
    places = st.tabs(names)
    with places[0]:
        _copy(request_text(request))
    with places[1]:
        subject, body = mail_of(request)
        _copy(subject)
        _copy(body)
    with places[2]:
        _draw_files(request, words)
    if owing:
        with places[3]:
            _copy(reminder_text(request, row.late))


def _copy(text: str) -> None:
    st.code(text, language=None, wrap_lines=True)


def _draw_files(request: Request, words: Words) -> None:
    dataset, asked, unit = reader.dataset(), request.asked, request.unit
    stem = f"dot-{asked.number}-{unit.partition('@')[0]}"

    def letter() -> bytes:
        blueprint = read_blueprint(here(), dataset.catalogue)
        return to_docx(Letter(request, blueprint, dataset.demo, moment.now()))

    with st.container(horizontal=True, gap="xsmall"):
        st.download_button(
            words("Tải công văn DOCX"),
            data=letter,
            file_name=f"cong-van-{stem}.docx",
            mime=DOCX,
            icon=":material/download:",
            on_click="ignore",
            key=f"cong_van_{stem}",
        )
        draw_downloads(
            FORM_FORMATS,
            partial(asked_form, dataset, asked, unit, words.lang),
            f"bieu-{stem}",
            f"bieu_{stem}",
            words,
            lambda kind: words("Tải biểu {kind}", kind=kind),
        )
