"""Title, header rows, totals, signatures and a second table are told apart and none is lost."""

from __future__ import annotations

import pytest

from khdash.reading.table import Request, Table, UnusableFile, read_bytes


def read(text: str, **wanted: object) -> Table:
    return read_bytes(text.encode(), "bieu.csv", Request(**wanted))  # type: ignore[arg-type]


def codes(table: Table) -> set[str]:
    return {assumption.code for assumption in table.assumptions}


def test_a_report_with_title_two_header_rows_total_and_signatures() -> None:
    table = read(
        "HỘI KHUYẾN HỌC TỈNH HƯNG YÊN;;;;\n"
        "BIỂU TỔNG HỢP NĂM 2022;;;;\n"
        ";;;;Đơn vị tính: triệu đồng\n"
        "TT;Huyện;Quỹ khuyến học;;Hội viên\n"
        ";;Thu;Chi;\n"
        "A;B;1;2;3\n"
        "1;Văn Lâm;12,5;3;1.204\n"
        "2;Mỹ Hào;;;980\n"
        ";Tổng cộng;12,5;3;2.184\n"
        "Ghi chú: số liệu ước;;;;\n"
        ";Người lập biểu;;;CHỦ TỊCH\n"
        ";;;;(đã ký)\n"
    )
    assert table.header == [
        "TT",
        "Huyện",
        "Quỹ khuyến học / Thu",
        "Quỹ khuyến học / Chi",
        "Hội viên",
    ]
    assert table.rows == [["1", "Văn Lâm", "12,5", "3", "1.204"], ["2", "Mỹ Hào", "", "", "980"]]
    assert table.totals == [["", "Tổng cộng", "12,5", "3", "2.184"]]
    assert table.totals_after == [2]
    assert [row[0] or row[4] for row in table.preamble] == [
        "HỘI KHUYẾN HỌC TỈNH HƯNG YÊN",
        "BIỂU TỔNG HỢP NĂM 2022",
        "Đơn vị tính: triệu đồng",
    ]
    assert len(table.trailer) == 3
    assert table.skipped == [["A", "B", "1", "2", "3"]]
    assert codes(table) == {
        "preamble-set-apart",
        "trailer-set-apart",
        "total-row-set-apart",
        "column-numbering-row",
        "group-heading-spread",
    }


def test_every_cell_knows_its_line_and_column() -> None:
    table = read('BIỂU SỐ 1\n\nTỉnh;Hội viên;Năm\n"Hà\nNội";12;2022\nHà Nam;13;2022\nCộng;25;\n')
    assert table.place(1, 1).cell == "B6"
    assert (table.place(0, 0).line, table.place(1, 2).column) == (4, 3)
    assert table.place(0, 1, "header").cell == "B3"
    assert table.place(0, 1, "totals").cell == "B7"


def test_years_as_names_are_a_header() -> None:
    table = read("Tỉnh,2020,2021,2022\nHà Nội,12,13,14\nHà Nam,,5,6\n")
    assert table.header == ["Tỉnh", "2020", "2021", "2022"]
    assert table.rows == [["Hà Nội", "12", "13", "14"], ["Hà Nam", "", "5", "6"]]


@pytest.mark.parametrize(
    "text",
    [
        "Hà Nội,2020,12\nHà Nam,2020,5\nHưng Yên,2020,7\n",
        "1;2;3\n4;5;6\n",
        "28/01/2018,00:00,MG-8769,$74.69\n29/01/2018,00:15,RI-3895,$29.81\n",
    ],
)
def test_without_a_header_every_line_is_data(text: str) -> None:
    table = read(text)
    assert table.header == []
    assert len(table.rows) == text.count("\n")
    assert codes(table) == {"header-absent"}


def test_a_first_data_row_with_blanks_is_not_taken_for_a_title() -> None:
    table = read("Tỉnh;Hội viên;Quỹ\nHà Nội;;\nHà Nam;12;3\nHưng Yên;13;4\n")
    assert table.rows[0] == ["Hà Nội", "", ""]
    assert not table.preamble


def test_a_last_row_with_blanks_is_not_taken_for_a_note() -> None:
    table = read("Tỉnh;Hội viên;Quỹ\nHà Nội;1;2\nHà Nam;12;3\nHưng Yên;;\n")
    assert table.rows[-1] == ["Hưng Yên", "", ""]
    assert not table.trailer


