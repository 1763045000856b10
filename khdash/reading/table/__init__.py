"""Reading a file as text: `read_table`, `read_tables`, or a file opened once for many tables."""

from khdash.reading.table.codes import ASSUMPTIONS, REFUSALS
from khdash.reading.table.limits import Limits, check_file_name
from khdash.reading.table.memo import SHEET as MEMO_SHEET
from khdash.reading.table.memo import memo_lines, working_line
from khdash.reading.table.opened import OpenedFile
from khdash.reading.table.reader import (
    Request,
    file_bytes,
    open_file,
    read_bytes,
    read_table,
    read_tables,
)
from khdash.reading.table.table import (
    Assumption,
    Merge,
    PartInfo,
    Place,
    SheetInfo,
    Table,
    UnusableFile,
    column_letters,
)

__all__ = [
    "ASSUMPTIONS",
    "MEMO_SHEET",
    "REFUSALS",
    "Assumption",
    "Limits",
    "Merge",
    "OpenedFile",
    "PartInfo",
    "Place",
    "Request",
    "SheetInfo",
    "Table",
    "UnusableFile",
    "check_file_name",
    "column_letters",
    "file_bytes",
    "memo_lines",
    "open_file",
    "read_bytes",
    "read_table",
    "read_tables",
    "working_line",
]
