"""Broken and hostile files: each ends in a coded refusal, soon and within bounded memory."""

from __future__ import annotations

import io
import random
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from khdash.reading.table import Limits, Request, UnusableFile, read_bytes, read_table


def refused(data: bytes, name: str = "tep.csv", limits: Limits | None = None) -> UnusableFile:
    with pytest.raises(UnusableFile) as refusal:
        read_bytes(data, name, Request(limits=limits or Limits()))
    return refusal.value


def workbook(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def patched(data: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with its first sheet's XML changed."""
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = source.read(name)
            if name.endswith("sheet1.xml"):
                assert old in member
                member = member.replace(old, new)
            target.writestr(name, member)
    return out.getvalue()


def small(book: openpyxl.Workbook) -> None:
    book.active.append(["Tỉnh", "HV"])
    book.active.append(["Hà Nội", 1])


@pytest.mark.parametrize("data", [b"", b"\n\n", b"  \r\n \r\n", b"\xef\xbb\xbf"])
def test_a_file_without_text_is_empty(data: bytes) -> None:
    assert refused(data).code == "empty-file"


@pytest.mark.parametrize("data", [b",,,\n,,,\n", workbook(lambda book: None)])
def test_a_file_with_empty_cells_alone_has_no_data(data: bytes) -> None:
    assert refused(data).code == "no-data"


@pytest.mark.parametrize(
    ("start", "code", "kind"),
    [
        (b"%PDF-1.7\n", "document-file", "PDF"),
        (b"{\\rtf1 ", "document-file", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "image-file", "PNG"),
        (b"\xff\xd8\xff\xe0", "image-file", "JPEG"),
        (b"\x1f\x8b\x08", "archive-file", "GZ"),
        (b"Rar!\x1a\x07", "archive-file", "RAR"),
        (b"SQLite format 3\0", "not-a-table", "database"),
    ],
)
def test_another_kind_of_file_is_named(start: bytes, code: str, kind: str) -> None:
    error = refused(start + bytes(100))
    assert (error.code, error.params) == (code, {"kind": kind})


@pytest.mark.parametrize(
    ("member", "code", "kind"),
    [
        ("ppt/slides/slide1.xml", "document-file", "PowerPoint (.pptx)"),
        ("xl/workbook.bin", "other-workbook", ".xlsb (Excel)"),
        ("Index/Document.iwa", "other-workbook", ".numbers (Apple Numbers)"),
        ("bao cao.xlsx", "archive-file", "ZIP"),
    ],
)
def test_an_archive_is_named_by_what_is_in_it(member: str, code: str, kind: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(member, "a")
    error = refused(out.getvalue())
    assert (error.code, error.params) == (code, {"kind": kind})


def test_binary_rubbish_is_no_table() -> None:
    generator = random.Random(1)
    rubbish = bytes(generator.randrange(256) for _ in range(20_000))
    assert refused(rubbish).code == "not-a-table"
    assert refused(bytes(50_000)).code == "not-a-table"


def test_a_few_nul_bytes_are_dropped_and_counted() -> None:
    table = read_bytes(b"a,b\n1,\x002\n", "nul.csv")
    assert table.rows == [["1", "2"]]
    assert [a.params for a in table.assumptions if a.code == "nul-bytes-removed"] == [{"count": 1}]


def test_a_header_alone_is_usable_and_reported() -> None:
    table = read_bytes("Tỉnh,Năm,Hội viên\n".encode(), "tieu_de.csv")
    assert (table.header, table.rows) == (["Tỉnh", "Năm", "Hội viên"], [])
    assert [a.code for a in table.assumptions] == ["header-only"]


@pytest.mark.parametrize("extension", ["xlsx", "xls", "ods"])
def test_a_truncated_workbook_is_refused(
    tmp_path_factory: pytest.TempPathFactory,
    convert: Callable[[Path, str], Path],
    extension: str,
) -> None:
    source = tmp_path_factory.mktemp("cut") / "nguon.xlsx"
    source.write_bytes(workbook(small))
    whole = (source if extension == "xlsx" else convert(source, extension)).read_bytes()
    assert read_bytes(whole, "whole").rows == [["Hà Nội", "1"]]
    for share in (0.1, 0.3, 0.5):
        assert refused(whole[: int(len(whole) * share)]).code == "truncated-spreadsheet"


def test_a_workbook_with_broken_xml_is_refused() -> None:
    data = workbook(small)
    assert refused(patched(data, b"</sheetData>", b"</sheet")).code == "truncated-spreadsheet"
    entity = b'<!DOCTYPE a [<!ENTITY x "yyy">]><worksheet'
    assert refused(patched(data, b"<worksheet", entity)).code == "truncated-spreadsheet"


def test_a_password_protected_workbook_is_named() -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    locked = container + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    assert refused(locked, "khoa.xlsx").code == "password-protected"


def test_a_zip_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "")
        bomb.writestr("xl/worksheets/sheet1.xml", bytes(40_000_000))
    tracemalloc.start()
    error = refused(out.getvalue(), "bom.xlsx", Limits(unpacked_bytes=10_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert error.code == "zip-bomb"
    assert peak < 1_000_000


def test_limits_of_bytes_cells_and_columns_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "to.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 1_000)
    with pytest.raises(UnusableFile) as refusal:
        read_table(path, limits=Limits(file_bytes=1_000))
    assert refusal.value.code == "too-large"
    assert refused(path.read_bytes(), limits=Limits(cells=500)).code == "too-many-cells"
    assert refused(b"a," * 1_000_000 + b"\n1,2\n").code == "too-many-columns"
    assert refused(b"," * 1_000_000).code == "too-many-columns"


def test_a_sheet_with_a_cell_in_the_last_column_is_refused() -> None:
    def far(book: openpyxl.Workbook) -> None:
        book.active["A1"], book.active["XFD1"] = "a", "b"

    assert refused(workbook(far)).code == "too-many-columns"


def test_a_merged_range_over_the_whole_sheet_costs_nothing() -> None:
    def merged(book: openpyxl.Workbook) -> None:
        small(book)
        book.active.merge_cells("D1:E1")

    data = patched(workbook(merged), b"D1:E1", b"A2:XFD1048576")
    assert read_bytes(data, "gop.xlsx").rows == [["Hà Nội", "1"]]


@pytest.mark.parametrize(
    "data",
    [b"a" * 20_000_000, b'"' + b"a" * 20_000_000, b'"' * 5_000_000],
    ids=["plain", "quoted", "quotes"],
)
def test_one_huge_cell_is_refused_at_once(data: bytes) -> None:
    started = time.process_time()
    assert refused(data).code == "cell-too-long"
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "data",
    [
        b'"abc\n' * 20_000,
        b'"a""\n""\n' * 10_000,
        b'a,"b,c"d,e\n' * 20_000,
        (b"a," + b'"' * 2_000 + b",b\n") * 100,
    ],
    ids=["open", "doubled", "irregular", "nested"],
)
def test_quotation_marks_without_end_are_read_in_bounded_time(data: bytes) -> None:
    started = time.process_time()
    read_bytes(data, "ngoac.csv")
    assert time.process_time() - started < 30


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../../etc/passwd", "path"),
        ("a\\b.csv", "path"),
        ("a" * 300 + ".csv", "length"),
        ("a\nb.csv", "characters"),
        ("..", "empty"),
        ("", "empty"),
    ],
)
def test_an_unsafe_file_name_is_refused(name: str, reason: str) -> None:
    error = refused(b"a,b\n1,2\n", name)
    assert (error.code, error.params["reason"]) == ("unsafe-name", reason)


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile) as refusal:
        read_table(tmp_path / "khong_co.csv")
    assert refusal.value.code == "unreadable-file"
    with pytest.raises(UnusableFile) as refusal:
        read_table(tmp_path)
    assert refusal.value.code == "unreadable-file"


def test_a_hundred_thousand_cells_take_little_memory() -> None:
    lines = ["Tỉnh;Năm;Chỉ tiêu;Giá trị"]
    lines += [f"Hà Nội;{2000 + i % 25};hội viên;{i}" for i in range(25_000)]
    data = "\n".join(lines).encode()
    tracemalloc.start()
    table = read_bytes(data, "nhieu.csv")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(table.rows) == 25_000
    assert peak < 60_000_000
