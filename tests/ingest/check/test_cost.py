"""No small file costs much more than a plain table of as many bytes: ratios of CPU time."""

from __future__ import annotations

import gc
import time
import tracemalloc
from collections.abc import Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from benchmarks.ingest import prepare
from khdash.ingest.check import CheckReport, Known
from khdash.ingest.pipeline import check_bytes
from khdash.model.catalogue import Catalogue
from khdash.model.frames import OBSERVATION, empty
from khdash.store.catalogue_files import read_catalogue
from tests.ingest.check.costly import (
    PIECES,
    PLACES,
    UNITS,
    many_texts,
    one_shared_string,
    one_text,
    plain,
)

SIZE = 20_000
MOST = 6.0
"""How many times what a plain table of the same size costs; a quadratic step costs hundreds."""
RUNS = 3


@pytest.fixture(scope="module")
def known(catalogue: Catalogue) -> Known:
    return Known(catalogue, empty({**OBSERVATION}))


def check(known: Known, content: bytes, name: str = "tep.csv") -> CheckReport:
    return check_bytes(content, name, known, None)


def costly(known: Known, usual: float, cases: Mapping[Any, bytes]) -> dict[Any, float]:
    """The cases that cost too much, by how many times; what seems to is measured again."""
    found = {}
    for case, content in cases.items():
        runs = (seconds(known, content) / usual for _ in range(RUNS))
        costs = list(takewhile(lambda cost: cost > MOST, runs))
        if len(costs) == RUNS:
            found[case] = min(costs)
    return found


def seconds(known: Known, content: bytes, name: str = "tep.csv") -> float:
    begun = time.process_time()
    check(known, content, name)
    return time.process_time() - begun


@pytest.fixture(scope="module")
def usual(known: Known) -> float:
    """What a plain table of the size costs, after whatever is only done once."""
    return min(seconds(known, plain(SIZE)) for _ in range(RUNS))


def of_every_kind(shift: int) -> list[tuple[str, str]]:
    """Every piece in one of the places; another one for another shift."""
    return [(piece, PLACES[at % len(PLACES)]) for at, piece in enumerate(PIECES, shift)]


@pytest.mark.parametrize("shift", [0, 2, 3])
def test_one_long_text_costs_no_more_than_figures(known: Known, usual: float, shift: int) -> None:
    cases = of_every_kind(shift)
    assert costly(known, usual, {case: one_text(*case, SIZE) for case in cases}) == {}


@pytest.mark.parametrize("length", [61, 118])
def test_many_long_texts_cost_little_more_than_figures(
    known: Known, usual: float, length: int
) -> None:
    cases = of_every_kind(length)
    assert costly(known, usual, {case: many_texts(*case, length, SIZE) for case in cases}) == {}


LARGER = 60_000
PAGE = "<table><tr><td>Tỉnh<td>Năm<td>Số hội viên</tr><tr><td>Hà Nội<td>2024<td>{}</tr></table>"
DEEP = [".".join(["1"] * depth) for depth in range(1, 40)]
STRUCTURES: dict[str, str] = {
    "unclosed tags": "<table>" + "<a " * (LARGER // 3),
    "tags in a cell": PAGE.format("<a " * (LARGER // 3)),
    "declarations": PAGE.format("<!--" * (LARGER // 4)),
    "spans": PAGE.format("<td colspan=2000 rowspan=2000>1" * 1_600),
    "quotes": "\n".join(['a"b;"c"d;e"'] * (LARGER // 11)),
    "deep numbering": "\n".join(
        ["Chỉ tiêu;Năm 2024", *(f"{mark} nhóm {n};" for n, mark in enumerate(DEEP))]
        + [f"{DEEP[-1]}.1 số {n};{n}" for n in range(400)]
    ),
    "many tables": "\n\nTỉnh;Năm;Số hội viên\nHà Nội;2024;5" * 1_100,
}


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_strange_structure_costs_little_more_than_figures(known: Known, name: str) -> None:
    usual = min(seconds(known, plain(LARGER)) for _ in range(RUNS))
    assert costly(known, usual, {name: STRUCTURES[name].encode()}) == {}


def test_a_string_of_390_megabytes_is_refused_before_it_is_in_memory(known: Known) -> None:
    content = one_shared_string(390)
    assert len(content) < 500_000
    tracemalloc.start()
    report = check(known, content, "tep.xlsx")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [found.code for found in report.findings] == ["cell-too-long"]
    assert most < 20_000_000


@pytest.mark.parametrize("letters", [130, 4_000])
@pytest.mark.parametrize("place", ["label", "year", "cell", "header"])
def test_what_is_too_long_to_be_read_loads_nothing(known: Known, place: str, letters: int) -> None:
    """Without the filling each would be a name, a year, a figure, a heading that is known."""
    text = {"label": UNITS[0], "year": "2010", "cell": "7", "header": "Số hội viên"}[place]
    for filling in (".", " .", "*"):
        content = one_text(text + filling * letters, place, letters)
        report = check(known, content)
        sound = report.cells[report.cells["action"] != "rejected"]
        assert len(sound) == (6 if place == "header" else 5), filling


def test_a_long_remark_is_kept_whole_and_the_figures_beside_it_are_read(known: Known) -> None:
    remark = "đã thu đủ 1.000 phiếu, " * 200
    report = check(known, f"Tỉnh;Năm;Số hội viên;Ghi chú\n01;2010;5;{remark}x\n".encode())
    assert report.cells["value"].tolist() == [5.0]
    assert report.table is not None
    assert report.table.rows[0][3] == f"{remark}x"
    assert type(report.table.rows[0][3]) is str


@pytest.mark.parametrize("digits", [400, 4_000, 5_000])
def test_a_number_of_thousands_of_digits_is_refused_as_text(known: Known, digits: int) -> None:
    report = check(known, f"Tỉnh;Năm;Số hội viên\n01;2010;{'9' * digits}\n".encode())
    assert report.cells["action"].tolist() == ["rejected"]


BYTES_A_CELL = 400


def cells_and_memory(folder: Path, cells: int) -> tuple[int, int]:
    """The cells of a plain file of about so many, and the most bytes that its check held at once.

    What is only done once was done by a check before it.
    """
    folder.mkdir()
    file, written = prepare(folder, cells, str)
    _, catalogue = read_catalogue(folder / "data")
    known, content = Known(catalogue, empty({**OBSERVATION})), file.read_bytes()
    gc.collect()
    tracemalloc.start()
    report = check(known, content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert report.counts["new"] == len(report.cells) > cells / 2
    assert report.findings == ()
    return written, most


def test_a_further_cell_takes_at_most_400_bytes(known: Known, tmp_path: Path) -> None:
    check(known, plain(SIZE))
    cells, most = cells_and_memory(tmp_path / "few", 20_000)
    further_cells, further = cells_and_memory(tmp_path / "many", 80_000)
    assert (further - most) / (further_cells - cells) < BYTES_A_CELL
