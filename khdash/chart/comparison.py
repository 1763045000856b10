"""Comparison: horizontal bars, each with its figure and year; words where there is no bar."""

from __future__ import annotations

import math
import re
from typing import Any

from khdash.chart.canvas import (
    NO_HOVER,
    VALUES,
    Canvas,
    basis_sign,
    basis_words,
    gap_words,
    mark_data,
    marks,
    stands,
    target_label,
    year_text,
)
from khdash.chart.labels import text_width, wrap
from khdash.chart.spec import Drawing, Spec, Trace, bar, one_or_each, scatter
from khdash.chart.theme import MUTED_DARK, MUTED_LIGHT
from khdash.exhibit.topics.lookup.target_marks import OF_TARGET
from khdash.locale.gaps import gap_text
from khdash.locale.words import NO_BREAK
from khdash.model.gap import GapReason
from khdash.model.rows import has_value

Row = dict[str, Any]
ROW_HEIGHT = 34
HIGH_ROW = 40
"""Pixels of a row whose label has two lines, as on a phone that of a figure and its difference."""
BASES = ("all", "unstated", "registered")
"""The denominators of rates, in the order in which they stand below each other."""
HEADING = "heading"
"""Marks a row that names the denominator of those below it."""
PLOT_WIDTH = 260.0
"""The narrowest plot that a page gives to bars: labels near a target line are judged on it."""
FAR = 0.1
"""The share of the axis beyond which a label moved past a line is far from its bar."""


def draw_comparison(canvas: Canvas) -> Spec:
    """One bar a row of the table, in its order, zero-based; rates of two bases one below the
    other.
    """
    rows = by_basis(canvas, canvas.rows())
    if not rows:
        return canvas.say(160, canvas.nothing)
    barred = [(i, row) for i, row in enumerate(rows) if stands(row)]
    line = common_target(rows)
    targets = [t for row in rows if (t := target_of(row)) is not None]
    references = [] if line_is_target(canvas) else [(i, reference_of(row)) for i, row in barred]
    marked = [(i, value) for i, value in references if value is not None]
    old = [(i, row) for i, row in enumerate(rows) if is_old(row)]
    drawn = [float(row["value"]) for _, row in barred + old]
    top = max(drawn + targets + [value for _, value in marked], default=1.0) or 1.0
    texts = [bar_label(canvas, row) for _, row in barred] + [old_label(canvas, r) for _, r in old]
    right = 18 + max((text_width(text, canvas.size) for text in texts), default=0.0)
    names = [row_name(canvas, row) for row in rows]
    left = 12 + max(text_width(name, canvas.size) for name in names)
    head = 26 if line else 4
    keys = [] if line else target_lines(canvas, rows)
    foot = 6 + 15 * len(keys)
    lines = 2 if any("<br>" in text for text in texts) else 1
    row = canvas.row_height(ROW_HEIGHT if lines == 1 else HIGH_ROW, len(rows), head + foot)
    height = row * len(rows) + head + foot
    figure = canvas.new_figure(height, l=left, r=right, t=head, b=foot)
    figure.add(_bars(canvas, barred))
    if old:
        figure.add(_old_bars(canvas, old))
    _add_targets(canvas, figure, rows, line)
    _add_references(canvas, figure, marked)
    figure.add(*_labels(canvas, barred + old, texts, top))
    figure.add(_gaps(canvas, rows))
    if keys:
        style = {"color": canvas.theme.target, "size": canvas.size - 1}
        canvas.add_foot(figure, "target", "<br>".join(keys), font=style)
    figure.set_layout(bargap=0.34, barmode="overlay")
    figure.set_axis("x", visible=False, range=[0, top])
    canvas.name_rows(figure, names)
    return canvas.finish(figure)


def by_basis(canvas: Canvas, rows: list[Row]) -> list[Row]:
    """The rows; where their rates are of several bases, a heading before those of each."""
    bases = [b for b in BASES if any(has_value(r) and r.get("basis") == b for r in rows)]
    if len(bases) < 2:
        return rows
    grouped: list[Row] = []
    for basis in bases:
        head = f"<b>{basis_words(canvas.words, basis)}</b>"
        grouped.append({"unit": "", "unit_name": head, "value": None, HEADING: True})
        grouped += [row for row in rows if has_value(row) and row.get("basis") == basis]
    return grouped + [r for r in rows if not (has_value(r) and r.get("basis") in bases)]


def row_name(canvas: Canvas, row: Row) -> str:
    return str(row["unit_name"]) + "\u00a0"


