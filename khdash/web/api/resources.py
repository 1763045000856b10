"""The addresses of the API by name."""

from __future__ import annotations

from khdash.web.api import exhibits, figures, vocabulary
from khdash.web.api.parameters import OF_ANSWER
from khdash.web.api.resource import Resource

RESOURCES: dict[str, Resource] = {
    one.name: one
    for one in (
        figures.OBSERVATIONS,
        figures.TOTALS,
        vocabulary.INDICATORS,
        vocabulary.UNITS,
        vocabulary.TARGETS,
        vocabulary.SOURCES,
        exhibits.LIST,
        *exhibits.ONE,
    )
}


def parameters_of(resource: Resource) -> tuple[str, ...]:
    """The names of all parameters that a resource takes."""
    return tuple(dict.fromkeys((*resource.takes, *OF_ANSWER)))
