"""Papers of the published and of the generated figures, of the cluster and of a province."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.report.paper.blueprint import Blueprint, read_blueprint
from khdash.report.paper.paper import Paper, compose
from khdash.store.places import PROJECT, Places

Compose = Callable[..., Paper]
NAM_DINH = "36"


@pytest.fixture(scope="session")
def blueprint(enlarged: Dataset) -> Blueprint:
    """The shipped blueprint."""
    nowhere = PROJECT / "data"
    return read_blueprint(Places(nowhere, Path("nowhere"), Path("nowhere")), enlarged.catalogue)


@pytest.fixture(scope="session")
def cluster(enlarged: Dataset, blueprint: Blueprint) -> Paper:
    return compose(enlarged, blueprint, Selection(), link="http://localhost:8501/")


@pytest.fixture(scope="session")
def province(enlarged: Dataset, blueprint: Blueprint) -> Paper:
    return compose(enlarged, blueprint, Selection(units=(NAM_DINH,)))


@pytest.fixture(scope="session")
def generated(demo: Dataset, blueprint: Blueprint) -> Paper:
    return compose(demo, blueprint, Selection())


@pytest.fixture(scope="session")
def papers(cluster: Paper, province: Paper, generated: Paper) -> tuple[Paper, ...]:
    return cluster, province, generated


@pytest.fixture(scope="session")
def both_languages(
    papers: tuple[Paper, ...], enlarged: Dataset, blueprint: Blueprint
) -> tuple[Paper, ...]:
    """The papers, and those of the published figures in English."""
    english = (
        compose(enlarged, blueprint, Selection(units=units, lang="en"))
        for units in ((), (NAM_DINH,))
    )
    return (*papers, *english)
