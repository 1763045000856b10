"""The growth rule of 2022: share of members and coverage higher each year than the year before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from khdash.exhibit.core.aside import aside
from khdash.exhibit.core.assemble import assemble
from khdash.exhibit.core.exhibit import Column, Exhibit, Note
from khdash.exhibit.core.scope import Scope, current_on
from khdash.locale import Words, mark
from khdash.locale.gaps import gap_text
from khdash.model.dataset import Dataset
from khdash.model.gap import GapReason
from khdash.model.kept import kept
from khdash.model.rows import Row
from khdash.model.selection import Selection
from khdash.model.value import qualifier_of
from khdash.transform.yearly_rise import RisingFigures, rising_figures, yearly_rises

VERDICTS = {
    "higher": mark("cao hơn năm trước"),
    "not_higher": mark("không cao hơn năm trước"),
    "complete": mark("đã phủ kín"),
    "cannot_be_judged": mark("chưa đủ căn cứ"),
}


def rises_in(scope: Scope, years: Iterable[int]) -> list[Row]:
    """Whether each share of the shown units rose in each of the years, also in words: a row an
    item, unit and year; see yearly_rises.
    """
    dataset, lang = scope.dataset, scope.words.lang
    of_units = [
        [_rises_of(dataset, scope.boundaries, lang, unit, year) for year in years]
        for unit in scope.unit_keys
    ]
    items = range(len(dataset.catalogue.rising_shares))
    return [of_year[item] for item in items for of_unit in of_units for of_year in of_unit]


@kept(4)
def _figures(dataset: Dataset, boundaries: str) -> RisingFigures:
    return rising_figures(current_on(dataset, boundaries), dataset.catalogue)


@kept(4_000)
def _rises_of(dataset: Dataset, boundaries: str, lang: str, unit: str, year: int) -> list[Row]:
    """The row of each item of a unit and year."""
    scope = Scope.of(dataset, Selection(lang=lang))
    names = _item_names(scope)
    rises = yearly_rises(_figures(dataset, boundaries), dataset.catalogue, [unit], [year])
    return [_dressed(scope, row, names[row["item"]]) for row in rises]


def build_yearly_rise(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """One row a unit, item and year with a figure; for the asked year one row for every unit."""
    scope = Scope.of(dataset, selection.with_(form=""))
    words = scope.words
    years = range(scope.first_year, scope.year + 1)
    table = [
        row
        for row in rises_in(scope, years)
        if row["reason"] != "no_data" or row["year"] == scope.year
    ]
    table.sort(key=lambda row: -row["year"])
    asked = [row for row in table if row["year"] == scope.year]
    return assemble(
        scope,
        name,
        "table",
        table,
        title=words("Năm sau cao hơn năm trước"),
        headline=rise_headline(scope, asked),
        subtitle=rise_rule(words),
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
        extra=aside(table, lambda row: row["verdict"] == "cannot_be_judged"),
    )


def rise_rule(words: Words) -> str:
    """The rule in a sentence."""
    return words(
        "Quy tắc của cụm năm 2022: tỷ lệ hội viên và độ phủ tổ chức năm sau phải cao hơn năm trước."
    )


def _dressed(scope: Scope, row: Row, item_name: str) -> Row:
    words = scope.words
    return {
        **row,
        "measure": "%",
        "count_measure": "persons",
        "count_before_measure": "persons",
        **scope.named(row["unit"]),
        "item_name": item_name,
        "qualifier": qualifier_of(row["lower"], row["upper"]),
        "before_qualifier": qualifier_of(row["before_lower"], row["before_upper"]),
        "verdict_name": words(VERDICTS[row["verdict"]]),
        "reason_text": gap_text(words, row["reason"]) if row["reason"] else "",
    }


def _item_names(scope: Scope) -> dict[str, str]:
    return {i.code: scope.words.name(i) for i in scope.dataset.catalogue.rising_shares}


def rise_headline(scope: Scope, asked: Sequence[Row]) -> str:
    """How many units kept the rule in the asked year, by item."""
    words, year = scope.words, scope.year
    settled = [row for row in asked if row["verdict"] != "cannot_be_judged"]
    if not settled and any(row["reason"] == GapReason.LOW_CONFIDENCE for row in asked):
        return words("{year}: chỉ có số độ tin cậy thấp nên không xét", year=year)
    if not settled:
        return words("{year}: chưa tỉnh nào đủ số hai năm liền để xét", year=year)
    names = _item_names(scope)
    told = (f"{names[item]}: {text}" for item, text in counted(words, names, settled))
    return f"{year} – " + "; ".join(told)


def counted(words: Words, items: Iterable[str], settled: Sequence[Row]) -> list[tuple[str, str]]:
    """Each item with a verdict, and how many units have which."""
    found = []
    for item in items:
        counts = Counter(row["verdict"] for row in settled if row["item"] == item)
        texts = [
            words("{n} tỉnh {verdict}", n=counts[v], verdict=words(text))
            for v, text in VERDICTS.items()
            if v in counts
        ]
        if texts:
            found.append((item, ", ".join(texts)))
    return found


def _low_note(words: Words, asked: Sequence[Row]) -> list[Note]:
    """Which units are not judged because their figures are of low confidence."""
    low = [row["unit_name"] for row in asked if row["reason"] == GapReason.LOW_CONFIDENCE]
    if not low:
        return []
    names = words.listed(dict.fromkeys(low))
    text = words("Không xét vì chỉ có số độ tin cậy thấp: {names}.", names=names)
    return [Note("confidence", text)]


def _alt(words: Words, table: Sequence[Row]) -> str:
    texts = [_spoken(words, row) for row in table if row["verdict"] != "cannot_be_judged"]
    return "; ".join(texts) + "." if texts else words("Chưa có cặp năm nào đủ căn cứ để xét.")


def _spoken(words: Words, row: Row) -> str:
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
