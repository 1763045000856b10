"""The bounded figures that rules judge: of a file beside the store, or of the store alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Self

import numpy as np
import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.indicators import Indicator

FIGURE: dict[str, str] = {
    "unit": "str",
    "indicator": "str",
    "subgroup": "str",
    "basis": "str",
    "year": "int64",
    "value": "float64",
    "lower": "float64",
    "upper": "float64",
    "qualifier": "str",
    "source_id": "str",
    "standing": "str",  # current | rival | other_time
    "judged": "bool",  # a finding must concern one of these
    "says_percent": "bool",  # the cell itself says that it is a percentage
}
"""FigureFrame: one row a figure, numbered from 0; the doors may add columns of their own, and give
texts as categories."""
TEXTS = [name for name, kind in FIGURE.items() if kind == "str"]
NEIGHBOURING = 5
"""How many years away the people of a unit may have been counted."""
Positions = np.ndarray
NONE = -1
"""The position of a figure that is not there."""


@dataclass(frozen=True, eq=False)
class Figures:
    """A FigureFrame with what several rules ask of it, as whole columns.

    today: the day of which no later year has figures yet.
    """

    frame: pd.DataFrame
    catalogue: Catalogue
    today: date

    @classmethod
    def of(cls, frame: pd.DataFrame, catalogue: Catalogue, today: date) -> Self:
        """The figures; of several `current` ones of the same key the first stays so.

        A further one that is judged describes another time of the year, one that is not judged is
        a rival.
        """
        figures = cls(frame.reset_index(drop=True), catalogue, today)
        standing = figures.frame["standing"].to_numpy(dtype=object)
        current = np.flatnonzero(standing == "current")
        key = figures._series[current] * figures._years + figures._year_number[current]
        again = current[pd.Series(key).duplicated().to_numpy()]
        if len(again):
            standing = standing.copy()
            standing[again] = np.where(figures.judged[again], "other_time", "rival")
            figures = cls(figures.frame.assign(standing=standing), catalogue, today)
        return figures

    def column(self, name: str) -> np.ndarray:
        """A column of the frame as an array."""
        return self.frame[name].to_numpy()

    @cached_property
    def value(self) -> np.ndarray:
        return self.column("value")

    @cached_property
    def lower(self) -> np.ndarray:
        return self.column("lower")

    @cached_property
    def upper(self) -> np.ndarray:
        return self.column("upper")

    @cached_property
    def year(self) -> np.ndarray:
        return self.column("year")

    @cached_property
    def judged(self) -> np.ndarray:
        return self.frame["judged"].to_numpy(dtype=bool)

    @cached_property
    def is_current(self) -> np.ndarray:
        """Which figures are in use: others are compared with these, or judged alone."""
        return self._equal("standing", "current")

    @cached_property
    def is_exact(self) -> np.ndarray:
        return self.lower == self.upper

    def told(self, of: Callable[[Indicator], Any], kind: type) -> np.ndarray:
        """What is told of the indicator of each figure, asked once for each indicator."""
        numbers, codes = self._codes("indicator")
        entries = self.catalogue.indicators
        return np.array([of(entries[str(code)]) for code in codes], dtype=kind)[numbers]

    def _equal(self, name: str, text: str) -> np.ndarray:
        numbers, codes = self._codes(name)
        return np.array([str(code) == text for code in codes], dtype=bool)[numbers]

    def _codes(self, name: str) -> tuple[np.ndarray, Any]:
        """The texts of a column as numbers, and the texts."""
        found: dict[str, tuple[np.ndarray, Any]] = self.__dict__.setdefault("_factorised", {})
        if name not in found:
            column = self.frame[name]
            is_few = isinstance(column.dtype, pd.CategoricalDtype)
            numbers, codes = pd.factorize(column if is_few else column.astype(object))
            found[name] = numbers.astype(np.int32), codes
        return found[name]

    # Series: what may be compared in time -------------------------------------------------------

    @cached_property
    def _first_year(self) -> int:
        return int(self.year.min()) if len(self.year) else 0

    @cached_property
    def _years(self) -> int:
        return int(self.year.max()) - self._first_year + 1 if len(self.year) else 1

    @cached_property
    def _year_number(self) -> np.ndarray:
        return self.year - self._first_year

    @cached_property
    def _series(self) -> np.ndarray:
        """The number of unit, indicator, subgroup and basis."""
        number = np.zeros(len(self.frame), dtype=np.int64)
        for name in ("unit", "indicator", "subgroup", "basis"):
            own, codes = self._codes(name)
            number = number * (len(codes) + 1) + own
        return number

    @cached_property
    def runs(self) -> tuple[Positions, np.ndarray]:
        """The figures in use by run and year, and the run of each.

        A run is of one series between two breaks; where the basis is not stated, of one source.
        """
        breaks = [self.catalogue.breaks_of(str(code)) for code in self._codes("indicator")[1]]
        passed = np.zeros(len(self.frame), dtype=np.int64)
        for code in (code for code, own in enumerate(breaks) if own):
            rows = np.flatnonzero(self._codes("indicator")[0] == code)
            years = np.sort([one.year for one in breaks[code]])
            passed[rows] = np.searchsorted(years, self.year[rows], side="right")
        source, sources = self._codes("source_id")
        source = np.where(self._equal("basis", "unstated"), source + 1, 0)
        run = (self._series * (len(sources) + 1) + source) * (int(passed.max(initial=0)) + 1)
        run = run + passed
        at = np.flatnonzero(self.is_current)
        order = at[np.argsort(run[at] * self._years + self._year_number[at], kind="stable")]
        another = np.diff(run[order], prepend=-1) != 0
        return order.astype(np.int32), np.cumsum(another, dtype=np.int32)

    @cached_property
    def neighbours(self) -> tuple[Positions, Positions]:
        """Each figure that has one before it in its run: where that one stands, and itself."""
        order, run = self.runs
        second = 1 + np.flatnonzero(run[1:] == run[:-1])
        before, after = order[second - 1], order[second]
        asked = self.judged[before] | self.judged[after]
        return before[asked], after[asked]

    # Places: the figures of one unit and year ---------------------------------------------------

    @cached_property
    def place(self) -> np.ndarray:
        """The number of unit and year."""
        return self._codes("unit")[0] * self._years + self._year_number

    @cached_property
    def _places(self) -> int:
        return len(self._codes("unit")[1]) * self._years

    @cached_property
    def _rows_of(self) -> dict[str, Positions]:
        """The figures in use of each indicator as a whole, without those of subgroups."""
        plain = np.flatnonzero(self.is_current & self._equal("subgroup", ""))
        numbers, codes = self._codes("indicator")
        order = plain[np.argsort(numbers[plain], kind="stable")]
        ends = np.searchsorted(numbers[order], np.arange(len(codes) + 1))
        return {
            str(code): order[ends[n] : ends[n + 1]]
            for n, code in enumerate(codes)
            if ends[n] < ends[n + 1]
        }

    def rows_of(self, indicator: str) -> Positions:
        return self._rows_of.get(indicator, np.empty(0, dtype=np.int64))

    def at_places(self, indicator: str) -> Positions:
        """Where the figure of an indicator stands for every unit and year; NONE where unknown."""
        found = np.full(self._places, NONE, dtype=np.int64)
        rows = self.rows_of(indicator)[::-1]
        found[self.place[rows]] = rows
        return found

    @cached_property
    def _other_times(self) -> Positions:
        """The figures of another time of a year than the one in use, without those of subgroups."""
        return np.flatnonzero(self._equal("standing", "other_time") & self._equal("subgroup", ""))

    def extent(self, indicator: str) -> tuple[np.ndarray, np.ndarray]:
        """The least and the most that an indicator was at any time of a year, for every unit and
        year; (inf, -inf) where unknown. Both are true: what is compared may be of either time.
        """
        least, most = np.full(self._places, np.inf), np.full(self._places, -np.inf)
        numbers, codes = self._codes("indicator")
        named = np.array([str(code) == indicator for code in codes], dtype=bool)
        others = self._other_times[named[numbers[self._other_times]]]
        for rows in (self.rows_of(indicator), others):
            np.minimum.at(least, self.place[rows], self.lower[rows])
            np.maximum.at(most, self.place[rows], self.upper[rows])
        return least, most

    def heads(self) -> Iterator[str]:
        """The indicators that count the people of a unit, in the catalogue's order."""
        return (code for code, entry in self.catalogue.indicators.items() if entry.heads)

    @cached_property
    def _people(self) -> np.ndarray:
        """The greatest count of people of every unit (row) and year (column)."""
        found = np.full(self._places, NONE, dtype=np.int64)
        for code in self.heads():
            other = self.at_places(code)
            counted = (other != NONE) & (self.upper[other] > 0)
            more = counted & ((found == NONE) | (self.upper[other] > self.upper[found]))
            found = np.where(more, other, found)
        return found.reshape(-1, self._years)

    def people(self, rows: Positions) -> tuple[Positions, np.ndarray]:
        """The count of people of each figure's unit nearest in time, and how many years away."""
        grid, reach = self._people, NEIGHBOURING
        unit = self._codes("unit")[0][rows]
        found = np.full(len(rows), NONE, dtype=np.int64)
        distance = np.zeros(len(rows), dtype=np.int64)
        if not (grid != NONE).any():
            return found, distance
        for away in sorted(range(-reach, reach + 1), key=abs):
            year = self._year_number[rows] + away
            open_rows = (found == NONE) & (year >= 0) & (year < self._years)
            found[open_rows] = grid[unit[open_rows], year[open_rows]]
            distance[open_rows] = abs(away)
        return found, distance
