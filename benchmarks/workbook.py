"""Reading a workbook of many sheets: opened once, as a ratio to opening it anew for each sheet."""

from __future__ import annotations

import argparse
import io
import time
import tracemalloc
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from khdash.reading.table import OpenedFile, Request, Table, read_bytes

HEADER = ("Tỉnh", "Năm", "Số hội viên", "Số chi hội", "Số dư quỹ", "Ghi chú")
RUNS = 3
"""Each way is measured this often and its best time counts."""


def main() -> None:
    """Print processor seconds, their ratio and the peak of memory for each format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheets", type=int, default=12)
    parser.add_argument("--rows", type=int, default=1_000)
    given = parser.parse_args()
    names = [f"Biểu {number}" for number in range(1, given.sheets + 1)]
    for kind, write in (("xlsx", xlsx), ("ods", ods)):
        data = write(names, given.rows)
        ways = {"opened once": once, "anew for each sheet": anew}
        spent = {name: seconds(way, data, names) for name, way in ways.items()}
        peak = {name: peak_memory(way, data, names) for name, way in ways.items()}
        first, second = spent.values()
        print(f"{kind}  {given.sheets} sheets of {given.rows:,} rows  {len(data) / 1e6:.1f} MB")
        for name in ways:
            print(f"  {name}: {spent[name]:.2f} s, peak {peak[name]:.0f} MB")
        print(f"  ratio {first / second:.2f}")


def once(data: bytes, names: list[str]) -> list[Table]:
    """Every table, taken from one opened file."""
    opened = OpenedFile(data, "tep")
    return [table for name in names for table in opened.tables(name)]


def anew(data: bytes, names: list[str]) -> list[Table]:
    """Every table, each from a file opened for it alone."""
    return [read_bytes(data, "tep", Request(name)) for name in names]


def rows_of(number: int, count: int) -> Iterator[tuple[object, ...]]:
    """The rows of a sheet, a note in each that no other cell has."""
    yield HEADER
    for row in range(count):
        figures = (1_000 + row * 31 % 89_000, row % 700, row * 977 % 50_000)
        yield (f"Xã số {row}", 2024, *figures, f"trang {number}, dòng {row}")


def xlsx(names: list[str], count: int) -> bytes:
    """As Excel writes them: every text once, in one list for all sheets."""
    strings: dict[str, int] = {}

    def cell(value: object) -> str:
        if isinstance(value, int):
            return f"<c><v>{value}</v></c>"
        return f'<c t="s"><v>{strings.setdefault(str(value), len(strings))}</v></c>'

    def sheet(number: int) -> str:
        rows = (f"<row>{''.join(map(cell, row))}</row>" for row in rows_of(number, count))
        return f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>"

    numbers = range(len(names))
    members = {f"xl/worksheets/{number}.xml": sheet(number) for number in numbers}
    entries = "".join(f'<sheet name="{name}" r:id="r{n}"/>' for n, name in enumerate(names))
    relations = "".join(
        f'<Relationship Id="r{number}" Target="worksheets/{number}.xml"/>' for number in numbers
    )
    texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    return _zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
            "xl/workbook.xml": f'<workbook xmlns:r="r"><sheets>{entries}</sheets></workbook>',
            "xl/sharedStrings.xml": f"<sst>{texts}</sst>",
            **members,
        }
    )


def ods(names: list[str], count: int) -> bytes:
    """All sheets in one document."""
    tables = "".join(
        f'<table:table table:name="{name}">'
        + "".join(f"<table:table-row>{_cells(row)}</table:table-row>" for row in rows)
        + "</table:table>"
        for number, name in enumerate(names)
        for rows in [rows_of(number, count)]
    )
    return _zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": '<office:document-content xmlns:office="o" xmlns:table="t"'
            f' xmlns:text="x"><office:body>{tables}</office:body></office:document-content>',
        }
    )


def _zipped(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _cells(row: tuple[object, ...]) -> str:
    return "".join(
        f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p>'
        "</table:table-cell>"
        if isinstance(cell, int)
        else f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p>'
        "</table:table-cell>"
        for cell in row
    )


def seconds(way: Callable[[bytes, list[str]], list[Table]], data: bytes, names: list[str]) -> float:
    """Processor seconds of the best run."""
    spent = []
    for _ in range(RUNS):
        start = time.process_time()
        way(data, names)
        spent.append(time.process_time() - start)
    return min(spent)


def peak_memory(
    way: Callable[[bytes, list[str]], list[Table]], data: bytes, names: list[str]
) -> float:
    """The most that Python objects held at once, in MB."""
    tracemalloc.start()
    way(data, names)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


if __name__ == "__main__":
    main()
