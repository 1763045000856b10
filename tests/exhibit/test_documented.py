"""docs/exhibits.md names what the tables hold."""

from __future__ import annotations

import pytest

from khdash.exhibit.registry import EXHIBITS
from khdash.model.gap import GapReason
from khdash.store.places import PROJECT

DOCUMENT = (PROJECT / "docs" / "exhibits.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("reason", GapReason)
def test_every_reason_of_a_gap_is_told(reason: GapReason) -> None:
    assert f"`{reason}`" in DOCUMENT


@pytest.mark.parametrize("name", [s.name for s in EXHIBITS.values() if s.kind == "answers"])
def test_every_exhibit_of_answers_is_told(name: str) -> None:
    heading = next(line for line in DOCUMENT.splitlines() if line.endswith("(kind answers)"))
    assert name in heading.replace(",", "").split()


@pytest.mark.parametrize("name", ["sum_value", "sum_covered", "population_share", "covered_YEAR"])
def test_the_columns_of_partial_sums_are_told(name: str) -> None:
    assert f"`{name}`" in DOCUMENT
