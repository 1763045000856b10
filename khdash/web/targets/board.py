"""The board of targets: a row a target, a column a province, each cell a sign, a word, a figure."""

from __future__ import annotations

import math
from functools import lru_cache

import pandas as pd
import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.targets.status import STATUS_NAMES, indicators_with_targets, status_scope
from khdash.locale import Words
from khdash.model.rows import Row
from khdash.model.selection import NATIONAL_TARGETS, Selection
from khdash.web.common import reader
from khdash.web.common.foot import draw_foot
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.presenting import take_up
from khdash.web.common.show import draw_heading
from khdash.web.common.table import as_read

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


def show_board(exhibit: Exhibit, key: str) -> None:
    """The headline, the board, what it rests on and the ways out."""
    words = Words(exhibit.selection.lang)
    judged, unknown = boards(exhibit)
    if take_up(exhibit, judged if len(judged) else unknown):
        return
    with st.container(border=True, key=f"hinh_{key}"):
        draw_heading(exhibit, exhibit.subtitle)
        if not exhibit.rows:
            st.caption(words("Chưa có chỉ tiêu nào để xét trong lựa chọn này"))
        if len(judged):
            st.table(
                as_read(judged, words),
                border="horizontal",
                hide_index=True,
                alt=exhibit.alt,
            )
        if len(unknown):
            label = words("{n} chỉ tiêu chưa tỉnh nào có số liệu", n=len(unknown))
            with st.expander(label, type="compact"):
                unknown = as_read(unknown, words)
                st.table(unknown, border="horizontal", hide_index=True, alt=label)
        without = exhibit.extra.get("empty")
        if isinstance(without, list) and without:
            text = words("Chưa có chỉ tiêu riêng: {names}.", names=words.listed(without))
            st.caption(plain(text))
        draw_foot(exhibit, key, words)


@lru_cache(maxsize=64)
def boards(exhibit: Exhibit) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The board of the targets with a figure of some province, and that of the others; not to be
    changed."""
    words = Words(exhibit.selection.lang)
    targets: dict[tuple[str, float], list[Row]] = {}
    for row in exhibit.rows:
        targets.setdefault((row["column_name"], row["target_value"]), []).append(row)
    known = [rows for rows in targets.values() if any(map(_has_figure, rows))]
    unknown = [rows for rows in targets.values() if not any(map(_has_figure, rows))]
    return board(known, words), board(unknown, words)


def _has_figure(row: Row) -> bool:
    return not math.isnan(row["latest_value"])


def board(targets: list[list[Row]], words: Words) -> pd.DataFrame:
    """The cells as Markdown: a row an indicator, year and value to reach, a column a province."""
    title = words("Chỉ tiêu")
    units = dict.fromkeys(unbroken(row["unit_name"]) for rows in targets for row in rows)
    found = []
    for rows in targets:
        first = rows[0]
        goal = words.figure(first["target_value"], first["measure"], 0)
        line = {title: f"{unbroken(plain(first['column_name']))} **{plain(goal)}**"}
        line |= dict.fromkeys(units, "")
        line |= {unbroken(one["unit_name"]): cell(one, words) for one in _best_known(rows)}
        found.append(line)
    return pd.DataFrame(found)


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


def cell(entry: Row, words: Words) -> str:
    """A status as a badge and the newest figure with its year; in grey where there is none."""
    if not _has_figure(entry):
        return f":gray[{unbroken(words('chưa có số'))}]"
    colour, sign = BADGES[entry["status"]]
    name = words(STATUS_NAMES[entry["status"]])
    if entry["provisional"] and entry["status"] != "cannot_be_judged":
        name = words("{status}, tạm tính", status=name)
    badge = f":{colour}-badge[{sign} {name}]"
    figure = words.figure(
        entry["latest_value"], entry["measure"], entry["decimals"], entry["latest_qualifier"]
    )
    dated = f"{figure} ({entry['latest_year']})"
    return f"{badge} {unbroken(plain(dated))}"


def choose_national() -> None:
    """Whether provinces without a target of their own are judged against the country's."""
    words = reader.words()
    st.toggle(
        words("Xét cả theo chỉ tiêu quốc gia"),
        value=bool(st.session_state["chi_tieu"]),
        key="_chi_tieu",
        on_change=_set_national,
        help=words(
            "Chỉ tiêu quốc gia đặt cho cả nước; với từng tỉnh đó là mốc tham chiếu, chỉ xét khi"
            " được yêu cầu."
        ),
    )


def _set_national() -> None:
    st.session_state["chi_tieu"] = NATIONAL_TARGETS if st.session_state["_chi_tieu"] else ""


def choose_indicator() -> str:
    """The indicator that the page looks at in detail."""
    words, dataset = reader.words(), reader.current_dataset()
    options = [i.code for i in indicators_with_targets(status_scope(dataset, Selection()))]
    names = dataset.catalogue.indicators
    return str(
        st.selectbox(
            words("Chỉ số"),
            options,
            format_func=lambda code: words.name(names[code]),
            key="xet",
            persist_state="session",
            width=420,
        )
    )
