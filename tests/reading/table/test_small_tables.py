"""Small office tables spoilt in one way at a time: every cell is right, or its line is named."""

from __future__ import annotations

import pytest

from khdash.reading.table import Table, read_bytes
from tests.reading.table import small_tables
from tests.reading.table.pollution import Case


def read(case: Case) -> Table:
    return read_bytes(case.data, "nho.csv")


def named_lines(table: Table) -> set[object]:
    return {assumption.params.get("line") for assumption in table.assumptions}


def silently_wrong(case: Case, table: Table, spoilt: int) -> list[object]:
    """Lines that differ from what was meant, other than the spoilt one where it is named."""
    told = {spoilt + 1} & named_lines(table)
    lines = dict(zip(table.sections["header"].numbers, table.header_rows, strict=True))
    lines |= dict(zip(table.sections["rows"].numbers, table.rows, strict=True))
    wanted = dict(enumerate([case.header, *case.rows], start=1))
    return [
        number
        for number in {*lines, *wanted} - told
        if _trimmed(lines.get(number, [])) != _trimmed(wanted.get(number, []))
    ]


def _trimmed(cells: list[str]) -> list[str]:
    """Cells up to the last filled one; a mark that stays visible in a cell misleads nobody."""
    cells = [cell.replace('"', "") for cell in cells]
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


@pytest.mark.parametrize("case", list(small_tables.whole_files()), ids=lambda case: case.name)
def test_another_style_changes_no_cell(case: Case) -> None:
    table = read(case)
    assert (table.header, table.rows) == (case.header, case.rows)


def test_a_line_in_another_style_reads_like_the_others_and_is_named() -> None:
    for at, case in small_tables.other_lines():
        table = read(case)
        assert (table.header, table.rows) == (case.header, case.rows), case.name
        in_apostrophes = case.name.endswith("'")
        assert not in_apostrophes or at + 1 in named_lines(table) or table.quote == "'", case.name


def test_a_cell_or_mark_too_many_or_too_few_leaves_the_other_lines_and_is_named() -> None:
    for at, case in small_tables.other_cells():
        assert silently_wrong(case, read(case), at) == [], case.name


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh;Số hội viên;Ghi chú\nNghệ An;5;'nháy'\nHuế;6;'đơn'\nHà Nam;7;\n",
        "Ghi chú;Số\n'nháy';1\n'đơn';2\nba;3\n",
    ],
)
def test_apostrophes_around_some_words_belong_to_the_text(text: str) -> None:
    table = read_bytes(text.encode(), "nhay.csv")
    assert table.rows == [line.split(";") for line in text.splitlines()[1:]]


def test_marks_of_a_western_quotation_are_no_letters_of_an_old_font() -> None:
    table = read_bytes("ma_tinh;ghi_chu\n40;«70,5»\n42;so bo\n".encode(), "ngoac.csv")
    assert table.rows == [["40", "«70,5»"], ["42", "so bo"]]


@pytest.mark.parametrize(
    ("upper", "lower", "names"),
    [
        ("Đơn vị,Hội viên,,Quỹ", ",Nam,Nữ,", ["Đơn vị", "Hội viên / Nam", "Hội viên / Nữ", "Quỹ"]),
        ("Tỉnh,2023,,", ",Thu,Chi,Dư", ["Tỉnh", "2023 / Thu", "2023 / Chi", "2023 / Dư"]),
        (
            "Tỉnh,Năm 2023,Năm 2023,Quỹ",
            "Tỉnh,Nam,Nữ,",
            ["Tỉnh", "Năm 2023 / Nam", "Năm 2023 / Nữ", "Quỹ"],
        ),
    ],
)
@pytest.mark.parametrize("rows", [1, 2])
def test_a_header_of_two_rows_is_known_above_very_few_rows(
    upper: str, lower: str, names: list[str], rows: int
) -> None:
    data = [["Nghệ An", "5", "3", "10"], ["Huế", "6", "2", "11"]][:rows]
    text = "\n".join([upper, lower, *map(",".join, data)])
    table = read_bytes(text.encode(), "hai.csv")
    assert (table.header, table.rows) == (names, data)


@pytest.mark.parametrize(
    "text",
    [
        "Nghệ An;12.650\n",
        "Nghệ An;2024;12650\nHuế;2024;8100\n",
        "1;Nghệ An;12.650;Đạt\n2;Huế;8.100;Chưa đạt\n",
        "Nghệ An;chưa có;chưa có\nHuế;5;6\nHà Nam;7;8\n",
        "Nghệ An;Số hội viên;12.650\nNghệ An;Số chi hội;1.100\nHuế;Số hội viên;9.100\n",
    ],
)
def test_a_table_without_header_keeps_every_line_as_a_row(text: str) -> None:
    table = read_bytes(text.encode(), "khong.csv")
    assert (table.header, table.rows) == ([], [line.split(";") for line in text.splitlines()])
    assert "header-absent" in {assumption.code for assumption in table.assumptions}


def test_years_name_columns_where_the_figures_look_like_years() -> None:
    table = read_bytes("Tỉnh;2023;2024\nHuế;2050;2060\nHà Nam;2099;2098\n".encode(), "nam.csv")
    assert table.header == ["Tỉnh", "2023", "2024"]
