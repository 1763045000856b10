"""A table of the districts of one province: only its total row can be the province's figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from khdash.ingest.findings import Finding
from khdash.ingest.messages import finding
from khdash.ingest.names import unit_name
from khdash.ingest.recognise.areas import is_body, is_district, is_other_area
from khdash.ingest.recognise.columns import Column
from khdash.ingest.recognise.title import Title
from khdash.ingest.recognise.units import UnitNames
from khdash.reading.numbers import Understood, understand_column
from khdash.reading.table import Table
from khdash.reading.table.table import Lines

FEWEST = 3


@dataclass(frozen=True, eq=False)
class Districts:
    """What is left of such a table: its total row, named after the province, or no row at all."""

    table: Table
    findings: tuple[Finding, ...]


def districts_of(
    table: Table, columns: Sequence[Column], title: Title, names: UnitNames
) -> Districts | None:
    """The table without the rows of districts; None where it is no table of districts.

    Only counts and amounts whose rows add up to the total are kept of the total row.
    """
    column = next((c.index for c in columns if c.role == "unit"), None)
    if column is None or not _lists_districts(table, column, title, names):
        return None
    place = table.place(0, column)
    told = partial(finding, sheet=table.sheet, cell=place.cell, value=table.rows[0][column].strip())
    skipped = [*table.skipped, *table.rows]
    bare = replace(table, rows=[], skipped=skipped, sections=_sections(table, None))
    provinces = {names.catalogue.units[key].name for key in title.units}
    if len(provinces) != 1:
        return Districts(bare, (told("districts-without-province"),))
    name = unit_name(names.catalogue, min(title.units))
    whole = len(table.totals) - 1
    sums = dict(_sums(table, columns, whole)) if whole >= 0 else {}
    if not any(sums.values()):
        return Districts(bare, (told("districts-only", unit=name),))
    row = list(table.totals[whole])
    row[column] = names.catalogue.units[min(title.units)].full_name
    row = [text if sums.get(at, True) else "" for at, text in enumerate(row)]
    kept = replace(
        bare,
        rows=[row],
        totals=[],
        totals_after=[],
        sections=_sections(table, whole),
        assumptions=[a for a in table.assumptions if a.code != "total-row-set-apart"],
    )
    label = next(text.strip() for text in table.totals[whole] if text.strip())
    found = [told("districts-of-province", unit=name, total=label)]
    for at in (at for at, right in sums.items() if not right):
        cell, text = table.place(whole, at, "totals").cell, table.totals[whole][at].strip()
        header = table.header[at].strip()
        found.append(
            finding("total-not-the-sum", sheet=table.sheet, cell=cell, value=text, header=header)
        )
    return Districts(kept, tuple(found))


def _lists_districts(table: Table, column: int, title: Title, names: UnitNames) -> bool:
    """Whether the rows are of districts: no province, no body, and some say what they are."""
    texts = [text for row in table.rows if (text := row[column].strip())]
    if len(texts) < FEWEST or any(is_body(t) or is_other_area(t) for t in dict.fromkeys(texts)):
        return False
    units = names.catalogue.units
    known = 0
    for text in texts:
        levels = {units[key].level for key in names.candidates(text)}
        own = bool(names.candidates(text) & title.units)
        if levels and not own and levels != {"district"}:
            return False
        known += levels == {"district"}
    if 2 * known >= len(texts):
        return False  # districts that the catalogue knows are read as such
    header = table.header[column] if column < len(table.header) else ""
    named = is_district(f"{header} x") or any(map(is_district, texts))
    return named or known > 0


def _sums(table: Table, columns: Sequence[Column], whole: int) -> Iterator[tuple[int, bool]]:
    """Whether the total of each column of figures is the sum of its rows."""
    for column in columns:
        at = column.index
        if column.role != "value" or not table.totals[whole][at].strip():
            continue
        texts = [row[at] for row in table.rows if row[at].strip()] + [table.totals[whole][at]]
        read = understand_column(texts, agreed="vi").outcomes
        values = [outcome.value for outcome in read if isinstance(outcome, Understood)]
        parts = values[:-1]
        right = len(values) == len(texts) and abs(sum(parts) - values[-1]) <= 0.06 * len(values)
        yield at, right and bool(parts)


def _sections(table: Table, whole: int | None) -> dict[str, Lines]:
    totals = table.sections.get("totals", Lines())
    rows = Lines()
    if whole is not None:
        marks = [totals.marks[whole]] if totals.marks else []
        rows = Lines([totals.numbers[whole]], marks)
    return {**table.sections, "rows": rows, "skipped": Lines()}
