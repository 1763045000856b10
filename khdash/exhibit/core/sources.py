"""The sources of what an exhibit shows."""

from __future__ import annotations

import pandas as pd

from khdash.exhibit.core.exhibit import SourceLine
from khdash.exhibit.core.scope import Scope

NAMING = ("source_id", "preferred_source_id")
"""The columns that name sources; those of single ends of a change are in `source_id` too."""


def source_lines(scope: Scope, table: pd.DataFrame) -> tuple[SourceLine, ...]:
    """Each source that the table names once, in order of first use."""
    cells = (cell for name in NAMING if name in table for cell in table[name].dropna())
    ids = dict.fromkeys(one for cell in cells for one in str(cell).split())
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
