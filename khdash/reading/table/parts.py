"""Several tables one below the other: where the next one starts."""

from __future__ import annotations

from bisect import bisect_left

from khdash.reading.table import wording
from khdash.reading.table.celltype import TEXT, agreement, cell_type, column_types
from khdash.reading.table.grid import Grid
from khdash.reading.table.regions import Regions, find_regions

_SMALL = 30


def split_parts(grid: Grid) -> list[tuple[int, int]]:
    """Row ranges of the tables of a grid, the first starting at row 0."""
    starts = [0]
    while len(starts) < 50:
        regions = find_regions(grid, starts[-1])
        following = _next_start(grid, regions)
        if following is None:
            break
        starts.append(following)
    return list(zip(starts, [*starts[1:], len(grid.rows)], strict=True))


def _next_start(grid: Grid, regions: Regions) -> int | None:
    if len(regions.header) == 0 or not regions.body:
        return None
    names = [cell.strip() for cell in grid.rows[regions.header[-1]]]
    width = grid.width
    types = column_types([grid.rows[row] for row in regions.body[:400]], width)
    above, seen = types, -1
    candidates = sorted([*regions.body[1:], *regions.skipped, *regions.trailer])
    for row in candidates:
        if row <= regions.body[0]:
            continue
        if _repeats_header(grid, row, names) or _starts_after_gap(grid, row, types):
            return row
        if _is_header(grid, row, names):
            continue
        if len(regions.body) <= _SMALL and (count := bisect_left(regions.body, row)) != seen:
            rows = [grid.rows[index] for index in regions.body[:count]]
            above, seen = column_types(rows, width), count  # those below may name other columns
        if _names_columns(grid, row, above) or _names_other_years(grid, row, names):
            return row
    return None


def _is_header(grid: Grid, row: int, names: list[str]) -> bool:
    """Whether a row is the header again, as at the top of a printed page."""
    cells = grid.rows[row]
    if not cells or cells[0].strip() != names[0]:
        return False
    return _without_tail([cell.strip() for cell in cells]) == _without_tail(names)


def _names_columns(grid: Grid, row: int, types: list[int]) -> bool:
    """Names of columns, each another, where the rows above and below have figures."""
    words = [word for cell in grid.rows[row] if (word := cell.strip())]
    fewest = max(2, len(words) / 2)
    if sum(word[0].isalpha() for word in words) < fewest:
        return False
    if len(set(words)) < len(words) or row + 1 >= len(grid.rows):
        return False
    if sum(map(wording.is_column_name, words)) < fewest:
        return False
    if any(cell_type(cell) != TEXT for cell in words):
        return False
    same, other = agreement(grid.rows[row], types)
    return other > 0 and not same and agreement(grid.rows[row + 1], types)[0] > 0


def _names_other_years(grid: Grid, row: int, names: list[str]) -> bool:
    """The header's first name again, and years that are not the header's."""
    cells = _without_tail([cell.strip() for cell in grid.rows[row]])
    if len(cells) < 2 or cells[0] != names[0]:
        return False
    return all(map(wording.is_year, cells[1:]))


def _repeats_header(grid: Grid, row: int, names: list[str]) -> bool:
    """The header's first names again: with other columns, or after a blank row or a title."""
    cells = grid.rows[row]
    if len(cells) < 2 or cells[0].strip() != names[0]:
        return False
    here = _without_tail([cell.strip() for cell in cells])
    above = _without_tail(names)
    shared = min(len(here), len(above))
    if shared < 2 or here[:shared] != above[:shared]:
        return False
    return here != above or row in grid.gaps


def _without_tail(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _starts_after_gap(grid: Grid, row: int, types: list[int]) -> bool:
    """After a blank row: a header-like row with data below it, perhaps under a line of title."""
    if row not in grid.gaps:
        return False
    header = row
    while header < min(row + 4, len(grid.rows) - 1) and len(grid.filled_columns(header)) == 1:
        if wording.is_trailer(grid.rows[header][grid.filled_columns(header)[0]]):
            return False
        header += 1
    cells = [cell for cell in grid.rows[header] if cell.strip()]
    if len(cells) < 2 or header + 1 >= len(grid.rows) or any(map(wording.is_trailer, cells)):
        return False
    words = all(cell_type(cell) == TEXT or wording.is_year(cell) for cell in cells)
    same, other = agreement(grid.rows[header], types)
    data_below = (
        any(cell_type(cell) != TEXT for cell in grid.rows[header + 1] if cell.strip())
        and len(grid.filled_columns(header + 1)) >= 2
    )
    return words and data_below and (other > same or header > row)
