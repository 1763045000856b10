"""A clean table spoilt in one way at a time: no cell is lost, and what is supposed is said."""

from __future__ import annotations

from itertools import chain

import pytest

from khdash.reading.table import Table, read_bytes
from tests.reading.table import pollution
from tests.reading.table.pollution import HEADER, Case

ROWS = (1, 2, 3, 6, 9, 29, 50, 83)


def read(case: Case) -> Table:
    return read_bytes(case.data, "spoilt.csv")


def codes(table: Table) -> set[str]:
    return {assumption.code for assumption in table.assumptions}


@pytest.mark.parametrize(
    "case",
    list(chain(pollution.whole_file_cases(), pollution.second_tables())),
    ids=lambda case: case.name,
)
def test_a_pollution_of_the_whole_file_changes_no_cell(case: Case) -> None:
    table = read(case)
    assert table.header == case.header
    assert table.rows == case.rows
    assert set(case.reported) <= codes(table)


def test_a_second_table_is_offered_and_read_on_request() -> None:
    case = next(iter(pollution.second_tables()))
    table = read(case)
    assert [(part.number, part.first_line, part.last_line) for part in table.parts] == [
        (1, 1, 84),
        (2, 85, 168),
    ]


def test_an_empty_cell_too_many_shifts_nothing_silently() -> None:
    for index, column, case in pollution.row_cases(pollution.more_delimiters, ROWS):
        table = read(case)
        wanted = [*case.rows[index - 1][:column], "", *case.rows[index - 1][column:]]
        row = table.rows[index - 1]
        assert row == wanted[: len(row)], case.name
        assert not any(wanted[len(row) :]), case.name
        assert table.rows[: index - 1] == [
            line + [""] * (table.width - 9) for line in case.rows[: index - 1]
        ]
        assert table.ragged == [index - 1], case.name
        assert "row-too-long" in codes(table), case.name


def test_a_delimiter_too_few_is_restored_at_quotes_and_reported_elsewhere() -> None:
    for index, column, case in pollution.row_cases(pollution.fewer_delimiters, ROWS):
        if column == 0:
            continue
        table = read(case)
        wanted = case.rows[index - 1]
        row = table.rows[index - 1]
        if "delimiter-supplied" in codes(table):
            assert row == wanted, case.name
        else:
            joined = "".join(row).replace('"', "")
            assert joined == "".join(wanted).replace('"', ""), case.name
            assert table.ragged == [index - 1], case.name
        others = [line for at, line in enumerate(table.rows) if at != index - 1]
        assert others == [line for at, line in enumerate(case.rows) if at != index - 1], case.name


def test_a_stray_quotation_mark_stays_in_its_own_cell() -> None:
    for index, column, case in pollution.row_cases(pollution.stray_quote, ROWS):
        table = read(case)
        wanted = [list(row) for row in case.rows]
        wanted[index - 1][column] = '"' + wanted[index - 1][column]
        assert table.header == HEADER, case.name
        assert table.rows == wanted, case.name
        assert "stray-quote" in codes(table), case.name


def test_a_stray_quotation_mark_in_the_header_stays_in_its_name() -> None:
    for _, column, case in pollution.row_cases(pollution.stray_quote, [0]):
        table = read(case)
        names = list(HEADER)
        names[column] = '"' + names[column]
        assert (table.header, table.rows) == (names, case.rows), case.name


def test_one_row_with_another_delimiter_reads_like_the_others() -> None:
    for _, _, case in pollution.row_cases(pollution.other_delimiter, [0, *ROWS]):
        table = read(case)
        assert (table.header, table.rows) == (HEADER, case.rows), case.name
        assert "other-delimiter" in codes(table), case.name
