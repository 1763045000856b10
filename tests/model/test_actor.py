"""Who may do what: the one table, and the words of a refusal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.model.actor import (
    ACTIONS,
    PERMITTED,
    ROLES,
    WHOLE,
    AccessRefused,
    Action,
    Actor,
    Role,
)
from khdash.model.problem import StoreError

OWN, OTHER = "33", "01"
EVERYTHING, OWN_ONLY, NOTHING = "everything", "own", "nothing"

WRITTEN_DOWN = {
    # what            reader     link       provinces  cluster     administrator
    Action.READ: (EVERYTHING, EVERYTHING, EVERYTHING, EVERYTHING, EVERYTHING),
    Action.DRAFT: (NOTHING, OWN_ONLY, OWN_ONLY, EVERYTHING, EVERYTHING),
    Action.SUBMIT: (NOTHING, OWN_ONLY, OWN_ONLY, EVERYTHING, EVERYTHING),
    Action.WRITE: (NOTHING, NOTHING, OWN_ONLY, EVERYTHING, EVERYTHING),
    Action.EXPLAIN: (NOTHING, NOTHING, OWN_ONLY, EVERYTHING, EVERYTHING),
    Action.REPORT_TASKS: (NOTHING, NOTHING, OWN_ONLY, EVERYTHING, EVERYTHING),
    Action.SET_TARGETS: (NOTHING, NOTHING, OWN_ONLY, EVERYTHING, EVERYTHING),
    Action.SEE_FILES: (NOTHING, NOTHING, OWN_ONLY, EVERYTHING, EVERYTHING),
    Action.FORGET: (NOTHING, NOTHING, OWN_ONLY, EVERYTHING, EVERYTHING),
    Action.UNDO: (NOTHING, NOTHING, NOTHING, EVERYTHING, EVERYTHING),
    Action.PREFER: (NOTHING, NOTHING, NOTHING, EVERYTHING, EVERYTHING),
    Action.LOCK: (NOTHING, NOTHING, NOTHING, EVERYTHING, EVERYTHING),
    Action.ASK: (NOTHING, NOTHING, NOTHING, EVERYTHING, EVERYTHING),
    Action.ACCEPT: (NOTHING, NOTHING, NOTHING, EVERYTHING, EVERYTHING),
    Action.SAVE_PLANS: (NOTHING, NOTHING, NOTHING, EVERYTHING, EVERYTHING),
    Action.SEE_LOG: (NOTHING, NOTHING, NOTHING, EVERYTHING, EVERYTHING),
    Action.SEE_ALL_DRAFTS: (NOTHING, NOTHING, NOTHING, NOTHING, EVERYTHING),
    Action.GRANT: (NOTHING, NOTHING, NOTHING, NOTHING, EVERYTHING),
    Action.OPERATE: (NOTHING, NOTHING, NOTHING, NOTHING, EVERYTHING),
}


def somebody(role: Role) -> Actor:
    """A person of a role, with one province where the role has any."""
    if role is Role.LINK:
        return Actor("Tỉnh", "link", role, frozenset({OWN}), "link:7", round="2025-1")
    own = frozenset({OWN}) if role is Role.PROVINCES else frozenset()
    return Actor("Lan", "web", role, own)


CELLS = [
    (action, role, extent)
    for action, extents in WRITTEN_DOWN.items()
    for role, extent in zip(Role, extents, strict=True)
]


@pytest.mark.parametrize(("action", "role", "extent"), CELLS)
def test_a_role_may_what_the_table_says_and_for_no_other_province(
    action: Action, role: Role, extent: str
) -> None:
    actor = somebody(role)
    assert actor.may(action) is (extent != NOTHING)
    assert actor.may(action, [OWN]) is (extent != NOTHING)
    for units in ([OTHER], [OWN, OTHER], [WHOLE], ["VN"], [f"{OWN}@2025-07-01"]):
        assert actor.may(action, units) is (extent == EVERYTHING)


def test_every_action_and_every_role_has_its_row_and_its_words() -> None:
    assert set(PERMITTED) == set(ACTIONS) == set(WRITTEN_DOWN) == set(Action)
    assert set(ROLES) == set(Role)


def test_the_person_at_the_machine_may_everything() -> None:
    assert all(Actor("Lan", "command-line").may(action, [OTHER, WHOLE]) for action in Action)


@given(st.frozensets(st.sampled_from(["01", "26", "27", "33", "", "VN"])))
def test_a_steward_without_a_province_writes_nothing(units: frozenset[str]) -> None:
    actor = Actor("Lan", "web", Role.PROVINCES)
    assert not any(actor.may(action, units) for action in Action if action is not Action.READ)


def test_a_refusal_says_what_why_and_what_to_do_in_both_languages() -> None:
    names = {OWN: "Hưng Yên", OTHER: "Hà Nội"}
    with pytest.raises(AccessRefused) as caught:
        somebody(Role.PROVINCES).require(Action.WRITE, [OWN, OTHER, WHOLE], names.__getitem__)
    assert caught.value.text("vi") == (
        "Chưa thực hiện: «ghi hoặc sửa số liệu» không thuộc quyền của Lan (người phụ trách tỉnh)."
        " Được giao: Hưng Yên; không được giao: Hà Nội, toàn cụm. Nếu cần làm việc này, hãy nhờ"
        " người quản trị cấp quyền, rồi đăng nhập lại."
    )
    assert caught.value.text("en") == (
        "Nothing was done: Lan (steward of provinces) may not write or correct figures. Assigned:"
        " Hưng Yên; not assigned: Hà Nội, the whole cluster. If you need to, ask the administrator"
        " to grant it, then sign in again."
    )
    assert isinstance(caught.value, StoreError)


def test_a_refusal_of_a_role_names_those_who_may() -> None:
    refused = somebody(Role.READER).refusal(Action.UNDO)
    assert refused is not None
    assert "Việc này dành cho: người phụ trách cụm, người quản trị." in refused.text("vi")
    assert "It is for: steward of the cluster, administrator." in refused.text("en")


@pytest.mark.parametrize(
    "wrong",
    [
        {"door": "web", "provinces": frozenset({OWN}), "round": "1"},
        {"door": "link", "provinces": frozenset({OWN, OTHER}), "round": "1"},
        {"door": "link", "provinces": frozenset(), "round": "1"},
        {"door": "link", "provinces": frozenset({OWN})},
    ],
)
def test_a_link_is_for_one_round_and_one_province(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="one round and one province"):
        Actor("Tỉnh", role=Role.LINK, **wrong)
