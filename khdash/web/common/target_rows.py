"""Targets as rows of a review: what is set, beside what the same instrument set before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from khdash.exhibit.core.notes import basis_name
from khdash.ingest.targets.entry import Reviewed
from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.web.common.markdown import plain
from khdash.web.common.names import CHANGES, unit_names


def review_frame(
    found: Sequence[Reviewed], catalogue: Catalogue, words: Words, *, withdrawn: bool = False
) -> pd.DataFrame:
    """Targets beside what their instruments set before; withdrawn: they are to be taken back."""
    lines = [
        {
            **about_target(one.entry, catalogue, words),
            words("Đang có"): target_figure(one.old, one.entry.indicator, catalogue, words),
            words("Số mới"): words("bỏ")
            if withdrawn
            else target_figure(one.entry.value, one.entry.indicator, catalogue, words),
            words("Văn bản"): one.entry.instrument,
            words("Loại"): words("bỏ") if withdrawn else words(CHANGES[one.action]),
        }
        for one in found
    ]
    return pd.DataFrame(lines, dtype="str").map(plain)


def about_target(one: Any, catalogue: Catalogue, words: Words) -> dict[str, str]:
    """Whose target it is, of what and for which year; one: has them as attributes."""
    indicator = catalogue.indicators.get(one.indicator)
    name = words.name(indicator) if indicator else one.indicator
    told = [name, basis_name(words, one.basis)]
    return {
        words("Tỉnh, thành phố"): unit_names(catalogue, words).get(one.unit, one.unit),
        words("Chỉ số"): ", ".join(filter(None, told)),
        words("Năm"): str(one.year),
    }


def target_figure(value: float | None, indicator: str, catalogue: Catalogue, words: Words) -> str:
    """A target as charts print it: it is set, not measured, and has no qualifier."""
    entry = catalogue.indicators.get(indicator)
    return words.figure(value, entry.unit, entry.decimals) if entry else "–"
