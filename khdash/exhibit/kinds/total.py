"""Totals of the cluster or of the chosen provinces, never without what they cover."""

from __future__ import annotations

import math
from dataclasses import replace

from khdash.exhibit.core.assemble import assemble, measure_text
from khdash.exhibit.core.exhibit import Column, Coverage, Exhibit, Note
from khdash.exhibit.core.figures import as_rows
from khdash.exhibit.core.notes import break_notes, coverage_note, figure_notes
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import figure_text, whole_sentence
from khdash.exhibit.core.spoken import Spoken, Whole
from khdash.model.dataset import Dataset
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, has_value
from khdash.model.selection import Selection
from khdash.model.value import qualifier_of
from khdash.transform.records import is_whole
from khdash.transform.totals import totals_by_year

WHOLE = "cluster"
MOST_DOTS = 10
"""Units that stand side by side as columns of dots."""


class NotAdditive(ValueError):
    """A rate has no total: it is sum of numerators over sum of denominators."""


def totals_table(scope: Scope, indicator: Indicator) -> list[Row]:
    """One row a year: value (NaN below five eighths), bounds, covered, expected, missing units.

    sum_*: the sum of the figures that may be spoken of, of however many units, with how many they
    are and what they hold of the population, in %.
    """
    published = _published(scope, indicator)
    spoken = Spoken.of(scope, indicator)
    return [
        _row(scope, indicator, total, spoken.whole_of(total["year"]), published)
        for total in totals_by_year(published, scope.units_in, indicator.kind)
        if scope.first_year <= total["year"] <= scope.year
    ]


def _row(
    scope: Scope, indicator: Indicator, total: Row, found: Whole | None, published: list[Row]
) -> Row:
    value, missing, year = total["value"], total["missing"], total["year"]
    known = not math.isnan(value)
    return {
        **total,
        "sum_value": found.value.value if found else math.nan,
        "sum_lower": found.value.lower if found else math.nan,
        "sum_upper": found.value.upper if found else math.nan,
        "sum_qualifier": found.value.qualifier if found else "",
        "sum_covered": found.covered if found else 0,
        "population_share": found.share if found and found.share is not None else math.nan,
        "unit": WHOLE,
        "unit_name": scope.whole_name,
        "indicator": indicator.code,
        "origin": "published",
        "qualifier": qualifier_of(total["lower"], total["upper"]) if known else "",
        "missing_units": " ".join(missing),
        **{f"has_{unit}": unit not in missing for unit in scope.unit_keys},
        "missing_names": scope.words.listed(scope.names(missing)),
        "missing": "" if known else str(GapReason.TOO_FEW),
        "source_id": " ".join(
            dict.fromkeys(row["source_id"] for row in published if row["year"] == year)
        ),
    }


def _published(scope: Scope, indicator: Indicator) -> list[Row]:
    rows = scope.figures(indicator)
    return [row for row in rows if row["origin"] == "published" and is_whole(row)]


def _summed(scope: Scope, indicator: Indicator) -> list[Row]:
    """The figures that the totals add, as rows of a table of figures."""
    rows = _published(scope, indicator)
    return as_rows(scope, (r for r in rows if scope.first_year <= r["year"] <= scope.year))


