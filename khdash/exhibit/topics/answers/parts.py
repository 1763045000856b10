"""At which level the money is: what the provinces that divide their funds have at each level."""

from __future__ import annotations

from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.answers.answer import (
    Answer,
    Gap,
    See,
    bounded_said,
    line_of,
)
from khdash.exhibit.topics.fund_by_level import build_fund_by_level, is_settled, summed_parts
from khdash.locale.words import lowered
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, grouped
from khdash.transform.records import bounded_of, is_firm


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
    sums = summed_parts(scope, shown.rows)
    if sums:
        said, lines = _largest(scope, whole, sums)
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


def _largest(scope: Scope, whole: Indicator, sums: list[Row]) -> tuple[str, list[Row]]:
    """The largest level, where the bounds settle that it is; the sums as lines."""
    words, first = scope.words, sums[0]
    nobody = {"unit": "", "unit_code": "", "unit_valid_from": "", "unit_name": ""}
    lines = [{**line_of(scope, whole, row, label=row["part_name"]), **nobody} for row in sums]
    settled = is_settled(sums)
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
        k=first["units"],
        n=len(scope.unit_keys),
        year=first["year"],
    ), lines
