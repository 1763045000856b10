"""What may be said of several units together: latest figures, totals, growth, rates, ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tests.truth.book import Book, enough
from tests.truth.figure import Figure, Span, relative

APART = 2
"""Years within which figures may be ranked together (rule 9)."""


@dataclass(frozen=True)
class Question:
    """A selection with its defaults filled in."""

    book: Book
    indicator: str
    units: tuple[str, ...]
    first: int
    year: int
    tolerance: int
    basis: str = ""
    form: str = ""
    whole: bool = True

    @property
    def kind(self) -> str:
        return self.book.catalogue.indicators[self.indicator].kind

    @property
    def rate_like(self) -> bool:
        """Whether figures are quotients that must not be added."""
        return self.kind == "rate" or self.form in ("per_head", "share", "index")

    def figures(self) -> tuple[Figure, ...]:
        """The figures of the asked units on the asked basis, any year."""
        return _figures(self)

    def crossed(self, figure: Figure, year: int) -> bool:
        return self.book.crossed(self.indicator, figure.origin, figure.year, year, self.form)


@lru_cache(maxsize=2048)
def _figures(question: Question) -> tuple[Figure, ...]:
    first = question.first if question.form in ("index", "sum") else 0
    last = question.year if question.form == "sum" else 0
    found = question.book.formed(question.indicator, question.form, first, last)
    allowed = {"": None, "all": {"", "all", "unstated"}}.get(question.basis, {"", question.basis})
    own = (f for f in found if f.unit in question.units)
    return tuple(f for f in own if allowed is None or f.basis in allowed)


@lru_cache(maxsize=4096)
def latest(question: Question, *, comparable: bool = True, firm: bool = False) -> list[Figure]:
    """Each unit's newest figure in the window, one a basis; printed before computed (rule 9).

    comparable: only those that no break parts from the asked year; firm: none of low confidence.
    """
    best: dict[tuple[str, str], Figure] = {}
    for figure in question.figures():
        if not question.year - question.tolerance <= figure.year <= question.year:
            continue
        if (comparable and question.crossed(figure, question.year)) or (firm and figure.low):
            continue
        key = figure.unit, figure.basis
        order = figure.year, figure.origin == "published"
        if key not in best or order > (best[key].year, best[key].origin == "published"):
            best[key] = figure
    return list(best.values())


def readings(question: Question) -> list[list[Figure]]:
    """The firm, comparable newest figures, read in two ways where methods.md leaves room: the
    newest figure of a unit counts or leaves its unit out, or an older one that may be spoken of
    stands in.
    """
    newest = [f for f in latest(question, comparable=False) if not f.low]
    newest = [f for f in newest if not question.crossed(f, question.year)]
    return [newest, latest(question, firm=True)]


@dataclass(frozen=True)
class Sum:
    """A sum of units' figures with what it covers."""

    span: Span
    figures: tuple[Figure, ...]
    expected: int

    @property
    def covered(self) -> int:
        return len({f.unit for f in self.figures})

    @property
    def enough(self) -> bool:
        return enough(self.covered, self.expected)

    @property
    def years(self) -> tuple[int, int]:
        years = [f.year for f in self.figures]
        return min(years), max(years)

    @property
    def low(self) -> bool:
        return any(f.low for f in self.figures)


def total(figures: Sequence[Figure], expected: int) -> Sum | None:
    """The sum of complete figures, one a unit."""
    rows = [f for f in figures if f.complete]
    if not rows:
        return None
    span = rows[0].span
    for figure in rows[1:]:
        span = span + figure.span
    return Sum(span, tuple(rows), expected)


def totals(question: Question, *, with_low: bool) -> list[Sum]:
    """The sums that could be meant: of the newest figures, and of each year's."""
    n = len(question.units)
    chosen = [
        *([latest(question)] if with_low else readings(question)),
        *(of_year(question, year, with_low=with_low) for year in years(question)),
    ]
    return [found for rows in chosen if (found := total(rows, n)) is not None]


def years(question: Question) -> list[int]:
    return sorted({f.year for f in question.figures() if f.year <= question.year})


def of_year(question: Question, year: int, *, with_low: bool) -> list[Figure]:
    found = [f for f in question.figures() if f.year == year and f.origin == "published"]
    return [f for f in found if with_low or not f.low]


def lower_bound(figures: Sequence[Figure], year: int) -> float:
    """What a whole certainly has in a year: exact and "more than" parts, others as 0 (rule 2)."""
    return sum(max(f.span.lower, 0.0) for f in figures if f.year == year and not f.low)


@lru_cache(maxsize=4096)
def population_share(question: Question, units: tuple[str, ...]) -> tuple[int, float] | None:
    """(year, per cent) of all asked units' people who live in some of them (rule 2)."""
    by_year: dict[int, dict[str, float]] = {}
    for figure in question.book.figures("population"):
        if figure.complete and figure.unit in question.units:
            by_year.setdefault(figure.year, {})[figure.unit] = figure.span.value
    full = [year for year, found in by_year.items() if len(found) == len(question.units)]
    if not full:
        return None
    people = by_year[max(full)]
    return max(full), 100 * sum(people[u] for u in units) / sum(people.values())


@dataclass(frozen=True)
class Growth:
    """The like-for-like change of the units that have both years."""

    base: int
    year: int
    units: tuple[str, ...]
    expected: int
    absolute: Span
    relative: Span | None
    low: bool
    broken: bool

    def __str__(self) -> str:
        said = f"{self.base}→{self.year} {len(self.units)}/{self.expected}"
        said += f" abs [{self.absolute.lower:g},{self.absolute.upper:g}]"
        if self.relative:
            said += f" rel [{self.relative.lower:.6g},{self.relative.upper:.6g}]"
        return said + " low" * self.low + " across a break" * self.broken


