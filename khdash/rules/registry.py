"""Every rule of plausibility, in the order in which findings are told: the gravest first.

A new rule is a file in khdash/rules/each and a line here; it then speaks at upload and on the
quality page.
"""

from __future__ import annotations

from khdash.rules.each import (
    above_ceiling,
    below_floor,
    centres_above_communes,
    future_year,
    indicator_not_valid,
    large_change,
    members_above_population,
    negative_value,
    new_above_all,
    outlier_among_rates,
    outlier_own_history,
    outlier_per_head,
    part_above_whole,
    parts_above_whole,
    rate_below_one,
    rate_not_following,
    rate_outside_range,
    recognised_above_registered,
    registered_above_all,
    same_number_again,
    stock_halved,
    stock_tripled,
    sum_differs,
    unit_slip,
    year_far_past,
)
from khdash.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    rate_outside_range.RULE,
    negative_value.RULE,
    members_above_population.RULE,
    above_ceiling.RULE,
    recognised_above_registered.RULE,
    registered_above_all.RULE,
    part_above_whole.RULE,
    parts_above_whole.RULE,
    new_above_all.RULE,
    sum_differs.RULE,
    centres_above_communes.RULE,
    rate_not_following.RULE,
    indicator_not_valid.RULE,
    future_year.RULE,
    year_far_past.RULE,
    unit_slip.RULE,
    rate_below_one.RULE,
    outlier_own_history.RULE,
    stock_tripled.RULE,
    stock_halved.RULE,
    large_change.RULE,
    below_floor.RULE,
    outlier_per_head.RULE,
    outlier_among_rates.RULE,
    same_number_again.RULE,
)


def rule_of(code: str) -> Rule | None:
    """The rule of a code; None for a code that is no rule's."""
    return next((rule for rule in RULES if rule.code == code), None)
