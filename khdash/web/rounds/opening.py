"""Opening a round, or changing what it asks: which figures, of whom, until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from khdash.ingest.rounds.asking import cells_to_ask
from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.model.rounds import Round
from khdash.store.rounds import RoundDraft, change_round, open_round
from khdash.web.common import reader
from khdash.web.common.page_registry import ROUND
from khdash.web.common.rounds import Wanted, done, forget_wanted, tell, today, wanted_cells, written

DAYS = 14
LONGEST_TITLE, LONGEST_ASKER, LONGEST_NOTE = 120, 120, 500
OLDEST = 8
"""Years that can be chosen."""


def draw_opening(words: Words) -> None:
    """The form of a new round; what another page handed over is chosen already."""
    wanted = wanted_cells()
    label = words("Mở đợt mới")
    with st.expander(label, icon=":material/add:", expanded=wanted is not None):
        draft = _draw_form("moi", None, wanted, words)
        if draft is None:
            return
        number = written(lambda store, who: open_round(store, who, draft), words)
        if number is not None:
            forget_wanted()
            st.session_state[ROUND.name] = str(number)
            tell(words("Đã mở đợt {n}. Giờ tạo liên kết và gửi lời đề nghị ở dưới.", n=number))
            st.rerun()


def draw_changing(asked: Round, words: Words) -> None:
    """The form of a round that is open, to ask for something else or until another day."""
    draft = _draw_form(f"sua_{asked.number}", asked, None, words)
    if draft is None:
        return

    if done(lambda store, who: change_round(store, who, asked.number, draft), words):
        tell(words("Đã sửa đợt. Ai đang điền sẽ được báo trước khi gửi."))
        st.rerun()


def _draw_form(
    key: str, asked: Round | None, wanted: Wanted | None, words: Words
) -> RoundDraft | None:
    """The fields; what they say once the button is pressed."""
    dataset = reader.dataset()
    catalogue = dataset.catalogue
    newest, last = reader.current_limits().default[1], today().year
    years = sorted({*range(last, last - OLDEST, -1), newest, *(wanted.years if wanted else ())})
    names = _names(catalogue, words)
    chosen = _chosen(catalogue, asked, wanted, newest)
    with st.form(f"dot_{key}", border=False):
        title = st.text_input(
            words("Tên đợt"),
            value=asked.title if asked else words("Số liệu năm {year}", year=max(chosen.years)),
            max_chars=LONGEST_TITLE,
        )
        indicators = st.multiselect(
            words("Chỉ số"),
            list(catalogue.indicators),
            default=list(chosen.indicators),
            format_func=lambda code: words.name(catalogue.indicators[code]),
            placeholder=words("chọn chỉ số"),
        )
        picked = st.pills(
            words("Năm"),
            years[::-1],
            selection_mode="multi",
            default=list(chosen.years),
        )
        units = st.multiselect(
            words("Tỉnh, thành phố"),
            list(names),
            default=[unit for unit in chosen.units if unit in names],
            format_func=lambda unit: names[unit],
            placeholder=words("chọn tỉnh"),
        )
        with st.container(horizontal=True):
            due = st.date_input(
                words("Hạn gửi"),
                value=asked.due if asked else today() + timedelta(days=DAYS),
                format="DD/MM/YYYY",
                width=180,
            )
            as_of = st.date_input(
                words("Số liệu đến ngày (để trống: cuối năm)"),
                value=asked.as_of if asked else None,
                format="DD/MM/YYYY",
                width=300,
            )
        missing = st.checkbox(words("Chỉ hỏi những ô còn thiếu"), value=wanted is not None)
        asker = st.text_input(
            words("Nơi yêu cầu"),
            value=asked.asked_by
            if asked
            else words.of(catalogue.cluster.name_vi, catalogue.cluster.name_en),
            max_chars=LONGEST_ASKER,
        )
        note = st.text_input(
            words("Lời dặn (không bắt buộc)"),
            value=asked.note if asked else "",
            max_chars=LONGEST_NOTE,
        )
        label = words("Lưu thay đổi") if asked else words("Mở đợt")
        if not st.form_submit_button(label, type="primary", icon=":material/save:"):
            return None
    if isinstance(as_of, date) and {as_of.year} != set(picked):
        st.warning(words("Ngày của số liệu phải thuộc năm được hỏi, và chỉ hỏi một năm đó."))
        return None
    day = as_of if isinstance(as_of, date) else None
    cells = cells_to_ask(dataset, units, indicators, sorted(picked), missing, day)
    return RoundDraft(str(title or ""), str(asker or ""), due, cells, day, str(note or ""))


def _names(catalogue: Catalogue, words: Words) -> dict[str, str]:
    """The provinces that can be asked: the members on every boundary set, the usual ones first."""
    usual = catalogue.boundary_set()
    sets = [usual, *(one for one in catalogue.boundary_sets if one is not usual)]
    names: dict[str, str] = {}
    for one in sets:
        for unit in catalogue.members(one.code):
            name = words.of(unit.name, unit.name_en or unit.name)
            label = words.of(one.label_vi, one.label_en)
            names.setdefault(unit.key, name if one is usual else f"{name} ({label})")
    return names


def _chosen(catalogue: Catalogue, asked: Round | None, wanted: Wanted | None, year: int) -> Wanted:
    """What the fields begin with."""
    if asked is not None:
        return Wanted(asked.units, asked.indicators, asked.years)
    if wanted is not None:
        return wanted
    units: Sequence[str] = [unit.key for unit in catalogue.members(catalogue.boundary_set().code)]
    in_form = (entry.code for entry in catalogue.indicators.values() if entry.in_form)
    return Wanted(tuple(units), tuple(in_form), (year,))
