"""The exhibits of tasks narrowed as their page shows them: one list, one task or province of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

import pandas as pd

from khdash.exhibit.core.addressed import has_address
from khdash.exhibit.core.day import of_the_day
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import UnknownExhibit, build
from khdash.exhibit.topics.answers.tasks import task_answers
from khdash.exhibit.topics.tasks.board import board_headline, list_of, task_title
from khdash.exhibit.topics.tasks.progress import progress_headline
from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.model.dataset import Dataset
from khdash.model.kept import kept
from khdash.model.selection import Selection
from khdash.transform.tasks import NO_REPORT

ANSWERS, BOARD, PROGRESS = "answers_tasks", "task_board", "task_progress"
BY_LIST = (ANSWERS, BOARD, PROGRESS)
"""Their names; khdash.exhibit.registry.build makes them of all lists, the answers of the newest."""


@dataclass(frozen=True)
class Part:
    """What is shown of the tasks. Its fields are the words of an address; '' narrows nothing."""

    danh_sach: str = ""
    viec: str = ""
    tinh_viec: str = ""
    xem_viec: str = ""
    """OVERDUE: what is past its day."""


OVERDUE = "han"


def part_of(params: Mapping[str, Sequence[str]]) -> Part:
    """What an address asks for."""
    asked = {one.name: params[one.name][-1] for one in fields(Part) if params.get(one.name)}
    return Part(**asked)


def build_by_list(name: str, dataset: Dataset, selection: Selection, part: Part) -> Exhibit:
    """Build one of BY_LIST. Raises UnknownExhibit where the catalogue has no such list or part."""
    _check(part, dataset.catalogue)
    return _built(dataset, name, of_the_day(selection), part)


def _check(part: Part, catalogue: Catalogue) -> None:
    known = {
        part.danh_sach: part.danh_sach in catalogue.task_lists,
        part.viec: part.viec in {task.code for task in catalogue.tasks},
        part.tinh_viec: part.tinh_viec in {unit.code for unit in catalogue.units.values()},
        part.xem_viec: part.xem_viec == OVERDUE,
    }
    for asked, is_known in known.items():
        if asked and not is_known:
            raise UnknownExhibit(asked)


@kept(64)
def _built(dataset: Dataset, name: str, selection: Selection, part: Part) -> Exhibit:
    if name == ANSWERS:
        found = task_answers(dataset, name, selection, part.danh_sach)
    else:
        found = _narrowed(build(name, dataset, selection), dataset.catalogue, part)
    asked = {one.name: getattr(part, one.name) for one in fields(part)}
    has_address(found, urlencode({key: value for key, value in asked.items() if value}))
    return found


def _narrowed(whole: Exhibit, catalogue: Catalogue, part: Part) -> Exhibit:
    words, rows = Words(whole.selection.lang), list_of(whole.table, part.danh_sach)
    title = whole.title
    if whole.name == PROGRESS:
        return replace(whole, content=rows, headline=progress_headline(rows, words))
    if part.viec:
        rows = rows[rows["task"] == part.viec]
        title = task_title(next(t for t in catalogue.tasks if t.code == part.viec), words)
    if part.tinh_viec:
        rows = rows[rows["unit_code"] == part.tinh_viec]
    headline = board_headline(rows, words)
    if part.xem_viec == OVERDUE:
        rows = rows[rows["overdue"]]
        headline = _overdue_headline(rows, words)
    elif part.tinh_viec and len(rows):
        headline = f"{rows['unit_name'].iloc[0]}: {headline}"
    return replace(whole, content=rows.reset_index(drop=True), title=title, headline=headline)


def _overdue_headline(rows: pd.DataFrame, words: Words) -> str:
    silent = int((rows["state"] == NO_REPORT).sum())
    return words(
        "{late} mục đã báo cáo mà quá hạn; {silent} mục quá hạn chưa có báo cáo",
        late=words.number(len(rows) - silent),
        silent=words.number(silent),
    )
