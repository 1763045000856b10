"""A picture where no native chart can be: a map."""

from __future__ import annotations

from khdash.exhibit.core.exhibit import Exhibit

PICTURED = ("map",)
"""The kinds of exhibits that a document shows as a picture, else as their table."""


def picture_of(exhibit: Exhibit) -> bytes | None:
    """A PNG of an exhibit; None as long as nothing here draws its kind without a browser."""
    return None
