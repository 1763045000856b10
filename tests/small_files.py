"""Small files checked against the real catalogue, with or without a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from khdash.ingest.check import CheckReport
from khdash.ingest.pipeline import Options, check_file
from khdash.ingest.recognise import Choices
from khdash.model.catalogue import Catalogue
from khdash.model.frames import each_row
from khdash.store.catalogue_files import read_catalogue
from khdash.store.database import Database
from khdash.store.places import PROJECT
from tests.published import at

DATA = PROJECT / "data"
Cells = Sequence[Sequence[object]]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue(DATA)[1]


@dataclass(frozen=True)
class Checker:
    """Writes a file and checks it; without a database every sound figure is new."""

    folder: Path
    catalogue: Catalogue
    database: Database | None = None

    def text(self, content: str | bytes, name: str = "tep.csv", **more: Any) -> CheckReport:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self.path(path, **more)

    def sheet(
        self,
        rows: Cells,
        name: str = "tep.xlsx",
        title: str = "Biểu",
        merged: Sequence[str] = (),
        **more: Any,
    ) -> CheckReport:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = title
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
        path = self.folder / name
        book.save(path)
        return self.path(path, **more)

    def path(
        self, path: Path, choices: Choices | None = None, options: Options | None = None
    ) -> CheckReport:
        return check_file(
            path, self.database, catalogue=self.catalogue, choices=choices, options=options
        )


@pytest.fixture
def check(tmp_path: Path, catalogue: Catalogue) -> Checker:
    return Checker(tmp_path, catalogue)


@pytest.fixture
def store(own: Path) -> Iterator[Database]:
    """A store of the published figures that only this test changes."""
    with Database.open(at(own)) as database:
        yield database


@pytest.fixture
def check_in(store: Database, tmp_path: Path, catalogue: Catalogue) -> Checker:
    """Checks against the store of `store`."""
    return Checker(tmp_path, catalogue, store)


def stated(report: CheckReport) -> dict[str, tuple[object, ...]]:
    """Cell -> (unit, year, indicator, value) of what would be loaded."""
    sound = report.cells[(report.cells["fault"] == "") & (report.cells["derived"] == "")]
    return {row.cell: (row.unit, row.year, row.indicator, row.value) for row in each_row(sound)}


def codes(report: CheckReport) -> list[str]:
    return sorted({finding.code for finding in report.findings})


@pytest.fixture
def figures() -> Callable[[CheckReport], dict[str, tuple[object, ...]]]:
    return stated


@pytest.fixture
def found() -> Callable[[CheckReport], list[str]]:
    return codes
