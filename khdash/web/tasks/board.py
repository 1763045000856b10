"""The board of tasks: a row a task, a column a province, each cell a sign, a word, a date."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.tasks.board import figure_text, state_name
from khdash.locale import Words
from khdash.model.rows import rows_of
from khdash.transform.tasks import NO_REPORT, roll_up
from khdash.web.common.foot import draw_foot
from khdash.web.common.heading import draw_heading
from khdash.web.common.markdown import NO_BREAK, link, plain, unbroken
from khdash.web.common.presenting import take_up
from khdash.web.common.table import as_read, folded
from khdash.web.targets.board_lines import BADGES as TARGET_BADGES

SHORT_STATE = 8
"""How many letters of a state stand in a line, so that eight provinces have room."""
BADGES: dict[str, tuple[str, str]] = {
    **TARGET_BADGES,
    "done": ("green", "✓"),
    "in_progress": ("blue", "▷"),
    "not_started": ("orange", "○"),
    "not_applicable": ("gray", "∅"),
    NO_REPORT: ("gray", ""),
    "higher": ("green", "▲"),
    "complete": ("green", "✓"),
    "not_higher": ("red", "▼"),
    "reported": ("green", "✓"),
}
"""The colour and the sign of each state and verdict; the word always stands beside them."""


def badge(state: str, name: str) -> str:
    """A state as sign and word; without a frame where nothing is known."""
    colour, sign = BADGES[state]
    if state == NO_REPORT:
        return f":{colour}[{unbroken(plain(name), SHORT_STATE)}]"
    if state == "cannot_be_judged":
        return f":{colour}[{sign}{NO_BREAK}{unbroken(plain(name), SHORT_STATE)}]"
    return f":{colour}-badge[{sign} {plain(name)}]"


def draw_board(shown: Exhibit, words: Words) -> None:
    """The headline, the board of a list, what it rests on and the ways out."""
    rows = board(shown.table, words)
    if take_up(shown, rows):
        return
    with st.container(border=True, key="hinh_bang_nhiem_vu"):
        draw_heading(shown, shown.subtitle)
        below = words("Số sau tình trạng: mục đã xong hoặc đạt trên số mục; ↗ mở minh chứng.")
        lines = folded(rows, words) if _says_one_thing(rows) else as_read(rows, words)
        if len(lines) > 1 and len(lines.columns) == 2 and lines.iloc[:, 1].nunique() == 1:
            below = words("Mọi dòng – {shared}", shared=lines.iloc[0, 1]) + "."
            lines = lines.iloc[:, :1]
        st.table(lines, border="horizontal", hide_index=True, alt=shown.alt)
        st.caption(below)
        draw_foot(shown, "bang_nhiem_vu", words)


def _says_one_thing(rows: pd.DataFrame) -> bool:
    """Whether all provinces stand alike in every row, as before anybody reported."""
    lines = rows.iloc[:, 1:].to_numpy()
    return lines.size > 0 and all(len(set(cells)) == 1 for cells in lines)


def board(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The cells as Markdown: a row a task, a column a province."""
    names = dict(zip(table["task"], table["task_name"], strict=True))
    units = dict(zip(table["unit"], table["unit_name"], strict=True))
    links = _links(table)
    grid: dict[str, dict[str, str]] = {}
    for row in rows_of(roll_up(table)):
        cells = grid.setdefault(
            row["task"], {words("Nhiệm vụ"): unbroken(plain(names[row["task"]]))}
        )
        cells[unbroken(units[row["unit"]])] = _cell(row, links, words)
    return pd.DataFrame(list(grid.values())).fillna("")


def _links(table: pd.DataFrame) -> dict[tuple[str, str], list[str]]:
    """The evidence of each task and province."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows_of(table[table["evidence_url"] != ""]):
        found.setdefault((row["task"], row["unit"]), []).append(row["evidence_url"])
    return found


def _cell(row: dict[str, Any], links: dict[tuple[str, str], list[str]], words: Words) -> str:
    parts = [badge(row["state"], state_name(row["state"], words)), *_counted(row, words)]
    parts += [link("↗", url) for url in links.get((row["task"], row["unit"]), [])]
    if row["overdue"] and row["state"] != NO_REPORT:
        parts.append(f":red[{unbroken(words('quá hạn'))}]")
    return " ".join(parts)


def _counted(row: dict[str, Any], words: Words) -> list[str]:
    """How many items are done and the newest day."""
    parts = []
    if row["items"] > 1 and (row["met"] or row["state"] != NO_REPORT):
        parts.append(f"{row['met']}/{row['items']}")
    if not pd.isna(row["state_date"]):
        parts.append(words.date(row["state_date"]))
    return parts


def written(row: dict[str, Any], words: Words) -> str:
    """A cell of the board on paper, where there are neither colours nor links."""
    late = row["overdue"] and row["state"] != NO_REPORT
    _, sign = BADGES[row["state"]]
    state = NO_BREAK.join(filter(None, [sign, state_name(row["state"], words)]))
    parts = [state, *_counted(row, words)]
    return " ".join([*parts, words("quá hạn")] if late else parts)


def item_cell(row: dict[str, Any], words: Words) -> str:
    """The state of one item: sign and word, date, evidence, reason or figure."""
    parts = [badge(row["state"], row["state_name"])]
    if row["progress_text"]:
        parts.append(f"**{row['progress_text']}**")
    if not pd.isna(row["state_date"]):
        parts.append(words.date(row["state_date"]))
    if row["evidence_url"]:
        parts.append(link("↗", row["evidence_url"]))
    if row["overdue"] and row["state"] != NO_REPORT:
        parts.append(f":red[{unbroken(words('quá hạn'))}]")
    if row["reason_text"]:
        parts.append(f":small[:gray[({plain(row['reason_text'])})]]")
    if figure := figure_text(row, words):
        parts.append(f":small[{plain(figure)}]")
    return " ".join(parts)
