"""Papers of the published and of the generated figures, of the cluster and of a province."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.report.paper.paper import Paper, compose
from khdash.report.paper.plan import Plan, read_plan
from khdash.store.places import PROJECT, Places

Compose = Callable[..., Paper]
NAM_DINH = "36"


@pytest.fixture(scope="session")
def plan(enlarged: Dataset) -> Plan:
    """The shipped plan."""
    nowhere = PROJECT / "data"
    return read_plan(Places(nowhere, Path("nowhere"), Path("nowhere")), enlarged.catalogue)


@pytest.fixture(scope="session")
def cluster(enlarged: Dataset, plan: Plan) -> Paper:
    return compose(enlarged, plan, Selection(), link="http://localhost:8501/")


@pytest.fixture(scope="session")
def province(enlarged: Dataset, plan: Plan) -> Paper:
    return compose(enlarged, plan, Selection(units=(NAM_DINH,)))


@pytest.fixture(scope="session")
def generated(demo: Dataset, plan: Plan) -> Paper:
    return compose(demo, plan, Selection())


@pytest.fixture(scope="session")
def papers(cluster: Paper, province: Paper, generated: Paper) -> tuple[Paper, ...]:
    return cluster, province, generated


@pytest.fixture(scope="session")
def both_languages(papers: tuple[Paper, ...], enlarged: Dataset, plan: Plan) -> tuple[Paper, ...]:
    """The papers, and those of the published figures in English."""
    english = (
        compose(enlarged, plan, Selection(units=units, lang="en")) for units in ((), (NAM_DINH,))
    )
    return (*papers, *english)
