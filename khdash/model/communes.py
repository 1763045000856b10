"""The figures of the communes of one province, loaded when they are asked for."""

from __future__ import annotations

from dataclasses import replace

from khdash.model.dataset import Dataset
from khdash.model.kept import kept

MOST_KEPT = 300_000
"""Figures of communes kept with a dataset: those of about three provinces, some 100 MB."""


def _figures(dataset: Dataset) -> int:
    return len(dataset.observations) + len(dataset.periods)


@kept(MOST_KEPT, weight=_figures)
def communes_of(dataset: Dataset, province: str) -> Dataset:
    """The same moment with nothing but the figures of the communes of a province.

    Those of the provinces asked for last are kept with the dataset, the others are read again.
    """
    keys = dataset.catalogue.communes_of(province)
    if dataset.communes is None or not keys:
        empty = dataset.observations.iloc[:0]
        return replace(dataset, observations=empty, periods=empty, communes=None)
    yearly, periods = dataset.communes.read(keys)
    return replace(dataset, observations=yearly, periods=periods, communes=None)


@kept(256)
def reported_by_communes(dataset: Dataset, province: str) -> frozenset[str]:
    """The codes of the indicators of which a commune of the province has a figure."""
    keys = dataset.catalogue.communes_of(province)
    if dataset.communes is None or not keys:
        return frozenset()
    return dataset.communes.indicators(keys)
