"""A home to which several people wrote, and what it says: the ground of the tests of damage."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from khdash.store.build import content
from khdash.store.database import Database
from khdash.store.places import Places
from tests.published import at
from tests.store.small import SECRETARY, commit, figure, rate

FILE = b"Tinh;Nam;So hoi vien\nThai Binh;2020;118.500\n"
SHA256 = hashlib.sha256(FILE).hexdigest()
CONTENT = dict[str, tuple[int, int]]


def write(folder: Path) -> tuple[Places, CONTENT]:
    """Six entries: three batches, one with its file, an undo, a redo, a batch without figures."""
    places = at(folder)
    with Database.open(places) as store:
        commit(store, figure(118_500, cell="C7"), file_name="a.csv", file_bytes=FILE, note="quý IV")
        commit(store, figure(120_000.5, year=2021), rate(71.25, "all", note_vi="«hơn»\nhai dòng"))
        store.undo(2, SECRETARY, "nhầm")
        store.redo(2, SECRETARY, "đúng rồi")
        commit(store, records={"year_lock": [lock(2019)]}, channel="decision")
        commit(store, figure(None, year=2021))
        return places, content(store)


def lock(year: int) -> dict[str, object]:
    return {"year": year, "unit": "", "locked": True, "reason": "đã chốt"}


def present(places: Places) -> CONTENT:
    """The content of a home's database as it is opened now."""
    with Database.open(places) as store:
        return content(store)


def journal_files(places: Places) -> dict[str, bytes]:
    """Every file of the journal but what a repair put aside."""
    found = (path for path in places.journal.rglob("*") if path.is_file())
    named = {path.relative_to(places.journal).as_posix(): path.read_bytes() for path in found}
    return {name: held for name, held in named.items() if not name.startswith("damaged/")}


def record_of(places: Places) -> dict[str, object]:
    """The record of the only repair."""
    (path,) = (places.journal / "damaged").glob("*/record.json")
    told: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return told
