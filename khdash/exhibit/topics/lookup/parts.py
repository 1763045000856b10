"""The card of a figure that no source printed: how it came about, and from which figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khdash.exhibit.core.change_words import change_text
from khdash.exhibit.core.figures import as_rows
from khdash.exhibit.core.scope import Scope, current_on
from khdash.exhibit.core.spoken import Spoken
from khdash.exhibit.kinds.total import has_sum, sum_text, totals_table
from khdash.exhibit.topics.lookup.card import figure_in_use
from khdash.exhibit.topics.lookup.part import (
    Part,
    PartsCard,
    gap_part,
    part_of,
    part_or_gap,
    plain_figure,
    printed,
    reported_scope,
    row_of,
    scope_of,
    title_of,
)
from khdash.exhibit.topics.lookup.parts_over_years import over_years
from khdash.exhibit.topics.lookup.shown import ShownFigure
from khdash.model.dataset import Dataset
from khdash.model.rows import Row, has_value, rows_of
from khdash.model.selection import Selection
from khdash.transform.growth import change
from khdash.transform.quotient import quotient
from khdash.transform.records import bounded_of, is_firm, is_whole
from khdash.transform.series import joined


def parts_card(dataset: Dataset, selection: Selection, shown: ShownFigure) -> PartsCard | None:
    """The card of a computed figure as an exhibit under this selection shows it.

    None for a published figure, which has a card of its own, and for one that is not there.
    """
    asked = selection.with_(
        indicators=(shown.indicator,), subgroup=shown.subgroup, form=shown.form, basis=""
    )
    scope = _where_it_exists(Scope.of(dataset, asked), shown.unit)
    card = _card(dataset, scope, shown)
    if card is None or shown.what not in ("figure", "total"):
        return card
    measure, words = dataset.catalogue.measures[scope.indicator.unit], scope.words
    suffix = words.of(measure.suffix_vi, measure.suffix_en)
    return replace(card, measure="" if suffix and suffix in card.value else words.name(measure))


def _card(dataset: Dataset, scope: Scope, shown: ShownFigure) -> PartsCard | None:
    match shown.what:
        case "total":
            return _total(scope, shown)
        case "change":
            return _change(scope, shown)
        case "quotient":
            return _quotient(scope, shown, None)
        case "share":
            return _share_of_whole(scope, shown)
    row = row_of(scope, shown)
    if row is None or (not shown.form and figure_in_use(dataset, shown.key) is not None):
        return None
    match shown.form:
        case "share":
            return _share(scope, shown, row)
        case "index":
            return _index(scope, shown, row)
        case "sum" | "mean3":
            return over_years(scope, shown, row)
    return _quotient(scope, shown, row) if row["origin"] == "derived" else _sum(scope, shown, row)


def _where_it_exists(scope: Scope, unit: str) -> Scope:
    """The scope on boundaries on which the unit exists: lists of tasks name former provinces."""
    catalogue = scope.dataset.catalogue
    place = catalogue.units.get(unit)
    if place is None or place.valid_on(catalogue.boundary_set(scope.boundaries).day):
        return scope
    own = next((one for one in catalogue.boundary_sets if place.valid_on(one.day)), None)
    return replace(scope, selection=scope.selection.with_(boundaries=own.code)) if own else scope


# The kinds of computed figures -----------------------------------------------------------------


def _quotient(scope: Scope, shown: ShownFigure, row: Row | None) -> PartsCard | None:
    """A rate or a figure per head: one count divided by another.

    row None: it is computed here, whatever a source prints.
    """
    words, entry = scope.words, scope.indicator
    known = scope.dataset.catalogue.indicators
    below = shown.divisor or entry.denominator_on(shown.basis)
    above = entry.numerator or entry.code
    if below not in known or above == below:
        return None
    codes = (above, below)
    if not entry.numerator:  # A count over its whole, which is no indicator of its own.
        entry = replace(entry, unit="%", decimals=2, scale=100)
    figures = [plain_figure(scope, shown, code) for code in codes]
    if row is None:
        rows = [row_of(scope_of(scope, one), one) for one in figures]
        if rows[0] is None or rows[1] is None:
            return None
        value = quotient(bounded_of(rows[0]), bounded_of(rows[1]))
        if value is None:
            return None
        value = value.scaled(entry.scale or 1)
        firm = all(is_firm(one["confidence"]) for one in rows if one)
        row = {"value": value.value, "qualifier": value.qualifier}
    else:
        (dressed,) = as_rows(scope, [row])
        firm, row = is_firm(row["confidence"]), dressed
    names = [words.name(known[code]) for code in codes]
    return PartsCard(
        title_of(scope, scope.unit_name(shown.unit), shown.year, shown.basis),
        printed(words, entry, row),
        words("Tính từ hai số liệu: {above} chia cho {below}.", above=names[0], below=names[1]),
        tuple(part_or_gap(scope, one, name) for one, name in zip(figures, names, strict=True)),
        firm,
    )


def _sum(scope: Scope, shown: ShownFigure, row: Row) -> PartsCard:
    """The sum of the provinces that were merged into one."""
    words, catalogue = scope.words, scope.dataset.catalogue
    parts = catalogue.parts(shown.unit)
    found = _of_parts(scope, shown, parts)
    (dressed,) = as_rows(scope, [row])
    own = [replace(shown, unit=unit) for unit in parts]
    how = words(
        "Cộng số của {k}/{n} tỉnh, thành phố hợp thành {unit}.",
        k=len(found),
        n=len(parts),
        unit=scope.unit_name(shown.unit),
    )
    if row.get("partial"):
        how += " " + words("Chưa đủ các phần nên không xếp hạng và không cộng tiếp.")
    return PartsCard(
        title_of(scope, scope.unit_name(shown.unit), shown.year, shown.basis),
        printed(words, scope.indicator, dressed),
        how,
        tuple(
            part_of(scope, found[one.unit])
            if one.unit in found
            else gap_part(scope, one, scope.unit_name(one.unit))
            for one in own
        ),
        is_firm(row["confidence"]),
    )


def _of_parts(scope: Scope, shown: ShownFigure, parts: Sequence[str]) -> dict[str, Row]:
    """The figures that the sum of a merged unit adds, by unit: those of one point of the year."""
    catalogue = scope.dataset.catalogue
    before = catalogue.boundary_before(scope.boundaries)
    frame = current_on(scope.dataset, before.code) if before else scope.current
    asked = frame["unit"].isin(parts) & (frame["indicator"] == shown.indicator)
    asked &= (frame["year"] == shown.year) & (frame["subgroup"] == shown.subgroup)
    asked &= (frame["basis"] == shown.basis) & (frame["origin"] == "published") & ~frame["partial"]
    rows = rows_of(frame[asked])
    year_end = [row for row in rows if row["point"] == "year_end"]
    earlier = [row for row in rows if row["point"] != "year_end"]
    return {row["unit"]: row for row in max(year_end, earlier, key=len)}


def _total(scope: Scope, shown: ShownFigure) -> PartsCard | None:
    """The sum of the shown units in a year, and who is not in it."""
    words, indicator = scope.words, scope.indicator
    total = next((r for r in totals_table(scope, indicator) if r["year"] == shown.year), None)
    if total is None or not has_sum(total):
        return None
    spoken = Spoken.of(scope, indicator)
    whole = None if has_value(total) else spoken.whole_of(shown.year)
    units = scope.units_in(shown.year)
    rows = [
        row
        for row in scope.figures(indicator)
        if row["year"] == shown.year and row["unit"] in units and row["origin"] == "published"
        and is_whole(row)
    ]  # fmt: skip
    added = {row["unit"]: row for row in rows if whole is None or row["unit"] in whole.units}
    how = words(
        "Cộng số năm {year} của {k}/{n} tỉnh, thành phố đã công bố.",
        year=shown.year,
        k=len(added),
        n=len(units),
    )
    left = words("không cộng vì độ tin cậy thấp")
    parts = [part_of(scope, row) for row in added.values()]
    parts += [part_of(scope, row, note=left) for row in rows if row["unit"] not in added]
    having = {row["unit"] for row in rows}
    parts += [
        gap_part(scope, replace(shown, unit=unit, what="figure"), scope.unit_name(unit))
        for unit in units
        if unit not in having
    ]
    return PartsCard(
        title_of(scope, scope.whole_name, shown.year),
        sum_text(spoken, total),
        how,
        tuple(parts),
        not total["low_confidence"],
    )


def _change(scope: Scope, shown: ShownFigure) -> PartsCard | None:
    """What became of a figure between two years."""
    if shown.base_year is None:
        return None
    words, indicator = scope.words, scope.indicator
    ends = [row_of(scope, replace(shown, year=year)) for year in (shown.base_year, shown.year)]
    before, after = ends
    if before is None or after is None:
        return None
    moved = change(bounded_of(before), bounded_of(after), indicator.kind)
    return PartsCard(
        title_of(
            scope, scope.unit_name(shown.unit), f"{shown.base_year}–{shown.year}", shown.basis
        ),
        change_text(scope, indicator, moved.cells()),
        words("So số năm {year} với số năm {base}.", year=shown.year, base=shown.base_year),
        tuple(_formed_part(scope, row, shown.form) for row in (before, after)),
        is_firm(before["confidence"]) and is_firm(after["confidence"]),
    )


def _formed_part(scope: Scope, row: Row, form: str) -> Part:
    """A figure in the form of the scope, as a part."""
    (dressed,) = as_rows(scope, [row])
    part = part_of(scope, row)
    figure = replace(part.figure, form=form) if isinstance(part.figure, ShownFigure) else None
    return replace(part, value=printed(scope.words, scope.indicator, dressed), figure=figure)


def _share(scope: Scope, shown: ShownFigure, row: Row) -> PartsCard:
    """A unit's part of the sum of the members that reported in the same year."""
    words = scope.words
    members = scope.members_in(shown.year)
    own = reported_scope(scope, shown).of_units(tuple(members))
    rows = [r for r in own.figures(own.indicator) if r["year"] == shown.year and is_whole(r)]
    rows.sort(key=lambda r: r["unit"] != shown.unit)
    (dressed,) = as_rows(scope, [row])
    return PartsCard(
        title_of(scope, scope.unit_name(shown.unit), shown.year),
        printed(words, scope.indicator, dressed),
        words(
            "Số của {unit} chia cho tổng của {k}/{n} tỉnh, thành phố đã công bố năm {year}.",
            unit=scope.unit_name(shown.unit),
            k=len(rows),
            n=len(members),
            year=shown.year,
        ),
        tuple(part_of(scope, r) for r in rows),
        is_firm(row["confidence"]),
    )


