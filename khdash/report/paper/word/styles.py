"""The styles of an administrative document: A4, Times New Roman, black, justified."""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor

from khdash.model.languages import language

FONT = "Times New Roman"
BODY, SMALL, NOTE = 13, 11, 11
"""Points of the text, of tables, of notes and sources."""
INK = RGBColor(0, 0, 0)
MARGINS = {"top": 20, "bottom": 20, "left": 30, "right": 20}
"""Millimetres, within the bounds of the decree."""


def new_document(lang: str) -> Any:
    """An empty document with the page and the styles that the decree asks for."""
    document = Document()
    _page(document.sections[0])
    styles = document.styles
    body = styles["Normal"]
    _font(body, BODY)
    _language(body, language(lang).tag)
    body.paragraph_format.space_after = Pt(6)
    body.paragraph_format.line_spacing = 1.1
    text = styles.add_style("Report Text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = body
    text.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    text.paragraph_format.first_line_indent = Cm(1.0)
    for level, size in ((1, 13), (2, 13), (3, 13)):
        _heading(styles[f"Heading {level}"], size, italic=level == 3)
    caption = styles["Caption"]
    _font(caption, 12, bold=True)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(4), Pt(4)
    note = styles.add_style("Report Note", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = body
    _font(note, NOTE, italic=True)
    note.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    note.paragraph_format.space_after = Pt(3)
    _font(styles["Header"], BODY)
    return document


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, size in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(size))
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True


def _font(style: Any, size: float, *, bold: bool = False, italic: bool = False) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, italic
    font.color.rgb = INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _language(style: Any, code: str) -> None:
    properties = style.element.get_or_add_rPr()
    for known in properties.findall(qn("w:lang")):
        properties.remove(known)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), code)
    properties.append(lang)


def _heading(style: Any, size: float, *, italic: bool) -> None:
    _font(style, size, bold=True, italic=italic)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(10), Pt(4)
    form.keep_with_next = True
    form.first_line_indent = Cm(1.0)
