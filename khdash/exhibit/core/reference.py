"""The one comparison switch: what each figure of a table is compared with, and the difference."""

from __future__ import annotations

import math
from functools import lru_cache

import pandas as pd

from khdash.exhibit.core.change_words import MOVES, STANDS, change_text
from khdash.exhibit.core.exhibit import Column, Note
from khdash.exhibit.core.figures import comparable, latest_of
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.target_lines import target_for
from khdash.locale import Words, mark
from khdash.locale.gaps import gap_text
from khdash.locale.words import ROUNDINGS
from khdash.model.dataset import Dataset
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.selection import Selection
from khdash.model.value import Bounded, qualifier_of
from khdash.transform.growth import change
from khdash.transform.records import are_firm
from khdash.transform.reference import Reference, mean_of, other_unit, rate_of, year_before

REFERENCE_NAMES = {
    "year_before": mark("Năm trước"),
    "target": mark("Chỉ tiêu"),
    "cluster": mark("Cả cụm"),
    "others": mark("Cụm, trừ chính tỉnh đó"),
    "country": mark("Cả nước"),
}
NUMBERS = (
    "reference_value",
    "reference_lower",
    "reference_upper",
    "abs_value",
    "abs_lower",
    "abs_upper",
    "rel_value",
    "rel_lower",
    "rel_upper",
)
TEXTS = (
    "reference_qualifier",
    "reference_years",
    "reference_missing",
    "reference_confidence",
    "direction",
    "difference",
    "difference_short",
)


def reference_name(scope: Scope) -> str:
    """What the figures are compared with, in words; '' without a comparison."""
    asked = scope.selection.reference
    if not asked:
        return ""
    if asked in REFERENCE_NAMES:
        return scope.words(REFERENCE_NAMES[asked])
    return scope.unit_name(asked)


def with_reference(scope: Scope, indicator: Indicator, table: pd.DataFrame) -> pd.DataFrame:
    """The table with what each comparable figure is compared with and the difference.

    Adds reference_value with bounds and qualifier, reference_years, reference_missing (why there is
    none), abs_ and rel_value with bounds (rel: fraction, NaN for rates), direction (up: above the
    reference, settled by the bounds) and `difference` in words. Unchanged without a comparison.
    """
    if not scope.selection.reference:
        return table
    said = set(comparable(table).index)
    rows = [
        _compared(scope, indicator, row) if index in said else _blank("")
        for index, row in table.iterrows()
    ]
    found = pd.DataFrame(rows, index=table.index, columns=[*NUMBERS, *TEXTS])
    types = {**dict.fromkeys(NUMBERS, "float64"), **dict.fromkeys(TEXTS, "str")}
    return table.assign(**found.astype(types))


def _blank(why_not: str) -> dict[str, object]:
    numbers = dict.fromkeys(NUMBERS, math.nan)
    return {**numbers, **dict.fromkeys(TEXTS, ""), "reference_missing": why_not}


def _compared(scope: Scope, indicator: Indicator, row: pd.Series) -> dict[str, object]:
    reference = _reference(scope, indicator, row)
    if reference.value is None:
        words = scope.words
        return _blank(reference.why_not) | {"difference": gap_text(words, reference.why_not)}
    own = Bounded(float(row["value"]), float(row["lower"]), float(row["upper"]))
    moved = change(reference.value, own, indicator.kind)
    relative = moved.relative or Bounded(math.nan, math.nan, math.nan)
    found: dict[str, object] = {
        "reference_value": reference.value.value,
        "reference_lower": reference.value.lower,
        "reference_upper": reference.value.upper,
        "reference_qualifier": qualifier_of(reference.value.lower, reference.value.upper),
        "reference_years": _years_text(scope.words, reference),
        "reference_missing": "",
        "reference_confidence": "low" if reference.low_confidence else "",
        "abs_value": moved.absolute.value,
        "abs_lower": moved.absolute.lower,
        "abs_upper": moved.absolute.upper,
        "rel_value": relative.value,
        "rel_lower": relative.lower,
        "rel_upper": relative.upper,
        "direction": moved.direction,
    }
    difference = pd.Series(found)
    verbs = MOVES if scope.selection.reference == "year_before" else STANDS
    return found | {
        "difference": change_text(scope, indicator, difference, verbs),
        "difference_short": short_text(scope, indicator, difference),
    }


def _years_text(words: Words, reference: Reference) -> str:
    return words.years(*reference.years) if reference.years else ""


def _reference(scope: Scope, indicator: Indicator, row: pd.Series) -> Reference:
    asked = scope.selection.reference
    window = (scope.year, scope.tolerance)
    match asked:
        case "year_before":
            breaks = scope.breaks(indicator, str(row["origin"]))
            return year_before(scope.figures(indicator), row, breaks)
        case "target":
            return _target(scope, indicator, row)
        case "cluster" | "others":
            return _whole(scope, indicator, row)
        case "country":
            if indicator.kind != "rate" or indicator.form in ("share", "index"):
                return Reference(None, why_not=GapReason.OTHER_SIZE)
            asked = scope.dataset.catalogue.country
    beside = scope.of_units((asked,))
    breaks = scope.breaks(indicator, str(row["origin"]))
    return other_unit(beside.figures(indicator), row, asked, window, breaks)


