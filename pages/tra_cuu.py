"""Tra cứu số liệu: search every figure, open the card of any."""

from __future__ import annotations

from khdash.web.common import reader
from khdash.web.common.page import draw_title
from khdash.web.common.page_registry import page_at
from khdash.web.search.controls import draw_narrowing, draw_search
from khdash.web.search.opening import draw_opened_card
from khdash.web.search.results import draw_results

words = reader.words()
draw_title(page_at("tra-cuu"))
text = draw_search(words)
narrowing = draw_narrowing(words)
draw_results(text, narrowing, words)
draw_opened_card(words)
