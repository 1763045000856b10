"""The shared filters: one line above every page that uses them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import streamlit as st

from khdash.exhibit.core.filters import newest_name
from khdash.exhibit.core.reference import REFERENCE_NAMES
from khdash.exhibit.core.scope import newest_years
from khdash.locale import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.model.selection import REFERENCES, TOLERANCES
from khdash.web.common import reader
from khdash.web.common.alike import alike_text, alike_to, labelled, subject_of
from khdash.web.common.choices import (
    member_codes,
    member_named,
    moved_codes,
)
from khdash.web.common.component import component, packed
from khdash.web.common.entries import entry_of
from khdash.web.common.link import YearLimits, state_of
from khdash.web.common.markdown import plain
from khdash.web.common.names import boundary_names
from khdash.web.common.page_registry import Page, own_parameters, page_at

REST = "bo_loc_khac"
"""The container of the filters that stand behind the button."""
OPENED = "_filters_opened"
"""In the session's state: whether the reader has opened them."""
SHOWN_BOUNDARIES = "_ranh_gioi"
"""The boundary set on which the filters stand: where provinces move from when it changes."""
NEWEST = (1, 3, 5, 10)
"""The periods that move with the data, in years up to the newest one with figures."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter: what it says and how it is taken off."""

    key: str
    label: str
    remove: Callable[[], None]


def draw_filters(page: Page, narrow: bool) -> None:
    """What is chosen, in one line, and one button that opens the rest."""
    words, catalogue, limits = reader.words(), reader.dataset().catalogue, reader.current_limits()
    chips = active_chips(page, catalogue, limits, words)
    unit = next((own for own in page.parameters if own.names_unit), None)
    provinces = partial(_provinces, unit.name if unit else "tinh", catalogue, words)
    rest = [partial(_years, limits, words), partial(_tolerance, words)]
    if len(catalogue.boundary_sets) > 1:
        rest.append(partial(_boundaries, catalogue, words))
    if "so_voi" in page.acts:
        rest.append(partial(_reference, page, catalogue, words))
    if "tieu_diem" in page.acts:
        rest.append(partial(_focus, catalogue, words))
    if narrow:
        label = _short_label(catalogue, chips, words)
        rest = [provinces, *rest, partial(_draw_chips, chips, words)]
    else:
        provinces()
        label = words("Bộ lọc")
    width: Literal["stretch", "content"] = "stretch" if narrow else "content"
    button = component("disclosure", styled=True)
    told = packed({"label": label, "key": REST})
    button(key="bo_loc", data=told, width=width, on_opened_change=_open)
    if st.session_state.get(OPENED):
        with st.container(border=True, key=REST):
            for draw in rest:
                draw()
    if not narrow:
        _draw_chips(chips, words)


def _short_label(catalogue: Catalogue, chips: Sequence[Chip], words: Words) -> str:
    """What the button of a phone says beside the name of the page: the one province that is
    chosen, else how many filters act.
    """
    names = _member_names(catalogue, words)
    chosen = [str(names[code]) for code in _chosen() if code in names]
    if not chips and len(chosen) == 1:
        return f"{words('Bộ lọc')}: {chosen[0]}"
    count = len(chips) + bool(chosen)
    return f"{words('Bộ lọc')} ({count})" if count else words("Bộ lọc")


def _open() -> None:
    """Draw the rest from now on: who never opens it is spared its fields at every change."""
    st.session_state[OPENED] = True


def _provinces(key: str, catalogue: Catalogue, words: Words) -> None:
    """The provinces to show, several or none for all; on a page about one province, which one."""
    names = _member_names(catalogue, words)
    label = words("Tỉnh, thành phố")
    look: dict[str, Any] = {
        "format_func": lambda code: plain(str(names.get(code, code))),
        "key": key,
        "persist_state": "session",
        "label_visibility": "collapsed",
        "width": "content",
    }
    if key != "tinh":
        st.pills(label, reader.options(key), required=True, **look)
        return
    known = [code for code in st.session_state[key] if code in names]
    if known != list(st.session_state[key]):
        st.session_state[key] = known
    whole = words.of(catalogue.cluster.short_vi, catalogue.cluster.short_en)
    help_ = words("Không chọn tỉnh nào nghĩa là cả {cluster}.", cluster=whole)
    st.pills(label, tuple(names), selection_mode="multi", help=help_, **look)


def _chosen() -> list[str]:
    return list(st.session_state["tinh"])


def _years(limits: YearLimits, words: Words) -> None:
    newest = st.session_state["gan_nhat"]
    if newest:
        st.session_state["nam"] = limits.newest(newest)
    st.slider(
        words("Giai đoạn"),
        min_value=limits.first,
        max_value=limits.last,
        key="nam",
        persist_state="session",
        on_change=partial(st.session_state.__setitem__, "gan_nhat", None),
        help=words("Năm cuối cũng là năm để lấy số mới nhất."),
    )
    st.pills(
        words("Giai đoạn theo số liệu mới nhất"),
        sorted({*NEWEST, newest} - {None}),
        format_func=lambda count: newest_name(count, words),
        key="gan_nhat",
        persist_state="session",
        label_visibility="collapsed",
        on_change=partial(_follow_newest, limits),
        help=words("Liên kết giữ nguyên ý này khi có số liệu của năm mới."),
    )


def _follow_newest(limits: YearLimits) -> None:
    """The slider on the years that the period stands for now; on the usual ones without."""
    newest = st.session_state["gan_nhat"]
    st.session_state["nam"] = limits.newest(newest) if newest else limits.default


