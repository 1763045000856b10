"""Rates beside the level in force for the whole country: who is there, who is not, who is unknown.

A national target is a reference line for a province (methods.md, targets): the answer says on which
side of it each newest figure lies, and gives no status.
"""

from __future__ import annotations

from collections import Counter

from khdash.exhibit.core.figures import comparable
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.spoken import Spoken
from khdash.exhibit.topics.answers.answer import Answer, Gap, See, line_of
from khdash.exhibit.topics.answers.left_out import left_out, registered
from khdash.exhibit.topics.lookup.target_key import ShownTarget, target_columns
from khdash.locale import Words, mark
from khdash.model.entries import Target
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.rows import Row
from khdash.transform.records import is_firm

BASES_JUDGED = ("", "all", "unstated")
"""The denominators that may be held against a target of all, the best first."""


def goal_in_force(scope: Scope, indicator: Indicator) -> Target | None:
    """The country's target of the next year from the asked one on, else the newest; the strictest
    of that year. None where the country has none for the whole of the denominator.
    """
    catalogue = scope.dataset.catalogue
    own = [
        target
        for target in catalogue.targets
        if target.indicator == indicator.code
        and target.unit == catalogue.country
        and not target.subgroup
        and target.rule == "at_least"
        and target.basis in BASES_JUDGED
    ]
    ahead = [target.year for target in own if target.year >= scope.year]
    years = [min(ahead)] if ahead else [max((t.year for t in own), default=0)]
    return max((t for t in own if t.year == years[0]), key=lambda t: t.value, default=None)


def goal_answer(scope: Scope, indicator: Indicator, name: str) -> Answer | None:
    """Where the units stand to the level in force; None where there is no such level."""
    goal = goal_in_force(scope, indicator)
    if goal is None:
        return None
    words, spoken = scope.words, Spoken.of(scope, indicator)
    rows = judged_rows(scope, indicator, spoken, goal)
    lines = tuple(
        line_of(
            scope,
            indicator,
            row,
            verdict=verdict_of(row, goal.value),
            **target_columns(goal),
        )
        for row in rows
    )
    having = {row["unit"] for row in rows}
    lacking = tuple(key for key in scope.unit_keys if key not in having)
    level = words.amount(goal.value, indicator.unit, indicator.decimals)
    provisional = any(row["basis"] == "unstated" for row in rows)
    notes = [
        words("Tạm: nguồn không ghi mẫu số.") if provisional else "",
        registered(scope, spoken, {row["unit"]: row["year"] for row in rows}),
        left_out(spoken, having | _only_registered(spoken, having), _why_not),
    ]
    return Answer(
        code=f"goal:{indicator.code}",
        subject=name,
        question=words(
            "{name} có đạt {level} ({year}) không?", name=name, level=level, year=goal.year
        ),
        said=_said(scope, lines, len(lacking)),
        detail=_detail(scope, goal, level, rows),
        lines=lines,
        note=" ".join(filter(None, notes)),
        see=See("targets", indicator.code),
        link=words("Xem chỉ tiêu"),
        gap=Gap.of(scope, lacking, (indicator.code,)),
        levels=((level, ShownTarget.of(goal, scope.unit_keys[0])),),
    )


def judged_rows(scope: Scope, indicator: Indicator, spoken: Spoken, goal: Target) -> list[Row]:
    """The newest firm figure of each unit that the level may be held against, the highest first:
    on a basis of the target, of no other criteria than those of its year.
    """
    chosen: dict[str, Row] = {}
    for basis in BASES_JUDGED:
        for row in comparable(spoken.latest):
            if row["basis"] != basis or not is_firm(row["confidence"]):
                continue
            breaks = scope.breaks(indicator, row["origin"])
            if not any(row["year"] < one.year <= goal.year for one in breaks):
                chosen.setdefault(row["unit"], row)
    return sorted(chosen.values(), key=lambda row: -row["value"])


def verdict_of(row: Row, level: float) -> str:
    """reached, below, or open where the bounds of the figure leave it open."""
    if row["lower"] >= level:
        return "reached"
    return "below" if row["upper"] < level else "open"


def _why_not(row: Row) -> str:
    return str(GapReason.OTHER_BASIS if row["basis"] == "registered" else GapReason.NOT_COMPARABLE)


def _only_registered(spoken: Spoken, having: set[str]) -> set[str]:
    """Units with a figure of the registered alone, which is named in its own sentence."""
    own = [row for row in comparable(spoken.latest) if is_firm(row["confidence"])]
    other = {row["unit"] for row in own if row["basis"] != "registered"}
    return {row["unit"] for row in own} - other - having


def _said(scope: Scope, lines: tuple[Row, ...], unknown: int) -> str:
    """3 tỉnh đã đạt (2 tạm tính), 1 tỉnh chưa (tạm tính), 4 tỉnh chưa có số."""
    words = scope.words
    if not lines:
        return words("Chưa tỉnh nào có số để xét")
    counts = Counter(line["verdict"] for line in lines)
    unsure = Counter(line["verdict"] for line in lines if line["basis"] == "unstated")
    said = []
    for verdict, template in (
        ("reached", mark("{n} tỉnh đã đạt")),
        ("below", mark("{n} tỉnh chưa đạt")),
        ("open", mark("{n} tỉnh chưa rõ vì số làm tròn")),
    ):
        if not counts[verdict]:
            continue
        text = words(template, n=counts[verdict])
        said.append(text + provisional_text(words, counts[verdict], unsure[verdict]))
    if unknown:
        said.append(words("{n} tỉnh chưa có số để xét", n=unknown))
    return ", ".join(said)


def provisional_text(words: Words, count: int, unsure: int) -> str:
    """How many of those counted rest on a rate whose denominator is not stated."""
    if not unsure:
        return ""
    return words(" (tạm tính)") if unsure == count else words(" ({n} tạm tính)", n=unsure)


def _detail(scope: Scope, goal: Target, level: str, rows: list[Row]) -> str:
    words = scope.words
    instrument = words.of(goal.instrument_vi, goal.instrument_en)
    text = words(
        "Mức {level} của cả nước đến {year} theo {instrument}.",
        level=level,
        year=goal.year,
        instrument=instrument,
    )
    if not rows:
        return text
    years = [row["year"] for row in rows]
    span = words.years(min(years), max(years))
    return words("Số của {years}.", years=span) + " " + text


def title_names(scope: Scope) -> dict[str, str]:
    """The rates of the titles by code, with what each title is called."""
    catalogue, words = scope.dataset.catalogue, scope.words
    return {
        catalogue.titled[title.code, "rate"].code: words.name(title)
        for title in catalogue.titles.values()
    }


def rate_name(scope: Scope, indicator: Indicator) -> str:
    """What a rate is of: the title that it belongs to, else its own name."""
    return title_names(scope).get(indicator.code) or scope.words.name(indicator)
