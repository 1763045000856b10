"""Hồ sơ: a province in five sentences."""

from __future__ import annotations

from collections import Counter

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.spoken import Spoken
from khdash.exhibit.defaults import leading, one_a_theme
from khdash.exhibit.topics.answers.answer import (
    Answer,
    Gap,
    See,
    answers_exhibit,
    line_of,
    row_said,
)
from khdash.exhibit.topics.answers.goals import (
    goal_in_force,
    judged_rows,
    provisional_text,
    rate_name,
    title_names,
    verdict_of,
)
from khdash.exhibit.topics.answers.left_out import NOT_JUDGED, left_out, registered_rows
from khdash.exhibit.topics.answers.moves import change_said
from khdash.exhibit.topics.answers.pages import plain_scope
from khdash.exhibit.topics.answers.silence import lacking
from khdash.exhibit.topics.answers.targets import overdue, target_line
from khdash.exhibit.topics.lookup.target_key import target_columns
from khdash.exhibit.topics.targets.status import STATUS_NAMES, status_rows
from khdash.locale import mark
from khdash.locale.words import lowered
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.rows import Row
from khdash.model.selection import Selection
from khdash.transform.growth import unit_changes


def build_province_answers(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The first shown unit: its counts with share and change, titles, own targets, what lacks."""
    everyone = plain_scope(dataset, selection)
    scope = everyone.of_units(everyone.unit_keys[:1])
    catalogue = dataset.catalogue
    firsts = [catalogue.indicators[code] for code in one_a_theme(catalogue)]
    answers = [_count(scope, entry) for entry in firsts if entry.kind != "rate"]
    answers += [_titles(scope), _own_targets(scope), _missing(scope)]
    unit = scope.unit_name(scope.unit_keys[0])
    return answers_exhibit(scope, name, scope.words("{unit} trong năm câu", unit=unit), answers)


def _count(scope: Scope, indicator: Indicator) -> Answer:
    """373.000 (2024), không giảm so với 2021; its rate beside it with a year of its own."""
    words, spoken = scope.words, Spoken.of(scope, indicator)
    catalogue = scope.dataset.catalogue
    rate = catalogue.indicators[leading(catalogue, indicator.theme)[1]]
    first = scope.year - scope.tolerance
    name = words.of(indicator.short_vi, indicator.short_en)
    said = words("Từ {first} chưa có số để nêu", first=first)
    for row in spoken.firm:
        said = f"{row_said(words, indicator, row)} ({row['year']})"
        said = said[:1].upper() + said[1:] + _change(scope, indicator, row["year"])
    lines = [line_of(scope, indicator, row, label=name, in_said=True) for row in spoken.firm]
    if rate.kind == "rate":
        rates = Spoken.of(scope, rate).firm
        told = words.of(rate.short_vi, rate.short_en)
        lines += [line_of(scope, rate, row, label=told) for row in rates]
    return Answer(
        code=f"count:{indicator.code}",
        subject=name,
        question=name,
        said=said,
        lines=tuple(lines),
        note=left_out(spoken, {row["unit"] for row in spoken.firm}),
        see=See(indicator.theme, indicator.code),
        link=words("Xem {name}", name=lowered(name)),
        gap=None if spoken.firm else Gap.of(scope, scope.unit_keys, (indicator.code,)),
    )


def _change(scope: Scope, indicator: Indicator, year: int) -> str:
    """, tăng 23,1 % so với 2021: the change to the figure told, where both are firm."""
    for change in unit_changes(
        scope.series(indicator, first_year=scope.first_year), indicator.kind
    ):
        if change["year"] == year and not change["low_confidence"]:
            said = change_said(scope, indicator, change)
            return scope.words(", {change} so với {base}", change=said, base=change["base_year"])
    return ""


def _titles(scope: Scope) -> Answer:
    """Which titles stand at the level in force for the country, on a denominator it allows."""
    words, catalogue = scope.words, scope.dataset.catalogue
    lines: list[Row] = []
    notes, silent, aside = [], [], []
    for code, name in title_names(scope).items():
        rate = catalogue.indicators[code]
        goal = goal_in_force(scope, rate)
        if goal is None:
            continue
        spoken = Spoken.of(scope, rate)
        rows = judged_rows(scope, rate, spoken, goal)
        lines += [
            line_of(
                scope,
                rate,
                row,
                label=name,
                verdict=verdict_of(row, goal.value),
                **target_columns(goal),
            )
            for row in rows
        ]
        aside += [
            f"{lowered(name)} {row_said(words, rate, row)} ({row['year']})"
            for row in registered_rows(spoken, {row["unit"]: row["year"] for row in rows})
        ]
        if not rows:
            silent.append(code)
    counts = Counter(line["verdict"] for line in lines)
    unsure = Counter(line["verdict"] for line in lines if line["basis"] == "unstated")
    said = [
        words(template, n=counts[verdict])
        + provisional_text(words, counts[verdict], unsure[verdict])
        for verdict, template in (
            ("reached", mark("{n} danh hiệu đã đạt mức cả nước")),
            ("below", mark("{n} danh hiệu chưa đạt")),
            ("open", mark("{n} danh hiệu chưa rõ vì số làm tròn")),
        )
        if counts[verdict]
    ]
    if silent and said:
        said.append(words("{n} danh hiệu chưa có số để xét", n=len(silent)))
    if any(unsure.values()):
        notes.append(words("Tạm: nguồn không ghi mẫu số."))
    if aside:
        notes.append(words(NOT_JUDGED, figures=", ".join(aside)))
    return Answer(
        code="titles",
        subject=words("Mô hình học tập"),
        question=words("Mô hình học tập"),
        said=", ".join(said) or words("Chưa danh hiệu nào có số để xét"),
        lines=tuple(lines),
        note=" ".join(notes),
        see=See("targets"),
        link=words("Xem chỉ tiêu"),
        gap=Gap.of(scope, scope.unit_keys, silent) if silent else None,
    )


def _own_targets(scope: Scope) -> Answer:
    """How the targets that the province set itself stand."""
    words = scope.words
    rows = [
        row for row in status_rows(scope) if row["judged"] and row["target_unit"] == row["unit"]
    ]
    counts = Counter(row["status"] for row in rows)
    told = ", ".join(
        f"{counts[status]} {words(name)}" for status, name in STATUS_NAMES.items() if counts[status]
    )
    said = (
        words("{n} chỉ tiêu riêng: {counts}", n=len(rows), counts=told)
        if rows
        else words("Chưa biết chỉ tiêu riêng nào của tỉnh")
    )
    settled = [row for row in rows if row["status"] != "cannot_be_judged"]
    unknown = overdue(scope, rows)
    return Answer(
        code="own_targets",
        subject=words("Chỉ tiêu của tỉnh"),
        question=words("Chỉ tiêu của tỉnh"),
        said=said,
        lines=tuple(target_line(scope, row, with_unit=False) for row in settled),
        note=words("Đã hết hạn mà chưa xét được: {n} chỉ tiêu.", n=len(unknown)) if unknown else "",
        see=See("targets"),
        link=words("Xem chỉ tiêu"),
    )


def _missing(scope: Scope) -> Answer:
    """Which of the headline indicators have no figure that may be named."""
    words, headlines = scope.words, scope.dataset.catalogue.headlines
    gone = [entry for entry in headlines if lacking(scope, entry)]
    names = words.listed(lowered(_short(scope, entry)) for entry in gone)
    said = (
        words(
            "Thiếu {k}/{n} số chính từ {first}",
            k=len(gone),
            n=len(headlines),
            first=scope.year - scope.tolerance,
        )
        if gone
        else words("Đủ cả {n} số chính", n=len(headlines))
    )
    return Answer(
        code="missing",
        subject=words("Còn thiếu"),
        question=words("Còn thiếu gì?"),
        said=said,
        detail=words("Thiếu: {names}.", names=names) if gone else "",
        see=See("quality"),
        link=words("Xem còn thiếu gì"),
        gap=Gap.of(scope, scope.unit_keys, [entry.code for entry in gone]) if gone else None,
    )


def _short(scope: Scope, entry: Indicator) -> str:
    return (
        rate_name(scope, entry) if entry.title else scope.words.of(entry.short_vi, entry.short_en)
    )
