"""The sources of what an exhibit shows."""

from __future__ import annotations

import pandas as pd

from khdash.exhibit.core.exhibit import SourceLine
from khdash.exhibit.core.scope import Scope


def source_lines(scope: Scope, table: pd.DataFrame) -> tuple[SourceLine, ...]:
    """Each source in the table's `source_id` column once, in order of first use."""
    ids = dict.fromkeys(
        one for cell in table["source_id"].dropna() for one in str(cell).split() if one
    )
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
