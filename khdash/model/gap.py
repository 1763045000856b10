"""Why a figure is not there, or not taken: a gap has a reason, never a zero (methods.md rule 1)."""

from __future__ import annotations

from enum import StrEnum


class GapReason(StrEnum):
    """The reasons; their words stand in khdash.locale.gaps, once for every rendering."""

    NO_DATA = "no_data"  # no figure was published
    BEFORE_START = "before_start"  # the indicator does not exist yet
    ENDED = "ended"  # the indicator or the unit no longer exists
    OUTSIDE_PERIOD = "outside_period"  # there are figures, but of other years than those shown
    TOO_OLD = "too_old"  # the newest figure is older than the tolerance
    NOT_COMPARABLE = "not_comparable"  # a change of criteria lies between
    OTHER_BASIS = "other_basis"  # only rates on another denominator
    PARTIAL = "partial"  # only some parts of a merged unit are known
    YEARS_MISSING = "years_missing"  # some years of a sum or mean have no figure
    LOW_CONFIDENCE = "low_confidence"  # only figures of low confidence
    DOUBTFUL = "doubtful"  # beyond a hard bound, waiting for a person
    PRECISION = "precision"  # rounded figures leave it open
    NO_BASE = "no_base"  # nothing around the first of two years
    NO_DIVISOR = "no_denominator"  # nothing to divide by for the same year
    TOO_FEW = "too_few"  # fewer than five eighths of the units
    UNSTATED_BASIS = "unstated_basis"  # the source does not state the denominator
    NO_TARGET = "no_target"  # no target on that denominator
    NO_TARGET_YEAR = "no_figure_in_target_year"
    REFERENCE = "reference"  # a target of the country, drawn beside and not judged
    OTHER_RULE = "other_rule"  # a target of another kind than a floor
    ZERO_BASE = "zero_base"  # no pace from 0
    NO_YEAR_BEFORE = "no_year_before"
    NO_PREVIOUS = "no_previous"  # no comparable figure before
    OLD_BASE = "old_base"  # the figure before is too far back
    BOUNDARY_CHANGE = "boundary_change"
    TOO_FEW_POINTS = "too_few_points"  # a trend needs three
    ZERO = "zero"  # the figure that should prove something is 0
    PASSED = "passed"  # a figure of that year or later is known
    ITSELF = "itself"  # the unit that all are compared with
    OTHER_SIZE = "not_comparable_size"  # a count of the country beside one of a province
