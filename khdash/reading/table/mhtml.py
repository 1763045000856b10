"""The page inside a web archive (MHTML), as Excel saves one under the name .xls or .mht."""

from __future__ import annotations

import email
import email.policy

from khdash.reading.table.table import UnusableFile


def page_of(data: bytes) -> bytes:
    """The bytes of the page that holds most tables.

    Raises UnusableFile: unknown-format where the archive holds no page with a table.
    """
    try:
        message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
    except RecursionError as error:  # parts within parts within parts
        raise UnusableFile("unknown-format", format="mhtml") from error
    pages = []
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and b"<table" in content.lower():
                pages.append(content)
    if not pages:
        raise UnusableFile("unknown-format", format="mhtml")
    return max(pages, key=lambda page: page.lower().count(b"<td"))
