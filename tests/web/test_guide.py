"""The guide to the tools: the same headings in both languages, made when one is opened."""

from __future__ import annotations

from khdash.web.methods.methods import guide_of
from tests.web.upload.conftest import Open, furnished_home, open_page

__all__ = ["furnished_home", "open_page"]

TOOLS = ("Ctrl+K", "Thẻ số liệu", "Có gì mới", "Trình chiếu", "In", "Gói giao ban", "Soát số")


def test_every_tool_has_its_text_in_both_languages() -> None:
    vietnamese, english = guide_of("vi"), guide_of("en")
    assert len(vietnamese) == len(english) == len(TOOLS)
    for tool, heading in zip(TOOLS, vietnamese, strict=True):
        assert tool in heading
    for text in (*vietnamese.values(), *english.values()):
        assert len(text) > 100


def test_the_page_of_methods_offers_the_guide(open_page: Open) -> None:
    app = open_page("phuong_phap")
    assert not app.exception
    labels = [one.label for one in app.expander]
    assert labels[: len(TOOLS)] == list(guide_of("vi"))
