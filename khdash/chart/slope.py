"""Slope: two years side by side, a line for each unit whose two figures may be compared."""

from __future__ import annotations

from typing import Any

from khdash.chart.canvas import (
    NO_HOVER,
    VALUES,
    Canvas,
    basis_sign,
    is_unsure,
    mark_data,
    year_text,
)
from khdash.chart.hover import told
from khdash.chart.labels import LINE_HEIGHT, spread, text_height, text_width, wrap
from khdash.chart.spec import Drawing, Spec, Trace, one_or_each, scatter
from khdash.chart.theme import GLYPHS
from khdash.locale.gaps import gap_text
from khdash.model.rows import has_value

Row = dict[str, Any]
PLOT_HEIGHT = 300.0
HEAD = 36.0


def draw_slope(canvas: Canvas) -> Spec:
    """A line a row; dashed and grey where the bounds leave rise or fall undecided; none where a
    figure of the pair is of low confidence."""
    rows = canvas.rows(with_value=True)
    if not rows:
        return canvas.say(220, _gap_text(canvas, 1000) or canvas.nothing)
    # The unit in focus is drawn last, above the others.
    rows = sorted(rows, key=lambda row: row["unit"] == canvas.focus)
    lefts = [_label(canvas, base_of(row), is_base=True) for row in rows]
    rights = [_label(canvas, row, is_base=False) for row in rows]
    foot_text = "<br>".join(
        filter(
            None,
            [_dash_key(canvas, rows), _apart_key(canvas, rows), _gap_text(canvas, _wide(canvas))],
        )
    )
    foot = 14 + (text_height(foot_text, canvas.size - 1) if foot_text else 0.0)
    height = max(canvas.plot_height(PLOT_HEIGHT, HEAD + foot), _gap(canvas) * len(rows))
    figure = canvas.new_figure(
        int(HEAD + height + foot),
        l=14 + max(text_width(text, canvas.size) for text in lefts),
        r=14 + max(text_width(text, canvas.size) for text in rights),
        t=HEAD,
        b=foot,
    )
    figure.add(*(_line(canvas, row) for row in rows if not row.get("low_confidence")))
    figure.add(_marks(canvas, rows, is_base=True), _marks(canvas, rows, is_base=False))
    low, high = _range(rows)
    _add_labels(canvas, figure, rows, (lefts, rights), (low, high, height))
    _add_years(canvas, figure)
    if foot_text:
        canvas.add_foot(figure, "foot", foot_text, yshift=-10)
    figure.set_axis("x", visible=False, range=[0, 1])
    figure.set_axis("y", visible=False, range=[low, high])
    return canvas.finish(figure)


def _wide(canvas: Canvas) -> int:
    """Characters in a line below the plot."""
    return 46 if canvas.narrow else 88


def _gap(canvas: Canvas) -> float:
    """Pixels from one label on the right to the next: on a phone each has two lines."""
    return canvas.size * LINE_HEIGHT * (2 if canvas.narrow else 1) + 1


def _dash_key(canvas: Canvas, rows: list[Row]) -> str:
    """What a dashed grey line says, if there is one."""
    joined = [row for row in rows if not row.get("low_confidence")]
    if all(row["direction"] != "undecided" for row in joined):
        return ""
    text = canvas.words("- - nét đứt xám: số làm tròn, chưa đủ căn cứ để nói tăng hay giảm")
    return wrap(text, _wide(canvas))


def _apart_key(canvas: Canvas, rows: list[Row]) -> str:
    """Why two points are not joined, if any are not."""
    if not any(row.get("low_confidence") for row in rows):
        return ""
    text = canvas.words(
        "không có nét nối: một trong hai số có độ tin cậy thấp, chưa rõ có so được không"
    )
    return wrap(text, _wide(canvas))


def base_of(row: Row) -> Row:
    """The row with its earlier figure in place of the later."""
    names = ("year", "value", "lower", "upper", "qualifier", "confidence")
    return {**row, **{name: row.get(f"base_{name}", row[name]) for name in names}}


def _range(rows: list[Row]) -> tuple[float, float]:
    """The drawn values with a little room; heights between labelled ends need no zero."""
    values = [float(row[name]) for row in rows for name in ("base_value", "value")]
    pad = 0.06 * (max(values) - min(values)) or abs(values[0]) * 0.1 or 1.0
    return min(values) - pad, max(values) + pad


def _line(canvas: Canvas, row: Row) -> Trace:
    undecided = row["direction"] == "undecided"
    colour = canvas.theme.muted if undecided else canvas.style(row["unit"]).colour(canvas.mode)
    own = "dot" if row.get("benchmark") else "solid"
    return scatter(
        name=str(row["unit_name"]),
        mode="lines",
        x=[0, 1],
        y=[float(row["base_value"]), float(row["value"])],
        line={
            "color": colour,
            "width": 1.4 if undecided else 2,
            "dash": "dash" if undecided else own,
        },
        cliponaxis=False,
        **NO_HOVER,
    )


