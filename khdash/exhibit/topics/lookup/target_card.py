"""Everything behind a level to reach: who set it, what others set, which figure is held to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.lookup.part import Part, PartsCard
from khdash.exhibit.topics.lookup.shown import ShownFigure
from khdash.exhibit.topics.lookup.target_key import ShownTarget
from khdash.exhibit.topics.targets.status import status_rows, status_scope
from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.entries import Target
from khdash.model.frames import each_row
from khdash.model.instruments import Instrument
from khdash.model.rows import Row, is_number
from khdash.model.selection import Selection


@dataclass(frozen=True, slots=True)
class Setting:
    """A target with the document that sets it; who: the country or the unit that it is set for."""

    target: Target
    instrument: Instrument
    who: str
    level: str


@dataclass(frozen=True, slots=True)
class Written:
    """That a target was written: by whom, when, in which batch, at which value.

    value: None where it was taken back; published: it came with the program.
    """

    batch_id: int
    published: bool
    committed_at: datetime
    committed_by: str
    value: float | None
    note: str


@dataclass(frozen=True, slots=True)
class TargetCard:
    """A level with all that is needed to judge it.

    settings: the instruments that set it. rivals: other levels for the same unit, group and year,
    the unit's own before the country's, the strictest first. row: a row of the exhibit `status`,
    the figure that is held against it; None where no exhibit of targets has one. used: whether the
    level is the one that is judged. history: every time it was written and not undone, the newest
    first.
    """

    key: ShownTarget
    unit_name: str
    settings: tuple[Setting, ...]
    rivals: tuple[Setting, ...]
    row: Row | None
    used: bool
    history: tuple[Written, ...]

    @property
    def figure(self) -> ShownFigure | None:
        """The figure that is held against the level."""
        row = self.row
        if row is None or not is_number(row["latest_value"]):
            return None
        return ShownFigure(
            row["unit"], row["indicator"], int(row["latest_year"]), row["basis"], row["subgroup"]
        )


def build_target_card(
    dataset: Dataset, selection: Selection, key: ShownTarget, written: pd.DataFrame, words: Words
) -> TargetCard | None:
    """The card of a level; None where no instrument in force sets it.

    selection: as of which year the figure is looked for. written: the records `target`.
    """
    targets = dataset.catalogue.targets
    own = [target for target in targets if key.is_set_by(target)]
    if not own:
        return None
    scope = _scope(dataset, selection, key)
    others = [t for t in targets if _competes(t, key, dataset.catalogue.country) and t not in own]
    others.sort(key=lambda t: (t.unit != key.unit, -t.value))
    row = _row_of(scope, key)
    return TargetCard(
        key,
        scope.unit_name(key.unit),
        tuple(_setting(scope, target) for target in own),
        tuple(_setting(scope, target) for target in others),
        row,
        row is not None and bool(row["judged"]),
        _history(written, own, words),
    )


def same_level_card(
    dataset: Dataset, selection: Selection, keys: Sequence[ShownTarget]
) -> PartsCard:
    """The card of a level that several units set themselves: each of them, with its instrument."""
    scope = _scope(dataset, selection, keys[0])
    words, parts = scope.words, []
    for key in keys:
        told = [_setting(scope, t) for t in dataset.catalogue.targets if key.is_set_by(t)]
        names = words.listed(dict.fromkeys(instrument_name(words, one.instrument) for one in told))
        name = scope.unit_name(key.unit)
        parts.append(Part(name, told[0].level, str(key.year), names, figure=key))
    return PartsCard(
        title_of(words, dataset, keys[0]),
        parts[0].value,
        words("Mỗi tỉnh tự đặt mức này bằng văn bản của mình."),
        tuple(parts),
        computed=False,
    )


def title_of(words: Words, dataset: Dataset, key: ShownTarget) -> str:
    """Tỷ lệ gia đình học tập, đến 2025."""
    name = words.name(dataset.catalogue.indicators[key.indicator])
    return words("{name}, đến {year}", name=name, year=key.year)


def instrument_name(words: Words, instrument: Instrument) -> str:
    return words.of(instrument.name_vi, instrument.name_en)


def _scope(dataset: Dataset, selection: Selection, key: ShownTarget) -> Scope:
    asked = selection.with_(
        indicators=(key.indicator,), units=(key.unit,), subgroup="", basis="", benchmarks=()
    )
    return status_scope(dataset, asked)


def _competes(target: Target, key: ShownTarget, country: str) -> bool:
    """Whether it sets a level for the same unit, indicator, group and year."""
    return (
        target.indicator == key.indicator
        and target.subgroup == key.subgroup
        and target.year == key.year
        and target.unit in (key.unit, key.owner, country)
    )


def _row_of(scope: Scope, key: ShownTarget) -> Row | None:
    """The judged row of the level before the others, a row with a figure before one without."""
    own = [
        row
        for row in status_rows(scope)
        if (row["unit"], row["subgroup"], row["target_year"]) == (key.unit, key.subgroup, key.year)
        and (row["target_unit"], row["target_value"]) == (key.owner, key.value)
        and row["target_basis"] == key.basis
    ]
    order = {row["basis"]: place for place, row in enumerate(own)}
    return min(
        own,
        key=lambda row: (
            not row["judged"],
            not is_number(row["latest_value"]),
            order[row["basis"]],
        ),
        default=None,
    )


def _setting(scope: Scope, target: Target) -> Setting:
    catalogue, words = scope.dataset.catalogue, scope.words
    known = catalogue.instruments.get(target.instrument_vi)
    instrument = known or Instrument(target.instrument_vi, target.instrument_en)
    unit = catalogue.units.get(target.unit)
    indicator = catalogue.indicators[target.indicator]
    level = words.amount(target.value, target.measure, indicator.decimals)
    return Setting(target, instrument, words.of(unit.name, unit.name_en) if unit else "", level)


def _history(written: pd.DataFrame, own: Sequence[Target], words: Words) -> tuple[Written, ...]:
    """What was written of the targets of these instruments, at whatever value."""
    if written.empty:
        return ()
    identities = {_identity(target) for target in own}
    found = [
        Written(
            int(row.batch_id),
            int(row.batch_id) == 1,
            pd.Timestamp(row.committed_at).to_pydatetime(),
            str(row.committed_by),
            None if row.retracted else float(row.value),
            words.of(str(row.note_vi), str(row.note_en)),
        )
        for row in each_row(written)
        if _identity(row) in identities
    ]
    return tuple(sorted(found, key=lambda one: -one.batch_id))


def _identity(target: object) -> tuple[object, ...]:
    """What tells one target from another, whatever its value (targets_at in standing.sql)."""
    names = ("indicator", "subgroup", "basis", "unit", "year", "set_by", "instrument_vi")
    start = getattr(target, "from_year", None)
    return (*(getattr(target, name) for name in names), None if pd.isna(start) else int(start))
