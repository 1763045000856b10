"""Nhật ký: every batch, what it wrote, undo and redo, the history of a figure, the schedule."""

from __future__ import annotations

from khdash.locale import mark
from khdash.web.common import reader
from khdash.web.common.page import draw_section, draw_title
from khdash.web.common.page_registry import page_at
from khdash.web.common.reading_copy import draw_copy_notice
from khdash.web.common.signing import draw_name_field
from khdash.web.schedule.section import draw_schedule
from khdash.web.upload.figure_history import draw_figure_history
from khdash.web.upload.journal import draw_batches, draw_news

words = reader.words()
draw_title(page_at("nhat-ky"))
draw_news()
if not draw_copy_notice(words):
    draw_name_field(words, words("Cần khi hoàn tác hoặc khôi phục một lần nạp."))
draw_section(mark("Các lần nạp"))
draw_batches(words)
draw_section(mark("Lịch sử của một số liệu"))
draw_figure_history(words)
if not reader.is_copy():
    draw_section(mark("Lịch tự động"))
    draw_schedule(words)
