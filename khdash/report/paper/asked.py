"""Which province a person means who names the scope of a document."""

from __future__ import annotations

from khdash.model.catalogue import Catalogue
from khdash.model.units import Unit
from khdash.report.format import plain_ascii


def member_asked(catalogue: Catalogue, boundaries: str, asked: str) -> Unit | None:
    """The member of the cluster with this code or name, accents or not; None for another text."""
    wanted = plain_ascii(asked)
    for unit in catalogue.members(boundaries):
        if wanted in (unit.code, plain_ascii(unit.name), plain_ascii(unit.full_name)):
            return unit
    return None
