"""Heat table: provinces by indicators, shaded within each column, every cell with its year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from khdash.chart.canvas import VALUES, Canvas, basis_sign, gap_words, mark_data, year_text
from khdash.chart.colour import blend, ramp_at
from khdash.chart.hover import told
from khdash.chart.labels import text_height, text_width, wrap
from khdash.chart.spec import Drawing, Spec, heatmap
from khdash.chart.theme import Theme
from khdash.model.rows import has_value

Row = dict[str, Any]
MOST_COLUMNS = 8
WIDE_HEADS, SLIDE_HEADS = 112, 52
"""Letters that all heads have side by side on a screen and on a slide."""
NARROW_COLUMNS = 3
CELL_HEIGHT = 38
FILLER = "\u200b"
"""Names the empty columns of a last, shorter block."""
GAP, UNSHADED, OLDER = -2.0, -1.0, 2.0
"""Places on the colour scale, where the figures of the year are from 0 to 1 and those of older
years from OLDER on."""


@dataclass(frozen=True)
class Block:
    """Columns that stand side by side; on a phone the blocks follow one below the other."""

    columns: tuple[str, ...]
    axis: int
    domain: tuple[float, float]


def draw_heat(canvas: Canvas) -> Spec:
    """Rows are units, columns indicators; at most eight columns side by side, three on a phone."""
    rows = canvas.rows()
    if not rows:
        return canvas.say(160, canvas.nothing)
    units = list(dict.fromkeys(str(row["unit"]) for row in rows))
    names = {str(row["unit"]): str(row["unit_name"]) for row in rows}
    columns = list(dict.fromkeys(str(row["indicator_name"]) for row in rows))
    width = NARROW_COLUMNS if canvas.narrow else MOST_COLUMNS
    head = _head(canvas, columns, min(width, len(columns)))
    height = canvas.row_height(CELL_HEIGHT, len(units), head) * len(units) + head
    chunks = [columns[i : i + width] for i in range(0, len(columns), width)]
    total = height * len(chunks)
    left = 10 + max(text_width(name, canvas.size) for name in names.values())
    figure = canvas.new_figure(total, l=left, r=2, t=0, b=0)
    for number, chunk in enumerate(chunks):
        # Short last rows keep the width of the others.
        padded = (*chunk, *(FILLER * (k + 1) for k in range(width - len(chunk))))
        wide = padded if len(chunks) > 1 else tuple(chunk)
        top = 1 - (number * height + head) / total
        block = Block(wide, number + 1, (1 - (number + 1) * height / total, top))
        _add_block(canvas, figure, block, units, rows)
        _set_axes(canvas, figure, block, [names[unit] for unit in units])
    return canvas.finish(figure)


def _add_block(
    canvas: Canvas, figure: Drawing, block: Block, units: list[str], rows: list[Row]
) -> None:
    """The cells of a block; those beside a last, shorter row of columns are empty."""
    grid = _grid(block, units, rows)
    suffix = "" if block.axis == 1 else str(block.axis)
    figure.add(
        heatmap(
            name="cells",
            xaxis=f"x{suffix}",
            yaxis=f"y{suffix}",
            x=list(range(len(block.columns))),
            y=list(range(len(grid))),
            z=[[_place(row) if row else None for row in line] for line in grid],
            zmin=GAP,
            zmax=OLDER + 1,
            colorscale=colour_scale(canvas.theme),
            showscale=False,
            xgap=2,
            ygap=2,
            hoverongaps=False,
            text=[[_cell_text(canvas, row) if row else "" for row in line] for line in grid],
            texttemplate="%{text}",
            textfont={"size": canvas.size},
            meta=VALUES,
            ids=[_indicator(line) for line in zip(*grid, strict=True)],
            **_told(canvas, grid),
        )
    )


def _grid(block: Block, units: list[str], rows: list[Row]) -> list[list[Row | None]]:
    """The cells of a block by unit and column; a cell without a row is a gap."""
    cells: dict[tuple[str, str], Row] = {}
    names: dict[str, str] = {}
    for row in rows:
        key = (str(row["unit"]), str(row["indicator_name"]))
        names[key[0]] = str(row["unit_name"])
        if key not in cells or (has_value(row) and not has_value(cells[key])):
            cells[key] = row

    def cell(unit: str, column: str) -> Row | None:
        if column.startswith(FILLER):
            return None
        absent = {"unit": unit, "unit_name": names[unit], "indicator_name": column}
        return cells.get((unit, column), {**absent, "value": None, "missing": "no_data"})

    return [[cell(unit, column) for column in block.columns] for unit in units]


def _indicator(cells: tuple[Row | None, ...]) -> str:
    """The indicator of a column, so that a click tells which of a unit's cells it met."""
    return next((str(row["indicator"]) for row in cells if row and row.get("indicator")), "")


