"""What batches taught about forms, as it is kept, and how it is forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from khdash.ingest.memory.items import UNSAID, Item
from khdash.ingest.recognise import Choices
from khdash.model.frames import each_row
from khdash.store.batches import Submission

HEADERS = "headers"
"""Beside the choices of a form: the heading of each column that they name."""


@dataclass(frozen=True, slots=True)
class Taught:
    """What a batch in force taught about a form; units: those whose figures it wrote.

    headers: the heading of a column by its index, as far as it was written down.
    """

    batch: int
    day: str
    by: str
    units: frozenset[str]
    form: str
    choices: Choices
    headers: Mapping[int, str] = field(default_factory=dict)

    def items(self) -> list[Item]:
        """Everything that it says, for whoever looks through what is remembered."""
        told: list[Item] = []
        for index, choice in self.choices.columns.items():
            said = {name: s for name, s in asdict(choice).items() if s != UNSAID[name]}
            if said:
                text = self.headers.get(index, str(index + 1))
                told.append(Item(self.batch, self.day, "", "column", text, said, index))
        for text, code in self.choices.labels.items():
            told.append(Item(self.batch, self.day, "", "label", text, code))
        for text, key in self.choices.units.items():
            told.append(Item(self.batch, self.day, "", "unit", text, key))
        return told


def taught_from(kept: pd.DataFrame) -> tuple[Taught, ...]:
    """What batches taught, the newest first; kept: see `Database.taught`."""
    return tuple(_taught(row) for row in each_row(kept))


def _taught(row: Any) -> Taught:
    choices = json.loads(row.choices)
    headers = {int(index): text for index, text in choices.pop(HEADERS, {}).items()}
    return Taught(
        int(row.batch_id),
        f"{row.committed_at:%Y-%m-%d}",
        row.committed_by,
        frozenset(row.units),
        row.fingerprint,
        Choices.from_dict(choices),
        headers,
    )


def forgetting(taught: Iterable[tuple[int, str]], note: str) -> Submission:
    """The batch that forgets what these (batch, form) taught; undone, it is remembered again."""
    records = [{"fingerprint": form, "taught_in": batch} for batch, form in sorted(taught)]
    return Submission(records={"forgotten_choice": records}, channel="decision", note=note)
