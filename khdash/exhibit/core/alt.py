"""Alt text made from the plotted table: who, what, which years, extremes, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from khdash.exhibit.core.exhibit import rows_of
from khdash.exhibit.core.scope import Scope
from khdash.locale import Words

LISTED = 12
"""How many figures an alt text spells out; the table behind the chart has them all."""


def alt_text(scope: Scope, table: pd.DataFrame, fields: Mapping[str, object]) -> str:
    """The chart in words; every number in it stands in the table, formatted as on the chart."""
    words = scope.words
    head = f"{fields['title']}. {fields['subtitle']}".strip()
    if "value" not in table or table["value"].notna().sum() == 0:
        return words("{head} Chưa có số liệu.", head=head)
    shown = table[table["value"].notna()]
    figures = _figures(words, shown, fields)
    text = f"{head} {figures}"
    missing = [str(n) for n in dict.fromkeys(table[table["value"].isna()].get("unit_name", ()))]
    if missing:
        text += " " + words("Chưa có số liệu: {names}.", names=words.listed(missing))
    return text


def _figures(words: Words, shown: pd.DataFrame, fields: Mapping[str, object]) -> str:
    if len(shown) <= LISTED or "year" not in shown:
        return _spelled(words, shown, fields)
    # A long series: the two ends of each unit's line say where it starts and where it stands.
    ordered = shown.sort_values("year", kind="stable")
    by_unit = ordered.groupby("unit", sort=False)
    ends = pd.concat([by_unit.head(1), by_unit.tail(1)])
    ends = ends[~ends.index.duplicated()].sort_index()
    return words("Điểm đầu và điểm cuối: ") + _spelled(words, ends, fields)


def _spelled(words: Words, rows: pd.DataFrame, fields: Mapping[str, object]) -> str:
    items = []
    for row in rows_of(rows):
        measure = str(row.get("measure", fields.get("measure", "")))
        decimals = int(row.get("decimals", fields.get("decimals", 0)) or 0)
        value = words.figure(row["value"], measure, decimals, row.get("qualifier", "exact"))
        label = " ".join(
            str(row[name])
            for name in ("unit_name", "indicator_name", "part_name", "year")
            if name in row and not pd.isna(row[name]) and row[name] != ""
        )
        items.append(f"{label}: {value}" if label else value)
    return "; ".join(items) + "."
