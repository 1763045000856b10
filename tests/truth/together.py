"""Claims about several provinces together: sums of those that published, spreads of rates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from tests.truth import cluster, reader
from tests.truth.cluster import Question
from tests.truth.faults import Fault
from tests.truth.figure import Figure, Span
from tests.truth.reader import Number
from tests.truth.spoken import Spoken, says, shown

HUNDRED = Span(100.0, 100.0, 100.0)
PUBLISHED_SUM = re.compile(r"cộng lại|là cộng của|đã công bố cộng")


def is_amount(number: Number) -> bool:
    """Whether a number is a figure and not a year, a count of provinces or k/n."""
    counted = number.unit and re.fullmatch("|".join(reader.COUNTED), number.unit)
    return not (number.is_year or number.is_fraction or counted)


def amounts(text: str, lang: str) -> list[Number]:
    return [n for n in reader.numbers(text, lang) if is_amount(n)]


def partial_sum_faults(spoken: Spoken, text: str, lang: str) -> Iterator[Fault]:
    """ "2 tỉnh đã công bố (A, B) cộng lại 5, 40 % dân số Cụm 3": sum, names, number and share."""
    question = spoken.question
    for clause in reader.clauses(text):
        if not PUBLISHED_SUM.search(clause) or question.rate_like:
            continue
        units = {key for _, _, key in reader.named(clause, question.book.names)}
        rows = [f for f in cluster.latest(question) if not f.low and f.unit in units]
        own = [
            s
            for s in cluster.totals(question, with_low=False)
            if {f.unit for f in s.figures} == units
        ]
        counted = re.search(r"(\d+)(?:/\d+)? tỉnh", clause)
        if not counted or int(counted[1]) != len(units):
            yield Fault("partial-sum-of-wrong-count", clause, shown(question, rows))
        sums = [n for n in amounts(clause, lang) if n.unit != "%"]
        if not any(says(n, s.span) for n in sums for s in own):
            yield Fault("partial-sum-wrong", clause, shown(question, rows))
        share = cluster.population_share(question, tuple(sorted(units)))
        if question.whole and share and "dân số" not in text:
            yield Fault("partial-sum-without-share-of-population", text)
    yield from _share_faults(question, text, lang)


def _share_faults(question: Question, text: str, lang: str) -> Iterator[Fault]:
    """ "… % dân số Cụm 3" is the share of the units whose sum was said."""
    found = re.search(r"([\d.,]+ ?%) dân số", text)
    if not found or question.rate_like:
        return
    printed = reader.numbers(found[1], lang)[0]
    sums = cluster.totals(question, with_low=False)
    shares = [
        cluster.population_share(question, tuple(sorted({f.unit for f in s.figures}))) for s in sums
    ]
    if not any(s and printed.says(s[1]) for s in shares):
        yield Fault("share-of-population-wrong", text, str(shares[:4]))


def spread_faults(spoken: Spoken, text: str, lang: str) -> Iterator[Fault]:
    """ "thấp nhất 12 %, giữa ≥ 27,9 %, cao nhất ≥ 32,08 %", of the count and years it names; the
    middle also as "31,5–31,63 %"."""
    found = re.search(r"thấp nhất ([^;]*?), (?:giữa|trung vị) ([^;]*?), cao nhất ([^;]*)", text)
    if not found or reader.named(found[1], spoken.question.book.names):
        return
    low, middle, high = (amounts(words, lang) for words in found.groups())
    ends = [low[:1], middle, high[:1]]
    stated = reader.bases(text)
    for rows in spread_sets(spoken.question, stated):
        spans = spread_of(rows)
        if all(_says_end(e, span) for e, span in zip(ends, spans, strict=True)):
            counts = reader.fractions(text)
            if counts and counts[0][1] != len(rows):
                yield Fault("spread-of-wrong-count", text, f"n {len(rows)}")
            return
    yield Fault("spread-wrong", text, shown(spoken.question, cluster.latest(spoken.question)))


def _says_end(given: Sequence[reader.Number], span: Span) -> bool:
    """Whether one number with its sign, or two numbers as the ends, are this figure."""
    if len(given) == 2:
        return given[0].floors(span.lower) and given[1].ceils(span.upper)
    return len(given) == 1 and says(given[0], span)


def spread_sets(question: Question, stated: set[str]) -> list[list[Figure]]:
    """The newest figures of one basis (unstated: of one source), one a unit, none of low
    confidence."""
    found: list[list[Figure]] = []
    for rows in cluster.readings(question):
        groups: dict[object, dict[str, Figure]] = {}
        for figure in sorted(rows, key=lambda f: f.year):
            if figure.complete and (not stated or figure.basis in {*stated, ""}):
                source = figure.sources if figure.basis == "unstated" else None
                groups.setdefault((figure.basis, source), {})[figure.unit] = figure
        found += [list(group.values()) for group in groups.values()]
    if question.form == "index":  # a run of one figure may be left out: it is 100 by definition
        found += [[f for f in rows if f.span != HUNDRED] for rows in found]
    return [rows for rows in found if rows]


def spread_of(rows: Sequence[Figure]) -> tuple[Span, Span, Span]:
    """Lowest, middle and highest with what the bounds leave open."""
    return (
        Span(*(min(getattr(f.span, end) for f in rows) for end in ("value", "lower", "upper"))),
        Span(*(median(getattr(f.span, end) for f in rows) for end in ("value", "lower", "upper"))),
        Span(*(max(getattr(f.span, end) for f in rows) for end in ("value", "lower", "upper"))),
    )
