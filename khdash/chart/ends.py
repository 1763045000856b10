"""Labels inside a trend: names at the ends of lines and instruments at targets, kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from khdash.chart.canvas import SLIDE, Canvas, target_label
from khdash.chart.frame import Frame, Line, Step
from khdash.chart.labels import LINE_HEIGHT, Box, crosses, free, spread, text_width
from khdash.chart.theme import GLYPHS

PLOT_WIDTHS = (250.0, 330.0, 420.0, 560.0, 800.0)
"""Widths of the plot at which a label inside it must be clear: the page decides the real one."""
NARROW_WIDTHS = (230.0, 290.0)
LEAST_ON_SLIDE = 120.0
"""Pixels of a plot on a slide, however long the names beside it are."""
Offset = tuple[str, float, float]
BESIDE_POINT: tuple[Offset, ...] = (
    ("left", 9.0, 0.0),
    ("center", 0.0, 15.0),
    ("center", 0.0, -15.0),
    ("left", 6.0, 13.0),
    ("left", 6.0, -13.0),
    ("right", -9.0, 0.0),
)


@dataclass
class Room:
    """The plot with what is already in it, at every width that the page may give it."""

    frame: Frame
    widths: Sequence[float]
    points: list[tuple[float, float]] = field(default_factory=list)
    segments: list[tuple[tuple[float, float], tuple[float, float]]] = field(default_factory=list)
    taken: dict[float, list[Box]] = field(default_factory=dict)

    @classmethod
    def of(cls, frame: Frame, lines: Sequence[Line], widths: Sequence[float]) -> Room:
        """A plot in which the lines and their guides are drawn."""
        room = cls(frame, widths, taken={width: [] for width in widths})
        for line in lines:
            points = [(float(row["year"]), float(row["value"])) for row in line.rows]
            room.points += points
            for i in range(len(points) - 1):
                if line.rows[i]["run"] == line.rows[i + 1]["run"]:
                    room.segments.append((points[i], points[i + 1]))
        return room

    def keep_clear_of_breaks(self, canvas: Canvas) -> None:
        """Labels placed from here on do not lie on the mark of a break."""
        low, high = self.frame.ticks[0], self.frame.ticks[-1]
        marks = [item.year - 0.5 for item in canvas.exhibit.breaks]
        self.segments += [((x, low), (x, high)) for x in marks]

    def place(
        self, text: str, size: float, at: tuple[float, float], offsets: Sequence[Offset]
    ) -> Offset | None:
        """The first offset at which the text is clear at every width; it is then taken."""
        for offset in offsets:
            boxes = {width: self._box(text, size, at, offset, width) for width in self.widths}
            if all(self._clear(box, width) for width, box in boxes.items()):
                for width, box in boxes.items():
                    self.taken[width].append(box)
                return offset
        return None

    def uncut(
        self, text: str, size: float, at: tuple[float, float]
    ) -> tuple[tuple[float, float], Offset] | None:
        """Where a text that is nowhere clear can at least be read whole, on lines alone: it starts
        at the left edge where it would run out of it. None where it would hide a figure or lie on
        another label; what it finds is then taken.
        """
        side = "right"
        if self._pixel(at, min(self.widths))[0] < text_width(text, size):
            at, side = (self.frame.years[0], at[1]), "left"
        for high in (9.0, -9.0, 23.0, -23.0):
            offset = (side, 0.0, high)
            boxes = {width: self._box(text, size, at, offset, width) for width in self.widths}
            if all(self._legible(box, width) for width, box in boxes.items()):
                for width, box in boxes.items():
                    self.taken[width].append(box)
                return at, offset
        return None

    def _legible(self, box: Box, width: float) -> bool:
        """Whether a box lies on no point and on no other label."""
        return free(box, self.taken[width]) and not self._hides(box, width)

    def _hides(self, box: Box, width: float) -> bool:
        """Whether a box lies on a point."""
        return any(box.overlaps(_around(self._pixel(p, width))) for p in self.points)

    def _pixel(self, point: tuple[float, float], width: float) -> tuple[float, float]:
        first, last = self.frame.years
        return (point[0] - first) / (last - first) * width, self.frame.y_pixel(point[1])

    def _box(
        self, text: str, size: float, at: tuple[float, float], offset: Offset, width: float
    ) -> Box:
        side, dx, dy = offset
        x, y = self._pixel(at, width)
        long, high = text_width(text, size), size * LINE_HEIGHT
        left = x + dx - {"left": 0.0, "center": long / 2, "right": long}[side]
        return Box(left, y + dy - high / 2, left + long, y + dy + high / 2)

    def _clear(self, box: Box, width: float) -> bool:
        """Inside the plot, on no other label, and touched by no point or line."""
        inside = box.inside(Box(-2, -1, width + 2, self.frame.plot_height + 8))
        if not inside or not self._legible(box, width):
            return False
        return not any(
            crosses(box, self._pixel(start, width), self._pixel(end, width))
            for start, end in self.segments
        )


def _around(point: tuple[float, float]) -> Box:
    return Box(point[0] - 6, point[1] - 6, point[0] + 6, point[1] + 6)


def plot_widths(canvas: Canvas, frame: Frame, lines: Sequence[Line]) -> Sequence[float]:
    """The widths of the plot at which labels in it must be clear: on a slide the one beside the
    names of all lines and the one without any.
    """
    if not canvas.slide:
        return NARROW_WIDTHS if canvas.narrow else PLOT_WIDTHS
    whole = SLIDE[0] - frame.left
    names = max(text_width(margin_text(canvas, line, 0), canvas.size) for line in lines)
    return max(whole - names - 14.0, LEAST_ON_SLIDE), whole - 12.0


def target_labels(
    canvas: Canvas, room: Room, steps: Sequence[Step]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Each target's instrument and value at its step, and those for which there is no room."""
    labels, crowded_out = [], []
    size = canvas.size - 1
    room.segments += [((step.start, step.value), (step.end, step.value)) for step in steps]
    for step in steps:
        text = target_label(canvas, step.label, step.value)
        at: tuple[float, float] = (step.end, step.value)
        offset: Offset | None = None
        for side, x, heights in (
            ("right", step.end, (9.0, -9.0)),
            ("left", step.start, (9.0, -9.0)),
            ("right", step.end, (-23.0, 23.0, -37.0, 37.0, -51.0, 51.0)),
        ):
            offset = room.place(text, size, (x, step.value), [(side, 0.0, dy) for dy in heights])
            if offset is not None:
                at = (x, step.value)
                break
        if offset is None:
            found = room.uncut(text, size, at)
            if found is None:
                crowded_out.append(text)
                continue
            at, offset = found
        font = {"size": size, "color": canvas.theme.target}
        label = _annotation("target", text, at, offset, font)
        labels.append({**label, "bgcolor": canvas.theme.ground, "borderpad": 0})
    return labels, crowded_out


