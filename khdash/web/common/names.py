"""What the parts of the page share: names of roles, measures, bases and units; rows of frames."""

from __future__ import annotations

from khdash.exhibit.core.exact import exact_figure as exact_figure
from khdash.ingest.column_names import ROLES
from khdash.ingest.names import unit_name
from khdash.locale import Words, mark
from khdash.model.catalogue import Catalogue

CHANGES: dict[str, str] = {
    "new": mark("Mới"),
    "changed": mark("Thay đổi"),
    "same": mark("Giữ nguyên"),
    "rejected": mark("Bị từ chối"),
}
"""What a cell of a file does to the figures that are kept."""


FIRST_YEAR, LAST_YEAR = 1990, 2100


def meanings(catalogue: Catalogue, words: Words) -> dict[str, str]:
    """Everything that a column can mean: its role, or `value:` and an indicator."""
    roles = {role: words(name) for role, name in ROLES.items()}
    indicators = {
        f"value:{code}": words.name(entry) for code, entry in catalogue.indicators.items()
    }
    return {**roles, **indicators}


def unit_names(catalogue: Catalogue, words: Words) -> dict[str, str]:
    """Every unit by its key; two of one name are told apart by their time."""
    return {
        key: words.of(name.vi, name.en)
        for key in catalogue.units
        for name in [unit_name(catalogue, key)]
    }


def boundary_names(catalogue: Catalogue, words: Words) -> dict[str, str]:
    """Every boundary set by its code, the oldest first."""
    return {one.code: words.of(one.label_vi, one.label_en) for one in catalogue.boundary_sets}
