"""An office's own rows of the catalogue, laid over the shipped ones.

A row of the same key replaces the shipped one, as a whole and in its place, and the conflict is
named; any other row is added at the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from khdash.model.catalogue_rows import CATALOGUE_COLUMNS, UNIQUE
from khdash.model.problem import Problem
from khdash.model.table_rows import Row, Table, check_columns, check_unique

Outcome = Literal["added", "replaces", "same"]

KEYS: dict[str, tuple[str, ...]] = {
    **UNIQUE,
    "synonyms.csv": ("term", "kind"),
    # There is one cluster, whatever its code.
    "cluster.csv": (),
}
"""The columns by which an own row and a shipped one are the same thing."""


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row of the office's own: where it stands, and what became of a shipped row of its key.

    key: the cells that tell it from others, for readers. columns: where the two differ.
    """

    file: str
    line: int
    key: str
    outcome: Outcome
    columns: tuple[str, ...] = ()

    def text(self, lang: str) -> str:
        """One sentence in Vietnamese ("vi") or English."""
        columns = ", ".join(self.columns)
        if lang == "vi":
            where = f"{self.file}, dòng {self.line} ({self.key})"
            return {
                "added": f"{where}: dòng riêng của cơ quan, thêm vào danh mục.",
                "replaces": f"{where}: trùng với một dòng đi kèm chương trình và khác ở {columns};"
                " dòng riêng của cơ quan được dùng.",
                "same": f"{where}: giống hệt dòng đi kèm chương trình, có thể bỏ.",
            }[self.outcome]
        where = f"{self.file}, line {self.line} ({self.key})"
        return {
            "added": f"{where}: a row of the office's own, added to the catalogue.",
            "replaces": f"{where}: the program brings a row of the same key that differs in"
            f" {columns}; the office's own row is used.",
            "same": f"{where}: the same as the row that the program brings; it can be removed.",
        }[self.outcome]


def check_own(name: str, table: Table) -> list[Problem]:
    """The faults of an own file by itself: unknown columns, and rows that it has twice.

    Columns that it lacks are empty: an upgrade may bring columns, and few of them are needed.
    """
    columns = CATALOGUE_COLUMNS[name]
    problems = [p for p in check_columns(table, columns) if p.column in table.columns]
    if KEYS[name] and not problems:
        check_unique(table, KEYS[name], problems)
    return problems


def laid_over(
    shipped: Mapping[str, Table], own: Mapping[str, Table]
) -> tuple[dict[str, Table], tuple[OwnRow, ...]]:
    """The tables in use, and what became of each own row. Both are by the name of the file."""
    tables, told = dict(shipped), []
    for name, table in own.items():
        replaced: dict[int, list[Row]] = {}
        added: list[Row] = []
        places = {_key(name, row): place for place, row in enumerate(shipped[name].rows)}
        for row in table.rows:
            place = places.get(_key(name, row))
            if place is None:
                added.append(row)
            else:
                replaced.setdefault(place, []).append(row)
            told.append(_outcome(name, row, None if place is None else shipped[name].rows[place]))
        rows = [
            one
            for place, row in enumerate(shipped[name].rows)
            for one in replaced.get(place, [row])
        ]
        tables[name] = Table(name, shipped[name].columns, (*rows, *added))
    return tables, tuple(told)


def _outcome(name: str, own: Row, shipped: Row | None) -> OwnRow:
    key = " · ".join(own[column] for column in KEYS[name] if own[column]) or "–"
    if shipped is None:
        return OwnRow(name, own.line, key, "added")
    differing = tuple(c for c in CATALOGUE_COLUMNS[name] if own[c] != shipped[c])
    return OwnRow(name, own.line, key, "replaces" if differing else "same", differing)


def _key(name: str, row: Row) -> tuple[str, ...]:
    """Capitals and the width of spaces tell no two words apart, as in the heads of files."""
    return tuple(" ".join(row[column].casefold().split()) for column in KEYS[name])
