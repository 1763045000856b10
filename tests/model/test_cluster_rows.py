"""The cluster's own files: what is wrong in them is named, and what they say is what is used."""

from __future__ import annotations

import pytest

from khdash.model.catalogue_rows import parse_catalogue

from .test_catalogue_rows import GOOD, Cells, faults, tables, with_row

FAULTS: dict[str, tuple[str, int, Cells, int, str, str, str]] = {
    "a cluster without a short name": (
        "cluster",
        0,
        {"short_vi": ""},
        2,
        "short_vi",
        "",
        "nội dung",
    ),
    "a cluster that opens a province of another": (
        "cluster",
        0,
        {"default_unit": "42"},
        2,
        "default_unit",
        "42",
        "cluster_membership.csv",
    ),
    "a first year in words": ("cluster", 0, {"first_year": "x"}, 2, "first_year", "x", "2024"),
    "boundaries of an unreadable day": (
        "boundary_sets",
        0,
        {"day": "1/7/2025"},
        2,
        "day",
        "1/7/2025",
        "2025-06-30",
    ),
    "boundaries that are neither the default nor not": (
        "boundary_sets",
        0,
        {"is_default": "yes "},
        2,
        "is_default",
        "yes ",
        "yes",
    ),
    "outlines in another folder": (
        "boundary_sets",
        0,
        {"areas": "../today.geojson"},
        2,
        "areas",
        "../today.geojson",
        "boundaries",
    ),
    "boundaries on which the cluster has no member": (
        "boundary_sets",
        0,
        {"day": "2020-01-01"},
        2,
        "day",
        "2020-01-01",
        "cluster_membership.csv",
    ),
    "a colour by name": ("unit_styles", 0, {"light": "blue"}, 2, "light", "blue", "#0F5C8C"),
    "a marker that cannot be drawn": (
        "unit_styles",
        0,
        {"symbol": "heart"},
        2,
        "symbol",
        "heart",
        "circle",
    ),
    "a dash that cannot be drawn": ("unit_styles", 0, {"dash": "wavy"}, 2, "dash", "wavy", "solid"),
    "a style of an unknown unit": (
        "unit_styles",
        0,
        {"unit_code": "99"},
        2,
        "unit_code",
        "99",
        "units.csv",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_of_the_cluster_is_named_where_it_is_and_nowhere_else(
    fault: tuple[str, int, Cells, int, str, str, str],
) -> None:
    file, row, cells, line, column, value, repair = fault
    [problem] = faults(with_row(file, row, **cells))
    assert (problem.file, problem.line) == (f"{file}.csv", line)
    assert (problem.column, problem.value) == (column, value)
    assert repair in problem.repair_vi
    assert problem.repair_en.endswith(".")


def test_exactly_one_cluster_and_one_default_boundary_set_are_described() -> None:
    cluster, boundaries = GOOD["cluster.csv"][0], GOOD["boundary_sets.csv"][0]
    later = boundaries | {"code": "2026", "day": "2026-07-01"}
    cases = [
        ({"cluster": []}, ("cluster.csv", 1, "code")),
        ({"cluster": [cluster, cluster | {"code": "nam"}]}, ("cluster.csv", 3, "code")),
        ({"boundary_sets": []}, ("boundary_sets.csv", 1, "code")),
        ({"boundary_sets": [boundaries, later]}, ("boundary_sets.csv", 3, "is_default")),
        (
            {"boundary_sets": [boundaries | {"is_default": "no"}]},
            ("boundary_sets.csv", 2, "is_default"),
        ),
        (
            {"boundary_sets": [boundaries, later | {"day": "2025-07-01", "is_default": "no"}]},
            ("boundary_sets.csv", 3, "day"),
        ),
    ]
    for changed, where in cases:
        [problem] = faults(tables(**changed))
        assert (problem.file, problem.line, problem.column) == where


def test_boundary_sets_stand_in_the_order_of_their_days() -> None:
    newest = GOOD["boundary_sets.csv"][0]
    oldest = newest | {"code": "2020", "day": "2020-01-01", "is_default": "no"}
    member = {"unit_code": "24", "status": "stated"}
    rows = [member, *GOOD["cluster_membership.csv"]]
    given = tables(boundary_sets=[newest, oldest], cluster_membership=rows)
    catalogue = parse_catalogue(given)
    assert [one.code for one in catalogue.boundary_sets] == ["2020", "2025"]
    assert (catalogue.boundary_set().code, catalogue.today.code) == ("2025", "2025")
    assert catalogue.members_ever == ("24", "24@2025-07-01")
    assert catalogue.country == "VN"
    assert catalogue.cluster.first_year == 2012
