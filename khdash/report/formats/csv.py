"""CSV: the machine columns of an exhibit."""

from __future__ import annotations

from khdash.exhibit.core.exhibit import Exhibit
from khdash.locale import Words, mark
from khdash.report.csv_text import csv_file, frame_rows
from khdash.report.format import Format
from khdash.report.table import demo_mark, file_table


def to_csv(exhibit: Exhibit) -> bytes:
    """What is shown, a row a mark or cell, each figure with its unit, form, basis and precision.

    Comma between cells and '.' as the decimal mark, whatever the reader's language: a file for
    programs. Generated figures carry a last column that says so.
    """
    table = file_table(exhibit)
    if exhibit.demo:
        table = table.assign(notice=demo_mark(Words(exhibit.selection.lang)))
    return csv_file(frame_rows(table), flags=("False", "True"))


CSV = Format(
    code="csv",
    extension="csv",
    mime="text/csv",
    label="CSV",
    help=mark("CSV cho máy đọc: dấu phẩy ngăn cột, dấu chấm thập phân"),
    make=to_csv,
)
