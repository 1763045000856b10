"""Every fault in a catalogue row is named with its file, line, column, value and repair."""

from __future__ import annotations

from datetime import date

import pytest

from khdash.model.catalogue_rows import CATALOGUE_COLUMNS, parse_catalogue
from khdash.model.problem import CatalogueError, Problem
from khdash.model.table_rows import Row, Table, last_day

from .cluster_examples import GOOD_CLUSTER

Cells = dict[str, str]

GOOD: dict[str, list[Cells]] = {
    "themes.csv": [
        {"code": "late", "name_vi": "Sau", "name_en": "Late", "sort": "20"},
        {"code": "early", "name_vi": "Trước", "name_en": "Early", "sort": "10"},
    ],
    "measures.csv": [
        {"code": "persons", "name_vi": "Người", "name_en": "Persons"},
        {"code": "%", "name_vi": "Phần trăm", "name_en": "Per cent"},
    ],
    "indicators.csv": [
        {
            "code": "members",
            "name_vi": "Hội viên",
            "name_en": "Members",
            "theme": "early",
            "unit": "persons",
            "kind": "stock",
            "decimals": "0",
            "direction": "up",
            "basis_matters": "no",
            "part_of": "population",
        },
        {
            "code": "population",
            "name_vi": "Dân số",
            "name_en": "Population",
            "theme": "late",
            "unit": "persons",
            "kind": "stock",
            "decimals": "0",
            "direction": "none",
            "basis_matters": "no",
            "break_group": "population",
        },
        {
            "code": "members_rate",
            "name_vi": "Tỷ lệ",
            "name_en": "Share",
            "theme": "early",
            "unit": "%",
            "kind": "rate",
            "decimals": "1",
            "direction": "up",
            "basis_matters": "no",
            "numerator": "members",
            "denominator": "population",
            "scale": "100",
        },
    ],
    "units.csv": [
        {"code": "VN", "name": "Việt Nam", "level": "country"},
        {
            "code": "24",
            "name": "Bắc Giang",
            "level": "province",
            "parent_code": "VN",
            "valid_to": "2025-06-30",
            "successor_code": "24",
            "successor_valid_from": "2025-07-01",
        },
        {
            "code": "24",
            "name": "Bắc Ninh",
            "level": "province",
            "parent_code": "VN",
            "valid_from": "2025-07-01",
        },
    ],
    "unit_aliases.csv": [{"alias": "BG", "unit_code": "24"}],
    "cluster_membership.csv": [
        {
            "unit_code": "24",
            "unit_valid_from": "2025-07-01",
            "member_from": "2025-07-01",
            "status": "assumed",
        },
    ],
    "breaks.csv": [
        {
            "break_group": "population",
            "year": "2015",
            "reason_vi": "Rà soát",
            "reason_en": "Revised",
        },
    ],
    "targets.csv": [
        {
            "indicator": "members_rate",
            "unit_code": "24",
            "year": "2025",
            "rule": "at_least",
            "value": "25.5",
            "unit": "%",
            "instrument_vi": "Nghị quyết",
            "confidence": "high",
        },
    ],
    "synonyms.csv": [{"term": "hội viên", "kind": "indicator", "code": "members"}],
    **GOOD_CLUSTER,
}


def tables(**changed: list[Cells]) -> dict[str, Table]:
    content = GOOD | {f"{name}.csv": rows for name, rows in changed.items()}
    return {
        file: Table(
            file,
            columns,
            tuple(
                Row(file, line, dict.fromkeys(columns, "") | cells)
                for line, cells in enumerate(content.get(file, []), start=2)
            ),
        )
        for file, columns in CATALOGUE_COLUMNS.items()
    }


def with_row(file: str, row: int, **cells: str) -> dict[str, Table]:
    """The good tables with some cells of one row changed."""
    rows = [dict(r) for r in GOOD[f"{file}.csv"]]
    rows[row] |= cells
    return tables(**{file: rows})


def faults(given: dict[str, Table]) -> tuple[Problem, ...]:
    with pytest.raises(CatalogueError) as refused:
        parse_catalogue(given)
    return refused.value.problems


