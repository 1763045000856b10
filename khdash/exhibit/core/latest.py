"""The newest figures of the shown units with their ranks, and the basis they are compared on."""

from __future__ import annotations

from collections.abc import Sequence

from khdash.exhibit.core.figures import comparable, is_comparable, latest_of
from khdash.exhibit.core.scope import Scope
from khdash.model.dataset import Dataset
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.kept import kept
from khdash.model.rows import Row
from khdash.model.selection import BASES, Selection
from khdash.transform.forms import FROM_FIRST_YEAR
from khdash.transform.ranks import UNRANKED, rank_intervals
from khdash.transform.totals import is_enough


def ranked_latest(scope: Scope, indicator: Indicator) -> list[Row]:
    """The newest figures of the shown units with their rank intervals, best first.

    rank_best, rank_worst and `ranked` (of how many) are None below five eighths of the units.
    """
    return _ranked_latest(scope.dataset, selection_as_of(scope, indicator))


def selection_as_of(scope: Scope, indicator: Indicator) -> Selection:
    """What the newest figures of an indicator depend on, and nothing else of the selection."""
    return Selection(
        indicators=(indicator.code,),
        units=scope.selection.units,
        first_year=scope.first_year if indicator.form in FROM_FIRST_YEAR else scope.year,
        last_year=scope.year,
        tolerance=scope.tolerance,
        boundaries=scope.selection.boundaries,
        basis=scope.selection.basis,
        subgroup=scope.selection.subgroup,
        form=scope.selection.form,
        lang=scope.selection.lang,
    )


@kept(1024)
def _ranked_latest(dataset: Dataset, selection: Selection) -> list[Row]:
    scope = Scope.of(dataset, selection)
    rows = latest_of(scope, scope.indicator)
    ranked = iter(
        rank_intervals(comparable(rows), scope.indicator.direction, expected=len(scope.units))
    )
    table = [next(ranked) if is_comparable(row) else {**row, **UNRANKED} for row in rows]
    return sorted(table, key=_place)


def _place(row: Row) -> tuple[bool, float]:
    value = row["value"]
    return not is_comparable(row), -value if value == value else float("inf")


def common_basis(rows: Sequence[Row], asked: str, expected: int) -> str:
    """The basis on which several units are spoken of together (methods.md rules 3, 4).

    The asked one; else `all` where five eighths of the units have it; else the one that most have,
    in doubt all before registered before unstated. '' where the rate has one denominator.
    """
    if asked:
        return asked
    units: dict[str, set[str]] = {}
    for row in comparable(rows):
        units.setdefault(row["basis"], set()).add(row["unit"])
    if not units or set(units) == {""}:
        return ""
    if is_enough(len(units.get("all", ())), expected):
        return "all"
    return max(reversed(BASES), key=lambda basis: len(units.get(basis, ())))


def one_row_a_unit(rows: Sequence[Row], basis: str) -> list[Row]:
    """Each unit's figure on a basis; one that has only another is kept and marked other_basis."""
    chosen: dict[str, Row] = {}
    places: dict[str, int] = {}
    for place, row in enumerate(rows):
        unit, other = row["unit"], is_comparable(row) and row["basis"] not in ("", basis)
        if other:
            row = {**row, "missing": str(GapReason.OTHER_BASIS)}
        if unit not in chosen or (not other and chosen[unit]["missing"] == GapReason.OTHER_BASIS):
            chosen[unit], places[unit] = row, place
    return [chosen[unit] for unit in sorted(chosen, key=places.__getitem__)]
