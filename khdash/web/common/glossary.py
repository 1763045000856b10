"""What the words above an exhibit mean: shown when the pointer rests on them."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from khdash.exhibit.core.exhibit import Exhibit
from khdash.locale import Words
from khdash.web.common.markdown import plain

MOST = 3
"""Indicators of which a definition is read at a glance; tables of more are for the dictionary."""


def definitions(exhibit: Exhibit) -> str | None:
    """The definitions of the indicators that an exhibit shows; None where they are many or none."""
    words = Words(exhibit.selection.lang)
    known = exhibit.catalogue.indicators if exhibit.catalogue else {}
    shown = _indicators_in(exhibit)
    entries = [known[code] for code in shown or exhibit.selection.indicators if code in known]
    if not 0 < len(entries) <= MOST:
        return None
    told = ((words.name(one), words.of(one.definition_vi, one.definition_en)) for one in entries)
    return "\n\n".join(f"**{plain(name)}**: {plain(text)}" for name, text in told if text) or None


def _indicators_in(exhibit: Exhibit) -> Collection[str]:
    """Each once. A long list is a frame, which only its page of the list turns into records."""
    if isinstance(exhibit.content, pd.DataFrame):
        known = exhibit.content.get("indicator")
        return [] if known is None else known.dropna().unique().tolist()
    return dict.fromkeys(str(row.get("indicator") or "") for row in exhibit.rows)
