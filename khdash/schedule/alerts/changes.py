"""Figures that are others than at the last run, or are used no more: old, new, by whom, why."""

from __future__ import annotations

from khdash.exhibit.topics.news import Since, build_news
from khdash.locale import Words
from khdash.model.rows import Row
from khdash.schedule.alerts.telling import News
from khdash.schedule.product import Given, Known


def changes(given: Given, before: Known) -> News | None:
    """The changed figures; those that are only new are no change."""
    found, dataset = given.changes, given.now.dataset
    assert found is not None
    found = found[found["before_value"].notna()]
    if given.selection.units:
        units = {part for key in given.selection.units for part in _with_parts(given, key)}
        found = found[found["unit"].isin(units)]
    if found.empty:
        return None
    since = Since(before.dataset.version, before.dataset.updated_at)
    exhibit = build_news(dataset, found, since, given.selection.lang)
    words = Words(given.selection.lang)
    return News(exhibit, [_line(row, words) for row in exhibit.rows])


def _with_parts(given: Given, key: str) -> tuple[str, ...]:
    return (key, *given.now.dataset.catalogue.parts(key))


def _line(row: Row, words: Words) -> str:
    what = ", ".join(filter(None, [row["indicator_name"], row["subgroup_name"], row["period"]]))
    return words(
        "{unit}, {what} ({year}): {before} → {after}. {who}; {why}",
        unit=row["unit_name"],
        what=what,
        year=row["year"],
        before=row["before_text"],
        after=row["text"],
        who=row["who"],
        why=row["why"],
    )
