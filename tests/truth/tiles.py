"""What a tile says of the whole: the total, the rate and its basis, the spread, the line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khdash.exhibit.core.exhibit import Exhibit
from tests.truth import cluster, reader
from tests.truth.cluster import Question, Rate
from tests.truth.faults import Fault
from tests.truth.reader import Number
from tests.truth.spoken import says, shown
from tests.truth.together import amounts, spread_of, spread_sets


def tile_faults(exhibit: Exhibit, question: Question, lang: str = "vi") -> Iterator[Fault]:
    text = reader.plain(str(exhibit.extra.get("total", "")))
    values = amounts(text, lang)
    if not values:
        return
    yield from _subtitle(exhibit, question)
    if question.rate_like:
        yield from _rate_or_spread(exhibit, question, text, values)
    else:
        yield from _total(exhibit, question, text, values)


def words_of(exhibit: Exhibit) -> str:
    """All that a reader of the tile sees in words."""
    extra = [str(v) for k, v in exhibit.extra.items() if isinstance(v, str) and k != "spark_label"]
    return reader.plain(" · ".join([exhibit.headline, exhibit.subtitle, *extra]))


def _subtitle(exhibit: Exhibit, question: Question) -> Iterator[Fault]:
    """The years beneath a number are those of figures that may be spoken of."""
    printed = [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", exhibit.subtitle)]
    firm = [f.year for rows in cluster.readings(question) for f in rows]
    firm += [y for rate in _rates(question) for y in rate.years if not rate.low]
    if printed and firm and not {min(printed), max(printed)} <= set(firm):
        yield Fault("subtitle-names-other-years", exhibit.subtitle, f"years {sorted(set(firm))}")


# ---- totals of counts and money


def _total(
    exhibit: Exhibit, question: Question, text: str, values: list[Number]
) -> Iterator[Fault]:
    right = [s for s in cluster.totals(question, with_low=False) if says(values[0], s.span)]
    if not right:
        with_low = [s for s in cluster.totals(question, with_low=True) if says(values[0], s.span)]
        near = [s for s in cluster.totals(question, with_low=True) if values[0].says(s.span.value)]
        kind = "total-wrong"
        if with_low:
            kind = "total-of-low-confidence"
        elif near:
            kind = "total-bound-rounded-inward"
        yield Fault(kind, text, _sums(question))
        return
    known = right[0]
    words = words_of(exhibit)
    if not known.enough and not re.search(r"tỉnh|province", text + exhibit.headline):
        yield Fault("total-below-five-eighths", text, f"{known.covered}/{known.expected}")
    if not any(str(s.years[0]) in words and str(s.years[1]) in words for s in right):
        yield Fault("total-without-its-years", words, f"{known.years}")
    stated = {(k, n) for _, k, n in reader.fractions(words + _notes(exhibit))}
    if known.covered < known.expected and (known.covered, known.expected) not in stated:
        counted = re.search(rf"\b{known.covered} (?:tỉnh|province)", words)
        if not counted:
            yield Fault("total-without-its-count", words, f"{known.covered}/{known.expected}")


def _notes(exhibit: Exhibit) -> str:
    return " · ".join(note.text for note in exhibit.notes)


def _sums(question: Question) -> str:
    sums = cluster.totals(question, with_low=False)[:3]
    return "; ".join(f"{s.span.value:g} {s.covered}/{s.expected} {s.years}" for s in sums)


# ---- rates


def _rate_or_spread(
    exhibit: Exhibit, question: Question, text: str, values: list[Number]
) -> Iterator[Fault]:
    spread = len(values) > 1 or re.search(r"trung vị|median|–", text) is not None
    if spread or question.form in ("share", "index"):
        yield from _spread(exhibit, question, text, values)
        return
    words = words_of(exhibit)
    stated = reader.bases(reader.plain(f"{exhibit.subtitle} · {text} · {exhibit.headline}"))
    rates = _rates(question)
    on_basis = [r for r in rates if not stated or not r.basis or r.basis in stated]
    right = [r for r in on_basis if says(values[0], r.span)]
    if right:
        rate = right[0]
        if not rate.lowest - values[0].step <= values[0].value <= rate.highest + values[0].step:
            yield Fault("rate-outside-its-provinces", words, _rate_text(rates))
        if rate.low and all(r.low for r in right):
            yield Fault("rate-of-low-confidence", words, _rate_text(rates))
        yield from _spark(exhibit, question, rate)
        if len(stated) > 1:
            yield Fault("rate-with-several-bases-named", words, _rate_text(rates))
        return
    others = [r for r in rates if says(values[0], r.span)]
    if others:
        yield Fault("rate-on-another-basis-than-its-words", words, _rate_text(rates))
        return
    single = [f for f in cluster.latest(question) if says(values[0], f.span)]
    if single:
        named = {key for _, _, key in reader.named(text, question.book.names)}
        if (
            not named & {f.unit for f in single}
            and len({f.unit for f in cluster.latest(question)}) > 1
        ):
            yield Fault("one-province-shown-as-whole", words, _rate_text(rates))
        return
    yield Fault("rate-wrong", words, _rate_text(rates))


def _rates(question: Question) -> list[Rate]:
    found = [
        cluster.cluster_rate(question, basis, with_low=low)
        for basis in cluster.bases(question)
        for low in (False, True)
    ]
    return [r for r in found if r is not None]


def _rate_text(rates: list[Rate]) -> str:
    return "; ".join(
        f"{r.basis or 'one basis'} {r.span.value:.4f} in [{r.lowest:g}, {r.highest:g}]"
        f" {len(r.units)}/{r.expected}"
        for r in rates
    )


def _spark(exhibit: Exhibit, question: Question, rate: Rate) -> Iterator[Fault]:
    """The line in the tile is of the same subject and basis as the number."""
    points = exhibit.extra.get("spark") or []
    label = str(exhibit.extra.get("spark_label", ""))
    if not points or not isinstance(points, list):
        return
    if label in question.book.names:
        yield Fault("spark-of-a-province-beside-the-whole", f"{exhibit.extra['total']} / {label}")
        return
    for point in points:
        year, value = int(point[0]), float(point[1])
        then = Question(**{**question.__dict__, "year": year})
        found = [
            cluster.cluster_rate(then, rate.basis, tolerance=t, with_low=low)
            for t in {0, question.tolerance}
            for low in (False, True)
        ]
        if not any(r and abs(r.span.value - value) < 1e-6 for r in found):
            yield Fault("spark-on-another-basis", f"{label} {year}: {value:g}", f"{rate.basis}")
            return


def _spread(
    exhibit: Exhibit, question: Question, text: str, values: list[Number]
) -> Iterator[Fault]:
    """The lowest and highest of one basis; computed and rounded figures belong to it."""
    words = words_of(exhibit)
    sets = spread_sets(question, reader.bases(words))
    first, last = values[0], values[-1]
    alone = {key for _, _, key in reader.named(text, question.book.names)}
    if len(values) == 1 and alone:
        sets = [[f for f in rows if f.unit in alone] for rows in sets]
        sets = [rows for rows in sets if rows]
    for rows in sets:
        low, _, high = spread_of(rows)
        if says(first, low) and says(last, high):
            break
    else:
        shown_ = "; ".join(shown(question, rows) for rows in sets)
        yield Fault("spread-wrong", words, shown_)
    label = str(exhibit.extra.get("spark_label", ""))
    if exhibit.extra.get("spark") and label in question.book.names:
        yield Fault("spark-of-a-province-beside-a-spread", f"{text} / {label}")
