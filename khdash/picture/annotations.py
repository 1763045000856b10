"""Words and lines laid over a figure: plotly's annotations and shapes."""

from __future__ import annotations

from khdash.picture.frame import Frame, Part
from khdash.picture.markup import BASE, Anchor, Line, Look, height, lines_of, width, write
from khdash.picture.paint import stroke
from khdash.picture.svg import Point, Rect, element


def draw_shape(frame: Frame, shape: Part) -> str:
    """A line between two points. Raises KeyError for another shape, which no figure has."""
    kinds = {"line": "line"}
    x, y = shape.get("xref", "x"), shape.get("yref", "y")
    return element(
        kinds[shape["type"]],
        x1=frame.x(x, shape["x0"]),
        x2=frame.x(x, shape["x1"]),
        y1=frame.y(y, shape["y0"]),
        y2=frame.y(y, shape["y1"]),
        **stroke(shape["line"]),
        class_=f"shape {shape['name']}",
    )


def annotation_box(frame: Frame, annotation: Part) -> Rect:
    """The rectangle that an annotation takes, before it is turned."""
    lines, size = _lines(frame, annotation)
    pad = float(annotation.get("borderpad", 1.0))
    wide, high = width(lines) + 2 * pad, height(lines, size) + 2 * pad
    xref, yref = annotation.get("xref", "x"), annotation.get("yref", "y")
    x = frame.x(xref, annotation["x"]) + annotation.get("xshift", 0)
    y = frame.y(yref, annotation["y"]) - annotation.get("yshift", 0)
    at_x, at_y = _fraction(xref, annotation["x"]), _fraction(yref, annotation["y"])
    left = {"left": 0.0, "center": 0.5, "right": 1.0}[
        annotation.get("xanchor") or _nearest(at_x, ("left", "center", "right"))
    ]
    above = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[
        annotation.get("yanchor") or _nearest(at_y, ("bottom", "middle", "top"))
    ]
    return Rect(x - left * wide, y - above * high, wide, high)


def _fraction(reference: str, value: float) -> float:
    """Where in the figure a coordinate lies, as far as plotly's choice of an anchor goes."""
    return value if reference == "paper" or reference.endswith(" domain") else 0.5


def _nearest(fraction: float, anchors: tuple[str, str, str]) -> str:
    return anchors[0 if fraction < 1 / 3 else 2 if fraction > 2 / 3 else 1]


def draw_annotation(frame: Frame, annotation: Part) -> str:
    """The words on their ground, turned about their middle where they are turned."""
    lines, size = _lines(frame, annotation)
    box = annotation_box(frame, annotation)
    pad = float(annotation.get("borderpad", 1.0))
    ground = ""
    if "bgcolor" in annotation:
        ground = element("rect", **box.place, fill=annotation["bgcolor"])
    align = annotation.get("align", "center")
    anchors: dict[str, tuple[Anchor, float]] = {
        "left": ("start", box.left + pad),
        "center": ("middle", box.left + box.width / 2),
        "right": ("end", box.right - pad),
    }
    anchor, x = anchors[align]
    words = write(lines, Point(x, box.top + pad + size * BASE), anchor, size=size)
    turn = annotation.get("textangle")
    middle = f"{box.left + box.width / 2:.2f} {box.top + box.height / 2:.2f}"
    return element(
        "g",
        ground + words,
        class_=f"annotation {annotation.get('name', '')}".strip(),
        opacity=annotation.get("opacity"),
        transform=f"rotate({turn:g} {middle})" if turn else None,
    )


def _lines(frame: Frame, annotation: Part) -> tuple[list[Line], float]:
    font = {**frame.font, **annotation.get("font", {})}
    size = float(font["size"])
    return lines_of(annotation["text"], Look(size, font["color"])), size
