"""Whether a printed number and a figure of ours say the same (methods.md rule 6)."""

from __future__ import annotations

import math
from typing import Literal

from khdash.proof.figures import Ours
from khdash.proof.numbers import Number

Match = Literal["agrees", "rounded", ""]
FAR = 0.1
"""A bound farther than this part of its value says nothing that one would check by it."""
NEAR = 0.05
"""How far "khoảng" reaches, and a count or amount printed without its last digits."""
_NOISE = 1e-9


def matches(number: Number, ours: Ours) -> Match:
    """`agrees`: the same number with the same word of precision; `rounded`: each lies within what
    the other's precision allows, and no farther than its last digit; '' otherwise.
    """
    value, our = number.value, ours.value
    if number.high is not None:
        inside = ours.lower >= value and ours.upper <= number.high
        return "rounded" if inside else ""
    same = math.isclose(value, our, rel_tol=_NOISE)
    if same and number.qualifier == ours.qualifier:
        return "agrees"
    if ours.qualifier == "exact":
        return "rounded" if _covers(number, our) else ""
    if number.qualifier == "exact":
        return "rounded" if same or _lies_within(number.value, ours) else ""
    return "rounded" if _overlap(number, ours, same) else ""


def _covers(number: Number, our: float) -> bool:
    """Whether the text's rounded form covers an exact figure of ours."""
    value = number.value
    step = min(number.coarse, FAR * abs(value)) or number.step
    match number.qualifier:
        case "at_least":
            return _at_most(value, our) and our < value + step
        case "nearly":
            return _at_most(our, value) and our > value - step
        case "about":
            return abs(our - value) <= max(min(number.coarse, NEAR * abs(value)), number.step / 2)
    if not _is_rounded(number):
        return False
    allowed = number.step / 2
    if number.family != "rate":
        allowed = min(allowed, NEAR * abs(value))
    return abs(our - value) <= allowed * (1 + _NOISE)


def _is_rounded(number: Number) -> bool:
    """Whether a number without a word of precision may be rounded: 1,95 triệu, not 300.000."""
    return number.family in ("rate", "per_head") or number.step > _single(number)


def _single(number: Number) -> float:
    """The step of a number written out to the last unit."""
    return 1e-6 if number.family == "money" else 1.0


def _lies_within(value: float, ours: Ours) -> bool:
    """Whether a number lies within what a rounded figure of ours leaves open, and near it."""
    step = min(_last_place(ours.value), FAR * abs(ours.value))
    match ours.qualifier:
        case "at_least":
            return ours.lower <= value < ours.lower + step
        case "nearly":
            return ours.upper - step < value <= ours.upper
    return ours.lower <= value <= ours.upper and abs(value - ours.value) <= step / 2


def _last_place(value: float) -> float:
    """What the last digit of a figure that is not 0 stands for: 100.000 of 1.500.000."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    if "." in text:
        return float(10.0 ** -len(text.rpartition(".")[2]))
    return float(10.0 ** (len(text) - len(text.rstrip("0"))))


def _overlap(number: Number, ours: Ours, same: bool) -> bool:
    """Two bounds that point the same way, one no finer than the other allows."""
    if "about" in (number.qualifier, ours.qualifier):
        return same
    if number.qualifier != ours.qualifier:
        return False
    step = min(number.coarse, FAR * abs(number.value))
    if number.qualifier == "at_least":
        return number.value <= ours.value < number.value + step
    return number.value - step < ours.value <= number.value


def _at_most(one: float, other: float) -> bool:
    return one <= other or math.isclose(one, other, rel_tol=_NOISE)


def excludes(number: Number, ours: Ours) -> bool:
    """Whether a figure of ours makes the number impossible, as a lower bound above it does."""
    slack = min(number.step, NEAR * abs(number.value))
    most = number.value if number.high is None else number.high
    upper = most if number.qualifier in ("exact", "nearly") else math.inf
    lower = number.value if number.qualifier in ("exact", "at_least") else -math.inf
    return ours.lower > upper + slack or ours.upper < lower - slack