def bar_label(canvas: Canvas, row: Row) -> str:
    """Figure, basis sign and year beside a bar, and the difference from its reference."""
    sign = basis_sign(canvas.words, str(row.get("basis") or ""))
    year = f'<span style="color:{canvas.theme.muted}">· {year_text(row)}</span>'
    figure = canvas.short_figure_text(row) if canvas.narrow else canvas.figure_text(row)
    difference = str(row.get("difference_short") or "")
    before = "<br>\u00a0\u00a0" if canvas.narrow else "  "
    return f"<b>{figure}</b>{sign} {year}" + (difference and before + difference)


def is_old(row: Row) -> bool:
    """Whether a figure is drawn for want of a newer or a whole one, and counts nowhere (methods.md
    rule 9): an old one, or one made of some of its years.
    """
    return has_value(row) and row.get("missing") in (GapReason.TOO_OLD, GapReason.YEARS_MISSING)


def old_label(canvas: Canvas, row: Row) -> str:
    """Figure, basis sign and year beside the bar of an old figure, and that it is old; of one that
    lacks years, how many it has.
    """
    sign = basis_sign(canvas.words, str(row.get("basis") or ""))
    said = gap_text(canvas.words, GapReason.TOO_OLD)
    if row["missing"] == GapReason.YEARS_MISSING:
        said = str(row["years_said"])
    told = ", ".join(dict.fromkeys((year_text(row), said)))
    figure = canvas.short_figure_text(row) if canvas.narrow else canvas.figure_text(row)
    text = f"{figure}{sign} · {told}"
    return f'<span style="color:{canvas.theme.muted}">{text}</span>'


def bar_colour(canvas: Canvas, row: Row) -> str:
    """Paler for an older figure; grey beside a unit in focus."""
    if canvas.focus and row["unit"] != canvas.focus:
        return MUTED_LIGHT if canvas.mode == "light" else MUTED_DARK
    return canvas.theme.older if row.get("stale") else canvas.theme.primary


def reference_of(row: Row) -> float | None:
    """What a bar is compared with; None for a gap, for a target (drawn as such) or without one."""
    value = row.get("reference_value")
    if not stands(row) or value is None or math.isnan(value):
        return None
    return float(value)


def _bars(canvas: Canvas, barred: list[tuple[int, Row]]) -> Trace:
    return bar(
        name="bars",
        y=[i for i, _ in barred],
        x=[float(row["value"]) for _, row in barred],
        marker={"color": one_or_each([bar_colour(canvas, row) for _, row in barred])},
        **marks([row for _, row in barred], [canvas.hover(row) for _, row in barred]),
    )


def _old_bars(canvas: Canvas, old: list[tuple[int, Row]]) -> Trace:
    """Hatched, as old figures are on the map."""
    theme = canvas.theme
    hatch = {"shape": "/", "size": 7, "solidity": 0.25, "fgcolor": theme.older}
    return bar(
        name="old",
        y=[i for i, _ in old],
        x=[float(row["value"]) for _, row in old],
        marker={"color": theme.no_data, "pattern": {**hatch, "bgcolor": theme.no_data}},
        **marks([row for _, row in old], [canvas.hover(row) for _, row in old]),
    )


def _labels(
    canvas: Canvas,
    barred: list[tuple[int, Row]],
    texts: list[str],
    top: float,
) -> list[Trace]:
    """The figures beside the bars, moved past a line that would run through them; in the bar where
    they would then stand far from it.
    """
    beside: list[tuple[int, float, str]] = []
    within: list[tuple[int, float, str]] = []
    inks = []
    for (i, row), text in zip(barred, texts, strict=True):
        room = (text_width(text, canvas.size) + 10) / PLOT_WIDTH * top
        end = start = float(row["value"])
        marks = [m for m in (target_of(row), reference_of(row)) if m is not None]
        for line in sorted(marks):
            start = line if start <= line < start + room else start
        if start - end > FAR * top and room <= end and not canvas.narrow:
            within.append((i, end, re.sub(r"</?span[^>]*>", "", text) + "\u00a0\u00a0"))
            inks.append(canvas.theme.ink_on(bar_colour(canvas, row)))
        else:
            beside.append((i, start, "\u00a0\u00a0" + text))
    return [
        _texts(canvas, "labels", beside, "middle right", canvas.theme.ink),
        _texts(canvas, "labels_within", within, "middle left", one_or_each(inks) if inks else ""),
    ]


def _texts(
    canvas: Canvas, name: str, texts: list[tuple[int, float, str]], side: str, ink: Any
) -> Trace:
    return scatter(
        name=name,
        mode="text",
        x=[x for _, x, _ in texts],
        y=[i for i, _, _ in texts],
        text=[text for _, _, text in texts],
        textposition=side,
        textfont={"size": canvas.size, "color": ink},
        cliponaxis=False,
        **NO_HOVER,
    )


