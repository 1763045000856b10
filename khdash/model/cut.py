"""A table made once for every reader, and what is cut out of it for one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import pandas as pd

from khdash.model.rows import Row, rows_of


@dataclass(frozen=True, eq=False)
class SharedTable:
    """A frame and its rows as records; neither is to be changed."""

    frame: pd.DataFrame

    @cached_property
    def rows(self) -> list[Row]:
        """The rows in the order of the frame."""
        return rows_of(self.frame)

    def cut(self, wanted: Callable[[Row], bool]) -> Cut:
        """The rows that are wanted, in their order.

        >>> frame = pd.DataFrame({"unit": ["01", "26", "01"], "value": [1.0, 2.0, 3.0]})
        >>> table = SharedTable(frame)
        >>> own = table.cut(lambda row: row["unit"] == "01")
        >>> len(own), own[1], own.frame["value"].tolist()
        (2, {'unit': '01', 'value': 3.0}, [1.0, 3.0])
        """
        return Cut(self, tuple(at for at, row in enumerate(self.rows) if wanted(row)))


@dataclass(frozen=True, eq=False)
class Cut(Sequence[Row]):
    """Some rows of a shared table; the frame of them is made only when somebody asks for it, with
    the types of that table."""

    table: SharedTable
    places: tuple[int, ...]

    @cached_property
    def rows(self) -> list[Row]:
        """The rows as records."""
        every = self.table.rows
        return [every[at] for at in self.places]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The same as a frame."""
        return self.table.frame.iloc[list(self.places)].reset_index(drop=True)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        return self.rows[at]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.places)
