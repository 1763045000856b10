"""Who answers for an indicator and when its next figure is due, in words."""

from __future__ import annotations

from datetime import date

from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.transform.due import Due, newest_past_due, next_due


def answers_text(catalogue: Catalogue, indicator: str, words: Words) -> str:
    """Who answers for the figures of an indicator, or that no document says so."""
    own = catalogue.reporting_of(indicator)
    known = words.of(own.answered_by_vi, own.answered_by_en)
    return known or words("chưa có văn bản nào trong danh mục nêu")


def due_text(catalogue: Catalogue, indicator: str, today: date, words: Words) -> str:
    """By when the next figure is due; where no document says so, that, and the newest past day."""
    coming = next_due(catalogue, indicator, today)
    if coming:
        return _said(catalogue, coming, words)
    none = words("chưa có văn bản nào trong danh mục nêu hạn của số tiếp theo")
    past = newest_past_due(catalogue, indicator, today)
    if past is None:
        return none
    return words("{none}; hạn đã qua: {past}", none=none, past=_said(catalogue, past, words))


def _said(catalogue: Catalogue, due: Due, words: Words) -> str:
    return words(
        "số của {year} đến hạn {day} ({why})",
        year=due.year,
        day=words.spoken_day(due.day),
        why=stated_in(catalogue, due, words),
    )


def stated_in(catalogue: Catalogue, due: Due, words: Words) -> str:
    """What states the day: a task of a list, or the document that reporting.csv names."""
    if not due.task:
        own = catalogue.reporting_of(due.indicators[0])
        return words.of(own.due_stated_in_vi, own.due_stated_in_en or own.due_stated_in_vi)
    task = next(one for one in catalogue.tasks if one.code == due.task)
    of_list = words.name(catalogue.task_lists[task.list])
    return words("nhiệm vụ {label}, {list}", label=task.label, list=of_list)
