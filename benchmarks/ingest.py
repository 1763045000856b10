"""How long a file takes from check to commit, as a ratio to a bare DuckDB insert of its rows."""

from __future__ import annotations

import argparse
import csv
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.serving import children_seconds, own_peak_memory
from khdash.ingest.pipeline import Options, import_file
from khdash.model.actor import Actor
from khdash.model.catalogue import Catalogue
from khdash.model.catalogue_rows import CATALOGUE_COLUMNS
from khdash.store.build import build
from khdash.store.catalogue_files import read_catalogue
from khdash.store.database import Database
from khdash.store.places import DATABASE, PROJECT, Places

FIRST_YEAR, YEARS = 2016, 9
UNIT_CODE = "9{:04d}"
COLUMNS = ("Mã đơn vị", "Năm")
INSERTS = 3
"""The bare insert is measured this often and its best time counts, to be fair to it."""

NUMBERS: dict[str, Callable[[int], str]] = {
    "plain": str,
    "dots": lambda value: f"{value:,}".replace(",", "."),
    "words": lambda value: f"hơn {value:,}".replace(",", "."),
}
"""How the figures are written: 12650, 12.650 or hơn 12.650."""


Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of each stage and of the bare insert, by the clock that was asked for."""

    cells: int
    committed: int
    megabytes: float
    stages: dict[str, float]
    bare: float
    memory: float

    @property
    def seconds(self) -> float:
        return sum(self.stages.values())

    @property
    def ratio(self) -> float:
        return self.seconds / self.bare


def main() -> None:
    """Print the seconds of each stage, the ratio and the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=int, default=1_000_000)
    parser.add_argument("--numbers", choices=tuple(NUMBERS), default="plain")
    given = parser.parse_args()
    seen = measure(given.cells, given.numbers, time.perf_counter)
    print(
        f"cells {seen.cells:,}  figures committed {seen.committed:,}  file {seen.megabytes:.1f} MB"
    )
    print("  ".join(f"{stage} {spent:.2f} s" for stage, spent in seen.stages.items()))
    print(
        f"check and commit {seen.seconds:.2f} s   bare insert {seen.bare:.2f} s"
        f"   ratio {seen.ratio:.1f}"
    )
    each = seen.memory * 1e6 / seen.cells
    print(f"peak memory above start {seen.memory:.0f} MB, {each:.0f} bytes a cell")


def measure(cells: int, numbers: str, clock: Clock) -> Measured:
    """Check and commit a file of so many cells, and insert its rows barely."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        places = Places(folder / "data", folder, folder / DATABASE)
        file, written = prepare(folder, cells, NUMBERS[numbers])
        before = own_peak_memory()
        stages, committed = import_seconds(file, places, clock)
        memory = own_peak_memory() - before
        bare = min(insert_seconds(places.database, folder, clock) for _ in range(INSERTS))
        size = file.stat().st_size / 1e6
    return Measured(written, committed, size, stages, bare, memory)


def processor_seconds() -> float:
    """Processor seconds of this process, its threads and the processes that it has waited for."""
    return time.process_time() + children_seconds()


def prepare(folder: Path, cells: int, write: Callable[[int], str]) -> tuple[Path, int]:
    """A large CSV and the data folder that knows its units; the file and its cells."""
    data = folder / "data"
    shutil.copytree(PROJECT / "data" / "catalogue", data / "catalogue")
    shutil.copytree(PROJECT / "data" / "published", data / "published")
    file = folder / "large.csv"
    return file, large_file(file, data, cells, write)


def large_file(file: Path, data: Path, cells: int, write: Callable[[int], str]) -> int:
    """A CSV of so many cells about communes that are added to a data folder; its cells."""
    _, catalogue = read_catalogue(data)
    headers = count_headers(catalogue)
    units = max(1, cells // (YEARS * len(headers)))
    add_communes(data, units)
    return write_file(file, headers, units, write)


def count_headers(catalogue: Catalogue) -> list[tuple[str, str]]:
    """(indicator, its name as header) of the counts without a part-of rule to break."""
    return [
        (i.code, i.name_vi)
        for i in catalogue.indicators.values()
        if i.kind == "stock" and i.unit == "persons" and i.theme == "context"
    ] + [
        (i.code, i.name_vi)
        for i in catalogue.indicators.values()
        if i.code.startswith("learning_") and i.code.endswith(("_registered", "_recognised"))
        and "citizen" not in i.code
    ]  # fmt: skip


def add_communes(data: Path, units: int) -> None:
    """As many communes in a data folder's catalogue as the benchmark needs."""
    with (data / "catalogue" / "units.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, CATALOGUE_COLUMNS["units.csv"], restval="")
        for number in range(units):
            code = UNIT_CODE.format(number)
            name = f"Xã số {number}"
            writer.writerow(
                {"code": code, "name": name, "full_name": name, "name_en": name,
                 "level": "commune", "parent_code": "01"}
            )  # fmt: skip


def write_file(
    path: Path, headers: list[tuple[str, str]], units: int, write: Callable[[int], str]
) -> int:
    """A CSV wide by indicator, of which no figure exceeds its whole; the number of cells in it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*COLUMNS, *(name for _, name in headers)])
        for number in range(units):
            for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
                people = 20_000 + number * 31 % 69_000 + year * 97
                values = [
                    write(people * (len(headers) - place) // len(headers))
                    for place in range(len(headers))
                ]
                writer.writerow([UNIT_CODE.format(number), year, *values])
    return units * YEARS * (len(headers) + len(COLUMNS))


def import_seconds(file: Path, places: Places, clock: Clock) -> tuple[dict[str, float], int]:
    """Seconds of each stage of check and commit, and how many figures were committed."""
    build(places)
    stages: dict[str, float] = {"open": 0.0}
    begun = [("open", clock())]

    def turn(stage: str, share: float = 1.0) -> None:
        now = clock()
        last, since = begun.pop()
        stages[last] = stages.get(last, 0.0) + now - since
        begun.append((stage, now))

    with Database.open(places) as database:
        begun[0] = ("open", clock())
        report, receipt = import_file(
            file,
            database,
            Actor("benchmark", "command-line"),
            skip_rejected=True,
            options=Options(progress=turn),
        )
        turn("done")
    if receipt is None:
        raise SystemExit("\n".join(str(f) for f in report.findings[:10]))
    return stages, receipt.written


def insert_seconds(path: Path, folder: Path, clock: Clock) -> float:
    """Seconds of DuckDB inserting the same observation rows from a CSV into an equal table."""
    rows = folder / "rows.csv"
    with duckdb.connect(path) as connection:
        connection.execute(f"COPY (FROM observation WHERE batch_id > 1) TO '{rows}' (NULLSTR '-')")
        made = connection.execute(
            "SELECT sql FROM duckdb_tables() WHERE table_name = 'observation'"
        ).fetchall()[0][0]
        connection.execute("DROP TABLE IF EXISTS bare")
        connection.execute(made.replace("observation", "bare", 1))
        begun = clock()
        connection.execute(f"INSERT INTO bare FROM read_csv('{rows}', nullstr = '-')")
        return clock() - begun


if __name__ == "__main__":
    main()
