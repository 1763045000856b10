"""The look of units: the same each time, and different for any two that stand side by side."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.chart.theme import DARK, LIGHT, Theme
from khdash.model.cluster import DASHES, GREYS, PALETTE, SYMBOLS, UnitStyle, complete_styles
from khdash.store.catalogue_files import read_catalogue
from khdash.store.places import PROJECT
from tests.chart.colour import contrast, distance

STYLES = st.builds(
    UnitStyle,
    st.sampled_from([light for light, _ in PALETTE]),
    st.sampled_from([dark for _, dark in PALETTE]),
    st.sampled_from(SYMBOLS),
    st.sampled_from(DASHES),
)


def look(style: UnitStyle) -> tuple[str, str, str]:
    return style.light, style.symbol, style.dash


def members(count: int) -> dict[str, tuple[str, ...]]:
    return {f"u{number}": () for number in range(count)}


@given(st.integers(0, 40), st.dictionaries(st.sampled_from(["u0", "u3", "u7"]), STYLES))
def test_members_without_a_style_get_one_that_no_other_has(
    count: int, given_styles: dict[str, UnitStyle]
) -> None:
    found = complete_styles(given_styles, members(count), ())
    assert found == complete_styles(given_styles, members(count), ())
    own = [look(found[key]) for key in members(count) if key not in given_styles]
    assert len(set(own)) == len(own)
    assert not set(own) & {look(style) for style in given_styles.values()}


@pytest.mark.parametrize("count", [6, 12])
def test_up_to_twelve_members_differ_in_colour_and_in_marker(count: int) -> None:
    found = complete_styles({}, members(count), ()).values()
    assert len({style.light for style in found}) == count
    assert len({style.dark for style in found}) == count
    assert len({style.symbol for style in found}) == count
    assert {style.dash for style in found} == {"solid"}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_palette_is_told_apart_by_every_reader(theme: Theme) -> None:
    colours = [pair[theme.mode == "dark"] for pair in PALETTE]
    for vision in ("full", "protanopia", "deuteranopia"):
        assert min(distance(a, b, vision) for a, b in combinations(colours, 2)) >= 11
    for colour in [*colours, *(pair[theme.mode == "dark"] for pair in GREYS)]:
        assert min(contrast(colour, ground) for ground in (theme.ground, theme.panel)) >= 3


def test_a_merged_member_goes_on_with_the_look_of_the_first_part() -> None:
    parts = {"a": (), "b": (), "ab": ("b", "a"), "c": ()}
    found = complete_styles({}, parts, ())
    assert found["ab"] == found["b"]
    assert len({look(found[key]) for key in "abc"}) == 3


def test_units_outside_the_cluster_are_grey_and_dashed() -> None:
    found = complete_styles({}, members(2), ["x", "y", "z"])
    outside = [found[key] for key in "xyz"]
    assert {(style.light, style.dark) for style in outside} == set(GREYS)
    assert len({style.dash for style in outside}) == 3
    assert "solid" not in {style.dash for style in outside}


def test_the_shipped_sets_begin_on_their_days_and_the_newest_is_todays() -> None:
    catalogue = read_catalogue(PROJECT / "data")[1]
    assert catalogue.boundary_set().code == "2022"
    assert catalogue.today.code == "2025"
    assert catalogue.changes == (date(2025, 7, 1),)
    assert catalogue.boundaries_at(date(2025, 6, 30)).code == "2022"
    assert catalogue.boundaries_at(date(2025, 7, 1)).code == "2025"
    assert catalogue.boundaries_at(date(1990, 1, 1)).code == "2022"
    assert catalogue.on_day("34", date(2026, 1, 1)) == ("33@2025-07-01",)
    assert catalogue.on_day("37@2025-07-01", date(2020, 1, 1)) == ("35", "36", "37")
