"""Nhật ký: every batch, what it wrote, undo and redo, the history of a figure, the schedule."""

from __future__ import annotations

from khdash.locale import mark
from khdash.model.actor import Action
from khdash.web.access.log import draw_log
from khdash.web.common import reader
from khdash.web.common.notice import draw_closed
from khdash.web.common.page import draw_section, draw_title
from khdash.web.common.page_registry import page_at
from khdash.web.common.signing import draw_name_field
from khdash.web.keeping.backups import draw_backups
from khdash.web.keeping.fault import draw_fault
from khdash.web.schedule.section import draw_schedule
from khdash.web.upload.figure_history import draw_figure_history
from khdash.web.upload.journal import draw_batches, draw_news

words = reader.words()
draw_title(page_at("nhat-ky"))
draw_news()
draw_fault(words)
if not draw_closed(words, Action.WRITE):
    draw_name_field(words, words("Cần khi hoàn tác hoặc khôi phục một lần nạp."))
draw_section(mark("Các lần nạp"))
draw_batches(words)
if not reader.is_copy():
    draw_section(mark("Nhật ký hoạt động"))
    draw_log(words)
draw_section(mark("Lịch sử của một số liệu"))
draw_figure_history(words)
if not reader.is_copy():
    draw_section(mark("Sao lưu và khôi phục"))
    draw_backups(words)
    draw_section(mark("Lịch tự động"))
    draw_schedule(words)
