"""Contributions: a stacked bar a unit, a piece a criterion; hatched what missing figures open."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from khdash.chart.canvas import NO_HOVER, SLIDE, Canvas, marks
from khdash.chart.colour import blend
from khdash.chart.keys import HATCHED, add_key, key_height, key_lines, key_of
from khdash.chart.labels import text_width
from khdash.chart.spec import Drawing, Spec, Trace, bar, one_or_each, scatter
from khdash.chart.theme import Mode
from khdash.locale.words import NO_BREAK
from khdash.model.rows import has_value

Row = dict[str, Any]
ROW_HEIGHT = 34
GAP = 0.7
"""Rows left free between the complete units and the others."""
PIECES: dict[Mode, tuple[str, ...]] = {
    "light": (
        "#2A6592", "#7A7420", "#7B4A86", "#237C73", "#A8485F", "#566573", "#855A38", "#4A5299",
    ),
    "dark": (
        "#74B4E2", "#CFC76A", "#C99AD0", "#63C5B8", "#E995AB", "#AAB6C2", "#D3A984", "#A0A8EE",
    ),
}  # fmt: skip
"""One colour a criterion, in the order of the scheme; told apart with their neighbours by readers
who do not see red or green, and never a province's or a target's."""
INCOMPLETE = 0.52
"""The opacity of the pieces of a unit that lacks figures."""
PHONE = 320
"""The width in pixels of a figure on a phone."""
ROOM = 450.0
"""Pixels of a plot on a page, in which thresholds name their titles."""
LEAST_SHARE = 0.045
"""The share of the axis from which a piece holds its number."""


def draw_contributions(canvas: Canvas) -> Spec:
    """The complete units in order of score, then the others with a hatched bar over the points
    that their missing figures leave open."""
    rows = canvas.rows()
    if not rows:
        return canvas.say(180, canvas.nothing)
    units = [str(unit) for unit in _extra(canvas, "order")]
    own = {unit: [row for row in rows if row["unit"] == unit] for unit in units}
    places = _places(canvas, units)
    names = [_name(own[unit][0]) for unit in units]
    ends = [_end(canvas, own[unit]) for unit in units]
    limits = _limits(canvas, own)
    keys = _key_lines(canvas, limits)
    head = key_height(canvas, keys) + (18 if _extra(canvas, "titles") else 4)
    count = max(places.values()) + 1
    figure = canvas.new_figure(
        int(canvas.row_height(ROW_HEIGHT, count, head + 10) * count) + head + 10,
        l=12 + max(text_width(name, canvas.size) for name in names),
        r=14 + max(text_width(text, canvas.size) for text in ends),
        t=head,
        b=8,
    )
    least = _least(canvas, figure) * (limits[1] - limits[0])
    for code, name in dict(_extra(canvas, "criteria")).items():
        _add_piece(canvas, figure, (code, name), rows, places, least)
    _add_open(canvas, figure, own, places)
    figure.add(_end_texts(canvas, places, ends, limits[1]))
    _add_titles(canvas, figure, limits)
    _set_axes(canvas, figure, names, places, limits)
    add_key(canvas, figure, keys)
    return canvas.finish(figure)


def _extra(canvas: Canvas, name: str) -> Any:
    return canvas.exhibit.extra.get(name) or ()


def _places(canvas: Canvas, units: list[str]) -> dict[str, float]:
    """Where each bar stands; a gap before the units that are not ranked."""
    complete = int(str(canvas.exhibit.extra.get("complete") or 0))
    gap = GAP if complete else 0.0
    return {unit: i + (gap if i >= complete else 0.0) for i, unit in enumerate(units)}


def _name(row: Row) -> str:
    """1  Hà Nội; a unit without a rank has its name alone."""
    rank: str = "" if pd.isna(row["rank"]) else f"<b>{int(row['rank'])}</b>\u00a0\u00a0"
    return f"{rank}{row['unit_name']}\u00a0"


def _end(canvas: Canvas, own: list[Row]) -> str:
    """The score and its title; the range of scores and how many criteria are missing."""
    row, words = own[0], canvas.words
    muted = f"<span style='color:{canvas.theme.muted}'>"
    if row["complete"]:
        roomy = not (canvas.narrow or canvas.slide)
        title = f" {muted}{row['title']}</span>" if row["title"] and roomy else ""
        return f"<b>{row['score_text']}</b>{title}"
    missing = sum(bool(r["missing"]) for r in own)
    if not _opens(own):
        return f"{muted}{words('chưa có số để chấm')}</span>"
    text = row["score_text"]
    if not canvas.narrow:
        text += f" · {words('thiếu {n} tiêu chí', n=missing)}"
    return f"{muted}{text}</span>"


def _colour(canvas: Canvas, code: str) -> str:
    """The colour of a criterion; grey for points given by hand."""
    criteria = list(_extra(canvas, "shares"))
    if code not in criteria:
        return canvas.theme.no_data
    palette = PIECES[canvas.mode]
    return palette[criteria.index(code) % len(palette)]


def _add_piece(
    canvas: Canvas,
    figure: Drawing,
    criterion: tuple[str, str],
    rows: list[Row],
    places: dict[str, float],
    least: float,
) -> None:
    """What one criterion adds to every unit that has it."""
    code, name = criterion
    found = [row for row in rows if row["criterion"] == code and has_value(row)]
    if not found:
        return
    colour = _colour(canvas, code)
    shades = [1.0 if row["complete"] else INCOMPLETE for row in found]
    figure.add(
        bar(
            name=name,
            y=[places[row["unit"]] for row in found],
            x=[float(row["value"]) for row in found],
            width=0.66,
            marker={
                "color": colour,
                "opacity": one_or_each(shades),
                "line": {"color": canvas.theme.ground, "width": 1},
            },
            text=[_piece_text(canvas, row, least) for row in found],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            insidetextfont={
                "size": canvas.size - 1,
                "color": one_or_each([_ink(canvas, colour, shade) for shade in shades]),
            },
            **marks(found, [_hover(canvas, row) for row in found]),
            showlegend=False,
        )
    )


def _ink(canvas: Canvas, colour: str, shade: float) -> str:
    """The ink that reads on a piece as it is seen over the ground."""
    return canvas.theme.ink_on(blend(colour, canvas.theme.ground, shade))


def _least(canvas: Canvas, figure: Drawing) -> float:
    """The share of the axis from which a piece holds its number, where the plot is small too."""
    if not (canvas.narrow or canvas.slide):
        return LEAST_SHARE
    whole = SLIDE[0] if canvas.slide else PHONE
    plot = whole - figure.margin("l") - figure.margin("r")
    return max(text_width("00,0", canvas.size - 1) + 4, 3 * LEAST_SHARE * plot) / max(plot, 1.0)


def _piece_text(canvas: Canvas, row: Row, least: float) -> str:
    return canvas.words.number(row["value"], 1) if abs(row["value"]) >= least else ""


def _hover(canvas: Canvas, row: Row) -> str:
    words = canvas.words
    lines = [f"<b>{row['unit_name']}</b> · {row['criterion_name']}"]
    if row["amount_text"]:
        lines.append(str(row["amount_text"]))
    if not math.isnan(row["normalised"]):
        lines.append(words("điểm tiêu chí {n}", n=words.number(row["normalised"], 1)))
    lines.append(words("đóng góp {n} điểm", n=words.signed(row["value"], 1)))
    return "<br>".join(lines)


def _add_open(
    canvas: Canvas, figure: Drawing, own: dict[str, list[Row]], places: dict[str, float]
) -> None:
    """A hatched bar over the scores that a unit may still reach."""
    opened = [rows[0] for rows in own.values() if _opens(rows)]
    if not opened:
        return
    t = canvas.theme
    figure.add(
        bar(
            name="open",
            y=[places[row["unit"]] for row in opened],
            x=[row["highest"] - row["lowest"] for row in opened],
            base=[row["lowest"] for row in opened],
            width=0.5,
            marker={
                "color": "rgba(0,0,0,0)",
                "pattern": {"shape": "/", "fgcolor": t.muted, "size": 7, "solidity": 0.14},
                "line": {"color": t.border, "width": 1},
            },
            meta={"role": "open"},
            **NO_HOVER,
        )
    )


def _opens(rows: list[Row]) -> bool:
    """Whether a unit has some figures but not all, and its scores are limited."""
    row = rows[0]
    some = any(not r["missing"] for r in rows)
    return some and not row["complete"] and math.isfinite(row["lowest"] + row["highest"])


def _end_texts(canvas: Canvas, places: dict[str, float], texts: list[str], end: float) -> Trace:
    """The scores in a column right of the axis, clear of bars and thresholds."""
    return scatter(
        name="scores",
        mode="text",
        x=[end] * len(texts),
        y=list(places.values()),
        text=["\u00a0" + text for text in texts],
        textposition="middle right",
        textfont={"size": canvas.size, "color": canvas.theme.ink},
        cliponaxis=False,
        **NO_HOVER,
    )


def _length(rows: list[Row]) -> float:
    """How far to the right the bar of a unit reaches."""
    added = sum(max(float(row["value"]), 0.0) for row in rows if has_value(row))
    highest = 0.0 if rows[0]["complete"] else rows[0]["highest"]
    return max(added, highest if math.isfinite(highest) else 0.0)


def _limits(canvas: Canvas, own: dict[str, list[Row]]) -> tuple[float, float]:
    """The axis: the whole scale, and further where points or penalties go beyond."""
    lowest = [
        sum(min(float(row["value"]), 0.0) for row in rows if has_value(row))
        for rows in own.values()
    ]
    top = float(str(canvas.exhibit.extra.get("top") or 1.0))
    return min([0.0, *lowest]), max([top, *map(_length, own.values())])


def _add_titles(canvas: Canvas, figure: Drawing, limits: tuple[float, float]) -> None:
    """The thresholds of titles as dotted lines, named above or in the key."""
    named = _titles_fit(canvas, limits)
    for least, name in sorted(_extra(canvas, "titles")):
        canvas.add_upright(figure, "title", least, "above", color=canvas.theme.target, dash="dot")
        number = canvas.words.trimmed(least, 1)
        figure.add_annotation(
            name="title",
            text=_title(canvas, (least, name)) if named else number,
            x=least,
            yref="paper",
            y=1,
            xanchor="left",
            yanchor="bottom",
            xshift=-2,
            font={"size": canvas.size - 2, "color": canvas.theme.target},
        )


def _titles_fit(canvas: Canvas, limits: tuple[float, float]) -> bool:
    """Whether every title has room between its threshold and the next."""
    titles = sorted(_extra(canvas, "titles"))
    ends = [least for least, _ in titles[1:]] + [limits[1]]
    room = 0.0 if canvas.narrow or canvas.slide else ROOM / (limits[1] - limits[0])
    return all(
        text_width(_title(canvas, one), canvas.size - 2) < (end - one[0]) * room
        for one, end in zip(titles, ends, strict=True)
    )


def _title(canvas: Canvas, title: tuple[float, str]) -> str:
    """75 Hoàn thành tốt."""
    return f"{canvas.words.trimmed(title[0], 1)} {title[1]}"


def _key_lines(canvas: Canvas, limits: tuple[float, float]) -> list[str]:
    """What each colour means, with the share of the weight; the titles that have no room at their
    thresholds.
    """
    shares = dict(_extra(canvas, "shares"))
    drawn = {row["criterion"] for row in canvas.rows(with_value=True)}
    entries = [
        key_of(
            _colour(canvas, code),
            f"{name} {canvas.words.percent(shares[code], 0)}" if code in shares else name,
        )
        for code, name in dict(_extra(canvas, "criteria")).items()
        if code in drawn or code in shares
    ]
    lines = key_lines(canvas, entries)
    if not _titles_fit(canvas, limits):
        lines += key_lines(canvas, _title_entries(canvas))
    if any(not row["complete"] and not row["missing"] for row in canvas.rows()):
        lines.append(f"{HATCHED} {canvas.words('điểm còn bỏ ngỏ vì thiếu số')}")
    return lines


def _title_entries(canvas: Canvas) -> list[str]:
    """The titles with their thresholds, in the colour of the lines."""
    style = f"<span style='color:{canvas.theme.target}'>"
    titles = [_title(canvas, one) for one in sorted(_extra(canvas, "titles"))]
    return [f"{style}{title.replace(' ', NO_BREAK)}</span>" for title in titles]


def _set_axes(
    canvas: Canvas,
    figure: Drawing,
    names: list[str],
    places: dict[str, float],
    limits: tuple[float, float],
) -> None:
    figure.set_layout(barmode="relative", showlegend=False)
    figure.set_axis("x", visible=False, range=list(limits))
    figure.set_axis(
        "y",
        range=[max(places.values()) + 0.5, -0.5],
        tickvals=list(places.values()),
        ticktext=names,
        tickfont={"size": canvas.size, "color": canvas.theme.ink},
        showgrid=False,
    )
