"""Every number that is spoken stands in the table or in the recomputation."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import pandas as pd

from khdash.exhibit.core.exhibit import Exhibit
from tests.truth import cluster, reader
from tests.truth.cluster import Question
from tests.truth.faults import Fault
from tests.truth.figure import relative
from tests.truth.reader import Number
from tests.truth.spoken import Spoken
from tests.truth.together import is_amount, spread_of, spread_sets


def amounts_of(table: pd.DataFrame) -> list[float]:
    """Every number of a table, fractions also as per cent and as multiples."""
    found: list[float] = []
    for name in table.columns:
        if not pd.api.types.is_numeric_dtype(table[name]) or table[name].dtype == bool:
            continue
        values = [abs(float(v)) for v in table[name].dropna() if math.isfinite(float(v))]
        found += values
        if str(name).startswith("rel_") or "per_year" in str(name):
            found += [100 * v for v in values]
            found += [1 + float(v) for v in table[name].dropna() if math.isfinite(float(v))]
    return found


def years_of(exhibit: Exhibit) -> set[int]:
    years = {int(y) for y in exhibit.extra.values() if isinstance(y, int)}
    for name in exhibit.table.columns:
        if dated := re.fullmatch(r"value_(\d{4})", str(name)):
            years.add(int(dated[1]))
        elif str(name).endswith("year"):
            years |= {int(y) for y in exhibit.table[name].dropna() if float(y).is_integer()}
    return years


def recomputed(question: Question) -> list[float]:
    """Totals, changes of the whole, rates and figures that a sentence may rest on."""
    found = [f.span.value for f in question.figures()]
    found += [abs(v) for v in _moves(question)]
    for rows in spread_sets(question, set()):
        found += [
            v for s in spread_of(rows) for v in (s.value, s.lower, s.upper) if math.isfinite(v)
        ]
    if question.rate_like:
        for basis in cluster.bases(question):
            rate = cluster.cluster_rate(question, basis)
            found += [rate.span.value] if rate else []
        return found
    sums = [s.span for low in (True, False) for s in cluster.totals(question, with_low=low)]
    found += [v for s in sums for v in (s.value, s.lower)]
    found += [cluster.lower_bound(question.figures(), y) for y in cluster.years(question)]
    for low in (False, True):
        for sum_ in cluster.totals(question, with_low=low):
            share = cluster.population_share(
                question, tuple(sorted({f.unit for f in sum_.figures}))
            )
            found += [share[1]] if share else []
    changes = [
        cluster.growth(question, base, year, with_low=low)
        for year in {question.year, *cluster.years(question)[-3:]}
        for base in {question.first, year - 1, *cluster.years(question)}
        for low in (False, True)
        if base < year
    ]
    for change in changes:
        if change is None:
            continue
        for end in (change.absolute, change.relative):
            if end is not None:
                found += [v for v in (end.value, end.lower, end.upper) if math.isfinite(v)]
                found += [100 * v for v in (end.value, end.lower, end.upper) if math.isfinite(v)]
                found += [1 + v for v in (end.value, end.lower, end.upper) if math.isfinite(v)]
    return found


def _moves(question: Question) -> Iterator[float]:
    """Every change of a unit between two comparable years, absolute and as a fraction."""
    own = sorted(question.figures(), key=lambda f: f.year)
    for i, before in enumerate(own):
        for after in own[i + 1 :]:
            if before.unit != after.unit or before.year == after.year:
                continue
            if not question.book.comparable(question.indicator, before, after, question.form):
                continue
            moved = after.span.less(before.span)
            yield from (v for v in (moved.value, moved.lower, moved.upper) if math.isfinite(v))
            part = relative(before.span, after.span)
            for v in (part.value, part.lower, part.upper) if part else ():
                if math.isfinite(v):
                    yield from (100 * v, 1 + v)


def unsupported(
    exhibit: Exhibit, spoken: Spoken, lang: str = "vi", extra: tuple[float, ...] = ()
) -> Iterator[Fault]:
    """Numbers of a sentence that stand nowhere."""
    wanted = [n for n in reader.numbers(spoken.text, lang) if is_amount(n)]
    if not wanted:
        return
    pool = [*amounts_of(exhibit.table), *extra]
    missing = [n for n in wanted if not in_pool(n, pool)]
    if missing:
        pool = recomputed(spoken.question)
        missing = [n for n in missing if not in_pool(n, pool)]
    if missing:
        yield Fault("number-from-nowhere", spoken.text, ", ".join(n.raw + n.unit for n in missing))


def in_pool(number: Number, pool: list[float]) -> bool:
    if number.value == 100 and number.decimals == 0:
        return True
    # Whether a bound is rounded to its safe side is judged where the claim is read.
    return any(number.says(v) or number.floors(v) or number.ceils(v) for v in pool)


def alt_faults(exhibit: Exhibit, lang: str = "vi") -> Iterator[Fault]:
    """The numbers of an alt text stand in the table."""
    said = [*exhibit.table["sentence"]] if "sentence" in exhibit.table else []
    head = sorted([exhibit.title, exhibit.subtitle, exhibit.headline, *said], key=len, reverse=True)
    text = reader.plain(exhibit.alt)
    for part in head:
        text = text.replace(reader.plain(part), " ", 1) if part else text
    if reader.JUNK.search(text):
        yield Fault("not-a-number-in-alt", text[:160])
    pool = amounts_of(exhibit.table)
    years = years_of(exhibit)
    for number in reader.numbers(text, lang):
        if number.is_year and int(number.value) in years:
            continue
        if number.is_fraction or in_pool(number, pool):
            continue
        yield Fault("alt-number-not-in-table", text[max(0, number.start - 40) : number.end + 10])
        return
