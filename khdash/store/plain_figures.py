"""Published figures read a column at a time: what a file of millions of plain lines needs.

A line is plain where nothing about it needs a second look. Every other line is left to the reading
of rows (khdash.model.published_rows), which alone says what is wrong with a cell; so this may be
strict, and must never take a line that the other would refuse or read otherwise.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from khdash.model.catalogue import Catalogue
from khdash.model.published_rows import FIGURE_COLUMNS, OBSERVATION_COLUMNS, Published
from khdash.model.table_rows import NUMBER, YEAR, Row, Table, last_day
from khdash.model.target_rows import BASES, CONFIDENCES
from khdash.model.units import unit_key
from khdash.model.value import QUALIFIERS

_CODE = pa.dictionary(pa.int32(), pa.string())
_DAYS = ("period_start", "period_end", "as_of")
_BLOCK = 1 << 24
"""Bytes read at a time; a line is never longer than a block."""

Flags = np.ndarray[tuple[Any, ...], np.dtype[np.bool_]]
Places = np.ndarray[tuple[Any, ...], np.dtype[Any]]
"""For each line the place of its text among the different texts of a column."""


@dataclass(frozen=True, eq=False)
class Plain:
    """A file of figures in two parts.

    rows: the plain lines with FIGURE_COLUMNS but `partial`, and `at`, the line in the file.
    rest: the other lines, as text.
    """

    rows: pd.DataFrame
    rest: Table

    def joined_to(self, found: Published) -> Published:
        """All figures in the order of the file. found: the rest and the other files as parsed."""
        others = found.rows.assign(at=found.rows["cell"].astype("int64"))
        plain = self.rows.assign(partial=False)
        if len(others):
            days = {name: pd.to_datetime(others[name]).astype("datetime64[us]") for name in _DAYS}
            both = pd.concat([plain, others.assign(**days)], ignore_index=True)
            plain = both.sort_values(["partial", "at"], kind="stable", ignore_index=True)
        return replace(found, rows=plain[list(FIGURE_COLUMNS)])


def read_plain(
    file: str, content: bytes, catalogue: Catalogue, sources: Collection[str]
) -> Plain | None:
    """The figures of a CSV file; None where its lines are not simply lines of cells.

    With a quotation mark, a blank line, another header or a line of another width the file is
    read in the usual way.
    """
    if b'"' in content or b"\0" in content or _is_decomposed(content):
        return None
    try:
        cells = csv.read_csv(
            pa.BufferReader(content),
            read_options=csv.ReadOptions(block_size=_BLOCK),
            parse_options=csv.ParseOptions(quote_char=False),
            convert_options=csv.ConvertOptions(
                column_types={**dict.fromkeys(OBSERVATION_COLUMNS, _CODE), "value": pa.string()}
            ),
        )
    except pa.ArrowInvalid:
        return None
    lines = content.count(b"\n") + (not content.endswith(b"\n"))
    if tuple(cells.column_names) != OBSERVATION_COLUMNS or len(cells) + 1 != lines:
        return None
    columns = _Columns(cells.unify_dictionaries().combine_chunks())
    plain = columns.plain(catalogue, sources)
    return Plain(columns.rows(file, plain), columns.text(file, ~plain))


def _is_decomposed(content: bytes) -> bool:
    """Whether composing the letters would change the text; plain ASCII is told at once."""
    if content.isascii():
        return False
    text = content.decode("utf-8", "replace")
    return not unicodedata.is_normalized("NFC", text)


class _Columns:
    """The cells of a file: of each column the different texts, and which of them a line has."""

    def __init__(self, cells: pa.Table) -> None:
        self._value = cells.column("value").combine_chunks()
        self._texts: dict[str, list[str]] = {}
        self._places: dict[str, Places] = {}
        for name in cells.column_names:
            if name != "value":
                column = cells.column(name).combine_chunks()
                self._texts[name] = column.dictionary.to_pylist()
                self._places[name] = column.indices.to_numpy()

    def plain(self, catalogue: Catalogue, sources: Collection[str]) -> Flags:
        """Which lines are plain."""
        found = self._plain_values()
        for name in self._texts:
            found &= self._each(name, lambda text: text == text.strip())
        for name, known in (
            ("subgroup", {"", *catalogue.subgroups}),
            ("period_start", {""}),
            ("period_end", {""}),
            ("qualifier", set(QUALIFIERS)),
            ("confidence", set(CONFIDENCES)),
            ("source_id", set(sources) - {""}),
        ):
            found &= self._each(name, known.__contains__)
        found &= self._pairs("indicator", "basis", partial(_fits, catalogue))
        found &= self._pairs("as_of", "year", _in_time)
        units, at = self._units()
        known_units = np.array([key in catalogue.units for key in units], dtype=bool)
        found &= known_units[at]
        years = self._texts["year"]
        lived = [
            [key in catalogue.units and _lives(catalogue, key, year) for year in years]
            for key in units
        ]
        return (
            found
            & np.array(lived, dtype=bool).reshape(len(units), len(years))[at, self._places["year"]]
        )

    def rows(self, file: str, plain: Flags) -> pd.DataFrame:
        """The plain lines as figures."""
        units, at = self._units()
        lines = np.flatnonzero(plain) + 2
        days = [_day(text) for text in self._texts["as_of"]]
        years = [int(text) if YEAR.fullmatch(text) else 0 for text in self._texts["year"]]
        named: dict[str, Any] = {
            name: self._taken(name, plain)
            for name in self._texts
            if name in FIGURE_COLUMNS and name not in ("year", "as_of")
        }
        never = np.full(len(lines), np.datetime64("NaT"), dtype="datetime64[us]")
        named |= {"period_start": never, "period_end": never}
        return pd.DataFrame(
            {
                **named,
                "unit": _texts(units, at[plain]),
                "year": np.array(years)[self._places["year"][plain]],
                "as_of": np.array(days, dtype="datetime64[us]")[self._places["as_of"][plain]],
                "value": self._value.filter(pa.array(plain)).cast(pa.float64()).to_numpy(),
                "sheet": _texts([file], np.zeros(len(lines), dtype=np.int32)),
                "cell": pa.array(lines).cast(pa.string()).to_pandas(),
                "at": lines,
            }
        )

    def text(self, file: str, chosen: Flags) -> Table:
        """The chosen lines as text without outer spaces; lines without any text are left out."""
        values = self._value.filter(pa.array(chosen)).to_pylist()
        rows = []
        for place, value in zip(np.flatnonzero(chosen).tolist(), values, strict=True):
            cells = {
                name: (
                    value if name == "value" else self._texts[name][self._places[name][place]]
                ).strip()
                for name in OBSERVATION_COLUMNS
            }
            if any(cells.values()):
                rows.append(Row(file, place + 2, cells))
        return Table(file, OBSERVATION_COLUMNS, tuple(rows))

    def _plain_values(self) -> Flags:
        found = pc.match_substring_regex(self._value, f"^{NUMBER.pattern}$")
        numbers = pc.if_else(found, self._value, "nan").cast(pa.float64())
        return np.isfinite(numbers.to_numpy())

    def _each(self, name: str, fits: Callable[[str], bool]) -> Flags:
        return np.array([fits(text) for text in self._texts[name]], dtype=bool)[self._places[name]]

    def _pairs(self, one: str, other: str, fits: Callable[[str, str], bool]) -> Flags:
        """Which lines have fitting texts in two columns."""
        found = [[fits(a, b) for b in self._texts[other]] for a in self._texts[one]]
        grid = np.array(found, dtype=bool).reshape(len(self._texts[one]), len(self._texts[other]))
        return grid[self._places[one], self._places[other]]

    def _units(self) -> tuple[list[str], Places]:
        """The keys of the units named in the file, and which of them each line names."""
        code, since = self._places["unit_code"], self._places["unit_valid_from"]
        dates = self._texts["unit_valid_from"]
        pairs, at = np.unique(code.astype("int64") * len(dates) + since, return_inverse=True)
        keys = [
            unit_key(self._texts["unit_code"][pair // len(dates)], dates[pair % len(dates)])
            for pair in pairs.tolist()
        ]
        return keys, at

    def _taken(self, name: str, plain: Flags) -> pd.Series:
        return _texts(self._texts[name], self._places[name][plain])


def _texts(texts: list[str], places: Places) -> pd.Series:
    """Each line's text; lines with the same text share one object."""
    return pd.Series(np.array(texts, dtype=object)[places], dtype="str")


def _fits(catalogue: Catalogue, indicator: str, basis: str) -> bool:
    known = catalogue.indicators.get(indicator)
    return known is not None and basis in (BASES[1:] if known.basis_matters else BASES[:1])


def _in_time(as_of: str, year: str) -> bool:
    if not YEAR.fullmatch(year):
        return False
    day = _day(as_of)
    return as_of == "" or (day is not None and day.year >= int(year))


def _lives(catalogue: Catalogue, key: str, year: str) -> bool:
    return bool(YEAR.fullmatch(year)) and catalogue.units[key].exists_in(int(year))


def _day(text: str) -> date | None:
    try:
        return last_day(text) if text else None
    except ValueError:
        return None
