"""What indicators stand for: titles, headlines, population; and what a wrong row is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khdash.exhibit.defaults import (
    all_headlines,
    one_a_theme,
    one_count,
    one_rate,
    one_titled,
    one_whole,
    two_rates,
)
from khdash.model.catalogue import Catalogue
from khdash.model.catalogue_rows import parse_catalogue
from khdash.model.problem import CatalogueError
from khdash.model.roles import TITLE_ROLES
from khdash.store.catalogue_files import read_catalogue
from khdash.store.places import PROJECT

from .test_catalogue_rows import GOOD, Cells, tables

TITLE: Cells = {"code": "reader", "name_vi": "Bạn đọc", "name_en": "Readers", "sort": "1"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(PROJECT / "data")[1]


def of_title(*roles: str) -> list[Cells]:
    """The good indicators and, of the title, one with each of the roles."""
    plain = GOOD["indicators.csv"][1]
    made = [
        {**plain, "code": f"x{n}", "title": "reader", "role": role} for n, role in enumerate(roles)
    ]
    return [*GOOD["indicators.csv"], *made]


def problems(**changed: list[Cells]) -> list[tuple[str, int, str]]:
    with pytest.raises(CatalogueError) as refused:
        parse_catalogue(tables(**changed))
    return [(p.file, p.line, p.column) for p in refused.value.problems]


def test_every_title_has_its_three_indicators_which_count_one_another(
    catalogue: Catalogue,
) -> None:
    for title in catalogue.titles:
        registered, recognised, rate = (catalogue.titled[title, role] for role in TITLE_ROLES)
        assert (rate.kind, rate.numerator) == ("rate", recognised.code)
        assert rate.denominator_registered == registered.code
        assert recognised.part_of == registered.code


def test_a_title_with_its_three_indicators_is_read() -> None:
    found = parse_catalogue(tables(titles=[TITLE], indicators=of_title(*TITLE_ROLES)))
    assert [found.titled["reader", role].code for role in TITLE_ROLES] == ["x0", "x1", "x2"]


@pytest.mark.parametrize("roles", [(), ("rate",), ("registered", "rate"), (*TITLE_ROLES, "rate")])
def test_a_title_without_exactly_its_three_indicators_is_refused(roles: tuple[str, ...]) -> None:
    assert problems(titles=[TITLE], indicators=of_title(*roles)) == [("titles.csv", 2, "code")]


def test_a_role_in_a_title_needs_the_title_and_the_other_way_round() -> None:
    plain = GOOD["indicators.csv"][1]
    rows = [
        *of_title(*TITLE_ROLES),
        {**plain, "code": "y1", "role": "rate"},
        {**plain, "code": "y2", "role": "population"},
        {**plain, "code": "y3", "role": "population"},
        {**plain, "code": "y4", "role": "chair"},
        {**plain, "code": "y5", "title": "writer", "role": "rate"},
    ]
    assert problems(titles=[TITLE], indicators=rows) == [
        ("indicators.csv", 8, "role"),
        ("indicators.csv", 10, "role"),
        ("indicators.csv", 11, "role"),
        ("indicators.csv", 12, "title"),
    ]


def test_words_of_a_heading_name_titles_and_themes_that_exist() -> None:
    words = [
        {"term": "BĐ", "kind": "title", "code": "writer"},
        {"term": "quỹ", "kind": "theme", "code": "fund"},
    ]
    found = problems(titles=[TITLE], indicators=of_title(*TITLE_ROLES), synonyms=words)
    assert found == [("synonyms.csv", 2, "code"), ("synonyms.csv", 3, "code")]


def test_a_share_that_must_rise_names_known_indicators() -> None:
    row = {"code": "s", "name_vi": "S", "name_en": "S", "count": "members", "whole": "people"}
    assert problems(rising_shares=[row]) == [("rising_shares.csv", 2, "whole")]


def test_exhibits_choose_by_what_an_indicator_is(catalogue: Catalogue) -> None:
    assert one_count(catalogue) == ("members",)
    assert one_rate(catalogue) == ("members_population_rate",)
    assert two_rates(catalogue) == ("members_population_rate", "learning_family_rate")
    assert one_a_theme(catalogue) == ("members", "fund_balance", "learning_family_rate")
    assert one_whole(catalogue) == ("fund_balance",)
    assert one_titled(catalogue) == ("learning_family_rate",)
    assert all_headlines(catalogue) == (
        "members",
        "members_population_rate",
        "fund_balance",
        "fund_per_head",
        "learning_family_rate",
        "learning_clan_rate",
        "learning_community_rate",
        "learning_unit_rate",
    )


def test_another_order_of_the_headlines_changes_what_exhibits_choose(catalogue: Catalogue) -> None:
    changed = {**catalogue.indicators}
    for code, place in (("inspections", 1), ("learning_centre_coverage_rate", 2)):
        changed[code] = replace(changed[code], headline=place - 5)
    other = replace(catalogue, indicators=changed)
    assert one_count(other) == ("inspections",)
    assert one_rate(other) == ("learning_centre_coverage_rate",)
    assert one_a_theme(other)[0] == "inspections"


def test_a_catalogue_without_headlines_has_the_first_of_each_reported_theme() -> None:
    plain = parse_catalogue(tables())
    assert [entry.code for entry in plain.headlines] == ["members", "population"]
    themes = [{**row} for row in GOOD["themes.csv"]]
    themes[0]["reported"] = "no"
    assert [i.code for i in parse_catalogue(tables(themes=themes)).headlines] == ["members"]
