"""What does not depend on the reader, computed before the first one asks."""

from __future__ import annotations

from khdash.exhibit.core.scope import Scope
from khdash.exhibit.registry import EXHIBITS, build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection


def compute_ahead(dataset: Dataset) -> None:
    """The figures of every indicator on every boundary set, and every exhibit as it is by default.

    All that they rest on is then kept with the dataset: a first visit costs what a change does.
    """
    for one in dataset.catalogue.boundary_sets:
        boundaries = "" if one.default else one.code
        for code in dataset.catalogue.indicators:
            scope = Scope.of(dataset, Selection(indicators=(code,), boundaries=boundaries))
            scope.figures(scope.indicator)
            scope.computed(scope.indicator)
            _ = scope.weights
    for name in EXHIBITS:
        build(name, dataset, Selection())
