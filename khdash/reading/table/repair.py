"""Mending one line whose quotation marks or delimiters do not fit: the cheapest reading wins.

Every way of cutting the line into quoted and plain cells has a cost: quotation marks inside a
quoted cell that are not escaped, a plain cell with a stray mark, a delimiter that must be
supplied, and a number of cells that is not the table's. The reading of least cost is taken and
what it supposes is reported.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from dataclasses import dataclass, field

from khdash.reading.table.dialect import Dialect

_SUPPLIED_DELIMITER = 2.5
_LEADING_MARK = 2.0
_MARK_IN_PLAIN = 1.5
_INCH_MARK = 0.5
_MARK_IN_QUOTED = 1.0
_SKIPPED_END = 1.5
_WRONG_WIDTH = 5.0
_MAX_ENDS = 12
_MAX_STATES = 20_000


@dataclass
class Mended:
    """Cells of a line, and codes of what was supposed with the index of the cell."""

    cells: list[str]
    notes: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True)
class _Step:
    cost: float
    cell: str
    end: int
    note: str = ""


def repair_line(line: str, dialect: Dialect, width: int) -> Mended:
    """The reading of a line that supposes least, given the table's usual number of cells."""
    cutter = _Cutter(line, dialect)
    final = len(line) + 1
    best: dict[tuple[int, int], float] = {(0, 0): 0.0}
    came: dict[tuple[int, int], tuple[tuple[int, int], _Step]] = {}
    queue = [(0, 0)]
    steps: dict[int, list[_Step]] = {}
    while queue and len(best) < _MAX_STATES:
        state = heapq.heappop(queue)
        at, count = state
        if at == final or count > width + 40:
            continue
        if at not in steps:
            steps[at] = cutter.steps(at)
        for step in steps[at]:
            following = (step.end, count + 1)
            cost = best[state] + step.cost
            if following not in best:
                heapq.heappush(queue, following)
            elif best[following] <= cost:
                continue
            best[following] = cost
            came[following] = (state, step)
    ends = [state for state in best if state[0] == final]
    if not ends:
        return Mended(line.split(dialect.delimiter))
    end = min(ends, key=lambda state: best[state] + _WRONG_WIDTH * abs(state[1] - width))
    return _walk_back(end, came)


def _walk_back(
    end: tuple[int, int], came: dict[tuple[int, int], tuple[tuple[int, int], _Step]]
) -> Mended:
    cells: list[str] = []
    notes: list[tuple[str, int]] = []
    state = end
    while state in came:
        state, step = came[state]
        cells.append(step.cell)
        if step.note:
            notes.append((step.note, state[1]))
    return Mended(cells[::-1], notes[::-1])


class _Cutter:
    """All plausible next cells from a position of the line."""

    def __init__(self, line: str, dialect: Dialect) -> None:
        self.line, self.dialect = line, dialect
        self.mark, self.quote, self.close = dialect.delimiter, dialect.quote, dialect.close
        self.delimiters = _places(line, self.mark)
        self.closers = [at for at in _places(line, self.close) if self._ends_cell(at)]

    def steps(self, at: int) -> list[_Step]:
        found = [self._plain(at)]
        start = at + len(self.line[at:]) - len(self.line[at:].lstrip(" "))
        if self.line.startswith(self.quote, start):
            found += self._quoted(start)
        found += self._supplied(at)
        return found

    def _ends_cell(self, at: int) -> bool:
        after = at + 1
        return not self.line[after:].strip() or self.line.startswith(self.mark, after)

    def _after(self, end: int) -> int:
        """Start of the next cell after a cell that ends before `end`."""
        if end >= len(self.line) or (not self.line[end:].strip() and self.mark.strip()):
            return len(self.line) + 1
        return end + len(self.mark)

    def _plain(self, at: int) -> _Step:
        index = bisect_left(self.delimiters, at)
        end = self.delimiters[index] if index < len(self.delimiters) else len(self.line)
        cell = self.line[at:end]
        cost = 0.0
        for place in _places(cell, self.quote):
            if place == 0:
                cost += _LEADING_MARK
            else:
                opens = cell[place + 1 : place + 2].isalnum()
                is_inch = cell[place - 1].isdigit() and not opens
                cost += _INCH_MARK if is_inch else _MARK_IN_PLAIN
        note = "stray-quote" if cost else ""
        after = end + len(self.mark) if end < len(self.line) else len(self.line) + 1
        return _Step(cost, cell, after, note)

    def _quoted(self, at: int) -> list[_Step]:
        first = bisect_left(self.closers, at + 1)
        found = []
        for skipped, end in enumerate(self.closers[first : first + _MAX_ENDS]):
            cell, loose = self._content(at + 1, end)
            cost = loose * _MARK_IN_QUOTED + skipped * _SKIPPED_END
            found.append(_Step(cost, cell, self._after(end + 1), "stray-quote" if loose else ""))
        return found

    def _content(self, start: int, end: int) -> tuple[str, int]:
        """Content of a quoted cell, and how many marks in it are not escaped."""
        raw, close = self.line[start:end], self.close
        if self.dialect.escape:
            raw = raw.replace("\\" + close, close + close).replace("\\\\", "\\")
        pairs = raw.count(close + close)
        return raw.replace(close + close, close), raw.count(close) - 2 * pairs

    def _supplied(self, at: int) -> list[_Step]:
        """A missing delimiter before a quoted cell: `text"quoted",` or `"quoted""quoted",`."""
        found = []
        opening = self.line.find(self.quote, at + 1)
        plain = self.line[at:opening] if opening > 0 else ""
        if plain and self.mark not in plain and self._opens(opening) and not plain[-1].isspace():
            found.append(_Step(_SUPPLIED_DELIMITER, plain, opening, "delimiter-supplied"))
        if self.line.startswith(self.quote, at):
            end = self.line.find(self.close + self.quote, at + 1)
            if end > 0 and self._opens(end + 1) and self.close not in self.line[at + 1 : end]:
                cell = self.line[at + 1 : end]
                found.append(_Step(_SUPPLIED_DELIMITER, cell, end + 1, "delimiter-supplied"))
            elif end < 0 or self.close in self.line[at + 1 : end]:
                found += self._supplied_after_quoted(at)
        return found

    def _supplied_after_quoted(self, at: int) -> list[_Step]:
        """A missing delimiter after a quoted cell: `"quoted"text,`."""
        end = self.line.find(self.close, at + 1)
        following = self.line[end + 1 : end + 2]
        if end < 0 or not following.isalnum():
            return []
        cell = self.line[at + 1 : end]
        return [_Step(_SUPPLIED_DELIMITER, cell, end + 1, "delimiter-supplied")]

    def _opens(self, at: int) -> bool:
        following = self.line[at + 1 : at + 2]
        index = bisect_left(self.closers, at + 1)
        return following.isalnum() and index < len(self.closers)


def _places(text: str, mark: str) -> list[int]:
    found, at = [], text.find(mark) if mark else -1
    while at >= 0:
        found.append(at)
        at = text.find(mark, at + len(mark))
    return found
