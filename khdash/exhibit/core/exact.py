"""A figure with every digit that it has."""

from __future__ import annotations

import pandas as pd

from khdash.locale import Words
from khdash.locale.words import NO_BREAK, with_sign
from khdash.model.catalogue import Catalogue
from khdash.model.languages import language

_SHOWN_MEASURES = ("%", "million VND", "VND per person")


def exact_figure(
    value: float | None,
    indicator: str,
    qualifier: str,
    catalogue: Catalogue,
    words: Words,
    *,
    bare: bool = False,
) -> str:
    """A value with every decimal that it has, unlike the rounded one of charts.

    It is compared with a paper, digit by digit; money is in million VND as it is kept.
    bare: without its unit, where that stands beside it.
    """
    if value is None or pd.isna(value) or indicator not in catalogue.indicators:
        return "–"
    measure = catalogue.measures[catalogue.indicators[indicator].unit]
    text = words.trimmed(float(value), 6)
    if measure.code in _SHOWN_MEASURES and not bare:
        tight = measure.code == "%" and language(words.lang).percent_apart != "yes"
        text += ("" if tight else NO_BREAK) + words.of(measure.suffix_vi, measure.suffix_en)
    return with_sign(text, qualifier)
