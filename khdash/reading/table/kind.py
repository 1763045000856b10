"""What a file is, by its first bytes; its name plays no part."""

from __future__ import annotations

import re

from khdash.reading.table.sylk import START as SYLK
from khdash.reading.table.table import UnusableFile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", "document-file", "PDF"),
    (b"{\\rtf", "document-file", "RTF"),
    (b"\x89PNG", "image-file", "PNG"),
    (b"\xff\xd8\xff", "image-file", "JPEG"),
    (b"GIF8", "image-file", "GIF"),
    (b"BM", "image-file", "BMP"),
    (b"II*\0", "image-file", "TIFF"),
    (b"MM\0*", "image-file", "TIFF"),
    (b"\x1f\x8b", "archive-file", "GZ"),
    (b"Rar!", "archive-file", "RAR"),
    (b"7z\xbc\xaf", "archive-file", "7z"),
    (b"\x7fELF", "not-a-table", "program"),
    (b"MZ", "not-a-table", "program"),
    (b"PAR1", "not-a-table", "parquet"),
    (b"SQLite format 3\0", "not-a-table", "database"),
)
_NAMED = (
    (b"TABLE\r\n0,1", "DIF"),
    (b"TABLE\n0,1", "DIF"),
    (b"\x00\x00\x02\x00", "Lotus 1-2-3"),
    (b"\x00\x00\x1a\x00", "Lotus 1-2-3"),
    (b"\xff\x00\x02\x00", "Quattro Pro"),
    (b"ARROW1", "Arrow"),
    (b"\x89HDF", "HDF5"),
    (b"$FL2@(#)", "SPSS"),
    (b"<stata_dta>", "Stata"),
)
_DBASE = re.compile(rb"[\x03\x30\x31\x83\x8b\xf5][\x00-\xff][\x01-\x0c][\x01-\x1f]")
_JSON = re.compile(rb"\s*(?:\[\s*[\[{]|\{\s*\")")
_PLAIN_STARTS = (b"MZ", b"BM")
_OLD_WORKBOOK = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00")


def kind_of(data: bytes) -> str:
    """One of zip, ole, biff, sylk, html, mhtml, fods, spreadsheet-xml, text.

    Raises UnusableFile: empty-file, document-file, image-file, archive-file, not-a-table and
    unknown-format.
    """
    if not data:
        raise UnusableFile("empty-file")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(_OLE):
        return "ole"
    if _OLD_WORKBOOK.match(data):
        return "biff"
    for start, code, kind in _FOREIGN:
        if data.startswith(start) and (start not in _PLAIN_STARTS or b"\0" in data[:200]):
            raise UnusableFile(code, kind=kind)
    if data.startswith(SYLK):
        return "sylk"
    for start, name in _NAMED:
        if data.startswith(start):
            raise UnusableFile("unknown-format", format=name)
    if _DBASE.match(data) and b"\0" in data[:32]:
        raise UnusableFile("unknown-format", format="dBASE")
    head = data[:12_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and head.startswith(b"<?xml"):
        return "spreadsheet-xml"
    if b"urn:oasis:names:tc:opendocument" in head and b"opendocument.spreadsheet" in head:
        return "fods"
    if head.startswith((b"mime-version:", b"from:")) and b"multipart/related" in head:
        return "mhtml"
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<style")) or (
        head.startswith((b"<?xml", b"<!--")) and (b"<html" in head or b"<table" in head)
    ):
        return "html"
    if _JSON.match(head):
        raise UnusableFile("unknown-format", format="JSON")
    if head.startswith(b"<?xml"):
        raise UnusableFile("unknown-format", format="xml")
    return "text"
