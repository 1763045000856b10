"""An address on the web, as files and forms may give it and a page may link to it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from khdash.model.table_rows import RowReader

REPAIR: Final = (
    'Chỉ nhận địa chỉ bắt đầu bằng http:// hoặc https://, không có dấu cách hay dấu < > " \\.',
    'Only an address that begins with http:// or https://, without spaces and the signs < > " \\.',
)


def is_web_address(text: str) -> bool:
    """Whether a text is an http or https address with a host and nothing that could hide.

    >>> is_web_address("https://khuyenhoc.vn/a"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    if any(ch.isspace() or not ch.isprintable() or ch in '<>"\\' for ch in text):
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and "@" not in parts.netloc


def read_web_address(reader: RowReader, column: str) -> str:
    """The address in a cell, '' where it is empty; anything else is reported and left out."""
    text = reader.text(column)
    if text and not is_web_address(text):
        reader.reject(column, *REPAIR)
        return ""
    return text
