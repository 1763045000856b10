"""Short ways to let a file teach something, and to read another one as remembered."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from khdash.ingest.check import CheckReport
from khdash.ingest.memory.offer import Offer, read_as_remembered
from khdash.ingest.memory.taught import HEADERS, Taught
from khdash.ingest.memory.teaching import taught_by
from khdash.ingest.recognise import Choices, ColumnChoice, table_key
from khdash.model.frames import each_row

ONE = table_key(None, 1)


def columns(**told: Any) -> Choices:
    """The decisions about the columns of the only table: `columns(c2={"indicator": "members"})`."""
    own = {int(name[1:]): ColumnChoice(**said) for name, said in told.items()}
    return Choices(tables={ONE: Choices(columns=own)})


def teach(
    report: CheckReport,
    choices: Choices,
    units: str = "35",
    by: str = "Thư ký",
    batch: int = 12,
    before: dict[str, str] | None = None,
) -> Taught:
    """What a batch of the file would teach; units: those that it wrote, with blanks between."""
    (record,) = taught_by(report, choices, before)
    kept = json.loads(record["choices"])
    kept.pop(HEADERS)
    return Taught(
        batch,
        "2026-05-03",
        by,
        frozenset(units.split()),
        record["fingerprint"],
        Choices.from_dict(kept),
    )


def read(check: Any, text: str, *taught: Taught, by: str = "") -> tuple[CheckReport, Offer]:
    """A text read as remembered."""
    plain = check.text(text)
    return read_as_remembered(
        lambda choices: replace(check.text(text, choices=choices), choices=choices),
        plain,
        taught,
        by,
    )


def values(report: CheckReport) -> dict[tuple[str, str], float]:
    """The sound figures by unit and indicator."""
    sound = report.cells[report.cells["fault"] == ""]
    return {(row.unit, row.indicator): float(row.value) for row in each_row(sound)}
