"""A native Excel chart of a plot whose numbers stand on a sheet."""

from __future__ import annotations

from typing import Any

from khdash.chart.theme import LIGHT
from khdash.report.office.plot import LIVE, Plot, Series, needed_decimals, number_format

DASHES = {
    "dashDot": "dash_dot",
    "lgDash": "long_dash",
    "lgDashDot": "long_dash_dot",
    "sysDot": "round_dot",
}
MARKERS = {"dash": "long_dash", "plus": "plus"}
SIZE = 10


def excel_chart(book: Any, plot: Plot, sheet: str, row: int) -> Any:
    """The chart of a plot written by `write_plot` at the first column of a row of a sheet."""
    chart = _group(book, plot, plot.bars or plot.lines, sheet, row)
    if plot.bars and plot.lines:
        chart.combine(_group(book, plot, plot.lines, sheet, row))
    face = {"name": "Times New Roman", "size": SIZE, "color": LIGHT.ink}
    chart.set_title({"name": plot.title, "name_font": {**face, "size": SIZE + 2}, "overlay": False})
    hidden = [place for place, one in enumerate(plot.series) if not one.keyed]
    if len(hidden) == len(plot.series):
        chart.set_legend({"none": True})
    else:
        chart.set_legend({"position": "bottom", "font": face, "delete_series": hidden})
    lying = plot.horizontal
    categories = {"num_font": face, "reverse": lying, "major_tick_mark": "none"}
    values = {
        "num_font": face,
        "num_format": plot.axis_format,
        "min": 0 if plot.from_zero else None,
        "major_gridlines": {"visible": not lying, "line": {"color": LIGHT.grid}},
    }
    # Of lying bars XlsxWriter calls the axis of categories, which stands, y.
    chart.set_x_axis(values if lying else categories)
    chart.set_y_axis({**categories, "crossing": "max"} if lying else values)
    chart.show_blanks_as("gap")
    height = 120 + 28 * len(plot.categories) if lying else 360
    chart.set_size({"width": 760, "height": min(height, 640)})
    return chart


def _group(book: Any, plot: Plot, series: tuple[Series, ...], sheet: str, row: int) -> Any:
    kind = "line" if series[0].kind == "line" else "bar" if plot.horizontal else "column"
    stacked = plot.stacked and kind != "line"
    chart = book.add_chart({"type": kind, **({"subtype": "stacked"} if stacked else {})})
    for place, one in enumerate(plot.series):
        if one in series:
            chart.add_series(_series(plot, one, sheet, row, place + 1))
    return chart


def _series(plot: Plot, series: Series, sheet: str, row: int, column: int) -> dict[str, Any]:
    last = row + len(plot.categories)
    made: dict[str, Any] = {
        "name": [sheet, row, column],
        "categories": [sheet, row + 1, 0, last, 0],
        "values": [sheet, row + 1, column, last, column],
    }
    if series.kind == "bar":
        made["fill"] = {"color": series.colour}
        made["gap"] = 50
        made["points"] = [
            {"fill": {"color": series.colours.get(i, series.colour)}}
            for i in range(len(series.values))
        ]
        if plot.stacked:
            made["overlap"] = 100
    else:
        made["line"] = (
            {"none": True}
            if series.dash == "none"
            else {
                "color": series.colour,
                "width": 2,
                "dash_type": DASHES.get(series.dash, series.dash),
            }
        )
        made["marker"] = (
            {
                "type": MARKERS.get(series.marker, series.marker),
                "size": 7,
                "fill": {"color": series.colour},
                "border": {"color": series.colour},
            }
            if series.marker
            else {"type": "none"}
        )
    if series.labels:
        made["data_labels"] = _labels(plot, series)
    return made


def _labels(plot: Plot, series: Series) -> dict[str, Any]:
    """Live numbers with one number of decimals; words beside a bound; nothing elsewhere."""
    values = [v for i, v in enumerate(series.values) if v is not None and i in series.labels]
    decimals = max((needed_decimals(v, plot.decimals) for v in values), default=0)
    one_format = number_format(plot.largest, plot.measure, decimals, plot.lang)
    if plot.measure == "%":
        one_format = number_format(10.0**-decimals, plot.measure, decimals, plot.lang)
    custom = [_label(series.labels.get(point)) for point in range(len(series.values))]
    return {"value": True, "num_format": one_format, "custom": custom}


def _label(text: str | None) -> dict[str, Any] | None:
    """None for the live number of a point."""
    if text is None:
        return {"delete": True}
    return None if text == LIVE else {"value": text}
