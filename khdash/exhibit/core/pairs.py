"""Each unit's figures of two years as one row: both ends and their change, or why not."""

from __future__ import annotations

import pandas as pd

from khdash.exhibit.core.change_words import change_text
from khdash.exhibit.core.exhibit import Note, rows_of
from khdash.exhibit.core.figures import as_table, gap_rows
from khdash.exhibit.core.scope import Scope
from khdash.locale import Words
from khdash.locale.gaps import gap_text
from khdash.model.frames import stacked
from khdash.model.indicators import Indicator
from khdash.model.value import qualifier_of
from khdash.transform.growth import unit_changes
from khdash.transform.two_years import two_year_rows, why_no_pair

CHANGES = ("abs_value", "abs_lower", "abs_upper", "rel_value", "rel_lower", "rel_upper")
BASE = ("base_year", "base_value", "base_lower", "base_upper", "base_qualifier")
PAIR = (*BASE, *CHANGES, "direction", "low_confidence")
SAME = ["unit", "basis", "origin"]


def paired(scope: Scope, indicator: Indicator, base_year: int) -> pd.DataFrame:
    """One row a unit and basis with comparable figures around both years, the later in `value`.

    Columns of a table of figures, PAIR and `change`; both sources stand in source_id.
    """
    ends = ends_of(scope, indicator, base_year)
    keys = [*SAME, "subgroup"]
    bases = ends.drop_duplicates(keys, keep="first")
    lasts = ends.drop_duplicates(keys, keep="last").reset_index(drop=True)
    for name in ("year", "value", "lower", "upper"):
        lasts[f"base_{name}"] = bases[name].to_numpy()
    changes = unit_changes(ends, indicator.kind)
    columns = [*CHANGES, "direction", "low_confidence"]
    lasts = lasts.merge(changes[[*keys, *columns]], on=keys, how="left", validate="1:1")
    bounds = zip(lasts["base_lower"], lasts["base_upper"], strict=True)
    lasts["base_qualifier"] = pd.Series([qualifier_of(*pair) for pair in bounds], dtype="str")
    table = as_table(scope, lasts, *PAIR)
    earlier = as_table(scope, bases)["source_id"]
    table["base_year"] = table["base_year"].astype("Int64")
    sources = [
        " ".join(dict.fromkeys([*one.split(), *other.split()]))
        for one, other in zip(earlier, table["source_id"], strict=True)
    ]
    changes_said = [change_text(scope, indicator, row) for _, row in table.iterrows()]
    table["source_id"] = pd.Series(sources, dtype="str")
    table["change"] = pd.Series(changes_said, dtype="str")
    return table


def ends_of(scope: Scope, indicator: Indicator, base_year: int) -> pd.DataFrame:
    """The rows of the series that `paired` compares, the earlier of each pair first."""
    return two_year_rows(scope.series(indicator), base_year, scope.year, scope.tolerance)


def without_pair(
    scope: Scope, indicator: Indicator, base_year: int, table: pd.DataFrame
) -> pd.DataFrame:
    """A row with its reason for each shown unit that has no pair in the table."""
    figures = scope.figures(indicator)
    having = set(table["unit"])
    return gap_rows(
        scope,
        indicator,
        [
            (
                key,
                why_no_pair(
                    figures[figures["unit"] == key],
                    base_year,
                    scope.year,
                    scope.tolerance,
                ),
            )
            for key in scope.unit_keys
            if key not in having
        ],
    )


def with_gaps(
    scope: Scope, indicator: Indicator, base_year: int, table: pd.DataFrame
) -> pd.DataFrame:
    """The pairs and, below them, the units without one."""
    gaps = without_pair(scope, indicator, base_year, table)
    if gaps.empty:
        return table
    blank = dict.fromkeys(("base_value", "base_lower", "base_upper", *CHANGES), float("nan"))
    texts = dict.fromkeys(("base_qualifier", "direction", "change"), "")
    filled = gaps.assign(**blank, **texts, low_confidence=False)
    filled["base_year"] = pd.array([pd.NA] * len(gaps), dtype="Int64")
    return stacked(table, filled).reindex(columns=table.columns)


def pair_notes(scope: Scope, base_year: int, table: pd.DataFrame) -> list[Note]:
    """How many units have a pair, why the others have none, and the years that stand in."""
    words = scope.words
    own = table[table["unit"].isin(scope.unit_keys)]
    having = own[own["value"].notna()]
    text = words(
        "Có số liệu so sánh được của cả hai năm: {k}/{n} tỉnh, thành phố",
        k=having["unit"].nunique(),
        n=len(scope.unit_keys),
    )
    gaps = [
        f"{row['unit_name']} ({gap_text(words, row['missing'])})"
        for row in rows_of(own[own["value"].isna()])
    ]
    if gaps:
        text += "; " + words("còn lại: {names}", names=", ".join(gaps))
    notes = [Note("coverage", text + ".")]
    near = table[table["value"].notna()]
    near = near[(near["year"] != scope.year) | (near["base_year"] != base_year)]
    if len(near):
        pairs = ", ".join(f"{r.unit_name} {r.base_year}–{r.year}" for r in near.itertuples())
        text = words("Không có số đúng năm nên dùng năm gần nhất: {pairs}.", pairs=pairs)
        notes.append(Note("substituted", text))
    return notes


def rank_text(words: Words, best: object, worst: object) -> str:
    """A rank, or the interval of ranks that the bounds leave open; '' if not ranked."""
    if best is None or pd.isna(best) or worst is None or pd.isna(worst):  # type: ignore[call-overload]
        return ""
    return words.years(int(best), int(worst))  # type: ignore[call-overload]


def rank_change_text(words: Words, row: dict[str, object]) -> str:
    """The change of rank that the bounds settle, in words; '' if not ranked at both ends."""
    change, low = row.get("rank_change"), row.get("rank_change_low")
    if low is None or pd.isna(low):  # type: ignore[call-overload]
        return ""
    if change is None or pd.isna(change):  # type: ignore[call-overload]
        return words("chưa đủ căn cứ")
    places = int(change)  # type: ignore[call-overload]
    if places == 0:
        return words("giữ nguyên")
    return words("lên {n} bậc", n=places) if places > 0 else words("xuống {n} bậc", n=-places)
