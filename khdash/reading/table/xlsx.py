"""Reading .xlsx and .xlsm: one pass over a sheet, values as displayed, formulas told apart."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import cached_property

from khdash.reading.composed import composed
from khdash.reading.table.book import Book
from khdash.reading.table.builder import GridBuilder
from khdash.reading.table.grid import Grid
from khdash.reading.table.limits import Limits
from khdash.reading.table.numfmt import BUILT_IN, Render, make_render
from khdash.reading.table.package import Package, StopParsing, parse_xml
from khdash.reading.table.raised import raised
from khdash.reading.table.table import (
    ERROR,
    FORMULA,
    NOT_CALCULATED,
    Merge,
    SheetInfo,
    UnusableFile,
)

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_LONGEST_NUMBER = 40
"""Characters of a number as any program stores it; what is longer is text."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass
class Workbook:
    """Sheets with their members; shared strings and number formats, read for the first sheet."""

    package: Package
    names: list[str] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    since_1904: bool = False

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings that cells name by their number."""
        return _read_strings(self.package)

    @cached_property
    def renders(self) -> list[Render]:
        """How each cell style shows a number."""
        return _read_renders(self.package, self.since_1904)


def open_xlsx(package: Package, limits: Limits) -> Book:
    """The sheets of a workbook. Raises UnusableFile: truncated-spreadsheet, zip-bomb."""
    workbook = _read_workbook(package)
    sheets = [
        SheetInfo(name, hidden, _has_data(package, member))
        for name, hidden, member in zip(
            workbook.names, workbook.hidden, workbook.members, strict=True
        )
    ]

    def read(index: int) -> Grid:
        reader = _SheetReader(workbook, limits)
        parse_xml(package.chunks(workbook.members[index]), reader.start, reader.end, reader.text)
        return reader.finish()

    return Book(sheets, read)


def _nothing(*_: object) -> None:
    return None


def _read_workbook(package: Package) -> Workbook:
    workbook, targets, identifiers = Workbook(package), {}, []

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.join("xl", target)
            targets[attributes.get("Id", "")] = posixpath.normpath(path)

    def entry(name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            workbook.since_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif name == "sheet":
            workbook.names.append(attributes.get("name", ""))
            workbook.hidden.append(attributes.get("state", "visible") != "visible")
            identifiers.append(
                next((value for key, value in attributes.items() if key.endswith(":id")), "")
            )

    parse_xml(package.chunks("xl/_rels/workbook.xml.rels"), relation, _nothing, _nothing)
    parse_xml(package.chunks("xl/workbook.xml"), entry, _nothing, _nothing)
    workbook.members = [targets.get(identifier, "") for identifier in identifiers]
    if not workbook.names:
        raise UnusableFile("truncated-spreadsheet", format="xlsx")
    return workbook


def _has_data(package: Package, member: str) -> bool:
    if member not in package.names:
        return False
    tail = b""
    for chunk in package.chunks(member):
        window = tail + chunk
        if b"<v>" in window or b"<is>" in window or b"<f" in window or b":v>" in window:
            return True
        tail = chunk[-8:]
    return False


def _read_strings(package: Package) -> list[str]:
    member = "xl/sharedStrings.xml"
    strings: list[str] = []
    if member not in package.names:
        return strings
    parts: list[str] = []
    state = {"inside": False, "phonetic": False, "raised": False}
    length = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal length
        if name == "si":
            parts.clear()
            length = 0
            state["raised"] = False
        elif name == "r":
            state["raised"] = False
        elif name == "vertAlign":
            state["raised"] = attributes.get("val") == "superscript"
        elif name == "t":
            state["inside"] = not state["phonetic"]
        elif name == "rPh":
            state["phonetic"] = True

    def end(name: str) -> None:
        if name == "si":
            strings.append(clean_text("".join(parts)))
        elif name == "t":
            state["inside"] = False
        elif name == "rPh":
            state["phonetic"] = False

    def text(data: str) -> None:
        nonlocal length
        if state["inside"]:
            length += len(data)
            if length > package.limits.cell_characters:
                raise UnusableFile(
                    "cell-too-long",
                    limit=package.limits.cell_characters,
                    line=len(strings) + 1,
                )
            parts.append(raised(data) if state["raised"] else data)

    parse_xml(package.chunks(member), start, end, text)
    return strings


def clean_text(text: str) -> str:
    """Text of a cell without the file's own escapes, with Unix line ends and in NFC."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text).replace("\0", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return composed(text)


def _read_renders(package: Package, since_1904: bool) -> list[Render]:
    member = "xl/styles.xml"
    if member not in package.names:
        return []
    formats, styles = dict(BUILT_IN), []
    state = {"inside": False}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt" and attributes.get("numFmtId", "").isdigit():
            formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "General")
        elif name == "cellXfs":
            state["inside"] = True
        elif name == "xf" and state["inside"]:
            identifier = attributes.get("numFmtId", "0")
            styles.append(int(identifier) if identifier.isdigit() else 0)

    def end(name: str) -> None:
        if name == "cellXfs":
            state["inside"] = False
            raise StopParsing

    parse_xml(package.chunks(member), start, end, _nothing)
    made = {style: make_render(formats.get(style, "General"), since_1904) for style in set(styles)}
    return [made[style] for style in styles]


