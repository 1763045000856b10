"""What each number of a sentence speaks of: indicator, basis, whether a change or a plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from khdash.ingest.recognise.plans import find_plan
from khdash.proof.clause import Clause, Subject
from khdash.proof.counts import read_count
from khdash.proof.groups import Group, group_beside
from khdash.proof.limits import limited
from khdash.proof.money import read_money, read_per_head
from khdash.proof.numbers import Family, Number
from khdash.proof.rates import read_rate

_OF_PLAN = re.compile(
    r"^\W*(?:so với |của )?(?:kế hoạch|kh\b|chỉ tiêu|mục tiêu|dự toán|nghị quyết)"
)
_DONE = re.compile(r"\b(?:đã|hiện|kết quả|thực hiện được|nay|đạt được|vượt)\b")
_INTENDED = re.compile(
    r"\b(?:phấn đấu|dự kiến|đặt (?:ra )?mục tiêu|mục tiêu|đề ra|chỉ tiêu|kế hoạch|giao|"
    r"phương hướng|cam kết|đăng ký chỉ tiêu|quy định|yêu cầu|sẽ|cần đạt|phải đạt|hướng tới|"
    r"hướng đến|có thể(?! (?:nói|thấy|kể|khẳng định)))\b"
)
_SETTING = ("quyết định", "kế hoạch", "nghị quyết", "đề án", "chỉ thị", "chương trình")
_AGAINST = re.compile(r"\b(?:so với|vượt|đạt|hoàn thành)\s+(?:\w+\s+){0,2}$")
_READ: dict[Family, Callable[[Clause, int], Subject | None]] = {
    "count": read_count,
    "rate": read_rate,
    "money": read_money,
    "per_head": read_per_head,
}


def read_subject(clause: Clause, at: int, planned: bool) -> Subject | None:
    """The subject of the number at an item; None where it is none of ours.

    planned: the heading above speaks of plans.
    """
    number = clause.items[at].value
    assert isinstance(number, Number)
    if number.family == "rate" and _OF_PLAN.match(clause.text[number.end : number.end + 40]):
        return None  # how much of a plan was done
    found = _READ[number.family](clause, at)
    if found is None or not found.indicators:
        return None
    planned = planned or is_planned(clause.text[: number.start]) or is_set_by(clause, at)
    group = group_beside(clause.items, at, clause.title_of(found.indicators)) or Group()
    known = bool(planned and group.code)
    doubt = ("" if known else found.doubt or group.words) or limited(clause, found, at)
    return replace(
        found, planned=planned, group=group.code, doubt=doubt, end=max(found.end, at + 1)
    )


def is_set_by(clause: Clause, at: int) -> bool:
    """Whether a document sets what the number says: "theo Quyết định 281, đến năm 2020 có 70 %"."""
    number = clause.items[at]
    for place, item in enumerate(clause.items[:at]):
        if item.kind == "document" and item.text.startswith(_SETTING):
            by = place > 0 and clause.items[place - 1].text == "theo"
            between = clause.text[item.end : number.start]
            if by and re.search(r"\bđến (?:hết )?năm\b", between) and not _DONE.search(between):
                return True
    return False


def is_planned(before: str) -> bool:
    """Whether the words before a number make it a target, and none after them a result.

    >>> is_planned("phấn đấu đến năm 2025 đạt "), is_planned("so với chỉ tiêu, đã đạt ")
    (True, False)
    """
    earlier, _, before = before.rpartition(";")
    goes_on = not before.strip() or "năm" in before
    if earlier and goes_on and not _DONE.search(before) and is_planned(earlier):
        return True  # a list of targets goes on
    found = list(_INTENDED.finditer(before))
    if not found:
        plan = find_plan(before)
        return plan is not None and not _DONE.search(before[plan.end() :])
    rest = before[found[-1].end() :]
    if _DONE.search(rest):
        return False
    against = _AGAINST.search(f"{before[: found[-1].start()]} ") is not None
    return not (against and "," in rest)
