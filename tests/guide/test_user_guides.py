"""The guides of the three readers: short, with pictures, and every name in them is on the pages."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from markdown_it import MarkdownIt

from khdash.exhibit.core.notes import FORM_NAMES
from khdash.locale import Words
from khdash.store.places import PROJECT
from khdash.web.common.page_registry import GUIDES, PAGES, TOOLS
from khdash.web.comparing.compare import VIEW_NAMES
from khdash.web.guides.guides import pieces_of
from khdash.web.methods.methods import section_of
from tests.browser.pictures import FOLDER, LANGUAGES, SHOTS, TALL, WINDOW, path_of
from tests.browser.programs import POPPLER, WRITER
from tests.browser.visitor import NARROW

GUIDES_FOLDER = PROJECT / "docs" / "guides"
FILES = sorted(GUIDES_FOLDER.glob("*.md"))
LARGEST = 200_000
"""Bytes of a picture that is kept with the text."""
BOLD, ITALIC = re.compile(r"\*\*(.+?)\*\*", re.DOTALL), re.compile(r"\*([^*]+)\*")
NO_NAMES, KEYS = {"năm", "year"}, {"ctrl+k"}
"""What is emphasised and no name of anything on a page."""


@cache
def names(lang: str) -> frozenset[str]:
    """What pages are called and what they say, in a language."""
    with (PROJECT / "khdash" / "locale" / "en" / "messages.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    vi = lang == "vi"
    said = {str(message.id if vi else message.string) for message in messages}
    titles = {page.title_vi if vi else page.title_en for page in PAGES}
    return frozenset(name.lower() for name in said | titles)


def named(text: str, mark: re.Pattern[str]) -> set[str]:
    """What a text emphasises, in small letters, each in one line."""
    return {" ".join(name.split()).lower() for name in mark.findall(text)}


PAPER = "<style>@page { size: A4; margin: 2cm } body { font: 11pt 'Liberation Serif' }</style>"
PRINTED_WIDTH = {WINDOW: 420, TALL: 380, NARROW: 190}
"""Pixels of a picture on paper, by the size of the window."""


def _printed(found: re.Match[str]) -> str:
    size = SHOTS[found[1]].size
    width = PRINTED_WIDTH[size]
    height = width * size[1] // size[0]
    source = (FOLDER / f"{found[1]}.png").as_uri()
    return f'<img src="{source}" width="{width}" height="{height}"'


def test_there_is_a_guide_for_each_reader() -> None:
    assert {path.stem for path in FILES} == GUIDES.keys() - {TOOLS}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_name_in_a_guide_is_written_on_a_page(path: Path, lang: str) -> None:
    found = named(section_of(path.read_text(encoding="utf-8"), lang), BOLD) - NO_NAMES
    assert len(found) > 4
    assert sorted(found - names(lang)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_in_the_guide_to_the_tools_is_written_on_a_page(lang: str) -> None:
    text = (PROJECT / "docs" / "guide.md").read_text(encoding="utf-8")
    found = named(section_of(text, lang), BOLD) - KEYS
    assert len(found) > 4
    assert sorted(found - names(lang)) == []


def test_every_name_in_the_guide_to_rounds_is_written_on_a_page() -> None:
    text = (PROJECT / "docs" / "rounds.md").read_text(encoding="utf-8")
    found = named(text.replace("**", ""), ITALIC)
    assert {"chờ nhận", "nhận vào số liệu", "hỏi trong một đợt thu thập"} <= found
    assert sorted(found - names("vi")) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guide_of_analysts_names_the_filters_as_they_are_called(lang: str) -> None:
    text = section_of((GUIDES_FOLDER / "chuyen-vien.md").read_text(encoding="utf-8"), lang)
    words = Words(lang)
    filters = ("Bộ lọc", "Giai đoạn", "Số mới nhất", "Ranh giới", "So với", "Làm nổi", "Cách tính")
    assert {words(name).lower() for name in filters} <= named(text, BOLD)


def test_the_guide_of_analysts_names_every_way_of_comparing() -> None:
    text = section_of((GUIDES_FOLDER / "chuyen-vien.md").read_text(encoding="utf-8"), "vi")
    views = {name for name, _, _ in VIEW_NAMES.values()}
    forms = {name for form, name in FORM_NAMES.items() if form}
    assert {name.lower() for name in views | forms} <= named(text, BOLD)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_both_languages_show_pictures_that_are_there(path: Path) -> None:
    for lang in LANGUAGES:
        pictures = [piece for piece in pieces_of(path.stem, lang) if piece.picture]
        assert len(pictures) >= 3
        for piece in pictures:
            assert piece.picture is not None
            assert piece.picture == path_of(piece.picture.stem, lang)
            assert piece.picture.is_file()
            assert len(piece.text) > 10


def test_every_picture_is_small_and_named_and_nothing_else_lies_there() -> None:
    documents = [PROJECT / "README.md", *FILES]
    told = "\n".join(path.read_text(encoding="utf-8") for path in documents)
    kept = {path for path in FOLDER.rglob("*") if path.is_file()}
    assert kept == {path_of(name, lang) for name in SHOTS for lang in LANGUAGES}
    for path in kept:
        assert path.stat().st_size < LARGEST, path.name
        assert path.relative_to(FOLDER.parent).as_posix() in told, path.name
    in_readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert in_readme.count("](docs/pictures/") >= 3


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_guide_fits_on_two_to_four_pages(
    path: Path, tmp_path: Path, convert: Callable[[Path, str], Path]
) -> None:
    WRITER.require()
    text = section_of(path.read_text(encoding="utf-8"), "vi")
    html = MarkdownIt().enable("table").render(text)
    html = re.sub(r'<img src="../pictures/([\w-]+).png"', _printed, html)
    (page := tmp_path / f"{path.stem}.html").write_text(
        f'<html><head><meta charset="utf-8">{PAPER}</head><body>{html}</body></html>', "utf-8"
    )
    # As a text document, not as a web page, which has no pages.
    printed = convert(convert(page, "odt:writer8"), "pdf")
    program = POPPLER.require().replace("pdftotext", "pdfinfo")
    told = subprocess.run([program, str(printed)], capture_output=True, check=True).stdout.decode()
    (pages,) = re.findall(r"Pages:\s+(\d+)", told)
    assert 2 <= int(pages) <= 4
