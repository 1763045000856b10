"""Every sentence that a reader may see has its English form, with the same places to fill."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from khdash.store.places import PROJECT

FOLDERS = ("khdash", "pages")
SPEAKERS = {"words", "w", "mark", "names", "draw_section"}


def sentences_in(path: Path) -> Iterator[str]:
    """The literal sentences given to words(...), scope.words(...), w(...) or mark(...)."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        first = node.args[0]
        if name.lstrip("_") in SPEAKERS and isinstance(first, ast.Constant):
            yield str(first.value)


def spoken() -> dict[str, str]:
    """Sentence -> file in which it stands."""
    files = [path for folder in FOLDERS for path in sorted((PROJECT / folder).rglob("*.py"))]
    return {text: str(path.relative_to(PROJECT)) for path in files for text in sentences_in(path)}


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    with (PROJECT / "khdash" / "locale" / "en" / "messages.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id}


def test_every_sentence_has_an_english_form(english: dict[str, str]) -> None:
    missing = [f"{file}: {text}" for text, file in spoken().items() if not english.get(text)]
    assert not missing, "\n".join(["khdash/locale/en/messages.po lacks", *missing])


def test_no_english_sentence_is_left_without_its_vietnamese(english: dict[str, str]) -> None:
    unsaid = sorted(english.keys() - spoken().keys())
    assert not unsaid, "\n".join(["khdash/locale/en/messages.po has what nobody says", *unsaid])


def test_a_translation_fills_the_same_places(english: dict[str, str]) -> None:
    places = re.compile(r"{(\w*)[:}]")
    different = [
        text
        for text, form in english.items()
        if sorted(set(places.findall(text))) != sorted(set(places.findall(form)))
    ]
    assert different == []
