"""The body of an answer as HTML: its question, its sentence, the figures under it, the caveats."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from khdash.chart.theme import DARK, LIGHT, Mode, Theme
from khdash.exhibit.core.notes import basis_name
from khdash.locale import Words
from khdash.model.rows import Row, has_value

LINES_SHOWN = 8
LONG_TEXT = 40
"""Letters from which the texts of a list take the room, and not the names."""
SIGNS = {"reached": "✓", "below": "✗", "open": "?", "": ""}
SMALL = "font-size:.86rem;line-height:1.4;margin:.25rem 0 0"


Line = tuple[Row, int | None]
"""A row of an answer, and its place in the exhibit where its figure has a card."""


def body_of(
    rows: Sequence[Row], mode: Mode, words: Words, places: Sequence[int | None] = ()
) -> str:
    """One answer: the rows of an exhibit of answers that share its code.

    places: of each row its place in the exhibit, None where its figure has no card.
    """
    theme, first = (DARK if mode == "dark" else LIGHT), rows[0]
    told = zip(rows, places or [None] * len(rows), strict=True)
    lines = [(row, at) for row, at in told if row["label"] and not row["in_said"]]
    parts = [
        f'<p style="{SMALL};margin:0;color:{theme.muted}">{escape(first["question"])}</p>',
        '<h2 style="font-size:1.15rem;font-weight:600;line-height:1.3;margin:.1rem 0 .3rem;'
        f'padding:0">{escape(first["said"])}</h2>',
        _list(lines[:LINES_SHOWN], theme, words),
    ]
    if len(lines) > LINES_SHOWN:
        rest = words("Còn {n} dòng nữa trong tệp.", n=len(lines) - LINES_SHOWN)
        parts.append(f'<p style="{SMALL};color:{theme.muted}">{escape(rest)}</p>')
    parts += [
        f'<p style="{SMALL};color:{theme.muted}">{escape(first[name])}</p>'
        for name in ("detail", "note")
        if first[name]
    ]
    return "".join(parts)


def _list(given: Sequence[Line], theme: Theme, words: Words) -> str:
    """A line a figure, with a bar where all are of one measure and kind."""
    lines = [row for row, _ in given]
    if not lines:
        return ""
    kinds = {(row["indicator"], row["measure"]) for row in lines}
    drawn = len(kinds) == 1 and len(lines) > 1 and all(map(has_value, lines))
    ends = [row["target_value"] for row in lines if row["target_value"] == row["target_value"]]
    most = max((*[row["value"] for row in lines], *ends)) if drawn else 0.0
    long = any(len(row["text"]) >= LONG_TEXT for row in lines)
    items = "".join(_line(line, most, theme, words, long=long) for line in given)
    return f'<ul style="list-style:none;margin:0;padding:0">{items}</ul>'


def _line(line: Line, most: float, theme: Theme, words: Words, *, long: bool) -> str:
    """Name, bar and figure; value, year and denominator are never parted."""
    row, at = line
    bar = _bar(row, most, theme) if most > 0 else ""
    columns = "5.4rem minmax(0,1fr)" if long else "minmax(0,1fr) auto"
    if bar:
        columns = "minmax(0,5.4rem) minmax(1.5rem,1fr) auto"
    figure = f"<strong style='font-weight:500'>{escape(row['text'])}</strong>"
    if at is not None:
        hint = escape(words("Thẻ số liệu"))
        figure = f'<button type="button" data-line="{at}" title="{hint}">{figure}</button>'
    if row["verdict"]:
        told = escape(row["verdict_name"])
        sign = f'<span title="{told}" aria-label="{told}" role="img">{SIGNS[row["verdict"]]}</span>'
        figure = f"{sign} {figure}"
    when = escape(_when(row, words))
    tail = f' <span style="color:{theme.muted}">{when}</span>' if when else ""
    side, place = ("left", "start") if long else ("right", "center")
    wrap = "nowrap" if row["year"] is not None else "normal"
    return (
        f'<li style="display:grid;grid-template-columns:{columns};gap:.5rem;align-items:{place};'
        'font-size:.86rem;line-height:1.45;margin:0;padding:0">'
        f"<span>{escape(row['label'])}</span>{bar}"
        f'<span style="text-align:{side};white-space:{wrap}">{figure}{tail}</span></li>'
    )


def _when(row: Row, words: Words) -> str:
    """2023, tạm: the year, and the denominator where it is not that of the target."""
    if row["year"] is None:
        return ""
    mark = words("tạm") if row["basis"] == "unstated" else ""
    if row["basis"] == "registered":
        mark = basis_name(words, row["basis"])
    return ", ".join(filter(None, [str(row["year"]), mark]))


def _bar(row: Row, most: float, theme: Theme) -> str:
    """The value as a share of the highest, paler where it is old; the level as a tick."""
    width = max(0.0, min(100.0, row["value"] / most * 100))
    colour = theme.older if row["pale"] else theme.primary
    marks = [_mark(f"left:0;top:0;bottom:0;width:{width:.1f}%;border-radius:2px", colour)]
    if row["target_value"] == row["target_value"]:
        at = row["target_value"] / most * 100
        marks.append(
            _mark(f"left:calc({at:.1f}% - 1px);top:-3px;bottom:-3px;width:2px", theme.target)
        )
    return (
        '<span aria-hidden="true" style="position:relative;display:block;height:8px">'
        f"{''.join(marks)}</span>"
    )


def _mark(place: str, colour: str) -> str:
    return f'<span style="position:absolute;{place};background:{colour}"></span>'
