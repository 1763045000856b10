"""Reading .ods: the displayed text and the stored value of a cell, each checked by the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from khdash.reading.table.book import Book
from khdash.reading.table.builder import GridBuilder
from khdash.reading.table.grid import Grid
from khdash.reading.table.limits import Limits
from khdash.reading.table.numfmt import all_digits, date_text, general
from khdash.reading.table.package import FlatFile, Package, parse_xml, parsed_steps
from khdash.reading.table.raised import raised
from khdash.reading.table.table import (
    DATE,
    ERROR,
    FORMULA,
    NOT_CALCULATED,
    NUMBER,
    SHORTENED,
    Merge,
    SheetInfo,
    UnusableFile,
)

_FIGURES = re.compile(r"\d(?:[\d.,\s\u00a0\u202f']*\d)?")
_ERROR = re.compile(r"#[A-Z/0!?]+|Err:\d+|Lỗi:\d+", re.IGNORECASE)
_SHEET_END = re.compile(rb"</(?:[\w.-]+:)?table\s*>")
_LONGEST_END = 64  # bytes; a longer end tag that a chunk cuts only costs a second pass
_DURATION = re.compile(r"PT(\d+)H(\d+)M([\d.]+)S")


def open_ods(package: Package | FlatFile, limits: Limits) -> Book:
    """The sheets of a workbook. Raises UnusableFile: truncated-spreadsheet, zip-bomb."""
    scan = _Scan()
    parse_xml(package.chunks("content.xml"), scan.start, scan.end, scan.text, "ods")
    sheets = [
        SheetInfo(name, style in scan.hidden_styles, data)
        for name, style, data in zip(scan.names, scan.styles, scan.data, strict=True)
    ]
    return Book(sheets, _Pass(package, limits).read)


class _Pass:
    """Goes through the content once for all sheets that are asked for in their order."""

    def __init__(self, package: Package | FlatFile, limits: Limits) -> None:
        self._package, self._limits = package, limits
        self._rewind()

    def _rewind(self) -> None:
        self._sheet = handlers = _SheetReader(self._limits)
        pieces = _sheet_by_sheet(self._package.chunks("content.xml"))
        self._steps = parsed_steps(pieces, handlers.start, handlers.end, handlers.text, "ods")

    def read(self, index: int) -> Grid:
        """One sheet; what was asked for out of order is read from the top."""
        if index <= self._sheet.index:
            self._rewind()
        self._sheet.choose(index)
        try:
            for _ in self._steps:
                if self._sheet.is_past(index):
                    break
        except UnusableFile:
            self._rewind()
            raise
        return self._sheet.finish()


def _sheet_by_sheet(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, no piece of which reaches beyond the end of a sheet."""
    rest = b""
    for chunk in chunks:
        chunk, begun = rest + chunk, 0
        for end in _SHEET_END.finditer(chunk):
            yield chunk[begun : end.end()]
            begun = end.end()
        tag = chunk.rfind(b"<", max(begun, len(chunk) - _LONGEST_END))
        cut = tag if tag >= 0 and chunk.find(b">", tag) < 0 else len(chunk)
        yield chunk[begun:cut]
        rest = chunk[cut:]
    yield rest


def _local(attributes: dict[str, str]) -> dict[str, str]:
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}


