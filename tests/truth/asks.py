"""The questions that are put to the exhibits: all of them, or an even sample of a fixed seed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import product
from random import Random
from typing import TypeVar

from khdash.model.catalogue import Catalogue
from khdash.model.indicators import Indicator
from khdash.model.selection import BASES, FORMS

T = TypeVar("T")

EVERYTHING = os.environ.get("KHDASH_TRUTH") == "all"
"""The full sweep takes hours; the sample, seconds."""

KINDS = (
    "tile",
    "trend",
    "comparison",
    "slope",
    "ranking",
    "map",
    "total",
    "growth",
    "headlines",
    "scatter",
    "small_multiples",
    "pivot",
    "heat_table",
    "fund_by_level",
)
YEARS = (
    (2010, 2024),
    (2010, 2020),
    (2010, 2018),
    (2010, 2015),
    (2012, 2017),
    (2014, 2016),
    (2016, 2020),
    (2016, 2022),
    (2018, 2023),
    (2021, 2023),
    (2022, 2024),
    (2010, 2025),
)
TOLERANCES = (0, 2, 5)
UNITS: dict[str, tuple[str, ...]] = {
    "2022": ("", "", "&tinh=01&tinh=34&tinh=37", "&tinh=26&tinh=27&tinh=33&tinh=35&tinh=36"),
    "2025": ("", "", "&tinh=01&tinh=33&tinh=37", "&tinh=24&tinh=25"),
}


def windows() -> Iterator[str]:
    """Years, tolerance and boundary set of a query."""
    for (first, last), tolerance, boundaries in product(YEARS, TOLERANCES, UNITS):
        own = "" if boundaries == "2022" else f"&ranh_gioi={boundaries}"
        yield f"nam={first}&nam={last}&sai_so={tolerance}{own}"


def sentences(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(exhibit, query) for every exhibit, indicator, window, form, basis and choice of units."""
    for name, entry, window in product(KINDS, catalogue.indicators.values(), windows()):
        if name == "total" and entry.kind == "rate":
            continue
        units = UNITS["2025" if "ranh_gioi=2025" in window else "2022"]
        for view, chosen in product(_views(name, entry), dict.fromkeys(units)):
            yield name, f"chi_so={entry.code}&{window}{view}{chosen}"


def _views(name: str, entry: Indicator) -> Iterator[str]:
    yield ""
    if entry.basis_matters:
        yield from (f"&mau_so={basis}" for basis in BASES)
    if entry.kind != "rate" and name != "total":
        yield from (f"&cach_tinh={form}" for form in FORMS)


def sampled(asks: Iterator[T] | Sequence[T], count: int, seed: int = 9) -> list[T]:
    """All of them in a full sweep, otherwise so many of them, the same each time."""
    every = list(asks)
    if EVERYTHING or len(every) <= count:
        return every
    return Random(seed).sample(every, count)
