"""A file is opened once, and its tables are the same in whatever order they are taken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.parsers import expat

import openpyxl
import pytest
import xlrd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khdash.reading.table import Limits, OpenedFile, Request, Table, UnusableFile, read_bytes
from khdash.reading.table import package as packages

SHEETS = 12
HIDDEN, BLANK, LEGACY, TWO_TABLES = 3, 5, 7, 9
Row = list[object]


def rows_of(number: int) -> list[Row]:
    """The rows of a sheet: most hold one table, one is blank, one holds two, one is in TCVN3."""
    if number == BLANK:
        return []
    if number == LEGACY:
        return [["TØnh", "Héi viªn"], ["Hµ Néi", 5], ["H¶i D­¬ng", 6], ["Th¸i B×nh", 7]]
    one: list[Row] = [["Tỉnh", f"Hội viên {number}"], ["Hà Nam", number], ["Nam Định", number + 20]]
    return [*one, [], ["Tỉnh", "Quỹ"], ["Huế", 7], ["Hà Nam", 8]] if number == TWO_TABLES else one


def write_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number in range(1, SHEETS + 1):
        sheet = book.create_sheet(f"Biểu {number}")
        for row in rows_of(number):
            sheet.append(row)
        if number == HIDDEN:
            sheet.sheet_state = "hidden"
    book.save(path)


def as_html() -> bytes:
    def cells(row: Row) -> str:
        return "".join(f"<td>{cell}</td>" for cell in row)

    tables = [
        "<table>" + "".join(f"<tr>{cells(row)}</tr>" for row in rows_of(number)) + "</table>"
        for number in range(1, SHEETS + 1)
    ]
    return f"<html><meta charset='utf-8'><body>{''.join(tables)}</body></html>".encode()


def as_xml() -> bytes:
    def cell(value: object) -> str:
        kind = "Number" if isinstance(value, int) else "String"
        return f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>'

    def sheet(number: int) -> str:
        rows = "".join(f"<Row>{''.join(map(cell, row))}</Row>" for row in rows_of(number))
        shown = "SheetHidden" if number == HIDDEN else "SheetVisible"
        return (
            f'<Worksheet ss:Name="Biểu {number}"><Table>{rows}</Table>'
            f"<WorksheetOptions><Visible>{shown}</Visible></WorksheetOptions></Worksheet>"
        )

    return (
        '<?xml version="1.0"?>'
        '<Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f"{''.join(map(sheet, range(1, SHEETS + 1)))}</Workbook>"
    ).encode()


def as_csv() -> bytes:
    lines = [";".join(map(str, row)) for row in rows_of(TWO_TABLES)]
    return "\n".join(lines).encode()


@pytest.fixture(scope="session")
def files(
    convert: Callable[[Path, str], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """The same twelve sheets in every format that the reader knows."""
    source = tmp_path_factory.mktemp("twelve") / "muoi_hai.xlsx"
    write_xlsx(source)
    kinds = ("xlsx", "xls", "ods", "fods")  # that of openpyxl has no shared strings
    converted = {kind: convert(source, kind).read_bytes() for kind in kinds}
    return {"html": as_html(), "xml": as_xml(), "csv": as_csv(), **converted}


FORMATS = ("xlsx", "xls", "ods", "fods", "xml", "html", "csv")


def taken(opened: OpenedFile, sheet: str | None) -> list[Table] | tuple[str, dict[str, Any]]:
    """The tables of a sheet, or why there are none."""
    try:
        return opened.tables(sheet)
    except UnusableFile as fault:
        return fault.code, fault.params


def names(data: bytes) -> list[str | None]:
    """Every sheet by name, the one that is read where none is named, and one that is not there."""
    return [*(info.name for info in read_bytes(data, "a").sheets), None, "Biểu 99"]


@pytest.mark.parametrize("kind", FORMATS)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(choice=st.data())
def test_tables_taken_in_any_order_are_those_of_a_fresh_opening(
    kind: str, files: dict[str, bytes], choice: st.DataObject
) -> None:
    data = files[kind]
    order = choice.draw(st.lists(st.sampled_from(names(data)), min_size=1, max_size=16))
    opened = OpenedFile(data, "a")
    for sheet in order:
        assert taken(opened, sheet) == taken(OpenedFile(data, "a"), sheet)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_table_is_the_same_alone_and_among_all_of_its_sheet(
    kind: str, files: dict[str, bytes]
) -> None:
    opened = OpenedFile(files[kind], "a")
    several = [
        (sheet, table)
        for sheet in names(files[kind])
        if isinstance(tables := taken(opened, sheet), list)
        for table in tables
    ]
    assert max(table.part for _, table in several) == 2
    for sheet, table in several:
        assert read_bytes(files[kind], "a", Request(sheet, part=table.part)) == table


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "xml"])
def test_every_sheet_gives_what_was_written_into_it(kind: str, files: dict[str, bytes]) -> None:
    opened = OpenedFile(files[kind], "a")
    for number in set(range(1, SHEETS + 1)) - {BLANK, LEGACY}:
        first = opened.table(f"Biểu {number}")
        assert first.header == ["Tỉnh", f"Hội viên {number}"]
        assert first.rows == [["Hà Nam", str(number)], ["Nam Định", str(number + 20)]]
    assert opened.table(f"Biểu {LEGACY}").header == ["Tỉnh", "Hội viên"]
    assert taken(opened, f"Biểu {BLANK}") == ("no-data", {"sheet": f"Biểu {BLANK}"})


# How often ---------------------------------------------------------------------------------------


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often archives, old workbooks and XML documents are opened."""
    counts = {"zip": 0, "xls": 0, "xml": 0, "members": 0}

    def counting(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            counts[name] += 1
            return real(*args, **more)

        return call

    real_zip, real_xls = zipfile.ZipFile, xlrd.open_workbook
    monkeypatch.setattr(packages.zipfile, "ZipFile", counting("zip", real_zip))
    monkeypatch.setattr(real_zip, "open", counting("members", real_zip.open))
    monkeypatch.setattr(xlrd, "open_workbook", counting("xls", real_xls))
    monkeypatch.setattr(expat, "ParserCreate", counting("xml", expat.ParserCreate))
    return counts


@pytest.mark.parametrize(
    ("kind", "opened"),
    [
        # the relations, the workbook, the strings, the styles; each of 11 sheets twice: looked
        # through for data, then read; the blank one is only looked through
        ("xlsx", {"zip": 1, "xls": 0, "xml": 4 + 11, "members": 4 + 12 + 11}),
        ("xls", {"zip": 0, "xls": 1, "xml": 0, "members": 0}),
        # looked through for the names of the sheets, then read, whatever the number of sheets
        ("ods", {"zip": 1, "xls": 0, "xml": 2, "members": 2 + 2}),
        ("fods", {"zip": 0, "xls": 0, "xml": 2, "members": 0}),
        ("xml", {"zip": 0, "xls": 0, "xml": 1, "members": 0}),
    ],
)
def test_a_workbook_of_twelve_sheets_is_opened_once(
    kind: str, opened: dict[str, int], files: dict[str, bytes], counted: dict[str, int]
) -> None:
    file = OpenedFile(files[kind], "a")
    for info in file.tables()[0].sheets[1:]:
        if info.has_data:
            file.tables(info.name)
    assert counted == opened


@pytest.mark.parametrize("size", [7, 64, 1_000])
@pytest.mark.parametrize("kind", ["ods", "fods"])
def test_the_end_of_a_sheet_may_lie_across_two_pieces_of_the_file(
    kind: str, size: int, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = OpenedFile(files[kind], "a")
    expected = {sheet: taken(whole, sheet) for sheet in names(files[kind])}
    monkeypatch.setattr(packages, "_CHUNK", size)
    cut = OpenedFile(files[kind], "a")
    assert {sheet: taken(cut, sheet) for sheet in expected} == expected


# Limits ------------------------------------------------------------------------------------------


def in_ods(*tables: str) -> bytes:
    """An .ods whose content is these tables."""
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x">'
        f"<office:body>{''.join(tables)}</office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
    return out.getvalue()


def sheet_of(name: str, repeated: int = 1) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    head = "<table:table-row>" + cell.format("Tỉnh") + cell.format("Tên") + "</table:table-row>"
    row = (
        f'<table:table-row table:number-rows-repeated="{repeated}">'
        + cell.format(name) * 2
        + "</table:table-row>"
    )
    return f'<table:table table:name="{name}">{head}{row}</table:table>'


def test_a_sheet_beyond_the_limits_does_not_spoil_the_others() -> None:
    data = in_ods(sheet_of("Một"), sheet_of("Hai", 900), sheet_of("Ba"))
    opened = OpenedFile(data, "a", limits=Limits(cells=500))
    assert taken(opened, "Hai") == ("too-many-cells", {"limit": 500})
    assert [opened.table(name).rows for name in ("Ba", "Một")] == [[["Ba"] * 2], [["Một"] * 2]]
    assert taken(opened, "Hai") == ("too-many-cells", {"limit": 500})


def test_a_sheet_that_is_named_a_thousand_times_is_unpacked_within_the_limit() -> None:
    """Each name costs next to nothing, and each reading of the sheet all of it."""
    entry = '<sheet name="S{0}" sheetId="{0}" r:id="r1"/>'
    big = "<row>" + "<c><v>1</v></c>" * 2 + "</row>"
    members = {
        "[Content_Types].xml": "<Types/>",
        "xl/_rels/workbook.xml.rels": '<R><Relationship Id="r1" Target="worksheets/s.xml"/></R>',
        "xl/workbook.xml": '<workbook xmlns:r="r"><sheets>'
        + "".join(map(entry.format, range(1_000)))
        + "</sheets></workbook>",
        "xl/worksheets/s.xml": f"<worksheet><sheetData>{big * 400}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    with pytest.raises(UnusableFile) as error:
        OpenedFile(out.getvalue(), "a", limits=Limits(unpacked_bytes=100_000))
    assert error.value.code == "zip-bomb"
