"""A map parted as the reader chose: by a method, around the target, around the cluster's value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.transform.classes import class_of
from tests.transform.figures import EIGHT, figure, observations

FAMILIES = Selection(indicators=("learning_family_rate",), last_year=2024, first_year=2020)
MEMBERS = Selection(indicators=("members_population_rate",), tolerance=2)


def notes(shown: Exhibit) -> str:
    return " ".join(note.text for note in shown.notes if note.kind == "classes")


def test_colours_part_at_the_target_of_the_year_in_force(demo: Dataset) -> None:
    # Decision 387 asks for 70 % of families by 2025.
    shown = build("map", demo, FAMILIES.with_(classes="target"))
    assert shown.extra["centre"] == 70.0
    assert 70.0 in shown.extra["edges"]  # type: ignore[operator]
    assert "70 %" in notes(shown).replace("\N{NO-BREAK SPACE}", " ")
    assert "QĐ 387" in notes(shown)
    below = shown.extra["edges"].index(70.0)  # type: ignore[attr-defined]
    for row in shown.rows:
        assert (row["class"] > below) == (row["value"] >= 70)


def test_colours_part_at_the_rate_of_the_cluster_from_counts(demo: Dataset) -> None:
    shown = build("map", demo, MEMBERS.with_(classes="cluster"))
    figures = demo.current[demo.current["year"] == 2024].set_index(["indicator", "unit"])["value"]
    units = [unit.key for unit in demo.catalogue.members("2022", 2024)]
    above = sum(figures["members", unit] for unit in units)
    below = sum(figures["population", unit] for unit in units)
    assert shown.extra["centre"] == pytest.approx(100 * above / below)


def test_without_a_target_or_a_rate_of_the_cluster_the_map_says_why(published: Dataset) -> None:
    for classes, said in (("target", "Chưa có chỉ tiêu"), ("cluster", "Chưa tính được")):
        bare = Selection(indicators=("members_with_card_rate",), classes=classes, tolerance=5)
        shown = build("map", published, bare)
        assert shown.extra["centre"] is None
        assert said in notes(shown)


def test_a_target_of_another_basis_is_no_centre(demo: Dataset) -> None:
    shown = build("map", demo, FAMILIES.with_(classes="target", basis="registered"))
    assert shown.extra["centre"] is None


def test_counts_have_no_classes_and_say_nothing_of_them(demo: Dataset) -> None:
    shown = build("map", demo, Selection(indicators=("members",), classes="natural"))
    assert (shown.extra["style"], notes(shown)) == ("bubble", "")


def test_the_maps_of_the_years_share_their_classes_and_hold_each_year_its_own_figures(
    demo: Dataset,
) -> None:
    shown = build("map_years", demo, MEMBERS.with_(first_year=2021, last_year=2024))
    assert shown.extra["years"] == (2021, 2022, 2023, 2024)
    figures = demo.current[demo.current["indicator"] == "members_population_rate"]
    assert len(shown.rows) == 4 * 8
    edges = shown.extra["edges"]
    for row in shown.rows:
        assert row["class"] == class_of(row["value"], edges) + 1  # type: ignore[arg-type,operator]
    assert figures["year"].max() >= 2024


def test_a_year_without_a_figure_of_a_unit_is_no_data_and_not_the_year_before(
    published: Dataset,
) -> None:
    shown = build("map_years", published, MEMBERS.with_(first_year=2018, last_year=2024))
    own = {row["year"] for row in shown.rows if row["unit"] == "37"}
    known = published.current[
        (published.current["unit"] == "37") & (published.current["indicator"] == "members")
    ]["year"]
    assert own <= set(known)
    assert 2024 not in own


def test_maps_of_years_that_too_few_published_name_the_year_of_most(published: Dataset) -> None:
    years = {2021: EIGHT[:1], 2022: EIGHT[:3], 2023: EIGHT[:4], 2024: EIGHT[:2]}
    made = [figure(unit, "members", year, 10.0) for year, units in years.items() for unit in units]
    dataset = replace(published, observations=observations(*made))
    asked = Selection(indicators=("members",), first_year=2021, last_year=2024)
    assert build("map_years", dataset, asked).headline == (
        "Hội viên qua các năm 2021–2024: chưa năm nào có số của từ 5/8 số tỉnh, nhiều nhất 4/8"
        " (2023)"
    )
    # With a fifth of 2023 the years that suffice are counted.
    more = observations(*made, figure(EIGHT[4], "members", 2023, 10.0))
    shown = build("map_years", replace(published, observations=more), asked)
    assert shown.headline.endswith("1 trong 4 năm có số của từ 5/8 số tỉnh")


def test_a_map_of_years_without_any_figure_says_so(published: Dataset) -> None:
    none = replace(published, observations=published.observations.iloc[:0])
    shown = build("map_years", none, MEMBERS.with_(first_year=2018, last_year=2024))
    assert shown.rows == []
    assert "chưa có số liệu" in shown.headline