def _target(scope: Scope, indicator: Indicator, row: pd.Series) -> Reference:
    found = None
    if not indicator.form:
        found = target_for(scope, indicator, row["unit"], row["basis"], int(row["year"]))
    if found is None:
        return Reference(None, why_not=GapReason.NO_TARGET)
    return Reference(Bounded(found.value, found.value, found.value), (found.year, found.year), 1, 1)


def _whole(scope: Scope, indicator: Indicator, row: pd.Series) -> Reference:
    """The cluster as a whole, or all of it but the unit itself."""
    members = [unit.key for unit in scope.members]
    if scope.selection.reference == "others":
        members = [key for key in members if key != row["unit"]]
    if indicator.kind == "rate":
        if not indicator.derivable:
            return Reference(None, why_not=GapReason.NO_DIVISOR)
        window = (scope.year, scope.tolerance)
        catalogue = scope.dataset.catalogue
        return rate_of(scope.current, catalogue, indicator, members, window, str(row["basis"]))
    chosen = scope.selection.with_(indicators=(indicator.code,), units=(), reference="")
    return mean_of(_latest_of_members(scope.dataset, chosen), members)


@lru_cache(maxsize=128)
def _latest_of_members(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    scope = Scope.of(dataset, selection)
    return comparable(latest_of(scope, scope.indicator))


def short_text(scope: Scope, indicator: Indicator, row: pd.Series) -> str:
    """The settled difference beside a bar: ▲ 3,1 or ▼ ≥ 12 %; '' where nothing is settled."""
    if row["direction"] not in ("up", "down"):
        return ""
    relative = pd.notna(row["rel_value"])
    kind = "rel" if relative else "abs"
    ends = (float(row[f"{kind}_lower"]), float(row[f"{kind}_upper"]))
    up = row["direction"] == "up"
    least = ends[0] if up else -ends[1]
    if not math.isfinite(least):
        return "▲" if up else "▼"
    exact = ends[0] == ends[1]
    sign, rounding = ("", ROUNDINGS["exact"]) if exact else ("≥ ", ROUNDINGS["at_least"])
    words = scope.words
    decimals = 1 if relative else indicator.decimals
    amount = least * 100 if relative else least
    text = words.percent if relative else words.number
    size = text(amount, decimals, rounding)
    if not exact and amount < 10.0**-decimals:
        return "▲" if up else "▼"
    return f"{'▲' if up else '▼'} {sign}{size}"


def reference_columns(scope: Scope, indicator: Indicator) -> tuple[Column, ...]:
    """The columns that a reader sees of the comparison; none without one."""
    name = reference_name(scope)
    if not name:
        return ()
    return (
        Column("reference_value", name, "figure", indicator.unit, indicator.decimals),
        Column("reference_years", scope.words("Năm của mốc"), "text"),
        *difference_column(scope),
    )


def difference_column(scope: Scope) -> tuple[Column, ...]:
    """The difference in words; none without a comparison."""
    name = reference_name(scope)
    return (Column("difference", scope.words("So với {name}", name=name)),) if name else ()


def reference_notes(scope: Scope, indicator: Indicator, table: pd.DataFrame) -> list[Note]:
    """What the figures are compared with and how that was computed."""
    name, words = reference_name(scope), scope.words
    if not name:
        return []
    if scope.selection.reference in ("cluster", "others") and indicator.kind != "rate":
        name = words("{name}: bình quân một tỉnh có số liệu", name=name)
    elif scope.selection.reference in ("cluster", "others"):
        name = words("{name}: tổng tử số chia tổng mẫu số", name=name)
    said = comparable(table)
    settled = int(said["direction"].isin(["up", "down", "same"]).sum()) if len(said) else 0
    text = words(
        "So với {name}; so được {k}/{n} tỉnh có số liệu.", name=name, k=settled, n=len(said)
    )
    return [Note("reference", text)]


def reference_sentence(scope: Scope, indicator: Indicator, table: pd.DataFrame) -> str:
    """How many of the shown units stand above and below, where the bounds settle it; '' if none."""
    words = scope.words
    name = reference_name(scope)
    if not name:
        return ""
    said = comparable(table)
    trusted = are_firm(said) & are_firm(said, "reference_confidence")
    firm = said[trusted & said["direction"].isin(["up", "down"])]
    short = words.of(indicator.short_vi, indicator.short_en)
    if firm.empty:
        return words("{indicator}: chưa đủ căn cứ so với {name}", indicator=short, name=name)
    above = list(dict.fromkeys(firm.loc[firm["direction"] == "up", "unit_name"]))
    below = list(dict.fromkeys(firm.loc[firm["direction"] == "down", "unit_name"]))
    parts = [
        words(template, names=words.listed(names))
        for template, names in (
            (mark("cao hơn: {names}"), above),
            (mark("thấp hơn: {names}"), below),
        )
        if names
    ]
    return words(
        "{indicator} so với {name} – {parts}",
        indicator=short,
        name=_decapitalised(name) if scope.selection.reference in REFERENCE_NAMES else name,
        parts="; ".join(parts),
    )


def _decapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]
