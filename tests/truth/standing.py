"""Claims about where provinces stand: who leads, who is last, which place, which figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tests.truth import cluster, reader
from tests.truth.book import enough
from tests.truth.cluster import Question
from tests.truth.faults import Fault
from tests.truth.figure import Figure
from tests.truth.spoken import Spoken, says, shown

Finder = Callable[[Sequence[Figure]], set[str]]
UNSAID = re.compile(r"chưa|không nói|không đủ|ai đứng đầu|nào đứng đầu|nơi nào|thi đua")
ENDS: tuple[tuple[str, Finder], ...] = (
    ("cao nhất", cluster.leaders),
    ("thấp nhất", cluster.lasts),
)


def standing_faults(spoken: Spoken, text: str, lang: str) -> Iterator[Fault]:
    yield from _places(spoken, text)
    for clause in reader.clauses(text):
        if UNSAID.search(clause):
            continue
        # Bases and the count may stand in another clause of the same sentence.
        if "đứng đầu" in clause:
            question = _named_indicator(spoken.question, clause)
            units = _units(spoken.question, re.sub(r"^[^:]*?: (?=.*đứng đầu)", "", clause))
            yield from _end(question, clause, text, units, cluster.leaders)
        for words, finder in ENDS:
            found = re.search(rf"{words} ([^;]*)", clause)
            units = _units(spoken.question, found[1].split("thấp nhất")[0]) if found else set()
            if found and units:
                yield from _end(spoken.question, clause, text, units, finder)
    yield from dated_faults(spoken, text, lang)


def _units(question: Question, words: str) -> set[str]:
    return {key for _, _, key in reader.named(words, question.book.names)}


def _named_indicator(question: Question, clause: str) -> Question:
    """The question about the indicator that a clause names after "về" (two on a scatter)."""
    found = re.search(r"đứng đầu về (.+?)(?: trong \d|$)", clause)
    if not found:
        return question
    entries = question.book.catalogue.indicators.values()
    fitting = [e for e in entries if e.short_vi in found[1]]
    code = max(fitting, key=lambda e: len(e.short_vi)).code if fitting else question.indicator
    return replace(question, indicator=code)


def _end(
    question: Question, clause: str, text: str, units: set[str], finder: Finder
) -> Iterator[Fault]:
    """Whether just these units stand at this end of some set that may be ranked together."""
    if not units:
        yield Fault("leader-without-name", clause)
        return
    stated = reader.bases(text)
    sets = [s for s in cluster.rankable(question) if not stated or s[0].basis in stated]
    fitting = {len(s) for s in sets if finder(s) == units}
    if fitting:
        counts = reader.fractions(text)
        both = "cả hai" in text or "đủ số liệu" in text
        if counts and not both and counts[0][1] not in fitting:
            yield Fault("leader-among-wrong-count", clause, f"k in {sorted(fitting)}")
        return
    everyone = [f for f in cluster.latest(question, comparable=False) if f.complete]
    rows = [f for f in everyone if not stated or f.basis in stated]
    if not sets:
        yield Fault(_why_no_ranking(question, rows), clause, shown(question, rows))
        return
    best = [sorted(finder(s)) for s in sets]
    kind = "tie-hidden" if any(units < set(b) for b in best) else "leader-wrong"
    if kind == "leader-wrong" and finder(_newest(rows)) == units:
        kind = _why_no_ranking(question, _newest(rows))
    yield Fault(kind, clause, f"first {best}; {shown(question, rows)}")


def _newest(rows: Sequence[Figure]) -> list[Figure]:
    return list({f.unit: f for f in sorted(rows, key=lambda f: f.year)}.values())


def _why_no_ranking(question: Question, rows: Sequence[Figure]) -> str:
    n = len(question.units)
    if not enough(len({f.unit for f in rows}), n):
        return "leader-below-five-eighths"
    if not enough(len({f.unit for f in rows if not f.low}), n):
        return "leader-by-low-confidence"
    if max(f.year for f in rows) - min(f.year for f in rows) > cluster.APART:
        return "leader-among-years-apart"
    return "leader-not-rankable"


def _places(spoken: Spoken, text: str) -> Iterator[Fault]:
    """ "1. A 5 (2024); 2. B và C 4 (2024)": each place is that of exactly the units named."""
    found = re.findall(r"(?<![\d.,])(\d)\. ([^;]*?\d\))(?=;|$|\.)", text)
    if not found:
        return
    question, stated = spoken.question, reader.bases(text)
    sets = [s for s in cluster.rankable(question) if not stated or s[0].basis in stated]
    for rows in sets:
        places = {int(n): _units(question, words) for n, words in found}
        if all(cluster.certainly_at(rows, n) == units for n, units in places.items()):
            return
    rows = cluster.latest(question, comparable=False)
    yield Fault("places-wrong", text, shown(question, rows))


def dated_faults(spoken: Spoken, text: str, lang: str) -> Iterator[Fault]:
    """ "Hà Nội 1.953.233 (2024)": the figure is that province's of that year, and not of low
    confidence."""
    question = spoken.question
    pattern = r"[:,]? ?((?:[≥≲≈] ?)?\d[\d.,]*(?: ?[^\d(;]{0,30}?)?) ?\((\d{4})\)"
    for start, end, key in reader.named(text, question.book.names):
        found = re.match(pattern, text[end:])
        printed = reader.numbers(found[1], lang) if found else []
        if not found or not printed or key not in question.units:
            continue
        stated = reader.bases(found[1])
        own = [f for f in question.figures() if f.unit == key and f.year == int(found[2])]
        own = [f for f in own if not stated or f.basis in stated]
        claim = text[start : end + found.end()]
        fitting = [f for f in own if says(printed[0], f.span)]
        if not fitting:
            loosely = [f for f in own if printed[0].says(f.span.value)]
            kind = "bound-rounded-inward" if loosely else "figure-of-province-wrong"
            yield Fault(kind, claim, shown(question, own))
        elif all(f.low for f in fitting):
            yield Fault("low-confidence-in-headline", claim)
        elif int(found[2]) < question.year - question.tolerance:
            yield Fault("figure-beyond-the-tolerance", claim, f"T {question.tolerance}")