class _SheetReader:
    """Handlers for the XML of one sheet."""

    def __init__(self, workbook: Workbook, limits: Limits) -> None:
        self.strings, self.renders = workbook.strings, workbook.renders
        self.builder = GridBuilder(limits)
        self.merges: list[Merge] = []
        self.shared: dict[str, str] = {}
        self.row = self.column = 0
        self.hidden = False
        self.columns: dict[str, int] = {}
        self.plain = make_render("General")
        self._reset("n", 0)
        self.capture: list[str] | None = None

    def _reset(self, kind: str, style: int) -> None:
        self.kind, self.style = kind, style
        self.value: str | None = None
        self.formula: str | None = None
        self.shared_id = ""
        self.inline: list[str] = []
        self.raised = False
        self.length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._reset(attributes.get("t", "n"), int(attributes.get("s", "0") or 0))
            reference = attributes.get("r")
            self.column = self._column(reference) if reference else self.column + 1
        elif name == "v" or name == "t":
            self.capture = []
        elif name == "r":
            self.raised = False
        elif name == "vertAlign":
            self.raised = attributes.get("val") == "superscript"
        elif name == "f":
            self.capture = []
            self.shared_id = attributes.get("si", "")
        elif name == "row":
            number = attributes.get("r", "")
            self.row = int(number) if number.isdigit() else self.row + 1
            self.column = 0
            self.hidden = attributes.get("hidden") in ("1", "true")
            self.builder.start_row(self.row)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            last = min(int(attributes.get("max", "0")), self.builder.limits.columns)
            self.builder.hidden_columns.update(range(int(attributes.get("min", "1")), last + 1))

    def text(self, data: str) -> None:
        if self.capture is not None:
            self.length += len(data)
            if self.length > self.builder.limits.cell_characters:
                raise UnusableFile(
                    "cell-too-long", limit=self.builder.limits.cell_characters, line=self.row
                )
            self.capture.append(data)

    def end(self, name: str) -> None:
        if name == "c":
            self._cell()
        elif name == "v":
            self.value = "".join(self.capture or [])
            self.capture = None
        elif name == "f":
            self.formula = "".join(self.capture or [])
            self.capture = None
            if self.shared_id and self.formula:
                self.shared[self.shared_id] = self.formula
        elif name == "t":
            text = "".join(self.capture or [])
            self.inline.append(raised(text) if self.raised else text)
            self.capture = None
        elif name == "row":
            self.builder.end_row(self.hidden)

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        found = self.columns.get(letters)
        if found is None:
            match = _REFERENCE.fullmatch(reference)
            if not match:
                raise UnusableFile("truncated-spreadsheet", format="xlsx")
            found = 0
            for letter in match.group(1):
                found = found * 26 + ord(letter) - 64
            self.columns[letters] = found
        return found

    def _merge(self, reference: str) -> None:
        ends = [_REFERENCE.fullmatch(part) for part in reference.split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            first, last = ends[0], ends[1]
            self.merges.append(
                Merge(
                    int(first.group(2)),
                    self._column(first.group()),
                    int(last.group(2)),
                    self._column(last.group()),
                )
            )

    def _cell(self) -> None:
        mark = FORMULA if self.formula is not None else 0
        text = self._text()
        if isinstance(text, tuple):
            text, more = text
            mark |= more
        if mark and self.value in (None, "") and self.kind != "str":
            formula = self.formula or self.shared.get(self.shared_id, "")
            text, mark = "=" + formula, FORMULA | NOT_CALCULATED
        self.builder.put(self.column, text, mark)

    def _text(self) -> str | tuple[str, int]:
        kind, value = self.kind, self.value
        if kind == "inlineStr":
            return clean_text("".join(self.inline))
        if value is None or value == "":
            return ""
        if kind == "s":
            index = int(value) if value.strip().isdigit() else -1
            if not 0 <= index < len(self.strings):
                raise UnusableFile("truncated-spreadsheet", format="xlsx")
            return self.strings[index]
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind == "e":
            return value, ERROR
        if kind in ("str", "d"):
            return clean_text(value)
        return self._number(value)

    def _number(self, value: str) -> str | tuple[str, int]:
        try:
            if len(value) > _LONGEST_NUMBER:
                return value
            number = int(value) if value.lstrip("-").isdigit() else float(value)
        except ValueError:
            return value
        known = 0 <= self.style < len(self.renders)
        render = self.renders[self.style] if known else self.plain
        return render(number)

    def finish(self) -> Grid:
        return self.builder.finish(self.merges)
