"""The body of an answer as HTML: its question, its sentence, the figures under it, the caveats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from khdash.chart.theme import DARK, LIGHT, Mode, Theme
from khdash.exhibit.core.notes import basis_name
from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.model.rows import Row, has_value
from khdash.web.common.unparted import unparted

LINES_SHOWN, LONG_LINES_SHOWN = 8, 5
"""Lines of an answer on the page; fewer where each name takes two."""
LONG_LABEL = 32
"""Letters beyond which the name of a line takes two."""
LONG_TEXT = 24
"""Letters from which the texts of a list take the room, and not the names."""
TEXTS = ("question", "said", "label", "detail", "note")
"""What an answer says in running text."""
SPAN = re.compile(r"\(\d{4}–\d{4}\)")
SIGNS = {"reached": "✓", "on_track": "▲", "below": "✗", "open": "?", "": ""}
SMALL = "font-size:.86rem;line-height:1.4;margin:.25rem 0 0"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of an answer; figure, target: by which sign static/components/answers.js names the card
    of its figure and of the level that it is held against, '' where there is none."""

    row: Row
    figure: str = ""
    target: str = ""


def as_read(row: Row, catalogue: Catalogue | None) -> Row:
    """The row of an answer with texts in which no name is parted by the end of a line."""
    return {**row, **{name: unparted(row[name], catalogue) for name in TEXTS}}


def body_of(
    given: Sequence[Line], mode: Mode, words: Words, levels: Sequence[tuple[str, str]] = ()
) -> str:
    """One answer: the rows of an exhibit of answers that share its code.

    levels: what the detail says of targets, each text with the sign of its card.
    """
    theme, first = (DARK if mode == "dark" else LIGHT), given[0].row
    lines = [line for line in given if line.row["label"] and not line.row["in_said"]]
    long = any(len(line.row["label"]) > LONG_LABEL for line in lines)
    most = LONG_LINES_SHOWN if long else LINES_SHOWN
    parts = [
        f'<p style="{SMALL};margin:0;color:{theme.muted}">{escape(first["question"])}</p>',
        '<h2 style="font-size:1.15rem;font-weight:600;line-height:1.3;margin:.1rem 0 .3rem;'
        f'padding:0">{escape(first["said"])}</h2>',
        _list(lines[:most], theme, words),
    ]
    if len(lines) > most:
        rest = words("Còn {n} dòng nữa trong tệp.", n=len(lines) - most)
        parts.append(f'<p style="{SMALL};color:{theme.muted}">{escape(rest)}</p>')
    hint = words("Thẻ chỉ tiêu")
    texts = [with_buttons(first["detail"], levels, hint), escape(first["note"])]
    parts += [f'<p style="{SMALL};color:{theme.muted}">{text}</p>' for text in texts if text]
    return "".join(parts)


def way_of(text: str, address: str, at: int) -> str:
    """The link to where an answer is shown. Markup and not the framework's own link, of which each
    takes as long to draw as an answer; answers.js turns the page without loading it anew.

    at: the place of the answer among those of the page.
    """
    link = f'<a href="{escape(address)}" data-place="{at}">{escape(text)} →</a>'
    return f'<p class="khdash-way">{link}</p>'


def with_buttons(text: str, levels: Sequence[tuple[str, str]], hint: str) -> str:
    """A text as HTML in which each of the words, in this order, leads to its card.

    >>> with_buttons("Mức 70 % đến 2025", [("70 %", "l0")], "Thẻ")
    'Mức <button type="button" data-card="l0" title="Thẻ">70 %</button> đến 2025'
    """
    found, rest = "", text
    for said, sign in levels:
        before, level, after = rest.partition(said)
        if level:
            found += escape(before) + _button(escape(level), sign, hint)
            rest = after
    return found + escape(rest)


def _button(content: str, sign: str, hint: str) -> str:
    return f'<button type="button" data-card="{sign}" title="{escape(hint)}">{content}</button>'


def _list(given: Sequence[Line], theme: Theme, words: Words) -> str:
    """A line a figure, with a bar where all are of one measure and kind."""
    lines = [line.row for line in given]
    if not lines:
        return ""
    kinds = {(row["indicator"], row["measure"]) for row in lines}
    drawn = len(kinds) == 1 and len(lines) > 1 and all(map(has_value, lines))
    ends = [row["target_value"] for row in lines if row["target_value"] == row["target_value"]]
    most = max((*[row["value"] for row in lines], *ends)) if drawn else 0.0
    long = any(len(row["text"]) >= LONG_TEXT for row in lines)
    columns = "fit-content(5.4rem) minmax(0,1fr)" if long else "minmax(min-content,1fr) auto"
    if most > 0:
        columns = "fit-content(5.4rem) minmax(.8rem,1fr) auto"
    items = "".join(_line(line, most, theme, words, long=long) for line in given)
    # One grid for all lines: bars of one length are one value, whatever stands behind them.
    grid = f"display:grid;grid-template-columns:{columns};column-gap:.5rem"
    return f'<ul style="list-style:none;margin:0;padding:0;{grid}">{items}</ul>'


def _line(line: Line, most: float, theme: Theme, words: Words, *, long: bool) -> str:
    """Name, bar and figure; value, year and denominator are never parted."""
    row = line.row
    bar = _bar(row, most, theme) if most > 0 else ""
    said = SPAN.sub(r'<span style="white-space:nowrap">\g<0></span>', escape(row["text"]))
    figure = f"<strong style='font-weight:500'>{said}</strong>"
    if line.figure:
        figure = _button(figure, line.figure, words("Thẻ số liệu"))
    hint = words("Thẻ chỉ tiêu")
    if row["verdict"]:
        told = escape(row["verdict_name"])
        sign = f'<span title="{told}" aria-label="{told}" role="img">{SIGNS[row["verdict"]]}</span>'
        if line.target and not row["level"]:
            sign = _button(sign, line.target, f"{hint}: {row['verdict_name']}")
        figure = f"{sign} {figure}"
    levels = [(row["level"], line.target)] if row["level"] and line.target else []
    when = escape(_when(row, words))
    tail = f' <span style="color:{theme.muted}">{when}</span>' if when else ""
    side, place = ("left", "start") if long else ("right", "center")
    wrap = "nowrap" if row["year"] is not None else "normal"
    return (
        '<li style="display:grid;grid-column:1/-1;grid-template-columns:subgrid;'
        f"align-items:{place};"
        'font-size:.86rem;line-height:1.45;margin:0;padding:0">'
        f"<span>{with_buttons(row['label'], levels, hint)}</span>{bar}"
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
