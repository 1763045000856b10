"""Search in words, as people type them: without accents, in any order, with a slip or two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from khdash.exhibit.topics.lookup.search.slips import Readings, readings, slips_to
from khdash.locale.spelling import fold, tidy
from khdash.model.catalogue import Catalogue
from khdash.model.units import Unit

NAMED_BY = ("unit", "indicator", "subgroup")
"""The columns that say what a figure is; source and note only accompany it."""
SAID_ALONGSIDE = ("source_id", "basis", "note")
FILLERS = frozenset({"cua", "o", "tai", "trong", "cho", "va", "the", "of", "in", "and", "for"})
UNIT_WORDS = frozenset({"tinh", "thanh", "pho", "tp", "province", "city"})
"""Words that go with the name of a unit and say nothing more."""
SHORT_NAME = 4
"""Letters below which a name of a unit is only itself: one slip makes another of it."""
BASIS_WORDS = {
    "all": "trên tổng số of all",
    "registered": "trên số đăng ký of registered",
    "unstated": "không nêu mẫu số base not stated",
}
_YEARS = re.compile(r"\b((?:19|20)\d\d)(?:\s*[-–—]\s*((?:19|20)\d\d))?\b")
_AMOUNT = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,]\d{3})+(?![\w.,])|(?<![\w.,])\d{5,}(?![\w.,])")


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, taken apart.

    years: (first, last) or None. amounts: values asked for. words: the rest, tidied.
    """

    years: tuple[int, int] | None = None
    amounts: tuple[float, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """The rows found, the best first, and the words that were read as another."""

    rows: pd.DataFrame
    read_as: Mapping[str, str]


def parse(text: str) -> Query:
    """Years and amounts taken out of the typed words.

    >>> parse("Hội viên năm 2020–2024")
    Query(years=(2020, 2024), amounts=(), words=('hội', 'viên'))
    >>> parse("1.953.233").amounts
    (1953233.0,)
    """
    amounts = tuple(float(re.sub(r"\D", "", found)) for found in _AMOUNT.findall(text))
    text = _AMOUNT.sub(" ", text)
    ends = [int(year) for pair in _YEARS.findall(text) for year in pair if year]
    text = _YEARS.sub(" ", re.sub(rf"(?i)\b(?:năm|nam|year)\s+(?={_YEARS.pattern})", " ", text))
    words = tuple(word for word in tidy(text).split() if fold(word) not in FILLERS)
    return Query((min(ends), max(ends)) if ends else None, amounts, words)


UnitName = tuple[int, int, int, list[str]]
"""Slips, minus the number of words, place of the first word, keys of the units that bear it."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A way to read the names of units among some words: the units, each with the slips in its
    name, and the places of the words outside these names."""

    units: Mapping[str, int]
    rest: Sequence[int]


def namings(
    words: Sequence[str], read: Sequence[Readings], catalogue: Catalogue
) -> Iterator[Naming]:
    """The ways to read whole names of units, the likeliest first. read: what each word may stand
    for. A name first takes only words that are not written rightly as something else."""
    firm: list[UnitName] = []
    loose: list[UnitName] = []
    for taken, name in sorted(_names_among(words, read, catalogue)):
        (loose if taken else firm).append(name)
    for names in (firm, *([name, *firm] for name in loose)):
        free = set(range(len(words)))
        units: dict[str, int] = {}
        for slips, length, start, keys in names:
            places = set(range(start, start - length))
            if places <= free:
                free -= places
                units |= {key: slips for key in keys if key not in units}
        yield Naming(
            units, [i for i in sorted(free) if not (units and fold(words[i]) in UNIT_WORDS)]
        )


def _names_among(
    words: Sequence[str], read: Sequence[Readings], catalogue: Catalogue
) -> Iterator[tuple[int, UnitName]]:
    """Each name of units that the words may be, behind its slips beyond those of the words by
    themselves."""
    plain = [_folded(own) for own in read]
    for name, keys in _unit_names(catalogue).items():
        for start in range(len(words) - len(name) + 1):
            own = plain[start : start + len(name)]
            if not all(part in known for part, known in zip(name, own, strict=True)):
                continue
            slips = sum(known[part] for part, known in zip(name, own, strict=True))
            if not slips and name != tuple(map(fold, words[start : start + len(name)])):
                continue  # A beginning is no name.
            if slips and sum(map(len, name)) < SHORT_NAME:
                continue
            least = sum(min(known.values()) for known in own)
            yield slips - least, (slips, -len(name), start, keys)


def _whole_names(unit: Unit) -> tuple[str, ...]:
    return unit.name, unit.full_name, unit.name_en, fold(unit.name).replace(" ", "")


def _folded(read: Readings) -> dict[str, int]:
    """The readings without accents: names of units are known by these."""
    found: dict[str, int] = {}
    for token, slips in read.items():
        found[fold(token)] = min(slips, found.get(fold(token), slips))
    return found


def _unit_names(catalogue: Catalogue) -> dict[tuple[str, ...], list[str]]:
    """Folded words of a name or alias -> keys of the units that bear it."""
    names: dict[tuple[str, ...], list[str]] = {}
    units = [catalogue.units[key] for key in catalogue.above_communes]
    pairs = [(name, unit.key) for unit in units for name in _whole_names(unit)]
    for name, key in [*pairs, *catalogue.unit_aliases]:
        keys = names.setdefault(tuple(fold(name).split()), [])
        if key not in keys:
            keys.append(key)
    return {name: keys for name, keys in names.items() if name}


def search(figures: pd.DataFrame, text: str, catalogue: Catalogue) -> Found:
    """The figures in which everything typed occurs; those that it names come before the rest."""
    query = parse(text)
    rows = figures
    if query.years is not None:
        rows = rows[rows["year"].between(*query.years)]
    if query.amounts:
        rows = rows[rows["value"].round(0).isin(query.amounts)]
    if not query.words:
        return Found(rows, {})
    index = {
        column: {value: _tokens(column, value, catalogue) for value in figures[column].unique()}
        for column in (*NAMED_BY, *SAID_ALONGSIDE)
    }
    known = [tokens for values in index.values() for tokens in values.values()]
    # A unit without any figure here is known all the same: its name is no slip.
    vocabulary = set[str]().union(*known, *_unit_names(catalogue))
    for near in (False, True):
        read = [readings(word, vocabulary, near=near) for word in query.words]
        for naming in namings(query.words, read, catalogue):
            found = _matching(rows, naming, read, index)
            if not found.empty:
                return Found(found, _read_as(found, query.words, read, index) if near else {})
    return Found(rows.iloc[:0], {})


Index = Mapping[str, Mapping[str, frozenset[str]]]
Slips = NDArray[np.float64]


def _matching(
    rows: pd.DataFrame, naming: Naming, read: Sequence[Readings], index: Index
) -> pd.DataFrame:
    """The rows that hold every word at the fewest slips; those that it names before the rest."""
    units = naming.units
    if units:
        rows = rows[rows["unit"].isin(units)]
    slips = rows["unit"].map(units).to_numpy("float64") if units else np.zeros(len(rows))
    named = slips
    for place in naming.rest:
        by_name, anywhere = _slips(rows, read[place], index)
        named, slips = named + by_name, slips + anywhere
    if np.isnan(slips).all():
        return rows.iloc[:0]
    best = slips == np.nanmin(slips)
    beside = ~(named[best] <= slips[best])
    return rows[best].iloc[beside.argsort(kind="stable")]


def _slips(rows: pd.DataFrame, read: Readings, index: Index) -> tuple[Slips, Slips]:
    """The slips to what names each row and to anything in it; NaN where no word fits."""
    by_name = anywhere = np.full(len(rows), np.nan)
    for column, values in index.items():
        known = {value: slips_to(tokens, read) for value, tokens in values.items()}
        fitting = {value: slips for value, slips in known.items() if slips is not None}
        own = rows[column].map(fitting).to_numpy("float64")
        anywhere = np.fmin(anywhere, own)
        if column in NAMED_BY:
            by_name = np.fmin(by_name, own)
    return by_name, anywhere


def _read_as(
    rows: pd.DataFrame, words: Sequence[str], read: Sequence[Readings], index: Index
) -> dict[str, str]:
    """The words that stand in no row found, each with the nearest that does."""
    shown: dict[str, int] = {}
    for place, (column, values) in enumerate(index.items()):
        for value in rows[column].unique():
            for token in values[value]:
                shown.setdefault(token, place)
    nearest = {}
    for word, own in zip(words, read, strict=True):
        known = [(slips, shown[token], token) for token, slips in own.items() if token in shown]
        plain = sorted(found for found in known if found[2] == fold(found[2]))
        if plain and min(known)[0]:
            nearest[word] = plain[0][2]
    return nearest


def unit_texts(key: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The names by which a unit is found, also typed as one word."""
    unit = catalogue.units[key]
    return *_whole_names(unit), unit.short


def indicator_texts(code: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The names and other names by which an indicator is found."""
    entry = catalogue.indicators[code]
    synonyms = (s.term for s in catalogue.synonyms if s.kind == "indicator" and s.code == code)
    return (code, entry.name_vi, entry.name_en, entry.short_vi, entry.short_en, *synonyms)


def theme_texts(code: str, catalogue: Catalogue) -> tuple[str, str]:
    """The names of the theme of an indicator."""
    theme = catalogue.themes[catalogue.indicators[code].theme]
    return theme.name_vi, theme.name_en


def tokens_of(texts: Iterable[str]) -> frozenset[str]:
    """Every word of some texts, with its accents and without."""
    return frozenset(word for text in texts for word in f"{tidy(text)} {fold(text)}".split())


def _tokens(column: str, value: str, catalogue: Catalogue) -> frozenset[str]:
    """Every word by which a value of a column can be found."""
    texts: tuple[str, ...] = (value,)
    if column == "unit" and value in catalogue.units:
        texts = unit_texts(value, catalogue)
    elif column == "indicator" and value in catalogue.indicators:
        texts = (*indicator_texts(value, catalogue), *theme_texts(value, catalogue))
    elif column == "subgroup" and value in catalogue.subgroups:
        texts = catalogue.subgroups[value]
    elif column == "source_id" and value in catalogue.sources:
        source = catalogue.sources[value]
        texts = (value, source.title_vi, source.title_en, source.publisher, source.original_source)
    elif column == "basis":
        texts = (BASIS_WORDS.get(value, ""),)
    return tokens_of(texts)
