"""The communes of one province: each one's newest figure of an indicator, the highest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from khdash.exhibit.core.assemble import assemble, coverage_of, measure_text
from khdash.exhibit.core.exhibit import Column, Coverage, Exhibit, Note, NoteKind
from khdash.exhibit.core.figures import figure_columns
from khdash.exhibit.core.notes import basis_name, rivals_of
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import dated, figure_text, subject
from khdash.exhibit.core.spoken import Spoken
from khdash.locale import Words, mark
from khdash.model.communes import communes_of
from khdash.model.dataset import Dataset
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, has_value
from khdash.model.selection import Selection

MOST_NAMED = 12
"""Communes that a note names; the others are counted."""
MOST_LEADERS = 3
"""Communes of one figure that a headline names."""

AN_EARLIER_YEAR = mark("Chưa có số liệu năm {year}, dùng năm gần nhất: {names}.")
TOO_OLD = mark("Cũ hơn {n} năm, chỉ để tham khảo, không xếp hạng: {names}.")
LOW = mark("Độ tin cậy thấp nên không nêu trong nhận định, cần kiểm tra: {names}.")
DOUBTFUL = mark("Vượt giới hạn hợp lý, chưa có người xác nhận nên không nêu: {names}.")
DERIVED = mark("Tính từ các số công bố cùng năm: {names}.")
RIVAL = mark("Nguồn khác ghi số khác: {names}.")
ROUNDED = mark("Số công bố đã làm tròn: ≥ hơn, trên; ≲ gần; ≈ khoảng.")


def build_communes(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a commune, on the basis of what is said, of those that exist in the asked year."""
    province = Scope.of(dataset, selection.with_(form="", benchmarks=()))
    words, indicator = province.words, province.indicator
    scope = _of_communes(province)
    table: list[Row] = []
    headline = words("Danh mục chưa có xã, phường nào của tỉnh này")
    coverage = Coverage(0, 0)
    notes: tuple[Note, ...] = ()
    if scope is not None:
        spoken = Spoken.of(scope, indicator)
        table, headline = spoken.by_unit, _headline(spoken)
        coverage = coverage_of(scope, table)
        notes = _notes(scope, indicator, table, coverage)
    title = words(
        "{name} theo xã, phường của {unit}",
        name=words.name(indicator),
        unit=province.unit_name(province.units[0].key),
    )
    subtitle = words(
        "{measure}, số mới nhất của từng xã, phường trong {years}.",
        measure=measure_text(words, province, indicator),
        years=words.years(province.year - province.tolerance, province.year),
    )
    return assemble(
        province,
        name,
        "table",
        table,
        title=title,
        headline=headline,
        subtitle=subtitle,
        alt=" ".join([f"{title}. {subtitle} {headline}.", *(note.text for note in notes[:1])]),
        columns=_columns(province, indicator),
        measure=indicator.unit,
        decimals=indicator.decimals,
        coverage=coverage,
        notes=notes,
    )


def _of_communes(province: Scope) -> Scope | None:
    """The same question of the communes that exist in the asked year; None where none is known."""
    catalogue = province.dataset.catalogue
    unit, end = province.units[0].key, date(province.year, 12, 31)
    communes = tuple(
        key for key in catalogue.communes_of(unit) if catalogue.units[key].valid_on(end)
    )
    if not communes:
        return None
    asked = province.selection.with_(units=communes, last_year=province.year)
    return Scope.of(communes_of(province.dataset, unit), asked)


def _headline(spoken: Spoken) -> str:
    """Who leads, from five eighths of the communes on and where the bounds settle it."""
    words = spoken.scope.words
    counted = _counted(words, len(spoken.firm), spoken.expected)
    said = {"name": subject(spoken), "counted": counted}
    if not spoken.firm:
        return words("{name}: chưa có số liệu nào của xã, phường nêu được", **said)
    if not spoken.enough:
        return words("{name}: mới có {counted}, chưa đủ để nói nơi nào đứng đầu", **said)
    leaders = spoken.leaders
    if not leaders:
        return words("{name}: có {counted}, chưa đủ căn cứ nói nơi nào đứng đầu", **said)
    if len(leaders) > MOST_LEADERS:
        return words(
            "{name}: {k} nơi cùng đứng đầu với {figure}, trong {counted} có số liệu",
            k=len(leaders),
            figure=figure_text(spoken.scope, spoken.indicator, leaders[0]),
            **said,
        )
    names = words.listed(dated(spoken.scope, spoken.indicator, row) for row in leaders)
    if len(leaders) == 1:
        return words("{name}: {leader} đứng đầu trong {counted} có số liệu", leader=names, **said)
    return words("{name}: {leader} cùng đứng đầu trong {counted} có số liệu", leader=names, **said)


def _counted(words: Words, covered: int, expected: int) -> str:
    return words("{k}/{n} xã, phường", k=covered, n=expected)


def _columns(scope: Scope, indicator: Indicator) -> tuple[Column, ...]:
    words = scope.words
    columns = figure_columns(scope, indicator, with_unit=False)
    return (
        Column("unit_name", words("Xã, phường")),
        *columns[:-2],
        Column("rank_best", words("Hạng"), "rank"),
        *columns[-2:],
    )


def _notes(
    scope: Scope, indicator: Indicator, table: Sequence[Row], coverage: Coverage
) -> tuple[Note, ...]:
    """What the figures call for, in numbers of communes: there may be more than a hundred."""
    words = scope.words
    shown = [row for row in table if has_value(row)]
    counted = _counted(words, coverage.covered, coverage.expected)
    told = words("Có số liệu {counted}", counted=counted)
    if coverage.missing:
        told += "; " + words("thiếu: {names}", names=_named(words, coverage.missing))
    notes = [Note("coverage", f"{told}.")]

    def add(kind: NoteKind, text: str, rows: Iterable[Row]) -> None:
        names = list(dict.fromkeys(row["unit_name"] for row in rows))
        if names:
            told = words(text, year=scope.year, n=scope.tolerance, names=_named(words, names))
            notes.append(Note(kind, told))

    old = [row for row in shown if row["missing"] == GapReason.TOO_OLD]
    earlier = [row for row in shown if row["year"] < scope.year and row not in old]
    add("substituted", AN_EARLIER_YEAR, earlier)
    add("substituted", TOO_OLD, old)
    add("confidence", LOW, (r for r in shown if r["confidence"] == "low"))
    add("confidence", DOUBTFUL, (r for r in shown if r["confidence"] == "doubtful"))
    rivals = {(row["unit"], row["year"]) for row in rivals_of(scope.dataset, indicator.code)}
    add("rival", RIVAL, (r for r in shown if (r["unit"], r["year"]) in rivals))
    add("derived", DERIVED, (r for r in shown if r["origin"] == "derived"))
    if any(row["qualifier"] != "exact" for row in shown):
        notes.append(Note("precision", words(ROUNDED)))
    bases = Counter(row["basis"] for row in shown if row["basis"])
    if bases:
        parts = [f"{basis_name(words, basis)}: {n}" for basis, n in bases.items()]
        notes.append(Note("basis", words("Mẫu số của tỷ lệ – {parts}.", parts="; ".join(parts))))
    return tuple(notes)


def _named(words: Words, names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    if len(names) <= MOST_NAMED:
        return words.listed(names)
    more = words("{n} nơi khác", n=len(names) - MOST_NAMED)
    return words.listed([*names[:MOST_NAMED], more])
