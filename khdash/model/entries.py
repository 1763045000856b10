"""The other entries of the catalogue: breaks of series, targets, sources, words of headers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """Values of `break_group` from `year` on are not comparable with those before it."""

    break_group: str
    year: int
    reason_vi: str
    reason_en: str
    instrument: str
    instrument_en: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A target set by an instrument for one unit and year (from_year: start of its term)."""

    indicator: str
    subgroup: str
    basis: str
    unit: str
    from_year: int | None
    year: int
    rule: str
    value: float
    measure: str
    set_by: str
    instrument_vi: str
    instrument_en: str
    confidence: str
    source_url: str
    note_vi: str
    note_en: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document or an upload from which figures come."""

    source_id: str
    kind: str
    publisher: str
    original_source: str
    url: str
    latest_as_of: str
    title_vi: str
    title_en: str


@dataclass(frozen=True, slots=True)
class Synonym:
    """A header word and what it means in an uploaded file.

    note: for the editor of the list; one that begins with "hỏi lại" makes the reader of files ask
    instead of taking the word at its meaning.
    """

    term: str
    kind: str
    code: str
    note: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether a person must confirm the meaning in each file."""
        return self.note.startswith("hỏi lại")
