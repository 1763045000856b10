"""Claims about change: of a province, of the whole, how many rose, why nothing is said."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from khdash.exhibit.core.exhibit import Exhibit
from tests.truth import cluster, reader
from tests.truth.book import enough
from tests.truth.cluster import Question
from tests.truth.faults import Fault
from tests.truth.figure import Span, relative
from tests.truth.reader import AT_LEAST, AT_MOST, Change, Number
from tests.truth.spoken import Spoken, shown


def change_faults(spoken: Spoken, text: str, lang: str) -> Iterator[Fault]:
    for change in reader.changes(text, lang):
        names = reader.named(change.before.split(": ")[-1], spoken.question.book.names)
        if "so với" in change.text and change.base_years is None and not change.years:
            continue  # compared with another thing than a year
        if names:
            if change.base_years:
                yield from _of_units(spoken.question, change, [key for _, _, key in names])
        elif change.base_years or change.years:
            yield from _of_cluster(spoken.question, change)


def _window(pair: tuple[int, int] | None, default: int) -> range:
    first, last = pair or (default, default)
    return range(first, last + 1)


def _of_units(question: Question, change: Change, units: list[str]) -> Iterator[Fault]:
    base = _window(change.base_years, question.year - 1)
    year = _window(change.years, question.year)
    for unit in units:
        own = [f for f in question.figures() if f.unit == unit]
        befores = [f for f in own if f.year in base]
        afters = [f for f in own if f.year in year]
        pairs = [
            (a, b)
            for a in befores
            for b in afters
            if question.book.comparable(question.indicator, a, b, question.form)
        ]
        evidence = shown(question, [*befores, *afters])
        if max(year) < question.year - question.tolerance:
            yield Fault("change-beyond-the-tolerance", change.text, f"T {question.tolerance}")
        if not befores or not afters:
            yield Fault("change-without-figures-of-its-years", change.text, evidence)
        elif not pairs:
            broken = any(
                question.book.crossed(question.indicator, a.origin, a.year, b.year, question.form)
                for a in befores
                for b in afters
                if a.basis == b.basis
            )
            yield Fault(
                "change-across-break" if broken else "change-between-bases", change.text, evidence
            )
        else:
            verdicts = [_size(question, change, a.span, b.span) for a, b in pairs]
            if all(verdicts):
                yield Fault(str(verdicts[0]), change.text, evidence)
            elif all(a.low or b.low for (a, b), v in zip(pairs, verdicts, strict=True) if not v):
                yield Fault("low-confidence-in-change", change.text, evidence)


def _of_cluster(question: Question, change: Change) -> Iterator[Fault]:
    base = _window(change.base_years, question.year - 1)
    year = _window(change.years, question.year)
    if question.rate_like:
        return
    found = [
        g
        for b in base
        for y in year
        for low in (False, True)
        if (g := cluster.growth(question, b, y, with_low=low)) is not None
    ]
    if not found:
        yield Fault("growth-without-figures", change.text)
        return
    firm = [g for g in found if not g.low and not g.broken and enough(len(g.units), g.expected)]
    right = [g for g in firm if not verdict_of(change, g.absolute, g.relative, question)]
    evidence = "; ".join(map(str, found))
    if not right:
        if not firm:
            g = found[0]
            if g.broken:
                kind = "growth-across-break"
            elif g.low and enough(len(g.units), g.expected):
                kind = "growth-of-low-confidence"
            else:
                kind = "growth-below-five-eighths"
        else:
            kind = str(verdict_of(change, firm[0].absolute, firm[0].relative, question))
        yield Fault(kind, change.text, evidence)
        return
    counts = reader.fractions(change.text)
    if counts and (counts[-1][1], counts[-1][2]) not in {(len(g.units), g.expected) for g in right}:
        yield Fault("growth-among-wrong-count", change.text, evidence)


def _size(question: Question, change: Change, before: Span, after: Span) -> str:
    return verdict_of(change, after.less(before), relative(before, after), question)


def verdict_of(change: Change, absolute: Span, rel: Span | None, question: Question) -> str:
    """'' where the words are what the bounds settle; else the kind of the fault."""
    if change.way == "same":
        return "" if absolute.lower == absolute.upper == 0 else "same-but-it-is-not"
    number = change.size
    if number is None:
        settled = absolute.lower > 0 if change.way == "up" else absolute.upper < 0
        return "" if settled else "direction-not-settled"
    span = _in_unit(number, absolute, rel, question)
    if span is None:
        return "change-in-wrong-unit"
    if change.way == "times":
        span = Span(span.value + 1, span.lower + 1, span.upper + 1)
    down = change.way == "down"
    low, high = (-span.upper, -span.lower) if down else (span.lower, span.upper)
    size = -span.value if down else span.value
    if change.limit == AT_LEAST:
        if low <= 0:
            return "direction-not-settled"
        return "" if number.floors(low) else _rounding(number, low)
    if change.limit == AT_MOST:
        if change.way == "times" and not _says_not(change):
            pass
        if low <= 0 and change.way != "times" and not _says_not(change):
            return "fall-not-excluded" if not down else "rise-not-excluded"
        return "" if math.isfinite(high) and number.ceils(high) else _rounding(number, high)
    if change.limit == "below":
        return "" if 0 < size < number.value + number.step / 2 else "change-of-wrong-size"
    if low != high:
        return "bound-without-its-word"
    if size < 0:
        return "wrong-direction"
    return "" if number.says(size) else "change-of-wrong-size"


def _says_not(change: Change) -> bool:
    return bool(re.search(r"không (?:tăng|giảm|cao hơn|thấp hơn) quá", change.text.lower()))


def _rounding(number: Number, bound: float) -> str:
    near = math.isfinite(bound) and abs(abs(number.value) - abs(bound)) <= number.step
    return "bound-rounded-inward" if near else "bound-wrong"


def _in_unit(number: Number, absolute: Span, rel: Span | None, question: Question) -> Span | None:
    """The change in the unit that the words use."""
    rate = (
        question.book.catalogue.indicators[question.indicator].unit == "%"
        or question.form == "share"
    )
    if number.unit == "lần":
        return rel
    if number.unit == "%" and not rate:
        return Span(100 * rel.value, 100 * rel.lower, 100 * rel.upper) if rel else None
    if number.unit == "%":
        return None
    return absolute


def row_faults(exhibit: Exhibit, question: Question, lang: str = "vi") -> Iterator[Fault]:
    """A change or difference in words, row by row, against the bounds beside it."""
    for column in ("change", "difference"):
        if column not in exhibit.table or "abs_lower" not in exhibit.table:
            continue
        for row in exhibit.table.to_dict("records"):
            text = reader.plain(row[column])
            found = reader.changes(text, lang)
            if not found or math.isnan(row["abs_value"]):
                continue
            absolute, rel = (_span_in(row, prefix) for prefix in ("abs", "rel"))
            kind = verdict_of(found[0], absolute, rel, question)
            if kind:
                yield Fault(f"row-{kind}", text, f"{row['unit_name']} {absolute} {rel}")


def _span_in(row: dict[str, float], prefix: str) -> Span | None:
    value, lower, upper = (row[f"{prefix}_{end}"] for end in ("value", "lower", "upper"))
    return None if math.isnan(value) else Span(value, lower, upper)


def direction_counts(text: str) -> tuple[dict[str, int], tuple[int, int], tuple[int, int]] | None:
    """ "5 tỉnh tăng, 2 tỉnh giảm từ 2016 đến 2020" as counts and windows of years."""
    words = {"tăng": "up", "giảm": "down", "không đổi": "same", "chưa đủ căn cứ": "undecided"}
    counts = {
        way: int(m[1])
        for word, way in words.items()
        if (m := re.search(rf"(\d+) tỉnh(?:, thành phố)? {word}", text))
    }
    years = re.search(r"từ (\d{4})(?:[–-](\d{4}))? đến (\d{4})(?:[–-](\d{4}))?", text)
    if not counts or not years:
        return None
    a, b, c, d = (int(y) if y else 0 for y in years.groups())
    return counts, (a, b or a), (c, d or c)


def slope_faults(exhibit: Exhibit, question: Question) -> Iterator[Fault]:
    """The count in a slope's headline speaks of pairs of exactly the years that it names."""
    found = direction_counts(reader.plain(exhibit.headline))
    if found is None:
        return
    counts, (first, until), (last, newest) = found
    table = exhibit.table
    rows = table[table["value"].notna() & ~table["benchmark"].astype(bool)].to_dict("records")
    spoken = [r for r in rows if first <= r["base_year"] <= until and last <= r["year"] <= newest]
    evidence = "; ".join(
        f"{r['unit_name']} {r['base_year']}→{r['year']} {r['direction']}" for r in rows
    )
    if len(spoken) < sum(counts.values()):
        yield Fault("years-not-of-the-pairs", exhibit.headline, evidence)
        return
    if until == first and last == newest:
        right = {"up": 0, "down": 0, "same": 0, "undecided": 0}
        for row in spoken:
            right[_direction(question, row)] += 1
        wrong = {w: n for w, n in counts.items() if w != "undecided" and right[w] != n}
        if wrong:
            yield Fault("directions-miscounted", exhibit.headline, f"{right}; {evidence}")


