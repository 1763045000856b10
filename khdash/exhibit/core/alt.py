"""Alt text made from the plotted table: who, what, which years, extremes, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khdash.exhibit.core.scope import Scope
from khdash.locale import Words
from khdash.model.rows import Row, has_value

LISTED = 12
"""How many figures an alt text spells out; the table behind the chart has them all."""


def alt_text(scope: Scope, rows: Sequence[Row], fields: Mapping[str, object]) -> str:
    """The chart in words; every number in it stands in the table, formatted as on the chart."""
    words = scope.words
    head = f"{fields['title']}. {fields['subtitle']}".strip()
    shown = [row for row in rows if "value" in row and has_value(row)]
    if not shown:
        return words("{head} Chưa có số liệu.", head=head)
    text = f"{head} {_figures(words, shown, fields)}"
    lacking = dict.fromkeys(row.get("unit_name", "") for row in rows if not has_value(row))
    if missing := [str(name) for name in lacking if name]:
        text += " " + words("Chưa có số liệu: {names}.", names=words.listed(missing))
    return text


def _figures(words: Words, shown: Sequence[Row], fields: Mapping[str, object]) -> str:
    if len(shown) <= LISTED or "year" not in shown[0]:
        return _spelled(words, shown, fields)
    # A long series: the two ends of each unit's line say where it starts and where it stands.
    ends: dict[str, tuple[int, int]] = {}
    for place, row in enumerate(shown):
        first, last = ends.setdefault(row["unit"], (place, place))
        if row["year"] < shown[first]["year"]:
            first = place
        if row["year"] >= shown[last]["year"]:
            last = place
        ends[row["unit"]] = first, last
    places = sorted({place for both in ends.values() for place in both})
    ordered = [shown[place] for place in places]
    return words("Điểm đầu và điểm cuối: ") + _spelled(words, ordered, fields)


def _spelled(words: Words, rows: Sequence[Row], fields: Mapping[str, object]) -> str:
    items = []
    for row in rows:
        measure = str(row.get("measure", fields.get("measure", "")))
        decimals = int(row.get("decimals", fields.get("decimals", 0)) or 0)
        value = words.figure(row["value"], measure, decimals, row.get("qualifier", "exact"))
        named = (row.get(name) for name in ("unit_name", "indicator_name", "part_name", "year"))
        label = " ".join(str(one) for one in named if one not in (None, ""))
        items.append(f"{label}: {value}" if label else value)
    return "; ".join(items) + "."
