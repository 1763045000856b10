"""From the words of a row and a column to what a cell states: indicator, basis, measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from khdash.ingest.recognise.columns import Column
from khdash.ingest.recognise.heading import Heading, HeadingReader
from khdash.ingest.recognise.mapping import Choices
from khdash.ingest.recognise.period import Period
from khdash.ingest.recognise.rows import BASIS, MEASURE, QUALIFIER, SUBGROUP
from khdash.locale.spelling import tidy
from khdash.model.indicators import Indicator
from khdash.reading.numbers import Measure, find_measure

Family = Literal["count", "money", "rate", "per-head"]
_OF_WHICH = re.compile(r"^\s*trong đó\s*:?\s*[-–+]?\s*", re.IGNORECASE)

INPUT_MEASURES: dict[str, Measure] = {
    "VND": Measure("VND"),
    "thousand VND": Measure("VND", 10**3),
    "million VND": Measure("VND", 10**6),
    "billion VND": Measure("VND", 10**9),
    "VND per person": Measure("VND per person"),
    "thousand VND per person": Measure("VND per person", 10**3),
    "persons": Measure("persons"),
    "thousand persons": Measure("persons", 10**3),
    "%": Measure("%"),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cell states apart from its number; `fault` is the code of the finding, '' if none.

    plain: a column of plans, changes or the like, which is left out without being wrong.
    """

    indicator: str = ""
    subgroup: str = ""
    basis: str = ""
    measure: Measure | None = None
    measure_text: str = ""
    qualifier: str = ""
    period: Period | None = None
    fault: str = ""
    text: str = ""
    proposals: tuple[str, ...] = ()
    confidence: float = 1.0
    how: str = "header"
    left_out: bool = False


def family_of(indicator: Indicator) -> Family:
    """What kind of number an indicator is."""
    if indicator.unit == "%":
        return "rate"
    if indicator.unit == "VND per person":
        return "per-head"
    return "money" if indicator.unit == "million VND" else "count"


