"""Exhibit -> Plot: one function an exhibit kind, from the rows of the exhibit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from khdash.chart.canvas import Canvas, basis_sign, gap_words, stands, target_label, year_text
from khdash.chart.comparison import bar_colour, is_old, reference_of, target_groups, target_of
from khdash.chart.contributions import PIECES
from khdash.chart.frame import Frame, Line
from khdash.chart.parts import part_colours
from khdash.chart.trend import is_hollow, lines_of, target_steps
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.fund_by_level import remainder
from khdash.locale.gaps import gap_text
from khdash.model.gap import GapReason
from khdash.model.rows import Row, grouped, has_value
from khdash.model.value import SIGNS
from khdash.report.office.plot import LIVE, OFFICE_DASHES, Plot, Series
from khdash.report.office.text import clean
from khdash.report.table import demo_mark

MOST_STANDING = 10
"""Bars that have room for their numbers side by side."""
TARGET_SYMBOLS = ("dash", "diamond", "triangle-up", "square")
MOST_LABELLED_LINES = 3
"""Lines of which figures stand beside their marks; of more only the signs of precision do."""


def plot_of(exhibit: Exhibit) -> Plot | None:
    """The native chart of an exhibit; None where its kind has none or nothing is to be drawn."""
    make = _PLOTS.get(exhibit.kind)
    plot = make(Canvas(exhibit)) if make else None
    return plot if plot and plot.categories and plot.series else None


def _plot(canvas: Canvas, categories: Iterable[str], series: Iterable[Series]) -> Plot:
    exhibit = canvas.exhibit
    measure = exhibit.measure
    mark = f" ({demo_mark(canvas.words)})" if exhibit.demo else ""
    return Plot(
        title=clean(exhibit.headline or exhibit.title) + mark,
        categories=tuple(map(_plain, categories)),
        series=tuple(replace(one, name=_plain(one.name)) for one in series),
        measure=measure,
        measure_name=clean(exhibit.measure_names.get(measure, "")),
        decimals=exhibit.decimals,
        lang=canvas.words.lang,
    )


def _plain(text: str) -> str:
    """Text of a chart without the marks of a web page: a raised sign stands in brackets."""
    return clean(re.sub(r"<sup>(.*?)</sup>", r" (\1)", text).replace("<br>", " "))


def _label(canvas: Canvas, row: Row) -> str:
    """An exact number speaks for itself; a bound or an estimate is worded with its sign."""
    exact = (row.get("qualifier") or "exact") == "exact"
    return LIVE if exact else clean(canvas.short_figure_text(row))


def _trend(canvas: Canvas) -> Plot | None:
    """A line a unit, basis and origin; every year has its place, so that a gap is a gap."""
    lines = lines_of(canvas)
    if not any(_is_line(line) for line in lines):
        return None
    known = [int(row["year"]) for line in lines for row in line.rows]
    known += [target.year for target in canvas.exhibit.targets]
    years = list(range(min(known), max(known) + 1))
    few = len(lines) <= MOST_LABELLED_LINES
    series = [part for line in lines for part in _line(canvas, line, years, labelled=few)]
    return _plot(canvas, map(str, years), [*series, *_steps(canvas, years)])


def _is_line(line: Line) -> bool:
    """Whether two of its figures can be compared."""
    runs = [row["run"] for row in line.rows]
    return len(set(runs)) < len(runs)


def _line(canvas: Canvas, line: Line, years: list[int], *, labelled: bool) -> list[Series]:
    """A line, in as many series as are needed that none joins two years across a break."""
    layers: list[dict[int, Row]] = []
    for _, found in groupby(line.rows, key=lambda row: int(row["segment"])):
        segment = {int(row["year"]): row for row in found}
        apart = layers and min(segment) > max(layers[-1]) + 1
        if apart:
            layers[-1].update(segment)
        else:
            layers.append(segment)
    colour, last = line.style.colour("light"), int(line.last["year"])
    made = []
    for place, rows in enumerate(layers):
        told = {
            years.index(year): _label(canvas, row) if labelled else SIGNS[row["qualifier"]]
            for year, row in rows.items()
            if row["qualifier"] != "exact" or (labelled and year == last)
        }
        made.append(
            Series(
                name=line.name,
                values=tuple(float(rows[y]["value"]) if y in rows else None for y in years),
                colour=colour,
                symbol=line.style.symbol,
                dash=OFFICE_DASHES.get(line.style.dash, "solid"),
                labels=told,
                hollow=frozenset(years.index(y) for y, row in rows.items() if is_hollow(row)),
                keyed=place == 0,
            )
        )
    return made


def _steps(canvas: Canvas, years: list[int]) -> list[Series]:
    """The targets over the years for which they are set."""
    frame = Frame((years[0], years[-1]), (), 0, 0, 0, 0, 0)
    made = []
    for step in target_steps(canvas, frame):
        held = [step.start <= year <= step.end for year in years]
        made.append(
            Series(
                name=target_label(canvas, step.label, step.value),
                values=tuple(step.value if holds else None for holds in held),
                colour=canvas.theme.target,
                symbol="dash" if sum(held) == 1 else "",
                dash="dash",
            )
        )
    return made


def _comparison(canvas: Canvas) -> Plot | None:
    """A bar a row, lying; standing where they are held against something and are few enough.

    Beside standing bars that is a line, beside lying ones further bars.
    """
    rows = canvas.rows()
    beside = any(map(target_of, rows)) or _is_compared(canvas)
    rows = _fewer(rows) if beside else rows
    standing = beside and len(rows) <= MOST_STANDING
    drawn = [row for row in rows if stands(row) or is_old(row)]
    if len(drawn) < 2:
        return None
    theme = canvas.theme
    bars = Series(
        name=canvas.exhibit.title,
        values=tuple(float(row["value"]) if row in drawn else None for row in rows),
        colour=theme.primary,
        kind="bar",
        labels={i: _label(canvas, row) for i, row in enumerate(rows) if row in drawn},
        colours={
            i: theme.no_data if is_old(row) else bar_colour(canvas, row)
            for i, row in enumerate(rows)
            if row in drawn
        },
        keyed=False,
    )
    held = [*_targets(canvas, rows), *_references(canvas, rows)]
    if not standing:
        bars = replace(bars, keyed=bool(held))
        held = [replace(one, kind="bar") for one in held]
    names = [_bar_name(canvas, row) for row in rows]
    return replace(_plot(canvas, names, [bars, *held]), horizontal=not standing)


def _fewer(rows: Sequence[Row]) -> list[Row]:
    """The rows without the gaps of units that have a bar; where they are many, without the bars on
    another denominator of units that have one to judge."""
    barred = {row["unit"] for row in rows if stands(row) or is_old(row)}
    kept = [row for row in rows if stands(row) or is_old(row) or row["unit"] not in barred]
    judged = {row["unit"] for row in kept if target_of(row) is not None}
    if len(kept) <= MOST_STANDING:
        return kept
    return [row for row in kept if target_of(row) is not None or row["unit"] not in judged]


def _bar_name(canvas: Canvas, row: Row) -> str:
    """The unit, its denominator where it is not the usual, the year; or why there is no bar."""
    if row.get("missing") == GapReason.NO_DATA:
        return f"{row['unit_name']}: {canvas.words('chưa có số')}"
    name = str(row["unit_name"]) + basis_sign(canvas.words, str(row.get("basis") or ""))
    if is_old(row):
        return f"{name} {year_text(row)}: {gap_text(canvas.words, GapReason.TOO_OLD)}"
    if not stands(row):
        return f"{name}: {gap_words(canvas, row)}"
    return f"{name} {year_text(row)}"


def _targets(canvas: Canvas, rows: Sequence[Row]) -> list[Series]:
    """What the bars are judged against: a series a target, only over its own bars."""
    made = []
    for place, (value, label) in enumerate(target_groups(list(rows))):
        own = [
            target_of(row) == value and str(row.get("target_label") or "") == label for row in rows
        ]
        made.append(
            Series(
                name=target_label(canvas, label, value),
                values=tuple(value if judged else None for judged in own),
                colour=canvas.theme.target,
                symbol=TARGET_SYMBOLS[place % len(TARGET_SYMBOLS)],
                dash="dash",
            )
        )
    return made


def _references(canvas: Canvas, rows: Sequence[Row]) -> list[Series]:
    """What every bar is compared with, where the reader asks for it and it is no target."""
    if not _is_compared(canvas):
        return []
    values = tuple(reference_of(row) for row in rows)
    named = {column.name: column.title for column in canvas.exhibit.columns}
    name = named.get("reference_value", canvas.words("So với"))
    return [Series(name, values, canvas.theme.ink, symbol="dash", dash="none")]


def _is_compared(canvas: Canvas) -> bool:
    return canvas.exhibit.selection.reference not in ("", "target")


def _slope(canvas: Canvas) -> Plot | None:
    """Two bars a unit: the earlier and the later figure."""
    rows = canvas.rows(with_value=True)
    pairs = [row for row in rows if has_value({"value": row.get("base_value")})]
    if not pairs:
        return None
    theme, words = canvas.theme, canvas.words
    earlier = [
        {**row, "value": row["base_value"], "qualifier": row["base_qualifier"]} for row in pairs
    ]
    sides = ((words("Năm trước"), earlier, theme.older), (words("Năm sau"), pairs, theme.primary))
    series = [
        Series(
            name=name,
            values=tuple(float(row["value"]) for row in side),
            colour=colour,
            kind="bar",
            labels={i: _label(canvas, row) for i, row in enumerate(side)},
        )
        for name, side, colour in sides
    ]
    names = [
        str(row["unit_name"])
        + basis_sign(words, str(row.get("basis") or ""))
        + f" {int(row['base_year'])}–{int(row['year'])}"
        for row in pairs
    ]
    return _plot(canvas, names, series)


def _parts(canvas: Canvas) -> Plot | None:
    """A lying stacked bar a unit and year; what no source assigns stays visible."""
    rows = canvas.rows(with_value=True)
    bars = list(grouped(rows, "unit", "year").values())
    names = [f"{found[0]['unit_name']} {year_text(found[0])}" for found in bars]
    kinds = list(dict.fromkeys((str(row["part"]), str(row["part_name"])) for row in rows))
    series = [
        _piece(canvas, name, colour, [_of(found, "part", part) for found in bars])
        for (part, name), colour in zip(kinds, part_colours(canvas, len(kinds)), strict=True)
    ]
    rest = tuple(remainder(found) or None for found in bars)
    if any(rest):
        name = canvas.words("Chưa có nguồn chia ra")
        series.append(Series(name, rest, canvas.theme.no_data, kind="bar"))
    return replace(_plot(canvas, names, series), horizontal=True, stacked=True) if rows else None


def _of(found: Sequence[Row], column: str, code: str) -> Row | None:
    return next((row for row in found if row[column] == code), None)


def _piece(canvas: Canvas, name: str, colour: str, rows: Sequence[Row | None]) -> Series:
    return Series(
        name=name,
        values=tuple(float(row["value"]) if row and has_value(row) else None for row in rows),
        colour=colour,
        kind="bar",
        labels={i: _label(canvas, row) for i, row in enumerate(rows) if row and has_value(row)},
    )


def _contributions(canvas: Canvas) -> Plot | None:
    """A lying stacked bar a unit: what each criterion adds; what lacks a figure adds nothing."""
    extra = canvas.exhibit.extra
    by_unit = grouped(canvas.rows(), "unit")
    units = [str(unit) for unit in extra.get("order") or () if unit in by_unit]  # type: ignore[attr-defined]
    criteria = dict(extra.get("criteria") or {})  # type: ignore[call-overload]
    palette = PIECES["light"]
    series = [
        _piece(
            canvas,
            str(name),
            palette[place % len(palette)],
            [_of(by_unit[unit], "criterion", code) for unit in units],
        )
        for place, (code, name) in enumerate(criteria.items())
    ]
    drawn = [one for one in series if any(one.values)]
    names = [f"{by_unit[unit][0]['unit_name']}: {by_unit[unit][0]['score_text']}" for unit in units]
    plot = _plot(canvas, names, [replace(one, labels={}) for one in drawn])
    return replace(plot, horizontal=True, stacked=True)


_PLOTS: dict[str, Callable[[Canvas], Plot | None]] = {
    "trend": _trend,
    "small_multiples": _trend,
    "comparison": _comparison,
    "slope": _slope,
    "parts": _parts,
    "contributions": _contributions,
}
