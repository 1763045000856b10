"""Changes of a plan, each a new plan: the one it starts from stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from khdash.exhibit.topics.emulation.plan import Award, Measured, Plan
from khdash.model.indicators import Indicator
from khdash.transform.composite import Criterion, Group, Normalisation, Scheme, Title

METHODS = ("goalposts", "attainment", "rank")
"""The methods that the page offers; a file may use every method of the engine."""
FULL_TARGET = 100.0


def own_copy(plan: Plan, name: str) -> Plan:
    """The plan as the reader's own: no longer the example that is shipped."""
    if not plan.scheme.example:
        return plan
    scheme = replace(
        plan.scheme, example=False, code="", name_vi=name, name_en="", note_vi="", note_en=""
    )
    return replace(plan, scheme=scheme)


def with_scheme(plan: Plan, **changes: Any) -> Plan:
    """Keys of the scheme set anew."""
    return replace(plan, scheme=replace(plan.scheme, **changes))


def with_criterion(plan: Plan, code: str, **changes: Any) -> Plan:
    """Keys of one criterion set anew, wherever it stands."""

    def changed(child: Criterion | Group) -> Criterion | Group:
        if isinstance(child, Group):
            return replace(child, criteria=tuple(map(changed, child.criteria)))
        return replace(child, **changes) if child.code == code else child

    return with_scheme(plan, criteria=tuple(map(changed, plan.scheme.criteria)))


def without_criterion(plan: Plan, code: str) -> Plan:
    """The plan without one criterion; the last one stays."""
    remaining = plan.scheme.root.without(code)
    return with_scheme(plan, criteria=remaining.criteria) if remaining else plan


def added_criterion(plan: Plan, indicator: Indicator, measure: str, values: list[float]) -> Plan:
    """The plan with one more criterion; the same one twice changes nothing.

    values: the figures that provinces have now, from which the first goalposts are taken.
    """
    column = Measured(indicator.code, "", measure).column
    if column in [criterion.code for criterion in plan.scheme.root.leaves()]:
        return plan
    weights = [child.weight for child in plan.scheme.criteria]
    criterion = Criterion(
        code=column,
        weight=round(sum(weights) / len(weights), 1),
        direction="lower" if indicator.direction == "down" else "higher",
        normalisation=first_rule(measure, values),
    )
    return with_scheme(plan, criteria=(*plan.scheme.criteria, criterion))


def first_rule(measure: str, values: list[float]) -> Normalisation:
    """A rule to start from: 100 % of a target, else round goalposts around the present figures."""
    if measure == "target":
        return Normalisation(method="attainment", target=FULL_TARGET)
    low, high = (min(values), max(values)) if values else (0.0, 100.0)
    bottom = min(0.0, rounded_outwards(low))
    return Normalisation(method="goalposts", min=bottom, max=max(rounded_outwards(high), 1.0))


def rounded_outwards(value: float) -> float:
    """The next number away from zero with one digit that counts.

    >>> rounded_outwards(118_081), rounded_outwards(-3.2), rounded_outwards(0)
    (200000.0, -4.0, 0.0)
    """
    if value == 0:
        return 0.0
    size = 10.0 ** (len(str(int(abs(value)))) - 1)
    return float(-(-abs(value) // size) * size * (1 if value > 0 else -1))


def ruled(criterion: Criterion, method: str) -> Normalisation:
    """The rule of a criterion under another method, its numbers kept where they mean the same."""
    rule = criterion.normalisation
    top = next((end for end in (rule.max, rule.target) if isinstance(end, float)), FULL_TARGET)
    match method:
        case "goalposts":
            low = rule.min if isinstance(rule.min, float) else 0.0
            return Normalisation(method=method, min=low, max=max(top, low + 1))
        case "attainment":
            return Normalisation(method=method, target=top if top > 0 else FULL_TARGET)
    return Normalisation(method=method)


def with_award(plan: Plan, award: Award) -> Plan:
    return replace(plan, awards=(*plan.awards, award))


def without_award(plan: Plan, place: int) -> Plan:
    return replace(plan, awards=(*plan.awards[:place], *plan.awards[place + 1 :]))


def with_title(plan: Plan, place: int, **changes: Any) -> Plan:
    titles = list(plan.scheme.titles)
    titles[place] = replace(titles[place], **changes)
    return with_scheme(plan, titles=tuple(titles))


def without_title(plan: Plan, place: int) -> Plan:
    titles = plan.scheme.titles
    return with_scheme(plan, titles=(*titles[:place], *titles[place + 1 :]))


def added_title(plan: Plan, name: str, least: float) -> Plan:
    titles = (*plan.scheme.titles, Title(min_score=least, name_vi=name))
    return with_scheme(plan, titles=titles)


def checked(plan: Plan) -> Plan:
    """The same plan; SchemeError where the changes do not fit together."""
    return Plan.from_dict(plan.to_dict())


def is_flat(scheme: Scheme) -> bool:
    """Whether the page can add to and take from the criteria: there are no groups."""
    return not any(isinstance(child, Group) for child in scheme.criteria)


Change = Callable[[Plan], Plan]
