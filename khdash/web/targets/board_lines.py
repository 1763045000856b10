"""The lines of the board of targets: as a table of cells that lead to cards, and as texts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import not_

import orjson
import pandas as pd

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.lookup.target_key import ShownTarget
from khdash.exhibit.topics.targets.status import STATUS_NAMES
from khdash.locale import Words
from khdash.locale.words import NO_BREAK
from khdash.model.kept import kept
from khdash.model.rows import Row

BADGES = {
    "achieved": ("green", "✓"),
    "on_track": ("green", "▲"),
    "needs_acceleration": ("orange", "△"),
    "far_off": ("orange", "▽"),
    "falling": ("red", "▼"),
    "missed": ("red", "✗"),
    "cannot_be_judged": ("gray", "?"),
}
"""The colour and the sign of each status; the word always stands beside them."""
LEVEL, FIRST_UNIT = 1, 2
"""The columns of the level to reach and of the first province."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the board: an indicator and year, the level to reach, the rows of `status_board`
    by unit, one a unit."""

    name: str
    goal: str
    rows: Mapping[str, Row]

    @property
    def targets(self) -> list[ShownTarget]:
        """Whose levels these are: one, or one of each unit that set it itself."""
        found: dict[str, ShownTarget] = {}
        for key in map(ShownTarget.of_row, self.rows.values()):
            found.setdefault(key.owner, key)
        return list(found.values())


def targets_at(lines: Sequence[Line], line: object, column: object) -> list[ShownTarget]:
    """What a cell of the board leads to: several where units set the same level themselves."""
    if not isinstance(line, int) or not isinstance(column, int) or not 0 <= line < len(lines):
        return []
    if column == LEVEL:
        return lines[line].targets
    units = dict(enumerate(units_of(lines), FIRST_UNIT))
    own = lines[line].rows.get(units.get(column, ""))
    return [ShownTarget.of_row(own)] if own is not None else []


@kept(1)
def lines_of(exhibit: Exhibit) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The targets with a figure of some province, and the others."""
    words = Words(exhibit.selection.lang)
    targets: dict[tuple[str, float], list[Row]] = {}
    for row in exhibit.rows:
        targets.setdefault((row["column_name"], row["target_value"]), []).append(row)
    lines = [line_of(rows, words) for rows in targets.values()]
    told = [any(map(_has_figure, line.rows.values())) for line in lines]
    return tuple(compress(lines, told)), tuple(compress(lines, map(not_, told)))


def line_of(rows: list[Row], words: Words) -> Line:
    """The rows of one indicator, year and level."""
    first = rows[0]
    goal = words.amount(first["target_value"], first["measure"], first["decimals"])
    return Line(first["column_name"], goal, {row["unit_name"]: row for row in _best_known(rows)})


def _has_figure(row: Row) -> bool:
    return not math.isnan(row["latest_value"])


def units_of(lines: Sequence[Line]) -> list[str]:
    """The names of the units in the board, in the official order of their codes."""
    codes = {name: str(row["unit"]) for line in lines for name, row in line.rows.items()}
    return sorted(codes, key=lambda name: codes[name])


def frame_of(lines: Sequence[Line], words: Words) -> pd.DataFrame:
    """The board as texts: a row a line, a column a province."""
    units = units_of(lines)
    return pd.DataFrame(
        {words("Chỉ tiêu"): f"{line.name} {line.goal}"}
        | {unit: said(line.rows[unit], words) if unit in line.rows else "" for unit in units}
        for line in lines
    )


def packed_board(lines: Sequence[Line], alt: str, words: Words, *, narrow: bool) -> bytes:
    """As static/components/table.js reads it; on a phone those without a figure stand together."""
    units = units_of(lines)
    rows = [
        [
            line.name,
            line.goal,
            *(_cell(line.rows.get(unit), words, narrow=narrow) for unit in units),
        ]
        for line in lines
    ]
    heads = [words("Chỉ tiêu"), words("Mức chỉ tiêu"), *units]
    if narrow:
        heads.append(words("Chưa có số"))
        for row, line in zip(rows, lines, strict=True):
            row.append(_without_figure(line, words))
    columns = [
        {"title": head, "number": False, "spared": False}
        | ({"cards": _leading(lines, place, units, narrow=narrow)} if place else {})
        for place, head in enumerate(heads)
    ]
    table = {"alt": alt, "columns": columns, "rows": rows, "height": None, "below": ""}
    return orjson.dumps(table | {"card": words("Thẻ chỉ tiêu")})


def _leading(
    lines: Sequence[Line], place: int, units: Sequence[str], *, narrow: bool
) -> bool | list[int]:
    """The rows of a column that lead to a card."""
    if place == LEVEL:
        return True
    if place >= FIRST_UNIT + len(units):
        return []
    unit = units[place - FIRST_UNIT]
    return [
        at
        for at, line in enumerate(lines)
        if unit in line.rows and (not narrow or _has_figure(line.rows[unit]))
    ]


def _without_figure(line: Line, words: Words) -> str:
    gone = [unit for unit, row in line.rows.items() if not _has_figure(row)]
    return words("mọi tỉnh") if len(gone) == len(line.rows) > 1 else ", ".join(gone)


def _best_known(entries: list[Row]) -> list[Row]:
    """One entry a unit: the judged before those that could not be, the newer before the older."""
    ordered = sorted(
        entries,
        key=lambda e: (
            e["status"] != "cannot_be_judged",
            e["latest_year"] or -1,
        ),
    )
    return list({entry["unit"]: entry for entry in ordered}.values())


def _cell(entry: Row | None, words: Words, *, narrow: bool) -> str | dict[str, str]:
    """A status as a badge and the newest figure with its year; words where there is none."""
    if entry is None or (narrow and not _has_figure(entry)):
        return ""
    if not _has_figure(entry):
        return {"tone": "gray", "text": words("chưa có số")}
    colour, _ = BADGES[entry["status"]]
    return {"tone": colour, "badge": _badge(entry, words), "text": _dated(entry, words)}


def said(entry: Row, words: Words) -> str:
    """The same in one line of text."""
    if not _has_figure(entry):
        return words("chưa có số")
    return f"{_badge(entry, words)} {_dated(entry, words)}"


def _badge(entry: Row, words: Words) -> str:
    _, sign = BADGES[entry["status"]]
    name = words(STATUS_NAMES[entry["status"]])
    if entry["provisional"] and entry["status"] != "cannot_be_judged":
        name = words("{status}, tạm tính", status=name)
    return f"{sign} {name}"


def _dated(entry: Row, words: Words) -> str:
    figure = words.figure(
        entry["latest_value"], entry["measure"], entry["decimals"], entry["latest_qualifier"]
    )
    return f"{figure}{NO_BREAK}({entry['latest_year']})"
