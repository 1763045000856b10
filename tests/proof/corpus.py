"""The corpus of sentences: texts with the figures that a person found in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Expected:
    """One figure as read by hand; "-" where the text leaves it open."""

    number: str
    status: str
    indicator: str
    unit: str
    year: str


@dataclass(frozen=True)
class Case:
    text: str
    figures: tuple[Expected, ...]


def read_corpus(name: str = "corpus.txt") -> Iterator[Case]:
    """The cases of a file beside this one, in their order."""
    content = (Path(__file__).parent / name).read_text(encoding="utf-8")
    for block in content.split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        text = "\n".join(line[2:] for line in lines if line.startswith("> "))
        if text:
            rows = [line.split("|") for line in lines if not line.startswith("> ")]
            yield Case(text, tuple(Expected(*map(str.strip, row)) for row in rows))