def build_total(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The total of a stock or flow each year with figures. Raises NotAdditive for a rate."""
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    if indicator.kind == "rate":
        raise NotAdditive(indicator.code)
    words, spoken = scope.words, Spoken.of(scope, indicator)
    table = totals_table(scope, indicator)
    last = table[-1] if table else None
    coverage = (
        Coverage(last["covered"], last["expected"], _names(scope, last))
        if last is not None
        else Coverage(0, len(scope.units), scope.names(scope.unit_keys))
    )
    notes: list[Note] = [coverage_note(scope, coverage)]
    notes += _floor_note(spoken, last["year"]) if last is not None else []
    notes += _silence_note(scope, table)
    notes += figure_notes(scope, indicator, _summed(scope, indicator))
    notes += break_notes(scope, indicator, table)
    return assemble(
        scope,
        name,
        "table",
        [_shown(spoken, row) for row in reversed(table) if row["covered"]],
        title=words(
            "{name}: tổng số của {whole}",
            name=words.name(indicator),
            whole=scope.whole_name,
        ),
        headline=_headline(spoken, table),
        subtitle=words(
            "{measure}; từ 5/8 số tỉnh trở lên mới gọi là tổng số của {whole}, dưới mức đó là cộng"
            " của các tỉnh đã công bố.",
            measure=measure_text(words, scope, indicator),
            whole=scope.whole_name,
        ),
        columns=(
            Column("year", words("Năm"), "year"),
            Column("value", words("Tổng số"), "figure", indicator.unit, indicator.decimals),
            Column("sum_text", words("Cộng các tỉnh có số"), number="sum_value"),
            Column("share_text", words("Chiếm dân số cụm"), number="population_share"),
            *_who_published(scope, table),
        ),
        measure=indicator.unit,
        decimals=indicator.decimals,
        coverage=coverage,
        notes=tuple(notes),
        alt=_alt(spoken, table),
    )


def _who_published(scope: Scope, table: list[Row]) -> tuple[Column, ...]:
    """Units by years as dots; on a phone, or of many units, how many and which they are."""
    names = Column("coverage_text", scope.words("Số tỉnh có số liệu"))
    gaps = any(row["missing_units"] for row in table if row["covered"])
    if not gaps or len(scope.unit_keys) > MOST_DOTS:
        return (names,)
    dots = [
        Column(f"has_{unit}", scope.unit_name(unit), "presence", only="wide")
        for unit in scope.unit_keys
    ]
    return (*dots, replace(names, only="narrow"))


def _alt(spoken: Spoken, table: list[Row]) -> str:
    """The headline, then every year with a sum and of how many: 2024: 2.868.700 (3/8)."""
    told = [f"{row['year']}: {sum_text(spoken, row)}" for row in table if has_sum(row)]
    return ". ".join([_headline(spoken, table), *filter(None, ["; ".join(told)])]) + "."


def has_sum(row: Row) -> bool:
    """Whether a year has a total or a sum of those that published."""
    return has_value(row) or not math.isnan(row["sum_value"])


def sum_text(spoken: Spoken, row: Row) -> str:
    """The total of a year, or else the sum of those that published, with how many those are."""
    if has_value(row):
        text = figure_text(spoken.scope, spoken.indicator, row)
        return f"{text} ({row['covered']}/{row['expected']})"
    return f"{_partial_text(spoken, row)} ({row['sum_covered']}/{row['expected']})"


def _partial_text(spoken: Spoken, row: Row) -> str:
    """The sum of those that published, with its sign of precision."""
    printed = {name: row[f"sum_{name}"] for name in ("value", "lower", "upper", "qualifier")}
    return figure_text(spoken.scope, spoken.indicator, printed)


def _shown(spoken: Spoken, row: Row) -> Row:
    """A total with its coverage in words; where a year has too few figures for one, the sum of
    those that published and how many they are."""
    words, sums, share = spoken.scope.words, "", row["population_share"]
    complete = row["sum_covered"] == row["expected"]
    if not has_value(row) and not math.isnan(row["sum_value"]):
        text = _partial_text(spoken, row)
        sums = words("{value} ({k} tỉnh)", value=text, k=row["sum_covered"])
    return {
        **row,
        "sum_text": sums,
        "coverage_text": _coverage_text(spoken.scope, row),
        "share_text": "" if math.isnan(share) or complete else words.percent(share, 1),
    }


def _coverage_text(scope: Scope, row: Row) -> str:
    """How many units have a figure, and their names or those of the others, the fewer of the two.

    3/8: Hà Nội, Vĩnh Phúc và Bắc Ninh; 7/8, thiếu Hưng Yên; 8/8.
    """
    words, told = scope.words, f"{row['covered']}/{row['expected']}"
    if row["covered"] == row["expected"]:
        return told
    if row["covered"] * 2 > row["expected"]:
        return words("{k}, thiếu {names}", k=told, names=row["missing_names"])
    having = [unit for unit in scope.unit_keys if row[f"has_{unit}"]]
    return words("{k}: {names}", k=told, names=words.listed(scope.names(having)))


def _names(scope: Scope, row: Row) -> tuple[str, ...]:
    return scope.names(str(row["missing_units"]).split())


def _headline(spoken: Spoken, table: list[Row]) -> str:
    """The newest total that may be called so; else the sum of those that published, of the year
    within the tolerance for which most did.
    """
    scope = spoken.scope
    oldest = scope.year - scope.tolerance
    years = [row["year"] for row in table if row["year"] >= oldest]
    sums = [found for year in reversed(years) if (found := spoken.whole_of(year)) is not None]
    total = next((found for found in sums if found.enough), None)
    if total is None and sums:
        total = max(sums, key=lambda found: found.covered)
    return whole_sentence(spoken, total)


def _silence_note(scope: Scope, table: list[Row]) -> list[Note]:
    """The years between the first and the last figure that nobody published for."""
    known = [row["year"] for row in table if row["covered"]]
    silent = [y for y in range(min(known), max(known)) if y not in known] if known else []
    if not silent:
        return []
    years = scope.words.every_year(silent)
    return [Note("insufficient", scope.words("Chưa tỉnh nào công bố số của {years}.", years=years))]


def _floor_note(spoken: Spoken, year: int) -> list[Note]:
    """What all have at least in a year for which some lack, by the figures of that year alone."""
    whole, floor = spoken.whole_of(year), spoken.floor_of(year)
    if whole is None or floor is None or floor.value <= 0 or whole.covered == whole.expected:
        return []
    text = spoken.scope.words(
        "Năm {year}: {whole} có ít nhất {value}, theo số của {k}/{n} tỉnh đã công bố năm đó.",
        year=year,
        whole=spoken.scope.whole_name,
        value=spoken.scope.words.amount(
            floor.value, spoken.indicator.unit, spoken.indicator.decimals, "down"
        ),
        k=whole.covered,
        n=whole.expected,
    )
    return [Note("coverage", text)]