def _gaps(canvas: Canvas, rows: list[Row]) -> Trace:
    """Words where a bar would be."""
    figures = [(i, row) for i, row in enumerate(rows) if HEADING not in row]
    gaps = [(i, row) for i, row in figures if not stands(row) and not is_old(row)]
    return scatter(
        name="gaps",
        mode="text",
        x=[0] * len(gaps),
        y=[i for i, _ in gaps],
        text=["\u00a0\u00a0" + gap_words(canvas, row) for _, row in gaps],
        textposition="middle right",
        textfont={"size": canvas.size, "color": canvas.theme.muted},
        cliponaxis=False,
        meta=VALUES,
        customdata=tuple(mark_data(row) for _, row in gaps),
        # Nothing is shown there, and yet a click is heard: it leads to what is lacking.
        hoverinfo="none",
        showlegend=False,
    )


def target_of(row: Row) -> float | None:
    """The target that a row's figure is judged against; None without one or without a bar."""
    target = row.get("target")
    if not stands(row) or target is None or math.isnan(target):
        return None
    return float(target)


def target_groups(rows: list[Row]) -> dict[tuple[float, str], list[str]]:
    """Each target that bars are judged against, with the names of its units; most units first."""
    groups: dict[tuple[float, str], list[str]] = {}
    for row in rows:
        target = target_of(row)
        if target is not None:
            key = (target, str(row.get("target_label") or ""))
            groups.setdefault(key, []).append(str(row["unit_name"]))
    return dict(sorted(groups.items(), key=lambda item: -len(item[1])))


def common_target(rows: list[Row]) -> tuple[float, str] | None:
    """The one target that every bar is judged against, with its label; None if they differ."""
    groups = target_groups(rows)
    judged = sum(len(names) for names in groups.values())
    return next(iter(groups)) if len(groups) == 1 and judged == sum(map(stands, rows)) else None


def target_lines(canvas: Canvas, rows: list[Row]) -> list[str]:
    """Where targets differ between units: what each tick is, in words below the bars."""
    lines = []
    for (value, label), names in target_groups(rows).items():
        # A name is not parted.
        who = canvas.words.listed(name.replace(" ", NO_BREAK) for name in dict.fromkeys(names))
        text = f"{target_label(canvas, label, value)} – {who}"
        lines += wrap("| " + text, 44 if canvas.narrow else 60).split("<br>")
    return lines


def line_is_target(canvas: Canvas) -> bool:
    """Whether figures are compared with their targets, which are drawn anyway."""
    return canvas.exhibit.selection.reference == "target"


def _ticks(
    marked: list[tuple[int, float]], half: float
) -> tuple[list[float | None], list[float | None]]:
    """Short upright strokes at a value of some rows, as one line with gaps: x and y."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for i, value in marked:
        xs += [value, value, None]
        ys += [i - half, i + half, None]
    return xs, ys


def _add_references(canvas: Canvas, figure: Drawing, marked: list[tuple[int, float]]) -> None:
    """A short dark tick at what each bar is compared with."""
    if not marked:
        return
    xs, ys = _ticks(marked, 0.38)
    figure.add(
        scatter(
            name="references",
            mode="lines",
            x=xs,
            y=ys,
            line={"color": canvas.theme.ink, "width": 2},
            meta={"role": "references"},
            **NO_HOVER,
        )
    )


def _add_targets(
    canvas: Canvas, figure: Drawing, rows: list[Row], line: tuple[float, str] | None
) -> None:
    """A tick at each unit's target; where it is one for all, a line with its instrument above."""
    marked = [(i, row, t) for i, row in enumerate(rows) if (t := target_of(row)) is not None]
    if not marked:
        return
    xs, ys = _ticks([(i, target) for i, _, target in marked], 0.46)
    labels = [target_label(canvas, str(row.get("target_label") or ""), t) for _, row, t in marked]
    figure.add(
        scatter(
            name="targets",
            mode="lines",
            x=xs,
            y=ys,
            line={"color": canvas.theme.target, "width": 2},
            meta={"role": "targets"},
            hoverinfo="text",
            hovertext=one_or_each([label for label in labels for _ in range(3)]),
            customdata=tuple(
                [row["unit"], None, target, OF_TARGET]
                for _, row, target in marked
                for _ in range(3)
            ),
        )
    )
    if line is not None:
        figure.add_annotation(
            name="target",
            x=line[0],
            y=1,
            yref="paper",
            yanchor="bottom",
            xanchor="center",
            text=target_label(canvas, line[1], line[0]),
            font={"color": canvas.theme.target, "size": canvas.size - 1},
        )
