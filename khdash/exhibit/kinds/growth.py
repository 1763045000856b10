"""Growth: each unit against its own previous comparable figure, and the cluster like for like."""

from __future__ import annotations

import math

import pandas as pd

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Exhibit, Note, rows_of
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import change_sentence, change_text
from khdash.model.catalogue import Indicator, split_key
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.model.value import Bounded
from khdash.transform.growth import LikeForLike, like_for_like, unit_changes


def build_growth(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a unit with two comparable figures; the like-for-like change of all in the notes."""
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    words = scope.words
    series = scope.series(indicator, first_year=scope.first_year)
    changes = unit_changes(series, indicator.kind)
    table = _table(scope, indicator, changes, series)
    note = Note("coverage", like_for_like_text(scope, indicator))
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words("{name}: thay đổi so với số liệu trước", name=words.name(indicator)),
        headline=change_sentence(scope, indicator, changes),
        subtitle=words(
            "Số mới nhất so với số liền trước của chính tỉnh đó, không qua mốc thay đổi tiêu chí."
        ),
        columns=_columns(scope, indicator),
        measure=indicator.unit,
        decimals=indicator.decimals,
        notes=(note,),
        extra={"cluster": cluster_numbers(cluster_change(scope, indicator))},
    )


def cluster_numbers(result: LikeForLike | None) -> dict[str, object] | None:
    """The like-for-like change in numbers; None for a rate, which has none.

    before, after, absolute and relative are [value, lower, upper], or null where not settled;
    relative is a fraction. Fewer than five eighths of `expected` say nothing of the cluster.
    """
    if result is None:
        return None
    change = result.change if result.enough else None
    return {
        "year": result.year,
        "base_year": result.base_year,
        "units": list(result.units),
        "covered": result.covered,
        "expected": result.expected,
        "enough": result.enough,
        "across_break": result.across_break,
        "before": _triple(result.before),
        "after": _triple(result.after),
        "absolute": _triple(change.absolute if change else None),
        "relative": _triple(change.relative if change else None),
        "direction": change.direction if change else "",
    }


def _triple(value: Bounded | None) -> list[float | None] | None:
    if value is None:
        return None
    ends = (value.value, value.lower, value.upper)
    return [end if math.isfinite(end) else None for end in ends]


def _columns(scope: Scope, indicator: Indicator) -> tuple[Column, ...]:
    words = scope.words
    unit, decimals = indicator.unit, indicator.decimals
    return (
        Column("unit_name", words("Tỉnh, thành phố")),
        Column("base_year", words("Năm trước"), "year"),
        Column("base_value", words("Số trước"), "figure", unit, decimals),
        Column("year", words("Năm"), "year"),
        Column("value", words("Số mới nhất"), "figure", unit, decimals),
        Column("change", words("Thay đổi")),
    )


def _table(
    scope: Scope, indicator: Indicator, changes: pd.DataFrame, series: pd.DataFrame
) -> pd.DataFrame:
    table = changes.copy()
    table["unit_code"] = [split_key(key)[0] for key in table["unit"]]
    table["unit_valid_from"] = [split_key(key)[1] for key in table["unit"]]
    table["unit_name"] = [scope.unit_name(key) for key in table["unit"]]
    table["indicator"] = indicator.code
    table["change"] = [change_text(scope, indicator, row) for _, row in table.iterrows()]
    same = ["unit", "basis", "origin"]
    printed = {tuple(row[c] for c in [*same, "year"]): row for row in rows_of(series)}
    before = [printed[tuple(row[c] for c in [*same, "base_year"])] for row in rows_of(table)]
    after = [printed[tuple(row[c] for c in [*same, "year"])] for row in rows_of(table)]
    table["base_qualifier"] = [row["qualifier"] for row in before]
    table["qualifier"] = [row["qualifier"] for row in after]
    table["source_id"] = [
        " ".join(dict.fromkeys([one["source_id"], other["source_id"]]))
        for one, other in zip(before, after, strict=True)
    ]
    return table


def cluster_change(
    scope: Scope, indicator: Indicator, base_year: int | None = None
) -> LikeForLike | None:
    """The like-for-like change of the shown units to the asked year; None for a rate."""
    if indicator.kind == "rate":
        return None
    figures = scope.figures(indicator)
    figures = figures[figures["origin"] == "published"]
    return like_for_like(
        figures,
        indicator.code,
        scope.units_in(scope.year),
        scope.year,
        base_year or scope.year - 1,
        scope.breaks(indicator),
    )


def like_for_like_text(scope: Scope, indicator: Indicator, base_year: int | None = None) -> str:
    """The like-for-like change in words, or why there is none."""
    words = scope.words
    if indicator.kind == "rate":
        return words("Tỷ lệ không cộng được nên không có tăng, giảm chung.")
    base = base_year or scope.year - 1
    result = cluster_change(scope, indicator, base_year)
    covered = result.covered if result else 0
    expected = len(scope.units_in(scope.year))
    if result is None or not result.enough or result.change is None:
        return words(
            "Chưa so sánh được {year} với {base}: chỉ {k}/{n} tỉnh có số liệu cả hai năm",
            year=scope.year,
            base=base,
            k=covered,
            n=expected,
        )
    change = result.change
    relative = change.relative
    row = pd.Series(
        {
            "abs_value": change.absolute.value,
            "abs_lower": change.absolute.lower,
            "abs_upper": change.absolute.upper,
            "rel_value": relative.value if relative else float("nan"),
            "rel_lower": relative.lower if relative else float("nan"),
            "rel_upper": relative.upper if relative else float("nan"),
        }
    )
    return words(
        "{change} so với {base}, tính trên cùng {k}/{n} tỉnh",
        change=change_text(scope, indicator, row).capitalize(),
        base=base,
        k=covered,
        n=expected,
    )
