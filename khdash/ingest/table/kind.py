"""What a file is, by its first bytes; its name plays no part."""

from __future__ import annotations

import re

from khdash.ingest.table.table import UnusableFile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"{\\rtf", "rtf"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3\0", "database"),
)
_OLD_WORKBOOK = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00")


def kind_of(data: bytes) -> str:
    """One of zip, ole, biff, html, spreadsheet-xml, text.

    Raises UnusableFile: empty-file, not-a-table.
    """
    if not data:
        raise UnusableFile("empty-file")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(_OLE):
        return "ole"
    if _OLD_WORKBOOK.match(data):
        return "biff"
    for start, kind in _FOREIGN:
        if data.startswith(start) and (kind != "image" or b"\0" in data[:200] or start != b"BM"):
            if start in (b"MZ", b"BM") and b"\0" not in data[:200]:
                continue
            raise UnusableFile("not-a-table", kind=kind)
    head = data[:4_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and head.startswith(b"<?xml"):
        return "spreadsheet-xml"
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<style")) or (
        head.startswith((b"<?xml", b"<!--", b"mime-version"))
        and (b"<html" in head or b"<table" in head)
    ):
        return "html"
    if head.startswith((b"<?xml", b"mime-version:")):
        raise UnusableFile("unknown-format", format="xml" if head[:1] == b"<" else "mhtml")
    return "text"
