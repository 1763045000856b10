"""The guides in the application: for each reader and for the tools, in both languages."""

from __future__ import annotations

import pytest

from khdash.web.common.page_registry import GUIDES, TOOLS
from khdash.web.guides.guides import pieces_of, sections_of
from khdash.web.methods.methods import method_text, section_of
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


@pytest.mark.parametrize("reader", GUIDES)
def test_a_phone_folds_a_guide_by_its_headings_and_loses_nothing(reader: str) -> None:
    pieces = pieces_of(reader, "vi")
    sections = sections_of(pieces)
    assert len([one for one in sections if one.title]) >= 3
    assert sum(piece.picture is not None for one in sections for piece in one.pieces) == sum(
        piece.picture is not None for piece in pieces
    )
    told = "".join(one.title + "".join(p.text for p in one.pieces) for one in sections)
    whole = "".join(piece.text for piece in pieces)
    assert "".join(told.split()).replace("#", "") == "".join(whole.split()).replace("#", "")


def test_a_picture_of_a_phone_is_upright() -> None:
    pieces = [piece for piece in pieces_of("lanh-dao", "vi") if piece.picture]
    assert [p.picture.name for p in pieces if p.is_upright and p.picture] == ["phone.png"]


def test_a_comment_in_a_command_is_no_heading() -> None:
    text = "# Một\n\n```\n# điền rồi\nlệnh\n```\n"
    assert section_of(text, "vi", down=1) == "## Một\n\n```\n# điền rồi\nlệnh\n```"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_methods_lead_to_no_document_that_is_not_shown(lang: str) -> None:
    assert "ranking.md" in method_text(lang)
    assert "](ranking.md)" not in method_text(lang)
