"""Small marks of a Word document that python-docx has no words for: fields, borders, repeats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from khdash.report.office.text import clean


def write(
    paragraph: Any, text: str, *, bold: bool | None = None, italic: bool | None = None
) -> Any:
    """A run of clean text; line breaks stay."""
    run = paragraph.add_run(clean(text))
    run.bold, run.italic = bold, italic
    return run


def add_field(paragraph: Any, code: str, shown: str) -> None:
    """A field that Word computes, with what it showed last: PAGE, SEQ."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)


def add_rule(paragraph: Any, left: float, right: float) -> None:
    """A line below a paragraph, shorter than it by these many points on each side."""
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent = Pt(left), Pt(right)
    properties = paragraph._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def repeat_row(row: Any) -> None:
    """Show a row of a table again at the top of each page."""
    _flag(row, "w:tblHeader")


def keep_whole(row: Any) -> None:
    """Never part a row between two pages."""
    _flag(row, "w:cantSplit")


def _flag(row: Any, name: str) -> None:
    flag = OxmlElement(name)
    flag.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(flag)


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """The widths of the columns in centimetres, whatever they hold."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def no_padding(table: Any) -> None:
    """Let the text of cells begin at their very sides."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), "0")
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption")


def shade(cell: Any, colour: str) -> None:
    """Fill a cell of a table."""
    filled = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour.lstrip("#"))):
        filled.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(filled)
