"""The newest figures of the shown units with their ranks, and the basis they are compared on."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from khdash.exhibit.core.figures import comparable, latest_of
from khdash.exhibit.core.scope import Scope
from khdash.model.dataset import Dataset
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.selection import BASES, Selection
from khdash.transform.ranks import rank_intervals
from khdash.transform.totals import is_enough


def ranked_latest(scope: Scope, indicator: Indicator) -> pd.DataFrame:
    """The newest figures of the shown units with their rank intervals, best first.

    rank_best, rank_worst and `ranked` (of how many) are NA below five eighths of the units.
    The frame is shared between exhibits: change a copy.
    """
    chosen = scope.selection.with_(
        indicators=(indicator.code,), reference="", focus="", benchmarks=(), judge_national=False
    )
    return _ranked_latest(scope.dataset, chosen)


@lru_cache(maxsize=512)
def _ranked_latest(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    scope = Scope.of(dataset, selection)
    table = latest_of(scope, scope.indicator)
    ranked = rank_intervals(comparable(table), scope.indicator.direction, expected=len(scope.units))
    for column in ("rank_best", "rank_worst", "ranked"):
        table[column] = ranked[column].reindex(table.index).astype("Int64")
    shown_last = table["value"].isna() | (table["missing"] != "")
    order = table.assign(last=shown_last, height=-table["value"])
    ordered = order.sort_values(["last", "height"], kind="stable").index
    return table.loc[ordered].reset_index(drop=True)


def common_basis(table: pd.DataFrame, asked: str, expected: int) -> str:
    """The basis on which several units are spoken of together (DOMAIN rules 3, 4).

    The asked one; else `all` where five eighths of the units have it; else the one that most have,
    in doubt all before registered before unstated. '' where the rate has one denominator.
    """
    if asked:
        return asked
    units = comparable(table).groupby("basis")["unit"].nunique()
    if not len(units) or set(units.index) == {""}:
        return ""
    if is_enough(int(units.get("all", 0)), expected):
        return "all"
    return max(reversed(BASES), key=lambda basis: int(units.get(basis, 0)))


def one_row_a_unit(table: pd.DataFrame, basis: str) -> pd.DataFrame:
    """Each unit's figure on a basis; one that has only another is kept and marked other_basis."""
    known = (table["missing"] == "") & table["value"].notna()
    other = known & ~table["basis"].isin(["", basis])
    marked = table.assign(missing=table["missing"].mask(other, GapReason.OTHER_BASIS), other=other)
    first = marked.sort_values("other", kind="stable").drop_duplicates("unit")
    return first.drop(columns="other").sort_index().reset_index(drop=True)
