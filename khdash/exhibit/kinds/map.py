"""Map: each unit's newest figure in classes, and the map of every year side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from khdash.exhibit.core.assemble import assemble, measure_text, of_indicator
from khdash.exhibit.core.exhibit import Exhibit, Note
from khdash.exhibit.core.figures import as_rows, comparable, figure_columns, is_comparable
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.core.sentences import bounded_text, extremes_sentence
from khdash.exhibit.core.spoken import Spoken
from khdash.exhibit.core.target_lines import label_of, targets_of
from khdash.exhibit.kinds.comparison import columns_of, subtitle_of
from khdash.locale import Words, mark
from khdash.model.dataset import Dataset
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, grouped
from khdash.model.selection import Selection
from khdash.transform.classes import Method, class_edges, class_of, edges_around
from khdash.transform.rates import cluster_rate
from khdash.transform.records import is_whole
from khdash.transform.totals import is_enough

MOST_YEARS = 12
"""Maps beside each other: the newest years."""
Style = Literal["choropleth", "bubble"]


@dataclass(frozen=True, slots=True)
class Centre:
    """What the colours of a map part from: the value, and what it is in words; None where there is
    none, and why."""

    value: float | None
    said: str


def style_of(indicator: Indicator) -> Style:
    """Areas for rates and per-head values, bubbles for counts and money."""
    return "choropleth" if indicator.kind == "rate" else "bubble"


def build_map(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """Areas coloured by class for rates and per-head values, bubbles for counts and money.

    extra: `style`, `edges`, `centre` (the edge from which colours part, or None), `boundaries`.
    """
    scope = Scope.of(dataset, selection)
    indicator = scope.indicator
    spoken = Spoken.of(scope, indicator)
    centre = _centre(scope, indicator, spoken)
    edges = _edges(scope, comparable(spoken.by_unit), centre)
    table = [{**row, "class": _class(row, edges)} for row in spoken.by_unit]
    parts = of_indicator(scope, indicator, table)
    parts["notes"] = (*parts["notes"], *_class_notes(scope, indicator, centre))  # type: ignore[misc]
    return assemble(
        scope,
        name,
        "map",
        table,
        headline=extremes_sentence(spoken),
        subtitle=subtitle_of(scope, indicator),
        columns=columns_of(scope, indicator),
        extra=_extra(scope, indicator, edges, centre),
        **parts,
    )


SHARED = {
    "choropleth": mark("{measure}, số của đúng từng năm; mọi năm chung một cách chia bậc."),
    "bubble": mark("{measure}, số của đúng từng năm; vòng tròn mọi năm chung một tỷ lệ."),
}


def build_map_years(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The figures of each year of the period in the same classes, a map a year; at most MOST_YEARS.

    One row a unit and year with a figure of exactly that year. extra: as of a map, and `years`.
    """
    scope = Scope.of(dataset, selection)
    indicator, words = scope.indicator, scope.words
    spoken = Spoken.of(scope, indicator)
    figures = [
        row
        for row in scope.figures(indicator)
        if scope.first_year <= row["year"] <= scope.year and row["basis"] in ("", spoken.basis)
    ]
    by_year = grouped(figures, "year")
    years = sorted(by_year)[-MOST_YEARS:]
    rows = [
        {**row, "missing": "" if is_whole(row) else str(_lack(indicator))}
        for year in years
        for row in as_rows(scope, _published_first(by_year[year]))
    ]
    centre = _centre(scope, indicator, spoken)
    edges = _edges(scope, comparable(rows), centre)
    table = [{**row, "class": _class(row, edges)} for row in rows]
    parts = of_indicator(scope, indicator, table)
    parts["notes"] = (*parts["notes"], *_class_notes(scope, indicator, centre))  # type: ignore[misc]
    return assemble(
        scope,
        name,
        "map_years",
        table,
        headline=_years_headline(scope, indicator, years, table),
        subtitle=words(SHARED[style_of(indicator)], measure=measure_text(words, scope, indicator)),
        columns=tuple(figure_columns(scope, indicator)),
        extra=_extra(scope, indicator, edges, centre) | {"years": tuple(years)},
        **parts,
    )


def _lack(indicator: Indicator) -> GapReason:
    return GapReason.YEARS_MISSING if indicator.form else GapReason.PARTIAL


def _published_first(rows: list[Row]) -> list[Row]:
    """One figure a unit, the published one before the computed one."""
    chosen: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: row["origin"] != "published"):
        chosen.setdefault(row["unit"], row)
    return list(chosen.values())


