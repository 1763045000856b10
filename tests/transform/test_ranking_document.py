"""docs/ranking.md: its examples can be computed and it names every key."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from khdash.transform.composite import (
    Adjustment,
    Criterion,
    Group,
    Normalisation,
    Scheme,
    Title,
    composite,
)
from khdash.transform.composite.normalisation import METHODS
from khdash.transform.composite.scheme import AGGREGATIONS, MISSING_RULES

from .ranking_examples import HUMAN_DEVELOPMENT_2021, PROVINCES

DOCUMENT = (Path(__file__).parents[2] / "docs" / "ranking.md").read_text(encoding="utf-8")
VIETNAMESE, ENGLISH = DOCUMENT.split("<!-- lang: en -->")


def example(part: str) -> dict[str, object]:
    """The dict that a part of the document shows."""
    found = re.search(r"```python\n(\{.*?\n\})\n```", part, re.DOTALL)
    assert found
    return ast.literal_eval(found[1])


def test_the_human_development_index_of_the_document_scores_norway_as_it_says() -> None:
    found = composite(HUMAN_DEVELOPMENT_2021, example(ENGLISH))
    assert f"scores {found.scores['Norway']:.3f}." in ENGLISH


def test_the_emulation_scheme_of_the_document_ranks_provinces() -> None:
    # Hưng Yên: 75 and 60 weighted 3 : 1, a geometric mean of 70.9; fund 80; second of three in
    # late reports: 50. (2 x 70.93 + 80 + 50)/4 = 67.97, initiatives +2.
    found = composite(PROVINCES, example(VIETNAMESE))
    assert found.scores["Hưng Yên"] == 70.0
    assert found.titles.to_list() == ["Khá", "Xuất sắc", ""]


@pytest.mark.parametrize("part", [VIETNAMESE, ENGLISH], ids=["vi", "en"])
def test_every_key_and_every_word_it_takes_is_in_both_languages(part: str) -> None:
    records = (Scheme, Group, Criterion, Normalisation, Adjustment, Title)
    keys = {f.name for record in records for f in fields(record)}
    for word in (*keys, *METHODS, *AGGREGATIONS, *MISSING_RULES, "higher", "lower"):
        assert f"`{word}`" in part, word
