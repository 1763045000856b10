"""What a click on a chart says: which unit was meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

PLACES = ("customdata", "location", "id", "y", "text", "hovertext")
"""Where a chart may carry the key of a unit, the most explicit first."""


def clicked_unit(event: Mapping[str, Any] | None, keys: Iterable[str]) -> str | None:
    """The unit key of the first selected point that names one; None if no point does.

    >>> clicked_unit({"selection": {"points": [{"customdata": ["01", 2024]}]}}, ["01", "33"])
    '01'
    """
    known = set(keys)
    points = ((event or {}).get("selection") or {}).get("points") or []
    for point in points:
        for place in PLACES:
            for value in _values(point.get(place)):
                if value in known:
                    return value
    return None


def _values(value: Any) -> list[str]:
    """The texts in a point's field, which may be one text, a list or a mapping."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [item for item in value if isinstance(item, str)]
    return [value] if isinstance(value, str) else []
