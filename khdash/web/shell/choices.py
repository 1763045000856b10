"""The closed lists from which a reader chooses, and how a choice follows a change of boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from khdash.model.catalogue import Catalogue, Unit, split_key
from khdash.rules import registry
from khdash.rules.words import SEVERITY_NAMES

TITLES = ("family", "clan", "community", "unit", "citizen")
ORGANISATION_INDICATORS = (
    "grassroots_associations",
    "chapters",
    "committees",
    "chapters_and_committees",
    "school_committees",
    "clan_committees",
    "district_associations",
    "association_bodies",
)
PROFILE_THEMES = ("members", "fund", "learning", "programmes")
VIEWS = (
    "dien_bien",
    "cot",
    "ban_do",
    "tung_tinh",
    "hai_nam",
    "thu_hang",
    "hai_chi_so",
    "bang",
)
"""Views of the page So sánh over one selection."""
ALL = "all"
"""No narrowing by this parameter."""
NEWEST = "moi_nhat"
"""The list of tasks of the latest year, whichever that is."""
TASK_VIEWS = ("bang", "viec", "tinh", "han", "thang")
DEFAULT_OWN: dict[str, Any] = {
    "so_sanh": ["members"],
    "xem": "dien_bien",
    "truc": "chung",
    "xet": "learning_family_rate",
    "chi_so": "grassroots_associations",
    "danh_hieu": "family",
    "ho_so": "",
    "chu_de": "members",
    "quy_tac": ALL,
    "muc": ALL,
    "nhom_so": "members",
    "chi_so_du": ALL,
    "danh_sach": NEWEST,
    "xem_viec": "bang",
    "viec": ALL,
    "tinh_viec": ALL,
    "tim": "",
    "loc": "",
    "so": "",
    "phuong_an": "",
}
SEVERAL = ("so_sanh",)
"""Own parameters that may be given several times."""
FREE_TEXT = ("tim", "loc", "so", "phuong_an")
"""Own parameters that no closed list bounds; their page itself says what it cannot follow."""
LONGEST_TEXT = 500
LONGER_TEXT = {"phuong_an": 4000}
"""Free text that may be longer, by parameter."""


def default_own(name: str, catalogue: Catalogue, boundaries: str) -> Any:
    """What a page's own parameter says where the link says nothing of it."""
    options = own_options(name, catalogue, boundaries)
    usual = catalogue.cluster.default_unit if name == "ho_so" else DEFAULT_OWN[name]
    return usual if name in (*SEVERAL, *FREE_TEXT) or usual in options else options[0]


def member_codes(catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
    """Codes of the cluster's members on a boundary set, in the catalogue's order."""
    return tuple(unit.code for unit in catalogue.members(boundaries))


def own_options(name: str, catalogue: Catalogue, boundaries: str) -> tuple[str, ...]:
    """What a page's own parameter may say; () for a name that no page reads."""
    match name:
        case "xem":
            return VIEWS
        case "xet":
            having = {target.indicator for target in catalogue.targets}
            return tuple(code for code in catalogue.indicators if code in having)
        case "truc":
            return ("chung", "rieng")
        case "so_sanh":
            return tuple(i.code for theme in catalogue.by_theme.values() for i in theme)
        case "quy_tac":
            return (ALL, *(rule.code for rule in registry.RULES))
        case "muc":
            return (ALL, *SEVERITY_NAMES)
        case "nhom_so":
            return tuple(catalogue.themes)
        case "chi_so_du":
            return (ALL, *catalogue.indicators)
        case "danh_sach":
            return (NEWEST, *catalogue.task_lists)
        case "xem_viec":
            return TASK_VIEWS
        case "viec":
            return (ALL, *(task.code for task in catalogue.tasks if not task.parent))
        case "tinh_viec":
            return (ALL, *dict.fromkeys(m.unit.partition("@")[0] for m in catalogue.memberships))
        case "danh_hieu":
            return TITLES
        case "ho_so":
            return member_codes(catalogue, boundaries)
        case "chu_de":
            return PROFILE_THEMES
        case "chi_so":
            return tuple(c for c in ORGANISATION_INDICATORS if c in catalogue.indicators)
    return ()


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
