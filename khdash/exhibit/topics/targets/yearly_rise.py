"""The growth rule of 2022: share of members and coverage higher each year than the year before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.scope import Scope, current_on
from khdash.locale import Words, mark
from khdash.locale.gaps import gap_text
from khdash.model.dataset import Dataset
from khdash.model.gap import GapReason
from khdash.model.kept import kept
from khdash.model.rows import rows_of
from khdash.model.selection import Selection
from khdash.model.units import split_key
from khdash.model.value import qualifier_of
from khdash.transform.yearly_rise import RisingFigures, rising_figures, yearly_rises

VERDICTS = {
    "higher": mark("cao hơn năm trước"),
    "not_higher": mark("không cao hơn năm trước"),
    "complete": mark("đã phủ kín"),
    "cannot_be_judged": mark("chưa đủ căn cứ"),
}


def rises_in(scope: Scope, years: Sequence[int]) -> pd.DataFrame:
    """Whether each share of the shown units rose in each of the years; see yearly_rises."""
    figures = _figures(scope.dataset, scope.boundaries)
    return yearly_rises(figures, scope.dataset.catalogue, scope.unit_keys, years)


@kept(4)
def _figures(dataset: Dataset, boundaries: str) -> RisingFigures:
    return rising_figures(current_on(dataset, boundaries), dataset.catalogue)


def build_yearly_rise(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a unit, item and year with a figure; for the asked year one row for every unit."""
    scope = Scope.of(dataset, selection.with_(form=""))
    words = scope.words
    years = range(scope.first_year, scope.year + 1)
    rises = rises_in(scope, years)
    kept = rises[(rises["reason"] != "no_data") | (rises["year"] == scope.year)]
    table = _dressed(scope, kept.reset_index(drop=True))
    asked = table[table["year"] == scope.year]
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words("Năm sau cao hơn năm trước"),
        headline=_headline(scope, asked),
        subtitle=words(
            "Quy tắc của cụm năm 2022: tỷ lệ hội viên và độ phủ tổ chức năm sau phải cao hơn"
            " năm trước."
        ),
        columns=_columns(words),
        notes=(
            Note(
                "target",
                words(
                    "Chỉ so hai năm liền nhau, cùng cách tính và cùng ranh giới; nơi đã phủ kín"
                    " thì không xét tăng thêm."
                ),
            ),
            *_low_note(words, asked),
        ),
        alt=_alt(words, table),
        extra={"silent": bool((table["verdict"] == "cannot_be_judged").all())},
    )


def _dressed(scope: Scope, table: pd.DataFrame) -> pd.DataFrame:
    words, rows, names = scope.words, rows_of(table), _item_names(scope)
    texts: dict[str, list[str]] = {
        "unit_code": [split_key(row["unit"])[0] for row in rows],
        "unit_valid_from": [split_key(row["unit"])[1] for row in rows],
        "unit_name": [scope.unit_name(row["unit"]) for row in rows],
        "item_name": [names[row["item"]] for row in rows],
        "qualifier": [qualifier_of(row["lower"], row["upper"]) for row in rows],
        "before_qualifier": [qualifier_of(r["before_lower"], r["before_upper"]) for r in rows],
        "verdict_name": [words(VERDICTS[row["verdict"]]) for row in rows],
        "reason_text": [gap_text(words, r["reason"]) if r["reason"] else "" for r in rows],
    }
    dressed = table.assign(measure="%", count_measure="persons", count_before_measure="persons")
    for name, column in texts.items():
        dressed[name] = column
    return dressed


def _item_names(scope: Scope) -> dict[str, str]:
    return {i.code: scope.words.name(i) for i in scope.dataset.catalogue.rising_shares}


def _headline(scope: Scope, asked: pd.DataFrame) -> str:
    words, year = scope.words, scope.year
    settled = asked[asked["verdict"] != "cannot_be_judged"]
    if settled.empty and (asked["reason"] == GapReason.LOW_CONFIDENCE).any():
        return words("{year}: chỉ có số độ tin cậy thấp nên không xét", year=year)
    if settled.empty:
        return words("{year}: chưa tỉnh nào đủ số hai năm liền để xét", year=year)
    parts = []
    for item, name in _item_names(scope).items():
        counts = settled.loc[settled["item"] == item, "verdict"].value_counts()
        texts = [
            words("{n} tỉnh {verdict}", n=int(counts[v]), verdict=words(text))
            for v, text in VERDICTS.items()
            if v in counts.index
        ]
        if texts:
            parts.append(f"{name}: {', '.join(texts)}")
    return f"{year} – " + "; ".join(parts)


def _low_note(words: Words, asked: pd.DataFrame) -> list[Note]:
    """Which units are not judged because their figures are of low confidence."""
    low = dict.fromkeys(asked.loc[asked["reason"] == GapReason.LOW_CONFIDENCE, "unit_name"])
    if not low:
        return []
    text = words("Không xét vì chỉ có số độ tin cậy thấp: {names}.", names=words.listed(low))
    return [Note("confidence", text)]


def _alt(words: Words, table: pd.DataFrame) -> str:
    texts = [_spoken(words, row) for row in rows_of(table) if row["verdict"] != "cannot_be_judged"]
    return "; ".join(texts) + "." if texts else words("Chưa có cặp năm nào đủ căn cứ để xét.")


def _spoken(words: Words, row: dict[str, Any]) -> str:
    value = words.figure(row["value"], "%", 2, row["qualifier"])
    head = f"{row['unit_name']} {row['year']}, {row['item_name']} {value}"
    return f"{head}: {row['verdict_name']}"


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("unit_name", words("Tỉnh, thành phố")),
        Column("item_name", words("Nội dung")),
        Column("year", words("Năm"), "year"),
        Column("before_value", words("Tỷ lệ năm trước"), "figure", "%", 2),
        Column("value", words("Tỷ lệ trong năm"), "figure", "%", 2),
        Column("count_before", words("Số lượng năm trước"), "figure", "persons"),
        Column("count", words("Số lượng trong năm"), "figure", "persons"),
        Column("verdict_name", words("Kết quả")),
        Column("reason_text", words("Lý do")),
    )
