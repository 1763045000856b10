"""A sentence that names a command names one that runs as it stands there."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import khdash.store
from khdash.cli import make_parser
from khdash.locale.words import Words
from khdash.model.problem import StoreError

NAMED = re.compile(
    r"python -m khdash ((?:[a-z]+ ?)+"
    r"(?:--?[a-z-]+(?: [A-ZĐÀ-Ỹ]+(?:-[A-ZÀ-Ỹ]+)*)? ?|[A-ZƯ][^ .,]+ ?|\{\w+\} ?)*)"
)


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence of the store that names a command, with the name of its error."""
    for found in pkgutil.walk_packages(khdash.store.__path__, "khdash.store."):
        for one in vars(importlib.import_module(found.name)).values():
            if isinstance(one, type) and issubclass(one, StoreError) and one is not StoreError:
                for text in (one.sentence_vi, one.sentence_en):
                    if "python -m khdash" in text:
                        yield one.__name__, text


@pytest.mark.parametrize(("name", "text"), sorted(set(sentences())))
def test_the_way_back_is_a_command_that_is_there(name: str, text: str) -> None:
    told = NAMED.findall(text)
    assert len(told) == text.count("python -m khdash"), told
    for command in told:
        words = re.sub(r"\{\w+\}", "x", command).split()
        make_parser(Words("vi")).parse_args(words)  # ends the test where an option lacks
