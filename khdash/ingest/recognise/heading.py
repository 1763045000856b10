"""What the heading of a column or the label of a row says: indicator, time, measure, basis."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Literal

from khdash.ingest.recognise.heading_words import (
    FILLERS,
    GENERIC,
    NEUTRAL,
    RATE_PARTS,
    RATE_WORDS,
    SHARES,
    SLASH,
    TARGETS,
    basis_of,
    has_words,
    name_variants,
    only_says_done,
    shorter_names,
    strip_basis,
    without_measure,
    without_things,
    without_words,
)
from khdash.ingest.recognise.period import Period, read_period
from khdash.ingest.recognise.subgroup import take_subgroup
from khdash.ingest.recognise.text import LONGEST, split_numbering, without_footnote
from khdash.ingest.recognise.vocabulary import ABBREVIATED, Found, Vocabulary
from khdash.locale.spelling import fold, tidy
from khdash.model.indicators import Indicator
from khdash.model.roles import TITLE_ROLES
from khdash.reading.numbers import Measure, find_measure, read_measure

MOST_LEVELS = 12
"""Texts of a heading above one another; where more are, nobody can say which of them count."""
Problem = Literal["", "unknown", "ambiguous", "part-missing", "uncertain"]


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says; each part is empty where it says nothing of the kind.

    text: the words left when time and measure are taken out. proposals: indicator codes.
    """

    text: str = ""
    indicator: str = ""
    subgroup: str = ""
    basis: str = ""
    measure: Measure | None = None
    measure_text: str = ""
    period: Period | None = None
    confidence: float = 0.0
    how: str = ""
    problem: Problem = ""
    proposals: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Level:
    text: str
    basis: str
    measure: Measure | None
    measure_text: str
    period: Period | None


