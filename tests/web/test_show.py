"""Texts of an exhibit as Markdown that says exactly what they say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khdash.exhibit.core.exhibit import SourceLine
from khdash.locale.words import joined_sentences
from khdash.web.common.markdown import NO_BREAK, plain, source_link, unbroken
from khdash.web.common.table import named_sources
from khdash.web.methods.methods import section_of


@pytest.mark.parametrize("text", ["5*6", "[a](b)", "a_b_c", "$1$", "~~x~~", "a|b", "#1", "<b>"])
def test_marks_of_markdown_are_escaped(text: str) -> None:
    escaped = plain(text)
    assert escaped != text
    assert escaped.replace("\\", "") == text


def test_an_ordinary_sentence_stays_as_it_is() -> None:
    sentence = "Hội viên: từ 2022 mới có 3/8 tỉnh – Hà Nội 1.953.233 (2024); ≥ 300.000"
    assert plain(sentence) == sentence


def test_sentences_are_closed_once() -> None:
    assert joined_sentences("Hội viên", "Người.", "", "Vì sao?") == "Hội viên. Người. Vì sao?"


def test_a_source_is_linked_where_it_has_an_address_and_credits_the_original() -> None:
    linked = SourceLine("s1", "Báo [A]", "press", "https://example.org/a_b", "Cục Thống kê")
    assert source_link(linked) == "[Báo \\[A\\]](<https://example.org/a_b>) (Cục Thống kê)"
    # No address has a space: what is none is words.
    assert source_link(replace(linked, url="https://example.org/a b")).startswith("Báo \\[A\\] (")
    assert source_link(SourceLine("s2", "Báo B", "press", "")) == "Báo B"


def test_several_sources_are_named_by_their_publishers_and_linked_one_by_one() -> None:
    sources = {
        "s001": SourceLine("s001", "Báo A: hội viên (số liệu đến 2023)", "press", ""),
        "s002": SourceLine("s002", "Trang B: quỹ", "press", "https://example.org"),
    }
    named = named_sources("s001 s002", sources)
    assert named == [["Báo A", ""], ["Trang B", "https://example.org"]]


def test_a_cell_breaks_only_between_pieces_that_a_phone_can_show() -> None:
    assert " " not in unbroken("Gia đình học tập")
    # "Hà Nội, Vĩnh Phúc, Bắc" has 22 letters; with "Ninh" it would be 27, more than 24.
    pieces = unbroken("Hà Nội, Vĩnh Phúc, Bắc Ninh và Hưng Yên").split(" ")
    assert [piece.replace(NO_BREAK, " ") for piece in pieces] == [
        "Hà Nội, Vĩnh Phúc, Bắc",
        "Ninh và Hưng Yên",
    ]


def test_the_methods_are_read_in_the_readers_language() -> None:
    document = "<!-- lang: vi -->\n# Một\nxin\n\n<!-- lang: en -->\n# One\n## Two\nhello\n"
    assert section_of(document, "vi") == "### Một\nxin"
    assert section_of(document, "en") == "### One\n#### Two\nhello"
