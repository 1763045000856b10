"""The application for an emulation title: a province's file as DOCX, by a plan of points."""

from __future__ import annotations

from khdash.exhibit.by_plan import BY_PLAN, build_by_plan
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.exhibit.topics.emulation.plan import Plan
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.report.format import Format
from khdash.report.paper.blueprint import Blueprint
from khdash.report.paper.formats import DOCUMENTS
from khdash.report.paper.paper import Paper, Tell, compose

APPLICATION_FORMAT: Format[Paper] = next(one for one in DOCUMENTS if one.code == "docx")


def compose_application(
    dataset: Dataset,
    blueprint: Blueprint,
    selection: Selection,
    plan: Plan,
    sections: tuple[str, ...] = (),
    link: str = "",
    tell: Tell = lambda share: None,
) -> Paper:
    """The application of the first unit of a selection; what is scored follows the plan.

    Raises SchemeError where the plan names unknown things, TableError where it cannot score.
    """

    def make(name: str, known: Dataset, asked: Selection) -> Exhibit:
        if name in BY_PLAN:
            return build_by_plan(name, known, asked.with_(form="", benchmarks=()), plan)
        return build(name, known, asked)

    return compose(dataset, blueprint, selection, sections, link, tell, make)
