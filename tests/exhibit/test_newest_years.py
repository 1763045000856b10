"""A period that moves with the data keeps its meaning when figures of a new year arrive."""

from __future__ import annotations

from dataclasses import replace

from khdash.exhibit.core.scope import newest_years
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection, parse_query


def a_year_later(dataset: Dataset) -> Dataset:
    """The same figures, each a year newer."""
    moved = dataset.observations.assign(year=dataset.observations["year"] + 1)
    return replace(dataset, observations=moved)


def test_the_five_newest_years_end_with_the_newest_one_shown(published: Dataset) -> None:
    # 2025 has figures of one member only and is not the year shown by default.
    assert newest_years(published, 5) == (2020, 2024)
    assert newest_years(published, 1) == (2024, 2024)


def test_no_period_begins_before_the_oldest_figure(published: Dataset) -> None:
    oldest = int(published.current["year"].min())
    assert newest_years(published, 50) == (oldest, 2024)


def test_a_new_year_moves_the_period_and_not_the_link(published: Dataset) -> None:
    asked, ignored = parse_query("chi_so=members&nam=latest-5", published.catalogue)
    assert ignored == ()
    shown = {}
    for name, data in (("now", published), ("later", a_year_later(published))):
        pivot = build("pivot", data, asked)
        shown[name] = (pivot.selection.first_year, pivot.selection.last_year)
        assert "nam=latest-5" in pivot.selection.to_query()
    assert shown == {"now": (2020, 2024), "later": (2021, 2025)}


def test_the_exhibit_of_a_moving_period_is_that_of_the_years_it_stands_for(
    published: Dataset,
) -> None:
    asked = Selection(indicators=("members",), tolerance=2)
    moving = build("trend", published, asked.with_(newest=5))
    named = build("trend", published, asked.with_(first_year=2020, last_year=2024))
    assert (moving.rows, moving.headline, moving.subtitle, moving.alt) == (
        named.rows, named.headline, named.subtitle, named.alt,
    )  # fmt: skip


def test_years_that_are_named_stand_still() -> None:
    assert Selection(newest=5).with_(last_year=2020).newest is None
    assert Selection(newest=5).with_(units=("01",)).newest == 5