def _direction(question: Question, row: dict[str, object]) -> str:
    own = [f for f in question.figures() if f.unit == row["unit"] and f.basis == row["basis"]]
    own = [f for f in own if f.origin == row["origin"]] or own
    before = [f for f in own if f.year == row["base_year"]]
    after = [f for f in own if f.year == row["year"]]
    if not before or not after or before[0].low or after[0].low:
        return "undecided"
    if not question.book.comparable(question.indicator, before[0], after[0], question.form):
        return "undecided"
    moved = after[0].span.less(before[0].span)
    if moved.lower == moved.upper == 0:
        return "same"
    return "up" if moved.lower > 0 else "down" if moved.upper < 0 else "undecided"


# ---- reasons


def reason_faults(spoken: Spoken, text: str) -> Iterator[Fault]:
    """Why two years are not compared is the true reason: too few, low confidence, a break."""
    question = spoken.question
    for clause in reader.clauses(text):
        few = re.search(r"chỉ (?:có )?(\d+)/(\d+)", clause)
        years = re.search(r"(?:so sánh được|Không so) (\d{4}) với (\d{4})", clause)
        if few and enough(int(few[1]), int(few[2])):
            yield Fault("enough-said-to-be-too-few", clause, _true_reason(question, years))
        if not years or question.form:
            continue
        year, base = int(years[1]), int(years[2])
        found = {low: cluster.growth(question, base, year, with_low=low) for low in (False, True)}
        having = {low: len(g.units) if g else 0 for low, g in found.items()}
        if few and int(few[1]) not in having.values():
            yield Fault("both-years-miscounted", clause, f"true: {having}")
        if "tin cậy" in clause and having[False] == having[True]:
            yield Fault("reason-false", clause, "no figure of low confidence among them")
        if re.search(r"tiêu chí|thay đổi từ", clause):
            since = re.search(r"từ (\d{4})", clause)
            breaks = question.book.breaks(question.indicator, "published")
            inside = [b for b in breaks if base < b <= year]
            if not inside or (since and int(since[1]) not in inside):
                yield Fault("reason-false", clause, f"breaks {breaks}")


def _true_reason(question: Question, years: re.Match[str] | None) -> str:
    found = years and cluster.growth(question, int(years[2]), int(years[1]), with_low=True)
    if not found:
        return "no province has both"
    return "break" if found.broken else "low confidence" if found.low else "bases or other"
