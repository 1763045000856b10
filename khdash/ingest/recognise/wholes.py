"""Whether the number after a stroke, 863 in 861/863, is named in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from khdash.ingest.recognise.columns import Column
from khdash.ingest.recognise.figures import Figures
from khdash.ingest.recognise.flat import Flat, Ints
from khdash.ingest.recognise.meaning import Meaning

_WHOLE = re.compile(
    r"(?:/|\btrên\b|\bso với\b|\bof\b)\s*(?:tổng|số|toàn|dân|hộ|gia|dòng|thôn|đơn|cơ quan|xã|"
    r"người|ds\b|total|population)",
    re.IGNORECASE,
)


def names_whole(
    flat: Flat,
    values: Sequence[Column],
    told: Sequence[Meaning],
    meaning_of: Ints,
    figures: Figures,
) -> Ints:
    """Whether words say what the number after a stroke is: without them it may be a plan."""
    named = np.zeros(len(flat.text), bool)
    for i in np.flatnonzero(~np.isnan(figures.denominator)):
        texts = (flat.text[i], values[flat.at[i]].header, told[meaning_of[i]].text)
        named[i] = any(_WHOLE.search(text) for text in texts)
    return named