class _Scan:
    """Names of the sheets, which are hidden, which have text."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.styles: list[str] = []
        self.data: list[bool] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self.style = attributes.get("style:name", "")
        elif name == "table-properties" and attributes.get("table:display") == "false":
            self.hidden_styles.add(self.style)
        elif name == "table":
            self.depth += 1
            if self.depth == 1:
                self.names.append(attributes.get("table:name", ""))
                self.styles.append(attributes.get("table:style-name", ""))
                self.data.append(False)
        elif name == "table-cell" and self.data and "office:value-type" in attributes:
            self.data[-1] = True

    def end(self, name: str) -> None:
        if name == "table":
            self.depth -= 1

    def text(self, data: str) -> None:
        return None


@dataclass
class _Cell:
    attributes: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    covered: bool = False


class _SheetReader:
    """Handlers that collect one sheet at a time, repeated cells and rows within the limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.index, self.depth = -1, 0
        self.style, self.raised_styles, self.above = "", set[str](), False
        self.choose(0)

    def choose(self, index: int) -> None:
        """Collect this sheet, which still lies ahead."""
        self.chosen = index
        self.builder = GridBuilder(self.limits)
        self.merges: list[Merge] = []
        self.row = self.column = self.column_count = 0
        self.repeat = 1
        self.hidden = False
        self.cells: list[tuple[int, str, int]] = []
        self.cell: _Cell | None = None
        self.note = 0
        self.paragraph = 0

    def is_past(self, index: int) -> bool:
        """Whether a sheet has ended."""
        return self.index > index or (self.index == index and self.depth == 0)

    @property
    def active(self) -> bool:
        return self.index == self.chosen and self.depth == 1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self.depth += 1
            self.index += self.depth == 1
            return
        if name == "style":
            self.style = attributes.get("style:name", "")
        elif attributes.get("style:text-position", "").startswith("super"):
            self.raised_styles.add(self.style)
        if not self.active:
            return
        if name == "table-row":
            self._start_row(_local(attributes))
        elif name in ("table-cell", "covered-table-cell"):
            self.cell = _Cell(_local(attributes), [], name == "covered-table-cell")
        elif name == "table-column":
            self._start_column(_local(attributes))
        elif name == "annotation":
            self.note += 1
        elif name == "p" and self.cell and not self.note:
            self.paragraph += 1
            self.cell.lines.append("")
        elif self.paragraph and self.cell and self.cell.lines and not self.note:
            self._inline(name, attributes)

    def _inline(self, name: str, attributes: dict[str, str]) -> None:
        cell = self.cell
        if cell is None:
            return
        if name == "span":
            self.above = attributes.get("text:style-name", "") in self.raised_styles
        elif name == "s":
            count = attributes.get("text:c", "1")
            cell.lines[-1] += " " * min(int(count) if count.isdigit() else 1, 1_000)
        elif name == "tab":
            cell.lines[-1] += "\t"
        elif name == "line-break":
            cell.lines[-1] += "\n"

    def text(self, data: str) -> None:
        if self.paragraph and self.cell and not self.note:
            self.cell.lines[-1] += raised(data) if self.above else data

    def end(self, name: str) -> None:
        if name == "span":
            self.above = False
        if name == "table":
            self.depth -= 1
        elif not self.active:
            return
        elif name in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif name == "table-row":
            self._end_row()
        elif name == "annotation":
            self.note -= 1
        elif name == "p" and self.paragraph and not self.note:
            self.paragraph -= 1

    def _start_column(self, attributes: dict[str, str]) -> None:
        count = _count(attributes, "number-columns-repeated")
        if attributes.get("visibility", "visible") != "visible":
            last = min(self.column_count + count, self.builder.limits.columns)
            self.builder.hidden_columns.update(range(self.column_count + 1, last + 1))
        self.column_count += count

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.repeat = _count(attributes, "number-rows-repeated")
        self.hidden = attributes.get("visibility", "visible") != "visible"
        self.column, self.cells = 0, []

    def _end_cell(self) -> None:
        cell, self.cell = self.cell, None
        if cell is None:
            return
        count = _count(cell.attributes, "number-columns-repeated")
        text, mark = ("", 0) if cell.covered else _cell_text(cell)
        if text:
            self.builder.copy(min(count, self.builder.limits.columns + 1) - 1)
            for step in range(min(count, self.builder.limits.columns + 1)):
                self.cells.append((self.column + step + 1, text, mark))
        across = _count(cell.attributes, "number-columns-spanned")
        down = _count(cell.attributes, "number-rows-spanned")
        if across > 1 or down > 1:
            top, left = self.row + 1, self.column + 1
            self.merges.append(Merge(top, left, top + down - 1, left + across - 1))
        self.column += count

    def _end_row(self) -> None:
        if self.cells:
            self.builder.copy((self.repeat - 1) * len(self.cells))
            for _ in range(self.repeat):
                self.row += 1
                self.builder.start_row(self.row)
                for column, text, mark in self.cells:
                    self.builder.put(column, text, mark)
                self.builder.end_row(self.hidden)
        else:
            self.row += self.repeat

    def finish(self) -> Grid:
        return self.builder.finish(self.merges)


