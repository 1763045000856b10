"""What a check would load, as plain figures."""

from __future__ import annotations

from khdash.ingest.check import CheckReport
from khdash.model.units import split_key

Figure = tuple[str, int, str]


def figures_of(report: CheckReport) -> dict[Figure, float]:
    """(unit code, year, indicator) -> value of every figure that is not rejected.

    Fails where two cells state the same figure.
    """
    cells = report.cells
    if cells.empty:
        return {}
    sound = cells[cells["action"] != "rejected"]
    rows = sound[["unit", "year", "indicator", "value"]].itertuples(index=False, name=None)
    read = {(split_key(unit)[0], int(year), code): value for unit, year, code, value in rows}
    assert len(read) == len(sound)
    return read
