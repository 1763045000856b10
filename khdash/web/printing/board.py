"""A board of tasks on paper: a row a task, a column a province."""

from __future__ import annotations

from khdash.exhibit.by_list import BOARD
from khdash.exhibit.core.exhibit import Exhibit
from khdash.locale import Words
from khdash.model.rows import Row, rows_of
from khdash.transform.tasks import roll_up
from khdash.web.printing.grid import table_parts
from khdash.web.tasks.board import written


def task_grid(exhibit: Exhibit, words: Words) -> str:
    """The board as HTML; '' of what is no board of several tasks and provinces."""
    if exhibit.name != BOARD:
        return ""
    tasks = {row["task"]: row["task_name"] for row in exhibit.rows}
    units = {row["unit"]: row["unit_name"] for row in exhibit.rows}
    if len(tasks) < 2 or len(units) < 2:
        return ""
    cells: dict[tuple[str, str], Row] = {
        (row["task"], row["unit"]): row for row in rows_of(roll_up(exhibit.table))
    }
    lines = []
    for task, name in tasks.items():
        own = (cells.get((task, unit)) for unit in units)
        lines.append([name, *(written(row, words) if row else "" for row in own)])
    return table_parts([words("Nhiệm vụ"), *units.values()], lines, heads=True)
