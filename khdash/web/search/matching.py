"""Search in words, as people type them: without accents, in any order, with a slip or two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd
from rapidfuzz.distance import OSA

from khdash.ingest.recognise.text import fold, tidy
from khdash.model.catalogue import Catalogue

NAMING = ("unit", "indicator", "subgroup")
"""The columns that say what a figure is; source and note only accompany it."""
SAID_ALONGSIDE = ("source_id", "basis", "note")
FILLERS = frozenset({"cua", "o", "tai", "trong", "cho", "va", "the", "of", "in", "and", "for"})
UNIT_WORDS = frozenset({"tinh", "thanh", "pho", "tp", "province", "city"})
"""Words that go with the name of a unit and say nothing more."""
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


def _named_units(words: list[str], catalogue: Catalogue) -> tuple[list[str], list[str]]:
    """The units whose whole name stands among the words, and the words without their names."""
    rest = [fold(word) for word in words]
    found: list[str] = []
    for name, keys in sorted(_unit_names(catalogue).items(), key=lambda item: -len(item[0])):
        length = len(name)
        for start in range(len(rest) - length + 1):
            if tuple(rest[start : start + length]) == name:
                rest[start : start + length] = [""] * length
                found += [key for key in keys if key not in found]
    left = [word for word, still in zip(words, rest, strict=True) if still]
    return found, [word for word in left if not (found and fold(word) in UNIT_WORDS)]


def _unit_names(catalogue: Catalogue) -> dict[tuple[str, ...], list[str]]:
    """Folded words of a name or alias -> keys of the units that bear it."""
    names: dict[tuple[str, ...], list[str]] = {}
    units = [catalogue.units[key] for key in catalogue.above_communes]
    pairs = [(n, u.key) for u in units for n in (u.name, u.full_name, u.name_en)]
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
        for column in (*NAMING, *SAID_ALONGSIDE)
    }
    words, read_as = _spelt(query.words, index)
    units, rest = _named_units(words, catalogue)
    if units:
        rows = rows[rows["unit"].isin(units)]
    named = pd.Series(True, index=rows.index)
    found = pd.Series(True, index=rows.index)
    for word in rest:
        by_name, anywhere = _holding(rows, word, index)
        named &= by_name
        found &= anywhere
    rows = rows[found]
    order = (~named[found]).to_numpy().argsort(kind="stable")
    return Found(rows.iloc[order], read_as)


Index = Mapping[str, Mapping[str, frozenset[str]]]


def _holding(rows: pd.DataFrame, word: str, index: Index) -> tuple[pd.Series, pd.Series]:
    """Whether the word stands in what names a row, and whether it stands anywhere in it."""
    by_name = pd.Series(False, index=rows.index)
    beside = pd.Series(False, index=rows.index)
    for column, values in index.items():
        holding = [value for value, tokens in values.items() if _holds(tokens, word)]
        if column in NAMING:
            by_name |= rows[column].isin(holding)
        else:
            beside |= rows[column].isin(holding)
    return by_name, by_name | beside


def _holds(tokens: Iterable[str], word: str) -> bool:
    """A whole word, or its beginning from three letters on.

    >>> _holds({"hoi", "vien"}, "vie"), _holds({"hoi"}, "ho")
    (True, False)
    """
    return any(token == word or (len(word) > 2 and token.startswith(word)) for token in tokens)


def _spelt(words: tuple[str, ...], index: Index) -> tuple[list[str], dict[str, str]]:
    """Each word as the vocabulary has it: with the accents typed, else without, else the nearest.

    The second part names the words that were read as another.
    """
    tokens = [token for values in index.values() for found in values.values() for token in found]
    vocabulary = frozenset(tokens)
    spelt, read_as = [], {}
    for word in words:
        plain = fold(word)
        if _holds(vocabulary, word):
            spelt.append(word)
        elif _holds(vocabulary, plain):
            spelt.append(plain)
        else:
            near = _nearest(plain, vocabulary)
            spelt.append(near or plain)
            if near:
                read_as[word] = near
    return spelt, read_as


def _nearest(word: str, vocabulary: Iterable[str]) -> str:
    """The word at most one slip away, two in a long one; '' where there is none.

    >>> _nearest("vein", {"vien", "quy"}), _nearest("hocjtap", {"quy"})
    ('vien', '')
    """
    allowed = 0 if len(word) < 3 else 1 if len(word) < 7 else 2
    near = sorted(
        (OSA.distance(word, token), token)
        for token in vocabulary
        if abs(len(token) - len(word)) <= allowed and not token.isdigit()
    )
    return near[0][1] if near and 0 < near[0][0] <= allowed else ""


def _tokens(column: str, value: str, catalogue: Catalogue) -> frozenset[str]:
    """Every word by which a value of a column can be found, with its accents and without."""
    texts: tuple[str, ...] = (value,)
    if column == "unit" and value in catalogue.units:
        unit = catalogue.units[value]
        texts = (unit.name, unit.full_name, unit.name_en, unit.short)
    elif column == "indicator" and value in catalogue.indicators:
        entry = catalogue.indicators[value]
        theme = catalogue.themes[entry.theme]
        synonyms = (s.term for s in catalogue.synonyms if s.kind == "indicator" and s.code == value)
        names = (entry.name_vi, entry.name_en, entry.short_vi, entry.short_en)
        texts = (value, *names, theme.name_vi, theme.name_en, *synonyms)
    elif column == "subgroup" and value in catalogue.subgroups:
        texts = catalogue.subgroups[value]
    elif column == "source_id" and value in catalogue.sources:
        source = catalogue.sources[value]
        texts = (value, source.title_vi, source.title_en, source.publisher, source.original_source)
    elif column == "basis":
        texts = (BASIS_WORDS.get(value, ""),)
    return frozenset(word for text in texts for word in f"{tidy(text)} {fold(text)}".split())
