"""From what a reader chooses, and how a choice follows a change of boundaries."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from khdash.model.catalogue import Catalogue
from khdash.model.units import Unit, split_key
from khdash.rules import registry
from khdash.rules.words import SEVERITY_NAMES
from khdash.web.common.parameter import Options

ALL = "all"
"""No narrowing by this parameter."""
NEWEST = "moi_nhat"
"""The list of tasks of the latest year, whichever that is."""


def member_codes(catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
    """Codes of the cluster's members on a boundary set, in the catalogue's order."""
    return tuple(unit.code for unit in catalogue.members(boundaries))


def one_of(*codes: str) -> Options:
    """The same few codes always."""
    return lambda catalogue, boundaries: codes


def members(catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
    """The members of the cluster on the chosen boundaries."""
    return member_codes(catalogue, boundaries)


def member_or_all(catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
    """The whole cluster, or one of its members on the chosen boundaries."""
    return (ALL, *member_codes(catalogue, boundaries))


def any_member(catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
    """Every unit that is or was a member, or all of them."""
    return (ALL, *dict.fromkeys(split_key(m.unit)[0] for m in catalogue.memberships))


def themes(catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
    return tuple(catalogue.themes)


def reported_themes(catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
    """The themes that the associations report."""
    return tuple(theme.code for theme in catalogue.themes.values() if theme.reported)


def titles(catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
    return tuple(catalogue.titles)


def indicators(catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
    """Every indicator, theme by theme."""
    return tuple(i.code for own in catalogue.by_theme.values() for i in own)


def any_indicator(catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
    """One indicator, or all of them."""
    return (ALL, *catalogue.indicators)


def of_theme(theme: str) -> Options:
    """The indicators of a theme that belong to no title: a title is chosen as a whole."""
    return lambda catalogue, boundaries: tuple(
        i.code for i in catalogue.by_theme.get(theme, ()) if not i.title
    )


def opened_with(theme: str) -> Callable[[Catalogue], tuple[str, ...]]:
    """The indicator with which a choice of a theme opens."""
    return lambda catalogue: tuple(
        t.opens_with for t in catalogue.themes.values() if t.code == theme
    )


def with_target(catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
    """The indicators for which a target is set."""
    having = {target.indicator for target in catalogue.targets}
    return tuple(code for code in catalogue.indicators if code in having)


def rules(catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
    return (ALL, *(rule.code for rule in registry.RULES))


def severities(catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
    return (ALL, *SEVERITY_NAMES)


def task_lists(catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
    return (NEWEST, *catalogue.task_lists)


def tasks(catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
    """The tasks without their items."""
    return (ALL, *(task.code for task in catalogue.tasks if not task.parent))


def member_named(code: str, catalogue: Catalogue, boundaries: str) -> Unit:
    """The member that carries a code on a boundary set, or the first member if none does."""
    members = catalogue.members(boundaries)
    return next((unit for unit in members if unit.code == code), members[0])


def moved_codes(codes: Sequence[str], catalogue: Catalogue, before: str, after: str) -> list[str]:
    """The members that cover the chosen ones on another boundary set.

    On a later one a code becomes its successor's; on an earlier one it becomes its parts.
    """
    allowed = member_codes(catalogue, after)
    found: list[str] = []
    for code in codes:
        unit = catalogue.find_unit(code, catalogue.boundary_set(before).day)
        if unit is not None:
            keys = catalogue.on_day(unit.key, catalogue.boundary_set(after).day)
            found += [split_key(key)[0] for key in keys]
    return [code for code in dict.fromkeys(found) if code in allowed]
