"""What a checked figure changes, as a review shows it: its difference from what is known."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from khdash.ingest.check import CheckReport
from khdash.locale import Words
from khdash.locale.words import ROUNDINGS, with_sign
from khdash.model.value import Bounded, bounded
from khdash.report.forms.text import decimals_of

SEVERITY_ICONS = {
    "error": ":red[:material/error:]",
    "warning": ":orange[:material/warning:]",
    "info": ":gray[:material/info:]",
}
"""How a finding is marked before its sentence."""


def difference(cell: Any, report: CheckReport, words: Words) -> str:
    """The new value less the old, with its sign; a dash where there was none."""
    if cell.action != "changed" or pd.isna(cell.old_value):
        return "–"
    entry = report.catalogue.indicators[cell.indicator]
    difference = _change(cell)
    text = words.signed(difference.value, decimals_of(round(difference.value, 6)))
    text = with_sign(text, difference.qualifier)
    return words("{n} điểm %", n=text) if entry.unit == "%" else text


def _change(cell: Any) -> Bounded:
    """The new value less the old, with what their precision leaves open."""
    return bounded(cell.value, cell.qualifier) - bounded(cell.old_value, cell.old_qualifier)


def percent(cell: Any, words: Words) -> str:
    """The same in per cent of the old."""
    if cell.action != "changed" or pd.isna(cell.old_value) or cell.old_value == 0:
        return "–"
    share = (cell.value - cell.old_value) / abs(cell.old_value) * 100
    if not math.isfinite(share):
        return "–"
    qualifier = _change(cell).qualifier
    text = words.signed(share, 1, ROUNDINGS[qualifier]) + words.percent_sign
    return with_sign(text, qualifier)
