"""Everything known at one moment, read from the store once and passed down unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from khdash.model.catalogue import Catalogue


@dataclass(frozen=True, eq=False)
class Dataset:
    """The content of the store as known at a moment.

    observations: ObservationFrame of yearly figures (current, rival, other_time).
    periods: the same columns for figures that cover a term, half a year or one event; they
    never enter a yearly series (DOMAIN rule 13).
    version: the number of the newest batch event; `demo`: generated data, to be marked everywhere.
    """

    catalogue: Catalogue
    observations: pd.DataFrame
    periods: pd.DataFrame
    version: int
    updated_at: datetime
    demo: bool = False

    @property
    def current(self) -> pd.DataFrame:
        """The yearly figures that are preferred among what sources say."""
        return self.observations[self.observations["standing"] == "current"]
