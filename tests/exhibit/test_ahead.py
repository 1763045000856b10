"""After computing ahead, what a reader asks first is there already."""

from __future__ import annotations

import pandas as pd
import pytest

from khdash.exhibit import ahead
from khdash.exhibit.core import scope
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection


def test_nothing_of_the_whole_is_computed_again(
    published: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead.compute_ahead(published)

    def again(*asked: object) -> pd.DataFrame:
        raise AssertionError(f"computed again: {asked[-1]}")

    for name in ("on_boundaries", "figures_of", "derived", "population_shares"):
        monkeypatch.setattr(scope, name, again)
    for boundaries in ("", "2025"):
        for indicator in published.catalogue.indicators:
            asked = Selection(indicators=(indicator,), first_year=2013, boundaries=boundaries)
            for name in ("trend", "comparison", "tile"):
                assert build(name, published, asked).rows


def test_every_default_exhibit_is_kept(published: Dataset) -> None:
    ahead.compute_ahead(published)
    for name in ("headlines", "heat_table", "completeness", "observations"):
        assert build(name, published, Selection()) is build(name, published, Selection())
