"""The vocabulary: indicators, units, cluster membership, breaks, targets, lists of tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from khdash.model.cluster import (
    COUNTRY_STYLE,
    BoundarySet,
    Cluster,
    UnitStyle,
    complete_styles,
)
from khdash.model.consistency import Relation
from khdash.model.entries import SeriesBreak, Source, Synonym, Target
from khdash.model.indicators import Indicator, Measure, Theme
from khdash.model.instruments import Instrument
from khdash.model.reporting import Reporting
from khdash.model.roles import RisingShare, Role, Title
from khdash.model.tasks import Task, TaskList
from khdash.model.units import Membership, Unit


@dataclass(frozen=True)
class Catalogue:
    """The whole vocabulary, each part in the order of its file."""

    themes: Mapping[str, Theme]
    measures: Mapping[str, Measure]
    indicators: Mapping[str, Indicator]
    units: Mapping[str, Unit]
    memberships: tuple[Membership, ...]
    breaks: tuple[SeriesBreak, ...]
    targets: tuple[Target, ...]
    subgroups: Mapping[str, tuple[str, str]]
    synonyms: tuple[Synonym, ...] = ()
    unit_aliases: tuple[tuple[str, str], ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    task_lists: Mapping[str, TaskList] = field(default_factory=dict)
    tasks: tuple[Task, ...] = ()
    relations: tuple[Relation, ...] = ()
    cluster: Cluster = field(default_factory=Cluster)
    boundary_sets: tuple[BoundarySet, ...] = ()
    given_styles: Mapping[str, UnitStyle] = field(default_factory=dict)
    titles: Mapping[str, Title] = field(default_factory=dict)
    rising_shares: tuple[RisingShare, ...] = ()
    reporting: tuple[Reporting, ...] = ()
    instruments: Mapping[str, Instrument] = field(default_factory=dict)

    def boundary_set(self, boundaries: str = "") -> BoundarySet:
        """The boundary set of a code, by default the catalogue's default; KeyError if unknown."""
        for one in self.boundary_sets:
            if one.code == boundaries or (not boundaries and one.default):
                return one
        raise KeyError(boundaries)

    @cached_property
    def today(self) -> BoundarySet:
        """The newest boundary set."""
        return self.boundary_sets[-1]

    def boundary_before(self, boundaries: str) -> BoundarySet | None:
        """The set that a boundary set followed; None for the oldest."""
        place = self.boundary_sets.index(self.boundary_set(boundaries))
        return self.boundary_sets[place - 1] if place else None

    @cached_property
    def changes(self) -> tuple[date, ...]:
        """The days on which one boundary set gave way to the next."""
        return tuple(one.day for one in self.boundary_sets[1:])

    def change_in(self, year: int) -> date | None:
        """The day of a year on which boundaries changed, the last if there were several."""
        return next((day for day in reversed(self.changes) if day.year == year), None)

    def boundaries_at(self, day: date) -> BoundarySet:
        """The newest boundary set that held on a day; before all of them, the oldest."""
        past = [one for one in self.boundary_sets if one.day <= day]
        return past[-1] if past else self.boundary_sets[0]

    @cached_property
    def country(self) -> str:
        """The key of the country; '' where the catalogue has none."""
        return next((u.key for u in self.units.values() if u.level == "country"), "")

    def units_on(self, boundaries: str, level: str = "province") -> tuple[Unit, ...]:
        """The units of a level that exist on the date of a boundary set."""
        day = self.boundary_set(boundaries).day
        return tuple(u for u in self._of_level.get(level, ()) if u.valid_on(day))

    @cached_property
    def _of_level(self) -> Mapping[str, tuple[Unit, ...]]:
        """The units of each level: a country has a hundred times as many communes as provinces."""
        found: dict[str, list[Unit]] = {}
        for unit in self.units.values():
            found.setdefault(unit.level, []).append(unit)
        return {level: tuple(units) for level, units in found.items()}

    @cached_property
    def above_communes(self) -> tuple[str, ...]:
        """The keys of all units but communes: what is shown side by side and added up."""
        return tuple(key for key, unit in self.units.items() if unit.level != "commune")

    def communes_of(self, unit: str) -> tuple[str, ...]:
        """The keys of the communes that lie in a province or in the provinces merged into it."""
        own = self._communes.get(unit, ())
        return (*own, *(key for part in self.parts(unit) for key in self.communes_of(part)))

    @cached_property
    def _communes(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the communes of each province; a district between them is passed over."""
        found: dict[str, list[str]] = {}
        for unit in self._of_level.get("commune", ()):
            found.setdefault(self.province_of(unit.key), []).append(unit.key)
        return {province: tuple(keys) for province, keys in found.items()}

    def province_of(self, key: str) -> str:
        """The key of the province in which a unit lies; the key itself where it lies in none."""
        above = key
        while above in self.units and self.units[above].level in ("district", "commune"):
            above = self.units[above].parent
        return above if above in self.units else key

    def members(self, boundaries: str, year: int | None = None) -> tuple[Unit, ...]:
        """The cluster's members on a boundary set at the end of a year (default: its own date).

        A year outside the validity of a unit is read as the nearest day on which it existed, so
        that past years can be shown on today's boundaries and the other way round.
        """
        day = self.boundary_set(boundaries).day if year is None else date(year, 12, 31)
        on_set = {unit.key: unit for unit in self.units_on(boundaries)}
        return tuple(
            on_set[m.unit]
            for m in self.memberships
            if m.unit in on_set and m.covers(on_set[m.unit].clamp(day))
        )

    @cached_property
    def members_ever(self) -> tuple[str, ...]:
        """The keys of the members on any boundary set, those of the oldest first."""
        keys = (unit.key for one in self.boundary_sets for unit in self.members(one.code))
        return tuple(dict.fromkeys(keys))

    @cached_property
    def styles(self) -> Mapping[str, UnitStyle]:
        """How each unit is drawn: as the catalogue says, else as complete_styles finds."""
        members = {key: self._merged_members(key) for key in self.members_ever}
        given = {self.country: COUNTRY_STYLE, **self.given_styles}
        others = [unit.key for unit in self._of_level.get("province", ())]
        return complete_styles(given, members, [key for key in others if key not in members])

    def _merged_members(self, key: str) -> tuple[str, ...]:
        """The members that were merged into a unit, the one whose name it bears first."""
        name = self.units[key].name
        parts = [part for part in self.parts(key) if part in self.members_ever]
        return tuple(sorted(parts, key=lambda part: self.units[part].name != name))

    def parts(self, unit: str) -> tuple[str, ...]:
        """The keys of the units that were merged into this one; () if it is no merger."""
        return self._parts.get(unit, ())

    @cached_property
    def _parts(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for unit in self.units.values():
            if unit.successor != unit.key:
                found.setdefault(unit.successor, []).append(unit.key)
        return {whole: tuple(keys) for whole, keys in found.items() if whole}

    def wholes(self, indicator: str) -> tuple[str, ...]:
        """What the figures of an indicator are a part of, the nearest first."""
        found: list[str] = []
        whole = self.indicators[indicator].part_of
        while whole in self.indicators:
            found.append(whole)
            whole = self.indicators[whole].part_of
        return tuple(found)

    def on_day(self, unit: str, day: date) -> tuple[str, ...]:
        """The keys of the units that hold the land of one on another day; () if none is known."""
        place = self.units[unit]
        if place.valid_on(day):
            return (unit,)
        if place.valid_from is not None and day < place.valid_from:
            return tuple(key for part in self.parts(unit) for key in self.on_day(part, day))
        return self.on_day(place.successor, day) if place.successor else ()

    def find_unit(self, code: str, day: date) -> Unit | None:
        """The unit that carries a code on a day."""
        return next((u for u in self._with_code.get(code, ()) if u.valid_on(day)), None)

    @cached_property
    def _with_code(self) -> Mapping[str, tuple[Unit, ...]]:
        found: dict[str, list[Unit]] = {}
        for unit in self.units.values():
            found.setdefault(unit.code, []).append(unit)
        return {code: tuple(units) for code, units in found.items()}

    def entry(self, indicator: str | Indicator) -> Indicator:
        """The indicator of a code; one that is given itself, perhaps in a form, stays as it is."""
        return self.indicators[indicator] if isinstance(indicator, str) else indicator

    def breaks_of(self, indicator: str | Indicator) -> tuple[SeriesBreak, ...]:
        """The breaks of an indicator's own series."""
        group = self.entry(indicator).break_group
        return tuple(b for b in self.breaks if group and b.break_group == group)

    def breaks_of_derived(self, indicator: str | Indicator) -> tuple[SeriesBreak, ...]:
        """The breaks of a computed rate: its own and those of its numerator and denominator."""
        entry = self.entry(indicator)
        parts = [p for p in (entry.numerator, entry.denominator) if p in self.indicators]
        found = [*self.breaks_of(entry), *(b for p in parts for b in self.breaks_of(p))]
        return tuple(sorted(set(found), key=lambda b: (b.year, b.break_group)))

    @cached_property
    def shared_names(self) -> frozenset[str]:
        """The names that more than one unit above the communes carries."""
        times = Counter(self.units[key].name for key in self.above_communes)
        return frozenset(name for name, count in times.items() if count > 1)

    @cached_property
    def by_theme(self) -> Mapping[str, tuple[Indicator, ...]]:
        """Indicators of each theme, in the catalogue's order."""
        return {
            theme: tuple(
                sorted(
                    (i for i in self.indicators.values() if i.theme == theme),
                    key=lambda i: i.sort,
                )
            )
            for theme in self.themes
        }

    @cached_property
    def titled(self) -> Mapping[tuple[str, str], Indicator]:
        """The indicator of each (title, role)."""
        return {(i.title, i.role): i for i in self.indicators.values() if i.title}

    @cached_property
    def headlines(self) -> tuple[Indicator, ...]:
        """The indicators that speak for all, the most important first; never empty.

        Where the catalogue marks none, the first of each theme that the associations report.
        """
        marked = [i for i in self.indicators.values() if i.headline is not None]
        if marked:
            return tuple(sorted(marked, key=lambda i: (i.headline or 0, i.sort)))
        firsts = [own[0] for own in self.by_theme.values() if own]
        return tuple([i for i in firsts if not i.is_context] or firsts)

    @cached_property
    def population(self) -> str:
        """The code of the average population; '' where the catalogue has none."""
        return self._with_role("population")

    @cached_property
    def member_count(self) -> str:
        """The code of the count of members; '' where the catalogue has none."""
        return self._with_role("member_count")

    def _with_role(self, role: Role) -> str:
        return next((i.code for i in self.indicators.values() if i.role == role), "")

    def reporting_of(self, indicator: str) -> Reporting:
        """What is stated of who answers for an indicator; what its theme says where it has none."""
        own = next((one for one in self.reporting if one.indicator == indicator), None)
        theme = self.indicators[indicator].theme
        of_theme = (one for one in self.reporting if one.theme == theme)
        return own or next(of_theme, Reporting())

    def parts_of(self, whole: str) -> tuple[Indicator, ...]:
        """The indicators that are parts of another one, in the catalogue's order."""
        parts = (i for i in self.indicators.values() if i.part_of == whole)
        return tuple(sorted(parts, key=lambda i: i.sort))

    def whole_of_part(self, part: str) -> Indicator | None:
        """The whole that a division names this a part of; None where none does."""
        direct = self.indicators.get(self.indicators[part].part_of)
        wholes = (r.whole for r in self.relations if part in r.parts and len(r.parts) > 1)
        return direct or next((self.indicators[whole] for whole in wholes), None)

    def divisions_of(self, whole: str) -> tuple[tuple[Indicator, ...], ...]:
        """The ways in which a whole is divided, the finest first: into its parts, and into what
        else is added up to it by consistency.csv, as one level and all below it.
        """
        own = self.parts_of(whole)
        others = (
            tuple(self.indicators[part] for part in relation.parts)
            for relation in self.relations
            if relation.whole == whole and len(relation.parts) > 1
        )
        return (own, *(parts for parts in others if {*parts} != {*own}))
