"""Hồ sơ tỉnh: everything that is published about one province."""

from __future__ import annotations

import streamlit as st

from khdash.locale import mark
from khdash.web.answers.cards import draw_answers
from khdash.web.common import reader
from khdash.web.common.choices import member_named
from khdash.web.common.page import exhibit, part
from khdash.web.common.page_registry import page_at
from khdash.web.common.show import show
from khdash.web.profile.courses import draw_courses

words = reader.words()
catalogue = reader.dataset().catalogue
boundaries = reader.current_selection().boundaries
code = reader.state()["ho_so"]
unit = member_named(code, catalogue, boundaries)
st.title(words.of(unit.full_name, unit.name_en), anchor="ho-so-tinh")

draw_answers(exhibit("answers_profile", units=(unit.key,)), page_at("ho-so-tinh"))
profile = exhibit("profile", units=(unit.key,))
show(profile, key="ho_so_bang")

if place := part(mark("Diễn biến"), "dien_bien"):
    with place:
        draw_courses(unit.key, profile)

others = [exhibit(name, units=(unit.key,)) for name in ("other_published", "rivals")]
told = [other for other in others if other.rows]
if told and (place := part(mark("Số liệu khác"), "so_khac")):
    with place:
        for other in told:
            show(other, key=other.name)
