"""Plot -> the XML of a native chart (DrawingML), one for Word and PowerPoint."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Any

from lxml import etree

from khdash.chart.theme import LIGHT
from khdash.report.office.plot import LIVE, Plot, Series

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "Sheet1"
CATEGORY_AXIS, VALUE_AXIS = "111111111", "222222222"
WORKBOOK = "rId1"
"""The relation by which a chart part finds its embedded workbook."""

ROOM = 1.18
"""How much longer than the longest bar an axis is: there stands its label."""
MOST_YEARS = 10
"""Years that stand side by side below lines without touching; of more every second is named."""
Element = Any
Look = tuple[str, float]
"""The face and the size in points of the labels."""


def chart_xml(plot: Plot, font: str, size: float, *, titled: bool = True) -> bytes:
    """The chart part. size: of labels in points; titled: whether its finding stands above it."""
    root = etree.Element(f"{{{C}}}chartSpace", nsmap={"c": C, "a": A, "r": R})
    _value(root, "date1904", "0")
    _value(root, "roundedCorners", "0")
    chart = _sub(root, "chart")
    if titled:
        _title(chart, plot.title, font, size + 1)
    _value(chart, "autoTitleDeleted", "0" if titled else "1")
    area = _sub(chart, "plotArea")
    _sub(area, "layout")
    places = {id(one): place for place, one in enumerate(plot.series)}
    if plot.bars:
        _bars(area, plot, places, (font, size))
    if plot.lines:
        _lines(area, plot, places, (font, size))
    _axes(area, plot)
    _legend(chart, plot)
    _value(chart, "plotVisOnly", "1")
    _value(chart, "dispBlanksAs", "gap")
    _text_style(root, font, size, LIGHT.ink)
    external = _sub(root, "externalData")
    external.set(f"{{{R}}}id", WORKBOOK)
    _value(external, "autoUpdate", "0")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _sub(parent: Element, name: str, namespace: str = C, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{namespace}}}{name}", attributes)


def _value(parent: Element, name: str, value: str) -> Element:
    return _sub(parent, name, val=value)


def _title(chart: Element, text: str, font: str, size: float) -> None:
    title = _sub(chart, "title")
    rich = _sub(_sub(title, "tx"), "rich")
    _sub(rich, "bodyPr", A)
    paragraph = _sub(rich, "p", A)
    _characters(_sub(_sub(paragraph, "pPr", A), "defRPr", A), font, size, LIGHT.ink, bold=True)
    run = _sub(paragraph, "r", A)
    _characters(_sub(run, "rPr", A), font, size, LIGHT.ink, bold=True)
    _sub(run, "t", A).text = text
    _value(title, "overlay", "0")


def _characters(
    properties: Element, font: str, size: float, colour: str, *, bold: bool = False
) -> None:
    properties.set("sz", str(int(size * 100)))
    properties.set("b", "1" if bold else "0")
    _fill(properties, colour)
    for script in ("latin", "cs"):
        _sub(properties, script, A, typeface=font)


def _fill(parent: Element, colour: str) -> None:
    _sub(_sub(parent, "solidFill", A), "srgbClr", A, val=colour.lstrip("#"))


def _line(properties: Element, colour: str, points: float, dash: str = "solid") -> None:
    line = _sub(properties, "ln", A, w=str(int(points * 12700)), cap="rnd")
    if dash == "none":
        _sub(line, "noFill", A)
        return
    _fill(line, colour)
    _sub(line, "prstDash", A, val=dash)
    _sub(line, "round", A)


def _text_style(parent: Element, font: str, size: float, colour: str, **body: str) -> None:
    """body: how the text lies."""
    style = _sub(parent, "txPr")
    _sub(style, "bodyPr", A, **body)
    paragraph = _sub(style, "p", A)
    _characters(_sub(_sub(paragraph, "pPr", A), "defRPr", A), font, size, colour)
    _sub(paragraph, "endParaRPr", A, lang="en-US")


def _bars(area: Element, plot: Plot, places: dict[int, int], look: Look) -> None:
    group = _sub(area, "barChart")
    _value(group, "barDir", "bar" if plot.horizontal else "col")
    _value(group, "grouping", "stacked" if plot.stacked else "clustered")
    _value(group, "varyColors", "0")
    for series in plot.bars:
        made = _series(group, plot, series, places[id(series)])
        _fill(_sub(made, "spPr"), series.colour)
        _value(made, "invertIfNegative", "0")
        for point, colour in series.colours.items():
            if colour != series.colour:
                own = _sub(made, "dPt")
                _value(own, "idx", str(point))
                _value(own, "invertIfNegative", "0")
                _value(own, "bubble3D", "0")
                _fill(_sub(own, "spPr"), colour)
        _labels(made, plot, series, _place(plot), look)
        _numbers(made, plot, series, places[id(series)])
    _value(group, "gapWidth", "25" if plot.lines else "50")
    _value(group, "overlap", "100" if plot.stacked else "0")
    _axis_ids(group)


def _place(plot: Plot) -> str:
    """Where a bar holds its label: at its foot where a line may run through its head."""
    return "ctr" if plot.stacked else "inBase" if plot.lines else "outEnd"


def _lines(area: Element, plot: Plot, places: dict[int, int], look: Look) -> None:
    size = look[1]
    group = _sub(area, "lineChart")
    _value(group, "grouping", "standard")
    _value(group, "varyColors", "0")
    for series in plot.lines:
        made = _series(group, plot, series, places[id(series)])
        _line(_sub(made, "spPr"), series.colour, 2, series.dash)
        _marker(made, series, size, hollow=False)
        for point in sorted(series.hollow):
            own = _sub(made, "dPt")
            _value(own, "idx", str(point))
            _marker(own, series, size, hollow=True)
            _value(own, "bubble3D", "0")
            _line(_sub(own, "spPr"), series.colour, 2, series.dash)
        _labels(made, plot, series, "t", look)
        _numbers(made, plot, series, places[id(series)])
        _value(made, "smooth", "0")
    _value(group, "marker", "1")
    _axis_ids(group)


def _axis_ids(group: Element) -> None:
    _value(group, "axId", CATEGORY_AXIS)
    _value(group, "axId", VALUE_AXIS)


def _series(group: Element, plot: Plot, series: Series, place: int) -> Element:
    made = _sub(group, "ser")
    _value(made, "idx", str(place))
    _value(made, "order", str(place))
    reference = _sub(_sub(made, "tx"), "strRef")
    _sub(reference, "f").text = f"{SHEET}!${column_letter(place + 1)}$1"
    _strings(reference, [series.name])
    return made


def _marker(parent: Element, series: Series, size: float, *, hollow: bool) -> None:
    marker = _sub(parent, "marker")
    if not series.marker:
        _value(marker, "symbol", "none")
        return
    wide = series.marker == "dash"
    _value(marker, "symbol", series.hollow_marker if hollow else series.marker)
    _value(marker, "size", str(round(size * (1.6 if wide else 0.7))))
    properties = _sub(marker, "spPr")
    _fill(properties, "#FFFFFF" if hollow else series.colour)
    _line(properties, series.colour, 1.25)


def _labels(made: Element, plot: Plot, series: Series, position: str, look: Look) -> None:
    """A label where the plot says so: the live number, or words beside a bound."""
    if not series.labels:
        return
    font, size = look
    labels = _sub(made, "dLbls")
    for point, text in sorted(series.labels.items()):
        value = series.values[point]
        if value is None:
            continue
        own = _sub(labels, "dLbl")
        _value(own, "idx", str(point))
        inside = position in ("ctr", "inBase")
        colour = series.colours.get(point, series.colour)
        ink = LIGHT.ink_on(colour) if inside else LIGHT.ink
        code = plot.label_format(value) if text == LIVE else worded(text)
        _sub(own, "numFmt", formatCode=code, sourceLinked="0")
        _sub(own, "spPr")
        _text_style(own, font, size, ink, rot="0", vert="horz", wrap="none")
        _value(own, "dLblPos", position)
        _shown(own, value=True)
    _shown(labels, value=False)


def worded(text: str) -> str:
    """A number format that shows these words whatever the number.

    >>> worded("≥ 300.000")
    '"≥ 300.000"'
    """
    return '"' + text.replace('"', "'") + '"'


def _shown(parent: Element, *, value: bool) -> None:
    for name in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize"):
        _value(parent, f"show{name}", "1" if value and name == "Val" else "0")


def _numbers(made: Element, plot: Plot, series: Series, place: int) -> None:
    """Categories and values: their places in the workbook, and what stood there; gaps left out."""
    last = len(plot.categories) + 1
    categories = _sub(_sub(made, "cat"), "strRef")
    _sub(categories, "f").text = f"{SHEET}!$A$2:$A${last}"
    _strings(categories, plot.categories)
    values = _sub(_sub(made, "val"), "numRef")
    letter = column_letter(place + 1)
    _sub(values, "f").text = f"{SHEET}!${letter}$2:${letter}${last}"
    cache = _sub(values, "numCache")
    _sub(cache, "formatCode").text = "General"
    _value(cache, "ptCount", str(len(series.values)))
    for point, value in enumerate(series.values):
        if value is not None:
            _sub(_sub(cache, "pt", idx=str(point)), "v").text = repr(value)


def _strings(reference: Element, texts: Iterable[str]) -> None:
    known = list(texts)
    cache = _sub(reference, "strCache")
    _value(cache, "ptCount", str(len(known)))
    for point, text in enumerate(known):
        _sub(_sub(cache, "pt", idx=str(point)), "v").text = text


def _axes(area: Element, plot: Plot) -> None:
    lying = plot.horizontal
    category = _sub(area, "catAx")
    _axis_head(category, CATEGORY_AXIS, "maxMin" if lying else "minMax")
    _value(category, "axPos", "l" if lying else "b")
    _sub(category, "numFmt", formatCode="General", sourceLinked="0")
    _marks(category, "low")
    _line(_sub(category, "spPr"), LIGHT.muted, 0.75)
    _value(category, "crossAx", VALUE_AXIS)
    _value(category, "crosses", "autoZero")
    _value(category, "auto", "0")
    _value(category, "lblOffset", "100")
    skip = 1 if plot.bars else ceil(len(plot.categories) / MOST_YEARS)
    _value(category, "tickLblSkip", str(skip))
    _value(category, "noMultiLvlLbl", "1")
    value = _sub(area, "valAx")
    hidden = bool(plot.bars) and plot.labelled
    room = plot.largest * ROOM if hidden and not plot.stacked else None
    _axis_head(value, VALUE_AXIS, "minMax", 0 if plot.from_zero else None, room)
    value.find(f"{{{C}}}delete").set("val", "1" if hidden else "0")
    _value(value, "axPos", "b" if lying else "l")
    if not hidden:
        _line(_sub(_sub(value, "majorGridlines"), "spPr"), LIGHT.grid, 0.75)
    _sub(value, "numFmt", formatCode=plot.axis_format, sourceLinked="0")
    _marks(value, "nextTo")
    _line(_sub(value, "spPr"), LIGHT.grid, 0.75, "none")
    _value(value, "crossAx", CATEGORY_AXIS)
    _value(value, "crosses", "max" if lying else "autoZero")
    _value(value, "crossBetween", "between")


def _axis_head(
    axis: Element, name: str, way: str, start: float | None = None, end: float | None = None
) -> None:
    _value(axis, "axId", name)
    scaling = _sub(axis, "scaling")
    _value(scaling, "orientation", way)
    if end is not None:
        _value(scaling, "max", repr(end))
    if start is not None:
        _value(scaling, "min", str(start))
    _value(axis, "delete", "0")


def _marks(axis: Element, place: str) -> None:
    _value(axis, "majorTickMark", "none")
    _value(axis, "minorTickMark", "none")
    _value(axis, "tickLblPos", place)


def _legend(chart: Element, plot: Plot) -> None:
    """Names what the categories do not: lines, pieces and targets, each once."""
    if not any(one.keyed for one in plot.series):
        return
    legend = _sub(chart, "legend")
    _value(legend, "legendPos", "b")
    for place, one in enumerate(plot.series):
        if not one.keyed:
            entry = _sub(legend, "legendEntry")
            _value(entry, "idx", str(place))
            _value(entry, "delete", "1")
    _value(legend, "overlay", "0")


def column_letter(place: int) -> str:
    """The letter of a column of a sheet, counted from 0.

    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
