"""The figures that a check compares: those of the file beside those of the store."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from khdash.ingest.recognise import Recognition
from khdash.model.catalogue import Catalogue
from khdash.reading.table import column_letters
from khdash.rules.figures import NONE, Figures

UPLOAD_SOURCE = "reported"
"""The source of every uploaded figure: what the associations report; the newest report wins."""
OF_FIGURE = ["unit", "indicator", "subgroup", "basis", "year", "value", "qualifier"]
OF_CELL = ["column", "cell", "text", "sheet", "table"]
PACKED = pd.StringDtype("pyarrow", na_value=np.nan)
"""Texts that all differ, as one block of bytes: an object for each would take five times that."""


def addresses(recognition: Recognition, cells: pd.DataFrame) -> pd.Series:
    """The addresses of cells in the original file."""
    table = recognition.table
    lines = table.sections["rows"].numbers if "rows" in table.sections else []
    letters = [column_letters(at + table.first_column) for at in range(table.width)]
    columns = pd.Series(pd.array(letters, PACKED).take(cells["column"].to_numpy()), cells.index)
    numbers = pd.array(list(map(str, lines)), PACKED).take(cells["row"].to_numpy())
    return columns + pd.Series(numbers, cells.index)


def at_cells(figures: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Figures of the file with OF_CELL: where they stand and what is written there."""
    own = cells[OF_CELL].take(figures["at"].to_numpy())
    return figures.assign(**{name: own[name].array for name in OF_CELL})


def sheet_of(row: Any) -> str | None:
    """The sheet on which a row of a frame of cells stands; None for a text file."""
    return row.sheet if isinstance(row.sheet, str) else None


def gather(catalogue: Catalogue, cells: pd.DataFrame, stored: pd.DataFrame, today: date) -> Figures:
    """The figures of a file, which are judged, and after them those of the store beside them.

    `at`: the row of the cell, NONE for those of the store; see `at_cells`.
    """
    said = (cells["fault"] == "") & cells["kept"] & ~cells["untouched"]
    sound = cells.loc[said & cells["period_start"].isna(), [*OF_FIGURE, "text"]]
    file = sound[OF_FIGURE].assign(year=sound["year"].astype("int64"))
    values, qualifier = file["value"].to_numpy(), file["qualifier"]
    file = file.assign(
        lower=np.where(qualifier.isin(["nearly", "about"]), -np.inf, values),
        upper=np.where(qualifier.isin(["at_least", "about"]), np.inf, values),
        source_id=_all(UPLOAD_SOURCE, file),
        confidence=_all("high", file),
        origin=_all("published", file),
        standing=_all("current", file),
        judged=True,
        says_percent=_says_percent(catalogue, sound),
        at=sound.index.to_numpy(np.int32),
    )
    store = _beside(stored, file)
    return Figures.of(_one_below_the_other(file, store) if len(store) else file, catalogue, today)


def _all(text: str, rows: pd.DataFrame) -> pd.Categorical[str]:
    return pd.Categorical.from_codes(np.zeros(len(rows), np.int8), pd.Index([text]))


def _one_below_the_other(file: pd.DataFrame, store: pd.DataFrame) -> pd.DataFrame:
    """Both in the columns of the file, its categories with those of the store."""
    both: dict[Hashable, pd.Series | pd.Categorical] = {}
    for name, own in file.items():
        if isinstance(own.dtype, pd.CategoricalDtype):
            both[name] = union_categoricals([pd.Categorical(own), pd.Categorical(store[name])])
        else:
            both[name] = pd.concat([own, store[name]], ignore_index=True)
    return pd.DataFrame(both, copy=False)


def _says_percent(catalogue: Catalogue, sound: pd.DataFrame) -> np.ndarray:
    """Which cells of percentages say so themselves."""
    percent = [code for code, entry in catalogue.indicators.items() if entry.unit == "%"]
    rates = sound["indicator"].isin(percent)
    said = sound.loc[rates, "text"].str.contains("%", regex=False).astype(bool)
    return said.reindex(sound.index, fill_value=False).to_numpy()


def _beside(stored: pd.DataFrame, file: pd.DataFrame) -> pd.DataFrame:
    """What the store says of the units, or by the indicators, of the file; in use before rivals."""
    if stored.empty:
        return stored
    near = stored["unit"].isin(file["unit"].unique())
    near |= stored["indicator"].isin(file["indicator"].unique())
    rows = stored[near & stored["standing"].isin(["current", "rival"])]
    rows = rows.sort_values("standing", kind="stable")
    return rows.assign(judged=False, says_percent=False, at=np.int32(NONE))
