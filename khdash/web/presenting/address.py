"""The address of a view as a QR code for the phones in a room."""

from __future__ import annotations

from functools import lru_cache

import segno

QUIET_ZONE = 4
"""Modules of empty border that a reader of the code needs."""


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
