"""The words of the catalogue as they stand in sentences, each looked up by its longest form."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Literal

from khdash.ingest.recognise.areas import area_names
from khdash.locale.spelling import tidy
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.kept import kept

Kind = Literal["indicator", "title", "part", "thing", "unit", "cluster", "word"]


@dataclass(frozen=True, slots=True)
class Term:
    """What words mean: codes of indicators, a title, a part of it (its role), keys of units.

    thing: what titles are given to, as the indicator that counts all of them (families). unit: ''
    for an area beyond the catalogue. word: no name, though one stands in it ("ủng hộ").
    """

    kind: Kind
    codes: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.codes[0]


class Lexicon:
    """Every term of a catalogue by its words, accents included."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        found: dict[tuple[str, ...], dict[Kind, set[str]]] = defaultdict(lambda: defaultdict(set))

        def add(term: str, kind: Kind, code: str) -> None:
            words = tuple(tidy(term).split())
            if words and words != ("đạt",):  # a verb before any number
                found[words][kind].add(code)

        for synonym in catalogue.synonyms:
            if synonym.kind in ("indicator", "title", "part") and not synonym.is_asked:
                add(synonym.term, synonym.kind, synonym.code)  # type: ignore[arg-type]
        for code, entry in catalogue.indicators.items():
            add(entry.name_vi, "indicator", code)
        for code, title in catalogue.titles.items():
            add(title.name_vi.partition("(")[0], "title", code)
        known_codes = {"", *catalogue.indicators, *catalogue.titles, "registered", "recognised"}
        for row in _prose():
            if row["kind"] == "country":
                add(row["term"], "unit", catalogue.country)
            elif row["code"] in known_codes:
                add(row["term"], row["kind"], row["code"])  # type: ignore[arg-type]
        for key in catalogue.above_communes:
            unit = catalogue.units[key]
            add(unit.name, "unit", key)
            add(unit.full_name, "unit", key)
        for alias, key in catalogue.unit_aliases:
            if len(alias) > 4:
                for same in self._namesakes(key, alias):
                    add(alias, "unit", same)
        known = {unit.name for unit in catalogue.units.values()}
        for name in area_names():
            if name not in known:
                add(name, "unit", "")
        cluster = catalogue.cluster
        for name in (cluster.name_vi, cluster.short_vi, "toàn cụm", "cả cụm", "toàn cụm thi đua"):
            add(name, "cluster", cluster.code)
        self._terms = {
            words: _strongest(kinds, catalogue) for words, kinds in found.items() if kinds
        }
        self._most = max(map(len, self._terms), default=0)
        self._first = {words[0] for words in self._terms}

    def _namesakes(self, key: str, alias: str) -> list[str]:
        renewed = "mới" in tidy(alias) or "sau" in tidy(alias) or any(c.isdigit() for c in alias)
        unit = self.catalogue.units[key]
        if renewed:
            return [key]
        return [
            other
            for other in self.catalogue.above_communes
            if self.catalogue.units[other].name == unit.name
            and self.catalogue.units[other].level == unit.level
        ]

    @property
    def names(self) -> Iterable[tuple[str, ...]]:
        """The words of every term."""
        return self._terms

    def at(self, words: Sequence[str], start: int) -> tuple[Term, int] | None:
        """The longest term that begins at a word, and how many words it takes."""
        if words[start] not in self._first:
            return None
        for size in range(min(self._most, len(words) - start), 0, -1):
            if term := self._terms.get(tuple(words[start : start + size])):
                return term, size
        return None

    def find(self, text: str) -> Term | None:
        """The term that a whole text is."""
        return self._terms.get(tuple(tidy(text).split()))

    @cached_property
    def titles_of_thing(self) -> dict[str, tuple[str, ...]]:
        """The titles given to each thing: families -> family, studious_family."""
        found: dict[str, list[str]] = defaultdict(list)
        for (title, role), entry in self.catalogue.titled.items():
            if role == "rate":
                found[entry.denominator].append(title)
        return {thing: tuple(titles) for thing, titles in found.items()}

    def thing_of(self, title: str) -> str:
        """What a title is given to, as the indicator that counts all of them."""
        return next((t for t, titles in self.titles_of_thing.items() if title in titles), "")


def _prose() -> list[dict[str, str]]:
    text = files("khdash.proof").joinpath("prose.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _strongest(kinds: dict[Kind, set[str]], catalogue: Catalogue) -> Term:
    """What words mean that the lists name more than once: a thing before a count of context, and
    one that titles are given to before another."""
    order: tuple[Kind, ...] = ("word", "unit", "cluster", "thing", "title", "indicator", "part")
    bearing = {i.denominator for (_, role), i in catalogue.titled.items() if role == "rate"}
    for kind in order:
        if kind in kinds:
            codes = tuple(sorted(kinds[kind], key=lambda code: (code not in bearing, code)))
            if kind == "indicator" and len(codes) == 1:
                entry = catalogue.indicators.get(codes[0])
                if entry is not None and entry.is_context and entry.code != catalogue.population:
                    return Term("thing", codes)
            return Term(kind, codes)
    raise ValueError(kinds)


@kept(1)
def lexicon_of(dataset: Dataset) -> Lexicon:
    """The words of a dataset's catalogue."""
    return Lexicon(dataset.catalogue)
