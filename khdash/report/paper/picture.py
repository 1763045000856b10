"""A picture where no native chart can be: a map."""

from __future__ import annotations

from khdash.exhibit.core.exhibit import Exhibit

PICTURED = ("map",)
"""The kinds of exhibits that a document shows as a picture."""
SHARP = 1.5
"""Pixels of print for each of the picture."""


def picture_of(exhibit: Exhibit) -> bytes | None:
    """A PNG of a map; None for every other kind, and for a map without figures."""
    if exhibit.kind not in PICTURED or not exhibit.rows:
        return None
    from khdash.report.picture import SIZES, picture_png

    return picture_png(exhibit, SIZES["wide"], SHARP)
