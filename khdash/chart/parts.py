"""Parts of a whole: stacked bars, with what no source assigns left visible."""

from __future__ import annotations

import math
import re
from typing import Any

from khdash.chart.canvas import NO_HOVER, Canvas, marks, shortened, year_text
from khdash.chart.colour import ramp_at
from khdash.chart.contributions import PIECES
from khdash.chart.keys import HATCHED, add_key, key_height, key_lines, key_of
from khdash.chart.labels import text_width
from khdash.chart.spec import Drawing, Spec, Trace, bar, one_or_each, scatter
from khdash.exhibit.topics.fund_by_level import remainder
from khdash.locale.words import NO_BREAK, ROUNDINGS, with_sign
from khdash.model.value import Qualifier

Row = dict[str, Any]
BarKey = tuple[str, int]
ROW_HEIGHT, ROW_HEIGHT_NARROW = 40, 50
LEAST, LEAST_SMALL = 0.04, 0.16
"""The part of the axis from which a piece holds its share: on a page, and in a small plot."""
PHONE = 270.0
"""Pixels of the plot on a phone, where the names stand above the bars."""
LOWERED = 0.18
"""How far, in rows, a bar of a phone lies below the middle of its row, under its name."""


def draw_parts(canvas: Canvas) -> Spec:
    """One bar a unit and year; the remainder only where the whole is known and larger."""
    rows = canvas.rows(with_value=True)
    if not rows:
        return canvas.say(180, canvas.nothing)
    bars: dict[BarKey, list[Row]] = {}
    for row in rows:
        bars.setdefault((str(row["unit"]), int(row["year"])), []).append(row)
    keys = sorted(bars, key=lambda key: -bar_length(bars[key]))
    names = [_bar_name(bars[key][0]) for key in keys]
    ends = [_end_text(canvas, bars[key]) for key in keys]
    kinds = list(dict.fromkeys((str(row["part"]), str(row["part_name"])) for row in rows))
    colours = part_colours(canvas, len(kinds))
    longest = max(bar_length(found) for found in bars.values()) or 1.0
    key = key_lines(canvas, _entries(canvas, [name for _, name in kinds], colours, bars))
    head = key_height(canvas, key) + 8
    beside = [_beside(canvas, bars[key], kinds, colours, longest) for key in keys]
    left = right = 8.0
    if not canvas.narrow:
        left = 12 + max(text_width(name, canvas.size) for name in names)
        right = 12 + max(text_width(text, canvas.size) for text in ends)
    usual = ROW_HEIGHT_NARROW if canvas.narrow else ROW_HEIGHT
    high = canvas.row_height(usual, len(keys), head + 6)
    figure = canvas.new_figure(high * len(keys) + head + 6, l=left, r=right, t=head, b=6)
    inside = {key for key, text in zip(keys, beside, strict=True) if not text}
    for (part, name), colour in zip(kinds, colours, strict=True):
        figure.add(_part(canvas, (part, name, colour), keys, bars, inside))
    _add_remainder(canvas, figure, keys, bars)
    if canvas.narrow:
        _name_above(canvas, figure, names, ends)
        _add_beside(canvas, figure, [bars[key] for key in keys], beside)
    else:
        figure.add(_ends(canvas, keys, bars, ends))
    _set_axes(canvas, figure, [] if canvas.narrow else names, len(keys), longest)
    add_key(canvas, figure, key)
    return canvas.finish(figure)


def _entries(
    canvas: Canvas, names: list[str], colours: list[str], bars: dict[BarKey, list[Row]]
) -> list[str]:
    """What each colour is and, where a whole has more than its parts, the hatching."""
    entries = [key_of(colour, name) for colour, name in zip(colours, names, strict=True)]
    if any(remainder(found) > 0 for found in bars.values()):
        entries.append(f"{HATCHED} {_rest_name(canvas)}".replace(" ", "\u00a0"))
    return entries


def _rest_name(canvas: Canvas) -> str:
    return canvas.words("Chưa phân theo cấp")


def known_whole(found: list[Row]) -> float | None:
    whole = found[0].get("whole")
    return None if whole is None or math.isnan(whole) else float(whole)