def test_good_tables_become_the_catalogue_they_describe() -> None:
    catalogue = parse_catalogue(tables())
    assert list(catalogue.themes) == ["early", "late"]
    assert catalogue.indicators["members_rate"].derivable
    assert catalogue.indicators["members"].scale is None
    assert list(catalogue.units) == ["VN", "24", "24@2025-07-01"]
    assert catalogue.units["24"].successor == "24@2025-07-01"
    assert catalogue.parts("24@2025-07-01") == ("24",)
    assert catalogue.memberships[0].unit == "24@2025-07-01"
    assert catalogue.targets[0].value == 25.5
    assert catalogue.breaks[0].year == 2015
    assert catalogue.unit_aliases == (("BG", "24"),)
    assert catalogue.units["24"].valid_to == date(2025, 6, 30)


FAULTS: dict[str, tuple[str, int, Cells, int, str, str, str]] = {
    # what is wrong: file, row, changed cells, line, column, value, a word of the repair
    "an unknown theme, with the closest one": (
        "indicators",
        0,
        {"theme": "erly"},
        2,
        "theme",
        "erly",
        "early",
    ),
    "an unknown measure": ("indicators", 0, {"unit": "kg"}, 2, "unit", "kg", "measures.csv"),
    "a kind outside the list": (
        "indicators",
        1,
        {"kind": "level"},
        3,
        "kind",
        "level",
        "stock, flow, rate",
    ),
    "a direction outside the list": (
        "indicators",
        1,
        {"direction": "left"},
        3,
        "direction",
        "left",
        "up, down, none",
    ),
    "neither yes nor no": (
        "indicators",
        1,
        {"basis_matters": "co"},
        3,
        "basis_matters",
        "co",
        "yes, no",
    ),
    "decimals that are no number": (
        "indicators",
        0,
        {"decimals": "hai"},
        2,
        "decimals",
        "hai",
        "10",
    ),
    "decimals beyond six": ("indicators", 0, {"decimals": "7"}, 2, "decimals", "7", "6"),
    "a scale of nought": ("indicators", 2, {"scale": "0"}, 4, "scale", "0", "0"),
    "a scale with a comma": ("indicators", 2, {"scale": "1,5"}, 4, "scale", "1,5", "1234.5"),
    "a ratio without scale": ("indicators", 2, {"scale": ""}, 4, "scale", "", "100"),
    "a numerator without denominator": (
        "indicators",
        2,
        {"denominator": ""},
        4,
        "denominator",
        "",
        "numerator",
    ),
    "an unknown numerator, with the closest one": (
        "indicators",
        2,
        {"numerator": "member"},
        4,
        "numerator",
        "member",
        "members",
    ),
    "years in the wrong order": (
        "indicators",
        0,
        {"valid_from": "2016", "valid_to": "2015"},
        2,
        "valid_to",
        "2015",
        "2016",
    ),
    "a year of two digits": ("indicators", 0, {"valid_from": "16"}, 2, "valid_from", "16", "2024"),
    "an indicator without name": ("indicators", 0, {"name_vi": ""}, 2, "name_vi", "", "nội dung"),
    "a loop of parts": (
        "indicators",
        1,
        {"part_of": "members"},
        2,
        "part_of",
        "population",
        "members",
    ),
    "a level outside the list": (
        "units",
        1,
        {"level": "tinh"},
        3,
        "level",
        "tinh",
        "country, province, district, commune",
    ),
    "an impossible day": (
        "units",
        1,
        {"valid_to": "2025-06-31"},
        3,
        "valid_to",
        "2025-06-31",
        "2025-06-30",
    ),
    "a day in another order": (
        "units",
        1,
        {"valid_to": "30/06/2025"},
        3,
        "valid_to",
        "30/06/2025",
        "2025-06-30",
    ),
    "an unknown parent": ("units", 1, {"parent_code": "VX"}, 3, "parent_code", "VX", "units.csv"),
    "a code that names two units at once": (
        "units",
        1,
        {"valid_to": "2025-07-01"},
        4,
        "valid_from",
        "2025-07-01",
        "valid_to",
    ),
    "an unknown successor": (
        "units",
        1,
        {"successor_valid_from": "2025-07-02"},
        3,
        "successor_code",
        "24",
        "24@2025-07-01",
    ),
    "an alias of an unknown unit": (
        "unit_aliases",
        0,
        {"unit_code": "99"},
        2,
        "unit_code",
        "99",
        "units.csv",
    ),
    "a membership of unknown standing": (
        "cluster_membership",
        0,
        {"status": "maybe"},
        2,
        "status",
        "maybe",
        "stated, assumed",
    ),
    "a membership that ends before it begins": (
        "cluster_membership",
        0,
        {"member_to": "2024-12-31"},
        2,
        "member_to",
        "2024-12-31",
        "2025-07-01",
    ),
    "a break of a group that nothing belongs to": (
        "breaks",
        0,
        {"break_group": "popul"},
        2,
        "break_group",
        "popul",
        "break_group",
    ),
    "a target in another measure": ("targets", 0, {"unit": "persons"}, 2, "unit", "persons", "%"),
    "a target with an unknown rule": (
        "targets",
        0,
        {"rule": "above"},
        2,
        "rule",
        "above",
        "at_least",
    ),
    "a target without value": ("targets", 0, {"value": ""}, 2, "value", "", "nội dung"),
    "a target whose term ends before it begins": (
        "targets",
        0,
        {"from_year": "2026"},
        2,
        "year",
        "2025",
        "2026",
    ),
    "a target of an unknown group": (
        "targets",
        0,
        {"subgroup": "staff"},
        2,
        "subgroup",
        "staff",
        "subgroups.csv",
    ),
    "a header word for an unknown indicator": (
        "synonyms",
        0,
        {"code": "membres"},
        2,
        "code",
        "membres",
        "members",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_where_it_is_and_nowhere_else(
    fault: tuple[str, int, Cells, int, str, str, str],
) -> None:
    file, row, cells, line, column, value, repair = fault
    [problem] = faults(with_row(file, row, **cells))
    assert (problem.file, problem.line, problem.column, problem.value) == (
        f"{file}.csv",
        line,
        column,
        value,
    )
    assert repair in problem.repair_vi
    assert problem.repair_en.endswith(".")


def test_a_code_that_is_there_twice_names_the_first_line() -> None:
    twice = [*GOOD["measures.csv"], GOOD["measures.csv"][0]]
    [problem] = faults(tables(measures=twice))
    assert (problem.file, problem.line, problem.column) == ("measures.csv", 4, "code")
    assert "dòng 2" in problem.repair_vi


def test_all_faults_of_all_files_are_listed_at_once() -> None:
    broken = with_row("indicators", 0, theme="erly", kind="level")
    broken["units.csv"] = with_row("units", 1, level="tinh")["units.csv"]
    assert [(p.file, p.line, p.column) for p in faults(broken)] == [
        ("indicators.csv", 2, "theme"),
        ("indicators.csv", 2, "kind"),
        ("units.csv", 3, "level"),
    ]


def test_wrong_columns_are_named_before_any_row() -> None:
    given = tables()
    columns = ("code", "name", *CATALOGUE_COLUMNS["themes.csv"][2:], "sort")
    given["themes.csv"] = Table("themes.csv", columns)
    found = [(p.line, p.column, p.repair_vi) for p in faults(given)]
    assert [(line, column) for line, column, _ in found] == [
        (1, "name"),
        (1, "sort"),
        (1, "name_vi"),
    ]
    assert "name_vi" in found[0][2]
    assert "hai lần" in found[1][2]


def test_a_problem_reads_as_one_line_in_each_language() -> None:
    [problem] = faults(with_row("indicators", 0, theme="erly"))
    assert problem.text("vi") == (
        "indicators.csv, dòng 2, cột theme: giá trị «erly». "
        "Không có mã này trong themes.csv; mã gần nhất: early."
    )
    assert problem.text("en") == (
        "indicators.csv, line 2, column theme: value “erly”. "
        "themes.csv has no such code; the closest is early."
    )


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-1", "2024-02-30", "20240101", "x"])
def test_what_is_no_year_month_or_day_has_no_last_day(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        last_day(text)
