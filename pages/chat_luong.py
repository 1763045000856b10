"""Chất lượng số liệu: what to look at again, what is missing, who is silent, what is closed."""

from __future__ import annotations

from khdash.locale import mark
from khdash.web.common import reader
from khdash.web.common.page import draw_section, draw_title, exhibit, part
from khdash.web.common.page_registry import page_at
from khdash.web.common.rounds import draw_way_to_rounds
from khdash.web.common.show import show
from khdash.web.quality.completeness import draw_completeness
from khdash.web.quality.findings import draw_findings
from khdash.web.quality.locks import draw_locks
from khdash.web.quality.staleness import draw_staleness

words = reader.words()
draw_title(page_at("chat-luong"))
draw_section(mark("Cần xem lại"))
draw_findings(words)
if place := part(mark("Đủ hay thiếu"), "du_thieu"):
    with place:
        draw_completeness(words)
if place := part(mark("Số liệu quá hạn"), "qua_han"):
    with place:
        show(exhibit("overdue_figures"), key="qua_han")
if place := part(mark("Lâu chưa có số mới"), "lau_chua_co"):
    with place:
        draw_staleness(words)
if not reader.is_copy() and (place := part(mark("Gửi số liệu đúng hạn"), "dung_han")):
    with place:
        show(exhibit("timeliness"), key="dung_han")
        draw_way_to_rounds()
if place := part(mark("Các nguồn và số tính lại"), "nguon"):
    with place:
        show(exhibit("published_derived"), key="tinh_lai")
        show(exhibit("rivals"), key="nguon_khac")
if place := part(mark("Khóa số liệu theo năm"), "khoa"):
    with place:
        draw_locks(words)
