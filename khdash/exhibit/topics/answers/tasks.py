"""Nhiệm vụ: who has reported on a list, what is overdue, what the figures settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from khdash.exhibit.core.day import day_of
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.answers.answer import Answer, See, answers_exhibit, text_line
from khdash.exhibit.topics.answers.pages import plain_scope
from khdash.exhibit.topics.quality.overdue import overdue_figures
from khdash.exhibit.topics.tasks.board import board_headline, item_table
from khdash.locale import mark
from khdash.model.dataset import Dataset
from khdash.model.rows import Row, rows_of
from khdash.model.selection import Selection
from khdash.model.tasks import newest_first
from khdash.transform.tasks import NO_REPORT


def build_task_answers(name: str, dataset: Dataset, selection: Selection) -> Exhibit:
    """The answers on the newest list of tasks."""
    lists = newest_first(dataset.catalogue.task_lists)
    return task_answers(dataset, name, selection, lists[0].code if lists else "")


def task_answers(dataset: Dataset, name: str, selection: Selection, code: str) -> Exhibit:
    """The answers on one list; '' where there is none."""
    scope = plain_scope(dataset, selection)
    words = scope.words
    table = item_table(scope)
    own = table[table["list"] == code]
    rows = rows_of(own)
    entered = [row for row in rows if row["evidence"] == "person"]
    answers = [] if not rows else [_reported(scope, entered), _overdue(scope, entered)]
    computed = own[own["evidence"] != "person"]
    if len(computed):
        answers.append(
            Answer(
                code="computed",
                subject=words("Số liệu"),
                question=words("Số liệu đã cho thấy gì?"),
                said=board_headline(computed, words),
                note=_missing_figures(scope, code),
                see=See("targets"),
                link=words("Xem chỉ tiêu"),
            )
        )
    known = dataset.catalogue.task_lists.get(code)
    title = words.name(known) if known else words("Nhiệm vụ trọng tâm")
    due = words("Hạn của danh sách: {day}.", day=words.spoken_day(known.due)) if known else ""
    return answers_exhibit(scope, name, title, answers, subtitle=due)


def _missing_figures(scope: Scope, code: str) -> str:
    """What of the figures that the list asked for is overdue; '' where all are there."""
    day = day_of(scope.selection)
    late = [
        one for one in overdue_figures(scope.dataset, day) if one.due.task.startswith(f"{code}.")
    ]
    if not late:
        return ""
    return scope.words(
        "Đã quá hạn mà còn thiếu: {k}/{all} số của các tỉnh.",
        k=sum(len(one.lacking) for one in late),
        all=sum(len(one.asked) for one in late),
    )


def _units(rows: Sequence[Row]) -> dict[str, str]:
    return {row["unit"]: row["unit_name"] for row in rows}


def _reported(scope: Scope, entered: Sequence[Row]) -> Answer:
    words, every = scope.words, _units(entered)
    told = _units([row for row in entered if row["state"] != NO_REPORT])
    silent = [name for unit, name in every.items() if unit not in told]
    items = [row for row in entered if row["state"] != NO_REPORT]
    done = words("{k}/{n} mục đã có báo cáo", k=len(items), n=len(entered))
    alone = len(every) == 1
    return Answer(
        code="reported",
        subject=words("Báo cáo"),
        question=words("Tỉnh đã báo cáo chưa?") if alone else words("Bao nhiêu tỉnh đã báo cáo?"),
        said=done if alone else words("{k}/{n} tỉnh đã báo cáo", k=len(told), n=len(every)),
        detail="" if alone else f"{done}.",
        note=words("Chưa báo cáo: {names}.", names=words.listed(silent))
        if silent and not alone
        else "",
        see=See("tasks"),
        link=words("Báo cáo tình trạng"),
    )


def _overdue(scope: Scope, entered: Sequence[Row]) -> Answer:
    """Items past their day: those reported as unfinished, and those nobody reported."""
    words = scope.words
    late = [row for row in entered if row["overdue"]]
    silent = [row for row in late if row["state"] == NO_REPORT]
    unfinished = len(late) - len(silent)
    said = [
        words(template, n=words.number(count))
        for template, count in (
            (mark("{n} mục báo cáo chưa xong đã quá hạn"), unfinished),
            (mark("{n} mục quá hạn chưa ai báo cáo"), len(silent)),
        )
        if count
    ]
    every, counts = _units(entered), Counter(row["unit"] for row in late)
    if len(counts) == len(every) > 1 and len(set(counts.values())) == 1:
        lines = [text_line(words("Mỗi tỉnh"), words("{n} mục", n=next(iter(counts.values()))))]
    else:
        lines = [text_line(every[unit], words("{n} mục", n=n)) for unit, n in counts.items()]
    return Answer(
        code="overdue",
        subject=words("Quá hạn"),
        question=words("Việc nào quá hạn?"),
        said=", ".join(said) or words("Không mục nào quá hạn"),
        lines=tuple(lines),
        see=See("tasks"),
        link=words("Xem việc quá hạn"),
    )