def test_an_indicator_that_starts_with_the_word_total_is_data() -> None:
    table = read("Chỉ tiêu;Đơn vị;Hà Nội\nTổng số hội viên;người;1.953.233\nQuỹ;triệu đồng;52,1\n")
    assert [row[0] for row in table.rows] == ["Tổng số hội viên", "Quỹ"]


def test_one_two_three_under_three_names_is_data() -> None:
    table = read("a,b,c\n1,2,3\n4,5,6\n")
    assert table.rows == [["1", "2", "3"], ["4", "5", "6"]]


def test_a_row_too_long_widens_the_table_and_a_row_too_short_is_padded() -> None:
    table = read("a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2,3\n")
    assert table.header == ["a", "b", "c", ""]
    assert table.rows[1:3] == [["4", "5", "", ""], ["6", "7", "8", "9"]]
    assert table.ragged == [1, 2]
    assert [(a.code, a.params) for a in table.assumptions] == [
        ("row-too-short", {"line": 3, "cells": 2, "expected": 3}),
        ("row-too-long", {"line": 4, "cells": 4, "expected": 3}),
    ]


def test_two_tables_are_offered_one_by_one() -> None:
    text = (
        "Bảng 1. Hội viên\nTỉnh;Hội viên\nHà Nội;12\nHà Nam;13\n\n"
        "Bảng 2. Quỹ\nTỉnh;Số dư quỹ;Năm\nHà Nội;5,2;2022\nHà Nam;6,1;2022\n"
    )
    first, second = read(text), read(text, part=2)
    assert first.rows == [["Hà Nội", "12"], ["Hà Nam", "13"]]
    assert second.header == ["Tỉnh", "Số dư quỹ", "Năm"]
    assert second.rows == [["Hà Nội", "5,2", "2022"], ["Hà Nam", "6,1", "2022"]]
    assert [(a.params) for a in first.assumptions if a.code == "another-table"] == [
        {"part": 2, "from": 6, "to": 9}
    ]
    with pytest.raises(UnusableFile) as refusal:
        read(text, part=3)
    assert (refusal.value.code, refusal.value.params) == ("unknown-part", {"part": 3, "parts": 2})


def test_a_header_repeated_on_the_next_page_is_no_row() -> None:
    table = read("Tỉnh;HV\nHà Nội;1\nHà Nam;2\nTỉnh;HV\nHưng Yên;3\n")
    assert [row[0] for row in table.rows] == ["Hà Nội", "Hà Nam", "Hưng Yên"]
    assert [a.params for a in table.assumptions if a.code == "repeated-header"] == [{"line": 4}]


def test_one_column_of_decimals_is_not_split_at_the_comma() -> None:
    assert read("Tỷ lệ\n86,2\n71,25\n").rows == [["86,2"], ["71,25"]]


def test_names_alone_are_one_column_and_the_header_is_only_assumed() -> None:
    table = read("Tỉnh\nHà Nội\nVĩnh Phúc\nHưng Yên\n")
    assert (table.header, len(table.rows)) == (["Tỉnh"], 3)
    assert codes(table) == {"header-assumed"}


def test_columns_aligned_by_spaces_read_as_columns() -> None:
    table = read(
        "Tinh         Hoi vien   Ty le\nHa Noi       1953233    22,9\n"
        "Vinh Phuc    303000     25,1\n"
    )
    assert table.rows == [["Ha Noi", "1953233", "22,9"], ["Vinh Phuc", "303000", "25,1"]]


def test_a_line_that_names_the_separator_is_obeyed() -> None:
    table = read("sep=;\nTỉnh;HV\nHà Nội;1,5\n")
    assert table.rows == [["Hà Nội", "1,5"]]
    assert table.place(0, 0).line == 3


def test_typographic_and_single_quotes_enclose_cells() -> None:
    assert read("Tỉnh,Ghi chú,N\nHà Nội,“a, b”,1\nHà Nam,“c”,2\n").rows[0][1] == "a, b"
    assert read("'Tỉnh';'Ghi chú'\n'Hà Nội';'a;b'\n'Hà Nam';'c'\n").rows[0] == ["Hà Nội", "a;b"]


def test_a_named_delimiter_wins() -> None:
    assert read("a;b,c\n1;2,3\n", delimiter=",").header == ["a;b", "c"]
