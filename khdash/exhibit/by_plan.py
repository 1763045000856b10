"""The exhibits that follow a plan of emulation, by a plan that a reader set."""

from __future__ import annotations

from urllib.parse import urlencode

from khdash.exhibit.core.addressed import has_address
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.answers.emulation import emulation_answers
from khdash.exhibit.topics.emulation.board import emulation_exhibit
from khdash.exhibit.topics.emulation.link import PARAMETER, plan_to_link
from khdash.exhibit.topics.emulation.of_unit import OF_UNIT
from khdash.exhibit.topics.emulation.plan import Plan
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection

ANSWERS = "answers_emulation"
BY_PLAN = (
    "emulation",
    "emulation_ranks",
    "emulation_figures",
    "emulation_criteria",
    OF_UNIT,
    ANSWERS,
)
"""Their names; khdash.exhibit.registry.build makes them by the example."""


def build_by_plan(name: str, dataset: Dataset, selection: Selection, plan: Plan) -> Exhibit:
    """Build one of BY_PLAN.

    Raises SchemeError where the plan names unknown things, TableError where it cannot score a
    figure.
    """
    if name == ANSWERS:
        found = emulation_answers(dataset, name, selection, plan)
    else:
        found = emulation_exhibit(name, dataset, selection, plan)
    link = plan_to_link(plan)
    has_address(found, urlencode({PARAMETER: link}) if link else "")
    return found
