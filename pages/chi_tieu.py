"""Chỉ tiêu: who has reached what was set, at which pace, and what it would take."""

from __future__ import annotations

from khdash.locale import mark
from khdash.web.answers.cards import draw_answers
from khdash.web.common import reader
from khdash.web.common.page import draw_title, exhibit, part
from khdash.web.common.page_registry import page_at
from khdash.web.common.show import show
from khdash.web.targets.board import (
    basis_of_targets,
    choose_indicator,
    choose_national,
    show_board,
)
from khdash.web.targets.entering import draw_entering

page = page_at("chi-tieu")
draw_title(page)
choose_national()
draw_answers(exhibit("answers_targets"), page)
show_board(exhibit("status_board"), key="bang_chi_tieu")

if place := part(mark("Từng chỉ tiêu: năm con số, cách kết luận, nếu giữ nhịp"), "tung_chi_tieu"):
    with place:
        chosen = choose_indicator()
        basis = reader.current_selection().basis or basis_of_targets(chosen)
        show(exhibit("trend", chosen, basis=basis), key="dien_bien_chi_tieu")
        show(exhibit("status", chosen), key="nam_con_so")
        show(exhibit("outlook", chosen), key="trien_vong")
        draw_entering(chosen, reader.words())

if place := part(mark("Cần thêm bao nhiêu"), "can_them"):
    with place:
        show(exhibit("needed"), key="can_them")

if place := part(mark("Năm sau cao hơn năm trước"), "nam_sau"):
    with place:
        show(exhibit("yearly_rise"), key="nam_sau_cao_hon")
