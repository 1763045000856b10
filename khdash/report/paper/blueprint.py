"""What a document is made of, as an office writes it down: its sections, its letterhead, and its
own Word form bao-cao.docx where it has one.

A copy in the folder `report` of the home counts before the shipped one, so that an upgrade leaves
it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from khdash.exhibit.registry import EXHIBITS
from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.model.problem import CatalogueError, Problem
from khdash.model.selection import parse_query
from khdash.model.table_rows import Row, RowReader
from khdash.report.paper.form_check import FORM, faults_of, names_of
from khdash.store.catalogue_files import read_table
from khdash.store.places import PROJECT, Places

SECTIONS, LETTERHEAD = "sections.csv", "letterhead.csv"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: the files that describe it, and how its own file is called.

    form: the file name of an office's own Word form, '' where it can have none.
    """

    code: str
    stem: str
    sections: str
    letterhead: str
    form: str = ""


MEETING = Kind("meeting", "bao-cao-giao-ban", SECTIONS, LETTERHEAD, FORM)
APPLICATION = Kind(
    "application", "ho-so-thi-dua", "application_sections.csv", "application_letterhead.csv"
)
"""The file of a province that applies for an emulation title."""
PartKind = Literal["heading", "answers", "sentence", "chart", "table", "own"]
KINDS: tuple[PartKind, ...] = ("heading", "answers", "sentence", "chart", "table", "own")
SCOPES = ("all", "cluster", "unit")


@dataclass(frozen=True, slots=True)
class BlueprintPart:
    """A line of sections.csv.

    scope: the reports it belongs to (all, those of the cluster, those of a unit). query: what is
    asked of the exhibit, as in the address of a page. all_units: of every member, the unit of the
    report in focus. years: how many years back, 0 for all. rows: a column of the table and the
    values that its printed rows have there. columns: those that are printed, in order; none for all
    that say something. title: of a heading, or in place of the exhibit's own.
    """

    section: str
    scope: str
    kind: PartKind
    exhibit: str = ""
    query: str = ""
    all_units: bool = False
    years: int = 0
    rows: str = ""
    columns: tuple[str, ...] = ()
    title: tuple[str, str] = ("", "")
    text: tuple[str, str] = ("", "")

    def fits(self, unit: str) -> bool:
        return self.scope in ("all", "unit" if unit else "cluster")


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The parts of every document, in order, and what stands in its letterhead; form: the office's
    own Word form, b'' for none."""

    parts: tuple[BlueprintPart, ...]
    letterhead: tuple[tuple[str, str, str, str], ...]
    form: bytes = b""
    kind: Kind = MEETING

    def sections(self, unit: str, words: Words) -> dict[str, str]:
        """The sections that a report has, with their titles, in order."""
        own = (one for one in self.parts if one.kind == "heading" and one.fits(unit))
        return {one.section: words.of(*one.title) for one in own}

    def heads(self, unit: str, words: Words) -> Iterator[tuple[str, str]]:
        """The lines of the letterhead that a report has: what it is, and its text."""
        for scope, name, vietnamese, english in self.letterhead:
            if scope in ("all", "unit" if unit else "cluster"):
                yield name, words.of(vietnamese, english)


def read_blueprint(places: Places, catalogue: Catalogue, kind: Kind = MEETING) -> Blueprint:
    """The blueprint in use. Raises CatalogueError with every line that cannot be followed."""
    sections = read_table(_file(places, kind.sections)).rows
    problems = [fault for row in sections for fault in _faults(row, catalogue)]
    if problems:
        raise CatalogueError(problems)
    heads = read_table(_file(places, kind.letterhead)).rows
    path = _file(places, kind.form) if kind.form else None
    form = path.read_bytes() if path and path.exists() else b""
    if form:
        named = names_of(
            frozenset(catalogue.indicators),
            frozenset(row["section"] for row in sections),
            frozenset(row["name"] for row in heads),
        )
        if faults := faults_of(form, named):
            raise CatalogueError(faults)
    return Blueprint(
        tuple(map(_part, sections)),
        tuple((r["scope"], r["name"], r["text_vi"], r["text_en"]) for r in heads),
        form,
        kind,
    )


def _file(places: Places, name: str) -> Path:
    """The office's own file, else that of the data folder, else the shipped one."""
    folders = (places.home / "report", places.data / "report", PROJECT / "data" / "report")
    return next((f / name for f in folders if (f / name).exists()), folders[-1] / name)


def _part(row: Row) -> BlueprintPart:
    return BlueprintPart(
        section=row["section"],
        scope=row["scope"],
        kind=cast(PartKind, row["part"]),
        exhibit=row["exhibit"],
        query=row["query"],
        all_units=row["units"] == "all",
        years=int(row["years"] or 0),
        rows=row["rows"],
        columns=tuple(row["columns"].split()),
        title=(row["title_vi"], row["title_en"]),
        text=(row["text_vi"], row["text_en"]),
    )


def _faults(row: Row, catalogue: Catalogue) -> Iterable[Problem]:
    """What of a line cannot be followed, with the repair."""
    problems: list[Problem] = []
    reader = RowReader(row, problems)
    _one_of(reader, "scope", SCOPES)
    _one_of(reader, "part", KINDS)
    _one_of(reader, "units", ("", "all"))
    reader.whole("years")
    if row["part"] not in ("heading", "own"):
        if row["exhibit"] not in EXHIBITS:
            names = ", ".join(EXHIBITS)
            reader.reject("exhibit", f"Ghi tên một hình: {names}.", f"Name an exhibit: {names}.")
        _, ignored = parse_query(row["query"], catalogue)
        for one in ignored:
            reader.reject(
                "query",
                f"Không có «{one.name}={one.value}»; ghi như địa chỉ của trang.",
                f"There is no “{one.name}={one.value}”; write it as in the address of a page.",
            )
    return problems


def _one_of(reader: RowReader, column: str, allowed: tuple[str, ...]) -> None:
    if reader.row[column] not in allowed:
        names = ", ".join(filter(None, allowed))
        reader.reject(column, f"Ghi một trong: {names}.", f"Write one of: {names}.")
