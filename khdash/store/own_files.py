"""The catalogue in use: the shipped files, and over them those of the office's own.

home/catalogue holds files of the same names and columns as data/catalogue, each with only the rows
that the office adds or changes. An upgrade replaces the one folder and leaves the other alone.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from khdash.model.catalogue import Catalogue
from khdash.model.catalogue_rows import CATALOGUE_COLUMNS, parse_catalogue
from khdash.model.own_rows import OwnRow, check_own, laid_over
from khdash.model.problem import CatalogueError, Problem
from khdash.model.table_rows import Row, Table
from khdash.store.atomic import write_whole
from khdash.store.catalogue_files import check_data_folder, read_table, read_tables
from khdash.store.errors import DatabaseReadOnly
from khdash.store.places import Places
from khdash.store.refusal import reasons


@dataclass(frozen=True, slots=True)
class InUse:
    """The tables by file name, the catalogue that they describe, and the rows of the office."""

    tables: Mapping[str, Table]
    catalogue: Catalogue
    own: tuple[OwnRow, ...]


def read_catalogue_in_use(places: Places) -> InUse:
    """Raises DataMissing where there is no data folder, CatalogueError with every fault of the
    shipped files or of the office's own."""
    check_data_folder(places.data)
    shipped = read_tables(places.data / "catalogue", CATALOGUE_COLUMNS)
    tables, own = laid_over(shipped, read_own(places.own_catalogue))
    return InUse(tables, parse_catalogue(tables), own)


def read_own(folder: Path) -> dict[str, Table]:
    """The office's own files by name; its rows name their file in full.

    Raises CatalogueError with every file of another name and every header that is wrong.
    """
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    for path in own_files(folder):
        if path.name not in CATALOGUE_COLUMNS:
            problems.append(_unknown(path))
            continue
        try:
            table = _in_full(read_table(path), path)
        except CatalogueError as error:
            problems += [replace(problem, file=str(path)) for problem in error.problems]
        else:
            problems += check_own(path.name, table)
            tables[path.name] = table
    if problems:
        raise CatalogueError(problems)
    return tables


def own_files(folder: Path) -> list[Path]:
    """The CSV files of the office's own; hidden ones belong to the program that edits them."""
    return sorted(path for path in folder.glob("*.csv") if path.name[0] not in ".~")


def own_hash(folder: Path) -> str:
    """The SHA-256 of the office's own files by name and content; '' where there are none."""
    digest = hashlib.sha256()
    found = own_files(folder)
    for path in found:
        content = path.read_bytes()
        digest.update(f"\0{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest() if found else ""


def start_file(places: Places, name: str) -> None:
    """A file of the office's own that holds nothing but the columns of the shipped one.

    Raises FileExistsError where there is one, DatabaseReadOnly where none can be written.
    """
    path = places.own_catalogue / name
    header = ",".join(CATALOGUE_COLUMNS[name])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, f"\ufeff{header}\r\n".encode(), replace=False)
    except FileExistsError:
        raise
    except OSError as error:
        raise DatabaseReadOnly(path=path, **reasons(error)) from error


def _in_full(table: Table, path: Path) -> Table:
    rows = tuple(Row(str(path), row.line, row.cells) for row in table.rows)
    return Table(str(path), table.columns, rows)


def _unknown(path: Path) -> Problem:
    close = difflib.get_close_matches(path.name, list(CATALOGUE_COLUMNS), n=1, cutoff=0.6)
    hint_vi = f"có phải là {close[0]}?" if close else f"các tệp: {', '.join(CATALOGUE_COLUMNS)}."
    hint_en = (
        f"did you mean {close[0]}?" if close else f"the files are {', '.join(CATALOGUE_COLUMNS)}."
    )
    return Problem(
        str(path),
        1,
        "–",
        path.name,
        f"Danh mục không có tệp tên này; {hint_vi}",
        f"The catalogue has no file of this name; {hint_en}",
    )
