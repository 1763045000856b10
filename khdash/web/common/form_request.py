"""The form of missing figures: to take along, to hand in, or to ask for in a round."""

from __future__ import annotations

from functools import partial

import streamlit as st

from khdash.locale import Words
from khdash.model.actor import Action
from khdash.report.forms import FORM_FORMATS, FormRequest, build_form
from khdash.web.common import reader
from khdash.web.common.downloads import draw_downloads
from khdash.web.common.entries import entry_of
from khdash.web.common.page_registry import page_at
from khdash.web.common.rounds import Wanted, want
from khdash.web.common.visitor import denial


def draw_request(request: FormRequest, words: Words, key: str) -> None:
    """The form in every format, and where it is handed in; `key` tells apart two of a page."""
    dataset, upload = reader.dataset(), page_at("nap-so-lieu")
    units = "-".join(unit.partition("@")[0] for unit in request.units)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        draw_downloads(
            FORM_FORMATS,
            partial(build_form, dataset, request),
            f"bieu-{units}-{request.indicators[0]}-{min(request.years)}",
            key,
            words,
            lambda kind: words("Tải biểu {kind}", kind=kind),
        )
        st.page_link(
            entry_of(upload),
            label=words("Điền xong thì nạp ở đây"),
            icon=upload.icon,
            query_params=reader.link_to(upload),
        )
        if not reader.is_copy() and not denial(Action.ASK):
            _offer_round(request, words, key)


def _offer_round(request: FormRequest, words: Words, key: str) -> None:
    """From the gap to a round that asks for it."""
    if st.button(
        words("Hỏi trong một đợt thu thập"),
        key=f"hoi_dot_{key}",
        type="tertiary",
        icon=":material/mark_email_read:",
    ):
        want(Wanted(request.units, request.indicators, request.years))
        page = page_at("dot-thu-thap")
        st.switch_page(entry_of(page), query_params=reader.link_to(page))
