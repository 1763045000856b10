"""Headline sentences, computed from the figures and never beyond what they settle."""

from __future__ import annotations

import math

import pandas as pd

from khdash.exhibit.core.exhibit import Coverage
from khdash.exhibit.core.figures import comparable
from khdash.exhibit.core.notes import basis_name
from khdash.exhibit.core.scope import Scope
from khdash.locale import mark
from khdash.model.catalogue import Indicator


def figure_text(scope: Scope, indicator: Indicator, row: pd.Series) -> str:
    """A figure as print shows it, with its sign of precision."""
    return scope.words.figure(
        float(row["value"]), indicator.unit, indicator.decimals, row["qualifier"]
    )


def dated(scope: Scope, indicator: Indicator, row: pd.Series, *, with_basis: bool = False) -> str:
    """Hà Nội 1.953.233 (2024); among rates on two denominators each names its own."""
    basis = basis_name(scope.words, row["basis"]) if with_basis else ""
    value = " ".join(filter(None, [figure_text(scope, indicator, row), basis]))
    return f"{row['unit_name']} {value} ({row['year']})"


def standing_sentence(
    scope: Scope, indicator: Indicator, table: pd.DataFrame, coverage: Coverage
) -> str:
    """Who leads among the units with comparable figures; below five eighths, what is known.

    Only ranks that the bounds settle are stated, and no figure of low confidence is.
    """
    words = scope.words
    known = comparable(table)
    firm = known[known["confidence"] != "low"].sort_values("value", ascending=False)
    name = words.of(indicator.short_vi, indicator.short_en)
    bases = set(known["basis"])
    if len(bases) == 1 and (basis := basis_name(words, str(*bases))):
        name = f"{name} ({basis})"
    if firm.empty and table["value"].notna().any():
        return words("{name}: chưa có số liệu so sánh được đến {year}", name=name, year=scope.year)
    if firm.empty:
        return words("{name}: chưa có số liệu đến {year}", name=name, year=scope.year)
    counted = words("{k}/{n} tỉnh, thành phố", k=coverage.covered, n=coverage.expected)
    if not coverage.enough:
        return words(
            "{name}: từ {first} mới có {counted} công bố – {figures}",
            name=name,
            first=scope.year - scope.selection.tolerance,
            counted=counted,
            figures="; ".join(
                dated(scope, indicator, row, with_basis=len(bases) > 1)
                for _, row in firm.head(3).iterrows()
            ),
        )
    leaders = firm[(firm["rank_best"] == 1) & (firm["rank_worst"] == 1)]
    if leaders.empty or known["basis"].nunique() > 1:
        return words(
            "{name}: có {counted}, chưa đủ căn cứ nói tỉnh nào đứng đầu",
            name=name,
            counted=counted,
        )
    return words(
        "{name}: {leader} đứng đầu trong {counted} có số liệu",
        name=name,
        leader=dated(scope, indicator, leaders.iloc[0]),
        counted=counted,
    )


def change_sentence(scope: Scope, indicator: Indicator, changes: pd.DataFrame) -> str:
    """The latest change that the figures settle: the strongest rise and the strongest fall."""
    words = scope.words
    name = words.of(indicator.short_vi, indicator.short_en)
    firm = changes[~changes["low_confidence"].astype(bool)] if len(changes) else changes
    settled = firm[firm["direction"].isin(["up", "down"])] if len(firm) else firm
    if settled.empty:
        capped = firm[firm["abs_upper"].map(math.isfinite)] if len(firm) else firm
        if len(capped):
            row = capped.sort_values(["year", "abs_value"]).iloc[-1]
            return _sentence_of(scope, indicator, row, name)
        return words("{name}: chưa có cặp số liệu đủ căn cứ để nói tăng hay giảm", name=name)
    order = "abs_value" if indicator.kind == "rate" else "rel_value"
    ranked = settled.sort_values(order)
    return _sentence_of(scope, indicator, ranked.iloc[-1], name)


def _sentence_of(scope: Scope, indicator: Indicator, row: pd.Series, name: str) -> str:
    words = scope.words
    return words(
        "{name} {unit} {change} từ {base} đến {year}",
        name=name,
        unit=scope.unit_name(row["unit"]),
        change=change_text(scope, indicator, row),
        base=row["base_year"],
        year=row["year"],
    )


Verbs = tuple[str, str]
MOVES: Verbs = (mark("tăng"), mark("giảm"))
STANDS: Verbs = (mark("cao hơn"), mark("thấp hơn"))


def change_text(scope: Scope, indicator: Indicator, row: pd.Series, verbs: Verbs = MOVES) -> str:
    """A difference in words that its bounds allow: tăng 3,1 %, gấp ít nhất 2,1 lần, tăng không quá…

    verbs: how a difference up and one down are said: MOVES of one unit in time, STANDS of two.
    """
    words = scope.words
    low, high = float(row["abs_lower"]), float(row["abs_upper"])
    if low == high == 0:
        return words("không đổi") if verbs == MOVES else words("bằng nhau")
    relative = indicator.kind != "rate" and pd.notna(row["rel_value"])
    name = "rel" if relative else "abs"
    amount = _relative_text if relative else _absolute_text
    if low == high:
        return amount(scope, indicator, float(row[f"{name}_value"]), "", verbs)
    least, most = float(row[f"{name}_lower"]), float(row[f"{name}_upper"])
    if low > 0 and math.isfinite(least):
        return amount(scope, indicator, least, words("ít nhất") + " ", verbs)
    if high < 0 and math.isfinite(most):
        return amount(scope, indicator, most, words("ít nhất") + " ", verbs)
    if math.isfinite(most) and most > 0:
        return amount(scope, indicator, most, words("không quá") + " ", verbs)
    if verbs == MOVES:
        return words("chưa đủ căn cứ để nói tăng hay giảm")
    return words("chưa đủ căn cứ để nói cao hay thấp hơn")


def _absolute_text(
    scope: Scope, indicator: Indicator, value: float, limit: str, verbs: Verbs
) -> str:
    words = scope.words
    if indicator.unit == "%":
        size = words("{x} điểm phần trăm", x=words.number(abs(value), indicator.decimals or 1))
    elif indicator.form == "index":
        size = words("{x} điểm", x=words.number(abs(value), indicator.decimals))
    else:
        size = words.figure(abs(value), indicator.unit, indicator.decimals)
    return f"{words(verbs[0] if value > 0 else verbs[1])} {limit}{size}"


def _relative_text(
    scope: Scope, indicator: Indicator, value: float, limit: str, verbs: Verbs
) -> str:
    """A fraction as per cent; from a doubling on, as a multiple."""
    words = scope.words
    if value >= 1:
        return words("gấp {limit}{x} lần", limit=limit, x=words.number(1 + value, 1))
    size = words.percent(abs(value) * 100, 1)
    return f"{words(verbs[0] if value > 0 else verbs[1])} {limit}{size}"
