"""The indicators of an exhibit where the reader names none: by what they are, never by code."""

from __future__ import annotations

from collections.abc import Callable

from khdash.model.catalogue import Catalogue
from khdash.model.indicators import Indicator

Codes = tuple[str, ...]
Defaults = Callable[[Catalogue], Codes]


def nothing(catalogue: Catalogue) -> Codes:
    """None: the exhibit is about all of them, or about none."""
    return ()


def one_count(catalogue: Catalogue) -> Codes:
    """The most important indicator that can be added up."""
    return _first(catalogue, lambda i: i.kind != "rate")


def one_rate(catalogue: Catalogue) -> Codes:
    """The most important rate."""
    return _first(catalogue, lambda i: i.kind == "rate")


def two_rates(catalogue: Catalogue) -> Codes:
    """The two most important rates; filled up with what else is important."""
    ordered = sorted(catalogue.headlines, key=lambda i: i.kind != "rate")
    return tuple(i.code for i in [*ordered, *catalogue.indicators.values()])[:2]


def one_a_theme(catalogue: Catalogue) -> Codes:
    """The most important indicator of each theme that has a headline."""
    firsts: dict[str, str] = {}
    for entry in catalogue.headlines:
        firsts.setdefault(entry.theme, entry.code)
    return tuple(firsts.values())


def leading(catalogue: Catalogue, theme: str) -> tuple[str, str]:
    """The most important count and the most important rate of a theme; either stands for both."""
    ranked: list[Indicator] = [i for i in catalogue.headlines if i.theme == theme]
    ranked += catalogue.by_theme[theme]
    counts = [i.code for i in ranked if i.kind != "rate"] or [i.code for i in ranked]
    rates = [i.code for i in ranked if i.kind == "rate"] or counts
    return counts[0], rates[0]


def all_headlines(catalogue: Catalogue) -> Codes:
    """Every headline, in the order of the catalogue."""
    known = set(catalogue.headlines)
    return tuple(i.code for own in catalogue.by_theme.values() for i in own if i in known)


def one_whole(catalogue: Catalogue) -> Codes:
    """The most important indicator whose parts are drawn."""
    return _first(catalogue, lambda i: bool(i.parts_vi))


def one_titled(catalogue: Catalogue) -> Codes:
    """The most important indicator of a title."""
    return _first(catalogue, lambda i: bool(i.title))


def _first(catalogue: Catalogue, fits: Callable[[Indicator], bool]) -> Codes:
    """The first headline that fits, else the first indicator that does, else any."""
    ordered = [*catalogue.headlines, *catalogue.indicators.values()]
    return (next(filter(fits, ordered), ordered[0]).code,)
