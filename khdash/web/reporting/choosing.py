"""What a document is asked to be: of whom, as of when, which sections, which kind of file."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from khdash.locale import Words
from khdash.model.problem import CatalogueError
from khdash.model.selection import Selection
from khdash.report.paper.blueprint import Blueprint, read_blueprint
from khdash.report.paper.formats import PAPERS
from khdash.store.places import here
from khdash.web.common import reader
from khdash.web.common.choices import ALL, member_named
from khdash.web.common.markdown import plain


@dataclass(frozen=True, slots=True)
class Asked:
    """What was chosen; the same question gives the same document."""

    selection: Selection
    sections: tuple[str, ...]
    form: str
    version: int


def blueprint_in_use(words: Words) -> Blueprint | None:
    """The sections of documents; None, with what is to be mended, where the file has faults."""
    try:
        return read_blueprint(here(), reader.dataset().catalogue)
    except CatalogueError as error:
        st.error(words("Tệp đặt phần của báo cáo có chỗ sai; sửa rồi tải lại trang:"))
        for problem in error.problems:
            st.caption(plain(problem.text(words.lang)))
        return None


def choose(blueprint: Blueprint, words: Words) -> Asked:
    """Draw the choices."""
    left, right = st.columns([3, 1], gap="small")
    with left:
        unit = _unit(words)
    with right:
        year = _year(words)
    titles = blueprint.sections(unit, words)
    sections = st.pills(
        words("Các phần"),
        list(titles),
        format_func=lambda code: titles[code],
        selection_mode="multi",
        default=list(titles),
        key=f"phan_bao_cao_{'unit' if unit else ALL}",
        persist_state="session",
    )
    labels = {one.code: words(one.label) for one in PAPERS}
    form = st.segmented_control(
        words("Loại tài liệu"),
        reader.options("dang_tep"),
        format_func=lambda code: labels[code],
        key="dang_tep",
        required=True,
        persist_state="session",
    )
    helps = {one.code: words(one.help) for one in PAPERS}
    st.caption(helps[str(form)])
    limits, shared = reader.current_limits(), reader.current_selection()
    selection = Selection(
        units=(unit,) if unit else (),
        first_year=min(limits.first, year),
        last_year=year,
        tolerance=shared.tolerance,
        boundaries=shared.boundaries,
        as_known_at=shared.as_known_at,
        lang=words.lang,
    )
    return Asked(selection, tuple(sections), str(form), reader.current_dataset().version)


def _unit(words: Words) -> str:
    """The key of the province, '' for the cluster."""
    catalogue, boundaries = reader.dataset().catalogue, reader.current_selection().boundaries
    codes = reader.options("pham_vi")
    if st.session_state["pham_vi"] not in codes:
        st.session_state["pham_vi"] = ALL
    named = {code: member_named(code, catalogue, boundaries) for code in codes if code != ALL}
    names = {code: words.of(unit.full_name, unit.name_en) for code, unit in named.items()}
    names[ALL] = words.of(catalogue.cluster.name_vi, catalogue.cluster.name_en)
    code = st.selectbox(
        words("Phạm vi báo cáo"),
        codes,
        format_func=lambda one: names[one],
        key="pham_vi",
        persist_state="session",
    )
    return named[str(code)].key if code != ALL else ""


def _year(words: Words) -> int:
    limits, chosen = reader.current_limits(), reader.current_selection()
    years = list(range(limits.last, limits.first - 1, -1))
    wanted = chosen.last_year or limits.default[1]
    return int(
        st.selectbox(
            words("Năm báo cáo"),
            years,
            index=years.index(wanted) if wanted in years else 0,
            key="nam_bao_cao",
            persist_state="session",
        )
    )
