"""Set, correct or withdraw a target by form: reviewed before it is written, undone like a batch."""

from __future__ import annotations

import streamlit as st

from khdash.ingest.column_names import BASES
from khdash.ingest.targets.entry import FIRST_YEAR, LAST_YEAR, TargetEntry
from khdash.locale import Words
from khdash.model.actor import Action
from khdash.model.catalogue import Catalogue
from khdash.model.target_rows import TARGET_RULES
from khdash.report.forms.heading import Series
from khdash.web.common import reader
from khdash.web.common.names import unit_names
from khdash.web.common.notice import draw_closed
from khdash.web.common.signing import draw_name
from khdash.web.common.target_writing import RULES, TypedTarget, ask, confirm, read_level

TYPED, NEWS, OPENED = "_chi_tieu_dat", "_chi_tieu_da_ghi", "dat_chi_tieu_mo"
LONGEST_TEXT = 500


@st.fragment
def draw_entering(chosen: str, words: Words) -> None:
    """The form of a target of the chosen indicator, and its review; made when it is opened."""
    _draw_news(words)
    label = words("Đặt, sửa hoặc bỏ một chỉ tiêu")
    box = st.expander(label, icon=":material/flag:", key=OPENED, on_change="rerun")
    if not box.open:
        return
    with box:
        if draw_closed(words, Action.SET_TARGETS):
            return
        _form(chosen, words)
        typed: TypedTarget | None = st.session_state.get(TYPED)
        if typed is not None:
            _review(typed, words)


def _form(chosen: str, words: Words) -> None:
    catalogue = reader.dataset().catalogue
    indicators = catalogue.indicators
    units = unit_names(catalogue, words)
    keys = list(dict.fromkeys([*(u.key for u in catalogue.members(catalogue.boundary_set().code)),
                               *(u.key for u in catalogue.members(catalogue.today.code)),
                               catalogue.country]))  # fmt: skip
    codes = list(indicators)
    indicator = st.selectbox(
        words("Chỉ số"),
        codes,
        index=codes.index(chosen) if chosen in codes else 0,
        format_func=lambda c: words.name(indicators[c]),
        key="dat_chi_so",
    )
    entry = indicators[str(indicator)]
    measure = words.name(catalogue.measures[entry.unit])
    with st.form("dat_chi_tieu", border=False):
        unit = st.selectbox(words("Tỉnh, thành phố"), keys, format_func=lambda k: units[k])
        basis, subgroup = "", ""
        if entry.basis_matters:
            basis = st.selectbox(
                words("Mẫu số"), tuple(BASES), format_func=lambda b: words(BASES[b])
            )
        groups = _subgroups(entry.code, catalogue)
        if groups:
            subgroup = st.selectbox(
                words("Nhóm đối tượng"),
                ("", *groups),
                format_func=lambda g: words.of(*catalogue.subgroups[g]) if g else "–",
            )
        with st.container(horizontal=True, gap="small"):
            rule = st.selectbox(
                words("Phải đạt"), TARGET_RULES, format_func=lambda r: words(RULES[r]), width=160
            )
            text = st.text_input(
                words("Giá trị, {measure}", measure=measure), max_chars=100, width=240
            )
            year = st.number_input(
                words("Vào năm"), FIRST_YEAR, LAST_YEAR, value=None, step=1, width=160
            )
            start = st.number_input(
                words("Từ năm (nếu có)"), FIRST_YEAR, LAST_YEAR, value=None, step=1, width=160
            )
        instrument = st.text_input(
            words("Văn bản đặt ra"),
            max_chars=LONGEST_TEXT,
            placeholder=words("ví dụ: KH 291/KH-UBND"),
        )
        url = st.text_input(words("Liên kết văn bản"), max_chars=1000, placeholder="https://")
        reason = st.text_input(words("Lý do"), max_chars=LONGEST_TEXT)
        name = draw_name(words)
        asked, withdraws = ask(words)
    if not asked and not withdraws:
        return
    st.session_state.pop(TYPED, None)
    told = {"instrument": str(instrument or "").strip(), "reason": str(reason or "").strip()}
    if not told["instrument"] or not told["reason"] or not name or year is None:
        st.warning(words("Cần năm, văn bản, lý do và họ tên."))
        return
    value = 0.0
    if asked:
        read = read_level(str(text or ""), Series(entry.code, subgroup, basis), words)
        if read is None:
            return
        value = read
    given = TargetEntry(
        unit=str(unit),
        indicator=entry.code,
        year=int(year),
        value=value,
        instrument=told["instrument"],
        basis=basis,
        subgroup=subgroup,
        from_year=None if start is None else int(start),
        rule=str(rule),
        source_url=str(url or "").strip(),
        note=told["reason"],
    )
    known = next((t for t in catalogue.targets if given.is_same_as(t)), None)
    if withdraws and known is None:
        st.warning(words("Không có chỉ tiêu nào của văn bản này cho tỉnh và năm đó."))
        return
    st.session_state[TYPED] = TypedTarget(given, name, told["reason"], known if withdraws else None)


def _subgroups(indicator: str, catalogue: Catalogue) -> list[str]:
    """The groups for which targets of the indicator are set."""
    known = {t.subgroup for t in catalogue.targets if t.indicator == indicator}
    return [code for code in catalogue.subgroups if code in known]


def _review(typed: TypedTarget, words: Words) -> None:
    """What the target would change, and what happens once it is written."""
    receipt = confirm(typed, words, TYPED, "ghi_chi_tieu")
    if receipt is not None:
        st.session_state[NEWS] = receipt.batch_id
        st.rerun()


def _draw_news(words: Words) -> None:
    batch = st.session_state.pop(NEWS, None)
    if batch is not None:
        st.success(words("Đã ghi, lần nạp số {batch}. Có thể hoàn tác ở trang Nhật ký.",
                         batch=batch))  # fmt: skip
