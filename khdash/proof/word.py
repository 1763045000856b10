"""The lines of a Word document as a reader meets them, each with the place of its comments.

Heads and feet of pages come first, notes after the paragraph that refers to them. Word takes no
comment in either, so theirs stand at a run of the body: the reference, or the first words.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from khdash.locale.words import mark
from khdash.proof.aside import Aside, cells_of

if TYPE_CHECKING:
    from docx.document import Document

_REMOVED = ("del", "moveFrom", "Fallback")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_EDGES = ("header", "footer")
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
IN_EDGE = mark("Ở đầu hoặc chân trang, «{text}»:")
IN_NOTE = mark("Ở chú thích, «{text}»:")


@dataclass(frozen=True)
class Line:
    """A paragraph. aside: None for the running text. anchor: the run of the body at which its
    comments stand, where the paragraph itself is in another part; told: the words that then say
    where the number stands."""

    paragraph: Any
    text: str
    aside: Aside | None = None
    anchor: Any = None
    told: str = ""


def lines_of(document: Document) -> Iterator[Line]:
    """Every paragraph that a reader sees, in order."""
    body = document.element.body
    cells = dict(_cells(document))
    first = next((run for run in body.iter(f"{_W}r") if run.text and not _is_removed(run)), None)
    for part in _parts(document, _EDGES):
        for paragraph in _seen(part):
            yield Line(paragraph, text_of(paragraph), Aside(), first, IN_EDGE)
    notes = {kind: _notes(document, part) for kind, part in _NOTES.items()}
    for paragraph in _seen(body):
        yield Line(paragraph, text_of(paragraph), _aside(paragraph, cells))
        for run in runs_of(paragraph):
            for kind, known in notes.items():
                for reference in run.iter(f"{_W}{kind}"):
                    for inner in known.get(reference.get(f"{_W}id"), ()):
                        yield Line(inner, text_of(inner), Aside(), run, IN_NOTE)


def _aside(paragraph: Any, cells: dict[Any, Aside]) -> Aside | None:
    for parent in paragraph.iterancestors():
        if parent in cells:
            return cells[parent]
        if parent.tag == f"{_W}txbxContent":
            return Aside()
    return None


def _cells(document: Document) -> Iterator[tuple[Any, Aside]]:
    """The cells of tables of figures; those of other tables are running text, like a letterhead."""
    from docx.table import Table

    for element in document.element.body.iter(f"{_W}tbl"):
        rows = [row.cells for row in Table(element, document).rows]
        texts = [[_cell_text(cell._tc) for cell in row] for row in rows]
        figures = list(cells_of(texts)) if rows else []
        if not figures:
            continue
        for row in rows:
            yield from ((cell._tc, Aside()) for cell in row)
        for at, column, aside in figures:
            yield rows[at][column]._tc, aside


def _cell_text(cell: Any) -> str:
    return " ".join(filter(None, (text_of(one) for one in cell.iter(f"{_W}p")))).strip()


def _parts(document: Document, kinds: tuple[str, ...]) -> Iterator[Any]:
    """The roots of the parts of some kinds that belong to the document."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.rpartition("/")[2] in kinds:
            yield parse_xml(relation.target_part.blob)


def _notes(document: Document, kind: str) -> dict[str, list[Any]]:
    """The paragraphs of each note by its number."""
    found: dict[str, list[Any]] = {}
    for root in _parts(document, (kind,)):
        for note in root:
            found[note.get(f"{_W}id", "")] = list(_seen(note))
    return found


def _seen(root: Any) -> Iterator[Any]:
    return (p for p in root.iter(f"{_W}p") if not _is_removed(p))


def _is_removed(element: Any) -> bool:
    return any(parent.tag.rpartition("}")[2] in _REMOVED for parent in element.iterancestors())


def runs_of(paragraph: Any) -> list[Any]:
    """The run elements of a paragraph that a reader sees, inserted ones among them."""
    tag = f"{_W}p"
    return [
        run
        for run in paragraph.iter(f"{_W}r")
        if next(run.iterancestors(tag)) is paragraph and not _is_removed(run)
    ]


def text_of(paragraph: Any) -> str:
    return "".join(map(_plain, runs_of(paragraph)))


def _plain(run: Any) -> str:
    """The text of a run on one line, so that a line break ends no paragraph."""
    return re.sub(r"[\n\r\v\f\u2028\u2029]", " ", run.text)


def cut_out(paragraph: Any, start: int, end: int) -> list[Any]:
    """The runs that hold a stretch of a paragraph, plain ones cut at its ends."""
    _split(paragraph, end)
    _split(paragraph, start)
    found = []
    at = 0
    for run in runs_of(paragraph):
        size = len(_plain(run))
        if size and at < end and start < at + size:
            found.append(run)
        at += size
    return found


def _split(paragraph: Any, place: int) -> None:
    """Cut the run at a place of a paragraph in two, if it holds nothing but its text."""
    at = 0
    for run in runs_of(paragraph):
        size = len(_plain(run))
        if at < place < at + size:
            texts = run.findall(f"{_W}t")
            others = [c for c in run if c.tag not in (f"{_W}t", f"{_W}rPr")]
            if others or len(texts) != 1:
                return
            text = texts[0].text or ""
            rest = copy.deepcopy(run)
            run.addnext(rest)
            for part, words in ((run, text[: place - at]), (rest, text[place - at :])):
                piece = part.find(f"{_W}t")
                piece.text = words
                piece.set(_XML_SPACE, "preserve")
            return
        at += size
