"""What a person should look at again: every figure that a rule of data quality names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import inf
from typing import Any

import pandas as pd

from khdash.exhibit.core.assemble import assemble, with_measures
from khdash.exhibit.core.day import day_of
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.figures import as_table
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.locale import Words
from khdash.model.cut import SharedTable
from khdash.model.dataset import Dataset
from khdash.model.frames import each_row
from khdash.model.indicators import Indicator
from khdash.model.kept import kept
from khdash.model.rows import Row
from khdash.model.selection import Selection
from khdash.rules import registry
from khdash.rules.confirmation import with_confirmations
from khdash.rules.finding import review
from khdash.rules.rule import Rule
from khdash.rules.words import SEVERITY_NAMES, Reason

KEPT = (
    "rule",
    "severity",
    "other_value",
    "other_qualifier",
    "low",
    "high",
    "n",
    "others",
    "seen",
)
CONFIRMED = ("confirmed", "confirmed_by", "confirmed_at", "confirm_note")


@kept(4)
def findings_on(dataset: Dataset, day: date) -> pd.DataFrame:
    """Every finding on the figures in use with who confirmed it, as of a day: no later year has
    figures yet. Not to be changed.
    """
    found = review(dataset.observations, dataset.catalogue, day)
    return with_confirmations(found, dataset.confirmations)


def build_quality_findings(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a finding, as the figures were published: never re-based or computed.

    The chosen units bring the provinces of which they were made. Every year is looked at unless
    the reader chose a range.
    """
    scope = Scope.of(dataset, selection.with_(form=""))
    words = scope.words
    chosen = _every(dataset, words.lang, day_of(selection)).cut(wanted(scope))
    table = chosen.frame
    return assemble(
        scope,
        name,
        "table",
        chosen,
        title=words("Những số liệu cần xem lại"),
        headline=headline(table, words),
        subtitle=words(
            "Quy tắc chỉ nêu câu hỏi, không sửa số nào; người biết rõ xác nhận số đúng."
        ),
        columns=columns(words),
        notes=_notes(table, words),
        extra={
            "open": int((~table["confirmed"]).sum()),
            "confirmed": int(table["confirmed"].sum()),
        },
        alt=words("Bảng {n} điều cần xem lại, mỗi dòng một số liệu.", n=words.number(len(table))),
    )


def headline(table: pd.DataFrame, words: Words) -> str:
    """How many findings wait, in how many units, and how many were confirmed."""
    waiting = table[~table["confirmed"]]
    if table.empty:
        return words("Không có số liệu nào cần xem lại")
    confirmed = len(table) - len(waiting)
    told = [
        words(
            "{n} điều cần xem lại ở {k} tỉnh, thành phố",
            n=words.number(len(waiting)),
            k=waiting["unit"].nunique(),
        )
        if len(waiting)
        else words("Không còn điều nào chờ xem lại"),
        words("{m} điều đã xác nhận là đúng", m=words.number(confirmed)) if confirmed else "",
    ]
    return "; ".join(filter(None, told))


def columns(words: Words) -> tuple[Column, ...]:
    """What a reader sees of each finding, in order."""
    return (
        Column("severity_name", words("Mức")),
        Column("rule_name", words("Quy tắc")),
        Column("unit_name", words("Tỉnh, thành phố")),
        Column("indicator_name", words("Chỉ số")),
        Column("year", words("Năm"), "year"),
        Column("value", words("Giá trị"), "figure"),
        Column("why", words("Vì sao")),
        Column("to_do", words("Cần làm gì")),
        Column("source_id", words("Nguồn")),
        Column("confirmation", words("Xác nhận")),
    )


def wanted(scope: Scope) -> Callable[[Row], bool]:
    """Which findings a selection asks for."""
    selection, catalogue = scope.selection, scope.dataset.catalogue
    keys = [*scope.unit_keys, *selection.benchmarks]
    units = {*keys, *(part for key in keys for part in catalogue.parts(key))}
    first, last = selection.first_year, selection.last_year
    years = (first, last) if first is not None and last is not None else (-inf, inf)
    return lambda row: (
        row["unit"] in units
        and years[0] <= row["year"] <= years[1]
        and (not selection.indicators or row["indicator"] in selection.indicators)
        and selection.subgroup in ("", row["subgroup"])
    )


@kept(4)
def _every(dataset: Dataset, lang: str, day: date) -> SharedTable:
    """Every finding of a day in the words of a language."""
    found = findings_on(dataset, day)
    return SharedTable(described(Scope.of(dataset, Selection(lang=lang)), found))


def described(scope: Scope, findings: pd.DataFrame) -> pd.DataFrame:
    """The table: machine columns, then the same in the reader's words."""
    words, catalogue = scope.words, scope.dataset.catalogue
    table = as_table(scope, findings, *KEPT, *CONFIRMED)
    rows = list(each_row(findings))
    entries = [catalogue.indicators[code] for code in table["indicator"]]
    table["figure"] = [
        FigureKey(r.unit, r.indicator, int(r.year), r.basis, r.subgroup).to_text() for r in rows
    ]
    table["other_figures"] = [
        tuple(FigureKey(r.unit, s.indicator, s.year, s.basis).to_text() for s in r.others)
        for r in rows
    ]
    table["indicator_name"] = [words.name(entry) for entry in entries]
    table["theme"] = [entry.theme for entry in entries]
    table["measure"] = [entry.unit for entry in entries]
    table["decimals"] = [entry.decimals for entry in entries]
    rules = {rule.code: rule for rule in registry.RULES}
    reasons = [
        _reason(row, rules[row.rule], entry) for row, entry in zip(rows, entries, strict=True)
    ]
    table["rule_name"] = [words.of(*rules[rule].name) for rule in table["rule"]]
    table["severity_name"] = [words(SEVERITY_NAMES[level]) for level in table["severity"]]
    table["why"] = [reason.why(catalogue, words) for reason in reasons]
    table["to_do"] = [reason.to_do(words) for reason in reasons]
    table["confirmation"] = [
        words(
            "{name}, {day}: {note}",
            name=r.confirmed_by,
            day=words.date(r.confirmed_at),
            note=r.confirm_note,
        )
        if r.confirmed
        else ""
        for r in rows
    ]
    table = table.sort_values("confirmed", kind="stable").drop(columns="others")
    return with_measures(scope, table.reset_index(drop=True))


def _reason(row: Any, rule: Rule, entry: Indicator) -> Reason:
    return Reason(
        rule=rule,
        indicator=entry,
        value=row.value,
        qualifier=row.qualifier,
        low=row.low,
        high=row.high,
        n=row.n,
        other_value=row.other_value,
        other_qualifier=row.other_qualifier,
        others=row.others,
    )


def _notes(table: pd.DataFrame, words: Words) -> tuple[Note, ...]:
    confirmed = int(table["confirmed"].sum())
    if not confirmed:
        return ()
    text = words(
        "{n} điều đã xác nhận đứng cuối bảng; khi một trong các số thay đổi, điều đó được hỏi lại.",
        n=words.number(confirmed),
    )
    return (Note("confidence", text),)
