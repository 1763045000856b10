"""One cell: what it can mean in either convention, and what it means in a known one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from khdash.reading.numbers.expectation import Expectation, Target, find_target, finish
from khdash.reading.numbers.expression import Expression, Term
from khdash.reading.numbers.literal import (
    MAX_DIGITS,
    is_plain,
    is_rounded,
    read_literal,
    read_simple,
)
from khdash.reading.numbers.measure import MeasureUnit, rescale
from khdash.reading.numbers.outcome import (
    Ambiguous,
    Convention,
    NotANumber,
    Outcome,
    Understood,
)
from khdash.reading.numbers.shape import parse_alike
from khdash.reading.numbers.spreadsheet import understand_spreadsheet_number

ANYTHING = Expectation()
CONVENTIONS: tuple[Convention, Convention] = ("vi", "en")
COUNTED = Target(None, family="count", whole=True)


class Candidates(NamedTuple):
    """The readings of one cell that remain plausible.

    `loose`: a single separator carries the meaning. `dotted`: no comma takes part, as in the
    1.5 that Vietnamese offices also write. `certain`: grammar alone leaves one reading.
    `date_like`: 5/12 may be the fifth of December.
    """

    vi: Understood | None
    en: Understood | None
    loose: bool = False
    dotted: bool = False
    certain: bool = False
    date_like: bool = False

    @property
    def open(self) -> bool:
        return self.vi is not None and self.en is not None and self.vi != self.en


def understand_cell(
    text: str,
    convention: Convention | None,
    *,
    is_number: bool = False,
    expected: Expectation = ANYTHING,
) -> Outcome:
    """What a cell says, in the catalogue's units.

    `is_number`: the text of a spreadsheet number, '.' for decimals and no grouping, maybe ' %'.
    Without a convention a cell that needs one is Ambiguous.

    >>> understand_cell("1 tỷ 539 triệu đồng", None).value
    1539.0
    >>> understand_cell("12.650", None)
    Ambiguous(vi=12650.0, en=12.65)
    """
    if is_number:
        return understand_spreadsheet_number(text, expected)
    found = find_candidates(text, expected)
    if not isinstance(found, Candidates):
        return found
    if found.date_like:
        return NotANumber("date_or_fraction")
    return settle(found, convention)


def settle(found: Candidates, convention: Convention | None) -> Outcome:
    """The reading of a cell in a convention, or the question where none is known."""
    if convention is None:
        if found.open:
            return ask(found)
        return found.vi or found.en or NotANumber("grouping")
    chosen = found.vi if convention == "vi" else found.en
    if chosen is None and found.certain and (other := found.vi or found.en):
        # 86.2 % cannot be anything else, whatever the others in the column are
        chosen = other if other.measure == "%" and 0 <= other.value <= 100 else None
    return chosen or NotANumber("grouping")


def ask(found: Candidates) -> Ambiguous:
    """The question that a cell asks."""
    return Ambiguous(found.vi.value if found.vi else None, found.en.value if found.en else None)


def weigh_cells(texts: Iterable[str], expected: Expectation) -> dict[str, Candidates | Outcome]:
    """The candidates of many texts, everyday numbers without ceremony."""
    target = find_target(expected)
    weighed: dict[str, Candidates | Outcome] = {}
    for text in texts:
        simple = read_simple(text)
        if simple is not None and target is not None:
            weighed[text] = _weigh_simple(text, simple, target)
        else:
            weighed[text] = find_candidates(text, expected)
    return weighed


def find_candidates(text: str, expected: Expectation) -> Candidates | Outcome:
    """Both readings of a cell, as far as the expectation leaves them plausible.

    An outcome where the cell is missing, refused, or says the same in both conventions.
    """
    body = text.strip()
    unit: MeasureUnit | None = None
    if body.endswith("%"):
        body, unit = body[:-1].rstrip(), "%"
    target = find_target(expected, unit)
    simple = read_simple(body)
    if simple is not None and target is not None:
        return _weigh_simple(text, simple, target)
    parsed = parse_alike(text)
    if not isinstance(parsed, Expression):
        return parsed
    return _weigh_expression(parsed, expected)


def understand_plain(texts: Sequence[str], expected: Expectation) -> list[float] | None:
    """The values of cells that all hold digits alone, as in 12650; None for other cells.

    No convention takes part, so a column of a million such cells needs no outcome for each.
    """
    target = find_target(expected)
    if target is None or not all(map(is_plain, texts)):
        return None
    values = list(map(float, texts))
    if target.factor != target.divisor:
        values = [rescale(value, target.factor, target.divisor) for value in values]
    return values


def _weigh_simple(
    text: str, readings: tuple[float | None, float | None], target: Target
) -> Candidates | Outcome:
    vi, en = readings
    if vi == en and vi is not None:
        return finish(vi, target) or NotANumber("fraction_in_count")
    certain = vi is None or en is None
    if not certain:
        vi, en = _drop_implausible(vi, en, target)
    vi_finished = None if vi is None else finish(vi, target)
    en_finished = None if en is None else finish(en, target)
    if vi_finished is None and en_finished is None:
        return NotANumber("fraction_in_count")
    commas = text.count(",")
    return Candidates(vi_finished, en_finished, text.count(".") + commas == 1, commas == 0, certain)


def _drop_implausible(
    vi: float | None, en: float | None, target: Target
) -> tuple[float | None, float | None]:
    """Whole things are never written with three decimals, and no rate is a thousand percent."""
    if vi is None or en is None or vi == en:
        return vi, en
    if target.whole:
        return (vi, None) if abs(vi) > abs(en) else (None, en)
    if target.family == "rate" and (0 <= vi <= 100) != (0 <= en <= 100):
        return (vi, None) if 0 <= vi <= 100 else (None, en)
    return vi, en


def _weigh_expression(cell: Expression, expected: Expectation) -> Candidates | NotANumber:
    if len(cell.terms) == 1 and cell.denominator is None and cell.percent is None:
        simple = read_simple(cell.terms[0].literal)
        if simple is not None:
            return _weigh_term(cell, simple, expected)
    as_rate = _holds_share(cell, expected)
    unit = None if as_rate else cell.unit
    target = find_target(expected, unit, cell.scaled)
    if target is None:
        return NotANumber("unit_conflict")
    if reason := _find_misfit(cell) or _find_doubt(cell, target):
        return reason
    vi, en = _sum_terms(cell, "vi"), _sum_terms(cell, "en")
    certain = vi is None or en is None
    if vi is None and en is None:
        return NotANumber("grouping")
    if cell.percent and "," in cell.percent and read_literal(cell.percent, "en") is None:
        en = None if vi is not None else en  # 1.234 (86,2 %): the comma settles the dot
    if cell.denominator is not None:
        vi, en = _drop_implausible(vi, en, COUNTED)
    elif not as_rate:
        vi, en = _drop_implausible(vi, en, target)
    return _complete(cell, (vi, en), target, certain)


def _weigh_term(
    cell: Expression, readings: tuple[float | None, float | None], expected: Expectation
) -> Candidates | NotANumber:
    """An everyday number with words around it, the most frequent cell of that kind."""
    target = find_target(expected, cell.unit, cell.scaled)
    if target is None:
        return NotANumber("unit_conflict")
    if reason := _find_doubt(cell, target):
        return reason
    term = cell.terms[0]
    vi, en = (_scaled(value, term, cell.negative) for value in readings)
    certain = vi is None or en is None
    vi, en = _drop_implausible(vi, en, target)
    finished = [
        None
        if value is None or (made := finish(value, target)) is None
        else made._replace(qualifier=cell.qualifier, scaled=cell.scaled, mark=cell.mark)
        for value in (vi, en)
    ]
    if finished == [None, None]:
        return NotANumber("fraction_in_count")
    commas = term.literal.count(",")
    loose = term.literal.count(".") + commas == 1
    return Candidates(finished[0], finished[1], loose, commas == 0, certain)


def _scaled(value: float | None, term: Term, negative: bool) -> float | None:
    """A reading with its scale word, without the error of multiplying fractions in binary."""
    if value is None:
        return None
    if term.scale != 1 or term.half:
        value = float(
            Decimal(repr(value)) * term.scale + (Decimal(term.scale) / 2 if term.half else 0)
        )
    return 0.0 - value if negative else value


def _holds_share(cell: Expression, expected: Expectation) -> bool:
    """Whether a rate is asked for and the cell gives a share beside, or a numerator."""
    target = find_target(expected)
    beside = cell.denominator is not None or cell.percent is not None
    return beside and target is not None and target.family == "rate"


def _find_doubt(cell: Expression, target: Target) -> NotANumber | None:
    """1003 ng is 1.003.000 in a column of money; in one of counts it may be 1.003 người."""
    counts = target.family == "count"
    return NotANumber("two_meanings") if cell.doubtful and counts else None


def _find_misfit(cell: Expression) -> NotANumber | None:
    """Compound numbers must descend, and each part must fit under the one before."""
    literals = [term.literal for term in cell.terms]
    if any(sum(c.isdigit() for c in text.split("e")[0]) > MAX_DIGITS for text in literals):
        return NotANumber("too_long")
    if any(text[0] == "0" and text[1:].isdigit() and len(text) > 2 for text in literals):
        return NotANumber("code")
    if len(cell.terms) == 1:
        return None
    if all(term.scale == 1 for term in cell.terms):
        return NotANumber("several_numbers")
    for before, after in pairwise(cell.terms):
        if after.scale >= before.scale or before.half:
            return NotANumber("compound")
        if any(part * after.scale >= before.scale for part in _readings(after.literal)):
            return NotANumber("compound")  # 1 tỷ 1.539 triệu
    if cell.terms[-1].scale == 1 and cell.unit not in ("VND", "VND per person", "persons"):
        return NotANumber("compound")
    return None


def _readings(literal: str) -> list[Decimal]:
    both = (read_literal(literal, "vi"), read_literal(literal, "en"))
    return [value for value in both if value is not None]


def _sum_terms(cell: Expression, convention: Convention) -> float | None:
    total = Decimal(0)
    for term in cell.terms:
        number = read_literal(term.literal, convention)
        if number is None or (term is not cell.terms[-1] and number % 1):
            return None
        total += number * term.scale + (Decimal(term.scale) / 2 if term.half else 0)
    return float(-total if cell.negative else total)


def _complete(
    cell: Expression,
    readings: tuple[float | None, float | None],
    target: Target,
    certain: bool,
) -> Candidates | NotANumber:
    outcomes: list[Understood | None] = []
    reason = NotANumber("fraction_in_count")
    for value, convention in zip(readings, CONVENTIONS, strict=True):
        outcome = None
        if value is not None:
            made = _understood(cell, value, target, convention)
            outcome = made if isinstance(made, Understood) else None
            reason = made if isinstance(made, NotANumber) else reason
        outcomes.append(outcome)
    if outcomes == [None, None]:
        return reason
    literals = [term.literal for term in cell.terms] + [cell.denominator or "", cell.percent or ""]
    loose = any(text.count(".") + text.count(",") == 1 for text in literals[:-1])
    dotted = not any("," in text for text in literals)
    date_like = _may_be_date(cell) and target.family != "count"
    return Candidates(outcomes[0], outcomes[1], loose, dotted, certain, date_like)


def _understood(
    cell: Expression, value: float, target: Target, convention: Convention
) -> Understood | NotANumber:
    denominator = percent = None
    if cell.denominator is not None:
        divisor = read_literal(cell.denominator, convention)
        if divisor is None:
            return NotANumber("grouping")
        denominator = float(divisor)
        if not (denominator.is_integer() and value.is_integer()):
            return NotANumber("fraction_in_count")
        if not 0 <= value <= denominator:
            return NotANumber("fraction_above_one")
    if cell.percent is not None:
        percent = _read_share(cell.percent)
        if percent is None:
            return NotANumber("grouping")
    if target.family == "rate" and (denominator is not None or percent is not None):
        return _share(cell, value, denominator, percent)
    finished = finish(value, target)
    if finished is None:
        return NotANumber("fraction_in_count")
    rounded = any(is_rounded(term.literal) for term in cell.terms)
    exact = "about" if rounded and cell.qualifier == "exact" else cell.qualifier
    return Understood(
        finished.value,
        exact,
        finished.measure,
        denominator,
        percent,
        cell.scaled,
        cell.mark,
        "rounded" if rounded else None,
    )


def _share(
    cell: Expression, value: float, denominator: float | None, percent: float | None
) -> Understood | NotANumber:
    """The rate in a cell of a rate column: as printed, or else from its numerator."""
    if percent is not None:
        return Understood(percent, cell.qualifier, "%", denominator, mark=cell.mark)
    if not denominator:
        return NotANumber("fraction_above_one")
    share = float(Decimal(repr(value)) * 100 / Decimal(repr(denominator)))
    return Understood(
        share, cell.qualifier, "%", denominator, mark=cell.mark, note="share_computed"
    )


def _read_share(literal: str) -> float | None:
    """A share printed beside its value needs no convention: three decimals are no thousands."""
    values = {float(value) for value in _readings(literal)}
    if len(values) > 1:
        values = {value for value in values if value <= 100}
    return values.pop() if len(values) == 1 else None


def _may_be_date(cell: Expression) -> bool:
    if cell.denominator is None or cell.unit or cell.percent:
        return False
    first, second = cell.terms[0].literal, cell.denominator
    if not (first.isdigit() and second.isdigit()):
        return False
    day_month = 1 <= int(first) <= 31 and 1 <= int(second) <= 12
    return day_month or (1 <= int(first) <= 12 and 10 <= int(second) <= 35)
