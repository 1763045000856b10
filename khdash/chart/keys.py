"""What each colour of stacked bars means, above them in as many lines as the width needs."""

from __future__ import annotations

from collections.abc import Iterable

from khdash.chart.canvas import Canvas
from khdash.chart.labels import text_width
from khdash.chart.spec import Drawing

HATCHED = "▨"


def key_of(colour: str, text: str) -> str:
    """One entry: a square of the colour before what it stands for."""
    return f"<span style='color:{colour}'>■</span>\u00a0" + text.replace(" ", "\u00a0")


def key_lines(canvas: Canvas, entries: Iterable[str]) -> list[str]:
    """The entries in lines of the width of the figure; none is broken."""
    room = 330 if canvas.narrow or canvas.slide else 1040
    lines: list[list[str]] = [[]]
    used = 0.0
    for entry in entries:
        width = text_width(entry, canvas.size - 1) + 22
        if lines[-1] and used + width > room:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += width
    return ["\u2003".join(line) for line in lines if line]


def key_height(canvas: Canvas, lines: list[str]) -> int:
    """The pixels that they take."""
    return (17 if canvas.slide else 15) * len(lines) + 8


def add_key(canvas: Canvas, figure: Drawing, lines: list[str]) -> None:
    """The lines at the upper left of the figure, whose margin has room for them."""
    figure.add_annotation(
        name="key",
        text="<br>".join(lines),
        xref="paper",
        yref="paper",
        x=0,
        y=1,
        xanchor="left",
        yanchor="top",
        xshift=4 - figure.margin("l"),
        yshift=figure.margin("t") - 2,
        align="left",
        font={"size": canvas.size - 1, "color": canvas.theme.ink},
    )