def _period_said(state: Mapping[str, Any], words: Words) -> str:
    """The years chosen; of a period that moves, what it is called and what it stands for now."""
    newest = state["gan_nhat"]
    if not newest:
        return words.years(*state["nam"])
    years = words.years(*newest_years(reader.current_dataset(), newest))
    return f"{newest_name(newest, words)}: {years}"


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


def _tolerance_said(words: Words, years: int) -> str:
    if years > 1:
        return words("trong {n} năm", n=years)
    return words("trong 1 năm") if years else words("đúng năm")


def _tolerance(words: Words) -> None:
    st.selectbox(
        words("Số mới nhất"),
        TOLERANCES,
        format_func=partial(_tolerance_said, words),
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


def _reference(page: Page, catalogue: Catalogue, words: Words) -> None:
    members = _member_names(catalogue, words)
    subject = subject_of(page, _chosen())
    alike = alike_to(subject, members)
    names = {code: words(name) for code, name in REFERENCE_NAMES.items()}
    names |= {code: labelled(members[code], alike.get(code, ()), words) for code in alike}
    names |= {code: name for code, name in members.items() if code not in alike}
    st.selectbox(
        words("So với"),
        ("", *names),
        format_func=lambda code: names.get(code) or words("không so"),
        key="so_voi",
        persist_state="session",
        help=words("Mọi trang cùng so với một mốc: năm trước, chỉ tiêu, cả cụm hay một tỉnh."),
    )
    if alike:
        st.caption(alike_text(members[subject], alike, members, words))


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


def active_chips(page: Page, catalogue: Catalogue, limits: YearLimits, words: Words) -> list[Chip]:
    """One chip for each shared filter that differs from its default and acts on the page; the
    provinces say themselves which are chosen."""
    chosen = reader.state()
    chips = []
    if chosen["gan_nhat"] or tuple(chosen["nam"]) != limits.default:
        label = _period_said(chosen, words)
        chips.append(Chip("nam", label, partial(_usual_years, limits)))
    if chosen["ranh_gioi"] != catalogue.boundary_set().code:
        label = boundary_names(catalogue, words)[chosen["ranh_gioi"]]
        chips.append(Chip("ranh_gioi", label, _drop_boundaries))
    usual = limits.tolerances[chosen["ranh_gioi"]]
    if chosen["sai_so"] != usual:
        chips.append(_chip("sai_so", _tolerance_said(words, chosen["sai_so"]), usual))
    if chosen["mau_so"]:
        label = words("Mẫu số: {basis}", basis=words(BASIS_NAMES[chosen["mau_so"]]))
        chips.append(_chip("mau_so", label, ""))
    if chosen["nhom"]:
        chips.append(_chip("nhom", words.of(*catalogue.subgroups[chosen["nhom"]]), ""))
    if chosen["so_voi"] and "so_voi" in page.acts:
        name = REFERENCE_NAMES.get(chosen["so_voi"])
        text = words(name) if name else _member_names(catalogue, words).get(chosen["so_voi"], "")
        chips.append(_chip("so_voi", words("So với {name}", name=text), ""))
    if chosen["tieu_diem"] and "tieu_diem" in page.acts:
        text = _member_names(catalogue, words).get(chosen["tieu_diem"], "")
        chips.append(_chip("tieu_diem", words("Làm nổi {name}", name=text), ""))
    if chosen["biet_den"]:
        label = words("Như đã biết lúc {moment}", moment=chosen["biet_den"].replace("T", " "))
        chips.append(_chip("biet_den", label, ""))
    return chips


def _usual_years(limits: YearLimits) -> None:
    st.session_state.update({"nam": limits.default, "gan_nhat": None})


def said_in_a_line(page: Page) -> str:
    """What is chosen, in one line: provinces, years, boundaries, and what differs from usual."""
    words, catalogue, limits = reader.words(), reader.dataset().catalogue, reader.current_limits()
    names, state = _member_names(catalogue, words), reader.state()
    unit = next((own for own in page.parameters if own.names_unit), None)
    codes = [state[unit.name]] if unit else _chosen()
    whole = words.of(catalogue.cluster.short_vi, catalogue.cluster.short_en)
    usual = [
        ", ".join(names.get(code, code) for code in codes) or whole,
        _period_said(state, words),
        boundary_names(catalogue, words)[state["ranh_gioi"]],
    ]
    chips = active_chips(page, catalogue, limits, words)
    return " · ".join([*usual, *(c.label for c in chips if c.key not in ("nam", "ranh_gioi"))])


BASIS_NAMES = {
    "all": mark("tổng số"),
    "registered": mark("số đăng ký"),
    "unstated": mark("chưa nêu"),
}


def _chip(key: str, label: str, default: object) -> Chip:
    return Chip(key, label, partial(st.session_state.__setitem__, key, default))


def _drop_boundaries() -> None:
    st.session_state["ranh_gioi"] = reader.dataset().catalogue.boundary_set().code
    _move_to_boundaries()


def _draw_chips(chips: list[Chip], words: Words) -> None:
    for chip in chips:
        st.button(
            plain(chip.label),
            key=f"chip_{chip.key}",
            icon=":material/close:",
            icon_position="right",
            on_click=chip.remove,
            help=plain(words("Bỏ «{filter}»", filter=chip.label)),
        )
    if chips or _chosen():
        st.button(
            words("Bỏ lọc"),
            key="bo_loc_tat_ca",
            type="tertiary",
            icon=":material/filter_alt_off:",
            on_click=reset_filters,
        )
    if any(chip.key == "tieu_diem" for chip in chips):
        _profile_link(words)


def _profile_link(words: Words) -> None:
    """The way from the province in focus to its profile, under the same filters."""
    catalogue, code = reader.dataset().catalogue, st.session_state["tieu_diem"]
    profile = page_at("ho-so-tinh")
    st.page_link(
        entry_of(profile),
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