def growth(question: Question, base: int, year: int, *, with_low: bool) -> Growth | None:
    """Rule 2 with rule 6: the same units in both years, nothing across a break."""
    before = {f.unit: f for f in of_year(question, base, with_low=with_low) if f.complete}
    after = {f.unit: f for f in of_year(question, year, with_low=with_low) if f.complete}
    both = [unit for unit in question.units if unit in before and unit in after]
    if not both:
        return None
    first = total([before[u] for u in both], len(both))
    last = total([after[u] for u in both], len(both))
    assert first is not None
    assert last is not None
    return Growth(
        base,
        year,
        tuple(both),
        len(question.units),
        last.span.less(first.span),
        relative(first.span, last.span),
        first.low or last.low,
        question.book.crossed(question.indicator, "published", base, year),
    )


@dataclass(frozen=True)
class Rate:
    """A rate of several units: sum of numerators over sum of denominators, on one basis."""

    span: Span
    basis: str
    units: tuple[str, ...]
    expected: int
    lowest: float
    highest: float
    low: bool
    years: tuple[int, int]

    @property
    def enough(self) -> bool:
        return enough(len(self.units), self.expected)


def cluster_rate(
    question: Question, basis: str, *, tolerance: int | None = None, with_low: bool = True
) -> Rate | None:
    """Rules 3 and 4. The lowest and highest are those of the provinces on this basis, whether
    computed from the same counts or printed."""
    book = question.book
    scale, fractions = _fractions(question, basis)
    window = question.tolerance if tolerance is None else tolerance
    pairs: dict[str, tuple[Figure, Figure]] = {}
    for top, bottom in fractions:
        if top.unit not in question.units or (not with_low and (top.low or bottom.low)):
            continue
        if not question.year - window <= top.year <= question.year:
            continue
        if book.crossed(question.indicator, "derived", top.year, question.year, question.form):
            continue
        if top.unit not in pairs or top.year > pairs[top.unit][0].year:
            pairs[top.unit] = (top, bottom)
    if not pairs:
        return None
    tops = total([t for t, _ in pairs.values()], len(pairs))
    bottoms = total([b for _, b in pairs.values()], len(pairs))
    assert tops is not None
    assert bottoms is not None
    span = tops.span.per(bottoms.span, scale)
    own = [t.span.per(b.span, scale) for t, b in pairs.values()]
    if span is None or any(o is None for o in own):
        return None
    printed = [f.span for f in latest(question) if f.basis == basis and f.unit in pairs]
    spans = [s for s in [*own, *printed] if s is not None]
    return Rate(
        span,
        basis,
        tuple(pairs),
        len(question.units),
        min(s.value for s in spans),
        max(s.value for s in spans),
        any(t.low or b.low for t, b in pairs.values()),
        tops.years,
    )


def bases(question: Question) -> tuple[str, ...]:
    """The bases on which a rate of the whole can be computed."""
    if question.form:
        return ("",) if question.form == "per_head" else ()
    return tuple(question.book.bases(question.book.catalogue.indicators[question.indicator]))


def _fractions(question: Question, basis: str) -> tuple[float, list[tuple[Figure, Figure]]]:
    """The scale of a rate and the numerator and denominator of each unit and year."""
    book, code = question.book, question.indicator
    if question.form == "per_head":
        people = {(f.unit, f.year): f for f in book.figures("population") if f.complete}
        tops = [f for f in book.figures(code) if f.complete and (f.unit, f.year) in people]
        return book.heads(code), [(f, people[f.unit, f.year]) for f in tops]
    entry = book.catalogue.indicators[code]
    return float(entry.scale or 1), book.fractions(entry, basis)


def leaders(rows: Sequence[Figure]) -> set[str]:
    """The units that certainly stand first: no other can be above; equal ones together."""
    return {
        f.unit
        for f in rows
        if all(f.span.lower >= other.span.upper for other in rows if other != f)
    }


def lasts(rows: Sequence[Figure]) -> set[str]:
    """The units that certainly stand last, equal ones together."""
    return {
        f.unit
        for f in rows
        if all(f.span.upper <= other.span.lower for other in rows if other != f)
    }


def certainly_at(rows: Sequence[Figure], place: int) -> set[str]:
    """The units that certainly stand at a place, by the number of those above them."""
    return {
        f.unit
        for f in rows
        if sum(o.span.lower > f.span.upper for o in rows if o != f) + 1 == place
        and sum(o.span.upper > f.span.lower for o in rows if o != f) + 1 == place
    }


@lru_cache(maxsize=2048)
def rankable(question: Question) -> list[list[Figure]]:
    """The sets of newest figures that may be ranked together: one basis (unstated: one source),
    no break between them, years at most two apart, none of low confidence, five eighths of all."""
    found = []
    newest = [f for f in latest(question, comparable=False) if f.complete]
    bases = {(f.basis, f.sources if f.basis == "unstated" else None) for f in newest}
    for basis, source in bases:
        alike = [f for f in newest if f.basis == basis and source in (None, f.sources)]
        for last in sorted({f.year for f in alike}):
            rows = [f for f in alike if last - APART <= f.year <= last and not f.low]
            for side in {tuple(_side(question, f)) for f in rows}:
                same = [f for f in rows if tuple(_side(question, f)) == side]
                if enough(len(same), len(question.units)):
                    found.append(same)
    return found


def _side(question: Question, figure: Figure) -> list[int]:
    """On which side of each break of the indicator's own criteria a figure lies."""
    own = question.book.breaks(question.indicator, "published", question.form)
    return [year for year in own if year <= figure.year]