def _count(attributes: dict[str, str], name: str) -> int:
    value = attributes.get(name, "1")
    return max(1, int(value)) if value.isdigit() and len(value) < 9 else 1


def _cell_text(cell: _Cell) -> tuple[str, int]:
    kind = cell.attributes.get("value-type", "")
    shown = "\n".join(cell.lines)
    formula = cell.attributes.get("formula")
    mark = FORMULA if formula is not None else 0
    if formula is not None and not kind:
        return "=" + re.sub(r"^\w+:=?", "", formula).lstrip("="), FORMULA | NOT_CALCULATED
    if kind == "error" or (mark and _ERROR.fullmatch(shown.strip())):
        return shown or "#N/A", mark | ERROR
    if kind in ("float", "percentage", "currency"):
        text = canonical(cell.attributes.get("value", ""), shown, kind == "percentage")
        shorter = len(re.sub(r"\D", "", shown)) < len(re.sub(r"\D", "", text))
        return text, mark | NUMBER | (SHORTENED if shorter else 0)
    if kind == "date":
        return date_as_shown(cell.attributes.get("date-value", ""), shown), mark | DATE
    if kind == "time":
        return _time(cell.attributes.get("time-value", ""), shown), mark | DATE
    return shown, mark


def canonical(value: str, shown: str, percent: bool = False) -> str:
    """The stored number in the displayed scale, with the words displayed around it.

    >>> canonical("1234.56", "1.235"), canonical("0.8625", "86,3%", True)
    ('1234.56', '86.25 %')
    >>> canonical("1234", "1.234 triệu"), canonical("-0.5", "-0,50")
    ('1234 triệu', '-0.50')
    """
    try:
        number = float(value)
        exact = Decimal(format(number, ".15g"))
    except (InvalidOperation, ValueError):
        return shown
    if percent:
        exact *= 100
    found = _FIGURES.search(shown)
    figures = re.sub(r"\D", "", found.group()) if found else ""
    for scale in (0, 3, 6, 9):
        text = _matching(abs(exact).scaleb(-scale), figures)
        if text is not None and found:
            whole = abs(exact).scaleb(-scale)
            text = text if Decimal(text) == whole else all_digits(whole)
            sign = "-" if exact < 0 and float(text) else ""
            before = re.sub(r"[()+\-−]", "", shown[: found.start()]).strip()
            after = re.sub(r"[)]", "", shown[found.end() :]).replace("%", "").rstrip()
            gap = " " if before[-1:].isalpha() else ""
            return f"{sign}{before}{gap}{text}{' %' if '%' in shown else ''}{after}"
    return general(number * 100 if percent else number) + (" %" if percent else "")


def _matching(exact: Decimal, figures: str) -> str | None:
    """The rounding of a number whose digits are exactly those displayed."""
    if not figures or len(figures) > 40:
        return None
    for decimals in range(len(figures)):
        try:
            text = format(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), "f")
        except InvalidOperation:
            return None
        digits = text.replace(".", "")
        if digits == figures:
            return text
        if digits.zfill(len(figures)) == figures:
            whole, point, rest = text.partition(".")
            return whole.zfill(len(figures) - len(rest)) + point + rest
    return None


def date_as_shown(value: str, shown: str) -> str:
    """A stored date in ISO spelling, with the parts that the displayed text has."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return shown
    if re.fullmatch(r"\D*(\d{4})\D*", shown):
        return f"{moment:%Y}"
    if re.fullmatch(r"\D*\d{1,2}\D\d{4}\D*|\D*\d{4}\D\d{1,2}\D*", shown):
        return f"{moment:%Y-%m}"
    parts = {"year", "month", "day"}
    if ":" in shown:
        parts |= {"hour", "minute"} | ({"second"} if shown.count(":") > 1 else set())
    return date_text(moment, parts)


def _time(value: str, shown: str) -> str:
    found = _DURATION.fullmatch(value)
    if not found:
        return shown
    hours, minutes, seconds = int(found.group(1)), int(found.group(2)), float(found.group(3))
    clock = f"{hours:02d}:{minutes:02d}"
    return clock if shown.count(":") < 2 and not seconds else f"{clock}:{int(seconds):02d}"
