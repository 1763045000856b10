"""One person of every role; those with a province have Thái Bình."""

from __future__ import annotations

from khdash.model.actor import Actor, Role

OWN, OTHER = "34", "01"


def person(role: Role) -> Actor:
    """Somebody of a role who came in from elsewhere."""
    if role is Role.LINK:
        return Actor("Tỉnh", "link", role, frozenset({OWN}), "link:7", round="1")
    own = frozenset({OWN}) if role is Role.PROVINCES else frozenset()
    return Actor(f"Người {role}", "web", role, own, f"{role}@hoi.vn", "10.0.0.9")
