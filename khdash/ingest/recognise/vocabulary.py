"""The catalogue's words, looked up as offices write them: exactly, without accents, misspelt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from khdash.locale.spelling import fold, tidy
from khdash.model.catalogue import Catalogue

EXACT, ABBREVIATED, UNACCENTED, MISSPELT = 1.0, 0.95, 0.9, 0.8
PROPOSAL_SCORE = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What a term can mean: one code, or several where only a person can tell."""

    codes: tuple[str, ...]
    confidence: float

    @property
    def code(self) -> str:
        """The only code, '' where there are several."""
        return self.codes[0] if len(self.codes) == 1 else ""


class Terms:
    """The terms of one kind (indicator, column, title, part, measure, total)."""

    def __init__(self, pairs: Iterable[tuple[str, str]], accented: bool = True) -> None:
        self._accented = accented
        exact: dict[str, set[str]] = defaultdict(set)
        folded: dict[str, set[str]] = defaultdict(set)
        for term, code in pairs:
            exact[tidy(term)].add(code)
            folded[fold(term)].add(code)
        self._exact = {term: tuple(sorted(codes)) for term, codes in exact.items() if term}
        self._folded = {term: tuple(sorted(codes)) for term, codes in folded.items() if term}
        self._split = [(term.split(), codes) for term, codes in self._folded.items()]
        self._most_words = max((len(term) for term, _ in self._split), default=0)
        self._words = {word for term, _ in self._split for word in term}
        self._first = {term[0] for term, _ in self._split}

    def find(self, text: str) -> Found | None:
        """The meaning of a whole text, by its accents first and then without them."""
        return self._found(tidy(text), fold(text))

    def _found(self, wanted: str, folded: str) -> Found | None:
        if self._accented and wanted in self._exact:
            return Found(self._exact[wanted], EXACT)
        if codes := self._folded.get(folded):
            return Found(codes, UNACCENTED)
        return None

    def find_misspelt(self, text: str) -> Found | None:
        """The one term that differs by a single letter in a single long word, if there is one."""
        wanted = fold(text).split()
        found = {
            codes
            for term, codes in self._split
            if len(term) == len(wanted) and self._is_slip(wanted, term)
        }
        return Found(next(iter(found)), MISSPELT) if len(found) == 1 else None

    def _is_slip(self, wanted: Sequence[str], term: Sequence[str]) -> bool:
        different = [(a, b) for a, b in zip(wanted, term, strict=True) if a != b]
        if len(different) != 1 or different[0][0] in self._words or len(term) < 2:
            return False
        ours, theirs = different[0]
        return min(len(ours), len(theirs)) >= 3 and OSA.distance(ours, theirs) == 1

    def nearest(self, text: str, limit: int = 3) -> list[str]:
        """Codes of the terms most like a text, the best first."""
        matches = process.extract(
            fold(text),
            self._folded.keys(),
            scorer=fuzz.token_sort_ratio,
            limit=limit * 6,
            score_cutoff=PROPOSAL_SCORE,
        )
        codes = [code for term, _, _ in matches for code in self._folded[term]]
        return list(dict.fromkeys(codes))[:limit]

    def inside(self, text: str) -> tuple[Found, str] | None:
        """The longest term that stands in a text as whole words, and the text without it."""
        words = tidy(text).split()
        folded = [fold(word) for word in words]
        starts = [at for at, word in enumerate(folded) if word in self._first]
        for size in range(min(len(words), self._most_words) if starts else 0, 0, -1):
            for start in starts:
                end = start + size
                if end > len(words):
                    break
                found = self._found(" ".join(words[start:end]), " ".join(folded[start:end]))
                if found:
                    return found, " ".join(words[:start] + words[end:])
        return None


class Vocabulary:
    """Every term of a catalogue, by kind.

    accented: whether the file writes accents at all; without them CDHT may also be CĐHT.
    """

    def __init__(self, catalogue: Catalogue, accented: bool = True) -> None:
        self.catalogue, self.accented = catalogue, accented
        by_kind: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for synonym in catalogue.synonyms:
            by_kind[synonym.kind].append((synonym.term, synonym.code))
        self._asked = frozenset(tidy(s.term) for s in catalogue.synonyms if s.is_asked)
        known = {tidy(term) for term, _ in by_kind["indicator"]}
        titles = {tidy(term) for term, _ in by_kind["title"]}
        by_kind["title"] += [
            (name, title.code)
            for title in catalogue.titles.values()
            for name in (title.name_vi, title.name_en)
            if tidy(name) not in known | titles
        ]
        by_kind["indicator"] += [
            (name, code)
            for code, entry in catalogue.indicators.items()
            for name in (code, entry.name_vi, entry.name_en)
            if tidy(name) not in known | titles
        ]
        self._by_kind = dict(by_kind)
        self.find_indicator = lru_cache(maxsize=50_000)(self._find_indicator)

    def _terms(self, kind: str) -> Terms:
        return Terms(self._by_kind.get(kind, ()), self.accented)

    @cached_property
    def indicators(self) -> Terms:
        return self._terms("indicator")

    @cached_property
    def columns(self) -> Terms:
        return self._terms("column")

    @cached_property
    def titles(self) -> Terms:
        return self._terms("title")

    @cached_property
    def parts(self) -> Terms:
        return self._terms("part")

    @cached_property
    def theme_words(self) -> dict[str, str]:
        """Words of a heading that only name a theme, without accents, and which."""
        return {fold(term): code for term, code in self._by_kind.get("theme", ())}

    @cached_property
    def measures(self) -> Terms:
        return self._terms("measure")

    @cached_property
    def totals(self) -> Terms:
        return self._terms("total")

    @cached_property
    def subgroups(self) -> Terms:
        return Terms(
            (name, code)
            for code, names in self.catalogue.subgroups.items()
            for name in (code, *names)
        )

    def _find_indicator(self, text: str) -> Found | None:
        """An indicator by its whole name; CĐHT and CDHT are told apart by Đ alone."""
        found = self.indicators.find(text)
        if found and tidy(text) in self._asked:
            return None
        return found

    def propose(self, text: str) -> tuple[str, ...]:
        """The names in Vietnamese of the indicators nearest to a text."""
        codes = self.indicators.nearest(text)
        title = self.titles.inside(text)
        if title:
            entries = self.catalogue.indicators.values()
            codes = [i.code for i in entries if i.title in title[0].codes][:3] or codes
        return tuple(codes)
