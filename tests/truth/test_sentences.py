"""Every sentence, tile and alt text says what its table and the recomputation say."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.truth.asks import sampled, sentences
from tests.truth.exhibits import World, faults_of

SAMPLE = 120


def found_in(world: World, asks: list[tuple[str, str]]) -> list[str]:
    """The faults of all asks as lines, most frequent kinds first, a few of each."""
    faults = [(f, name, query) for name, query in asks for f in faults_of(world, name, query)]
    counts = Counter(f.kind for f, _, _ in faults)
    faults.sort(key=lambda item: (-counts[item[0].kind], item[0].kind, len(item[2])))
    seen: Counter[str] = Counter()
    lines = []
    for fault, name, query in faults:
        seen[fault.kind] += 1
        if seen[fault.kind] <= 3:
            lines.append(f"[{counts[fault.kind]}] {name}?{query} {fault}")
    return lines


@pytest.mark.parametrize("name", ["published", "demo"])
def test_every_sentence_is_true(name: str, worlds: dict[str, World]) -> None:
    world = worlds[name]
    asks = sampled(sentences(world.dataset.catalogue), SAMPLE)
    assert found_in(world, asks) == []


@pytest.mark.parametrize("name", ["published", "demo"])
@pytest.mark.parametrize(
    "indicator", ["members", "fund_balance", "members_population_rate", "learning_family_rate"]
)
@pytest.mark.parametrize("kind", ["tile", "comparison", "trend", "slope", "growth", "headlines"])
def test_what_leaders_open_first_is_true(
    kind: str, indicator: str, name: str, worlds: dict[str, World]
) -> None:
    query = f"chi_so={indicator}&nam=2010&nam=2024&sai_so=2"
    assert [str(f) for f in faults_of(worlds[name], kind, query)] == []
