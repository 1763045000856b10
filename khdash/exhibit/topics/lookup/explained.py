"""What the office says of figures: which of it stands, and where an exhibit shows such a figure.

An explanation is of a value: once the figure is another one it is no longer told, and when the
value comes back (an undo) it is told again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd

from khdash.exhibit.core.exhibit import Exhibit, Note
from khdash.exhibit.core.notes import basis_name
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.exhibit.topics.lookup.observations import figures_of_all, key_of, period_code
from khdash.exhibit.topics.lookup.shown import ShownFigure, columns_of_figures, figure_in
from khdash.locale import Words
from khdash.model.cut import Cut
from khdash.model.dataset import Dataset
from khdash.model.frames import each_row
from khdash.model.kept import kept
from khdash.model.rows import Row, is_number

COLUMN = "explanation"
"""The column of a table that tells what explains the figures of a row."""
TOLD_BELOW = 3
"""So many are told in one note; the rest follow in another, after all else."""
SHORT = 160
"""Letters up to which an alt text tells them."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A text of the office on a figure as it then stood; '' takes the one before it back."""

    text: str
    value: float
    qualifier: str
    by: str
    at: datetime
    batch_id: int
    point: str = "year_end"
    period: str = ""

    def is_of(self, value: float | None, qualifier: str, point: str, period: str) -> bool:
        """Whether it is of the figure that stands so."""
        stands = (self.value, self.qualifier, self.point, self.period)
        return stands == (value, qualifier, point, period)

    def told(self, words: Words) -> str:
        """The text with who said it when."""
        return words(
            "“{text}” ({who}, {day})", text=self.text, who=self.by, day=words.date(self.at)
        )


def explanation_of(row: Any) -> Explanation:
    """A row of ExplanationFrame."""
    return Explanation(
        row.text,
        float(row.value),
        row.qualifier,
        row.committed_by,
        pd.Timestamp(row.committed_at).to_pydatetime(),
        int(row.batch_id),
        row.point,
        row.period,
    )


def explanations_of(records: pd.DataFrame, key: FigureKey) -> tuple[Explanation, ...]:
    """All that was ever said of a figure, whatever it stood at, the newest first."""
    about = (key.unit, key.indicator, key.year, key.basis, key.subgroup, key.period)
    rows = [
        row
        for row in each_row(records)
        if (row.unit, row.indicator, row.year, row.basis, row.subgroup, row.period) == about
    ]
    return tuple(explanation_of(row) for row in reversed(rows))


@kept(1)
def explained(dataset: Dataset) -> dict[FigureKey, Explanation]:
    """The explanation of each figure in use that has one."""
    said = {
        _identity(row, row.period): explanation_of(row) for row in each_row(dataset.explanations)
    }
    said = {identity: one for identity, one in said.items() if one.text}
    if not said:
        return {}
    rows = figures_of_all(dataset)
    rows = rows[
        rows["unit"].isin({identity[0] for identity in said})
        & rows["year"].isin({identity[2] for identity in said})
        & (rows["standing"] != "rival")
    ]
    found = {}
    for row in each_row(rows):
        one = said.get(_identity(row, "" if row.yearly else period_code(row)))
        if one is not None:
            found[key_of(row)] = one
    return found


def _identity(row: Any, period: str) -> tuple[object, ...]:
    """What must be the same for a text to be of a figure; the newest text on it counts."""
    about = (row.unit, row.indicator, int(row.year), row.basis, row.subgroup)
    return (*about, row.point, period, float(row.value), row.qualifier)


@dataclass(frozen=True, slots=True)
class _Found:
    line: int
    key: FigureKey
    told: Explanation


def with_explanations(dataset: Dataset, exhibit: Exhibit) -> Exhibit:
    """The exhibit with what the office says of the figures in it: as notes, as a column of its
    table and, if it is short, in the words that stand for the picture."""
    known = explained(dataset)
    found = list(_found(dataset, exhibit, known)) if known else []
    if not found:
        return exhibit
    words = Words(exhibit.selection.lang)
    texts = list(dict.fromkeys(_text(one, exhibit, dataset, words) for one in _newest_first(found)))
    shown, rest = "; ".join(texts[:TOLD_BELOW]), "; ".join(texts[TOLD_BELOW:])
    notes = [Note("explanation", words("Thuyết minh của Hội – {texts}.", texts=shown))]
    if rest:
        text = words("Các thuyết minh khác – {texts}.", texts=rest)
        notes.append(Note("more_explanations", text))
    every = "; ".join(texts)
    alt = exhibit.alt
    if alt and len(every) <= SHORT:
        alt = f"{alt} {notes[0].text}"
    return replace(
        exhibit, notes=(*exhibit.notes, *notes), content=_content(exhibit, found), alt=alt
    )


def _found(
    dataset: Dataset, exhibit: Exhibit, known: dict[FigureKey, Explanation]
) -> Iterator[_Found]:
    units = {key.unit for key in known}
    for line, row in enumerate(exhibit.rows):
        if row.get("unit") not in units:
            continue
        for key, value in _published(dataset, exhibit, row):
            told = known.get(key)
            if told is not None and told.value == value:
                yield _Found(line, key, told)


def _published(dataset: Dataset, exhibit: Exhibit, row: Row) -> Iterator[tuple[FigureKey, object]]:
    """What a row shows as its source states it, with the value."""
    if exhibit.kind == "scatter":
        for axis in ("", "x_"):
            year = row[f"{axis}year"]
            if is_number(year):
                about = (row["unit"], row[f"{axis}indicator"], int(year), row[f"{axis}basis"])
                yield FigureKey(*about, row["subgroup"]), row[f"{axis}value"]
        return
    for column in columns_of_figures(exhibit):
        named = figure_in(dataset, exhibit, row, column)
        if isinstance(named, ShownFigure):
            named = named.key if named.what == "figure" and not named.form else None
        if isinstance(named, FigureKey):
            yield named, row.get(column.figure)


def _newest_first(found: list[_Found]) -> list[_Found]:
    return sorted(found, key=lambda one: -one.key.year)


def _text(one: _Found, exhibit: Exhibit, dataset: Dataset, words: Words) -> str:
    """Which figure, and what is said of it."""
    row, entry = exhibit.rows[one.line], dataset.catalogue.indicators[one.key.indicator]
    about = [
        words.of(entry.short_vi, entry.short_en) or words.name(entry),
        basis_name(words, one.key.basis),
    ]
    name = f"{row['unit_name']} {one.key.year} ({', '.join(filter(None, about))})"
    return f"{name}: {one.told.told(words)}"


def _content(exhibit: Exhibit, found: list[_Found]) -> list[Row] | pd.DataFrame:
    """The table with a column of texts; of several in a row each with its year."""
    by_line: dict[int, dict[str, _Found]] = {}
    for one in found:
        by_line.setdefault(one.line, {}).setdefault(one.told.text, one)
    texts = [""] * len(exhibit.rows)
    for line, own in by_line.items():
        alone = len(own) == 1
        texts[line] = "; ".join(
            text if alone else f"{one.key.year}: {text}" for text, one in own.items()
        )
    if isinstance(exhibit.content, pd.DataFrame | Cut):
        column = pd.Series(texts, index=exhibit.table.index, dtype="str")
        return exhibit.table.assign(**{COLUMN: column})
    return [{**row, COLUMN: text} for row, text in zip(exhibit.rows, texts, strict=True)]
