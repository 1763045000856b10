"""Word documents for tests, as a secretary writes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import docx
from docx.document import Document
from docx.table import Table

Cell = str | None
"""Text; None continues the cell to the left, "^" the one above."""


def document(fill: Callable[[Document], object]) -> bytes:
    made = docx.Document()
    fill(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def add_table(made: Document, rows: Sequence[Sequence[Cell]]) -> Table:
    """A table whose cells are merged where they say so."""
    table = made.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text is not None and text != "^":
                right = column
                while right + 1 < len(row) and row[right + 1] is None:
                    right += 1
                below = at
                while below + 1 < len(rows) and rows[below + 1][column] == "^":
                    below += 1
                cell = table.cell(at, column)
                if (below, right) != (at, column):
                    cell = cell.merge(table.cell(below, right))
                cell.text = text
    return table


def with_body(body: str) -> bytes:
    """A document of this XML, for what no library writes."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = (
        f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", "<Types/>")
        target.writestr("word/document.xml", text)
    return out.getvalue()
