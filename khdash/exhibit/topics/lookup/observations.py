"""The figures themselves, one row each: those in use, and on request those that are not."""

from __future__ import annotations

from typing import Any

import pandas as pd

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.figures import as_table
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.locale import Words, mark
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.selection import Selection

IN_USE = "observations"
EVERY_STATEMENT = "observations_with_rivals"

STANDINGS: dict[str, str] = {
    "current": mark("đang dùng"),
    "rival": mark("nguồn khác ghi"),
    "other_time": mark("thời điểm khác trong năm"),
}
CONFIDENCES: dict[str, str] = {
    "high": mark("cao"),
    "medium": mark("vừa"),
    "low": mark("thấp"),
}
SOURCE_KINDS: dict[str, str] = {
    "official_report": mark("báo cáo chính thức"),
    "association": mark("ấn phẩm của Hội"),
    "statistics_office": mark("cơ quan thống kê"),
    "government": mark("cơ quan nhà nước"),
    "press": mark("báo chí"),
    "unknown": mark("nguồn chưa rõ"),
}
KEPT = (
    "yearly",
    "point",
    "period_start",
    "period_end",
    "standing",
    "batch_id",
    "sheet",
    "cell",
    "note_vi",
    "note_en",
)


def build_observations(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a published figure, as it was written, never re-based or computed.

    `observations` has the figures in use; `observations_with_rivals` has those of other sources
    and of other moments too. A merged province brings the figures of its parts.
    """
    scope = Scope.of(dataset, selection.with_(form=""))
    words = scope.words
    table = _chosen(scope, _described(dataset, words.lang))
    if name == IN_USE:
        table = table[table["standing"] == "current"]
    table = table.reset_index(drop=True)
    rivals = int((table["disputed"] & (table["standing"] == "current")).sum())
    notes = []
    if rivals:
        text = words("{n} số liệu có nguồn khác ghi khác.", n=words.number(rivals))
        notes.append(Note("rival", text))
    if (table["qualifier"] != "exact").any():
        text = words("Số công bố đã làm tròn: ≥ hơn, trên; ≲ gần; ≈ khoảng.")
        notes.append(Note("precision", text))
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words("Từng số liệu và nguồn"),
        headline=count_text(len(table), words),
        subtitle=words(
            "Đúng như nguồn ghi, {years}; chưa quy đổi ranh giới.",
            years=words.years(scope.first_year, scope.year),
        ),
        columns=columns(words),
        notes=tuple(notes),
        alt=words("Bảng {n} số liệu, mỗi dòng một số liệu kèm nguồn.", n=words.number(len(table))),
    )


def count_text(count: int, words: Words) -> str:
    """How many figures there are."""
    return words("1 số liệu") if count == 1 else words("{n} số liệu", n=words.number(count))


def columns(words: Words) -> tuple[Column, ...]:
    """What a reader sees of each figure, in order."""
    return (
        Column("unit_name", words("Tỉnh, thành phố")),
        Column("indicator_name", words("Chỉ số")),
        Column("subgroup_name", words("Nhóm đối tượng")),
        Column("basis", words("Mẫu số")),
        Column("year", words("Năm"), "year"),
        Column("period", words("Thời kỳ")),
        Column("value", words("Giá trị"), "figure"),
        Column("measure_name", words("Đơn vị tính")),
        Column("as_of", words("Tính đến"), "date"),
        Column("standing_name", words("Tình trạng")),
        Column("confidence_name", words("Độ tin cậy")),
        Column("source_title", words("Nguồn")),
        Column("batch_id", words("Lần nạp")),
        Column("cell", words("Ô")),
        Column("note", words("Ghi chú")),
    )


def figures_of_all(dataset: Dataset) -> pd.DataFrame:
    """Yearly figures and those of other periods, told apart by `yearly`."""
    frames = (dataset.observations.assign(yearly=True), dataset.periods.assign(yearly=False))
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else frames[0]


def _chosen(scope: Scope, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the chosen units (with their parts and the benchmarks), years and indicators."""
    selection, catalogue = scope.selection, scope.dataset.catalogue
    keys = [*scope.unit_keys, *selection.benchmarks]
    units = {*keys, *(part for key in keys for part in catalogue.parts(key))}
    chosen = rows["unit"].isin(units) & rows["year"].between(scope.first_year, scope.year)
    if selection.indicators:
        chosen &= rows["indicator"].isin(selection.indicators)
    if selection.subgroup:
        chosen &= rows["subgroup"] == selection.subgroup
    if selection.basis:
        # As in every series: a figure without a stated base may stand among those of all.
        bases = ("", "all", "unstated") if selection.basis == "all" else ("", selection.basis)
        chosen &= rows["basis"].isin(bases)
    return rows[chosen]


@kept(4)
def _described(dataset: Dataset, lang: str) -> pd.DataFrame:
    """Every figure, the newest first: machine columns, then the same in the reader's words."""
    scope, rows = Scope.of(dataset, Selection(lang=lang)), figures_of_all(dataset)
    words, catalogue = scope.words, dataset.catalogue
    unit_place = {key: place for place, key in enumerate(catalogue.units)}
    indicator_place = {
        entry.code: place
        for place, entry in enumerate(i for theme in catalogue.by_theme.values() for i in theme)
    }
    rows = rows.assign(
        _indicator=rows["indicator"].map(indicator_place),
        _unit=rows["unit"].map(unit_place),
    ).sort_values(
        ["year", "_indicator", "_unit", "basis", "subgroup"],
        ascending=[False, True, True, True, True],
        kind="stable",
    )
    table = as_table(scope, rows, *KEPT)
    # `as_table` reads the qualifier off the bounds; here it is what the source wrote.
    table["qualifier"] = rows["qualifier"].to_numpy()
    entries = [catalogue.indicators[code] for code in table["indicator"]]
    sources = [catalogue.sources.get(key) for key in table["source_id"]]
    table["figure"] = [key_of(row).to_text() for row in table.itertuples()]
    table["indicator_name"] = [words.name(entry) for entry in entries]
    table["theme"] = [entry.theme for entry in entries]
    table["measure"] = [entry.unit for entry in entries]
    table["decimals"] = [entry.decimals for entry in entries]
    table["measure_name"] = [words.name(catalogue.measures[entry.unit]) for entry in entries]
    table["subgroup_name"] = [
        words.of(*catalogue.subgroups[code]) if code in catalogue.subgroups else code
        for code in table["subgroup"]
    ]
    table["period"] = [period_text(row, words) for row in table.itertuples()]
    table["standing_name"] = [words(STANDINGS[standing]) for standing in table["standing"]]
    table["confidence_name"] = [words(CONFIDENCES.get(c, c)) for c in table["confidence"]]
    table["source_kind"] = [source.kind if source else "unknown" for source in sources]
    table["source_title"] = [
        (words.of(source.title_vi, source.title_en) or source.publisher) if source else key
        for source, key in zip(sources, table["source_id"], strict=True)
    ]
    table["source_url"] = [source.url if source else "" for source in sources]
    table["note"] = table["note_vi"] if words.lang == "vi" else table["note_en"]
    table["disputed"] = _disputed(scope.dataset, table)
    return table.drop(columns=["note_vi", "note_en"])


def key_of(row: Any) -> FigureKey:
    """The key of a row; figures of the moment that speaks for the year leave it unsaid."""
    period = "" if row.yearly else period_code(row)
    point = row.point if period or row.standing == "other_time" else ""
    return FigureKey(row.unit, row.indicator, int(row.year), row.basis, row.subgroup, point, period)


def period_code(row: Any) -> str:
    """The period of a figure that is not yearly; an unknown end is left out."""
    ends = (row.period_start, row.period_end)
    return "/".join("" if pd.isna(end) else f"{end:%Y-%m-%d}" for end in ends)


def period_text(row: Any, words: Words) -> str:
    """The stated period, or the earlier moment of a year that the figure describes."""
    if not row.yearly and pd.notna(row.period_start) and pd.notna(row.period_end):
        return f"{words.date(row.period_start)} – {words.date(row.period_end)}"
    if pd.notna(row.as_of) and not (row.yearly and row.point == "year_end"):
        return words("đến {day}", day=words.date(row.as_of))
    return ""


def _disputed(dataset: Dataset, table: pd.DataFrame) -> pd.Series:
    """Whether another source gives another value for the same figure."""
    key = ["unit", "indicator", "subgroup", "year", "point"]
    figures = figures_of_all(dataset)
    rivals = figures[figures["standing"] == "rival"]
    stated: dict[tuple[Any, ...], list[tuple[str, float]]] = {}
    both = pd.concat([rivals, figures[figures["standing"] != "rival"]])
    named = set(map(tuple, rivals[key].to_numpy()))
    for *place, basis, value in both[[*key, "basis", "value"]].to_numpy():
        if tuple(place) in named:
            stated.setdefault(tuple(place), []).append((basis, value))
    found = [
        any(
            value != other and (basis == against or "unstated" in (basis, against))
            for against, other in stated.get(tuple(place), ())
        )
        for *place, basis, value in table[[*key, "basis", "value"]].to_numpy()
    ]
    return pd.Series(found, index=table.index, dtype=bool)
