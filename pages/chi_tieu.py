"""Chỉ tiêu: who has reached what was set, at which pace, and what it would take."""

from __future__ import annotations

from khdash.locale import mark
from khdash.web.answers.cards import draw_answers
from khdash.web.common import reader
from khdash.web.common.page import draw_section, draw_title, exhibit
from khdash.web.common.page_registry import page_at
from khdash.web.common.show import show
from khdash.web.targets.board import choose_indicator, choose_national, show_board
from khdash.web.targets.entering import draw_entering

page = page_at("chi-tieu")
draw_title(page)
choose_national()
draw_answers(exhibit("answers_targets"), page)
show_board(exhibit("status_board"), key="bang_chi_tieu")

draw_section(mark("Từng chỉ tiêu: năm con số và cách kết luận"))
chosen = choose_indicator()
show(exhibit("trend", chosen), key="dien_bien_chi_tieu")
show(exhibit("status", chosen), key="nam_con_so")
draw_entering(chosen, reader.words())

draw_section(mark("Cần thêm bao nhiêu, nếu giữ nhịp thì đến đâu"))
show(exhibit("needed"), key="can_them")
show(exhibit("outlook", chosen), key="trien_vong")

draw_section(mark("Năm sau cao hơn năm trước"))
show(exhibit("yearly_rise"), key="nam_sau_cao_hon")
