"""Ranking: a list in order, each unit on a track of places from its base rank to its rank now."""

from __future__ import annotations

from typing import Any

import pandas as pd

from khdash.chart.canvas import NO_HOVER, Canvas, basis_sign, gap_words, marks, stands, year_text
from khdash.chart.comparison import HEADING, by_basis
from khdash.chart.labels import text_width
from khdash.chart.slope import places_sign
from khdash.chart.spec import Drawing, Spec, Trace, one_or_each, scatter
from khdash.model.rows import has_value

Row = dict[str, Any]
ROW_HEIGHT = 32
HEAD, FOOT = 30, 24


def draw_ranking(canvas: Canvas) -> Spec:
    """Rows in the order of rank: name, track of places, figure with its year, change of rank; ranks
    on two denominators one below the other.

    A thick bar spans the places that the bounds leave open; a hollow ring is the base rank.
    """
    rows = by_basis(canvas, canvas.rows())
    if not rows:
        return canvas.say(160, canvas.nothing)
    ranked = [(i, row) for i, row in enumerate(rows) if _known(row, "rank_best")]
    names = [_name(canvas, row) for row in rows]
    texts = [_figure(canvas, row) for row in rows]
    figures = [text for row, text in zip(rows, texts, strict=True) if stands(row)]
    track = bool(ranked)
    around = HEAD + FOOT if track else 10
    figure = canvas.new_figure(
        canvas.row_height(ROW_HEIGHT, len(rows), around) * len(rows) + around,
        l=14 + max(text_width(name, canvas.size) for name in names),
        r=14 + max(text_width(text, canvas.size) for text in figures) if track else 8,
        t=HEAD if track else 6,
        b=FOOT if track else 4,
    )
    if track:
        most = max(int(row["ranked"]) for _, row in ranked)
        figure.add(_intervals(canvas, ranked), *_moves(canvas, ranked), _bases(canvas, ranked))
        _add_places(canvas, figure, most)
        _add_key(canvas, figure, [row for _, row in ranked])
    figure.add(_points(canvas, rows, at_rank=track))
    _add_texts(canvas, figure, rows, texts, track=track)
    _add_separator(canvas, figure, rows)
    canvas.name_rows(figure, names)
    return canvas.finish(figure)


def _known(row: Row, name: str) -> bool:
    return row.get(name) is not None and not pd.isna(row[name])


def _moved(row: Row) -> bool:
    return _known(row, "base_rank_best")


def _name(canvas: Canvas, row: Row) -> str:
    """1  Hà Nội; 2–3  Thái Bình; – where there is no rank."""
    if row.get(HEADING):
        return str(row["unit_name"])
    rank = str(row.get("rank_text") or "–")
    sign = basis_sign(canvas.words, str(row.get("basis") or ""))
    if row.get("benchmark"):
        muted = canvas.theme.muted
        return f'<span style="color:{muted}">{row["unit_name"]}{sign}</span>\u00a0'
    return f"<b>{rank}</b>\u00a0\u00a0{row['unit_name']}{sign}\u00a0"


def _figure(canvas: Canvas, row: Row) -> str:
    """The figure with its year and places risen or fallen, or the reason for having none."""
    muted = canvas.theme.muted
    if row.get(HEADING):
        return ""
    if not stands(row):
        return f'<span style="color:{muted}">{gap_words(canvas, row)}</span>'
    year = f'<span style="color:{muted}">· {year_text(row)}</span>'
    return f"<b>{canvas.short_figure_text(row)}</b> {year}{places_sign(row)}"


def _colours(canvas: Canvas, ranked: list[tuple[int, Row]]) -> list[str]:
    return [canvas.style(row["unit"]).colour(canvas.mode) for _, row in ranked]


