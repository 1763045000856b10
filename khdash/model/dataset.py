"""Everything known at one moment, read from the store once and passed down unchanged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.frames import CONFIRMATION, EXPLANATION, HAND_IN, TASK_STATUS, empty

Frames = tuple[pd.DataFrame, pd.DataFrame]
"""Yearly figures and those of other periods, both as ObservationFrame."""


class CommuneFigures(Protocol):
    """Where the figures of communes are asked for: the store as known at the same moment."""

    def read(self, units: Sequence[str]) -> Frames:
        """All figures of these units."""

    def indicators(self, units: Sequence[str]) -> frozenset[str]:
        """The indicators of which some of them have a yearly figure."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """The content of the store as known at a moment, but for the figures of communes.

    Those are a hundred times as many and are shown of one province at a time: see
    khdash.model.communes, which asks `communes` for them; None where the catalogue has none.

    observations: ObservationFrame of yearly figures (current, rival, other_time).
    periods: the same columns for figures that cover a term, half a year or one event; they
    never enter a yearly series (methods.md rule 13).
    confirmations: ConfirmationFrame of the findings that people confirmed as right.
    task_statuses: TaskStatusFrame of the states of tasks that people entered.
    explanations: ExplanationFrame of what the office says of figures.
    hand_ins: HandInFrame of the rounds of collection; None in a copy for reading, which has none.
    version: the number of the newest batch event; `demo`: generated data, to be marked everywhere.
    outlines: the folder of the files that boundary sets name; None where no map can be drawn.
    results: what was computed from it, see khdash.model.kept.
    """

    catalogue: Catalogue
    observations: pd.DataFrame
    periods: pd.DataFrame
    version: int
    updated_at: datetime
    demo: bool = False
    confirmations: pd.DataFrame = field(default_factory=lambda: empty(CONFIRMATION))
    task_statuses: pd.DataFrame = field(default_factory=lambda: empty(TASK_STATUS))
    explanations: pd.DataFrame = field(default_factory=lambda: empty(EXPLANATION))
    hand_ins: pd.DataFrame | None = field(default_factory=lambda: empty(HAND_IN))
    communes: CommuneFigures | None = field(default=None, repr=False)
    outlines: Path | None = field(default=None, repr=False)
    results: dict[object, Callable[..., Any]] = field(default_factory=dict, repr=False, init=False)

    @cached_property
    def current(self) -> pd.DataFrame:
        """The yearly figures that are preferred among what sources say."""
        return self.observations[self.observations["standing"] == "current"]
