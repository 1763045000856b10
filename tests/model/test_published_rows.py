"""Published figures are checked against the catalogue, row by row."""

from __future__ import annotations

from datetime import date

import pytest

from khdash.model.catalogue_rows import parse_catalogue
from khdash.model.problem import CatalogueError
from khdash.model.published_rows import PUBLISHED_COLUMNS, parse_published
from khdash.model.table_rows import Row, Table
from tests.model.test_catalogue_rows import GOOD, tables

Cells = dict[str, str]

FIGURE: Cells = {
    "unit_code": "24",
    "indicator": "members",
    "year": "2023",
    "as_of": "2024-01",
    "value": "1953.5",
    "qualifier": "at_least",
    "confidence": "high",
    "source_id": "s1",
    "note_vi": "Ghi chú",
}
SOURCE: Cells = {"source_id": "s1", "kind": "press", "latest_as_of": "2024-01"}


def published(**changed: list[Cells]) -> dict[str, Table]:
    content = {"sources": [SOURCE], "observations": [FIGURE]} | changed
    return {
        file: Table(
            file,
            columns,
            tuple(
                Row(file, line, dict.fromkeys(columns, "") | cells)
                for line, cells in enumerate(content.get(file.removesuffix(".csv"), []), start=2)
            ),
        )
        for file, columns in PUBLISHED_COLUMNS.items()
    }


CATALOGUE = parse_catalogue(
    tables(
        indicators=[
            *GOOD["indicators.csv"],
            GOOD["indicators.csv"][2]
            | {"code": "family_rate", "basis_matters": "yes", "numerator": "", "denominator": ""},
        ]
    )
)


def test_a_figure_keeps_its_file_and_line_and_the_last_day_of_its_date() -> None:
    term = FIGURE | {"period_start": "2016-01-01", "period_end": "2020-12-31", "as_of": ""}
    found = parse_published(published(partial_periods=[term]), CATALOGUE)
    first, second = found.rows.to_dict("records")
    assert first["unit"] == "24"
    assert first["as_of"] == date(2024, 1, 31)
    assert (first["sheet"], first["cell"], first["partial"]) == ("observations.csv", "2", False)
    assert (second["partial"], second["period_end"]) == (True, date(2020, 12, 31))
    assert found.sources[0].kind == "press"


def test_files_without_rows_are_an_empty_publication() -> None:
    found = parse_published(published(observations=[], sources=[]), CATALOGUE)
    assert len(found.rows) == 0
    assert "value" in found.rows.columns


FAULTS: dict[str, tuple[Cells, str, str, str]] = {
    "an unknown indicator": ({"indicator": "membres"}, "indicator", "membres", "members"),
    "an unknown unit": ({"unit_code": "98"}, "unit_code", "98", "units.csv"),
    "an unknown source": ({"source_id": "s11"}, "source_id", "s11", "gần nhất: s1"),
    "an unknown qualifier": ({"qualifier": "over"}, "qualifier", "over", "at_least"),
    "an unknown confidence": ({"confidence": "sure"}, "confidence", "sure", "high, medium, low"),
    "a basis where there is none": ({"basis": "all"}, "basis", "all", "(–)"),
    "no basis where one is needed": (
        {"indicator": "family_rate"},
        "basis",
        "",
        "all, registered, unstated",
    ),
    "a value in words": ({"value": "hơn 300"}, "value", "hơn 300", "1234.5"),
    "a value without end": ({"value": "1e400"}, "value", "1e400", "1234.5"),
    "not a number": ({"value": "nan"}, "value", "nan", "1234.5"),
    "no value": ({"value": ""}, "value", "", "nội dung"),
    "a malformed year": ({"year": "23"}, "year", "23", "2024"),
    "a malformed date": ({"as_of": "1/2024"}, "as_of", "1/2024", "2024-06"),
    "a date before the year": ({"as_of": "2022-12"}, "as_of", "2022-12", "2023"),
    "a unit that did not exist yet": (
        {"unit_valid_from": "2025-07-01"},
        "year",
        "2023",
        "2025-07-01",
    ),
    "a unit that existed no more": ({"year": "2026", "as_of": ""}, "year", "2026", "2025-06-30"),
    "a period that ends before it begins": (
        {"period_start": "2023-06-30", "period_end": "2023-01-01"},
        "period_end",
        "2023-01-01",
        "2023-06-30",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_where_it_is_and_nowhere_else(fault: tuple[Cells, str, str, str]) -> None:
    cells, column, value, repair = fault
    with pytest.raises(CatalogueError) as refused:
        parse_published(published(observations=[FIGURE, FIGURE | cells]), CATALOGUE)
    [problem] = refused.value.problems
    assert (problem.file, problem.line) == ("observations.csv", 3)
    assert (problem.column, problem.value) == (column, value)
    assert repair in problem.repair_vi
    assert problem.repair_en.endswith(".")


def test_a_unit_may_be_counted_in_the_year_in_which_it_ends_and_begins() -> None:
    rows = [
        FIGURE | {"year": "2025", "as_of": ""},
        FIGURE | {"year": "2025", "as_of": "", "unit_valid_from": "2025-07-01"},
    ]
    found = parse_published(published(observations=rows), CATALOGUE)
    assert found.rows["unit"].tolist() == ["24", "24@2025-07-01"]


def test_a_source_of_an_unknown_kind_or_named_twice_is_refused() -> None:
    with pytest.raises(CatalogueError) as refused:
        parse_published(published(sources=[SOURCE, SOURCE | {"kind": "blog"}]), CATALOGUE)
    assert [(p.line, p.column) for p in refused.value.problems] == [(3, "source_id"), (3, "kind")]
