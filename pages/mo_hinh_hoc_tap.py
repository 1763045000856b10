"""Mô hình học tập: one title at a time, its two denominators kept apart, against the targets."""

from __future__ import annotations

import streamlit as st

from khdash.exhibit.core.drawing import is_drawn
from khdash.locale import mark
from khdash.web.answers.cards import draw_answers
from khdash.web.common import reader
from khdash.web.common.page import draw_title, exhibit, part, side_by_side
from khdash.web.common.page_registry import page_at
from khdash.web.common.show import show
from khdash.web.common.theme import draw_choice

words, catalogue = reader.words(), reader.dataset().catalogue
names = {t.code: words.of(t.short_vi, t.short_en) for t in catalogue.titles.values()}
page = page_at("mo-hinh-hoc-tap")
draw_title(page)
draw_answers(exhibit("answers_learning"), page)
rate = catalogue.titled[str(reader.state()["danh_hieu"]), "rate"].code
if place := part(mark("Từng danh hiệu"), "danh_hieu"):
    with place:
        title = st.pills(
            words("Danh hiệu"),
            reader.options("danh_hieu"),
            format_func=lambda code: names[code],
            key="danh_hieu",
            required=True,
            persist_state="session",
            wrap=True,
        )
        rate = catalogue.titled[str(title), "rate"].code
        show(exhibit("learning_models", rate), key="bang")

BASES = (
    ("all", "tong_so", words("**Trên tổng số** (kể cả số không nêu mẫu số, đánh giá tạm)")),
    ("registered", "dang_ky", words("**Trên số đăng ký**")),
)
if place := part(mark("Tỷ lệ theo từng mẫu số"), "mau_so"):
    with place:
        for name in ("comparison", "trend"):
            of_bases = [exhibit(name, rate, basis=basis) for basis, *_ in BASES]
            shown = zip(side_by_side(*of_bases), of_bases, BASES, strict=True)
            for column, own, (_, key, heading) in shown:
                # One figure has no course: the newest says all there is.
                if name == "trend" and not is_drawn(own):
                    continue
                with column:
                    st.markdown(heading)
                    show(own, key=f"{name}_{key}")

draw_choice("chi_so_khac")