def _place(row: Row) -> float:
    """The place of a cell on the colour scale: of a gap, unshaded, by shade, older by shade."""
    if not has_value(row):
        return GAP
    shade = _shade(row)
    if not shade >= 0:
        return UNSHADED
    return OLDER + shade if row.get("stale") else shade


def _shade(row: Row) -> float:
    """Position of a figure among those it may be compared with; NaN if it may not."""
    shade = row.get("shade")
    return float("nan") if shade is None or row.get("missing") else float(shade)


def colour_scale(t: Theme) -> list[list[Any]]:
    """The colours of gaps and unshaded cells, the ramp, and the ramp of older figures, paler."""
    colours = [
        (GAP, blend(t.no_data, t.ground, 0.45)),
        (UNSHADED, t.panel),
        *((i / 4, colour) for i, colour in enumerate(t.ramp)),
        *((OLDER + i / 4, blend(colour, t.ground, 0.5)) for i, colour in enumerate(t.ramp)),
    ]
    return [[(place - GAP) / (OLDER + 1 - GAP), colour] for place, colour in colours]


def _told(canvas: Canvas, grid: list[list[Row | None]]) -> dict[str, Any]:
    """customdata and hover of the cells, line by line."""
    cells = [row for line in grid for row in line]
    fields = told(
        [mark_data(row) if row else [] for row in cells],
        [_hover(canvas, row) if row else "" for row in cells],
        canvas.said_once,
    )
    width = len(grid[0])

    def lines(flat: Any) -> list[Any]:
        return [flat[start : start + width] for start in range(0, len(flat), width)]

    return {**fields, "customdata": tuple(lines(fields["customdata"]))}


def _cell_text(canvas: Canvas, row: Row) -> str:
    """The figure and its year, in the ink that reads on the colour of the cell."""
    ink = canvas.theme.ink_on(_colour(canvas.theme, _place(row)))
    return f'<span style="color:{ink}">{_figure_and_year(canvas, row)}</span>'


def _colour(t: Theme, place: float) -> str:
    """The colour of a cell at a place of the scale."""
    if place in (GAP, UNSHADED):
        return blend(t.no_data, t.ground, 0.45) if place == GAP else t.panel
    if place < OLDER:
        return ramp_at(t.ramp, place)
    return blend(ramp_at(t.ramp, place - OLDER), t.ground, 0.5)


def _figure_and_year(canvas: Canvas, row: Row) -> str:
    if not has_value(row):
        return "–"
    year = f"({year_text(row)})" if row.get("missing") else year_text(row)
    small = f'<span style="font-size:{canvas.size - 2}px">{year}</span>'
    sign = basis_sign(canvas.words, str(row.get("basis") or ""))
    return f"<b>{canvas.short_figure_text(row)}</b>{sign}<br>{small}"


def _hover(canvas: Canvas, row: Row) -> str:
    column = str(row["indicator_name"])
    if not has_value(row):
        return f"<b>{row['unit_name']}</b><br>{column}: {gap_words(canvas, row)}"
    text = f"{column}<br>{canvas.hover(row)}"
    return f"{text}<br>{gap_words(canvas, {**row, 'value': None})}" if row.get("missing") else text


def _head(canvas: Canvas, titles: list[str], side_by_side: int) -> int:
    """The pixels that the heads of columns take above them."""
    heads = [_title(canvas, side_by_side, title) for title in titles]
    return 14 + int(max(text_height(head, canvas.size - 1) for head in heads))


def _title(canvas: Canvas, columns: int, text: str) -> str:
    """The head of a column in as few lines as its width allows, what is in brackets on its own."""
    letters = WIDE_HEADS // columns
    if canvas.narrow or canvas.slide:
        letters = 10 if canvas.narrow else max(10, SLIDE_HEADS // columns)
    if len(text) <= letters:
        return text
    return "<br>".join(wrap(part, letters) for part in re.split(r" (?=\()", text))


def _set_axes(canvas: Canvas, figure: Drawing, block: Block, names: list[str]) -> None:
    suffix = "" if block.axis == 1 else str(block.axis)
    count = len(block.columns)
    titles = ["" if c.startswith(FILLER) else _title(canvas, count, c) for c in block.columns]
    figure.set_axis(
        f"x{suffix}",
        anchor=f"y{suffix}",
        side="top",
        range=[-0.5, len(titles) - 0.5],
        tickvals=list(range(len(titles))),
        ticktext=titles,
        tickangle=0,
        ticklabelstandoff=4,
        tickfont={"size": canvas.size - 1, "color": canvas.theme.muted},
    )
    figure.set_axis(
        f"y{suffix}",
        anchor=f"x{suffix}",
        domain=(max(block.domain[0], 0), block.domain[1]),
        range=[len(names) - 0.5, -0.5],
        tickvals=list(range(len(names))),
        ticktext=[name + "\u00a0" for name in names],
        tickfont={"size": canvas.size, "color": canvas.theme.ink},
        showgrid=False,
    )
