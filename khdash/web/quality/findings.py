"""The findings: narrowed by rule and severity, a page of them as cards, the confirmed folded."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

import pandas as pd
import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.quality.findings import headline
from khdash.locale import Words
from khdash.model.frames import each_group, each_row
from khdash.rules import registry
from khdash.rules.words import SEVERITY_NAMES
from khdash.web.common import reader
from khdash.web.common.choices import ALL
from khdash.web.common.downloads import draw_exhibit_downloads
from khdash.web.common.entries import entry_of
from khdash.web.common.heading import draw_heading
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.page import exhibit
from khdash.web.common.page_registry import page_at
from khdash.web.common.presenting import is_taking_up, take_up
from khdash.web.common.viewport import is_narrow
from khdash.web.quality.finding_card import draw_finding

PAGE, PAGE_OF_PHONE = 8, 4


def draw_findings(words: Words) -> None:
    """Every finding under the shared filters and those of the page."""
    whole = exhibit("quality_findings")
    table = whole.table
    if table.empty:
        st.success(
            words("Các quy tắc không nêu số liệu nào của lựa chọn này."),
            icon=":material/check_circle:",
        )
        return
    rows = narrowed(table, st.session_state["quy_tac"], st.session_state["muc"])
    shown = replace(whole, content=rows, headline=headline(rows, words))
    if is_taking_up():
        take_up(shown, by_rule(rows, words))
        take_up(replace(shown, headline=whole.title), one_by_one(rows, words))
        return
    draw_heading(shown, whole.subtitle)
    _draw_narrowing(table, words)
    _page_of(rows[~rows["confirmed"]], words)
    _confirmed(rows[rows["confirmed"]], words)
    _files(shown, words)


def narrowed(table: pd.DataFrame, rule: str, severity: str) -> pd.DataFrame:
    """The findings of a rule and a severity; ALL keeps every one."""
    kept = pd.Series(True, index=table.index)
    if rule != ALL:
        kept &= table["rule"] == rule
    if severity != ALL:
        kept &= table["severity"] == severity
    return table[kept].reset_index(drop=True)


def _draw_narrowing(table: pd.DataFrame, words: Words) -> None:
    waiting = table[~table["confirmed"]]
    by_rule = waiting["rule"].value_counts()
    by_severity = waiting["severity"].value_counts()
    names = {rule.code: words.of(*rule.name) for rule in registry.RULES}
    asked = set(table["rule"]) | {st.session_state["quy_tac"]}
    rules = [ALL, *(code for code in names if code in asked)]
    left, right = st.columns([3, 2], gap="small")
    with left:
        st.segmented_control(
            words("Mức"),
            (ALL, *SEVERITY_NAMES),
            required=True,
            format_func=lambda c: (
                words("Tất cả ({n})", n=len(waiting))
                if c == ALL
                else f"{words(SEVERITY_NAMES[c])} ({by_severity.get(c, 0)})"
            ),
            key="muc",
            wrap=True,
            persist_state="session",
        )
    with right:
        st.selectbox(
            words("Quy tắc"),
            rules,
            format_func=lambda c: (
                words("Mọi quy tắc") if c == ALL else f"{names[c]} ({by_rule.get(c, 0)})"
            ),
            key="quy_tac",
            persist_state="session",
        )


def by_rule(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """How many findings of each rule wait, and in how many units: the weightiest rules first."""
    waiting = rows[~rows["confirmed"]]
    lines = [
        {
            words("Mức"): own["severity_name"].iloc[0],
            words("Quy tắc"): name,
            words("Số điều"): words.number(len(own)),
            words("Số tỉnh"): words.number(own["unit"].nunique()),
        }
        for name, own in each_group(waiting, "rule_name")
    ]
    order = {words(name): place for place, name in enumerate(SEVERITY_NAMES.values())}
    lines.sort(key=lambda line: order[line[words("Mức")]])
    return pd.DataFrame(lines, dtype="str")


def one_by_one(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The findings as a room reads them: of which figure, and why."""
    years = [
        f"{name} ({year})" for name, year in zip(rows["indicator_name"], rows["year"], strict=True)
    ]
    return pd.DataFrame(
        {
            words("Mức"): rows["severity_name"],
            words("Tỉnh, thành phố"): rows["unit_name"],
            words("Số liệu"): years,
            words("Vì sao"): rows["why"],
            words("Xác nhận"): rows["confirmation"],
        },
        dtype="str",
    )


def _page_of(rows: pd.DataFrame, words: Words) -> None:
    """The cards of one page of findings."""
    if rows.empty:
        st.caption(words("Không còn điều nào chờ xem lại."))
        return
    most = PAGE_OF_PHONE if is_narrow() else PAGE
    pages, page = ceil(len(rows) / most), 1
    if pages > 1:
        page = int(st.pagination(pages, key=f"trang_ra_soat_{pages}") or 1)
    shown = list(each_row(rows.iloc[(page - 1) * most : page * most]))
    beside = 1 if is_narrow() else 2
    for start in range(0, len(shown), beside):
        own = shown[start : start + beside]
        for column, row in zip(st.columns(beside, gap="small"), own, strict=False):
            with column:
                draw_finding(row, words)


def _confirmed(rows: pd.DataFrame, words: Words) -> None:
    """Those confirmed as right, folded and counted."""
    if rows.empty:
        return
    label = words("{n} điều đã xác nhận là đúng", n=words.number(len(rows)))
    with st.expander(label, icon=":material/verified:"):
        frame = pd.DataFrame(
            {
                words("Quy tắc"): rows["rule_name"],
                words("Tỉnh, thành phố"): rows["unit_name"],
                words("Chỉ số"): rows["indicator_name"],
                words("Năm"): rows["year"].astype("str"),
                words("Xác nhận"): rows["confirmation"],
            },
            dtype="str",
        )
        st.table(frame.map(plain).map(unbroken), border="horizontal", hide_index=True, alt=label)
        journal = page_at("nhat-ky")
        st.page_link(
            entry_of(journal),
            label=words("Rút lại một xác nhận: hoàn tác trong Nhật ký"),
            icon=":material/undo:",
            query_params=reader.link_to(journal),
        )


def _files(shown: Exhibit, words: Words) -> None:
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        draw_exhibit_downloads(
            shown,
            "ra_soat",
            words,
            lambda kind: words("{kind}: {n} điều", kind=kind, n=len(shown.table)),
        )
