"""The shared filters: drawn once above every page that uses them, shown as chips when active."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from khdash.exhibit.core.reference import REFERENCE_NAMES
from khdash.locale import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.model.selection import REFERENCES, TOLERANCES
from khdash.web.common import reader
from khdash.web.common.choices import (
    member_codes,
    member_named,
    moved_codes,
)
from khdash.web.common.link import YearLimits, state_of
from khdash.web.common.names import boundary_names
from khdash.web.common.page_registry import own_parameters, page_at

SHOWN_BOUNDARIES = "_ranh_gioi"
"""The boundary set on which the filters stand: where provinces move from when it changes."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter: what it says and how it is taken off."""

    key: str
    label: str
    remove: Callable[[], None]


def draw_filters(narrow: bool) -> None:
    """Filters in one bordered row, on a phone behind one line; below it the active ones."""
    words, catalogue, limits = reader.words(), reader.dataset().catalogue, reader.current_limits()
    chips = active_chips(catalogue, limits, words)
    controls: list[tuple[float, Callable[[], None]]] = [
        (5, partial(_provinces, catalogue, words)),
        (1.9, partial(_years, limits, words)),
        (2, partial(_boundaries, catalogue, words)),
        (1.9, partial(_tolerance, words)),
        (2, partial(_reference, catalogue, words)),
        (1.6, partial(_focus, catalogue, words)),
    ]
    if len(catalogue.boundary_sets) == 1:
        del controls[2]
    if narrow:
        label = words("Bộ lọc")
        if chips:
            label += ": " + ", ".join(chip.label for chip in chips)
        with st.expander(label, icon=":material/tune:", key="bo_loc"):
            for _, draw in controls:
                draw()
    else:
        with st.container(border=True, key="bo_loc"):
            widths = [width for width, _ in controls]
            columns = st.columns(widths, gap="small", vertical_alignment="top")
            for column, (_, draw) in zip(columns, controls, strict=True):
                with column, st.container():
                    draw()
    _draw_chips(chips, words)


def _provinces(catalogue: Catalogue, words: Words) -> None:
    boundaries = st.session_state["ranh_gioi"]
    options = member_codes(catalogue, boundaries)
    names = {
        code: words.of(u.name, u.name_en)
        for code in options
        for u in [member_named(code, catalogue, boundaries)]
    }
    known = [code for code in st.session_state["tinh"] if code in options]
    if known != list(st.session_state["tinh"]):
        st.session_state["tinh"] = known
    st.pills(
        words("Tỉnh, thành phố"),
        options,
        selection_mode="multi",
        format_func=lambda code: names.get(code, code),
        key="tinh",
        persist_state="session",
        help=words(
            "Không chọn tỉnh nào nghĩa là cả {cluster}.",
            cluster=words.of(catalogue.cluster.short_vi, catalogue.cluster.short_en),
        ),
    )


def _years(limits: YearLimits, words: Words) -> None:
    st.slider(
        words("Giai đoạn"),
        min_value=limits.first,
        max_value=limits.last,
        key="nam",
        persist_state="session",
        help=words("Năm cuối cũng là năm để lấy số mới nhất."),
    )


def _boundaries(catalogue: Catalogue, words: Words) -> None:
    names = boundary_names(catalogue, words)
    notes = (words.of(one.note_vi, one.note_en) for one in catalogue.boundary_sets)
    st.session_state[SHOWN_BOUNDARIES] = st.session_state["ranh_gioi"]
    st.selectbox(
        words("Ranh giới"),
        tuple(names),
        format_func=lambda value: names[value],
        key="ranh_gioi",
        persist_state="session",
        on_change=_move_to_boundaries,
        help=" ".join(filter(None, notes)) or None,
    )


def _tolerance(words: Words) -> None:
    st.selectbox(
        words("Số mới nhất"),
        TOLERANCES,
        format_func=lambda n: words("đúng năm") if n == 0 else words("trong {n} năm", n=n),
        key="sai_so",
        persist_state="session",
        help=words(
            "Cho phép dùng số của năm trước đó, nhiều nhất bao nhiêu năm; năm luôn được ghi."
        ),
    )


def _member_names(catalogue: Catalogue, words: Words) -> dict[str, str]:
    boundaries = st.session_state["ranh_gioi"]
    units = [
        member_named(code, catalogue, boundaries) for code in member_codes(catalogue, boundaries)
    ]
    return {unit.code: words.of(unit.name, unit.name_en) for unit in units}


def _reference(catalogue: Catalogue, words: Words) -> None:
    names = {code: words(name) for code, name in REFERENCE_NAMES.items()}
    names |= _member_names(catalogue, words)
    st.selectbox(
        words("So với"),
        ("", *names),
        format_func=lambda code: names.get(code) or words("không so"),
        key="so_voi",
        persist_state="session",
        help=words("Mọi trang cùng so với một mốc: năm trước, chỉ tiêu, cả cụm hay một tỉnh."),
    )


def _focus(catalogue: Catalogue, words: Words) -> None:
    names = _member_names(catalogue, words)
    st.selectbox(
        words("Làm nổi"),
        ("", *names),
        format_func=lambda code: names.get(code) or words("không"),
        key="tieu_diem",
        persist_state="session",
        help=words("Tỉnh được chọn nổi lên trên mọi hình; bấm vào tỉnh trên hình cũng được."),
    )


