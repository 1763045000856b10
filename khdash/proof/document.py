"""Texts from files, and marked texts: Word documents with comments, plain text with notes.

Nothing of a text is written anywhere; a file is bytes in and bytes out.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from khdash.locale.words import mark
from khdash.proof.finding import Finding
from khdash.proof.words import SIGNS, ProofWords
from khdash.reading.table import Limits, UnusableFile
from khdash.reading.table.encoding import decode
from khdash.reading.table.package import open_package

if TYPE_CHECKING:
    from docx.document import Document

FILE_BYTES = 5 * 1024 * 1024
MOST_LETTERS = 200_000
KINDS = ("docx", "txt")
_LIMITS = Limits(file_bytes=FILE_BYTES, unpacked_bytes=60 * 1024 * 1024)
AUTHOR = mark("Soát số")
_REMOVED = ("del", "moveFrom", "Fallback")
REFUSALS = {
    "too-large": mark(
        "Tệp lớn hơn {limit} MB nên không nhận. Hãy bỏ hình ảnh hoặc dán phần chữ cần soát."
    ),
    "too-long": mark("Văn bản dài hơn {limit} chữ cái nên không soát. Hãy chia thành nhiều phần."),
    "empty": mark("Không có chữ nào trong văn bản. Hãy chọn tệp khác hoặc dán văn bản."),
    "other-kind": mark(
        "Chỉ nhận tệp Word (.docx) và tệp chữ (.txt). Hãy lưu văn bản thành một trong hai loại này."
    ),
    "damaged": mark(
        "Không mở được tệp Word này: tệp hỏng, có mật khẩu hoặc không phải .docx. Hãy mở tệp gốc,"
        " lưu lại rồi chọn lại."
    ),
}


class UnusableText(Exception):
    """A text or file that cannot be checked; `code` is one of REFUSALS."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True)
class Given:
    """A text to check; word: the bytes of the Word document that it stood in, b'' if none."""

    text: str
    name: str = ""
    word: bytes = b""


def given_text(text: str) -> Given:
    """A text that was pasted. Raises UnusableText."""
    if len(text) > MOST_LETTERS:
        raise UnusableText("too-long", limit=MOST_LETTERS)
    if not text.strip():
        raise UnusableText("empty")
    return Given(text)


def read_file(data: bytes, name: str) -> Given:
    """The text of a .docx or .txt file. Raises UnusableText."""
    if len(data) > FILE_BYTES:
        raise UnusableText("too-large", limit=FILE_BYTES // 1024 // 1024)
    if name.lower().endswith(".docx"):
        text, word = "\n".join(_text_of(p) for p in _paragraphs(_open(data))), data
    elif name.lower().endswith(".txt"):
        text, word = _decoded(data), b""
    else:
        raise UnusableText("other-kind")
    given_text(text)
    return Given(text, name, word)


def _decoded(data: bytes) -> str:
    try:
        return decode(data).text if data.strip() else ""
    except UnusableFile as error:
        raise UnusableText("other-kind") from error


def _open(data: bytes) -> Document:
    """The document, once its package is known to be whole and not too large."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        if open_package(data, _LIMITS).format != "docx":
            raise UnusableText("other-kind")
        return docx.Document(io.BytesIO(data))
    except (UnusableFile, PackageNotFoundError, SyntaxError, KeyError, ValueError) as error:
        raise UnusableText("damaged") from error


# Word ------------------------------------------------------------------------------------------


def _paragraphs(document: Document) -> Iterator[Any]:
    """Every paragraph element of the body, those in tables and text boxes among them."""
    from docx.oxml.ns import qn

    for element in document.element.body.iter(qn("w:p")):
        if not _is_removed(element):
            yield element


def _is_removed(element: Any) -> bool:
    return any(parent.tag.rpartition("}")[2] in _REMOVED for parent in element.iterancestors())


def _runs(paragraph: Any) -> list[Any]:
    """The run elements of a paragraph that a reader sees, inserted ones among them."""
    from docx.oxml.ns import qn

    tag = qn("w:p")
    return [
        run
        for run in paragraph.iter(qn("w:r"))
        if next(run.iterancestors(tag)) is paragraph and not _is_removed(run)
    ]


def _text_of(paragraph: Any) -> str:
    return "".join(_plain(run) for run in _runs(paragraph))


def _plain(run: Any) -> str:
    """The text of a run on one line, so that a line break ends no paragraph."""
    return re.sub(r"[\n\r\v\f\u2028\u2029]", " ", run.text)


def with_comments(given: Given, findings: Sequence[Finding], words: ProofWords) -> bytes:
    """The Word document with a comment at each figure; of a bare text, a new document of it."""
    import docx

    document = _open(given.word) if given.word else docx.Document()
    if not given.word:
        for line in given.text.splitlines():
            document.add_paragraph(line)
    start = 0
    for paragraph in list(_paragraphs(document)):
        end = start + len(_text_of(paragraph))
        for finding in findings:
            if start <= finding.start < end:
                _comment(document, paragraph, finding, start, words)
        start = end + 1
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _comment(
    document: Document, paragraph: Any, finding: Finding, start: int, words: ProofWords
) -> None:
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    own = Paragraph(paragraph, document)
    runs = [Run(run, own) for run in _cut(paragraph, finding.start - start, finding.end - start)]
    if runs:
        author = words.words(AUTHOR)
        document.add_comment(runs, note_of(finding, words), author, "SS")


def _cut(paragraph: Any, start: int, end: int) -> list[Any]:
    """The runs that hold a stretch of a paragraph, plain ones cut at its ends."""
    _split(paragraph, end)
    _split(paragraph, start)
    found = []
    at = 0
    for run in _runs(paragraph):
        size = len(_plain(run))
        if size and at < end and start < at + size:
            found.append(run)
        at += size
    return found


def _split(paragraph: Any, place: int) -> None:
    """Cut the run at a place of a paragraph in two, if it holds nothing but its text."""
    from docx.oxml.ns import qn

    at = 0
    for run in _runs(paragraph):
        size = len(_plain(run))
        if at < place < at + size:
            texts = run.findall(qn("w:t"))
            others = [c for c in run if c.tag not in (qn("w:t"), qn("w:rPr"))]
            if others or len(texts) != 1:
                return
            text = texts[0].text or ""
            rest = copy.deepcopy(run)
            run.addnext(rest)
            for part, words in ((run, text[: place - at]), (rest, text[place - at :])):
                piece = part.find(qn("w:t"))
                piece.text = words
                piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            return
        at += size


# Plain text ------------------------------------------------------------------------------------


def with_notes(given: Given, findings: Sequence[Finding], words: ProofWords) -> bytes:
    """The text with a number and a sign behind each figure, and the notes below it."""
    parts: list[str] = []
    at = 0
    for number, finding in enumerate(findings, start=1):
        parts.append(given.text[at : finding.end])
        parts.append(f" [{number}{SIGNS[finding.status]}]")
        at = finding.end
    parts.append(given.text[at:])
    notes = [
        f"[{number}{SIGNS[finding.status]}] {finding.text}: {note_of(finding, words)}"
        for number, finding in enumerate(findings, start=1)
    ]
    whole = "".join(parts).rstrip("\n") + "\n\n" + "-" * 40 + "\n" + "\n".join(notes) + "\n"
    return whole.encode("utf-8-sig")


def note_of(finding: Finding, words: ProofWords) -> str:
    """A finding as one note: verdict, how it was read, our figure."""
    reading = words.reading(finding)
    head = f"{SIGNS[finding.status]} {words.label(finding.status)}"
    return f"{head}{f' ({reading})' if reading else ''}. {words.sentence(finding)}"
