"""Units outside the cluster that a reader sets beside it: named, never ranked or totalled."""

from __future__ import annotations

from collections.abc import Iterable

from khdash.exhibit.core.exhibit import Note
from khdash.exhibit.core.scope import Scope
from khdash.model.dataset import Dataset
from khdash.model.rows import Row
from khdash.model.selection import Selection


def benchmark_scope(dataset: Dataset, selection: Selection) -> Scope | None:
    """The chosen benchmarks as a scope of their own; None where there is none to draw.

    The country stands beside provinces only in rates; a share of the cluster's total has no
    benchmark, for none is a part of that total.
    """
    chosen = [key for key in selection.benchmarks if key not in selection.units]
    if not chosen or selection.form == "share":
        return None
    scope = Scope.of(dataset, selection.with_(units=tuple(chosen), benchmarks=()))
    if any(indicator.kind != "rate" for indicator in scope.indicators):
        chosen = [key for key in chosen if key != dataset.catalogue.country]
    return scope.of_units(chosen) if chosen else None


def benchmark_notes(scope: Scope, beside: Iterable[Row]) -> list[Note]:
    """Which benchmarks were asked for, and which of them have no figure to draw."""
    asked = [key for key in scope.selection.benchmarks if key not in scope.unit_keys]
    if not asked:
        return []
    words = scope.words
    having = {row["unit"] for row in beside}
    missing = [key for key in asked if key not in having]
    text = words("Chỉ để đối chiếu: {names}.", names=words.listed(scope.names(asked)))
    if missing:
        names = words.listed(scope.names(missing))
        text += " " + words("Chưa có số liệu so được: {names}.", names=names)
    return [Note("reference", text)]
