"""schedule.csv in the home: read, added to, taken from; always written as a whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from khdash.model.catalogue import Catalogue
from khdash.model.problem import CatalogueError, Problem
from khdash.model.table_rows import Row, Table
from khdash.schedule.duty import COLUMNS, FILE, Duty, read_duties
from khdash.store.atomic import write_whole
from khdash.store.catalogue_files import read_table
from khdash.store.errors import writing_to
from khdash.store.places import PROJECT, Places

EXAMPLE = PROJECT / "data" / "schedule" / FILE
"""What a schedule can look like; it is never run."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The duties that can be followed, and the faults of the other rows."""

    duties: tuple[Duty, ...] = ()
    problems: tuple[Problem, ...] = ()

    def duty(self, code: str) -> Duty | None:
        return next((duty for duty in self.duties if duty.code == code), None)


def read_schedule(places: Places, catalogue: Catalogue) -> Schedule:
    """The schedule in use; an empty one where there is no file."""
    path = places.home / FILE
    if not path.exists():
        return Schedule()
    try:
        duties, problems = read_duties(read_table(path), catalogue)
    except CatalogueError as error:
        return Schedule(problems=error.problems)
    return Schedule(tuple(duties), tuple(problems))


def add_row(places: Places, cells: Mapping[str, str], catalogue: Catalogue) -> Duty:
    """Write one more row. Raises CatalogueError with every fault of it or of the file, then nothing
    was written; DatabaseReadOnly.
    """
    table = _table(places)
    line = max((row.line for row in table.rows), default=1) + 1
    new = Row(FILE, line, {name: cells.get(name, "") for name in COLUMNS})
    rows = (*table.rows, new)
    duties, problems = read_duties(Table(FILE, table.columns, rows), catalogue)
    own = [problem for problem in problems if problem.line in (1, line)]
    if own:
        raise CatalogueError(own)
    _write(places, rows)
    return next(duty for duty in duties if duty.code == cells["code"])


def remove_row(places: Places, code: str) -> bool:
    """Take a row away; False where there is none of that code. Raises as add_row does."""
    rows = _table(places).rows
    kept = [row for row in rows if row["code"] != code]
    if len(kept) == len(rows):
        return False
    _write(places, kept)
    return True


def _table(places: Places) -> Table:
    path = places.home / FILE
    return read_table(path) if path.exists() else Table(FILE, COLUMNS)


def _write(places: Places, rows: Iterable[Row]) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([row[name] for name in COLUMNS] for row in rows)
    path = places.home / FILE
    with writing_to(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, file.getvalue().encode("utf-8-sig"))
