from __future__ import annotations

import pytest

from khdash.exhibit.topics.emulation.plan import Award, Plan, example_plan
from khdash.model.catalogue import Catalogue
from khdash.transform.composite import Normalisation
from khdash.web.emulation.plan_edit import (
    added_criterion,
    checked,
    first_rule,
    own_copy,
    ruled,
    with_award,
    with_criterion,
    with_title,
    without_award,
    without_criterion,
)


def codes(plan: Plan) -> list[str]:
    return [criterion.code for criterion in plan.scheme.root.leaves()]


def test_a_change_leaves_the_plan_it_starts_from_as_it_was() -> None:
    example = example_plan()
    before = example.to_dict()
    changed = with_criterion(example, "fund_per_head", weight=50.0)
    changed = without_criterion(changed, "members:growth")
    changed = with_title(changed, 0, min_score=95.0)
    assert changed != example
    assert example.to_dict() == before


def test_a_copy_of_the_example_is_no_example() -> None:
    copy = own_copy(example_plan(), "Của cụm")
    assert (copy.scheme.example, copy.scheme.name_vi) == (False, "Của cụm")
    assert own_copy(copy, "Tên khác") is copy


def test_the_last_criterion_stays() -> None:
    plan = example_plan()
    for code in codes(plan)[1:]:
        plan = without_criterion(plan, code)
    assert codes(without_criterion(plan, codes(plan)[0])) == codes(plan)


def test_a_criterion_is_added_once_with_goalposts_around_the_figures(
    catalogue: Catalogue,
) -> None:
    indicator = catalogue.indicators["scholarships_awarded"]
    plan = added_criterion(example_plan(), indicator, "level", [1200.0, 4400.0])
    assert codes(plan)[-1] == "scholarships_awarded"
    rule = list(plan.scheme.root.leaves())[-1].normalisation
    assert (rule.method, rule.min, rule.max) == ("goalposts", 0, 5000)
    assert added_criterion(plan, indicator, "level", []) is plan
    assert checked(plan) == plan


def test_goalposts_of_growth_reach_below_zero_where_figures_fall() -> None:
    assert first_rule("growth", [-3.2, 7.5]) == Normalisation(method="goalposts", min=-4.0, max=8.0)
    assert first_rule("target", [80.0]) == Normalisation(method="attainment", target=100.0)


@pytest.mark.parametrize("method", ["goalposts", "attainment", "rank"])
def test_another_method_gives_a_rule_that_holds(method: str) -> None:
    for criterion in example_plan().scheme.root.leaves():
        plan = with_criterion(
            example_plan(), criterion.code, normalisation=ruled(criterion, method)
        )
        assert checked(plan) == plan


def test_points_are_given_and_taken_back() -> None:
    plan = with_award(example_plan(), Award(unit="01", adjustment="bonus", reason="Sáng kiến"))
    assert len(plan.awards) == 1
    assert without_award(plan, 0) == example_plan()