def bar_length(found: list[Row]) -> float:
    return sum(float(row["value"]) for row in found) + remainder(found)


def part_colours(canvas: Canvas, count: int) -> list[str]:
    """Shades of the magnitude colour, the first part darkest; of more than five parts colours that
    are told apart, as far as there are some, since two parts of one colour are read as one.
    """
    for colours in (canvas.theme.ramp[::-1], PIECES[canvas.mode]):
        if count <= len(colours):
            return list(colours[:count])
    return [ramp_at(canvas.theme.ramp[::-1], i / (count - 1)) for i in range(count)]


def _bar_name(row: Row) -> str:
    return f"{row['unit_name']} {year_text(row)}\u00a0"


def _beside(
    canvas: Canvas,
    found: list[Row],
    kinds: list[tuple[str, str]],
    colours: list[str],
    longest: float,
) -> str:
    """On a phone, the shares of a bar of which a piece cannot hold its own, each behind the colour
    of its part; '' where all are held or there is no room.
    """
    if not canvas.narrow:
        return ""
    size, scale = canvas.size - 1, PHONE / longest
    texts = {str(row["part"]): _short_share(canvas, row) for row in found}
    wide = {str(row["part"]): float(row["value"]) * scale for row in found}
    if all(text_width(text, size) + 4 < wide[part] for part, text in texts.items()):
        return ""
    if all(_share(row) is not None for row in found):  # The sign of all stands once, at the end.
        texts = {part: re.sub(r"\s?%$", "", text) for part, text in texts.items()}
        unit = NO_BREAK + "%"
    else:
        unit = ""
    entries = [
        f"<span style='color:{colour}'>■</span>{texts[part]}"
        for (part, _), colour in zip(kinds, colours, strict=True)
        if part in texts
    ]
    text = NO_BREAK.join(entries) + unit
    return text if _start(found) * scale + text_width(text, size) + 8 < PHONE else ""


def _start(found: list[Row]) -> float:
    """Where the pieces of a bar end, and what nobody assigned begins."""
    return sum(float(row["value"]) for row in found)


def _short_share(canvas: Canvas, row: Row) -> str:
    share = _share(row)
    if share is None:
        return canvas.short_figure_text(row)
    return _percent(canvas, row, share, 0 if share >= 5 else 1)


def _name_above(canvas: Canvas, figure: Drawing, names: list[str], ends: list[str]) -> None:
    """On a phone a name and its whole stand above the bar, which has the width to itself."""
    for at, (name, end) in enumerate(zip(names, ends, strict=True)):
        figure.add_annotation(
            name="bar",
            text=f"{name}·\u00a0{end}",
            xref="paper",
            x=0,
            y=at - 0.28,
            xanchor="left",
            yanchor="middle",
            font={"size": canvas.size, "color": canvas.theme.ink},
        )


def _add_beside(canvas: Canvas, figure: Drawing, bars: list[list[Row]], texts: list[str]) -> None:
    for at, (found, text) in enumerate(zip(bars, texts, strict=True)):
        if text:
            figure.add_annotation(
                name="shares",
                text=text,
                x=_start(found),
                y=at + LOWERED,
                xanchor="left",
                xshift=4,
                yanchor="middle",
                bgcolor=canvas.theme.ground,
                borderpad=0,
                font={"size": canvas.size - 1, "color": canvas.theme.ink},
            )


def _part(
    canvas: Canvas,
    kind: tuple[str, str, str],
    keys: list[BarKey],
    bars: dict[BarKey, list[Row]],
    inside: set[BarKey],
) -> Trace:
    """The pieces of one part; inside: the bars whose pieces hold their shares themselves."""
    part, name, colour = kind
    top = max(bar_length(rows) for rows in bars.values()) or 1.0
    found = [
        (i, row) for i, key in enumerate(keys) for row in bars[key] if str(row["part"]) == part
    ]
    return bar(
        name=name,
        y=[_place(canvas, i) for i, _ in found],
        x=[float(row["value"]) for _, row in found],
        marker={"color": colour, "line": {"color": canvas.theme.ground, "width": 1}},
        text=[_share_text(canvas, row, top) if keys[i] in inside else "" for i, row in found],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="inside",
        textfont={"size": canvas.size - 1},
        **marks(
            [row for _, row in found],
            [_hover(canvas, name, row) for _, row in found],
        ),
    )


