"""Territorial units by code, name, prefix or abbreviation, and which of two the year means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from khdash.ingest.recognise.areas import is_of_less_than_a_province
from khdash.ingest.recognise.text import LONGEST, split_numbering, without_footnote
from khdash.locale.spelling import fold, tidy
from khdash.model.catalogue import Catalogue
from khdash.model.units import Unit

LIKE = 80
"""From this likeness (0 to 100) on a name is proposed: "Văn Lâm" is no slip for "Hà Nam"."""
Standing = Literal["known", "unknown", "ambiguous", "not-valid", "district-alone", "conflict"]

_PREFIXES: tuple[tuple[str, str], ...] = (
    ("city", r"(?:thành phố|thanh pho|thủ đô|thu do|tp|city of)"),
    ("province", r"(?:tỉnh|tinh|province of|t)"),
    ("district", r"(?:huyện|huyen|quận|quan|thị xã|thi xa|tx)"),
)
_PREFIX = re.compile("|".join(rf"(?P<{kind}>{words})(?=\s)\s+" for kind, words in _PREFIXES))
_ASSOCIATION = re.compile(
    r"(?:hội khuyến học|hoi khuyen hoc|hội kh|hoi kh|hkh|hội|hoi|tỉnh hội|thành hội)\s+(?=\S)"
)
_SUFFIX = re.compile(r"\s+(?:province|city)$")
_WITHIN = re.compile(r"^(.*\S)\s*(?:,|\(|-|–|/)\s*([^,()]+?)\)?\s*$")


@dataclass(frozen=True, slots=True)
class UnitFound:
    """The unit that a text means on a day, or why none; `near` are proposals (unit keys)."""

    standing: Standing
    unit: str = ""
    near: tuple[str, ...] = ()


class UnitNames:
    """Every spelling of every unit of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._names: dict[str, set[str]] = defaultdict(set)
        self._folded: dict[str, set[str]] = defaultdict(set)
        self._codes: dict[str, set[str]] = defaultdict(set)
        for unit in catalogue.units.values():
            self._codes[unit.code.lower()].add(unit.key)
            if unit.level == "province" and unit.code.startswith("0"):
                self._codes[unit.code.lstrip("0")].add(unit.key)
            for name in (unit.name, unit.full_name, unit.name_en):
                self._add(name, [unit.key])
        self._namesakes = self._find_namesakes()
        for alias, key in catalogue.unit_aliases:
            dated = any(str(day.year) in alias for day in catalogue.changes)
            renewed = "mới" in tidy(alias) or "sau" in tidy(alias) or dated
            self._add(alias, [key] if renewed else self._namesakes[key])
        self.candidates = lru_cache(maxsize=100_000)(self._candidates)

    def _add(self, name: str, keys: Iterable[str]) -> None:
        self._names[tidy(name)].update(keys)
        self._folded[fold(name)].update(keys)

    def _find_namesakes(self) -> dict[str, list[str]]:
        """Units of one name and level: Bắc Ninh 27 before a merger and Bắc Ninh 24 after."""
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for unit in self.catalogue.units.values():
            groups[unit.name, unit.level].append(unit.key)
        return {key: keys for keys in groups.values() for key in keys}

    def _candidates(self, text: str) -> frozenset[str]:
        """The keys of every unit that a text can mean, whatever the year."""
        if len(text) > LONGEST:
            return frozenset()
        code = re.sub(r"^(?:mã\s*)?'?", "", text.strip().lower()).removesuffix(".0")
        if code in self._codes:
            return frozenset(self._codes[code])
        if found := self._by_name(tidy(without_footnote(text))):
            return found
        whole = without_footnote(split_numbering(text)[1]) or text
        if found := self._by_name(tidy(whole)):
            return found
        inner = _WITHIN.match(whole)
        if inner and (district := self._district_within(inner[1], inner[2])):
            return district
        if inner and inner[1].strip().lower() in self._codes:
            return self._by_name(tidy(inner[2])) & frozenset(self._codes[inner[1].strip().lower()])
        return frozenset()

    def _by_name(self, name: str) -> frozenset[str]:
        for index, wanted in ((self._names, name), (self._folded, fold(name))):
            if wanted in index:
                return frozenset(index[wanted])
        shorter = _ASSOCIATION.sub("", name, count=1) if _ASSOCIATION.match(name) else name
        shorter = _SUFFIX.sub("", shorter)
        if shorter != name:
            return self._by_name(shorter)
        prefix = _PREFIX.match(name)
        if not prefix:
            return frozenset()
        keys = self._by_name(name[prefix.end() :])
        return frozenset(key for key in keys if self._suits(key, str(prefix.lastgroup)))

    def _suits(self, key: str, prefix: str) -> bool:
        """Whether a unit may bear a prefix: thành phố Ninh Bình is no province."""
        unit = self.catalogue.units[key]
        is_city = tidy(unit.full_name).startswith("thành phố")
        if prefix == "city":
            return is_city
        return (unit.level == "district") == (prefix == "district") and unit.level != "country"

    def says_province(self, text: str) -> bool:
        """Whether a text names a district together with its province."""
        inner = _WITHIN.match(without_footnote(split_numbering(text[:LONGEST])[1]))
        return bool(inner and self._district_within(inner[1], inner[2]))

    def _district_within(self, name: str, province: str) -> frozenset[str]:
        outer = self._by_name(tidy(province))
        return frozenset(
            key for key in self._by_name(tidy(name)) if self.catalogue.units[key].parent in outer
        )

    def retired(self, keys: Collection[str]) -> bool:
        """Whether a name belongs to units alone that have ended."""
        units = [self.catalogue.units[key] for key in keys]
        return bool(units) and all(unit.valid_to is not None for unit in units)

    def choose_at(
        self, keys: Collection[str], year: int | None, as_of: str | None, old: bool | None
    ) -> UnitFound:
        """The one of the candidates that existed at the end of a year, or on an earlier day of it.

        In a year in which boundaries changed the set of the file's names decides; see `choose`.
        """
        if as_of:
            return self.choose(keys, date.fromisoformat(as_of), old)
        change = self.catalogue.change_in(year) if year is not None else None
        if year is None or change:
            return self.choose(keys, None, old, change)
        return self.choose(keys, date(year, 12, 31), old)

    def choose(
        self,
        keys: Collection[str],
        day: date | None,
        old: bool | None,
        change: date | None = None,
    ) -> UnitFound:
        """The one of the candidates that existed on a day; without one, by the file's names.

        old: whether the file is on the boundaries before a change of them, None where it does not
        tell. change: its day, by default of the newest one; it matters where `day` is None.
        """
        units = [self.catalogue.units[key] for key in keys]
        if not units:
            return UnitFound("unknown")
        if day is None:
            return self._choose_around(change or self.catalogue.today.day, units, old)
        valid = [unit for unit in units if unit.valid_on(day)]
        if len(valid) > 1:
            valid = [unit for unit in valid if unit.level == "province"] or valid
        if len(valid) == 1:
            return UnitFound("known", valid[0].key)
        standing: Standing = "ambiguous" if valid else "not-valid"
        return UnitFound(standing, near=tuple(sorted(keys)))

    def _choose_around(self, change: date, units: list[Unit], old: bool | None) -> UnitFound:
        keys = tuple(sorted(unit.key for unit in units))
        if len(units) == 1:
            return UnitFound("known", units[0].key)
        if old is None:
            return UnitFound("ambiguous", near=keys)
        return self.choose(keys, change - timedelta(days=1) if old else change, old)

    def nearest(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """Names of the units that a text may be a slip of the pen for."""
        matches = process.extract(
            fold(_PREFIX.sub("", tidy(text))),
            self._folded.keys(),
            scorer=fuzz.ratio,
            limit=limit * 3,
            score_cutoff=LIKE,
        )
        keys = (key for name, _, _ in matches for key in sorted(self._folded[name]))
        names = (self.catalogue.units[key].name for key in keys)
        return tuple(dict.fromkeys(names))[:limit]

    def inside(self, text: str) -> frozenset[str]:
        """The province that a line of title names, by a name of two words or more.

        None where the line speaks of a body or a district that lies there.
        """
        if is_of_less_than_a_province(text):
            return frozenset()
        words = tidy(text).split()
        found: set[str] = set()
        for size in (4, 3, 2):
            for start in range(len(words) - size + 1):
                name = " ".join(words[start : start + size])
                if name in self._names:
                    found |= {
                        key
                        for key in self._names[name]
                        if self.catalogue.units[key].level == "province"
                    }
        return frozenset(found)
