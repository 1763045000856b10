"""An alert in words: the finding, a line a row, since when, and the rows as CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.filters import filters_of
from khdash.exhibit.core.notes import notes_of
from khdash.locale import Words
from khdash.report.formats.csv import CSV
from khdash.report.table import data_version, demo_mark
from khdash.schedule.product import File, Given, Known, Product, dated

MOST_LINES = 40
"""Lines of a message; the rest stands in its file."""


@dataclass(frozen=True, slots=True)
class News:
    """What is new: the rows as an exhibit, and each of them in a line."""

    exhibit: Exhibit
    lines: Sequence[str]


def told(find: Callable[[Given, Known], News | None]) -> Callable[[Given], Product | None]:
    """Makes the message of an alert; None where nothing is new.

    find: given what is asked and what was known at the last run.
    """

    def make(given: Given) -> Product | None:
        if given.before is None:
            return None
        news = find(given, given.before)
        return _product(given, given.before, news) if news else None

    return make


def _product(given: Given, before: Known, news: News) -> Product:
    exhibit = news.exhibit
    words = Words(exhibit.selection.lang)
    stem = dated(f"{'minh-hoa-' if exhibit.demo else ''}{given.code}", given.now.day)
    left = len(news.lines) - MOST_LINES
    text = [
        *([f"{demo_mark(words)}."] if exhibit.demo else []),
        *(f"- {line}" for line in news.lines[:MOST_LINES]),
        *([words("Còn {n} dòng trong tệp kèm theo.", n=left)] if left > 0 else []),
        "",
        _since(given, before, words),
        f"{filters_of(exhibit)}.",
        *notes_of(exhibit.notes),
        f"{data_version(exhibit)}.",
    ]
    rows = File(f"{stem}.csv", CSV.mime, CSV.make(exhibit))
    return Product(stem, exhibit.headline, tuple(text), (rows,), tells=True)


def _since(given: Given, before: Known, words: Words) -> str:
    assert given.before_at is not None
    return words(
        "So với lần báo trước: {moment}, phiên bản số liệu {version}.",
        moment=words.moment(given.before_at),
        version=before.dataset.version,
    )