def _years_headline(scope: Scope, indicator: Indicator, years: list[int], rows: list[Row]) -> str:
    """In how many of the years shown five eighths of the units have a figure."""
    words, name = scope.words, scope.words.of(indicator.short_vi, indicator.short_en)
    if not years:
        return words("{name}: chưa có số liệu trong giai đoạn", name=name)
    known = grouped(comparable(rows), "year")
    n = len(scope.units)
    full = [year for year in years if is_enough(len(known.get(year, [])), n)]
    if not full:
        most = max((len(own) for own in known.values()), default=0)
        best = [year for year in years if len(known.get(year, [])) == most]
        return words(
            "{name} qua các năm {years}: chưa năm nào có số của từ 5/8 số tỉnh, nhiều nhất {k}/{n}"
            " ({best})",
            name=name,
            years=words.years(years[0], years[-1]),
            k=most,
            n=n,
            best=words.listed(map(str, best)),
        )
    return words(
        "{name} qua các năm {years}: {k} trong {n} năm có số của từ 5/8 số tỉnh",
        name=name,
        years=words.years(years[0], years[-1]),
        k=len(full),
        n=years[-1] - years[0] + 1,
    )


def _extra(
    scope: Scope, indicator: Indicator, edges: tuple[float, ...], centre: Centre | None
) -> dict[str, object]:
    return {
        "style": style_of(indicator),
        "edges": edges,
        "centre": centre.value if centre else None,
        "boundaries": scope.boundaries,
    }


def _edges(scope: Scope, rows: list[Row], centre: Centre | None) -> tuple[float, ...]:
    values = [row["value"] for row in rows]
    if centre is not None and centre.value is not None:
        return edges_around(values, centre.value)
    method = scope.selection.classes
    return class_edges(values, method=cast("Method", "" if centre else method))


def _class(row: Row, edges: tuple[float, ...]) -> int | None:
    """The class of a comparable figure, from 1 on."""
    found = class_of(row["value"], edges) if is_comparable(row) else None
    return None if found is None else found + 1


def _centre(scope: Scope, indicator: Indicator, spoken: Spoken) -> Centre | None:
    """What the colours part from, where the reader asked for it and the map has areas."""
    if style_of(indicator) == "bubble":
        return None
    match scope.selection.classes:
        case "target":
            return _target(scope, indicator, spoken.basis)
        case "cluster":
            return _cluster(scope, indicator, spoken.basis)
    return None


def _target(scope: Scope, indicator: Indicator, basis: str) -> Centre:
    """The country's target of the next year from the asked one on, else the newest; the strictest
    of that year."""
    words, country = scope.words, scope.dataset.catalogue.country
    none = words("Chưa có chỉ tiêu của cả nước cùng cách tính nên màu không chia quanh chỉ tiêu.")
    if indicator.form:
        return Centre(None, none)
    own = [
        target
        for target in targets_of(scope, indicator, basis)
        if target.unit == country and target.rule == "at_least"
    ]
    if not own:
        return Centre(None, none)
    ahead = [target.year for target in own if target.year >= scope.year]
    year = min(ahead) if ahead else max(target.year for target in own)
    chosen = max((target for target in own if target.year == year), key=lambda t: t.value)
    level = words.figure(chosen.value, indicator.unit, 0 if chosen.value % 1 == 0 else 1)
    return Centre(chosen.value, f"{level} – {label_of(scope, [chosen])}")


def _cluster(scope: Scope, indicator: Indicator, basis: str) -> Centre:
    words = scope.words
    basis = basis or ("all" if indicator.basis_matters else "")
    rate = None
    if indicator.derivable and basis != "unstated":
        rate = cluster_rate(
            scope.computed(indicator),
            scope.divisors(indicator, basis),
            (scope.dataset.catalogue, indicator, basis),
            [unit.key for unit in scope.members],
            (scope.year, scope.tolerance),
        ).value
    if rate is None:
        text = words("Chưa tính được tỷ lệ chung của cụm nên màu không chia quanh tỷ lệ ấy.")
        return Centre(None, text)
    level = bounded_text(words, indicator, rate)
    return Centre(rate.value, words("{level} (tính đến {year})", level=level, year=scope.year))


CLASS_NAMES = {
    "": mark("Tự chọn bậc"),
    "equal": mark("Bậc đều nhau"),
    "quantiles": mark("Số tỉnh đều nhau"),
    "natural": mark("Theo khoảng cách số liệu"),
    "target": mark("Quanh chỉ tiêu"),
    "cluster": mark("Quanh mức của cụm"),
}


def _class_notes(scope: Scope, indicator: Indicator, centre: Centre | None) -> list[Note]:
    """How the classes were made, where the reader chose it."""
    words, chosen = scope.words, scope.selection.classes
    if not chosen or style_of(indicator) == "bubble":
        return []
    if centre is None:
        return [Note("classes", _method_text(words, chosen))]
    if centre.value is None:
        return [Note("classes", centre.said)]
    around = (
        mark("Màu chia quanh chỉ tiêu {level}: xanh là từ mức ấy trở lên, nâu là dưới mức ấy.")
        if chosen == "target"
        else mark("Màu chia quanh mức của cụm, {level}: xanh là từ mức ấy trở lên, nâu là dưới.")
    )
    return [Note("classes", words(around, level=centre.said))]


def _method_text(words: Words, method: str) -> str:
    match method:
        case "quantiles":
            return words("Chia bậc để mỗi bậc có số tỉnh gần bằng nhau.")
        case "natural":
            return words("Chia bậc sao cho số liệu trong một bậc gần nhau nhất.")
    return words("Chia bậc thành những khoảng đều nhau.")
