"""At which level the money is: what the provinces that divide their funds have at each level."""

from __future__ import annotations

from functools import reduce
from operator import add

from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.answers.answer import (
    Answer,
    Gap,
    See,
    bounded_said,
    line_of,
)
from khdash.exhibit.topics.fund_by_level import build_fund_by_level
from khdash.locale.words import lowered
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, grouped
from khdash.transform.records import bounded_of, is_firm
from khdash.transform.totals import is_enough


def parts_answer(scope: Scope, whole: Indicator) -> Answer:
    """The largest level of the newest year for which five eighths of the units divide the whole
    alike; else the finding of one unit, where it is not older than the tolerance. The others are
    named with their years.
    """
    words, first = scope.words, scope.year - scope.tolerance
    asked = scope.selection.with_(indicators=(whole.code,))
    shown = build_fund_by_level("fund_by_level", scope.dataset, asked)
    firm = [row for row in shown.rows if is_firm(row["confidence"])]
    units = sorted(
        grouped(firm, "unit", "year").items(), key=lambda one: (-one[0][1], -len(one[1]))
    )
    told = [f"{scope.unit_name(unit)} ({year})" for (unit, year), _ in units]
    recent = {unit for (unit, year), _ in units if year >= first}
    sums = _sums(scope, whole, [rows for _, rows in units])
    if sums:
        said, lines = _largest(scope, whole, sums, len(units))
    else:
        said = (
            shown.headline
            if recent
            else words("Từ {first} chưa tỉnh nào công bố quỹ theo cấp", first=first)
        )
        lines = [
            line_of(scope, whole, row, label=f"{row['unit_name']}: {lowered(row['part_name'])}")
            for _, rows in units[:1]
            for row in rows
        ]
    silent = [key for key in scope.unit_keys if key not in recent]
    parts = [part.code for part in scope.dataset.catalogue.parts_of(whole.code)]
    names = words.listed(told)
    return Answer(
        code=f"parts:{whole.code}",
        subject=words("Quỹ theo cấp"),
        question=words("Quỹ nằm ở cấp nào?"),
        said=said,
        detail=words("Tỉnh đã công bố theo cấp: {names}.", names=names) if told else "",
        lines=tuple(lines),
        see=See(whole.theme, whole.code),
        link=words("Xem quỹ theo cấp"),
        gap=Gap.of(scope, silent, parts),
    )


def _sums(scope: Scope, whole: Indicator, units: list[list[Row]]) -> list[Row]:
    """A row a part with its sum over the units, the largest first; none where fewer than five
    eighths of the units divide, or not in one year and into the same parts.
    """
    rows = [row for own in units for row in own]
    alike = len({frozenset(row["part"] for row in own) for own in units}) == 1
    one_year = len({row["year"] for row in rows}) == 1
    recent = all(row["year"] >= scope.year - scope.tolerance for row in rows)
    if not (is_enough(len(units), len(scope.unit_keys)) and alike and one_year and recent):
        return []
    found = []
    for own in grouped(rows, "part").values():
        value = reduce(add, map(bounded_of, own))
        ends = {"value": value.value, "lower": value.lower, "upper": value.upper}
        sources = " ".join(dict.fromkeys(row["source_id"] for row in own))
        found.append({**own[0], **ends, "qualifier": value.qualifier, "source_id": sources})
    return sorted(found, key=lambda row: -row["value"])


def _largest(
    scope: Scope, whole: Indicator, sums: list[Row], covered: int
) -> tuple[str, list[Row]]:
    """The largest level, where the bounds settle that it is; the sums as lines."""
    words, (first, *others) = scope.words, sums
    nobody = {"unit": "", "unit_code": "", "unit_valid_from": "", "unit_name": ""}
    lines = [{**line_of(scope, whole, row, label=row["part_name"]), **nobody} for row in sums]
    settled = all(first["lower"] > row["upper"] for row in others)
    template = (
        words("Nhiều nhất ở {part}", part=lowered(first["part_name"]))
        if settled
        else words("Chưa rõ cấp nào nhiều nhất vì số làm tròn")
    )
    value = bounded_said(words, whole, bounded_of(first)) if settled else ""
    head = f"{template}: {value}" if value else template
    return words(
        "{head}, cộng {k}/{n} tỉnh năm {year}",
        head=head,
        k=covered,
        n=len(scope.unit_keys),
        year=first["year"],
    ), lines
