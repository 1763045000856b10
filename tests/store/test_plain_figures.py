"""Figures read a column at a time are those that the reading of rows gives, faults among them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from khdash.model.catalogue import Catalogue
from khdash.model.problem import CatalogueError, Problem
from khdash.model.published_rows import OBSERVATIONS, PUBLISHED_COLUMNS, parse_published
from khdash.store.build import build
from khdash.store.catalogue_files import read_catalogue, read_published, read_tables
from khdash.store.plain_figures import read_plain
from tests.published import at
from tests.store.small import write_folder

HEADER = ",".join(PUBLISHED_COLUMNS[OBSERVATIONS])
GOOD = "01,,members,,,2024,,,2024-12,1500,exact,high,press,,"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_folder(tmp_path / "data")
    return tmp_path / "data"


def written(data: Path, *lines: str, end: str = "\n") -> Path:
    text = "\n".join([HEADER, *lines]) + end
    (data / "published" / OBSERVATIONS).write_text(text, encoding="utf-8", newline="")
    return data


def by_rows(data: Path, catalogue: Catalogue) -> pd.DataFrame | tuple[Problem, ...]:
    try:
        tables = read_tables(data / "published", PUBLISHED_COLUMNS)
        return parse_published(tables, catalogue).rows
    except CatalogueError as error:
        return error.problems


def by_columns(data: Path, catalogue: Catalogue) -> pd.DataFrame | tuple[Problem, ...]:
    try:
        return read_published(data, catalogue).rows
    except CatalogueError as error:
        return error.problems


def assert_read_alike(data: Path) -> None:
    _, catalogue = read_catalogue(data)
    expected, found = by_rows(data, catalogue), by_columns(data, catalogue)
    if isinstance(expected, pd.DataFrame):
        assert isinstance(found, pd.DataFrame)
        days = dict.fromkeys(("period_start", "period_end", "as_of"), "datetime64[us]")
        pd.testing.assert_frame_equal(
            found.astype(days).astype({"partial": bool}),
            expected.astype(days).astype({"partial": bool}),
            check_dtype=False,
        )
    else:
        assert found == expected


@pytest.mark.parametrize(
    "line",
    [
        GOOD,
        "01,,members,,,2024,,,2024-12-31,-1.5e3,nearly,low,press,ghi chú,note",
        "01,,members,,,2024,,,,0,exact,high,press,,",
        " 01 ,, members ,,,2024,,,2024,1500 ,exact,high,press, a ,",
        "01,,family_rate,,registered,2024,,,2025-01,89.06,exact,high,press,,",
        "24,2025-07-01,members,,,2025,,,2025,7,exact,high,press,,",
        "01,,members,,,2024,2024-01-01,2024-06-30,,7,exact,high,press,,",
        ",,,,,,,,,,,,,,",
        "01,,members,,,2024,,,2024,7,exact,high,press,Hội viên,",
        # faults, one a line
        "99,,members,,,2024,,,2024,7,exact,high,press,,",
        ",,members,,,2024,,,2024,7,exact,high,press,,",
        "24,2025-07-1,members,,,2025,,,2025,7,exact,high,press,,",
        "24,2025-07-01,members,,,2024,,,2025,7,exact,high,press,,",
        "34,,members,,,2026,,,2026,7,exact,high,press,,",
        "01,,member,,,2024,,,2024,7,exact,high,press,,",
        "01,,members,,all,2024,,,2024,7,exact,high,press,,",
        "01,,family_rate,,,2024,,,2024,7,exact,high,press,,",
        "01,,members,nobody,,2024,,,2024,7,exact,high,press,,",
        "01,,members,,,24,,,2024,7,exact,high,press,,",
        "01,,members,,,,,,2024,7,exact,high,press,,",
        "01,,members,,,2024,,,2023-12,7,exact,high,press,,",
        "01,,members,,,2024,,,2024-13,7,exact,high,press,,",
        "01,,members,,,2024,,,2024,1.500,exact,high,press,,",
        "01,,members,,,2024,,,2024,1 500,exact,high,press,,",
        "01,,members,,,2024,,,2024,1.234.567,exact,high,press,,",
        "01,,members,,,2024,,,2024,inf,exact,high,press,,",
        "01,,members,,,2024,,,2024,1e999,exact,high,press,,",
        "01,,members,,,2024,,,2024,,exact,high,press,,",
        "01,,members,,,2024,,,2024,7,more,high,press,,",
        "01,,members,,,2024,,,2024,7,exact,sure,press,,",
        "01,,members,,,2024,,,2024,7,exact,high,s9,,",
        "01,,members,,,2024,,,2024,7,exact,high,,,",
        "01,,members,,,2024,,,2024,7,exact,high,press,",
        '01,,members,,,2024,,,2024,7,exact,high,press,"a, b",',
        '01,,members,,,2024,,,2024,7,exact,high,press,"a,',
        "",
    ],
)
def test_any_line_is_read_as_the_reading_of_rows_reads_it(data: Path, line: str) -> None:
    assert_read_alike(written(data, GOOD, line, GOOD.replace("1500", "1600")))


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\r\n"])
def test_the_end_of_a_file_is_read_alike(data: Path, end: str) -> None:
    assert_read_alike(written(data, GOOD, GOOD.replace("2024,", "2023,", 1), end=end))


@pytest.mark.parametrize(
    "text", ["", HEADER, f"{HEADER}\n", f"\ufeff{HEADER}\n{GOOD}\n", "a,b\n1,2\n"]
)
def test_any_file_is_read_alike(data: Path, text: str) -> None:
    (data / "published" / OBSERVATIONS).write_text(text, encoding="utf-8")
    assert_read_alike(data)


def test_only_lines_that_need_a_second_look_are_left_to_the_reading_of_rows(data: Path) -> None:
    _, catalogue = read_catalogue(data)
    term = GOOD.replace("2024,,,", "2024,2020-01-01,2024-12-31,")
    content = "\n".join([HEADER, GOOD, term, GOOD]).encode()
    plain = read_plain(OBSERVATIONS, content, catalogue, {"press"})
    assert plain is not None
    assert plain.rows["at"].tolist() == [2, 4]
    assert [row.line for row in plain.rest.rows] == [3]


def test_a_build_names_the_file_the_line_and_the_column_of_a_bad_cell_among_plain_ones(
    data: Path,
) -> None:
    written(data, *[GOOD] * 3, GOOD.replace("1500", "1.500 người"), *[GOOD] * 3)
    with pytest.raises(CatalogueError) as fault:
        build(at(data.parent))
    (problem,) = fault.value.problems
    assert (problem.file, problem.line, problem.column) == (OBSERVATIONS, 5, "value")
