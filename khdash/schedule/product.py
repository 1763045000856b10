"""What a duty is made of, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

import pandas as pd

from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.report.paper.blueprint import Blueprint


@dataclass(frozen=True, slots=True)
class Known:
    """What is known at a moment, and the day on which it is looked at."""

    dataset: Dataset
    day: date


@dataclass(frozen=True, slots=True)
class Given:
    """All that a product is made of; it travels to another process.

    before: what was known at the last run of an alert, and `before_at` when that was; changes: the
    figures that are others since (khdash.store.news.read_changes). link: the address of the
    application, '' where others reach none.
    """

    kind: str
    code: str
    selection: Selection
    now: Known
    blueprint: Blueprint | None = None
    before: Known | None = None
    before_at: datetime | None = None
    changes: pd.DataFrame | None = None
    link: str = ""

    def sent(self) -> Given:
        """The same without what cannot leave the process: the store behind communes."""
        before = self.before and replace(self.before, dataset=_bare(self.before.dataset))
        return replace(self, now=replace(self.now, dataset=_bare(self.now.dataset)), before=before)


def _bare(dataset: Dataset) -> Dataset:
    return replace(dataset, communes=None)


@dataclass(frozen=True, slots=True)
class File:
    """A file by its name, in letters without accents."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Product:
    """What is handed over: files under a title, and what is said of them, a line each.

    tells: whether the text is the message itself, and so stands in a folder too.
    """

    stem: str
    title: str
    text: tuple[str, ...]
    files: tuple[File, ...]
    tells: bool = False


def dated(stem: str, day: date) -> str:
    """A file's name with the day on which it was made.

    >>> dated("bao-cao-giao-ban-nam-dinh-2024", date(2026, 1, 5))
    'bao-cao-giao-ban-nam-dinh-2024-ngay-2026-01-05'
    """
    return f"{stem}-ngay-{day.isoformat()}"
