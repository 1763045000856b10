"""The table of an exhibit as paper holds it: few columns, every cell as a reader says it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

from khdash.chart.canvas import basis_sign, year_text
from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.locale import Words
from khdash.locale.gaps import gap_text
from khdash.model.gap import GapReason
from khdash.model.rows import Row, grouped, has_value
from khdash.report.paper.paper import Paper, Part
from khdash.report.table import display

SUMS = ("cluster", "published")
"""The units of rows that add up others."""
WITHOUT_FINDING = ("pivot", "profile", "task_board")
"""Tables to look things up in: their headline is no finding."""
NUMERIC = ("figure", "share", "rank", "year", "date")


@dataclass(frozen=True, slots=True)
class Grid:
    """Texts by row and column; `numeric`: the columns that stand to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


def grid_of(paper: Paper, part: Part) -> Grid | None:
    """The table of a part; None where it has no row. The sum of one unit says nothing new."""
    exhibit = part.exhibit
    if exhibit is None:
        return None
    alone = len({row.get("unit") for row in exhibit.rows} - set(SUMS)) == 1
    wanted = [
        _is_wanted(part, row) and not (alone and row.get("unit") in SUMS) for row in exhibit.rows
    ]
    if not any(wanted):
        return None
    if exhibit.kind == "heat_table":
        return _matrix(exhibit)
    return _listed(paper, exhibit, part.columns, wanted)


def _is_wanted(part: Part, row: Row) -> bool:
    """Whether a row is printed: a sum of nothing is not, nor what the blueprint leaves out."""
    if row.get("unit") in SUMS and not any(n.startswith("text_") and t for n, t in row.items()):
        return False
    name, _, values = part.rows.partition("=")
    return not name or str(row.get(name)) in values.split()


def _listed(
    paper: Paper, exhibit: Exhibit, asked: tuple[str, ...], wanted: list[bool]
) -> Grid | None:
    """The columns asked for, else those that say something; sources by their number.

    None where no figure is among them.
    """
    texts = {name: list(compress(own, wanted)) for name, own in display(exhibit).items()}
    known = {column.name: column for column in exhibit.columns if column.only != "wide"}
    if asked:
        columns = [known[name] for name in asked if name in known]
        columns = [one for one in columns if _is_needed(one, texts[one.name])]
    else:
        columns = [one for one in known.values() if _tells(one, texts[one.name])]
    for column in columns:
        if column.name == "source_id":
            texts["source_id"] = [_numbers(paper, ids) for ids in texts["source_id"]]
    if not any(one.format in NUMERIC or one.number or asked for one in columns):
        return None
    return Grid(
        head=tuple(column.title for column in columns),
        rows=tuple(zip(*(texts[column.name] for column in columns), strict=True)),
        numeric=frozenset(
            i for i, one in enumerate(columns) if one.format in NUMERIC or one.number
        ),
    )


def _tells(column: Column, texts: list[str]) -> bool:
    """Whether a column holds anything; one that says the same everywhere is said once, above."""
    told = {text for text in texts if text not in ("", "–")}
    return bool(told) and (len(texts) == 1 or len(set(texts)) > 1 or column.name == "unit_name")


def _is_needed(column: Column, texts: list[str]) -> bool:
    """Whether a column that was asked for holds anything; one unit is told by the title."""
    told = {text for text in texts if text not in ("", "–")}
    return bool(told) and (column.name != "unit_name" or len(texts) == 1 or len(told) > 1)


def _numbers(paper: Paper, source_ids: str) -> str:
    known = paper.source_numbers
    numbers = sorted(known[one] for one in source_ids.split() if one in known)
    return ", ".join(f"[{number}]" for number in numbers)


def _matrix(exhibit: Exhibit) -> Grid | None:
    """A row a unit, a column an indicator: each figure with its denominator and year.

    None where there is no figure at all.
    """
    if not any(map(has_value, exhibit.rows)):
        return None
    words = Words(exhibit.selection.lang)
    names = {row["indicator"]: row["indicator_name"] for row in exhibit.rows}
    by_unit = grouped(exhibit.rows, "unit")
    rows = [
        (
            str(own[0]["unit_name"]),
            *("\n".join(_cells(words, grouped(own, "indicator").get(i, []))) for i in names),
        )
        for own in by_unit.values()
    ]
    head = (words("Tỉnh, thành phố"), *map(str, names.values()))
    return Grid(head, tuple(rows), frozenset(range(1, len(head))))


def _cells(words: Words, rows: list[Row]) -> list[str]:
    return [_cell(words, row) for row in rows]


def _cell(words: Words, row: Row) -> str:
    missing = str(row.get("missing") or GapReason.NO_DATA)
    if not has_value(row):
        return "" if missing == GapReason.NO_DATA else gap_text(words, missing)
    text = words.figure(
        row["value"], row["measure"], int(row["decimals"]), row["qualifier"] or "exact"
    )
    sign = basis_sign(words, str(row.get("basis") or ""))
    sign = f" ({sign[5:-6]})" if sign else ""
    return f"{text}{sign}\n({year_text(row)})"


def missing_grid(paper: Paper) -> Grid:
    """Who lacks which figure of the year of the report, and the newest one there is."""
    words, year = paper.words, paper.year
    rows = []
    for own in grouped(paper.missing.rows, "unit").values():
        lacking: list[str] = []
        older: list[str] = []
        for figures in grouped(own, "indicator").values():
            name = str(figures[0]["indicator_name"])
            years = [int(row["year"]) for row in figures if has_value(row)]
            if year in years:
                continue
            (older if years else lacking).append(f"{name} ({max(years)})" if years else name)
        if lacking or older:
            rows.append((str(own[0]["unit_name"]), "; ".join(older), "; ".join(lacking)))
    head = (
        words("Tỉnh, thành phố"),
        words("Chưa có số năm {year}; số mới nhất (năm)", year=year),
        words("Chưa có số nào"),
    )
    return Grid(head, tuple(rows))