def _place(canvas: Canvas, at: int) -> float:
    return at + LOWERED if canvas.narrow else at


def _hover(canvas: Canvas, name: str, row: Row) -> str:
    return f"{name}<br>{canvas.hover(row)}{_of_whole(canvas, row)}"


def _share(row: Row) -> float | None:
    share = row.get("share")
    return None if share is None or math.isnan(share) else float(share)


def _share_text(canvas: Canvas, row: Row, top: float) -> str:
    """The share inside its piece, where the piece is wide enough to hold it; of an unknown whole
    the figure itself.
    """
    if canvas.narrow:
        return _short_share(canvas, row)
    share = _share(row)
    if share is None:
        return canvas.figure_text(row)
    least = LEAST_SMALL if canvas.slide else LEAST
    return _percent(canvas, row, share) if float(row["value"]) >= least * top else ""


def _percent(canvas: Canvas, row: Row, share: float, decimals: int = 1) -> str:
    qualifier: Qualifier = row.get("share_qualifier") or "exact"
    return with_sign(canvas.words.percent(share, decimals, ROUNDINGS[qualifier]), qualifier)


def _of_whole(canvas: Canvas, row: Row) -> str:
    share = _share(row)
    if share is None:
        return ""
    return f"<br>{_percent(canvas, row, share)} {canvas.words('của tổng quỹ')}"


def _add_remainder(
    canvas: Canvas, figure: Drawing, keys: list[BarKey], bars: dict[BarKey, list[Row]]
) -> None:
    left = [(i, remainder(bars[key])) for i, key in enumerate(keys)]
    left = [(i, rest) for i, rest in left if rest > 0]
    if not left:
        return
    t = canvas.theme
    figure.add(
        bar(
            name=_rest_name(canvas),
            y=[_place(canvas, i) for i, _ in left],
            x=[rest for _, rest in left],
            marker={
                "color": t.no_data,
                "pattern": {
                    "shape": "/",
                    "fgcolor": t.muted,
                    "bgcolor": t.no_data,
                    "size": 7,
                    "solidity": 0.12,
                },
                "line": {"color": t.ground, "width": 1},
            },
            meta={"role": "remainder"},
            hoverinfo="name",
        )
    )


def _end_text(canvas: Canvas, found: list[Row]) -> str:
    """The whole beside its bar; where none is known, words that say so."""
    whole = known_whole(found)
    if whole is None:
        return canvas.words("chưa rõ tổng")
    qualifier: Qualifier = found[0].get("whole_qualifier") or "exact"
    exhibit = canvas.exhibit
    figure = canvas.words.figure(whole, exhibit.measure, exhibit.decimals, qualifier)
    return f"<b>{shortened(figure) if canvas.narrow else figure}</b>"


def _ends(
    canvas: Canvas, keys: list[BarKey], bars: dict[BarKey, list[Row]], texts: list[str]
) -> Trace:
    known = [known_whole(bars[key]) is not None for key in keys]
    return scatter(
        name="wholes",
        mode="text",
        x=[bar_length(bars[key]) for key in keys],
        y=list(range(len(keys))),
        text=["\u00a0" + text for text in texts],
        textposition="middle right",
        textfont={
            "size": canvas.size,
            "color": one_or_each([canvas.theme.ink if k else canvas.theme.muted for k in known]),
        },
        cliponaxis=False,
        **NO_HOVER,
    )


def _set_axes(
    canvas: Canvas, figure: Drawing, names: list[str], count: int, longest: float
) -> None:
    """names: those beside the bars, none where they stand above."""
    figure.set_layout(
        barmode="stack",
        uniformtext={"minsize": 9, "mode": "hide"},
        bargap=0.56 if canvas.narrow else 0.36,
        showlegend=False,
    )
    figure.set_axis("x", visible=False, range=[0, longest])
    figure.set_axis(
        "y",
        range=[count - 0.5, -0.5],
        tickvals=list(range(len(names))),
        ticktext=names,
        tickfont={"size": canvas.size, "color": canvas.theme.ink},
        showgrid=False,
    )
