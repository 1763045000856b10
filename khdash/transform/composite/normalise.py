"""From values to scores on the scheme's scale, one method at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from khdash.transform.composite.keys import Fault
from khdash.transform.composite.normalisation import Normalisation, Percentile
from khdash.transform.composite.scheme import Criterion
from khdash.transform.composite.table import Flags, Numbers, TableError

MIDDLE = 0.5
"""Where every unit has the same value there is nothing to tell them apart: the middle."""


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one criterion after floor, cap and logarithm, with what missing ones may be.

    targets: one per unit, NaN where unknown. lowest, highest: what floor and cap leave possible.
    """

    criterion: Criterion
    values: Numbers
    targets: Numbers
    lowest: float
    highest: float

    @property
    def missing(self) -> Flags:
        """True where the value or its target is missing."""
        return np.isnan(self.values) | np.isnan(self.targets)

    @property
    def known(self) -> Numbers:
        """The values that are not missing."""
        return self.values[~np.isnan(self.values)]


def prepare(criterion: Criterion, columns: dict[str, Numbers]) -> Values:
    """The values as normalisation takes them: floor and cap first, then the logarithm."""
    raw = columns[criterion.source_column]
    low = -np.inf if criterion.floor is None else criterion.floor
    high = np.inf if criterion.cap is None else criterion.cap
    rule = criterion.normalisation
    targets = np.full(raw.shape, 1.0 if rule.target is None else rule.target)
    if rule.target_column:
        targets = columns[rule.target_column]
    return Values(
        criterion,
        logged(criterion, np.clip(raw, low, high)),
        targets,
        float(logged(criterion, np.array(low))),
        float(logged(criterion, np.array(high))),
    )


def logged(criterion: Criterion, values: Numbers) -> Numbers:
    """The natural logarithm where the criterion asks for it; -inf at or below 0."""
    if not criterion.log:
        return values
    shifted = np.asarray(values + criterion.log_offset)
    positive = np.where(shifted <= 0, 1.0, shifted)
    return np.where(shifted <= 0, -np.inf, np.log(positive))


def scored(given: Values, scale: tuple[float, float]) -> Numbers:
    """The score of every unit on the scale, NaN where missing.

    TableError where a value has no score by the criterion's method.
    """
    method = given.criterion.normalisation.method
    with np.errstate(invalid="ignore", divide="ignore"):
        if method in ("goalposts", "min_max"):
            scores = _between_goalposts(given)
        elif method == "attainment":
            scores = attainment(given)
        elif method == "rank":
            scores = _rank(given)
        elif method == "leader":
            scores = _share_of_leader(given)
        elif method == "z_score":
            scores = _z_score(given)
        else:
            scores = given.values
    scores = finished(given.criterion, np.where(given.missing, np.nan, scores), scale)
    _refuse_infinite(given, scores)
    return scores


def finished(criterion: Criterion, scores: Numbers, scale: tuple[float, float]) -> Numbers:
    """Scores put on the scale and kept between score_floor and score_cap.

    `none` is taken as it stands, mirrored on the scale where lower is better; z_score has its own
    centre and spread.
    """
    low, high = scale
    method = criterion.normalisation.method
    if method == "none":
        placed = low + high - scores if criterion.direction == "lower" else scores
    elif method == "z_score":
        placed = scores
    else:
        placed = low + (high - low) * scores
    if criterion.score_floor is not None:
        placed = np.maximum(placed, criterion.score_floor)
    return placed if criterion.score_cap is None else np.minimum(placed, criterion.score_cap)


def position(
    values: Numbers, goalposts: tuple[Numbers | float, Numbers | float], criterion: Criterion
) -> Numbers:
    """Where the values stand between the goalposts: 0 at the worse end, 1 at the better.

    Where the goalposts meet: 0 below, 1 above, the middle on them.
    """
    low, high = np.asarray(goalposts[0]), np.asarray(goalposts[1])
    width = high - low
    share = np.where(width > 0, (values - low) / np.where(width > 0, width, 1.0), np.nan)
    met = (np.sign(values - low) + 1) / 2
    share = np.where(width > 0, share, met)
    if criterion.direction == "lower":
        share = 1 - share
    rule = criterion.normalisation
    return np.clip(share, 0.0, 1.0) if rule.clip else share


