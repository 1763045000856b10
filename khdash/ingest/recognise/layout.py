"""How a table is laid out: long, or wide by what stands in its header."""

from __future__ import annotations

from collections.abc import Sequence

from khdash.ingest.recognise.columns import Column
from khdash.ingest.recognise.rows import Rows


def layout_of(values: Sequence[Column], rows: Rows) -> str:
    """long, or wide by what stands in the header."""
    by_row = any(any(labels) for labels in rows.labels.values)
    axes = []
    if any(column.units for column in values):
        axes.append("province")
    headings = [column.heading for column in values]
    named = [h.indicator or h.title or ("" if by_row else h.problem) for h in headings]
    if any(named):
        axes.append("indicator")
    periods = {column.heading.period for column in values if column.heading.period}
    if len(periods) > 1 or (periods and not axes):
        axes.append("year")
    return f"wide-by-{'-and-'.join(axes)}" if axes else "long"
