"""What each column means: a table with confidence, and every choice open to change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from khdash.ingest.check import CheckReport
from khdash.ingest.column_names import BASES, MEASURES, ROLES, STYLES
from khdash.ingest.deciding import with_column
from khdash.ingest.draft import Draft
from khdash.ingest.recognise import Choices, ColumnChoice, ColumnMeaning
from khdash.locale import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.reading.table import Table, column_letters
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.names import FIRST_YEAR, LAST_YEAR, meanings, unit_names
from khdash.web.upload import state
from khdash.web.upload.questions import Question
from khdash.web.upload.tables import key_of, pick_table

SAMPLES = 3
HOW: dict[str, str] = {
    "header": mark("theo tiêu đề"),
    "content": mark("theo nội dung"),
    "choice": mark("bạn chọn"),
    "misspelt": mark("tiêu đề sai một chữ"),
    "unaccented": mark("tiêu đề không dấu"),
}
CERTAIN = 0.95


def draw_mapping(
    draft: Draft, report: CheckReport, questions: Sequence[Question], words: Words
) -> None:
    """Step 2 of the page, one table of the file at a time."""
    number = pick_table(report, f"bang_cot_{draft.sha256[:12]}", words)
    own = report.recognitions[number]
    asked = {q.column for q in questions if q.kind == "indicator" and q.table is own.table}
    columns = _uncertain_first(
        [replace(c, confidence=0.0) if c.column in asked else c for c in own.mapping.columns]
    )
    year = _own(draft, own.table).year or own.mapping.year
    columns = [replace(c, year=c.year or year) if c.role == "value" else c for c in columns]
    shown = [column for column in columns if column.role != "ignored" or column.header]
    st.table(
        _frame(shown, own.table, report.catalogue, words),
        border="horizontal",
        hide_index=True,
        height="content" if len(shown) <= 12 else 420,
        alt=words("Nghĩa của từng cột"),
    )
    with st.expander(words("Đổi nghĩa của một cột"), icon=":material/edit:"):
        _year(draft, own.table, year, words)
        _editor(draft, shown, own.table, report.catalogue, words)


def _year(draft: Draft, table: Table, year: int | None, words: Words) -> None:
    """The year that holds for the whole table, where its title or a person gave one."""
    if year is None:
        return
    key = f"nam_bang_{draft.sha256[:12]}_{key_of(table)}_{year}"

    def keep() -> None:
        told = st.session_state[key]
        if told is not None:
            state.decide(table, lambda choices: replace(choices, year=int(told)))

    st.number_input(
        words("Năm của cả bảng"),
        FIRST_YEAR,
        LAST_YEAR,
        value=year,
        step=1,
        key=key,
        on_change=keep,
        width=220,
    )


def _uncertain_first(columns: Sequence[ColumnMeaning]) -> list[ColumnMeaning]:
    return sorted(columns, key=lambda c: (c.role == "ignored", c.confidence >= CERTAIN))


def _frame(
    columns: list[ColumnMeaning], table: Table, catalogue: Catalogue, words: Words
) -> pd.DataFrame:
    rows = [
        {
            words("Cột"): f"{_letters(column, table)} · {column.header or '–'}",
            words("Nghĩa"): _meaning(column, catalogue, words),
            words("Độ tin cậy"): _confidence(column, words),
            words("Đơn vị tính"): _measure(column, catalogue, words),
            words("Năm"): str(column.year) if column.year else "–",
            words("Ví dụ"): ", ".join(_samples(column, table)) or "–",
        }
        for column in columns
    ]
    return pd.DataFrame(rows, dtype="str").map(plain).map(unbroken)


def _letters(column: ColumnMeaning, table: Table) -> str:
    return column_letters(column.column + table.first_column)


def _samples(column: ColumnMeaning, table: Table) -> list[str]:
    texts = (row[column.column].strip() for row in table.rows[:200] if column.column < len(row))
    return [text[:24] for text in dict.fromkeys(text for text in texts if text)][:SAMPLES]


def _meaning(column: ColumnMeaning, catalogue: Catalogue, words: Words) -> str:
    if column.role != "value":
        return words(ROLES.get(column.role, column.role))
    parts = []
    if column.indicator:
        parts.append(words.name(catalogue.indicators[column.indicator]))
    if column.unit:
        parts.append(unit_names(catalogue, words)[column.unit])
    if column.basis:
        parts.append(words(BASES[column.basis]))
    return ", ".join(parts) or words(ROLES["value"])


def _measure(column: ColumnMeaning, catalogue: Catalogue, words: Words) -> str:
    if column.role != "value" or not column.indicator:
        return "–"
    measure = catalogue.measures[catalogue.indicators[column.indicator].unit]
    told = column.measure if column.measure in MEASURES else ""
    return words(MEASURES[told]) if told else words.of(measure.suffix_vi, measure.suffix_en)


def _confidence(column: ColumnMeaning, words: Words) -> str:
    how = words(HOW[column.how]) if column.how in HOW else ""
    if column.role == "ignored":
        return "–"
    if not column.confidence:
        return words("⚠ chưa rõ chỉ số")
    sign = "" if column.confidence >= CERTAIN else "⚠ "
    return f"{sign}{words.percent(column.confidence * 100, 0)} · {how}".rstrip(" ·")


def _editor(
    draft: Draft, columns: list[ColumnMeaning], table: Table, catalogue: Catalogue, words: Words
) -> None:
    """One column at a time: its meaning, unit, base and how its numbers are written."""
    by_index = {column.column: column for column in columns}
    if not by_index:
        return
    index = st.selectbox(
        words("Cột cần đổi"),
        list(by_index),
        format_func=lambda i: f"{_letters(by_index[i], table)} · {by_index[i].header or '–'}",
        key=f"cot_{draft.sha256[:12]}_{key_of(table)}",
        help=words("Cột chưa chắc chắn đứng trước."),
    )
    told = _own(draft, table).column(index)
    column, names = by_index[index], meanings(catalogue, words)
    now = (
        f"value:{column.indicator}"
        if column.role == "value" and column.indicator
        else (column.role)
    )
    _choice("meaning", words("Nghĩa"), names, now, (draft, table, index))
    left, right = st.columns(2, gap="small")
    with left:
        _choice(
            "measure",
            words("Đơn vị tính"),
            _named(MEASURES, words),
            told.measure,
            (draft, table, index),
        )
        _choice(
            "convention",
            words("Cách viết số"),
            _named(STYLES, words),
            told.convention or column.convention,
            (draft, table, index),
        )
    with right:
        _choice(
            "basis",
            words("Mẫu số của tỷ lệ"),
            _named(BASES, words),
            column.basis or None,
            (draft, table, index),
        )
        _choice(
            "dash_is_zero",
            words("Dấu gạch «-» trong cột"),
            {"": words("chưa có số liệu"), "0": words("bằng 0")},
            "0" if told.dash_is_zero else "",
            (draft, table, index),
        )


def _own(draft: Draft, table: Table) -> Choices:
    """What was decided about a table."""
    return Choices.from_dict(draft.choices).tables.get(key_of(table), Choices())


def _named(options: dict[str, str], words: Words) -> dict[str, str]:
    return {code: words(name) for code, name in options.items()}


def _choice(
    field: str, label: str, options: dict[str, str], now: str | None, at: tuple[Draft, Table, int]
) -> None:
    """A select box whose change is a decision about the column."""
    draft, table, index = at
    codes = list(options)
    key = f"chon_{field}_{draft.sha256[:12]}_{key_of(table)}_{index}"
    st.selectbox(
        label,
        codes,
        index=codes.index(now) if now in codes else None,
        format_func=lambda code: options[code],
        placeholder="–",
        key=key,
        on_change=lambda: state.decide(
            table, lambda own: with_column(own, index, _change(field, st.session_state[key]))
        ),
    )


def _change(field: str, answer: str | None) -> dict[str, Any]:
    """What the answer in a select box says about a column."""
    if field == "meaning":
        if answer is None:
            return {"role": None, "indicator": None}
        role, _, indicator = answer.partition(":")
        return {"role": role, "indicator": indicator or None}
    if field == "dash_is_zero":
        return {"dash_is_zero": answer == "0"}
    assert field in ColumnChoice.__dataclass_fields__
    return {field: answer}
