"""A difference in words that its bounds allow, rounded away from the figure (methods.md rule 6)."""

from __future__ import annotations

import math
from collections.abc import Callable

from khdash.exhibit.core.scope import Scope
from khdash.locale import Words, mark
from khdash.locale.words import ROUNDINGS, Rounding
from khdash.model.indicators import Indicator
from khdash.model.rows import Row
from khdash.model.value import Qualifier

Verbs = tuple[str, str]
MOVES: Verbs = (mark("tăng"), mark("giảm"))
STANDS: Verbs = (mark("cao hơn"), mark("thấp hơn"))


def change_text(scope: Scope, indicator: Indicator, row: Row, verbs: Verbs = MOVES) -> str:
    """A difference in words that its bounds allow: tăng 3,1 %, gấp ít nhất 2,1 lần, không tăng quá…

    A floor is rounded down and a ceiling up. verbs: how a difference up and one down are said:
    MOVES of one unit in time, STANDS of two.
    """
    words = scope.words
    low, high = float(row["abs_lower"]), float(row["abs_upper"])
    if low == high == 0:
        return words("không đổi") if verbs == MOVES else words("bằng nhau")
    relative = indicator.kind != "rate" and not math.isnan(row["rel_value"])
    name = "rel" if relative else "abs"
    value, least, most = (float(row[f"{name}_{end}"]) for end in ("value", "lower", "upper"))
    size = _percentage if relative else _amount_in(indicator)
    if low == high:
        return _moved(words, verbs, value, relative, size(words, abs(value), "exact"))
    if low > 0 and math.isfinite(least):
        return _moved(words, verbs, least, relative, size(words, least, "at_least"), floor=True)
    if high < 0 and math.isfinite(most):
        return _moved(words, verbs, most, relative, size(words, -most, "at_least"), floor=True)
    if math.isfinite(most) and most > 0:
        verb = words(verbs[0])
        if relative and most >= 1:
            return words("gấp không quá {x} lần", x=words.number(1 + most, 1, "up"))
        return words("không {verb} quá {x}", verb=verb, x=size(words, most, "nearly"))
    if verbs == MOVES:
        return words("chưa đủ căn cứ để nói tăng hay giảm")
    return words("chưa đủ căn cứ để nói cao hay thấp hơn")


def _moved(
    words: Words, verbs: Verbs, value: float, relative: bool, size: str, *, floor: bool = False
) -> str:
    """A settled difference: a verb and its size; from a doubling on, a multiple."""
    if relative and value >= 1:
        times = words.number(1 + value, 1, "down" if floor else "nearest")
        return words("gấp ít nhất {x} lần", x=times) if floor else words("gấp {x} lần", x=times)
    verb = words(verbs[0] if value > 0 else verbs[1])
    if floor:
        return words("{verb} ít nhất {x}", verb=verb, x=size) if size else verb
    return f"{verb} {size}"


Size = Callable[[Words, float, Qualifier], str]


def _percentage(words: Words, fraction: float, precision: Qualifier) -> str:
    def printed(amount: float, rounding: Rounding) -> str:
        return words.percent(amount, 1, rounding)

    return _sized(words, fraction * 100, precision, 0.1, printed)


def _amount_in(indicator: Indicator) -> Size:
    """How a difference in the indicator's own unit is printed; percentages differ by points."""
    decimals = (indicator.decimals or 1) if indicator.unit == "%" else indicator.decimals
    # Money is printed with one decimal of its own unit, whatever the catalogue says.
    step = 0.1 if indicator.unit == "million VND" else 10.0**-decimals

    def size(words: Words, amount: float, precision: Qualifier) -> str:
        def printed(value: float, rounding: Rounding) -> str:
            if indicator.unit == "%":
                number = words.number(value, decimals, rounding)
                return words("{x} điểm phần trăm", x=number)
            if indicator.form == "index":
                return words("{x} điểm", x=words.number(value, decimals, rounding))
            return words.amount(value, indicator.unit, decimals, rounding)

        return _sized(words, amount, precision, step, printed)

    return size


def _sized(
    words: Words,
    amount: float,
    precision: Qualifier,
    step: float,
    printed: Callable[[float, Rounding], str],
) -> str:
    """An amount at its printed step, never 0,0 of something that is not nothing; '' for a floor
    that is smaller than a step.
    """
    if precision == "at_least" and amount < step:
        return ""
    if precision == "exact" and amount < step / 2:
        return words("dưới {x}", x=printed(step, "nearest"))
    return printed(amount, ROUNDINGS[precision])
