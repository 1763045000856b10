"""The heading of a form's column: the first of several wordings that reads back as meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from khdash.ingest.recognise.heading import HeadingReader
from khdash.ingest.recognise.subgroup import OF_GROUP
from khdash.ingest.recognise.vocabulary import Vocabulary
from khdash.model.catalogue import Catalogue
from khdash.model.indicators import Indicator
from khdash.reading.numbers import find_measure

_OF_ALL = {
    "family": "gia đình", "clan": "dòng họ", "community": "thôn", "citizen": "người",
    "commune": "xã", "coverage": "xã",
}  # fmt: skip
_OF_ALL_EN = {
    "family": "families", "clan": "clans", "community": "villages", "citizen": "people",
    "commune": "communes", "coverage": "communes",
}  # fmt: skip
_UNIT_NEEDED = ("%", "million VND", "VND per person", "persons")


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator of one subgroup ('' for everybody) on one basis."""

    indicator: str
    subgroup: str
    basis: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.indicator, self.subgroup, self.basis


def heading_reader(catalogue: Catalogue) -> HeadingReader:
    """The reader that will meet the form again."""
    return HeadingReader(Vocabulary(catalogue))


def heading_of(
    series: Series, catalogue: Catalogue, reader: HeadingReader, lang: str
) -> tuple[str, str]:
    """Name and unit of a column, in two lines.

    Raises ValueError where no wording reads back: the catalogue lacks a term then.
    """
    entry = catalogue.indicators[series.indicator]
    group = _group(series, catalogue, lang)
    for name in (*_names(entry, lang), *_names(entry, "vi"), entry.code):
        for base in _bases(series, lang):
            for unit in _units(entry, catalogue, lang):
                whole = name + base + group
                both = (whole, unit), (one_line(whole, unit),)
                if all(_reads_back(reader, levels, series) for levels in both):
                    return whole, unit
    raise ValueError(f"no heading of {series} is understood")


def one_line(name: str, unit: str) -> str:
    """The heading where a file has room for one line of it.

    >>> one_line("Hội viên", "(người)"), one_line("Chi hội", "Số lượng")
    ('Hội viên (người)', 'Chi hội')
    """
    return f"{name} {unit}" if unit.startswith("(") else name


def measure_text(entry: Indicator, catalogue: Catalogue, reader: HeadingReader, lang: str) -> str:
    """The unit of measure for a column of its own; '' where its word is not understood."""
    measure = catalogue.measures[entry.unit]
    text = measure.suffix_en if lang == "en" else measure.suffix_vi
    known = find_measure(text, unit_column=True) or reader.vocabulary.measures.find(text)
    return text if known else ""


def _names(entry: Indicator, lang: str) -> tuple[str, str]:
    return (entry.name_en, entry.short_en) if lang == "en" else (entry.name_vi, entry.short_vi)


def _group(series: Series, catalogue: Catalogue, lang: str) -> str:
    if not series.subgroup:
        return ""
    return f"{OF_GROUP} {catalogue.subgroups[series.subgroup][lang == 'en']}"


def _bases(series: Series, lang: str) -> Iterator[str]:
    if series.basis == "registered":
        yield from (" of registered", " trên số đăng ký") if lang == "en" else (" trên số đăng ký",)
    elif series.basis == "all":
        if lang == "en":
            yield f" of all {_noun(series, _OF_ALL_EN, 'units')}"
        yield f" trên tổng số {_noun(series, _OF_ALL, 'đơn vị')}"
    else:
        yield ""


def _noun(series: Series, nouns: Mapping[str, str], usual: str) -> str:
    """What a rate divides by, in the words of a heading."""
    return next((noun for part, noun in nouns.items() if part in series.indicator), usual)


def _units(entry: Indicator, catalogue: Catalogue, lang: str) -> Iterator[str]:
    measure = catalogue.measures[entry.unit]
    yield f"({measure.suffix_en if lang == 'en' else measure.suffix_vi})"
    if entry.unit not in _UNIT_NEEDED:
        yield "Số lượng"
        yield ""


def _reads_back(reader: HeadingReader, levels: tuple[str, ...], series: Series) -> bool:
    found = reader.read(levels)
    return (
        found.indicator == series.indicator
        and found.subgroup == series.subgroup
        and found.basis == series.basis
        and not found.problem
        and found.how == "header"
        and found.period is None
    )
