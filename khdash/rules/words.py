"""A finding in words: why the figure was named, what to do; the same at both doors."""

from __future__ import annotations

from dataclasses import dataclass

from khdash.locale import Words, mark
from khdash.model.catalogue import Catalogue
from khdash.model.indicators import Indicator
from khdash.model.value import Qualifier
from khdash.rules.finding import Statement
from khdash.rules.rule import Rule, Severity

SEVERITY_NAMES: dict[Severity, str] = {
    "error": mark("Không thể đúng"),
    "warning": mark("Cần xem lại"),
    "info": mark("Nên biết"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """What the words of a finding need. n None: the bounds come from no other figures."""

    rule: Rule
    indicator: Indicator
    value: float
    qualifier: Qualifier
    low: float
    high: float
    n: int | None
    other_value: float
    other_qualifier: Qualifier
    others: tuple[Statement, ...]

    def why(self, catalogue: Catalogue, words: Words) -> str:
        """The value, the rule's bounds and n, what it was compared with."""
        entry = self.indicator

        def said(value: float, qualifier: Qualifier = "exact") -> str:
            return words.figure(value, entry.unit, entry.decimals, qualifier)

        places = {
            "value": said(self.value, self.qualifier),
            "low": said(_bound(self.low)),
            "high": said(_bound(self.high)),
            "other": said(self.other_value, self.other_qualifier),
            "n": self.n,
            "before": self.others[0].year if self.others else "",
            "others": words.listed([_stated(s, catalogue, words) for s in self.others]),
            "valid": _valid(entry, words),
        }
        return words.of(*self.rule.why).format(**places)

    def to_do(self, words: Words) -> str:
        return words.of(*self.rule.to_do)


def _stated(statement: Statement, catalogue: Catalogue, words: Words) -> str:
    entry = catalogue.indicators[statement.indicator]
    figure = words.figure(statement.value, entry.unit, entry.decimals, statement.qualifier)
    return f"{words.of(entry.short_vi, entry.short_en)} {figure}"


def _valid(entry: Indicator, words: Words) -> str:
    """Since and until when an indicator is in use: từ năm 2016, đến năm 2015.

    An indicator without either is always in use.
    """
    first, last = entry.valid_from, entry.valid_to
    told = [
        words("từ năm {year}", year=first) if first else "",
        words("đến năm {year}", year=last) if last else "",
    ]
    return " ".join(filter(None, told))


def _bound(value: float) -> float:
    """Three digits that count: a bound is no measurement.

    >>> _bound(1234.6)
    1230.0
    """
    return float(f"{value:.3g}")
