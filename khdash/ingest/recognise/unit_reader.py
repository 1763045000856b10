"""Which unit a row or a header names, on the boundaries of its time."""

from __future__ import annotations

from khdash.ingest.recognise.abbreviations import is_asked
from khdash.ingest.recognise.areas import is_body, is_other_area
from khdash.ingest.recognise.mapping import Choices
from khdash.ingest.recognise.units import UnitFound, UnitNames
from khdash.ingest.recognise.when import When
from khdash.locale.spelling import tidy


class UnitReader:
    """Units from one or two cells of a row, or a header, on the boundaries of their time."""

    def __init__(self, names: UnitNames, choices: Choices, abbreviated: bool = False) -> None:
        """abbreviated: whether the table abbreviates its provinces, so that VP is one of them."""
        self.names, self.fixed, self.abbreviated = names, choices.unit, abbreviated
        self.chosen = {tidy(text): key for text, key in choices.units.items()}
        self._known: dict[tuple[str, ...], tuple[str, frozenset[str]]] = {}

    def is_left_out(self, texts: tuple[str, ...]) -> bool:
        return any(self.chosen.get(tidy(text)) == "" for text in texts if text)

    def candidates(self, texts: tuple[str, ...]) -> tuple[str, frozenset[str]]:
        """'' or the fault, and the units that the texts of a row can mean."""
        if texts not in self._known:
            self._known[texts] = self._candidates(tuple(text for text in texts if text))
        return self._known[texts]

    def _candidates(self, texts: tuple[str, ...]) -> tuple[str, frozenset[str]]:
        if not texts:
            return "unit-missing", frozenset()
        for text in texts:
            if key := self.chosen.get(tidy(text)):
                return "", frozenset([key])
        if len(texts) == 1 and is_asked(texts[0], self.abbreviated):
            return "unit-abbreviation", self.names.candidates(texts[0])
        found = [(text, self.names.candidates(text)) for text in texts]
        unknown = [text for text, keys in found if not keys]
        if unknown:
            return _why_unknown(unknown), frozenset()
        text, keys = found[0]
        for other_text, others in found[1:]:
            both = keys & others or self._district(keys, others) or self._district(others, keys)
            if not both:
                return "unit-conflict", frozenset()
            keys, text = both, f"{text}, {other_text}"
        districts = all(self.names.catalogue.units[key].level == "district" for key in keys)
        if districts and len(found) == 1 and not self.names.says_province(text):
            return "district-without-province", keys
        return "", keys

    def _district(self, inner: frozenset[str], outer: frozenset[str]) -> frozenset[str]:
        units = self.names.catalogue.units
        return frozenset(
            key for key in inner if units[key].level == "district" and units[key].parent in outer
        )

    def find(self, texts: tuple[str, ...], when: When, old: bool | None) -> UnitFound | str:
        """The unit, or the code of the finding."""
        fault, keys = self.candidates(texts)
        if fault:
            return fault
        if len(keys) == 1 and self._is_chosen(texts):
            return UnitFound("known", next(iter(keys)))
        if when.fault:
            return UnitFound("known", next(iter(keys))) if len(keys) == 1 else "unit-without-year"
        return self.names.choose_at(keys, when.year, when.as_of, old)

    def _is_chosen(self, texts: tuple[str, ...]) -> bool:
        return any(tidy(text) in self.chosen for text in texts)


def _why_unknown(texts: list[str]) -> str:
    if any(map(is_body, texts)):
        return "unit-is-body"
    return "other-area" if any(map(is_other_area, texts)) else "unknown-unit"
