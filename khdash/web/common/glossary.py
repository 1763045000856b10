"""What the words above an exhibit mean: shown when the pointer rests on them."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from khdash.exhibit.core.exhibit import Exhibit
from khdash.locale import Words

MOST = 3
"""Indicators of which a definition is read at a glance; tables of more are for the dictionary."""


def definitions(exhibit: Exhibit) -> list[tuple[str, str]]:
    """The indicators that an exhibit shows, each with its definition; [] where they are many."""
    words = Words(exhibit.selection.lang)
    known = exhibit.catalogue.indicators if exhibit.catalogue else {}
    shown = _indicators_in(exhibit)
    entries = [known[code] for code in shown or exhibit.selection.indicators if code in known]
    if not 0 < len(entries) <= MOST:
        return []
    told = ((words.name(one), words.of(one.definition_vi, one.definition_en)) for one in entries)
    return [(name, text) for name, text in told if text]


def _indicators_in(exhibit: Exhibit) -> Collection[str]:
    """Each once. A long list is a frame, which only its page of the list turns into records."""
    if isinstance(exhibit.content, pd.DataFrame):
        known = exhibit.content.get("indicator")
        return [] if known is None else known.dropna().unique().tolist()
    return dict.fromkeys(str(row.get("indicator") or "") for row in exhibit.rows)