def end_labels(canvas: Canvas, room: Room, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The names of the lines: beside the last point of one that ended early, else in the margin."""
    last_year = max(int(line.last["year"]) for line in lines)
    in_margin: list[Line] = []
    labels: list[dict[str, Any]] = []
    for line in lines:
        year = int(line.last["year"])
        at = (float(year), float(line.last["value"]))
        text = f"{label_text(canvas, line, with_figure=False)} · {year}"
        offset = room.place(text, canvas.size, at, BESIDE_POINT) if year < last_year else None
        if offset is None:
            in_margin.append(line)
        else:
            labels.append(_annotation("end", text, at, offset, {"size": canvas.size}))
    return labels + _margin_labels(canvas, in_margin, room.frame, last_year)


def _annotation(
    name: str, text: str, at: tuple[float, float], offset: Offset, font: dict[str, Any]
) -> dict[str, Any]:
    side, dx, dy = offset
    return {
        "name": name,
        "text": text,
        "x": at[0],
        "y": at[1],
        "xanchor": side,
        "yanchor": "middle",
        "xshift": dx,
        "yshift": dy,
        "font": font,
    }


def label_text(canvas: Canvas, line: Line, *, with_figure: bool = True) -> str:
    """The line's marker in its colour, its name and, if asked, its last figure; quiet while the
    line of another unit stands out.
    """
    glyph = GLYPHS.get(line.style.symbol, "–")
    colour = line.style.colour(canvas.mode)
    quiet = canvas.focus not in ("", line.last["unit"])
    name = line.name if quiet else f"<b>{line.name}</b>"
    said = f"{name} {canvas.short_figure_text(line.last)}" if with_figure else name
    said = f'<span style="color:{canvas.theme.muted}">{said}</span>' if quiet else said
    return f'<span style="color:{colour}">{glyph}</span> {said}'


def margin_text(canvas: Canvas, line: Line, last_year: int) -> str:
    """The label of a line in the margin, with its year where others end later."""
    year = int(line.last["year"])
    return label_text(canvas, line) + ("" if year == last_year else f" · {year}")


def _margin_labels(
    canvas: Canvas, lines: Sequence[Line], frame: Frame, last_year: int
) -> list[dict[str, Any]]:
    """A column right of the plot, in the order of the last figures, pushed apart."""
    gap = canvas.size * LINE_HEIGHT
    wanted = [frame.y_pixel(float(line.last["value"])) for line in lines]
    labels = []
    for line, pixel in zip(lines, spread(wanted, gap, 0.0, frame.plot_height), strict=True):
        text = margin_text(canvas, line, last_year)
        at = (1.0, frame.y_value(pixel))
        label = _annotation("margin", text, at, ("left", 6.0, 0.0), {"size": canvas.size})
        labels.append({**label, "xref": "paper", "align": "left"})
    return labels
