"""Which of the figures found are listed, and in what order: a value that a link can carry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

import pandas as pd

from khdash.exhibit.topics.lookup.follow_up import SUBJECT
from khdash.exhibit.topics.lookup.observations import CONFIDENCES, SOURCE_KINDS
from khdash.locale import mark
from khdash.model.catalogue import Catalogue

SHOW: dict[str, str] = {
    "disputed": mark("Có nguồn ghi khác"),
    "open": mark("Cần theo dõi"),
    "unused": mark("Kèm số không dùng"),
    "everywhere": mark("Mọi tỉnh, mọi năm"),
}
"""disputed and open narrow the list; unused and everywhere widen it."""
ORDERS: dict[str, str] = {
    "": mark("Năm mới nhất"),
    "unit": mark("Tỉnh, thành phố"),
    "indicator": mark("Chỉ số"),
    "oldest": mark("Năm cũ nhất"),
    "largest": mark("Giá trị lớn nhất"),
    "smallest": mark("Giá trị nhỏ nhất"),
    "source": mark("Nguồn"),
    "batch": mark("Lần nạp mới nhất"),
}
_SORTED_BY: dict[str, tuple[str, bool]] = {
    "oldest": ("year", True),
    "largest": ("value", False),
    "smallest": ("value", True),
    "source": ("source_title", True),
    "batch": ("batch_id", False),
}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list is narrowed to; () is everything. Its fields are the words of the link."""

    theme: tuple[str, ...] = ()
    indicator: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    confidence: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    order: tuple[str, ...] = ()

    def to_text(self) -> str:
        """The narrowing in a link.

        >>> Narrowing(theme=("fund",), show=("disputed",)).to_text()
        'theme.fund show.disputed'
        """
        pairs = ((field.name, code) for field in fields(self) for code in getattr(self, field.name))
        return " ".join(f"{name}.{code}" for name, code in pairs if code)

    @classmethod
    def from_text(cls, text: str, catalogue: Catalogue) -> tuple[Narrowing, tuple[str, ...]]:
        """The narrowing that a link asks for, and its words that mean nothing."""
        allowed = options(catalogue)
        found: dict[str, list[str]] = {}
        unknown: list[str] = []
        for word in text.split():
            name, _, code = word.partition(".")
            if code in allowed.get(name, ()):
                found.setdefault(name, []).append(code)
            else:
                unknown.append(word)
        chosen = {name: tuple(dict.fromkeys(codes)) for name, codes in found.items()}
        return cls(**chosen), tuple(unknown)

    def with_(self, name: str, codes: Iterable[str]) -> Narrowing:
        """A changed copy."""
        return replace(self, **{name: tuple(codes)})


def options(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """What each part of a narrowing may hold."""
    return {
        "theme": tuple(catalogue.themes),
        "indicator": tuple(catalogue.indicators),
        "kind": tuple(SOURCE_KINDS),
        "confidence": tuple(CONFIDENCES),
        "show": tuple(SHOW),
        "order": tuple(ORDERS),
    }


def narrowed(
    table: pd.DataFrame, narrowing: Narrowing, waiting: frozenset[tuple[Any, ...]]
) -> pd.DataFrame:
    """The rows of `observations` that stay; `waiting`: the figures with an open question.

    A new column `follow_up` says whether a figure is among those.
    """
    rows = table.assign(follow_up=False)
    if waiting:
        rows["follow_up"] = [tuple(subject) in waiting for subject in table[SUBJECT].to_numpy()]
    for column, chosen in (
        ("theme", narrowing.theme),
        ("indicator", narrowing.indicator),
        ("source_kind", narrowing.kind),
        ("confidence", narrowing.confidence),
    ):
        if chosen:
            rows = rows[rows[column].isin(chosen)]
    if "disputed" in narrowing.show:
        rows = rows[rows["disputed"]]
    if "open" in narrowing.show:
        rows = rows[rows["follow_up"]]
    return rows


def ordered(rows: pd.DataFrame, narrowing: Narrowing, catalogue: Catalogue) -> pd.DataFrame:
    """The rows in the order asked for; within it as they came."""
    order = narrowing.order[-1] if narrowing.order else ""
    if order in ("unit", "indicator"):
        known = catalogue.units if order == "unit" else _indicator_places(catalogue)
        place = {key: number for number, key in enumerate(known)}
        return rows.sort_values(order, key=lambda column: column.map(place), kind="stable")
    if order in _SORTED_BY:
        column, ascending = _SORTED_BY[order]
        return rows.sort_values(column, ascending=ascending, kind="stable")
    return rows


def _indicator_places(catalogue: Catalogue) -> list[str]:
    return [entry.code for theme in catalogue.by_theme.values() for entry in theme]
