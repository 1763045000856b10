"""How long a file takes from check to commit, as a ratio to a bare DuckDB insert of its rows."""

from __future__ import annotations

import argparse
import csv
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from khdash.ingest.pipeline import import_file
from khdash.model.actor import Actor
from khdash.model.catalogue import Catalogue
from khdash.model.catalogue_rows import CATALOGUE_COLUMNS
from khdash.store.build import build
from khdash.store.catalogue_files import read_catalogue
from khdash.store.database import Database
from khdash.store.places import PROJECT

FIRST_YEAR, YEARS = 2016, 9
UNIT_CODE = "9{:04d}"
COLUMNS = ("Mã đơn vị", "Năm")


def main() -> None:
    """Print the seconds, the ratio and the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=int, default=1_000_000)
    wanted = parser.parse_args().cells
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        _, catalogue = read_catalogue(PROJECT / "data")
        headers = count_headers(catalogue)
        units = max(1, wanted // (YEARS * len(headers)))
        copy_with_communes(data, units)
        file = Path(folder) / "large.csv"
        cells = write_file(file, headers, units)
        before = peak_memory()
        seconds, committed = import_seconds(file, data, Path(folder) / "k.duckdb")
        memory = peak_memory() - before
        bare = insert_seconds(Path(folder) / "k.duckdb", Path(folder))
    print(f"cells {cells:,}  figures committed {committed:,}")
    print(
        f"check and commit {seconds:.2f} s   bare insert {bare:.2f} s   ratio {seconds / bare:.1f}"
    )
    print(f"file {file_size(cells):.0f} MB at least   peak memory above start {memory:.0f} MB")


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


def copy_with_communes(data: Path, units: int) -> None:
    """The project's data with as many communes added as the benchmark needs."""
    shutil.copytree(PROJECT / "data" / "catalogue", data / "catalogue")
    shutil.copytree(PROJECT / "data" / "published", data / "published")
    with (data / "catalogue" / "units.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, CATALOGUE_COLUMNS["units.csv"], restval="")
        for number in range(units):
            code = UNIT_CODE.format(number)
            name = f"Xã số {number}"
            writer.writerow(
                {"code": code, "name": name, "full_name": name, "name_en": name,
                 "level": "commune", "parent_code": "01"}
            )  # fmt: skip


def write_file(path: Path, headers: list[tuple[str, str]], units: int) -> int:
    """A CSV wide by indicator; the number of cells in it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*COLUMNS, *(name for _, name in headers)])
        for number in range(units):
            for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
                values = [
                    1_000 + (number * 31 + place * 977 + year * 13) % 89_000
                    for place in range(len(headers))
                ]
                writer.writerow([UNIT_CODE.format(number), year, *values])
    return units * YEARS * (len(headers) + len(COLUMNS))


def import_seconds(file: Path, data: Path, path: Path) -> tuple[float, int]:
    """Seconds of check and commit, and how many figures were committed."""
    build(path, data)
    with Database.open(path, data) as database, timed() as clock:
        report, receipt = import_file(
            file, database, Actor("benchmark", "command-line"), skip_rejected=True
        )
    if receipt is None:
        raise SystemExit("\n".join(str(f) for f in report.findings[:10]))
    return clock[0], receipt.written


def insert_seconds(path: Path, folder: Path) -> float:
    """Seconds of DuckDB inserting the same observation rows from a CSV into an empty table."""
    rows = folder / "rows.csv"
    with duckdb.connect(path) as connection:
        connection.execute(f"COPY (FROM observation WHERE batch_id > 1) TO '{rows}'")
        connection.execute("CREATE TABLE bare AS FROM observation LIMIT 0")
        with timed() as clock:
            connection.execute(f"INSERT INTO bare FROM read_csv('{rows}')")
    return clock[0]


@contextmanager
def timed() -> Iterator[list[float]]:
    """A list that holds the seconds of the block after it."""
    clock = [0.0]
    start = time.perf_counter()
    yield clock
    clock[0] = time.perf_counter() - start


def peak_memory() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def file_size(cells: int) -> float:
    """A lower estimate of the file in MB: five digits and a comma a cell."""
    return cells * 6 / 1e6


if __name__ == "__main__":
    main()