def _move_to_boundaries() -> None:
    """Carry the chosen provinces over to another boundary set."""
    before, after = st.session_state[SHOWN_BOUNDARIES], st.session_state["ranh_gioi"]
    catalogue, tolerances = reader.dataset().catalogue, reader.current_limits().tolerances
    if st.session_state["sai_so"] == tolerances[before]:
        st.session_state["sai_so"] = tolerances[after]
    st.session_state["tinh"] = moved_codes(st.session_state["tinh"], catalogue, before, after)
    for name in ("so_voi", "tieu_diem"):
        code = st.session_state[name]
        if code and code not in REFERENCES:
            moved = moved_codes([code], catalogue, before, after)
            st.session_state[name] = moved[0] if moved else ""
    st.session_state["doi_chieu"] = []
    for own in own_parameters().values():
        if own.names_unit:
            moved = moved_codes([st.session_state[own.name]], catalogue, before, after)
            st.session_state[own.name], _ = own.read(moved[:1], catalogue, after)


def active_chips(catalogue: Catalogue, limits: YearLimits, words: Words) -> list[Chip]:
    """One chip for each shared filter that differs from its default."""
    chosen = reader.state()
    chips = [
        Chip(f"tinh_{code}", words.of(unit.name, unit.name_en), partial(_drop_province, code))
        for code in chosen["tinh"]
        for unit in [member_named(code, catalogue, chosen["ranh_gioi"])]
    ]
    if tuple(chosen["nam"]) != limits.default:
        chips.append(_chip("nam", words.years(*chosen["nam"]), limits.default))
    if chosen["ranh_gioi"] != catalogue.boundary_set().code:
        label = boundary_names(catalogue, words)[chosen["ranh_gioi"]]
        chips.append(Chip("ranh_gioi", label, _drop_boundaries))
    usual = limits.tolerances[chosen["ranh_gioi"]]
    if chosen["sai_so"] != usual:
        n = chosen["sai_so"]
        label = words("đúng năm") if n == 0 else words("trong {n} năm", n=n)
        chips.append(_chip("sai_so", label, usual))
    if chosen["mau_so"]:
        label = words("Mẫu số: {basis}", basis=words(BASIS_NAMES[chosen["mau_so"]]))
        chips.append(_chip("mau_so", label, ""))
    if chosen["nhom"]:
        chips.append(_chip("nhom", words.of(*catalogue.subgroups[chosen["nhom"]]), ""))
    if chosen["so_voi"]:
        name = REFERENCE_NAMES.get(chosen["so_voi"])
        text = words(name) if name else _member_names(catalogue, words).get(chosen["so_voi"], "")
        chips.append(_chip("so_voi", words("So với {name}", name=text), ""))
    if chosen["tieu_diem"]:
        text = _member_names(catalogue, words).get(chosen["tieu_diem"], "")
        chips.append(_chip("tieu_diem", words("Làm nổi {name}", name=text), ""))
    if chosen["biet_den"]:
        label = words("Như đã biết lúc {moment}", moment=chosen["biet_den"].replace("T", " "))
        chips.append(_chip("biet_den", label, ""))
    return chips


BASIS_NAMES = {
    "all": mark("tổng số"),
    "registered": mark("số đăng ký"),
    "unstated": mark("chưa nêu"),
}


def _chip(key: str, label: str, default: object) -> Chip:
    return Chip(key, label, partial(st.session_state.__setitem__, key, default))


def _drop_province(code: str) -> None:
    st.session_state["tinh"] = [c for c in st.session_state["tinh"] if c != code]


def _drop_boundaries() -> None:
    st.session_state["ranh_gioi"] = reader.dataset().catalogue.boundary_set().code
    _move_to_boundaries()


def _draw_chips(chips: list[Chip], words: Words) -> None:
    if not chips:
        return
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="the_loc"):
        for chip in chips:
            st.button(
                chip.label,
                key=f"chip_{chip.key}",
                icon=":material/close:",
                icon_position="right",
                on_click=chip.remove,
                help=words("Bỏ «{filter}»", filter=chip.label),
            )
        st.button(
            words("Bỏ lọc"),
            key="bo_loc_tat_ca",
            type="tertiary",
            icon=":material/filter_alt_off:",
            on_click=reset_filters,
        )
        if st.session_state["tieu_diem"]:
            _profile_link(words)


def _profile_link(words: Words) -> None:
    """The way from the province in focus to its profile, under the same filters."""
    catalogue, code = reader.dataset().catalogue, st.session_state["tieu_diem"]
    profile = page_at("ho-so-tinh")
    st.page_link(
        profile.file,
        label=words("Xem hồ sơ {unit}", unit=_member_names(catalogue, words).get(code, code)),
        icon=":material/arrow_forward:",
        query_params=reader.link_to(profile, ho_so=code),
    )


def reset_filters() -> None:
    """Every shared filter back to its default; language and the page's own choices stay."""
    catalogue, limits = reader.dataset().catalogue, reader.current_limits()
    defaults, _ = state_of({}, catalogue, limits)
    kept = {"lang", *own_parameters()}
    st.session_state.update({k: v for k, v in defaults.items() if k not in kept})
    for own in own_parameters().values():
        if own.names_unit and st.session_state[own.name] not in own.allowed(catalogue, ""):
            st.session_state[own.name] = defaults[own.name]
