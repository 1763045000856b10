"""The one comparison switch: what each figure of a table is compared with, and the difference."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from khdash.exhibit.core.change_words import MOVES, STANDS, change_text
from khdash.exhibit.core.exhibit import Column, Note
from khdash.exhibit.core.figures import comparable, is_comparable
from khdash.exhibit.core.latest import ranked_latest
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.target_lines import target_for
from khdash.locale import Words, mark
from khdash.locale.gaps import gap_text
from khdash.locale.words import ROUNDINGS
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.rows import Row
from khdash.model.value import Bounded, qualifier_of
from khdash.transform.growth import change
from khdash.transform.rates import cluster_rate
from khdash.transform.records import bounded_of, is_firm
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


def with_reference(scope: Scope, indicator: Indicator, rows: list[Row]) -> list[Row]:
    """The rows with what each comparable figure is compared with and the difference.

    Adds reference_value with bounds and qualifier, reference_years, reference_missing (why there is
    none), abs_ and rel_value with bounds (rel: fraction, NaN for rates), direction (up: above the
    reference, settled by the bounds) and `difference` in words. Unchanged without a comparison.
    """
    if not scope.selection.reference:
        return rows
    return [
        row | (_compared(scope, indicator, row) if is_comparable(row) else _blank(""))
        for row in rows
    ]


def _blank(why_not: str) -> Row:
    numbers = dict.fromkeys(NUMBERS, math.nan)
    return {**numbers, **dict.fromkeys(TEXTS, ""), "reference_missing": str(why_not)}


def _compared(scope: Scope, indicator: Indicator, row: Row) -> Row:
    reference = _reference(scope, indicator, row)
    if reference.value is None:
        words = scope.words
        return _blank(reference.why_not) | {"difference": gap_text(words, reference.why_not)}
    moved = change(reference.value, bounded_of(row), indicator.kind)
    found: Row = {
        "reference_value": reference.value.value,
        "reference_lower": reference.value.lower,
        "reference_upper": reference.value.upper,
        "reference_qualifier": qualifier_of(reference.value.lower, reference.value.upper),
        "reference_years": _years_text(scope.words, reference),
        "reference_missing": "",
        "reference_confidence": "low" if reference.low_confidence else "",
        **moved.cells(),
        "direction": moved.direction,
    }
    verbs = MOVES if scope.selection.reference == "year_before" else STANDS
    return found | {
        "difference": change_text(scope, indicator, found, verbs),
        "difference_short": short_text(scope, indicator, found),
    }


def _years_text(words: Words, reference: Reference) -> str:
    return words.years(*reference.years) if reference.years else ""


def _reference(scope: Scope, indicator: Indicator, row: Row) -> Reference:
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


def _target(scope: Scope, indicator: Indicator, row: Row) -> Reference:
    found = None
    if not indicator.form:
        found = target_for(scope, indicator, row["unit"], row["basis"], int(row["year"]))
    if found is None:
        return Reference(None, why_not=GapReason.NO_TARGET)
    return Reference(Bounded(found.value, found.value, found.value), (found.year, found.year), 1, 1)


def _whole(scope: Scope, indicator: Indicator, row: Row) -> Reference:
    """The cluster as a whole, or all of it but the unit itself."""
    members = [unit.key for unit in scope.members]
    if scope.selection.reference == "others":
        members = [key for key in members if key != row["unit"]]
    if indicator.kind != "rate":
        cluster = replace(scope, selection=scope.selection.with_(units=()))
        found: Reference = mean_of(comparable(ranked_latest(cluster, indicator)), members)
        return found
    if not indicator.derivable:
        return Reference(None, why_not=GapReason.NO_DIVISOR)
    if row["basis"] == "unstated":  # compared with no computed rate
        return Reference(None, why_not=GapReason.OTHER_BASIS)
    basis = row["basis"] or ("all" if indicator.basis_matters else "")
    return rate_of(
        cluster_rate(
            scope.computed(indicator),
            scope.divisors(indicator, basis),
            (scope.dataset.catalogue, indicator, basis),
            members,
            (scope.year, scope.tolerance),
        )
    )


def short_text(scope: Scope, indicator: Indicator, row: Row) -> str:
    """The settled difference beside a bar: ▲ 3,1 or ▼ ≥ 12 %; '' where nothing is settled."""
    if row["direction"] not in ("up", "down"):
        return ""
    relative = not math.isnan(row["rel_value"])
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


def reference_notes(scope: Scope, indicator: Indicator, rows: Sequence[Row]) -> list[Note]:
    """What the figures are compared with and how that was computed."""
    name, words = reference_name(scope), scope.words
    if not name:
        return []
    if scope.selection.reference in ("cluster", "others") and indicator.kind != "rate":
        name = words("{name}: bình quân một tỉnh có số liệu", name=name)
    elif scope.selection.reference in ("cluster", "others"):
        name = words("{name}: tổng tử số chia tổng mẫu số", name=name)
    said = comparable(rows)
    settled = sum(row["direction"] in ("up", "down", "same") for row in said)
    text = words(
        "So với {name}; so được {k}/{n} tỉnh có số liệu.", name=name, k=settled, n=len(said)
    )
    return [Note("reference", text)]


def reference_sentence(scope: Scope, indicator: Indicator, rows: Sequence[Row]) -> str:
    """How many of the shown units stand above and below, where the bounds settle it; '' if none."""
    words = scope.words
    name = reference_name(scope)
    if not name:
        return ""
    firm = [
        row
        for row in comparable(rows)
        if is_firm(row["confidence"]) and is_firm(row["reference_confidence"])
    ]
    above, below = (
        list(dict.fromkeys(row["unit_name"] for row in firm if row["direction"] == direction))
        for direction in ("up", "down")
    )
    short = words.of(indicator.short_vi, indicator.short_en)
    if not above and not below:
        return words("{indicator}: chưa đủ căn cứ so với {name}", indicator=short, name=name)
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
