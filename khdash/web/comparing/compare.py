"""The page So sánh: what is compared and how it is seen."""

from __future__ import annotations

import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.notes import FORM_NAMES
from khdash.exhibit.kinds.map import CLASS_NAMES, style_of
from khdash.locale import mark
from khdash.model.selection import CLASSES, FORMS
from khdash.transform.forms import formed, has_form
from khdash.web.common import reader
from khdash.web.common.alike import alike_to, labelled, subject_of
from khdash.web.common.choices import member_codes
from khdash.web.common.page import exhibit
from khdash.web.common.page_registry import page_at

MOST_INDICATORS = 6
VIEW_NAMES = {
    "dien_bien": (mark("Diễn biến"), "show_chart", "trend"),
    "cot": (mark("Mới nhất"), "bar_chart", "comparison"),
    "ban_do": (mark("Bản đồ"), "map", "map"),
    "ban_do_nam": (mark("Bản đồ các năm"), "view_comfy", "map_years"),
    "tung_tinh": (mark("Từng tỉnh"), "grid_view", "small_multiples"),
    "hai_nam": (mark("Hai năm"), "trending_up", "slope"),
    "thu_hang": (mark("Xếp hạng"), "format_list_numbered", "ranking"),
    "hai_chi_so": (mark("Hai chỉ số"), "scatter_plot", "scatter"),
    "bang": (mark("Bảng"), "table", "pivot"),
}

ON_MAPS = ("ban_do", "ban_do_nam")
OVER_TIME = ("dien_bien", "ban_do_nam", "tung_tinh", "hai_nam")
"""Views of several years: a sum over the years is one figure a province, drawn as a bar."""


def draw_controls() -> None:
    """Which indicators, in which form, beside which benchmarks."""
    words, catalogue = reader.words(), reader.dataset().catalogue
    first, second, third = st.columns([5, 3, 4], gap="small", vertical_alignment="bottom")
    with first:
        st.multiselect(
            words("Chỉ số"),
            reader.options("so_sanh"),
            format_func=lambda code: words.name(catalogue.indicators[code]),
            key="so_sanh",
            persist_state="session",
            max_selections=MOST_INDICATORS,
            placeholder=words("Gõ tên chỉ số"),
        )
    with second:
        st.selectbox(
            words("Cách tính"),
            _forms(),
            format_func=lambda form: words(FORM_NAMES[form]),
            key="cach_tinh",
            persist_state="session",
            help=words(
                "Theo dân số, tỷ trọng: chỉ với số lượng và tiền. Cộng giai đoạn: chỉ với số phát"
                " sinh trong năm, cộng các năm đang chọn."
            ),
        )
    with third:
        if st.session_state["xem"] in ON_MAPS:
            _classes()
        else:
            _benchmarks()


def _benchmarks() -> None:
    words, names = reader.words(), benchmark_names()
    alike = alike_to(subject_of(page_at("so-sanh"), st.session_state["tinh"]), names)
    labels = {code: labelled(names[code], alike[code], words) for code in alike}
    st.multiselect(
        words("Ngoài cụm"),
        (*alike, *(code for code in names if code not in alike)),
        format_func=lambda code: labels.get(code) or names.get(code, code),
        key="doi_chieu",
        persist_state="session",
        placeholder=words("Thêm để đối chiếu"),
    )


def _classes() -> None:
    """How areas are coloured; nothing where the maps have bubbles."""
    words = reader.words()
    if _has_areas():
        st.selectbox(
            words("Chia bậc"),
            ("", *CLASSES),
            format_func=lambda code: words(CLASS_NAMES[code]),
            key="cach_chia",
            persist_state="session",
        )


def _forms() -> tuple[str, ...]:
    """The forms that some chosen indicator has, and the one chosen now."""
    known = reader.dataset().catalogue.indicators
    chosen = [known[code] for code in st.session_state["so_sanh"]]
    now = st.session_state["cach_tinh"]
    return "", *(f for f in FORMS if f == now or any(has_form(one, f) for one in chosen))


def benchmark_names() -> dict[str, str]:
    """The units outside the cluster on the chosen boundaries, by code: the country comes first."""
    words, catalogue = reader.words(), reader.dataset().catalogue
    boundaries = st.session_state["ranh_gioi"]
    day = catalogue.boundary_set(boundaries).day
    members = member_codes(catalogue, boundaries)
    return {
        unit.code: words.of(unit.name, unit.name_en)
        for unit in catalogue.units.values()
        if unit.level in ("country", "province") and unit.valid_on(day) and unit.code not in members
    }


def choose_view() -> str:
    """The view that the reader chose."""
    words = reader.words()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        view = st.segmented_control(
            words("Cách xem"),
            reader.options("xem"),
            format_func=lambda name: (
                f":material/{VIEW_NAMES[name][1]}: {words(VIEW_NAMES[name][0])}"
            ),
            key="xem",
            required=True,
            persist_state="session",
            label_visibility="collapsed",
        )
        if view == "tung_tinh":
            axes = {"chung": words("Chung thang đo"), "rieng": words("Thang đo riêng")}
            st.segmented_control(
                words("Trục"),
                tuple(axes),
                format_func=lambda name: axes[name],
                key="truc",
                required=True,
                persist_state="session",
                label_visibility="collapsed",
            )
    return str(view)


def _has_areas() -> bool:
    """Whether some map on the page colours areas by class."""
    catalogue, form = reader.dataset().catalogue, reader.current_selection().form
    known = (catalogue.indicators[code] for code in st.session_state["so_sanh"])
    shown = (formed(one, form, catalogue.population) for one in known)
    return any(style_of(one) == "choropleth" for one in shown)


def exhibit_of(view: str, *indicators: str) -> Exhibit:
    """The exhibit of a view under everything chosen on the page."""
    chosen = reader.current_selection()
    name = VIEW_NAMES[view][2]
    known = reader.dataset().catalogue.indicators
    if chosen.form == "sum" and view in OVER_TIME and has_form(known[indicators[0]], "sum"):
        view, name = "cot", "comparison"
    if view == "tung_tinh" and st.session_state["truc"] == "rieng":
        name = "small_multiples_free"
    return exhibit(
        name,
        *indicators,
        form=chosen.form,
        benchmarks=chosen.benchmarks,
        classes=chosen.classes if view in ON_MAPS else "",
    )


def trend_beside(code: str) -> Exhibit | None:
    """The course of the province that stands out, beside its map; None where none does."""
    chosen = reader.current_selection()
    if not chosen.focus or chosen.form == "sum":
        return None
    return exhibit("trend", code, form=chosen.form, units=(chosen.focus,), focus="")
