"""Every figure that methods.md lets one speak of, recomputed from current observations.

Where methods.md leaves room: parts of a merged province that describe different points of a year
are not added (most parts first, then the year's end); a computed rate meets the breaks of its
numerator and denominator, a printed one only its own; a printed rate stands before a computed one
of the same unit, year and basis.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.indicators import Indicator
from tests.truth.figure import Figure, Raw, Span

PER_HEAD = {"persons": 1_000.0, "citizens": 1_000.0, "million VND": 1_000_000.0}
PER_HEAD_OF_THINGS = 100_000.0


def raw_of(dataset: Dataset) -> list[Raw]:
    """The current observations as plain records."""
    rows = dataset.observations.to_dict("records")
    return [
        Raw(
            row["unit"],
            row["indicator"],
            row["subgroup"],
            row["basis"],
            int(row["year"]),
            row["point"],
            Span(float(row["value"]), float(row["lower"]), float(row["upper"])),
            row["confidence"] == "low",
            row["source_id"],
        )
        for row in rows
        if row["standing"] == "current"
    ]


class Book:
    """The figures of one dataset on one boundary set."""

    def __init__(self, dataset: Dataset, boundaries: str) -> None:
        self.catalogue: Catalogue = dataset.catalogue
        self.boundaries = boundaries
        self._by_indicator: dict[str, list[Raw]] = defaultdict(list)
        for raw in raw_of(dataset):
            self._by_indicator[raw.indicator].append(raw)
        self.figures = lru_cache(maxsize=None)(self._figures)
        self.formed = lru_cache(maxsize=None)(self._formed)

    def members(self, year: int) -> tuple[str, ...]:
        return tuple(unit.key for unit in self.catalogue.members(self.boundaries, year))

    @cached_property
    def names(self) -> dict[str, str]:
        """Name in Vietnamese or English -> key, of the provinces on this boundary set."""
        units = self.catalogue.units_on(self.boundaries)
        return {n: u.key for u in units for n in (u.name, u.name_en)}

    def name_of(self, key: str) -> str:
        return self.catalogue.units[key].name

    # ---- figures

    def _published(self, indicator: str, subgroup: str) -> list[Figure]:
        own: dict[str, list[Raw]] = defaultdict(list)
        for raw in self._by_indicator[indicator]:
            if raw.subgroup == subgroup:
                own[raw.unit].append(raw)
        found = [f for u in self.catalogue.units_on(self.boundaries) for f in self._of(u.key, own)]
        country = [_alone(raw) for raw in own.get("VN", ())]
        return [*found, *country]

    def _of(self, unit: str, own: dict[str, list[Raw]]) -> Iterable[Figure]:
        direct = [_alone(raw) for raw in own.get(unit, ())]
        yield from direct
        parts = self.catalogue.parts(unit) if self.boundaries == "2025" else ()
        # A unit that kept its code is a part of its successor under its old key.
        taken = {(f.year, f.basis) for f in direct}
        groups: dict[tuple[int, str], dict[str, list[Raw]]] = defaultdict(lambda: defaultdict(list))
        for part in parts:
            for raw in own.get(part, ()):
                groups[raw.year, raw.basis][raw.point].append(raw)
        for (year, basis), by_point in groups.items():
            if (year, basis) not in taken:
                yield _summed(unit, year, basis, by_point, len(parts))

    def _figures(self, indicator: str, subgroup: str = "") -> tuple[Figure, ...]:
        """Published and computed figures of an indicator, incomplete ones too (not for rates)."""
        entry = self.catalogue.indicators[indicator]
        found = self._published(indicator, subgroup)
        if entry.kind == "rate":  # shares of parts cannot be added
            found = [f for f in found if f.expected == 1]
            if not subgroup:
                taken = {(f.unit, f.year, f.basis) for f in found}
                derived = self.derived(entry)
                found += [f for f in derived if (f.unit, f.year, f.basis) not in taken]
        return tuple(found)

    def bases(self, entry: Indicator) -> dict[str, str]:
        """Basis -> the indicator that divides on it."""
        if not entry.derivable:
            return {}
        if not entry.basis_matters:
            return {"": entry.denominator}
        found = {"all": entry.denominator, "registered": entry.denominator_registered}
        return {basis: code for basis, code in found.items() if code}

    def derived(self, entry: Indicator) -> list[Figure]:
        """The rates that counts of the same unit and year give, a figure a basis."""
        found = []
        for basis in self.bases(entry):
            for top, bottom in self.fractions(entry, basis):
                span = top.span.per(bottom.span, float(entry.scale or 1))
                if span is not None:
                    found.append(_joined(top, bottom, span, basis))
        return found

    def fractions(self, entry: Indicator, basis: str) -> list[tuple[Figure, Figure]]:
        """Numerator and denominator of every unit and year that has both, complete."""
        code = self.bases(entry).get(basis)
        if not code:
            return []
        below = {(f.unit, f.year): f for f in self.figures(code) if f.complete}
        tops = [f for f in self.figures(entry.numerator) if f.complete]
        return [(f, below[f.unit, f.year]) for f in tops if (f.unit, f.year) in below]

    # ---- breaks

    def breaks(self, indicator: str, origin: str, form: str = "") -> list[int]:
        entry = self.catalogue.indicators[indicator]
        codes = [indicator]
        if form == "per_head":
            codes.append("population")
        elif origin == "derived":
            codes += [c for c in (entry.numerator, entry.denominator) if c]
        return sorted({b.year for code in codes for b in self.catalogue.breaks_of(code)})

    def crossed(self, indicator: str, origin: str, first: int, last: int, form: str = "") -> bool:
        """Whether a break lies between two years."""
        low, high = min(first, last), max(first, last)
        return any(low < year <= high for year in self.breaks(indicator, origin, form))

    def comparable(self, indicator: str, one: Figure, other: Figure, form: str = "") -> bool:
        """Whether two figures of one unit may be held against each other (rules 4, 5, 8, 11)."""
        if one.basis != other.basis or one.origin != other.origin:
            return False
        if one.basis == "unstated" and one.sources != other.sources:
            return False
        if (one.complete, other.complete) != (True, True) and one.parts != other.parts:
            return False
        return not self.crossed(indicator, one.origin, one.year, other.year, form)

    # ---- forms

    def has_form(self, indicator: str, form: str) -> bool:
        """Whether years of an indicator may be put together: only what came in during a year adds
        up; a mean of a rate needs its counts (rule 3)."""
        entry = self.catalogue.indicators[indicator]
        if form == "sum":
            return entry.kind == "flow"
        if entry.kind == "rate":
            return bool(self.bases(entry))
        return self.catalogue.themes[entry.theme].reported

    def _formed(
        self, indicator: str, form: str, first_year: int = 0, last_year: int = 0
    ) -> tuple[Figure, ...]:
        figures = [f for f in self.figures(indicator) if f.complete]
        match form:
            case "":
                return tuple(figures)
            case "per_head":
                return tuple(self._per_head(indicator, figures))
            case "share":
                return tuple(self._shares(figures))
            case "sum":
                start = max(first_year, self.catalogue.indicators[indicator].valid_from or 0)
                return tuple(self._sums(indicator, figures, start, last_year))
            case "mean3" if self.catalogue.indicators[indicator].kind == "rate":
                return tuple(self._means_of_rate(indicator))
            case "mean3":
                return tuple(self._means(indicator, figures))
            case _:
                return tuple(self._indices(indicator, figures, first_year))

    def _per_head(self, indicator: str, figures: Sequence[Figure]) -> Iterable[Figure]:
        scale = self.heads(indicator)
        people = {(f.unit, f.year): f for f in self.figures("population") if f.complete}
        for figure in figures:
            heads = people.get((figure.unit, figure.year))
            span = figure.span.per(heads.span, scale) if heads else None
            if heads and span:
                yield _joined(figure, heads, span, figure.basis)

    def _together(
        self, indicator: str, newest: Figure, figures: Sequence[Figure], first: int
    ) -> list[Figure]:
        """The figures of the unit from a year up to its newest that may be held against it."""
        return [
            f
            for f in figures
            if f.unit == newest.unit
            and first <= f.year <= newest.year
            and self.comparable(indicator, f, newest)
        ]

    def _sums(
        self, indicator: str, figures: Sequence[Figure], first: int, last: int
    ) -> Iterable[Figure]:
        inside = [f for f in figures if first <= f.year <= last]
        for unit in {f.unit for f in inside}:
            newest = max((f for f in inside if f.unit == unit), key=lambda f: f.year)
            own = self._together(indicator, newest, inside, first)
            yield _over_years(own, last, last - first + 1, _added(f.span for f in own))

    def _means(self, indicator: str, figures: Sequence[Figure]) -> Iterable[Figure]:
        for figure in figures:
            own = self._together(indicator, figure, figures, figure.year - 2)
            span = _added(f.span for f in own).times(1 / len(own))
            yield _over_years(own, figure.year, 3, span)

    def _means_of_rate(self, indicator: str) -> Iterable[Figure]:
        entry = self.catalogue.indicators[indicator]
        rates = self.derived(entry)
        for basis in self.bases(entry):
            pairs = {(top.unit, top.year): (top, low) for top, low in self.fractions(entry, basis)}
            for rate in (f for f in rates if f.basis == basis):
                own = self._together(indicator, rate, rates, rate.year - 2)
                counts = [pairs[f.unit, f.year] for f in own]
                above, below = (_added(pair[end].span for pair in counts) for end in (0, 1))
                span = above.per(below, float(entry.scale or 1))
                if span is not None:
                    yield _over_years(own, rate.year, 3, span)

    def heads(self, indicator: str) -> float:
        """Per how many people a count is given; money in million VND becomes VND."""
        return PER_HEAD.get(self.catalogue.indicators[indicator].unit, PER_HEAD_OF_THINGS)

    def _shares(self, figures: Sequence[Figure]) -> Iterable[Figure]:
        for year in sorted({f.year for f in figures}):
            members = self.members(year)
            rows = [f for f in figures if f.year == year and f.unit in members]
            if not enough(len(rows), len(members)):
                continue
            for figure in rows:
                others = [f.span for f in rows if f is not figure]
                span = _share(figure.span, others)
                if span is not None:
                    low = figure.low or any(f.low for f in rows)
                    yield figure.with_span(span, origin="derived", low=low)

    def _indices(
        self, indicator: str, figures: Sequence[Figure], first_year: int
    ) -> Iterable[Figure]:
        for figure in figures:
            earlier = [
                f
                for f in figures
                if f.unit == figure.unit
                and first_year <= f.year <= figure.year
                and self.comparable(indicator, f, figure)
            ]
            if earlier:
                base = min(earlier, key=lambda f: f.year)
                span = figure.span.per(base.span, 100.0)
                if base is figure:
                    span = Span(100.0, 100.0, 100.0)
                if span is not None:
                    yield figure.with_span(span, low=figure.low or base.low)


def _added(spans: Iterable[Span]) -> Span:
    found = Span(0.0, 0.0, 0.0)
    for span in spans:
        found = found + span
    return found


def _over_years(own: Sequence[Figure], year: int, expected: int, span: Span) -> Figure:
    """A figure made of several years; complete only with every one of them (rule 1)."""
    newest = max(own, key=lambda f: f.year)
    return replace(
        newest,
        year=year,
        span=span,
        low=any(f.low for f in own),
        sources=frozenset().union(*(f.sources for f in own)),
        covered=len(own),
        expected=expected,
        parts=frozenset(str(f.year) for f in own) if len(own) < expected else frozenset(),
    )


def enough(k: int, n: int) -> bool:
    """Five eighths, from which on a cluster is spoken of (rule 2)."""
    return n > 0 and 8 * k >= 5 * n


def _alone(raw: Raw) -> Figure:
    return Figure(
        raw.unit,
        raw.year,
        raw.span,
        raw.basis,
        low=raw.low,
        sources=frozenset([raw.source]),
    )


def _summed(
    unit: str, year: int, basis: str, by_point: dict[str, list[Raw]], expected: int
) -> Figure:
    """The parts of a merged province that describe one point of the year."""
    chosen = max(by_point.items(), key=lambda item: (len(item[1]), item[0] == "year_end"))[1]
    span = chosen[0].span
    for raw in chosen[1:]:
        span = span + raw.span
    return Figure(
        unit,
        year,
        span,
        basis,
        low=any(raw.low for raw in chosen),
        sources=frozenset(raw.source for raw in chosen),
        covered=len(chosen),
        expected=expected,
        parts=frozenset(raw.unit for raw in chosen),
    )


def _joined(top: Figure, bottom: Figure, span: Span, basis: str) -> Figure:
    return Figure(
        top.unit,
        top.year,
        span,
        basis,
        origin="derived",
        low=top.low or bottom.low,
        sources=top.sources | bottom.sources,
    )


def _share(own: Span, others: Sequence[Span]) -> Span | None:
    value = sum(o.value for o in others) + own.value
    if value == 0:
        return None
    low = sum(max(o.lower, 0) for o in others)
    high = sum(o.upper for o in others)
    least, most = max(own.lower, 0), own.upper
    lower = 0.0 if least + high == float("inf") else least / (least + high)
    upper = 1.0 if most + low == float("inf") or most + low == 0 else most / (most + low)
    return Span(100 * own.value / value, 100 * lower, 100 * upper)