def _intervals(canvas: Canvas, ranked: list[tuple[int, Row]]) -> Trace:
    """A bar over all places that a unit may hold."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for i, row in ranked:
        if int(row["rank_best"]) < int(row["rank_worst"]):
            xs += [int(row["rank_best"]), int(row["rank_worst"]), None]
            ys += [i, i, None]
    return scatter(
        name="intervals",
        mode="lines",
        x=xs,
        y=ys,
        line={"color": canvas.theme.no_data, "width": 11},
        meta={"role": "intervals"},
        **NO_HOVER,
    )


def _moves(canvas: Canvas, ranked: list[tuple[int, Row]]) -> list[Trace]:
    """A line from the base rank to the rank among the same units, where both are settled."""
    moves = []
    for (i, row), colour in zip(ranked, _colours(canvas, ranked), strict=True):
        change = row.get("rank_change")
        if not _known(row, "rank_change") or not int(change or 0):
            continue
        moves.append(
            scatter(
                name="move",
                mode="lines",
                x=[int(row["base_rank_best"]), int(row["rank_best"])],
                y=[i, i],
                line={"color": colour, "width": 2},
                **NO_HOVER,
            )
        )
    return moves


def _bases(canvas: Canvas, ranked: list[tuple[int, Row]]) -> Trace:
    """A hollow ring at the rank of the base year, where it is settled."""
    shown = [
        (pair, colour)
        for pair, colour in zip(ranked, _colours(canvas, ranked), strict=True)
        if _moved(pair[1]) and pair[1]["base_rank_best"] == pair[1]["base_rank_worst"]
    ]
    return scatter(
        name="base",
        mode="markers",
        x=[int(row["base_rank_best"]) for (_, row), _ in shown],
        y=[i for (i, _), _ in shown],
        marker={
            "symbol": "circle",
            "size": 15,
            "color": "rgba(0,0,0,0)",
            "line": {"color": one_or_each([colour for _, colour in shown]), "width": 1.4},
        },
        meta={"role": "base"},
        cliponaxis=False,
        **NO_HOVER,
    )


def _points(canvas: Canvas, rows: list[Row], *, at_rank: bool) -> Trace:
    """The place now; a unit without rank has its figure in words alone."""
    shown = [(i, row) for i, row in enumerate(rows) if has_value(row)]
    placed = [_place(row) if at_rank else None for _, row in shown]
    styles = [canvas.style(row["unit"]) for _, row in shown]
    return scatter(
        name="ranks",
        mode="markers",
        x=placed,
        y=[i for i, _ in shown],
        marker={
            "symbol": one_or_each([style.symbol for style in styles]),
            "size": 10,
            "color": one_or_each([style.colour(canvas.mode) for style in styles]),
        },
        cliponaxis=False,
        **marks([row for _, row in shown], [_hover(canvas, row) for _, row in shown]),
        showlegend=False,
    )


def _place(row: Row) -> float | None:
    """The middle of the places that a unit may hold."""
    if not _known(row, "rank_best"):
        return None
    return (int(row["rank_best"]) + int(row["rank_worst"])) / 2


def _hover(canvas: Canvas, row: Row) -> str:
    words = canvas.words
    lines = [canvas.hover(row)]
    if row.get("rank_text"):
        lines.append(f"{words('Hạng')} {row['rank_text']}/{int(row['ranked'])}")
    if row.get("base_rank_text"):
        was = f"{words('Hạng')} {year_text({'year': row['base_year']})}: {row['base_rank_text']}"
        lines.append(f"{was}/{int(row['same_ranked'])}, {row['rank_change_text']}")
    return "<br>".join(lines)


def _add_texts(
    canvas: Canvas, figure: Drawing, rows: list[Row], texts: list[str], *, track: bool
) -> None:
    """Figures right of the track; on it, the words of a unit without a place."""
    for i, (row, text) in enumerate(zip(rows, texts, strict=True)):
        at_end = track and stands(row)
        figure.add_annotation(
            name="figure",
            text=text,
            xref="paper",
            x=1 if at_end else 0,
            y=i,
            xanchor="left",
            yanchor="middle",
            xshift=12 if at_end else 8,
            font={"size": canvas.size},
        )
    if not track:
        figure.set_axis("x", visible=False, range=[0, 1])


def _add_separator(canvas: Canvas, figure: Drawing, rows: list[Row]) -> None:
    """A hairline between the cluster's units and the benchmarks below them."""
    inside = sum(not row.get("benchmark") for row in rows)
    if 0 < inside < len(rows) and all(row.get("benchmark") for row in rows[inside:]):
        figure.add_shape(
            type="line",
            name="benchmarks",
            xref="paper",
            x0=0,
            x1=1,
            y0=inside - 0.5,
            y1=inside - 0.5,
            line={"color": canvas.theme.border, "width": 1, "dash": "dot"},
        )


def _add_places(canvas: Canvas, figure: Drawing, most: int) -> None:
    """The scale of places above the track."""
    figure.set_axis(
        "x",
        range=[0.5, most + 0.5],
        tickvals=list(range(1, most + 1)),
        ticktext=[str(place) for place in range(1, most + 1)],
        side="top",
        showgrid=True,
        gridcolor=canvas.theme.grid,
        tickfont={"size": canvas.size - 1},
    )


def _add_key(canvas: Canvas, figure: Drawing, rows: list[Row]) -> None:
    """What ring and bar mean, where there are any."""
    words = canvas.words
    keys = []
    if any(_moved(row) and row["base_rank_best"] == row["base_rank_worst"] for row in rows):
        base = canvas.exhibit.extra.get("base_year")
        keys.append(words("vòng tròn: hạng năm {year}", year=base))
    if any(row["rank_best"] != row["rank_worst"] for row in rows):
        keys.append(words("dải xám: những hạng có thể"))
    if keys:
        figure.add_annotation(
            name="key",
            text="; ".join(keys),
            xref="paper",
            yref="paper",
            x=0,
            y=0,
            xanchor="left",
            yanchor="top",
            xshift=6 - figure.margin("l"),
            yshift=-4,
            align="left",
            font={"size": canvas.size - 1, "color": canvas.theme.muted},
        )
