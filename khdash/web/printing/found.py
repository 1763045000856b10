"""Figures found, on paper: a row a figure as the page lists it, its source by its number."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from khdash.exhibit.by_search import BY_SEARCH
from khdash.exhibit.core.exhibit import Exhibit, SourceLine
from khdash.locale import Words
from khdash.model.frames import each_row
from khdash.web.printing.grid import table_parts
from khdash.web.search.listed import (
    listed_marks,
    marks_of,
    time_of,
    unit_name,
    value_of,
    what_it_is,
)


def figure_list(exhibit: Exhibit, numbers: Mapping[SourceLine, int], words: Words) -> str:
    """The list as HTML; '' of what is no list of figures."""
    catalogue = exhibit.catalogue
    if exhibit.name not in BY_SEARCH or catalogue is None or exhibit.table.empty:
        return ""
    table = exhibit.table
    if "follow_up" not in table:
        table = table.assign(follow_up=False)
    number = {source.source_id: str(at) for source, at in numbers.items()}
    rows = list(each_row(table))
    marked = any(map(marks_of, rows))
    titles = (
        *([""] if marked else []),
        words("Tỉnh, thành phố"),
        words("Chỉ số"),
        words("Năm"),
        words("Giá trị"),
        words("Đơn vị tính"),
        words("Nguồn"),
    )
    lines = [
        (
            *([marks_of(row)] if marked else []),
            unit_name(row, words),
            what_it_is(row, row.indicator_name, words),
            time_of(row),
            value_of(row, catalogue, words, bare=True),
            row.measure_name,
            number.get(row.source_id, row.source_id),
        )
        for row in rows
    ]
    told = f"<p class=note>{escape(listed_marks(words))}</p>" if marked else ""
    return table_parts(titles, lines, look="found") + told
