"""The findings of the overview page are short enough to be read aloud."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.kinds.headlines import LONGEST
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection

Make = Callable[..., Exhibit]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("boundaries", ["2022", "2025"])
@pytest.mark.parametrize("data", ["published", "demo"])
def test_the_headline_of_the_overview_is_short(
    data: str, boundaries: str, lang: str, request: pytest.FixtureRequest
) -> None:
    dataset: Dataset = request.getfixturevalue(data)
    own = [unit.code for unit in dataset.catalogue.members(boundaries)]
    for units, year, tolerance in product(((), (own[0],), tuple(own[:3])), (2020, 2024), (2, 5)):
        asked = Selection(tolerance=tolerance).with_(
            boundaries=boundaries, lang=lang, units=units, last_year=year
        )
        headline = build("headlines", dataset, asked).headline
        # One sentence that must name its provinces may be a little longer than two.
        assert len(headline) <= (LONGEST if ". " in headline else LONGEST + 20), headline
        assert headline.count(". ") <= 1, headline


def test_who_leads_is_a_finding_of_its_own(demo: Dataset) -> None:
    shown = build("headlines", demo, Selection(tolerance=2).with_(last_year=2024))
    members = shown.table[shown.table["indicator"] == "members"]["sentence"].tolist()
    assert len(members) == 2
    assert "cộng" not in members[0]
    assert "so với 2023" in members[0]
    assert "đứng đầu" not in members[0]
    assert "đứng đầu" in members[1]