class MeaningReader:
    """Puts the words of a row and of a column together."""

    def __init__(
        self,
        reader: HeadingReader,
        choices: Choices,
        table_measures: Sequence[tuple[Measure, str]] = (),
    ) -> None:
        """table_measures: those of the title, each with the things that it counts."""
        self.reader, self.choices = reader, choices
        self.indicators = reader.indicators
        self.table_measures = tuple(table_measures)
        self.labels = {tidy(text): code for text, code in choices.labels.items()}
        self.read = lru_cache(maxsize=100_000)(self._read)

    def _read(
        self, labels: tuple[str, ...], extras: tuple[str, ...], column: Column, outer: str
    ) -> Meaning:
        """outer: the indicator that the title names for the whole table."""
        labels = tuple(text for text in labels if text)
        heading = self._heading(labels, column)
        if heading and heading.problem == "part-missing" and extras[MEASURE].strip() == "%":
            heading = self._heading((*labels[:-1], f"{labels[-1]} (%)"), column)
        if heading is None:
            return Meaning(left_out=True)
        if not heading.indicator and not heading.problem and outer:
            entry = self.indicators[outer]
            basis = (heading.basis or "unstated") if entry.basis_matters else ""
            heading = replace(heading, indicator=outer, basis=basis, how="title", confidence=0.9)
        meaning = Meaning(
            heading.indicator,
            heading.subgroup,
            heading.basis,
            heading.measure,
            heading.measure_text,
            period=heading.period,
            text=heading.text,
            proposals=heading.proposals,
            confidence=heading.confidence,
            how=heading.how,
        )
        if heading.period and heading.period.nature in ("plan", "change", "part"):
            return replace(meaning, fault=f"column-of-{heading.period.nature}s", left_out=True)
        if not heading.indicator:
            return replace(meaning, fault=_FAULTS.get(heading.problem, "indicator-missing"))
        return self._complete(meaning, extras, column)

    def _heading(self, labels: tuple[str, ...], column: Column) -> Heading | None:
        """The heading that row and column make together; None where a person leaves it out."""
        chosen = self.labels.get(tidy(labels[-1])) if labels else None
        if chosen == "":
            return None
        if chosen:
            basis = "unstated" if self.indicators[chosen].basis_matters else ""
            told = self.reader.read(labels)
            return replace(
                told,
                indicator=chosen,
                basis=told.basis or basis,
                problem="",
                confidence=1.0,
                how="choice",
            )
        if not labels:
            return column.heading
        if column.heading.period and column.heading.period.nature in ("plan", "change", "part"):
            return column.heading
        told, labels = self._told(labels)
        if told.period and told.period.nature in ("plan", "change"):
            return told
        if column.heading.indicator:
            if not told.indicator and not told.problem and not told.title:
                return column.heading
            both = self._together(labels, column)
            if both.indicator or told.problem != "unknown" or told.title:
                return both
            return column.heading if self.reader.only_groups(labels) else both
        if column.says_value or not column.heading.text:
            period = column.heading.period
            merged = period.under(told.period) if period else told.period
            return replace(
                told,
                period=merged,
                measure=told.measure or column.heading.measure,
                measure_text=told.measure_text or column.heading.measure_text,
            )
        return self._together(labels, column)

    def _told(self, labels: tuple[str, ...]) -> tuple[Heading, tuple[str, ...]]:
        """What the labels of a row say; "trong đó" may stand before a part of another indicator."""
        told = self.reader.read(labels)
        inner = _OF_WHICH.sub("", labels[-1]).strip()
        if told.indicator or inner == labels[-1].strip() or not inner:
            return told, labels
        shorter = (*labels[:-1], inner)
        part = self.reader.read(shorter)
        is_part = part.indicator and self.indicators[part.indicator].part_of
        return (part, shorter) if is_part else (told, labels)

    def _together(self, labels: tuple[str, ...], column: Column) -> Heading:
        both = self.reader.read((*labels, *column.words))
        if both.indicator or both.problem:
            return both
        return replace(both, problem="unknown")

    def _complete(self, meaning: Meaning, extras: tuple[str, ...], column: Column) -> Meaning:
        """With what side columns, choices and the title say about measure, basis, qualifier."""
        entry = self.indicators[meaning.indicator]
        choice = self.choices.column(column.index)
        meaning = self._with_extras(meaning, extras, entry)
        if meaning.fault:
            return meaning
        if choice.basis and entry.basis_matters:
            meaning = replace(meaning, basis=choice.basis)
        if choice.subgroup:
            meaning = replace(meaning, subgroup=choice.subgroup)
        told = choice.measure or ("" if meaning.measure else self.choices.measure)
        if told:
            meaning = replace(meaning, measure=self.find_measure(told), measure_text=told)
        elif meaning.measure is None:
            measure = self._table_measure(entry)
            if measure is None and self._is_unclear(entry):
                return replace(meaning, fault="measure-of-title-unclear")
            meaning = replace(meaning, measure=measure)
        return self._with_fitting_measure(meaning, entry)

    def _with_extras(self, meaning: Meaning, extras: tuple[str, ...], entry: Indicator) -> Meaning:
        vocabulary = self.reader.vocabulary
        if extras[MEASURE]:
            measure = self.find_measure(extras[MEASURE])
            if measure is None:
                return replace(meaning, fault="measure-unknown", text=extras[MEASURE])
            meaning = replace(meaning, measure=measure, measure_text=extras[MEASURE])
        if extras[SUBGROUP]:
            found = vocabulary.subgroups.find(extras[SUBGROUP])
            if found is None or not found.code:
                return replace(meaning, fault="subgroup-unknown", text=extras[SUBGROUP])
            meaning = replace(meaning, subgroup=found.code)
        if extras[BASIS]:
            basis = read_basis(extras[BASIS])
            if not basis:
                return replace(meaning, fault="basis-unknown", text=extras[BASIS])
            meaning = replace(meaning, basis=basis if entry.basis_matters else "")
        if extras[QUALIFIER]:
            qualifier = self._qualifier(extras[QUALIFIER])
            if not qualifier:
                return replace(meaning, fault="qualifier-unknown", text=extras[QUALIFIER])
            meaning = replace(meaning, qualifier=qualifier)
        return meaning

    def _qualifier(self, text: str) -> str:
        codes = {
            term.term.lower(): term.code
            for term in self.reader.vocabulary.catalogue.synonyms
            if term.kind == "qualifier"
        }
        names = {
            "exact": "exact",
            "chính xác": "exact",
            "đúng": "exact",
            "đúng số": "exact",
            "at_least": "at_least",
            "nearly": "nearly",
            "about": "about",
            **codes,
        }
        return names.get(text.strip().lower(), "")

    def find_measure(self, text: str) -> Measure | None:
        """A measure from the words of a unit column."""
        measure = find_measure(text, unit_column=True)
        if measure is not None:
            return measure
        found = self.reader.vocabulary.measures.find(text)
        if found is None or not found.code:
            return None
        return INPUT_MEASURES.get(found.code, Measure("count"))

    def _table_measure(self, entry: Indicator) -> Measure | None:
        """The measure of the title line that suits an indicator."""
        if family_of(entry) == "count":
            found = {measure for measure, counted in self.table_measures if counted == entry.unit}
        else:
            wanted = {"money": "VND", "per-head": "VND per person", "rate": "%"}
            unit = wanted[family_of(entry)]
            found = {measure for measure, _ in self.table_measures if measure.unit == unit}
        return found.pop() if len(found) == 1 else None

    def _is_unclear(self, entry: Indicator) -> bool:
        """Whether the title speaks of thousands, and not clearly of other things than these."""
        if family_of(entry) != "count":
            return False
        scaled = [(m, counted) for m, counted in self.table_measures if m.scale != 1]
        alone = len(self.table_measures) == 1
        return any(
            measure.unit is None
            or (measure.unit in ("count", "persons") and (alone or not counted))
            for measure, counted in scaled
        )

    def _with_fitting_measure(self, meaning: Meaning, entry: Indicator) -> Meaning:
        """The measure, if it suits the indicator: persons are no money."""
        measure = meaning.measure
        if measure is None:
            return meaning
        family = family_of(entry)
        if family == "per-head" and measure.unit == "VND":
            return replace(meaning, measure=Measure("VND per person", measure.scale))
        allowed = {
            "count": ("persons", "count", None),
            "money": ("VND", None),
            "rate": ("%",),
            "per-head": ("VND per person",),
        }[family]
        if measure.unit in allowed:
            return meaning
        return replace(meaning, fault="measure-conflict", text=meaning.measure_text)


_FAULTS = {
    "unknown": "unknown-indicator",
    "ambiguous": "indicator-ambiguous",
    "part-missing": "title-part-missing",
    "uncertain": "indicator-uncertain",
}


def read_basis(text: str) -> str:
    """registered, all or unstated from a cell of a basis column; '' where it says neither."""
    plain = tidy(text)
    if plain in ("registered", "all", "unstated"):
        return plain
    if "đăng ký" in plain or plain in ("đk", "dang ky"):
        return "registered"
    if "tổng" in plain or "toàn" in plain or "tất cả" in plain:
        return "all"
    return "unstated" if plain in ("không rõ", "không nêu", "chưa rõ") else ""
