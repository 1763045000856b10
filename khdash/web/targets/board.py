"""The board of targets: a row a target, a column a province, each cell a sign, a word, a figure."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.targets.status import STATUS_NAMES, indicators_with_targets, status_scope
from khdash.locale import Words
from khdash.model.rows import rows_of
from khdash.model.selection import NATIONAL_TARGETS, Selection
from khdash.web.common import reader
from khdash.web.common.downloads import draw_exhibit_downloads
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.show import draw_heading, draw_notes
from khdash.web.common.table import folded_board
from khdash.web.common.viewport import is_narrow

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
    with st.container(border=True, key=f"hinh_{key}"):
        draw_heading(exhibit, exhibit.subtitle)
        known = exhibit.table.groupby(["column_name", "target_value"])["latest_value"]
        has_figure = known.transform(lambda values: values.notna().any()).astype(bool)
        if exhibit.table.empty:
            st.caption(words("Chưa có chỉ tiêu nào để xét trong lựa chọn này"))
        if has_figure.any():
            judged = board(exhibit.table[has_figure], words)
            st.table(
                folded_board(judged, words("mọi tỉnh")) if is_narrow() else judged,
                border="horizontal",
                hide_index=True,
                alt=exhibit.alt,
            )
        unknown = board(exhibit.table[~has_figure], words)
        if len(unknown):
            label = words("{n} chỉ tiêu chưa tỉnh nào có số liệu", n=len(unknown))
            with st.expander(label, type="compact"):
                unknown = folded_board(unknown, words("mọi tỉnh")) if is_narrow() else unknown
                st.table(unknown, border="horizontal", hide_index=True, alt=label)
        without = exhibit.extra.get("empty")
        if isinstance(without, list) and without:
            text = words("Chưa có chỉ tiêu riêng: {names}.", names=words.listed(without))
            st.caption(plain(text))
        draw_notes(exhibit.notes, words)
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            draw_exhibit_downloads(exhibit, key, words)


def board(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The cells as Markdown: a row an indicator, year and value to reach, a column a province."""
    title = words("Chỉ tiêu")
    units = list(dict.fromkeys(table["unit_name"]))
    rows = []
    for (name, _), of_target in table.groupby(["column_name", "target_value"], sort=False):
        first = rows_of(of_target)[0]
        goal = words.figure(first["target_value"], first["measure"], 0)
        row = {title: f"{unbroken(plain(str(name)))} **{plain(goal)}**"}
        row |= dict.fromkeys(map(unbroken, units), "")
        for entry in _best_known(rows_of(of_target)):
            row[unbroken(str(entry["unit_name"]))] = cell(entry, words)
        rows.append(row)
    return pd.DataFrame(rows)


def _best_known(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One entry a unit: the judged before those that could not be, the newer before the older."""
    ordered = sorted(
        entries,
        key=lambda e: (
            e["status"] != "cannot_be_judged",
            -1 if pd.isna(e["latest_year"]) else e["latest_year"],
        ),
    )
    return list({entry["unit"]: entry for entry in ordered}.values())


def cell(entry: dict[str, Any], words: Words) -> str:
    """A status as a badge and the newest figure with its year; in grey where there is none."""
    if pd.isna(entry["latest_value"]):
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
