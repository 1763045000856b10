"""The form on the page: on a wide screen a grid, on a phone one labelled field after the other."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from khdash.ingest.findings import Finding
from khdash.ingest.messages import sentence
from khdash.locale import Words
from khdash.report.forms.asked import FormField
from khdash.report.forms.form import Known
from khdash.report.forms.text import figure_text, grouped
from khdash.store.round_drafts import LONGEST_VALUE
from khdash.web.common import reader
from khdash.web.common.changes import SEVERITY_ICONS
from khdash.web.common.markdown import plain
from khdash.web.common.viewport import is_narrow
from khdash.web.giving.seat import Seat
from khdash.web.giving.typed import Typed, keep, key_of

GRID = [4, 2, 2, 4]
"""Widths of the grid: the figure, the year before, the field, what is to be said of it."""


def draw_fields(seat: Seat, form: Typed, words: Words) -> None:
    """Every figure that is asked for, by year."""
    narrow, several = is_narrow(), len(form.form.lines) > 1
    st.caption(
        words(
            "Ghi số như vẫn viết: 12.650 hoặc 86,2; chưa chính xác thì ghi “hơn 300.000”, “gần"
            " 9.000”. Chưa có số thì để trống, không ghi 0. Điền đến đâu lưu đến đó."
        )
    )
    for number, line in enumerate(form.form.lines):
        if several:
            st.subheader(str(line.year), anchor=False)
        own = [field for field in form.fields if field.line == number]
        before = _year_before(own, line.year)
        if not narrow:
            _draw_heads(line.year, words)
        for field in own:
            _draw_field(seat, form, field, before.get(field.name, ""), words)
    st.caption(
        words("Đã điền {k}/{n} ô.", k=words.number(form.given), n=words.number(len(form.fields)))
    )


def _draw_heads(year: int, words: Words) -> None:
    heads = (
        words("Chỉ số"),
        words("Năm {year}", year=year - 1),
        words("Số năm {year}", year=year),
        words("Cần xem lại"),
    )
    for column, head in zip(st.columns(GRID, gap="small"), heads, strict=True):
        column.caption(f"**{head}**")


def _draw_field(seat: Seat, form: Typed, field: FormField, before: str, words: Words) -> None:
    """A labelled field with what the check says of it."""
    label = plain(form.labels[field.position])
    findings = form.findings.get(field.name, ())
    if is_narrow():
        _input(seat, form, field, label, words)
        if before:
            year = form.form.lines[field.line].year - 1
            st.caption(words("Năm {year}: {figure}", year=year, figure=before))
        _draw_findings(findings, words)
        return
    name, last, own, said = st.columns(GRID, gap="small", vertical_alignment="center")
    name.markdown(label)
    last.caption(before or "–")
    with own:
        _input(seat, form, field, label, words, hidden=True)
    with said:
        _draw_findings(findings, words)


def _input(
    seat: Seat, form: Typed, field: FormField, label: str, words: Words, hidden: bool = False
) -> None:
    year = form.form.lines[field.line].year
    st.text_input(
        f"{label}, {year}",
        value=form.texts[field.name],
        key=key_of(seat, field),
        max_chars=LONGEST_VALUE,
        label_visibility="collapsed" if hidden else "visible",
        placeholder=words("chưa có số"),
        disabled=seat.asked.closed,
        on_change=keep,
        args=(seat, (field,)),
    )


def _draw_findings(findings: Sequence[Finding], words: Words) -> None:
    """The sentences on a field, without the address that it has in the file."""
    for finding in findings:
        said = sentence(finding, words.lang).partition(": ")
        text = said[2] if finding.cell and finding.cell in said[0] else "".join(said)
        st.markdown(f"{SEVERITY_ICONS[finding.severity]} {plain(text)}")


def _year_before(fields: Sequence[FormField], year: int) -> dict[str, str]:
    """What is known of the year before, by field: by it a slip of a digit is seen."""
    current = reader.dataset().current
    rows = current[(current["year"] == year - 1) & (current["point"] == "year_end")]
    known = {
        (row["unit"], row["indicator"], row["subgroup"], row["basis"]): Known(
            float(row["value"]), str(row["qualifier"]), None
        )
        for row in rows.to_dict("records")
        if not pd.isna(row["value"])
    }
    catalogue = reader.dataset().catalogue
    found: dict[str, str] = {}
    for field in fields:
        unit, _, _, indicator, subgroup, basis = field.name.split("|")
        if figure := known.get((unit, indicator, subgroup, basis)):
            rate = catalogue.indicators[indicator].unit == "%"
            found[field.name] = grouped(figure_text(figure, rate, "vi"))
    return found
