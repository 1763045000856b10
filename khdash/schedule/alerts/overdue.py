"""Figures whose day has passed since the last run, and who still lacks them."""

from __future__ import annotations

from dataclasses import replace

from khdash.exhibit.topics.quality.overdue import Overdue, overdue_exhibit, overdue_figures
from khdash.locale import Words
from khdash.model.rows import Row
from khdash.schedule.alerts.telling import News
from khdash.schedule.product import Given, Known


def overdue(given: Given, before: Known) -> News | None:
    """What is overdue now of a province of which it was not then."""
    earlier = {one.due: set(one.lacking) for one in overdue_figures(before.dataset, before.day)}
    found = [
        one
        for one in overdue_figures(given.now.dataset, given.now.day)
        if _shown(given, one) - earlier.get(one.due, set())
    ]
    exhibit = overdue_exhibit("overdue_figures", given.now.dataset, given.selection, found)
    words = Words(given.selection.lang)
    if not exhibit.rows:
        return None
    headline = words("{n} số liệu mới quá hạn mà còn tỉnh chưa có", n=len(exhibit.rows))
    lines = [_line(row, words) for row in exhibit.rows]
    return News(replace(exhibit, headline=headline, alt=headline), lines)


def _shown(given: Given, one: Overdue) -> set[str]:
    """The units that lack it, of those that are asked for."""
    lacking, catalogue = set(one.lacking), given.now.dataset.catalogue
    if not given.selection.units:
        return lacking
    return lacking & {p for key in given.selection.units for p in (key, *catalogue.parts(key))}


def _line(row: Row, words: Words) -> str:
    return words(
        "{name} ({year}), hạn {due}: đã có {covered}, còn thiếu {names}. {stated}",
        name=row["indicator_name"],
        year=row["year"],
        due=words.date(row["due"]),
        covered=row["covered"],
        names=row["lacking_names"],
        stated=row["stated_in"],
    )
