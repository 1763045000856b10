"""The document: charts as the pictures that leave the application, tables whole, answers in words.

What must stand on each sheet of paper (what was chosen, the version of the data) is its foot.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

from khdash.exhibit.core.drawing import is_drawn
from khdash.exhibit.core.exhibit import Column, Exhibit, SourceLine
from khdash.exhibit.core.filters import filters_of
from khdash.exhibit.core.notes import notes_of
from khdash.locale import Words
from khdash.locale.words import joined_sentences
from khdash.model.rows import grouped
from khdash.report.picture import picture
from khdash.report.table import data_version, demo_mark
from khdash.web.answers.lines import Line, body_of
from khdash.web.common.show import only_point
from khdash.web.common.table import Cell, Table, screen_table
from khdash.web.printing.board import task_grid
from khdash.web.printing.found import figure_list
from khdash.web.printing.grid import table_parts

STYLE = "static/components/print.css"
MOST_ROWS = 500
"""Rows of a table on paper: some twenty sheets; of a longer one the first are printed."""
DOTS = {True: "●", False: "○"}
_SIZE = re.compile(r'<svg [^>]*?\bwidth="(\d+)" height="(\d+)"')
TALL = 0.85
"""Height to width of pictures that would be too narrow to read at half a sheet."""
_NAMED = re.compile(r'(\bid="|url\(#|href="#)')


def paper(exhibits: Sequence[Exhibit], title: str, missing: int, words: Words) -> str:
    """The exhibits under a title; missing: how many of the page are not among them."""
    first = exhibits[0]
    catalogue = first.catalogue
    cluster = words.name(catalogue.cluster) if catalogue is not None else ""
    marks = [demo_mark(words)] if first.demo else []
    versions = list(dict.fromkeys(map(data_version, exhibits)))
    foot = " · ".join(filter(None, [*marks, title, *_chosen(exhibits), *versions]))
    demo = f"<strong class=demo>{escape(demo_mark(words))}</strong>" if first.demo else ""
    lacking = words(
        "{n} hình của trang không in được ở đây; tải tệp của hình ấy ở trang.", n=missing
    )
    numbers = {
        source: place
        for place, source in enumerate(dict.fromkeys(s for one in exhibits for s in one.sources), 1)
    }
    parts = "".join(_section(one, at, numbers, words) for at, one in enumerate(exhibits))
    return (
        f'<!doctype html><html lang="{words.lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width">'
        f'<title>{escape(title or cluster)}</title><link rel="stylesheet" href="{STYLE}"></head>'
        f"<body><table class=sheets><tfoot><tr><td><p>{escape(foot)}</p></td></tr></tfoot>"
        f"<tbody><tr><td><header><p>{escape(cluster)}</p><h1>{escape(title)}</h1>{demo}"
        f'<button type="button" onclick="print()">{escape(words("In hoặc lưu thành PDF"))}</button>'
        f"</header>{parts}{_sources(numbers, words)}"
        + (f"<p class=lacking>{escape(lacking)}</p>" if missing else "")
        + "</td></tr></tbody></table></body></html>"
    )


def _chosen(exhibits: Sequence[Exhibit]) -> list[str]:
    """What was chosen for all of them; what only some stand under is said at those."""
    told = [one.split(" · ") for one in map(filters_of, exhibits) if one]
    return [part for part in told[0] if all(part in other for other in told)] if told else []


def _section(exhibit: Exhibit, at: int, numbers: Mapping[SourceLine, int], words: Words) -> str:
    """One exhibit; what its picture says already is not said again."""
    if exhibit.kind == "answers":
        answers = grouped(exhibit.rows, "answer").values()
        bodies = (body_of([Line(row) for row in rows], "light", words) for rows in answers)
        cards = "".join(f"<article>{body}</article>" for body in bodies)
        told = f"{_paragraph(exhibit.subtitle)}{_numbered(exhibit, numbers, words)}"
        return f"<section class=answers>{cards}{told}</section>"
    below = f"{_notes(exhibit)}{_numbered(exhibit, numbers, words)}"
    if is_drawn(exhibit):
        # Two pictures of a document may give their patterns the same names; caveats and sources
        # stand below them, all of them.
        drawn = _NAMED.sub(rf"\g<1>h{at}-", picture(replace(exhibit, notes=(), sources=())))
        wide, high = map(int, _SIZE.findall(drawn)[0])
        tall = " tall" if high > TALL * wide else ""
        return f'<section class="chart{tall}">{drawn}{below}</section>'
    said = "".join(map(_paragraph, (exhibit.subtitle, filters_of(exhibit))))
    if only := only_point(exhibit):
        table = f"<p>{escape(only)}</p>"
    else:
        table = task_grid(exhibit, words) or _listed(exhibit, numbers, words)
    return f"<section><h2>{escape(exhibit.headline)}</h2>{said}{table}{below}</section>"


def _listed(exhibit: Exhibit, numbers: Mapping[SourceLine, int], words: Words) -> str:
    """The whole table; of a very long one the first rows, and that they are not all."""
    whole, cut = len(exhibit.content), ""
    if whole > MOST_ROWS:
        exhibit = replace(exhibit, content=exhibit.table.head(MOST_ROWS))
        told = words(
            "In {n} dòng đầu trong {all} dòng; tải tệp ở trang để có đủ.",
            n=words.number(MOST_ROWS),
            all=words.number(whole),
        )
        cut = f"<p class=cut>{escape(told)}</p>"
    return cut + (figure_list(exhibit, numbers, words) or _table(exhibit))


def _notes(exhibit: Exhibit) -> str:
    """Every caveat, in one paragraph."""
    return _paragraph(joined_sentences(*notes_of(exhibit.notes)))


def _paragraph(text: str) -> str:
    return f"<p class=note>{escape(text)}</p>" if text else ""


def _table(exhibit: Exhibit) -> str:
    """The whole table, without the columns that only a phone needs."""
    table = screen_table(exhibit)
    if not table.rows:
        return ""
    columns = [(at, one) for at, one in enumerate(table.columns) if one.only != "narrow"]
    lines = [[_cell(row[at], one, table) for at, one in columns] for row in table.rows]
    told = _paragraph("; ".join(table.common))
    return table_parts([one.title for _, one in columns], lines) + told


def _cell(content: Cell, column: Column, table: Table) -> str:
    """A text, a dot, or sources by their names."""
    if column.format == "presence":
        return DOTS[content == table.present]
    return content if isinstance(content, str) else "; ".join(name for name, _ in content)


def _numbered(exhibit: Exhibit, numbers: Mapping[SourceLine, int], words: Words) -> str:
    """The sources of an exhibit by their numbers in the list at the end."""
    told = ", ".join(map(str, sorted(numbers[source] for source in exhibit.sources)))
    return f"<p class=source>{escape(words('Nguồn số'))} {told}</p>" if told else ""


def _sources(numbers: Mapping[SourceLine, int], words: Words) -> str:
    """Every source with its address, for whoever asks at the meeting."""
    if not numbers:
        return ""
    items = "".join(
        f"<li>{escape(one.title)}{f' <span>{escape(one.url)}</span>' if one.url else ''}</li>"
        for one in numbers
    )
    title = escape(words("Nguồn số liệu"))
    return f"<section class=sources><h2>{title}</h2><ol>{items}</ol></section>"
