"""A board of tasks on paper: a row a task, a column a province."""

from __future__ import annotations

from html import escape

from khdash.exhibit.by_list import BOARD
from khdash.exhibit.core.exhibit import Exhibit
from khdash.locale import Words
from khdash.model.rows import Row, rows_of
from khdash.transform.tasks import roll_up
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
    head = "".join(
        f"<th scope=col>{escape(name)}</th>" for name in (words("Nhiệm vụ"), *units.values())
    )
    body = ""
    for task, name in tasks.items():
        own = (cells.get((task, unit)) for unit in units)
        told = "".join(f"<td>{escape(written(row, words)) if row else ''}</td>" for row in own)
        body += f"<tr><th scope=row>{escape(name)}</th>{told}</tr>"
    return f"<table class=figures><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
