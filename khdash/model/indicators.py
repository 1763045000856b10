"""What is counted: themes, units of measure, indicators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khdash.model.roles import Role

Kind = Literal["stock", "flow", "rate"]
Basis = Literal["", "all", "registered", "unstated"]


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of indicators.

    reported: by the associations; figures of context come from elsewhere. headed_by: the indicator
    whose name heads the whole theme in tables. opens_with: the one that a choice opens with.
    """

    code: str
    name_vi: str
    name_en: str
    reported: bool = True
    headed_by: str = ""
    opens_with: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure; its code is what exports print (persons, million VND, %...)."""

    code: str
    name_vi: str
    name_en: str
    suffix_vi: str
    suffix_en: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One statistical indicator as data/catalogue/indicators.csv defines it.

    form: '' as reported; else the form its figures are expressed in (khdash.transform.forms).
    structural: a count that follows the map and seldom changes. heads: people by whom figures
    per head may be divided. unrevised: the indicator that holds the figures as they were before
    a revision. floor, ceiling: what no true figure can pass, in the indicator's own unit;
    floor_per_person, ceiling_per_person: the same for each person of the unit's population.
    title, role: which of the three indicators of a title it is; without a title whether it is the
    population or the count of members.
    headline: its place among the indicators that speak for all, 1 the first; None: not among them.
    in_form: whether the reporting form holds it unasked. heading_group: indicators of one group
    stand under each other's names in tables. parts_vi, parts_en: what its parts (part_of) are
    called where they are drawn. is_context: not reported by the associations.
    """

    code: str
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str
    theme: str
    unit: str
    kind: Kind
    decimals: int
    direction: Literal["up", "down", "none"]
    basis_matters: bool
    numerator: str
    denominator: str
    denominator_registered: str
    scale: float | None
    part_of: str
    break_group: str
    valid_from: int | None
    valid_to: int | None
    definition_vi: str
    definition_en: str
    instrument: str
    sort: int
    form: str = ""
    structural: bool = False
    heads: bool = False
    unrevised: str = ""
    floor: float | None = None
    ceiling: float | None = None
    floor_per_person: float | None = None
    ceiling_per_person: float | None = None
    title: str = ""
    role: Role = ""
    headline: int | None = None
    in_form: bool = False
    heading_group: str = ""
    parts_vi: str = ""
    parts_en: str = ""
    is_context: bool = False
    instrument_en: str = ""

    @property
    def derivable(self) -> bool:
        """Whether the rate can be computed from counts that the catalogue names."""
        return bool(self.numerator and self.denominator and self.scale)

    def denominator_on(self, basis: str) -> str:
        """The indicator that divides on this basis: all units by default, or the registered."""
        return self.denominator_registered if basis == "registered" else self.denominator
