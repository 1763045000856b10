"""The sources of what an exhibit shows."""

from __future__ import annotations

from collections.abc import Sequence

from khdash.exhibit.core.exhibit import SourceLine
from khdash.exhibit.core.scope import Scope
from khdash.model.rows import Row

NAMING = ("source_id", "preferred_source_id")
"""The columns that name sources; those of single ends of a change are in `source_id` too."""


def source_lines(scope: Scope, rows: Sequence[Row]) -> tuple[SourceLine, ...]:
    """Each source that the rows name once, in order of first use."""
    cells = dict.fromkeys(row.get(name) for name in NAMING for row in rows)
    ids = dict.fromkeys(one for cell in cells if isinstance(cell, str) for one in cell.split())
    catalogue = scope.dataset.catalogue.sources
    lines = []
    for source_id in ids:
        source = catalogue.get(source_id)
        if source is None:
            lines.append(SourceLine(source_id, source_id, "unknown", ""))
            continue
        title = scope.words.of(source.title_vi, source.title_en) or source.publisher
        lines.append(SourceLine(source_id, title, source.kind, source.url, source.original_source))
    return tuple(lines)


def publisher(title: str) -> str:
    """Who published: what stands before the colon of a title, without what the figures are of.

    >>> publisher("Báo A: khuyến học"), publisher("Trang B (số liệu đến 2024)")
    ('Báo A', 'Trang B')
    """
    return title.split(":")[0].split(" (")[0].strip() or title
