"""A small file that gives one finding, and how it is written and checked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from khdash.ingest.check import CheckReport
from khdash.ingest.pipeline import Options, check_file
from khdash.model.actor import Actor
from khdash.model.catalogue import Catalogue
from khdash.reading.table import Limits
from khdash.store.batches import Submission
from khdash.store.database import Database

Rows = Sequence[Sequence[object]]
TITLED = {
    "preamble-set-apart": "what stands in a title block is always said to be set apart",
}


@dataclass(frozen=True)
class Sample:
    """A file; `beside`: codes that necessarily come with its own, and why.

    prepare: what the store went through before the file came; without it nothing is stored.
    """

    content: str | bytes | Callable[[], bytes]
    name: str = "tep.csv"
    beside: Mapping[str, str] = field(default_factory=dict)
    options: Options | None = None
    prepare: Callable[[Database, Path], None] | None = None
    is_written: bool = True

    @property
    def needs_store(self) -> bool:
        return self.prepare is not None

    def data(self) -> bytes:
        made = self.content() if callable(self.content) else self.content
        return made.encode() if isinstance(made, str) else made

    def check(self, folder: Path, catalogue: Catalogue, store: Database | None) -> CheckReport:
        path = folder / self.name
        if self.is_written:
            path.write_bytes(self.data())
        if self.prepare and store:
            self.prepare(store, path)
        return check_file(path, store, catalogue=catalogue, options=self.options)


def members(*rows: str) -> str:
    """A list of figures of one indicator as CSV."""
    return "Tỉnh;Năm;Số hội viên\n" + "".join(f"{row}\n" for row in rows)


def one(heading: str, cell: str, unit: str = "Hà Nội", year: str = "2024") -> str:
    """A table of one figure as CSV."""
    return f"Tỉnh;Năm;{heading}\n{unit};{year};{cell}\n"


def book(
    sheets: Mapping[str, Rows],
    merged: Sequence[str] = (),
    change: Callable[[openpyxl.Workbook], None] | None = None,
) -> Callable[[], bytes]:
    """A workbook, made when it is needed; `merged` are ranges of its first sheet."""

    def make() -> bytes:
        made = openpyxl.Workbook()
        made.remove(made.worksheets[0])
        for name, rows in sheets.items():
            sheet = made.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        for area in merged:
            made.worksheets[0].merge_cells(area)
        if change is not None:
            change(made)
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()

    return make


def sheet(
    rows: Rows,
    name: str = "Biểu",
    merged: Sequence[str] = (),
    change: Callable[[openpyxl.Workbook], None] | None = None,
) -> Callable[[], bytes]:
    """A workbook of one sheet."""
    return book({name: rows}, merged, change)


def archive(members: Mapping[str, bytes]) -> Callable[[], bytes]:
    """A ZIP archive of these members."""

    def make() -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name, content in members.items():
                target.writestr(name, content)
        return out.getvalue()

    return make


def within(**limits: int) -> Options:
    return Options(limits=Limits(**limits))


def with_locked_year(store: Database, path: Path) -> None:
    lock = {"year": 2024, "unit": "", "locked": True, "reason": "Đã chốt"}
    store.commit(
        Actor("Văn phòng", "web"), Submission(records={"year_lock": [lock]}, channel="decision")
    )


def with_the_published_figures(store: Database, path: Path) -> None:
    """Nothing more than what the store holds from the start."""
