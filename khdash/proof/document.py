"""Texts from files, and marked texts: Word documents with comments, plain text with notes.

Nothing of a text is written anywhere; a file is bytes in and bytes out.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khdash.locale.words import mark
from khdash.proof.aside import Aside
from khdash.proof.finding import Finding
from khdash.proof.word import Line, cut_out, lines_of
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
_PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
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
    """A text to check; word: the bytes of the Word document that it stood in, b'' if none.

    asides: the lines that stand outside the running text, by where they begin.
    """

    text: str
    name: str = ""
    word: bytes = b""
    asides: Mapping[int, Aside] = field(default_factory=dict)


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
        given = _of_word(data, name)
    elif name.lower().endswith(".txt"):
        given = Given(_decoded(data), name)
    else:
        raise UnusableText("other-kind")
    given_text(given.text)
    return given


def _of_word(data: bytes, name: str) -> Given:
    lines = list(lines_of(_open(data)))
    asides: dict[int, Aside] = {}
    start = 0
    for line in lines:
        if line.aside is not None:
            asides[start] = line.aside
        start += len(line.text) + 1
    return Given("\n".join(line.text for line in lines), name, data, asides)


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


def with_comments(given: Given, findings: Sequence[Finding], words: ProofWords) -> bytes:
    """The Word document with a comment at each figure; of a bare text, a new document of it."""
    import docx

    document = _open(given.word) if given.word else docx.Document()
    if not given.word:
        for text in given.text.splitlines():
            document.add_paragraph(text)
    start = 0
    for line in list(lines_of(document)):
        end = start + len(line.text)
        for finding in findings:
            if start <= finding.start < end:
                _comment(document, line, finding, start, words)
        start = end + 1
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _comment(
    document: Document, line: Line, finding: Finding, start: int, words: ProofWords
) -> None:
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    note = note_of(finding, words)
    if line.told:
        anchors = [] if line.anchor is None else [line.anchor]
        note = f"{words.words(line.told, text=finding.text)} {note}"
    else:
        anchors = cut_out(line.paragraph, finding.start - start, finding.end - start)
    if not anchors:
        return
    own = Paragraph(next(anchors[0].iterancestors(_PARAGRAPH)), document)
    runs = [Run(run, own) for run in anchors]
    document.add_comment(runs, note, words.words(AUTHOR), "SS")


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
