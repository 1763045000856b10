"""The forms offered for download: which figures, which provinces and years, in which layout."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from khdash.locale import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.report.forms import FORM_FORMATS, Form, FormRequest, build_form
from khdash.report.forms.text import table_of
from khdash.web.common import reader
from khdash.web.common.downloads import draw_downloads
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.names import boundary_names
from khdash.web.common.viewport import is_narrow

LAYOUTS: dict[str, str] = {
    "wide": mark("Mỗi dòng một tỉnh, mỗi cột một chỉ số"),
    "long": mark("Mỗi dòng một số liệu, có ô chọn mẫu số và độ chính xác"),
}
OLDEST = 2015
PREVIEW_ROWS = 8
FIRST_LINES = mark("Những dòng đầu của biểu")


def draw_forms(words: Words) -> None:
    """Choose and download; what is known already stands in the form."""
    dataset = reader.dataset()
    catalogue = dataset.catalogue
    chosen = choose_indicators(catalogue, words("Chỉ số của biểu"), "bieu_chi_tieu", words)
    last = last_year(dataset)
    left, right = st.columns([1, 1], gap="small")
    with left:
        years = st.pills(
            words("Năm của biểu"),
            list(range(last, OLDEST - 1, -1))[:8],
            selection_mode="multi",
            default=[last],
            key="bieu_nam",
            persist_state="session",
        )
        boundaries = _boundaries(catalogue, last, words)
    with right:
        units = _units(catalogue, boundaries, words)
        layout = st.radio(
            words("Cách trình bày"),
            list(LAYOUTS),
            format_func=lambda c: words(LAYOUTS[c]),
            key="bieu_trinh_bay",
            persist_state="session",
        )
    only_missing = st.checkbox(
        words("Chỉ những ô còn thiếu"), key="bieu_thieu", persist_state="session"
    )
    if not chosen or not years or not units:
        st.caption(words("Hãy chọn ít nhất một chỉ số, một năm và một tỉnh."))
        return
    request = FormRequest(
        tuple(chosen),
        tuple(years),
        tuple(units),
        words.lang,
        "long" if layout == "long" else "wide",
        bool(only_missing),
    )
    _download(build_form(dataset, request), words)


def choose_indicators(catalogue: Catalogue, label: str, key: str, words: Words) -> list[str]:
    """The indicators of a form, at first those that stand in one by themselves."""
    return st.multiselect(
        label,
        list(catalogue.indicators),
        default=[entry.code for entry in catalogue.indicators.values() if entry.in_form],
        format_func=lambda code: words.name(catalogue.indicators[code]),
        key=key,
        placeholder=words("chọn chỉ số"),
        persist_state="session",
    )


def last_year(dataset: Dataset) -> int:
    """The last year of which a form can ask: the present one, or that of the newest figure."""
    return max(dataset.updated_at.year, int(dataset.current["year"].max()))


def _boundaries(catalogue: Catalogue, last: int, words: Words) -> str:
    """The boundary set whose provinces report; those of the last year where none is chosen."""
    default = catalogue.boundaries_at(date(last, 12, 31)).code
    if len(catalogue.boundary_sets) == 1:
        return default
    names = boundary_names(catalogue, words)
    chosen = st.segmented_control(
        words("Ranh giới"),
        tuple(names),
        default=default,
        required=True,
        format_func=lambda code: plain(names[code]),
        key="bieu_ranh_gioi",
        persist_state="session",
    )
    return str(chosen)


def _units(catalogue: Catalogue, boundaries: str, words: Words) -> list[str]:
    members = catalogue.members(boundaries)
    names = {unit.key: words.of(unit.name, unit.name_en) for unit in members}
    picked = st.pills(
        words("Tỉnh của biểu"),
        list(names),
        selection_mode="multi",
        default=list(names),
        format_func=lambda key: plain(names[key]),
        key=f"bieu_tinh_{boundaries}",
        persist_state="session",
    )
    return list(picked)


def _download(form: Form, words: Words) -> None:
    missing = sum(sum(line.missing) for line in form.lines)
    known = sum(k is not None for line in form.lines for k in line.known)
    if not form.lines or not form.series:
        st.caption(
            words(
                "Không có ô nào để điền: các tỉnh đã chọn không tồn tại trong những năm này, hoặc"
                " mọi số liệu đã có."
            )
        )
        return
    told = (
        words(
            "Biểu có {known} số liệu đã biết điền sẵn và {missing} ô để điền (tô vàng).",
            known=words.number(known),
            missing=words.number(missing),
        )
        if known
        else words(
            "Biểu có {missing} ô để điền (tô vàng); chưa có số liệu nào để điền sẵn.",
            missing=words.number(missing),
        )
    )
    st.caption(told)
    if is_narrow():
        folded = st.expander(words(FIRST_LINES), key="bieu_dong_dau", on_change="rerun")
        if folded.open:
            with folded:
                _preview(form, words)
    else:
        _preview(form, words)
    with st.container(horizontal=True, gap="xsmall"):
        draw_downloads(
            FORM_FORMATS,
            lambda: form,
            f"bieu-so-lieu-{form.lines[0].year}-{form.lines[-1].year}",
            "bieu",
            words,
            lambda kind: words("Tải biểu {kind}", kind=kind),
        )


def _preview(form: Form, words: Words) -> None:
    """The first lines of the form, as they stand in its file."""
    header, rows = table_of(form)
    first = pd.DataFrame(rows[:PREVIEW_ROWS], columns=header, dtype="str")
    st.table(
        first.map(partial(_read, words))
        .map(plain)
        .map(unbroken)
        .rename(columns=lambda name: unbroken(plain(name))),
        border="horizontal",
        hide_index=True,
        alt=words(FIRST_LINES),
    )
    if len(rows) > PREVIEW_ROWS:
        told = mark("{k} dòng đầu trong {n} dòng của biểu.")
        st.caption(words(told, k=PREVIEW_ROWS, n=words.number(len(rows))))


def _read(words: Words, cell: str) -> str:
    """A number of the form as a reader sees it: the file has it without groups of digits."""
    if re.fullmatch(r"\d{5,}([.,]\d+)?", cell):
        return words.trimmed(float(cell.replace(",", ".")), 6)
    return cell
