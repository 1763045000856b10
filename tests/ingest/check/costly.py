"""Files that are small and could cost much: long, repeated or deeply nested where it may hurt."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from xml.sax.saxutils import escape

UNITS = ("Hà Nội", "Hưng Yên", "Ninh Bình", "Quảng Ninh", "Hải Phòng", "Phú Thọ")
HEADER = ("Tỉnh", "Năm", "Số hội viên", "Ghi chú")
PLACES = ("label", "year", "cell", "remark", "header", "title")
PIECES = (
    "đã hoàn thành công tác khuyến học năm 2024 của tỉnh và các hội viên, ", "số hội viên ",
    "1.", "1 ", "1/", "1e5", "9", "12/", "2024 ", "1 triệu ", "1 đ  ", "vạn ", "hơn ", "% ",
    " ", "\u00a0", "<a ", "&", "(", "(1) ", "[", "*", "=", "#", "- ", "…", ",", "'", '"', "a.b@",
    "tỉnh ", "năm ", "kh ", " các cấp", "trong đó ", "so với ", "giao ", "oà", "I.", "đồng/",
)  # fmt: skip
"""What a text is made of, again and again."""


def plain(size: int) -> bytes:
    """A table of figures as everybody sends it, of so many bytes."""
    rows = (f"{UNITS[n % 6]};{1990 + n // 6 % 35};{1_000 + n};" for n in range(size))
    return _filled([";".join(HEADER)], rows, size)


def one_text(piece: str, place: str, length: int) -> bytes:
    """A table with one text of so many letters."""
    return _table(place, [_text(piece, length)])


def many_texts(piece: str, place: str, length: int, size: int) -> bytes:
    """A table with as many different texts of so many letters as make up so many bytes."""
    text = _text(piece, length)
    count = size // len(text.encode())
    return _table(place, [f"x{n}{text}" if n % 2 else f"{text}{n}x" for n in range(count)])


def _text(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def _table(place: str, texts: Sequence[str]) -> bytes:
    names = [*HEADER, *texts] if place == "header" else list(HEADER)
    lines = [*texts] if place == "title" else []
    lines.append(";".join(names))
    at = {"label": 0, "year": 1, "cell": 2, "remark": 3}.get(place)
    rows = max(len(UNITS), len(texts) if at is not None else 0)
    for number in range(rows):
        cells = [UNITS[number % 6], str(2000 + number // 6 % 25), str(1_000 + number), ""]
        if at is not None and number < len(texts):
            cells[at] = texts[number]
        lines.append(";".join([*cells, *["1"] * (len(names) - len(HEADER))]))
    return "\n".join(lines).encode()


def _filled(lines: list[str], rows: Iterator[str], size: int) -> bytes:
    length = sum(len(line.encode()) + 1 for line in lines)
    for row in rows:
        length += len(row.encode()) + 1
        if length > size:
            break
        lines.append(row)
    return "\n".join(lines).encode()


def packed(header: Sequence[str], rows: Sequence[Sequence[str]], shared: str = "") -> bytes:
    """A workbook of one sheet; a cell "@" is the shared string."""
    lines = [*([list(header)] if header else []), *map(list, rows)]
    body = "".join(f"<row>{''.join(map(_cell, line))}</row>" for line in lines)
    return _workbook(
        lambda: [b"<worksheet><sheetData>", body.encode(), b"</sheetData></worksheet>"],
        lambda: [b"<sst><si><t>", shared.encode(), b"</t></si></sst>"],
    )


def one_shared_string(megabytes: int) -> bytes:
    """A workbook of some hundred kilobytes whose only text has so many megabytes."""
    row = b'<row><c t="s"><v>0</v></c><c><v>1</v></c></row>'
    return _workbook(
        lambda: [b"<worksheet><sheetData>", row * 3, b"</sheetData></worksheet>"],
        lambda: [b"<sst><si><t>", *[b"a" * 1_000_000] * megabytes, b"</t></si></sst>"],
    )


def _cell(text: str) -> str:
    if text == "@":
        return '<c t="s"><v>0</v></c>'
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _workbook(sheet: Callable[[], list[bytes]], strings: Callable[[], list[bytes]]) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        f'<Relationships><Relationship Id="r1" Type="{kind}/worksheet"'
        ' Target="worksheets/sheet1.xml"/></Relationships>'
    )
    book = f'<workbook xmlns:r="{kind}"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>'
    members = {
        "[Content_Types].xml": [b"<Types/>"],
        "xl/_rels/workbook.xml.rels": [relations.encode()],
        "xl/workbook.xml": [book.encode()],
        "xl/sharedStrings.xml": strings(),
        "xl/worksheets/sheet1.xml": sheet(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, chunks in members.items():
            with target.open(name, "w") as member:
                for chunk in chunks:
                    member.write(chunk)
    return out.getvalue()
