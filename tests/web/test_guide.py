"""The guides in the application: for each reader and for the tools, in both languages."""

from __future__ import annotations

import pytest

from khdash.web.common.page_registry import GUIDES, TOOLS
from khdash.web.guides.guides import pieces_of
from tests.web.upload.conftest import Open, furnished_home, open_page

__all__ = ["furnished_home", "open_page"]

HEADINGS = ("Ctrl+K", "Thẻ số liệu", "Có gì mới", "Trình chiếu", "In", "Gói giao ban", "Soát số")


def test_every_guide_is_listed_and_has_its_text_in_both_languages() -> None:
    for reader in GUIDES:
        for lang in ("vi", "en"):
            assert sum(len(piece.text) for piece in pieces_of(reader, lang)) > 1000


def test_every_tool_of_the_pages_is_told() -> None:
    for lang in ("vi", "en"):
        (piece,) = pieces_of(TOOLS, lang)
        found = [line for line in piece.text.splitlines() if line.startswith("## ")]
        assert len(found) == len(HEADINGS)
        if lang == "vi":
            assert all(name in line for name, line in zip(HEADINGS, found, strict=True))


@pytest.mark.parametrize("reader", GUIDES)
def test_a_link_opens_the_guide_of_its_reader(reader: str, open_page: Open) -> None:
    app = open_page("huong_dan", danh_cho=reader)
    assert not app.exception
    texts = [piece.text for piece in pieces_of(reader, "vi") if piece.picture is None]
    shown = [one.value for one in app.markdown]
    assert [text for text in texts if text not in shown] == []
    pictures = [piece for piece in pieces_of(reader, "vi") if piece.picture]
    assert len(app.get("image")) == len(pictures)


def test_a_link_to_another_document_is_its_words() -> None:
    told = " ".join(piece.text for piece in pieces_of("can-bo-so-lieu", "vi"))
    assert "như hướng dẫn vận hành" in told
    assert "operation.md" not in told