def percentile(known: Numbers, percent: float) -> float:
    """The percentile with linear interpolation; infinite where it falls next to an infinite one."""
    ordered = np.sort(known)
    place = percent / 100 * (len(ordered) - 1)
    below = int(np.floor(place))
    part = place - below
    first, second = ordered[below], ordered[min(below + 1, len(ordered) - 1)]
    if part == 0 or first == second:
        return float(first)
    if not np.isfinite(first):
        return float(first)
    return float(first + part * (second - first))


def goalpost(given: Values, rule: Normalisation, end: str, known: Numbers) -> float:
    """One goalpost: the number given, or what it is among the known values."""
    if not len(known):
        return np.nan
    if rule.method == "min_max":
        return float(known.min() if end == "min" else known.max())
    asked = rule.min if end == "min" else rule.max
    if isinstance(asked, Percentile):
        return percentile(known, asked.percentile)
    return float(logged(given.criterion, np.array(asked, dtype="float64")))


def _between_goalposts(given: Values) -> Numbers:
    rule = given.criterion.normalisation
    low, high = (goalpost(given, rule, end, given.known) for end in ("min", "max"))
    if low > high:
        _refuse(
            given,
            f"mốc dưới {low:g} cao hơn mốc trên {high:g}",
            f"the lower goalpost {low:g} is above the upper {high:g}",
        )
    return position(given.values, (low, high), given.criterion)


def attainment(given: Values) -> Numbers:
    """The part of its target that each value reaches, from 0 to `highest`."""
    rule, values, targets = given.criterion.normalisation, given.values, given.targets
    _refuse_where(given, targets <= 0, "chỉ tiêu phải lớn hơn 0", "a target must be above 0")
    if given.criterion.direction == "higher":
        return np.clip(values / targets, 0.0, rule.highest)
    reached = np.where(values <= 0, np.inf, targets / np.where(values <= 0, 1.0, values))
    return np.minimum(reached, rule.highest)


def average_ranks(given: Values) -> Numbers:
    """1 for the best; equal values share the mean of their places."""
    sign = 1.0 if given.criterion.direction == "lower" else -1.0
    values = sign * given.values
    before = (values[None, :] < values[:, None]).sum(axis=1)
    equal = (values[None, :] == values[:, None]).sum(axis=1)
    return before + (equal + 1) / 2


def _rank(given: Values) -> Numbers:
    count = len(given.known)
    if count < 2:
        return np.full(given.values.shape, MIDDLE)
    return (count - average_ranks(given)) / (count - 1)


def _share_of_leader(given: Values) -> Numbers:
    values, known = given.values, given.known
    _refuse_where(given, values < 0, "leader cần giá trị không âm", "leader needs values from 0 up")
    if not len(known):
        return values
    if given.criterion.direction == "lower":
        best = known.min()
        return np.where(values == best, 1.0, best / np.where(values == 0, 1.0, values))
    if known.max() == 0:
        return np.full(values.shape, MIDDLE)
    return values / known.max()


def _z_score(given: Values) -> Numbers:
    rule, known = given.criterion.normalisation, given.known
    if rule.mean is not None and rule.sd is not None:
        z = (given.values - rule.mean) / rule.sd
    elif len(known) < 2 or known.min() == known.max():
        z = np.zeros(given.values.shape)
    else:
        z = (given.values - known.mean()) / known.std(ddof=int(rule.ddof))
    return rule.centre + rule.spread * (-z if given.criterion.direction == "lower" else z)


def _refuse_infinite(given: Values, scores: Numbers) -> None:
    """A score that is no finite number comes from the logarithm of a value of 0 or below."""
    _refuse_where(
        given,
        ~np.isfinite(scores) & ~given.missing,
        "giá trị từ 0 trở xuống không có lô-ga-rít; đặt floor, log_offset hoặc goalposts có clip",
        "a value of 0 or below has no logarithm; give floor, log_offset or clipped goalposts",
    )


def _refuse_where(given: Values, wrong: Flags, vi: str, en: str) -> None:
    if wrong.any():
        _refuse(given, vi, en)


def _refuse(given: Values, vi: str, en: str) -> None:
    raise TableError([Fault(given.criterion.code, vi, en)])