class HeadingReader:
    """Reads headings with the words of one catalogue."""

    TELLING = frozenset(
        ("th", "thực", "hiện", "kh", "kế", "hoạch", "chỉ", "tiêu", "đk", "ký", "nhận", "ky", "nhan",
         "thcs", "thpt", "mn", "nữ", "nu")
    )  # fmt: skip
    """Of the words beside a heading those that change what it says."""

    def __init__(self, vocabulary: Vocabulary, beside: frozenset[str] = frozenset()) -> None:
        """beside: all words of the table's headers, by which KH and TH are told apart."""
        self.vocabulary = vocabulary
        self.tells_plans = "th" in beside or {"thực", "hiện"} <= beside
        planned = "kh" in beside or {"kế", "hoạch"} <= beside or {"chỉ", "tiêu"} <= beside
        models = bool(beside & {"đk", "ký", "nhận", "ky", "nhan"})
        self.tells_completion = self.tells_plans and planned and not models
        self.tells_schools = bool(beside & {"thcs", "thpt", "mn"})
        self.tells_women = bool(beside & {"nữ", "nu"})
        self.indicators = vocabulary.catalogue.indicators
        self.titled = vocabulary.catalogue.titled
        self._known = lru_cache(maxsize=50_000)(self._read)

    def read(self, levels: tuple[str, ...]) -> Heading:
        """What the levels of a heading, the widest first, say together.

        A level that is longer than any heading makes the whole unknown: it may say anything.
        """
        if len(levels) > MOST_LEVELS or any(len(level) > LONGEST for level in levels):
            return Heading(" / ".join(levels)[:LONGEST], problem="unknown")
        return self._known(levels)

    def _read(self, levels: tuple[str, ...]) -> Heading:
        heading = self._of_levels(levels)
        if heading.problem not in ("unknown", "part-missing") or len(levels) < 2:
            return heading  # a unit of measure may stand below a name, without brackets
        last = levels[-1].strip(" ()")
        if read_measure(last) is None:
            return heading
        above = self._of_levels((*levels[:-2], f"{levels[-2]} ({last})"))
        return heading if above.problem else above

    def _of_levels(self, levels: tuple[str, ...]) -> Heading:
        levels, subgroup = take_subgroup(levels, self.vocabulary)
        parts = [self._level(level) for level in levels if level.strip()]
        if not parts:
            return Heading()
        if len(parts) > 1 and parts[-1].text in TARGETS and parts[-1].period is None:
            return Heading(period=Period(nature="plan"))
        if self.tells_completion and len(parts) > 1 and parts[-1].text in SHARES:
            return Heading(period=Period(nature="change"))
        period: Period | None = None
        for part in parts:
            period = part.period.under(period) if part.period else period
        measured = [part for part in parts if part.measure is not None]
        heading = Heading(
            text=" / ".join(part.text for part in parts if part.text),
            subgroup=subgroup,
            basis=next((part.basis for part in reversed(parts) if part.basis), ""),
            measure=measured[-1].measure if measured else None,
            measure_text=measured[-1].measure_text if measured else "",
            period=period,
        )
        return self._resolve([part.text for part in parts if part.text], heading)

    def _level(self, text: str) -> _Level:
        plain = without_footnote(split_numbering(" ".join(text.split()))[1])
        if self.vocabulary.find_indicator(plain):
            measure = find_measure(plain)
            return _Level(tidy(plain), basis_of(tidy(plain)), measure, plain, None)
        period, rest = read_period(SLASH.sub(" trên ", plain))
        measure = find_measure(plain)
        rest = without_measure(rest) if measure else rest
        if period is not None and period.year is not None and self._only_says_when(tidy(rest)):
            rest = ""
        if period is not None and self._is_year_in_plain_letters:
            rest = re.sub(r"\s+nam\s*$", "", rest)
        return _Level(tidy(rest), basis_of(tidy(rest)), measure, plain if measure else "", period)

    def _only_says_when(self, text: str) -> bool:
        """Whether words beside a year add nothing: "Năm", "TH"; but men are no year."""
        if "th" in text.split() and self.tells_schools:
            return False
        return only_says_done(text, "nam" if self._is_year_in_plain_letters else "năm")

    def _is_doubtful(self, text: str) -> bool:
        """Whether KH or TH can mean two things here: a plan beside results, a kind of school."""
        words = text.split()
        return (self.tells_plans and "kh" in words) or (self.tells_schools and "th" in words)

    @property
    def _is_year_in_plain_letters(self) -> bool:
        return not self.vocabulary.accented and not self.tells_women

    # Which indicator -----------------------------------------------------------------------

    def _resolve(self, parts: list[str], heading: Heading) -> Heading:
        if heading.period and heading.period.nature in ("plan", "change"):
            return heading
        dated = heading.period is not None and heading.period.year is not None
        parts = [part for part in dict.fromkeys(parts) if part not in ("%", "năm", "cả năm")]
        if dated or len(parts) > 1:
            parts = [part for part in parts if not self._only_says_when(part)]
        if not parts:
            return heading
        if any(self._is_doubtful(part) for part in parts):
            proposals = self.vocabulary.propose(" ".join(parts))
            return replace(heading, problem="unknown", proposals=proposals)
        for read in (self._joined, self._titled, self._last):
            if (found := read(parts, heading)) is not None:
                return found
        return self._misspelt(parts, heading)

    def _joined(self, parts: list[str], heading: Heading) -> Heading | None:
        """The levels as one name, in either order: 'Học bổng' over 'Trị giá'."""
        for order in _orders(parts):
            rest = [part for part in parts if part not in order]
            for text in self._variants(" ".join(order)):
                found = self.vocabulary.find_indicator(text)
                if found is None or (len(parts) > 1 and self._is_hidden_rate(found, heading)):
                    continue
                if all(self._agrees(part, code) for part in rest for code in found.codes):
                    return self._name(found, heading)
        return None

    def _is_hidden_rate(self, found: Found, heading: Heading) -> bool:
        """'Hội viên' over 'Dân số' is no rate, although 'hội viên/dân số' names one."""
        rate = any(self.indicators[code].kind == "rate" for code in found.codes)
        return rate and heading.measure is None and not RATE_WORDS.search(heading.text)

    def _titled(self, parts: list[str], heading: Heading) -> Heading | None:
        """A learning-model title with one of its parts: registered, recognised, rate."""
        holds = [bool(self.vocabulary.titles.inside(part)) for part in parts]
        first = holds.index(True) if True in holds else 0
        if all(self._agrees(part, "") for part in parts[:first]):
            parts = parts[first:]
        inside = self.vocabulary.titles.inside(" ".join(parts))
        if inside is None:
            return None
        title, rest = inside
        stripped = strip_basis(rest)
        part = self._part(stripped, heading)
        if part is None:
            return self._title_alone(title, stripped, heading)
        codes = self._of_titles(title.codes, (part.code,))
        confidence = min(title.confidence, part.confidence)
        return self._name(Found(codes, confidence), heading)

    def _part(self, text: str, heading: Heading) -> Found | None:
        tries: tuple[str, ...] = (text, without_words(text, FILLERS))
        if any(fold(attempt) in RATE_PARTS for attempt in tries):
            return Found(("rate",), ABBREVIATED)
        if not tries[1] or tries[1] == "%":
            is_rate = heading.measure is not None and heading.measure.unit == "%"
            return Found(("rate",), ABBREVIATED) if is_rate else None
        tries = (*tries, without_things(text), without_words(without_things(text), FILLERS))
        for attempt in tries:
            for variant in name_variants(attempt):
                found = self.vocabulary.parts.find(variant)
                if found is None:
                    continue
                if heading.measure is not None and heading.measure.unit == "%":
                    if found.code == "recognised":
                        return Found(("rate",), ABBREVIATED)
                    if found.code == "registered":
                        return None
                return found
        return None

    def _title_alone(self, title: Found, rest: str, heading: Heading) -> Heading | None:
        """A title whose part is missing or unknown; an indicator under it may be its total."""
        found = self.vocabulary.find_indicator(rest) if rest else None
        rates = [self.indicators[code] for code in self._of_titles(title.codes, ("rate",))]
        if found and found.code and any(found.code == rate.denominator for rate in rates):
            return self._name(found, heading)
        return replace(
            heading,
            problem="part-missing",
            proposals=self._of_titles(title.codes, TITLE_ROLES),
            title=title.code,
        )

    def _variants(self, text: str) -> list[str]:
        """The ways to say a name, the longest first."""
        found = name_variants(text)
        if len(text) > LONGEST or self.vocabulary.titles.inside(text):
            return found
        return list(dict.fromkeys([*found, *(s for name in found for s in shorter_names(name))]))

    def _of_titles(self, titles: tuple[str, ...], roles: Iterable[str]) -> tuple[str, ...]:
        """The codes of the indicators with these roles in these titles."""
        pairs = [(title, role) for title in titles for role in roles]
        return tuple(self.titled[pair].code for pair in pairs if pair in self.titled)

    def _last(self, parts: list[str], heading: Heading) -> Heading | None:
        """The lowest level alone, if those above only say where it belongs."""
        if len(parts) < 2:
            return None
        last, above = parts[-1], parts[:-1]
        if last in GENERIC:
            return (
                self._last([*above[:-1], above[-1]], heading)
                if len(above) > 1
                else (self._joined(above, heading))
            )
        found = next(
            (f for text in self._variants(last) if (f := self.vocabulary.find_indicator(text))),
            None,
        )
        if found is None or not found.code:
            return None
        if all(self._agrees(part, found.code) for part in above):
            return self._name(found, heading)
        return replace(heading, problem="uncertain", proposals=found.codes)

    def only_groups(self, labels: tuple[str, ...]) -> bool:
        """Whether labels of rows only say where a figure belongs, and not what part it is of."""
        return all(self._agrees(tidy(split_numbering(label)[1]), "") for label in labels)

    def _agrees(self, above: str, code: str) -> bool:
        """Whether a wider heading only names the theme of the one below it."""
        if above in GENERIC or not without_words(fold(above), NEUTRAL):
            return True
        theme = self.indicators[code].theme if code else ""
        upper = self.vocabulary.find_indicator(above)
        if upper and upper.code and code:
            divides = any(
                rate.numerator == upper.code
                and code in (rate.denominator, rate.denominator_registered)
                for rate in self.indicators.values()
            )
            return divides or self._covers(self.indicators[upper.code], self.indicators[code])
        named = self.vocabulary.theme_words
        themes = {name for words, name in named.items() if has_words(fold(above), words)}
        neutral = NEUTRAL | {word for words in named for word in words.split()}
        rest = without_words(fold(above), neutral | {"khuyen", "hoc"})
        return not rest and (not code or not themes or theme in themes)

    def _covers(self, upper: Indicator, lower: Indicator) -> bool:
        """Whether one indicator's name also heads a group that another belongs to."""
        if upper.code == self.vocabulary.catalogue.themes[upper.theme].headed_by:
            return upper.theme == lower.theme
        group = upper.title or upper.heading_group or upper.code
        return group == (lower.title or lower.heading_group or lower.code)

    def _misspelt(self, parts: list[str], heading: Heading) -> Heading:
        text = " ".join(parts)
        found = self.vocabulary.indicators.find_misspelt(text)
        if found and found.code and len(parts) == 1:
            named = self._name(found, heading)
            return replace(named, how="misspelt")
        return replace(heading, problem="unknown", proposals=self.vocabulary.propose(text))

    def _name(self, found: Found, heading: Heading) -> Heading:
        if not found.code:
            return replace(heading, problem="ambiguous", proposals=found.codes)
        entry = self.indicators[found.code]
        basis = (heading.basis or "unstated") if entry.basis_matters else ""
        how = "unaccented" if found.confidence < ABBREVIATED else "header"
        return replace(
            heading, indicator=found.code, basis=basis, confidence=found.confidence, how=how
        )


def _orders(parts: list[str]) -> list[list[str]]:
    """All levels in both directions, then each two of them in both directions."""
    orders = [parts, parts[::-1]] if len(parts) > 1 else [parts]
    if len(parts) > 2:
        for first, second in combinations(parts, 2):
            orders += [[first, second], [second, first]]
    return orders
