"""Reading a file as text: one table of it with `read_table`, all of them with `read_tables`."""

from khdash.reading.table.codes import ASSUMPTIONS, REFUSALS
from khdash.reading.table.limits import Limits
from khdash.reading.table.reader import (
    Request,
    check_file_name,
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
    "REFUSALS",
    "Assumption",
    "Limits",
    "Merge",
    "PartInfo",
    "Place",
    "Request",
    "SheetInfo",
    "Table",
    "UnusableFile",
    "check_file_name",
    "column_letters",
    "read_bytes",
    "read_table",
    "read_tables",
]
