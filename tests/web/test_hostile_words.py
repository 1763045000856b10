"""Whatever the catalogue says, a page shows it as words: no image, no link elsewhere, no markup."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.message import Message
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from khdash.store.build import build
from khdash.web.common.markdown import JOINER, link, plain
from khdash.web.common.page_registry import PAGES
from tests.published import at, write_data
from tests.shell import open_shell

HOSTILE = "![x](https://evil.test/i.png) [y](https://evil.test) <b>*z*</b>"
SPOILED = {
    "indicators.csv": ("name_vi", "short_vi", "definition_vi", "instrument"),
    "themes.csv": ("name_vi",),
    "sources.csv": ("publisher", "original_source", "title_vi"),
    "targets.csv": ("instrument_vi",),
}
LIVE = re.compile(r"(?<!\\)\]\((?:<)?https://evil\.test")
BARE = re.compile(r"https?://|www\.|:[\w/+-]*[a-z][\w/+-]*:", re.IGNORECASE)
READ_AS_TEXT = {
    "alt",
    "options",
    "json",
    "mixed_json",
    "data",
    "id",
    "figure",
    "columns",
    "raw_value",
    "url",
    "query_string",
}
"""Fields that the browser shows as they are, or does not show."""


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose catalogue and sources carry hostile words, and its database."""
    folder = tmp_path_factory.mktemp("spoiled")
    data = write_data(folder / "data")
    for name, columns in SPOILED.items():
        (path,) = data.rglob(name)
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for number, row in enumerate(rows):
            for column in columns:
                row[column] = f"{row[column]} {HOSTILE} {number}"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    build(at(folder))
    return folder


def markdown_of(message: Message) -> Iterator[str]:
    """Every text of an element that the browser may read as Markdown."""
    if message.DESCRIPTOR.name == "Html":
        return
    for field, value in message.ListFields():
        if field.name in READ_AS_TEXT:
            continue
        for one in value if isinstance(value, list) or hasattr(value, "add") else [value]:
            if isinstance(one, str):
                yield one
            elif isinstance(one, Message):
                yield from markdown_of(one)


def html_of(block: Any) -> Iterator[str]:
    """The HTML of every element below a block of a page."""
    for child in getattr(block, "children", {}).values():
        yield from html_of(child)
    proto = getattr(block, "proto", None)
    if isinstance(proto, Message) and proto.DESCRIPTOR.name == "Html":
        yield proto.body  # type: ignore[attr-defined]


def texts_of(block: Any) -> Iterator[str]:
    """The texts of every element below a block of a page, and of the block itself."""
    if hasattr(block, "children"):
        if isinstance(getattr(block, "proto", None), Message):
            yield from markdown_of(block.proto)
        for child in block.children.values():
            yield from texts_of(child)
    elif isinstance(getattr(block, "proto", None), Message):
        yield from markdown_of(block.proto)


@pytest.mark.parametrize("page", [page.path for page in PAGES])
def test_no_page_makes_more_of_words_than_words(
    page: str, spoiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHDASH_HOME", str(spoiled))
    monkeypatch.setenv("KHDASH_DATA", str(spoiled / "data"))
    app = open_shell(page)
    assert not app.exception
    found = [text for text in texts_of(app._tree) if LIVE.search(text)]
    tables = [str(cell) for table in app.table for cell in table.value.to_numpy().ravel()]
    assert [text for text in (*found, *tables) if LIVE.search(text)] == []
    assert [text for text in html_of(app._tree) if "<b>*z*" in text] == []


@given(st.text(alphabet="ab [](){}<>!*_`~#|\\&;:-+=1.\n\t/$", max_size=40))
def test_any_text_reads_like_itself(text: str) -> None:
    """By another reader of Markdown than the browser's: a paragraph, and in it the text."""
    asked = f"x{text}x"
    tokens = MarkdownIt("commonmark").parse(plain(asked))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    inner = [child for token in tokens for child in token.children or []]
    assert {child.type for child in inner} <= {"text", "softbreak", "hardbreak", "text_special"}
    read = "".join(child.content or " " for child in inner).replace(JOINER, "")
    assert "".join(read.split()) == "".join(asked.split())


@given(st.text(alphabet="htps:/.wW@a1+-_ ", max_size=30))
def test_no_text_is_an_address_or_a_sign_by_itself(text: str) -> None:
    """What the browser's reader finds in bare words: remark-gfm and remark-emoji."""
    for name in (text, f"xem http://{text}", f"(WWW.{text}", f":{text}a:", f"x:material/{text}:"):
        assert not BARE.search(re.sub(r"\\(.)", r"\1", plain(name)))


@given(st.text(max_size=20), st.text(alphabet='https:/ab.vn()<> "\\[]!@#?=&', max_size=30))
def test_a_link_leads_to_an_address_on_the_web_or_is_none(title: str, address: str) -> None:
    tokens = MarkdownIt("commonmark").parse("x " + link(title, address).replace("\r", " "))
    inner = [child for token in tokens for child in token.children or []]
    targets = [child.attrs["href"] for child in inner if child.type == "link_open"]
    assert all(str(target).startswith(("http://", "https://")) for target in targets)
    assert len(targets) <= 1
    assert not [child for child in inner if child.type in ("image", "html_inline")]
