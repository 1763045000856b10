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

from khdash.store.places import PROJECT
from khdash.web.common.page_registry import GUIDES, PAGES, TOOLS
from khdash.web.guides.guides import pieces_of
from khdash.web.methods.methods import section_of
from tests.browser.pictures import FOLDER, SHOTS, TALL, WINDOW
from tests.browser.programs import POPPLER, WRITER
from tests.browser.visitor import NARROW

FILES = sorted((PROJECT / "docs" / "guides").glob("*.md"))
LANGUAGES = ("vi", "en")
LARGEST = 200_000
"""Bytes of a picture that is kept with the text."""
BOLD = re.compile(r"\*\*(.+?)\*\*")
NO_NAMES = {"năm", "year"}
"""What is emphasised and no name of anything on a page."""


@cache
def names() -> frozenset[str]:
    """What pages are called and what they say, in both languages."""
    with (PROJECT / "khdash" / "locale" / "en" / "messages.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    said = {text for m in messages for text in (str(m.id), str(m.string))}
    return frozenset(said | {name for page in PAGES for name in (page.title_vi, page.title_en)})


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
    text = section_of(path.read_text(encoding="utf-8"), lang)
    named = {name.strip().lower() for name in BOLD.findall(text)} - NO_NAMES
    known = {name.lower() for name in names()}
    assert len(named) > 4
    assert sorted(named - known) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_both_languages_show_pictures_that_are_there(path: Path) -> None:
    for lang in LANGUAGES:
        pictures = [piece for piece in pieces_of(path.stem, lang) if piece.picture]
        assert len(pictures) >= 3
        for piece in pictures:
            assert piece.picture is not None
            assert piece.picture.is_file()
            assert len(piece.text) > 10


def test_every_picture_is_small_and_named_and_nothing_else_lies_there() -> None:
    documents = [PROJECT / "README.md", *FILES]
    told = "\n".join(path.read_text(encoding="utf-8") for path in documents)
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.png" for name in SHOTS}
    for path in FOLDER.iterdir():
        assert path.stat().st_size < LARGEST, path.name
        assert f"pictures/{path.name}" in told, path.name
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
