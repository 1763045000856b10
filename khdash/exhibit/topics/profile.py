"""Profile of one province: every indicator's newest figure, and figures of other periods."""

from __future__ import annotations

import pandas as pd

from khdash.exhibit.core.assemble import assemble, with_measures
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.figures import as_table, comparable
from khdash.exhibit.core.latest import ranked_latest
from khdash.exhibit.core.reference import difference_column, with_reference
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.lookup.observations import key_of
from khdash.model.cut import SharedTable
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from khdash.model.kept import kept
from khdash.model.rows import Row, has_value
from khdash.model.selection import Selection
from khdash.model.units import Unit
from khdash.model.value import qualifier_of


def build_profile(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row an indicator (and basis) that the unit has a figure for, in the catalogue's order."""
    unit, everyone = _unit_among_all(dataset, selection)
    words = everyone.words
    known = [i for i in _indicators(dataset) if _has_figures(everyone, i, unit)]
    table = [row for indicator in known for row in _rows(everyone, indicator, unit)]
    return assemble(
        everyone,
        name,
        "table",
        table,
        title=words("Hồ sơ {unit}", unit=everyone.unit_name(unit.key)),
        headline=words(
            "{unit}: {k} chỉ số có số liệu, {fresh} trong đó không cũ hơn {n} năm",
            unit=everyone.unit_name(unit.key),
            k=len({row["indicator"] for row in table}),
            fresh=len({row["indicator"] for row in comparable(table)}),
            n=everyone.tolerance,
        ),
        subtitle=words(
            "Số mới nhất đến {year} của từng chỉ số, hạng trong số tỉnh có số liệu.",
            year=everyone.year,
        ),
        columns=_columns(everyone),
        notes=_unit_notes(everyone, unit),
    )


def _unit_among_all(dataset: Dataset, selection: Selection) -> tuple[Unit, Scope]:
    """The unit of the profile, and a scope of all members (with it) in which it is ranked."""
    selection = selection.with_(form="")
    scope = Scope.of(dataset, selection)
    unit = scope.units[0]
    members = [member.key for member in scope.members]
    units = tuple(members if unit.key in members else [*members, unit.key])
    return unit, Scope.of(dataset, selection.with_(units=units))


def _indicators(dataset: Dataset) -> list[Indicator]:
    return [i for theme in dataset.catalogue.by_theme.values() for i in theme]


def _has_figures(scope: Scope, indicator: Indicator, unit: Unit) -> bool:
    return any(row["unit"] == unit.key for row in scope.figures(indicator))


def _rows(scope: Scope, indicator: Indicator, unit: Unit) -> list[Row]:
    words = scope.words
    ranked = ranked_latest(scope, indicator)
    own = [row for row in ranked if row["unit"] == unit.key and has_value(row)]
    named = {
        "theme": indicator.theme,
        "theme_name": words.name(scope.dataset.catalogue.themes[indicator.theme]),
        "indicator_name": words.name(indicator),
        "measure": indicator.unit,
        "decimals": indicator.decimals,
    }
    compared = with_reference(scope, indicator, own)
    return [{**row, **named, "rank": _rank_text(row)} for row in compared]


def _rank_text(row: Row) -> str:
    """2/6, or 2–3/6 where the bounds do not settle it; '' where it is not ranked."""
    best, worst, n = (row[name] for name in ("rank_best", "rank_worst", "ranked"))
    if best is None:
        return ""
    return f"{best}/{n}" if best == worst else f"{best}–{worst}/{n}"


def _columns(scope: Scope) -> tuple[Column, ...]:
    words = scope.words
    return (
        Column("theme_name", words("Nhóm")),
        Column("indicator_name", words("Chỉ số")),
        Column("value", words("Giá trị"), "figure"),
        Column("year", words("Năm"), "year"),
        Column("basis", words("Mẫu số")),
        Column("rank", words("Hạng")),
        *difference_column(scope),
        Column("source_id", words("Nguồn")),
    )


def _unit_notes(scope: Scope, unit: Unit) -> tuple[Note, ...]:
    words = scope.words
    notes = []
    note = words.of(unit.note_vi, unit.note_en)
    if note:
        notes.append(Note("boundary", note[:1].upper() + note[1:].rstrip(".") + "."))
    parts = scope.dataset.catalogue.parts(unit.key)
    if unit.valid_from is not None and parts:
        names = words.listed(scope.names(parts))
        notes.append(Note("boundary", words("Hợp thành từ: {names}.", names=names)))
    return tuple(notes)


def build_other_published(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """Figures that cover a term, half a year, one event, or an earlier moment of a year."""
    scope = Scope.of(dataset, selection.with_(form=""))
    words = scope.words
    keys = {*scope.unit_keys, *(p for k in scope.unit_keys for p in dataset.catalogue.parts(k))}
    table = _others(dataset, words.lang).cut(lambda row: row["unit"] in keys)
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words("Số công bố khác"),
        headline=words("{n} số theo nhiệm kỳ, nửa năm, đợt hoặc thời điểm khác", n=len(table)),
        subtitle=words("Không đưa vào chuỗi số liệu hằng năm."),
        columns=(
            Column("unit_name", words("Tỉnh, thành phố")),
            Column("indicator_name", words("Chỉ số")),
            Column("value", words("Giá trị"), "figure"),
            Column("period", words("Thời kỳ")),
            Column("note", words("Ghi chú")),
            Column("source_id", words("Nguồn")),
        ),
    )


@kept(4)
def _others(dataset: Dataset, lang: str) -> SharedTable:
    """Those figures of every unit."""
    scope = Scope.of(dataset, Selection(lang=lang))
    words = scope.words
    others = pd.concat(
        [
            dataset.periods.assign(yearly=False),
            dataset.observations[dataset.observations["standing"] == "other_time"].assign(
                yearly=True
            ),
        ],
        ignore_index=True,
    )
    own = others.sort_values(["unit", "indicator", "year"])
    indicators = dataset.catalogue.indicators
    table = as_table(scope, own, "period_start", "period_end", "note_vi", "note_en")
    table["qualifier"] = [
        qualifier_of(lo, hi) for lo, hi in zip(table["lower"], table["upper"], strict=True)
    ]
    table["figure"] = [key_of(row).to_text() for row in own.itertuples()]
    table["indicator_name"] = [words.name(indicators[c]) for c in table["indicator"]]
    table["measure"] = [indicators[c].unit for c in table["indicator"]]
    table["decimals"] = [indicators[c].decimals for c in table["indicator"]]
    table["period"] = [_period(scope, row) for _, row in table.iterrows()]
    table["note"] = table["note_vi"] if words.lang == "vi" else table["note_en"]
    return SharedTable(with_measures(scope, table.drop(columns=["note_vi", "note_en"])))


def _period(scope: Scope, row: pd.Series) -> str:
    words = scope.words
    if pd.notna(row["period_start"]) and pd.notna(row["period_end"]):
        return f"{words.date(row['period_start'])} – {words.date(row['period_end'])}"
    if pd.notna(row["as_of"]):
        return words("đến {day}", day=words.date(row["as_of"]))
    return str(row["year"])
