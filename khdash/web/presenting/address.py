"""The address of a view as a QR code for the phones in a room."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

import segno

QUIET_ZONE = 4
"""Modules of empty border that a reader of the code needs."""


def is_reachable(address: str) -> bool:
    """Whether another machine can open an address: a loopback address it cannot.

    >>> is_reachable("http://10.0.0.5:8501/quy"), is_reachable("https://so-lieu.vn")
    (True, True)
    >>> is_reachable("http://localhost:8501"), is_reachable("http://[::1]:8501/quy")
    (False, False)
    """
    host = urlsplit(address).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return False
    try:
        own = ip_address(host)
    except ValueError:
        return bool(host)
    return not (own.is_loopback or own.is_unspecified)


@lru_cache(maxsize=256)
def code_path(address: str) -> tuple[str, int]:
    """The QR code of an address as the path of an SVG, and the width of its square in modules."""
    modules = segno.make(address, error="m", micro=False).matrix
    path = "".join(
        f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h1v1h-1z"
        for y, row in enumerate(modules)
        for x, dark in enumerate(row)
        if dark
    )
    return path, len(modules) + 2 * QUIET_ZONE