def _index(scope: Scope, shown: ShownFigure, row: Row) -> PartsCard | None:
    """A figure against the first of its run, which is 100."""
    words, entry = scope.words, scope.indicator
    own = reported_scope(scope, shown).of_units((shown.unit,))
    rows = [r for r in own.figures(own.indicator) if r["basis"] == shown.basis]
    breaks = scope.breaks(entry), scope.breaks(entry, "derived")
    series = joined(rows, breaks[0], first_year=scope.first_year, derived_breaks=breaks[1])
    here = next((r for r in series if r["year"] == shown.year), None)
    if here is None:
        return None
    base = min((r for r in series if r["run"] == here["run"]), key=lambda r: r["year"])
    (dressed,) = as_rows(scope, [row])
    return PartsCard(
        title_of(scope, scope.unit_name(shown.unit), shown.year, shown.basis),
        printed(words, entry, dressed),
        words("Số năm {year} khi lấy số năm {base} là 100.", year=shown.year, base=base["year"]),
        tuple(part_of(own, r) for r in ((base, here) if base is not here else (here,))),
        is_firm(row["confidence"]),
    )


def _share_of_whole(scope: Scope, shown: ShownFigure) -> PartsCard | None:
    """What a part holds of the whole that the catalogue names."""
    words, whole = scope.words, scope.dataset.catalogue.whole_of_part(scope.indicator.code)
    if whole is None:
        return None
    own = replace(shown, what="figure")
    rows = [
        row_of(scope, own),
        row_of(scope_of(scope, w := replace(own, indicator=whole.code)), w),
    ]
    if rows[0] is None or rows[1] is None:
        return None
    share = quotient(bounded_of(rows[0]), bounded_of(rows[1]))
    if share is None:
        return None
    share = share.scaled(100)
    names = [words.name(scope.indicator), words.name(whole)]
    return PartsCard(
        title_of(scope, scope.unit_name(shown.unit), shown.year),
        words.figure(share.value, "%", 1, share.qualifier),
        words("Tính từ hai số liệu: {above} chia cho {below}.", above=names[0], below=names[1]),
        tuple(part_of(scope, row, name) for row, name in zip(rows, names, strict=True) if row),
        all(is_firm(row["confidence"]) for row in rows if row),
    )
