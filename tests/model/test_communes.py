"""Communes in the catalogue: which province they lie in, and rows that do not say it."""

from __future__ import annotations

import pytest

from khdash.model.catalogue import Catalogue
from khdash.model.catalogue_rows import parse_catalogue
from khdash.model.problem import CatalogueError
from khdash.model.selection import parse_query
from tests.model.test_catalogue_rows import GOOD, Cells, tables


def commune(code: str, parent: str, **cells: str) -> Cells:
    return {"code": code, "name": f"Xã {code}", "level": "commune", "parent_code": parent, **cells}


def catalogue(*units: Cells) -> Catalogue:
    return parse_catalogue(tables(units=[*GOOD["units.csv"], *units]))


DISTRICT = {"code": "213", "name": "Yên Thế", "level": "district", "parent_code": "24"}


def test_a_commune_lies_in_a_province_whatever_lies_between() -> None:
    known = catalogue(DISTRICT, commune("a", "24"), commune("b", "213"))
    assert known.communes_of("24") == ("a", "b")
    assert known.communes_of("VN") == known.communes_of("213") == ()


def test_a_merged_province_has_its_own_communes_and_those_of_its_parts() -> None:
    known = catalogue(commune("a", "24"), commune("b", "24", parent_valid_from="2025-07-01"))
    assert known.communes_of("24@2025-07-01") == ("b", "a")
    assert known.communes_of("24") == ("a",)


def test_communes_are_told_apart_from_what_is_shown_side_by_side() -> None:
    known = catalogue(DISTRICT, commune("a", "24"), commune("c", "24", name="Bắc Giang"))
    assert {"VN", "24", "213"} <= set(known.above_communes)
    assert not {"a", "c"} & set(known.above_communes)
    assert "Bắc Giang" not in known.shared_names
    assert "a" not in known.styles


def test_a_link_to_a_commune_as_one_of_the_provinces_is_not_followed() -> None:
    known = catalogue(commune("a", "24"))
    selection, ignored = parse_query("tinh=24&tinh=a", known)
    assert selection.units == ("24@2025-07-01",)
    assert [(one.value, one.reason) for one in ignored] == [("a", "unknown-value")]


@pytest.mark.parametrize(
    "units",
    [
        [commune("a", "")],
        [commune("a", "VN")],
        [commune("a", "b"), commune("b", "VN")],
        [{**DISTRICT, "parent_code": "VN"}, commune("a", "213")],
    ],
)
def test_a_commune_in_no_province_is_named_by_file_line_and_column(units: list[Cells]) -> None:
    with pytest.raises(CatalogueError) as fault:
        catalogue(*units)
    problem = fault.value.problems[-1] if units[0] is DISTRICT else fault.value.problems[0]
    line = len(GOOD["units.csv"]) + 2 + next(i for i, u in enumerate(units) if u["code"] == "a")
    assert (problem.file, problem.line, problem.column) == ("units.csv", line, "parent_code")
    assert "tỉnh" in problem.repair_vi


def test_a_commune_in_a_loop_or_below_no_unit_is_named_once() -> None:
    with pytest.raises(CatalogueError) as unknown:
        catalogue(commune("a", "zz"))
    assert [p.column for p in unknown.value.problems] == ["parent_code"]
