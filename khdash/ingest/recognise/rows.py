"""What each row is about: which unit, indicator and time, also where group rows stand above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from khdash.ingest.recognise.columns import Column, level_of
from khdash.ingest.recognise.heading import HeadingReader
from khdash.ingest.recognise.period import read_period
from khdash.ingest.recognise.text import numbering_rank, split_numbering, without_footnote
from khdash.ingest.recognise.units import UnitNames
from khdash.locale.spelling import tidy
from khdash.reading.table import Table
from khdash.reading.table.wording import is_year

Ints = np.ndarray
_NUMERAL = re.compile(r"\d{1,2}|[IVX]{1,4}")
_WHOLE = frozenset(
    ("", "chung", "tổng", "tổng số", "tất cả", "toàn bộ", "cả hai", "all", "total", "tong so")
)

MEASURE, BASIS, QUALIFIER, SUBGROUP = range(4)


@dataclass(frozen=True)
class Axis:
    """One text or tuple of texts a row, kept once each: `of[row]` is an index into `values`."""

    values: list[tuple[str, ...]]
    of: Ints

    @classmethod
    def gather(cls, keys: Iterable[tuple[str, ...]], count: int) -> Axis:
        known: dict[tuple[str, ...], int] = {}
        of = np.fromiter((known.setdefault(key, len(known)) for key in keys), np.int64, count)
        return cls(list(known), of)


@dataclass(frozen=True)
class Rows:
    """The rows of a table by what they are about.

    data: whether a row holds figures of its own. totals: rows that sum others. partial: the rows
    of one sex, age or kind, by the column that says so. starts_with_years: the first row looks
    like a part of the header that was taken for data.
    filled_down: rows whose unit, indicator or year stands in a row above.
    """

    data: Ints
    units: Axis
    labels: Axis
    periods: Axis
    extras: Axis
    totals: list[int] = field(default_factory=list)
    filled_down: list[int] = field(default_factory=list)
    partial: dict[int, Ints] = field(default_factory=dict)
    starts_with_years: bool = False


@dataclass
class _Context:
    """The group rows above: unit, indicator groups by their depth, and time."""

    unit: tuple[str, ...] = ()
    period: str = ""
    groups: dict[float, str] = field(default_factory=dict)

    def labels(self, rank: float) -> tuple[str, ...]:
        return tuple(text for at, text in sorted(self.groups.items()) if at < rank)

    def open(self, rank: float, text: str) -> None:
        for at in [at for at in self.groups if at >= rank]:
            del self.groups[at]
        self.groups[rank] = text


class RowReader:
    """Reads the rows of a table whose columns are known."""

    def __init__(
        self, table: Table, columns: Sequence[Column], reader: HeadingReader, units: UnitNames
    ) -> None:
        self.table, self.reader, self.unit_names = table, reader, units
        by_role: dict[str, list[int]] = {}
        for column in columns:
            by_role.setdefault(column.role, []).append(column.index)
        self.by_role = by_role
        self.values = [c.index for c in columns if c.role in ("value", "total")]

    def _texts(self, role: str) -> list[list[str]]:
        return [[row[c].strip() for row in self.table.rows] for c in self.by_role.get(role, [])]

    def read(self) -> Rows:
        """The rows; those without any figure become the heading of those below."""
        count = len(self.table.rows)
        rows = self.table.rows
        filled = np.fromiter(
            (any(row[c] and not row[c].isspace() for c in self.values) for row in rows), bool, count
        )
        totals = self._total_rows()
        data = filled.copy()
        data[totals] = False
        units, labels, years, filled_down = self._axes(filled)
        as_of = self._texts("as_of")
        periods = zip(years, as_of[0] if as_of else [""] * count, self._part_of_year(), strict=True)
        extras = zip(
            *(self._first(role) for role in ("measure", "basis", "qualifier", "subgroup")),
            strict=True,
        )
        return Rows(
            data=data,
            units=Axis.gather(units, count),
            labels=Axis.gather(labels, count),
            periods=Axis.gather(periods, count),
            extras=Axis.gather(extras, count),
            totals=totals,
            filled_down=[row for row in filled_down if data[row]],
            partial={c: self._is_partial(c) for c in self.by_role.get("dimension", [])},
            starts_with_years=self._starts_with_years(),
        )

    def _starts_with_years(self) -> bool:
        """Whether the first row names nothing and holds only years."""
        axes = [
            c for role in ("unit", "indicator", "label", "year") for c in self.by_role.get(role, [])
        ]
        if not self.table.rows or not axes:
            return False
        row = self.table.rows[0]
        cells = [row[column].strip() for column in self.values if row[column].strip()]
        named = any(row[column].strip() for column in axes)
        return not named and len(cells) > 1 and all(map(is_year, cells))

    def _part_of_year(self) -> list[str]:
        """The texts of a column such as 'Kỳ' or 'Quý'; a bare number gets its heading before it."""
        columns = self.by_role.get("period", [])
        if not columns:
            return [""] * len(self.table.rows)
        column = columns[0]
        name = self.table.header[column].strip() if self.table.header else ""
        texts = (row[column].strip() for row in self.table.rows)
        return [f"{name} {text}" if _NUMERAL.fullmatch(text) else text for text in texts]

    def _is_partial(self, column: int) -> Ints:
        texts = (tidy(row[column]) for row in self.table.rows)
        return np.fromiter((text not in _WHOLE for text in texts), bool, len(self.table.rows))

    def _first(self, role: str) -> list[str]:
        texts = self._texts(role)
        return texts[0] if texts else [""] * len(self.table.rows)

    def _total_rows(self) -> list[int]:
        """Rows such as 'Trung bình' or 'Toàn cụm' that stand among the others."""
        totals = self.reader.vocabulary.totals
        known: dict[str, bool] = {}
        found: list[int] = []
        for column in self.by_role.get("unit", []) + self.by_role.get("label", []):
            for index, row in enumerate(self.table.rows):
                text = row[column]
                if text not in known:
                    plain = without_footnote(split_numbering(text)[1])
                    named = totals.find(plain) is not None and bool(plain)
                    known[text] = named and not self.unit_names.candidates(text)
                if known[text]:
                    found.append(index)
        return sorted(set(found))

    # Axes ------------------------------------------------------------------------------------

    def _axes(
        self, filled: Ints
    ) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]], list[str], list[int]]:
        count = len(self.table.rows)
        units = self._tuples("unit", count)
        labels = self._tuples("indicator", count)
        if "level" in self.by_role:
            levels = map(level_of, self._first("level"))
            labels = [(*own, level) for own, level in zip(labels, levels, strict=True)]
        years = self._first("year")
        stacked = self._texts("label")
        has_axis = bool(stacked or self.by_role.get("unit") or self.by_role.get("indicator"))
        if stacked:
            return self._stacked(stacked[0], filled, labels, years)
        if has_axis and (not filled.all() or self._has_gaps(units, labels, years)):
            return self._grouped(filled, units, labels, years)
        return units, labels, years, []

    def _tuples(self, role: str, count: int) -> list[tuple[str, ...]]:
        texts = self._texts(role)
        return list(zip(*texts, strict=True)) if texts else [()] * count

    def _has_gaps(
        self, units: list[tuple[str, ...]], labels: list[tuple[str, ...]], years: list[str]
    ) -> bool:
        blank_unit = bool(self.by_role.get("unit")) and any(not any(unit) for unit in units)
        blank_label = bool(self.by_role.get("indicator")) and any(not any(lab) for lab in labels)
        return blank_unit or blank_label or (bool(self.by_role.get("year")) and "" in years)

    def _marks(self) -> list[str]:
        """The numbering of each row where it has a column of its own."""
        texts = self._texts("order")
        return [t.strip("().") for t in texts[0]] if texts else [""] * len(self.table.rows)

    def _grouped(
        self,
        filled: Ints,
        units: list[tuple[str, ...]],
        labels: list[tuple[str, ...]],
        years: list[str],
    ) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]], list[str], list[int]]:
        """Columns of one kind each, with group rows and cells left blank under the first."""
        context, filled_down = _Context(), []
        marks = self._marks()
        out_units, out_labels, out_years = list(units), list(labels), list(years)
        can_fill = sum(bool(self.by_role.get(role)) for role in ("unit", "indicator", "year")) > 1
        last: tuple[tuple[str, ...], tuple[str, ...], str] = ((), (), "")
        for row in range(len(filled)):
            if not filled[row]:
                self._open_group(context, marks[row], units[row] + labels[row] + (years[row],))
                if any(units[row]):
                    last = (units[row], last[1], last[2])
                continue
            rank = self._rank(marks[row], labels[row])
            blank = (not any(units[row]), not any(labels[row]), not years[row])
            if blank[0]:
                out_units[row] = context.unit or (last[0] if can_fill else ())
            if blank[2]:
                out_years[row] = context.period or (last[2] if can_fill else "")
            if blank[1] and can_fill and self.by_role.get("indicator"):
                out_labels[row] = last[1]
            else:
                out_labels[row] = context.labels(rank) + labels[row]
            supplied = (
                out_units[row],
                blank[1] and out_labels[row] == last[1] != (),
                out_years[row],
            )
            if any(gap and text for gap, text in zip(blank, supplied, strict=True)):
                filled_down.append(row)
            last = (
                units[row] if any(units[row]) else last[0],
                out_labels[row],
                out_years[row] or last[2],
            )
        return out_units, out_labels, out_years, filled_down

    def _rank(self, mark: str, labels: Sequence[str]) -> float:
        own = next((split_numbering(text)[0] for text in labels if text), "")
        return numbering_rank(own or mark)

    def _open_group(self, context: _Context, mark: str, texts: Sequence[str]) -> None:
        """A row without figures: what it names holds for the rows below."""
        words = [text for text in dict.fromkeys(texts) if text]
        if not words:
            return
        own, text = split_numbering(words[0])
        if self.unit_names.candidates(words[0]):
            context.unit = (words[0],)
            context.groups.clear()
            return
        period, rest = read_period(text)
        if period is not None and period.nature == "figure":
            context.period = text
            if not rest or rest == "năm":
                return
        rank = numbering_rank(own or mark)
        context.open(rank if rank < 5 else 3.5, text)

    def _stacked(
        self, texts: list[str], filled: Ints, labels: list[tuple[str, ...]], years: list[str]
    ) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]], list[str], list[int]]:
        """Units and indicators under one another in one column."""
        context = _Context()
        marks = self._marks()
        out_units: list[tuple[str, ...]] = []
        out_labels: list[tuple[str, ...]] = []
        out_years = list(years)
        for row, text in enumerate(texts):
            is_unit = bool(self.unit_names.candidates(text))
            rank = numbering_rank(split_numbering(text)[0] or marks[row])
            if not filled[row]:
                self._open_group(context, marks[row], (text, *labels[row]))
            out_units.append((text,) if is_unit else context.unit)
            out_labels.append(context.labels(9.0) if is_unit else (*context.labels(rank), text))
            out_years[row] = years[row] or context.period
        return out_units, out_labels, out_years, []
