"""What an indicator is stands in the catalogue: the code names none and takes none apart."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from khdash.store.catalogue_files import read_catalogue
from khdash.store.places import PROJECT

MADE_UP = ("khdash/demo", "khdash/rules/each")
"""The illustrative figures and the samples of rules are made for indicators by name."""
WORDS_TOO = {"members", "population", "clans", "families", "communes", "workers", "adults"}
"""Codes that are also words: of themes, of roles, of measures in a cell."""
WORDS_TOO |= {"chapters", "committees", "villages", "households", "inspections"}
PARTS = re.compile(r"_(registered|recognised|rate|per_head|level)|(learning|studious|fund)_")
"""Beginnings and endings of codes, as something that takes codes apart would write them."""


def literals(path: Path) -> Iterator[str]:
    """The texts of a file that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value


def sources(*left_out: str) -> list[Path]:
    found = [path for folder in ("khdash", "pages") for path in (PROJECT / folder).rglob("*.py")]
    return [p for p in found if not any(p.is_relative_to(PROJECT / f) for f in left_out)]


def test_no_indicator_is_named_in_the_code() -> None:
    codes = set(read_catalogue(PROJECT / "data")[1].indicators) - WORDS_TOO
    named = [f"{path.relative_to(PROJECT)}: {t}" for path in sources(*MADE_UP)
             for t in literals(path) if t in codes]  # fmt: skip
    assert named == []


def test_no_code_of_an_indicator_is_taken_apart() -> None:
    parts = [f"{path.relative_to(PROJECT)}: {t}" for path in sources() for t in literals(path)
             if PARTS.fullmatch(t)]  # fmt: skip
    assert parts == []
