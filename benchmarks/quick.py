"""Key ratios of one run within bounds: `make bench-quick`, part of the checks of every change.

No time is asserted, only processor time against the processor time of something fixed, and bytes
against bytes. A bound lies so near to what is usual that a doubling passes it.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ingest import measure, processor_seconds
from benchmarks.pages import Cost, between, floor_cost, page_costs
from benchmarks.serving import served_floor, served_khdash

PAGES = ("quy", "tong-quan")
CELLS = 100_000
CHANGES = 11
ROOM, ROOM_FOR_BYTES = 1.7, 1.15
"""How far above the usual a ratio may lie: processor time scatters, but a doubling is seen."""

USUAL = {
    "quy: CPU of a change / rerun of the floor": 1.7,
    "quy: CPU of a state seen before / rerun of the floor": 1.2,
    "quy: bytes of the figures / those of the floor": 2.45,
    "tong-quan: CPU of a change / rerun of the floor": 1.2,
    "tong-quan: CPU of a state seen before / rerun of the floor": 1.0,
    "tong-quan: bytes of the figures / those of the floor": 1.9,
    "ingest: CPU of check and commit / bare insert": 7.4,
}
"""What each ratio was when this was last looked at; lowered when the application gets leaner."""


@dataclass(frozen=True, slots=True)
class Held:
    """A ratio and the bound that it must not pass.

    >>> Held("a", 1.0, 1.7).line(), Held("a", 2.0, 1.7).line()
    ('ok        1.00 of at most 1.70  a', 'TOO MUCH  2.00 of at most 1.70  a')
    """

    name: str
    ratio: float
    bound: float

    @property
    def kept(self) -> bool:
        return self.ratio <= self.bound

    def line(self) -> str:
        """The ratio as it is printed."""
        said = "ok" if self.kept else "TOO MUCH"
        return f"{said:<8}  {self.ratio:.2f} of at most {self.bound:.2f}  {self.name}"


def main() -> int:
    """Print every ratio; 1 if one passes its bound."""
    held = [*page_ratios(), ingest_ratio()]
    print("\n".join(one.line() for one in held))
    return 0 if all(one.kept for one in held) else 1


def page_ratios() -> list[Held]:
    """The server's work for the pages against that for the floor, which is measured around them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with served_floor(folder) as floor, served_khdash(folder) as server:
            earlier = floor_cost(floor)
            costs = page_costs(server, PAGES, CHANGES)
            bottom = between(earlier, floor_cost(floor))
    return [one for page, cost in costs.items() for one in _against(page, cost, bottom)]


def _against(page: str, cost: Cost, floor: Cost) -> list[Held]:
    return [
        _held(f"{page}: CPU of a change / rerun of the floor", cost.change / floor.change),
        _held(f"{page}: CPU of a state seen before / rerun of the floor", cost.seen / floor.change),
        _held(f"{page}: bytes of the figures / those of the floor", cost.figures / floor.figures),
    ]


def ingest_ratio() -> Held:
    """Check and commit of a large file against DuckDB inserting its rows."""
    ratio = measure(CELLS, "plain", processor_seconds).ratio
    return _held("ingest: CPU of check and commit / bare insert", ratio)


def _held(name: str, ratio: float) -> Held:
    return Held(name, ratio, USUAL[name] * (ROOM_FOR_BYTES if "bytes" in name else ROOM))


if __name__ == "__main__":
    sys.exit(main())
