"""Figures and words of a form as text that only one reading fits, and the form as CSV."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from khdash.ingest.shown import memo_of
from khdash.locale import Words
from khdash.reading.table import memo_lines
from khdash.report.csv_text import csv_file
from khdash.report.forms.form import Form, Known, Line
from khdash.report.forms.heading import Series, one_line

QUALIFIERS = {
    "exact": ("chính xác", "exact"),
    "at_least": ("hơn", "over"),
    "nearly": ("gần", "nearly"),
    "about": ("khoảng", "about"),
}
BASES = {
    "": ("", ""),
    "all": ("trên tổng số", "all"),
    "registered": ("trên số đăng ký", "registered"),
    "unstated": ("không nêu", "unstated"),
}
LONG_HEADER = (
    ("Tỉnh, thành phố", "Province"), ("Năm", "Year"), ("Tính đến ngày", "As of"),
    ("Chỉ số", "Indicator"), ("Nhóm đối tượng", "Subgroup"), ("Mẫu số", "Basis"),
    ("Giá trị", "Value"), ("Đơn vị tính", "Unit of measure"), ("Độ chính xác", "Qualifier"),
)  # fmt: skip
TITLE = ("BIỂU NHẬP SỐ LIỆU", "DATA ENTRY FORM")
SHEET = ("Số liệu", "Data")
FIXED_COLUMNS = 3


def decimals_of(value: float) -> int:
    """How many decimals a value carries.

    >>> decimals_of(12650.0), decimals_of(17.516)
    (0, 3)
    """
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -int(exponent))


def plain_number(value: float, lang: str) -> str:
    """Without grouping, and never with three decimals, which could be a group.

    >>> plain_number(12650.0, "vi"), plain_number(17.516, "vi"), plain_number(17.5, "en")
    ('12650', '17,5160', '17.5')
    """
    decimals = decimals_of(value)
    text = f"{value:.{4 if decimals == 3 else decimals}f}"
    return text if lang == "en" else text.replace(".", ",")


def figure_text(known: Known, is_rate: bool, lang: str, with_qualifier: bool = True) -> str:
    """A known figure in words that read back: 'hơn 300000', '86,2 %'."""
    text = plain_number(known.value, lang) + (" %" if is_rate else "")
    if known.qualifier == "exact" or not with_qualifier:
        return text
    return f"{QUALIFIERS[known.qualifier][lang == 'en']} {text}"


def grouped(text: str) -> str:
    """A figure as Vietnamese readers write it, for a field that is read by that convention alone.

    >>> grouped("hơn 300000"), grouped("182042,8"), grouped("17,5160"), grouped("83,88 %")
    ('hơn 300.000', '182.042,8', '17,5160', '83,88 %')
    """
    return re.sub(r"(?<![\d,])\d{4,}", lambda found: f"{int(found[0]):,}".replace(",", "."), text)


def day_text(day: date | None) -> str:
    """31/12/2025, as offices write it."""
    return f"{day:%d/%m/%Y}" if day else ""


def wide_header(form: Form) -> list[list[str]]:
    """The two header lines of the wide form: names above, units of measure below."""
    fixed = [LONG_HEADER[i][form.lang == "en"] for i in range(FIXED_COLUMNS)]
    if not form.is_dated:
        fixed = fixed[:2]
    names = [name for name, _ in form.headings]
    units = [unit for _, unit in form.headings]
    return [fixed + names, [""] * len(fixed) + units]


def long_header(form: Form) -> list[str]:
    return [names[form.lang == "en"] for names in LONG_HEADER]


def fixed_cells(form: Form, line: Line) -> list[str]:
    """The cells that say which province and year a row of the wide form is about."""
    cells = [unit_text(form, line), str(line.year)]
    return [*cells, day_text(line.as_of)] if form.is_dated else cells


def unit_text(form: Form, line: Line) -> str:
    """The name of the province in the language of the form."""
    return Words(form.lang).of(line.unit.name, line.unit.name_en or line.unit.name)


def long_cells(form: Form, line: Line, position: int) -> list[str]:
    """One row of the long form; the seventh cell is the value."""
    series, known = form.series[position], line.known[position]
    words, entry = Words(form.lang), form.catalogue.indicators[series.indicator]
    as_of = known.as_of if known and known.reported else line.as_of
    return [
        unit_text(form, line),
        str(line.year),
        day_text(as_of),
        label_of(form, series, position),
        words.of(*form.catalogue.subgroups[series.subgroup]) if series.subgroup else "",
        BASES[series.basis][form.lang == "en"],
        figure_text(known, entry.unit == "%", form.lang, with_qualifier=False) if known else "",
        form.measures[position],
        QUALIFIERS[known.qualifier][form.lang == "en"] if known else "",
    ]


def label_of(form: Form, series: Series, position: int) -> str:
    """The indicator's name in the rows of the long form, where the basis has its own column."""
    name = form.headings[position][0]
    entry = form.catalogue.indicators[series.indicator]
    plain = Words(form.lang).name(entry)
    return plain if name.startswith(plain) else name


def table_of(form: Form) -> tuple[list[str], list[list[str]]]:
    """The form as text: one header line and the rows."""
    if form.layout == "long":
        return long_header(form), [
            long_cells(form, line, position) for position, line in figures_of(form)
        ]
    fixed = wide_header(form)[0][: -len(form.headings) or None]
    header = [*fixed, *(one_line(*heading) for heading in form.headings)]
    return header, [fixed_cells(form, line) + _values(form, line) for line in form.lines]


def to_csv(form: Form) -> bytes:
    """The form as CSV for Excel in the form's language: `;` and `,` in Vietnamese."""
    header, rows = table_of(form)
    memo = [[line] for line in memo_lines(memo_of(form.shown))]
    return csv_file([header, *rows, *memo], delimiter="," if form.lang == "en" else ";")


def figures_of(form: Form) -> list[tuple[int, Line]]:
    """The figures of the long form: known ones and gaps."""
    return [
        (position, line)
        for line in form.lines
        for position in range(len(form.series))
        if line.known[position] is not None or line.missing[position]
    ]


def _values(form: Form, line: Line) -> list[str]:
    return [
        figure_text(known, form.catalogue.indicators[series.indicator].unit == "%", form.lang)
        if known
        else ""
        for series, known in zip(form.series, line.known, strict=True)
    ]
