"""Each unit's figures of two years as one row: both ends and their change, or why not."""

from __future__ import annotations

from collections.abc import Sequence

from khdash.exhibit.core.change_words import change_text
from khdash.exhibit.core.exhibit import Note
from khdash.exhibit.core.figures import as_rows, gap_rows, sources_of
from khdash.exhibit.core.scope import Scope
from khdash.locale import Words
from khdash.locale.gaps import gap_text
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, grouped, has_value
from khdash.transform.growth import LINE, unit_changes
from khdash.transform.two_years import two_year_rows, why_no_pair

CHANGES = ("abs_value", "abs_lower", "abs_upper", "rel_value", "rel_lower", "rel_upper")
BASE = (
    "base_year",
    "base_value",
    "base_lower",
    "base_upper",
    "base_qualifier",
    "base_confidence",
)
PAIR = (*BASE, *CHANGES, "direction", "low_confidence")
NO_PAIR: Row = {
    **dict.fromkeys(("base_value", "base_lower", "base_upper", *CHANGES), float("nan")),
    **dict.fromkeys(("base_qualifier", "base_confidence", "direction", "change"), ""),
    "base_year": None,
    "low_confidence": False,
}


def paired(scope: Scope, indicator: Indicator, base_year: int) -> list[Row]:
    """One row a unit and basis with comparable figures around both years, the later in `value`.

    Columns of a table of figures, PAIR and `change`; both sources stand in source_id.
    """
    ends = ends_of(scope, indicator, base_year)
    changes = unit_changes(ends, indicator.kind)
    by_line = {tuple(row[name] for name in LINE): row for row in changes}
    return [
        _pair(scope, indicator, first, last, by_line[tuple(last[name] for name in LINE)])
        for first, last in zip(ends[::2], ends[1::2], strict=True)
    ]


def _pair(scope: Scope, indicator: Indicator, first: Row, last: Row, change: Row) -> Row:
    before, after = as_rows(scope, (first, last))
    row = after | {
        "source_id": sources_of(before, after),
        **{name: before[name.removeprefix("base_")] for name in BASE},
        **{name: change[name] for name in (*CHANGES, "direction", "low_confidence")},
    }
    return row | {"change": change_text(scope, indicator, row)}


def ends_of(scope: Scope, indicator: Indicator, base_year: int) -> list[Row]:
    """The rows of the series that `paired` compares, the earlier of each pair first."""
    found: list[Row] = two_year_rows(
        scope.series(indicator), base_year, scope.year, scope.tolerance
    )
    return found


def with_gaps(scope: Scope, indicator: Indicator, base_year: int, pairs: list[Row]) -> list[Row]:
    """The pairs and, below them, a row with its reason for each shown unit without one."""
    figures = grouped(scope.figures(indicator), "unit")
    having = {row["unit"] for row in pairs}
    gaps = [
        (key, why_no_pair(figures.get(key, []), base_year, scope.year, scope.tolerance))
        for key in scope.unit_keys
        if key not in having
    ]
    return pairs + gap_rows(scope, indicator, gaps, **NO_PAIR)


def pair_notes(scope: Scope, base_year: int, rows: Sequence[Row]) -> list[Note]:
    """How many units have a pair, why the others have none, and the years that stand in."""
    words = scope.words
    own = [row for row in rows if row["unit"] in scope.unit_keys]
    text = words(
        "Có số liệu so sánh được của cả hai năm: {k}/{n} tỉnh, thành phố",
        k=len({row["unit"] for row in own if has_value(row)}),
        n=len(scope.unit_keys),
    )
    gaps = [
        f"{row['unit_name']} ({gap_text(words, row['missing'])})"
        for row in own
        if not has_value(row)
    ]
    if gaps:
        text += "; " + words("còn lại: {names}", names=", ".join(gaps))
    notes = [Note("coverage", text + ".")]
    near = [
        f"{row['unit_name']} {row['base_year']}–{row['year']}"
        for row in rows
        if has_value(row) and (row["year"], row["base_year"]) != (scope.year, base_year)
    ]
    if near:
        pairs = ", ".join(near)
        text = words("Không có số đúng năm nên dùng năm gần nhất: {pairs}.", pairs=pairs)
        notes.append(Note("substituted", text))
    return notes


def rank_words(words: Words, row: Row) -> Row:
    """The ranks of a pair and their change in words, as further columns."""
    return {
        "rank_text": rank_text(words, row["rank_best"], row["rank_worst"]),
        "base_rank_text": rank_text(words, row["base_rank_best"], row["base_rank_worst"]),
        "rank_change_text": rank_change_text(words, row),
    }


def rank_text(words: Words, best: int | None, worst: int | None) -> str:
    """A rank, or the interval of ranks that the bounds leave open; '' if not ranked."""
    return "" if best is None or worst is None else words.years(best, worst)


def rank_change_text(words: Words, row: Row) -> str:
    """The change of rank that the bounds settle, in words; '' if not ranked at both ends."""
    places = row.get("rank_change")
    if row.get("rank_change_low") is None:
        return ""
    if places is None:
        return words("chưa đủ căn cứ")
    if places == 0:
        return words("giữ nguyên")
    return words("lên {n} bậc", n=places) if places > 0 else words("xuống {n} bậc", n=-places)
