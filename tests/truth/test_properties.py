"""What holds over several exhibits at once: forms, low confidence, pages, rates of the whole."""

from __future__ import annotations

from itertools import product

import pytest

from tests.truth.asks import EVERYTHING, KINDS, sampled, sentences, windows
from tests.truth.exhibits import OTHER_TOPICS, World
from tests.truth.properties import (
    form_faults,
    language_faults,
    low_faults,
    page_faults,
    rate_faults,
    reference_faults,
)

PAGE_QUERIES = ("", "nam=2010&nam=2024&ranh_gioi=2025", "nam=2010&nam=2020")
BOTH = pytest.mark.parametrize("name", ["published", "demo"])


@BOTH
def test_a_form_keeps_the_provinces_of_the_plain_view(name: str, worlds: dict[str, World]) -> None:
    world = worlds[name]
    counts = [i.code for i in world.dataset.catalogue.indicators.values() if i.kind != "rate"]
    asks = sampled(product(counts, windows()), 6)
    assert [str(f) for ask in asks for f in form_faults(world, *ask)] == []


@BOTH
def test_nothing_of_low_confidence_is_spoken(name: str, low_worlds: dict[str, World]) -> None:
    world = low_worlds[name]
    indicators = world.dataset.catalogue.indicators.values()
    asks = sampled(
        (
            (kind, f"chi_so={entry.code}&{window}")
            for kind, entry, window in product(KINDS, indicators, windows())
            if kind != "total" or entry.kind != "rate"
        ),
        25,
    )
    assert [f"{a} {f}" for a in asks for f in low_faults(world, *a)] == []


@BOTH
def test_a_rate_of_the_whole_lies_within_its_provinces(name: str, worlds: dict[str, World]) -> None:
    world = worlds[name]
    rates = [i.code for i in world.dataset.catalogue.indicators.values() if i.derivable]
    asks = sampled(product(rates, windows(), ("", "all", "registered", "unstated")), 20)
    assert [str(f) for ask in asks for f in rate_faults(world, *ask)] == []
    compared = sampled(product(rates, windows()), 4)
    assert [str(f) for ask in compared for f in reference_faults(world, *ask)] == []


@BOTH
def test_both_languages_say_the_same(name: str, worlds: dict[str, World]) -> None:
    world = worlds[name]
    every = sentences(world.dataset.catalogue)
    asks = sampled((ask for ask in every if ask[0] not in OTHER_TOPICS), 12)
    assert [f"{ask} {f}" for ask in asks for f in language_faults(world, *ask)] == []


@pytest.mark.parametrize("name", ["published", "demo"] if EVERYTHING else ["published"])
@pytest.mark.parametrize("query", PAGE_QUERIES if EVERYTHING else PAGE_QUERIES[:1])
def test_no_sentence_heads_two_exhibits_of_a_page(
    query: str, name: str, worlds: dict[str, World]
) -> None:
    assert [str(f) for f in page_faults(worlds[name], query)] == []