def _marks(canvas: Canvas, rows: list[Row], *, is_base: bool) -> Trace:
    """The points of one year; rounded and doubted figures are hollow."""
    shown = [base_of(row) if is_base else row for row in rows]
    styles = [canvas.style(row["unit"]) for row in rows]
    colours = [style.colour(canvas.mode) for style in styles]
    return scatter(
        name="base" if is_base else "latest",
        mode="markers",
        x=[0 if is_base else 1] * len(rows),
        y=[float(row["value"]) for row in shown],
        marker={
            "symbol": one_or_each([style.symbol for style in styles]),
            "size": 9,
            "color": one_or_each(
                [
                    canvas.theme.ground if is_unsure(row) else colour
                    for row, colour in zip(shown, colours, strict=True)
                ]
            ),
            "line": {"color": one_or_each(colours), "width": 1.6},
        },
        cliponaxis=False,
        meta={"role": "base"} if is_base else VALUES,
        **told([mark_data(row) for row in shown], [_hover(canvas, row) for row in shown]),
        showlegend=False,
    )


def _hover(canvas: Canvas, row: Row) -> str:
    return "<br>".join(filter(None, [canvas.hover(row), str(row.get("change") or "")]))


def _label(canvas: Canvas, row: Row, *, is_base: bool) -> str:
    """Figure and, if not the asked one, its year; the name stands on the right, where eyes end."""
    asked = str(canvas.exhibit.extra.get("base_year" if is_base else "year", ""))
    year = year_text(row)
    muted = f' <span style="color:{canvas.theme.muted}">· {year}</span>' if year != asked else ""
    figure = canvas.short_figure_text(row) + muted
    style = canvas.style(row["unit"])
    glyph = GLYPHS.get(style.symbol, "–")
    mark = f'<span style="color:{style.colour(canvas.mode)}">{glyph}</span>'
    if is_base:
        return f"{figure} {mark}"
    name = f"<b>{row['unit_name']}</b>{basis_sign(canvas.words, str(row.get('basis') or ''))}"
    between = "<br>" if canvas.narrow else " "
    return f"{mark} {name}{between}{figure}{places_sign(row)}"


def places_sign(row: Row) -> str:
    """▲2, ▼1: places risen or fallen, where the bounds settle it; '' if none."""
    change = row.get("rank_change")
    if change is None or change != change or not int(change):
        return ""
    places = int(change)
    return f"  {'▲' if places > 0 else '▼'}{abs(places)}"


def _add_labels(
    canvas: Canvas,
    figure: Drawing,
    rows: list[Row],
    texts: tuple[list[str], list[str]],
    room: tuple[float, float, float],
) -> None:
    """The labels of both sides beside their points, pushed apart where points are close."""
    low, high, height = room
    one_line = canvas.size * LINE_HEIGHT
    sides = ((0, "base_value", texts[0], one_line), (1, "value", texts[1], _gap(canvas)))
    for x, name, labels, gap in sides:
        wanted = [(float(row[name]) - low) / (high - low) * height for row in rows]
        placed = spread(wanted, gap, 0.0, height)
        for row, text, pixel in zip(rows, labels, placed, strict=True):
            apart = row.get("benchmark") or canvas.focus not in ("", row["unit"])
            figure.add_annotation(
                name="base" if x == 0 else "end",
                text=text,
                x=x,
                y=low + pixel / height * (high - low),
                xanchor="right" if x == 0 else "left",
                yanchor="middle",
                xshift=-9 if x == 0 else 9,
                align="left",
                font={
                    "size": canvas.size,
                    "color": canvas.theme.muted if apart else canvas.theme.ink,
                },
            )


def _add_years(canvas: Canvas, figure: Drawing) -> None:
    for x, name in ((0, "base_year"), (1, "year")):
        figure.add_annotation(
            name="year",
            text=f"<b>{canvas.exhibit.extra[name]}</b>",
            x=x,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=14,
            font={"size": canvas.size + 1, "color": canvas.theme.muted},
        )
        canvas.add_upright(figure, "year", x, color=canvas.theme.border)


def _gap_text(canvas: Canvas, width: int) -> str:
    """The units that are not drawn, by reason."""
    by_reason: dict[str, list[str]] = {}
    for row in canvas.rows():
        if not has_value(row):
            reason = gap_text(canvas.words, str(row["missing"]))
            by_reason.setdefault(reason, []).append(str(row["unit_name"]))
    if not by_reason:
        return ""
    said = "; ".join(f"{', '.join(names)} – {reason}" for reason, names in by_reason.items())
    return wrap(f"{canvas.words('Không vẽ')}: {said}", width)
