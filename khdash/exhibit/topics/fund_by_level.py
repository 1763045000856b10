"""Parts of a whole, such as the fund by level; what no source divides is left visible."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add

from khdash.exhibit.core.assemble import assemble, coverage_of, measure_text
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.figures import as_rows
from khdash.exhibit.core.notes import coverage_note, figure_notes
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import figure_text
from khdash.exhibit.defaults import one_whole
from khdash.locale.words import lowered
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, grouped
from khdash.model.selection import Selection
from khdash.model.value import Bounded
from khdash.transform.quotient import quotient
from khdash.transform.records import bounded_of, is_firm
from khdash.transform.totals import is_enough

ROUNDING = 0.001
"""The share of a whole up to which what its printed parts leave is no remainder."""


def build_fund_by_level(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """Each unit's newest year with a part of the whole, beside the whole of the same year.

    The whole is the first chosen indicator; one without parts gives way to the default.
    """
    scope = Scope.of(dataset, selection.with_(form="", subgroup=""))
    words = scope.words
    indicators = dataset.catalogue.indicators
    whole = scope.indicator
    if not whole.parts_vi:
        whole = indicators[one_whole(dataset.catalogue)[0]]
    divisions = dataset.catalogue.divisions_of(whole.code)
    parts = {part.code: part for division in divisions for part in division}
    levels = [row for code in sorted(parts) for row in _up_to(scope, parts[code])]
    rows = as_rows(scope, _newest_divided(levels, divisions))
    wholes = {(row["unit"], row["year"]): bounded_of(row) for row in _up_to(scope, whole)}
    names = {code: words.of(part.short_vi, part.short_en) for code, part in parts.items()}
    table = [
        {
            **row,
            **_of_whole(row, wholes.get((row["unit"], row["year"]))),
            "part": row["indicator"],
            "part_name": names[row["indicator"]],
        }
        for row in rows
    ]
    coverage = coverage_of(scope, table)
    return assemble(
        scope,
        name,
        "parts",
        table,
        title=words.of(whole.parts_vi, whole.parts_en) or words.name(whole),
        headline=_headline(scope, whole, table),
        subtitle=words(
            "{measure}, năm mới nhất có số từng phần của từng tỉnh.",
            measure=measure_text(words, scope, whole),
        ),
        columns=(
            Column("unit_name", words("Tỉnh, thành phố")),
            Column("year", words("Năm"), "year"),
            Column("part_name", words("Phần")),
            Column("value", words("Giá trị"), "figure", whole.unit, whole.decimals),
            Column("share", words("Tỷ trọng"), "share", "%", 1),
            Column("source_id", words("Nguồn")),
        ),
        measure=whole.unit,
        decimals=whole.decimals,
        coverage=coverage,
        notes=(
            coverage_note(scope, coverage),
            *_remainder_note(scope, table),
            *figure_notes(scope, whole, table),
        ),
    )


def _newest_divided(
    levels: Sequence[Row], divisions: Sequence[Sequence[Indicator]]
) -> Iterator[Row]:
    """The parts of each unit in its newest year, by the division of which most are known: parts
    of two divisions overlap. Of equals the finest.
    """
    for own in grouped(levels, "unit").values():
        last = max(row["year"] for row in own)
        told = ({part.code for part in division} for division in divisions)
        yield from max(
            ([r for r in own if r["year"] == last and r["indicator"] in codes] for codes in told),
            key=len,
        )


def _up_to(scope: Scope, indicator: Indicator) -> list[Row]:
    return [row for row in scope.on_every_basis(indicator) if row["year"] <= scope.year]


def _of_whole(row: Row, whole: Bounded | None) -> Row:
    """The whole of the same unit and year, and the share that the part has of it, in %."""
    share = quotient(bounded_of(row), whole) if whole else None
    found: Row = {}
    for name, one in (("whole", whole), ("share", share.scaled(100) if share else None)):
        known = one or Bounded(math.nan, math.nan, math.nan)
        found |= {name: known.value, f"{name}_lower": known.lower, f"{name}_upper": known.upper}
        found[f"{name}_qualifier"] = one.qualifier if one else ""
    return found


def remainder(rows: Sequence[Row]) -> float:
    """What the parts of one unit and year leave of its whole; 0 where the whole is unknown, smaller
    or nearer to their sum than rounding.
    """
    whole = float(rows[0]["whole"])
    rest = whole - sum(float(row["value"]) for row in rows)
    return rest if rest > whole * ROUNDING else 0.0


def _remainder_note(scope: Scope, rows: Sequence[Row]) -> Iterator[Note]:
    if any(map(remainder, grouped(rows, "unit").values())):
        text = scope.words("Phần còn lại của tổng số chưa có nguồn nào chia ra.")
        yield Note("insufficient", text)


def summed_parts(scope: Scope, rows: Sequence[Row]) -> list[Row]:
    """A row a part with its sum over the units, the largest first; none where fewer than five
    eighths of the units divide, or not in one year and into the same parts.
    """
    firm = [row for row in rows if is_firm(row["confidence"])]
    units = list(grouped(firm, "unit").values())
    alike = len({frozenset(row["part"] for row in own) for own in units}) == 1
    one_year = len({row["year"] for row in firm}) == 1
    recent = all(row["year"] >= scope.year - scope.tolerance for row in firm)
    if not (is_enough(len(units), len(scope.unit_keys)) and alike and one_year and recent):
        return []
    found = []
    for own in grouped(firm, "part").values():
        value = reduce(add, map(bounded_of, own))
        ends = {"value": value.value, "lower": value.lower, "upper": value.upper}
        sources = " ".join(dict.fromkeys(row["source_id"] for row in own))
        told = {"qualifier": value.qualifier, "source_id": sources, "units": len(own)}
        found.append({**own[0], **ends, **told})
    return sorted(found, key=lambda row: -row["value"])


def is_settled(sums: Sequence[Row]) -> bool:
    """Whether the bounds settle which of these is the largest: the first."""
    return all(sums[0]["lower"] > row["upper"] for row in sums[1:])


def _largest_everywhere(scope: Scope, rows: list[Row]) -> Row | None:
    """The part that is the largest in every unit, where enough of them divide alike."""
    sums = summed_parts(scope, rows)
    for own in grouped(rows, "unit").values() if sums else ():
        first = next(row for row in own if row["part"] == sums[0]["part"])
        if not is_settled([first, *(row for row in own if row is not first)]):
            return None
    return sums[0] if sums else None


def _headline(scope: Scope, whole: Indicator, table: list[Row]) -> str:
    words = scope.words
    if first := _largest_everywhere(scope, table):
        return words(
            "Năm {year}, {part} là phần lớn nhất ở cả {k}/{n} tỉnh có số",
            year=first["year"],
            part=lowered(first["part_name"]),
            k=first["units"],
            n=len(scope.unit_keys),
        )
    known = [row for row in table if not math.isnan(row["share"])]
    shared = [row for row in known if is_firm(row["confidence"])]
    if known and not shared:
        return words("Chỉ có số độ tin cậy thấp hoặc chờ xác nhận về từng phần nên chưa nêu")
    if not shared:
        return words("Chưa có tỉnh nào công bố đủ từng phần và tổng số cùng năm")
    row = max(shared, key=lambda row: (row["year"], row["share"]))
    return words(
        "{unit} {year}: {part} có {value}",
        unit=row["unit_name"],
        year=row["year"],
        part=lowered(row["part_name"]),
        value=figure_text(scope, whole, row),
    )
