"""Who acts, by which door, and what they may do: every function that writes, or that shows what is
not public, asks the Actor it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from khdash.model.problem import StoreError

Door = Literal["build", "command-line", "web", "api", "link"]


class Role(StrEnum):
    """What a person is to the cluster."""

    READER = "reader"
    LINK = "link"
    PROVINCES = "steward-of-provinces"
    CLUSTER = "steward-of-cluster"
    ADMINISTRATOR = "administrator"


ROLES: Final[Mapping[Role, tuple[str, str]]] = {
    Role.READER: ("người đọc", "reader"),
    Role.LINK: ("người mở liên kết nộp số liệu", "holder of a submission link"),
    Role.PROVINCES: ("người phụ trách tỉnh", "steward of provinces"),
    Role.CLUSTER: ("người phụ trách cụm", "steward of the cluster"),
    Role.ADMINISTRATOR: ("người quản trị", "administrator"),
}
"""The roles in words, Vietnamese and English."""


class Action(StrEnum):
    """What can be done. Whatever is not named here is reading what is public."""

    READ = "read"
    DRAFT = "draft"
    SUBMIT = "submit"
    WRITE = "write"
    EXPLAIN = "explain"
    REPORT_TASKS = "report-tasks"
    SET_TARGETS = "set-targets"
    SEE_FILES = "see-files"
    FORGET = "forget"
    UNDO = "undo"
    PREFER = "prefer"
    LOCK = "lock"
    ASK = "ask"
    ACCEPT = "accept"
    SAVE_PLANS = "save-plans"
    SEE_LOG = "see-log"
    SEE_ALL_DRAFTS = "see-all-drafts"
    GRANT = "grant"
    OPERATE = "operate"


ACTIONS: Final[Mapping[Action, tuple[str, str]]] = {
    Action.READ: ("xem số liệu công khai", "read what is public"),
    Action.DRAFT: ("nạp tệp để kiểm tra", "upload a file to have it checked"),
    Action.SUBMIT: ("nộp số liệu của một đợt thu thập", "hand in figures of a round"),
    Action.WRITE: ("ghi hoặc sửa số liệu", "write or correct figures"),
    Action.EXPLAIN: ("thuyết minh số liệu", "explain figures"),
    Action.REPORT_TASKS: ("ghi tiến độ nhiệm vụ", "report on tasks"),
    Action.SET_TARGETS: ("ghi chỉ tiêu", "set targets"),
    Action.SEE_FILES: ("xem tệp gốc đã nạp", "see uploaded files"),
    Action.FORGET: ("xóa cách hiểu biểu mẫu đã nhớ", "forget how a form was read"),
    Action.UNDO: ("hoàn tác, khôi phục lần nạp", "undo and redo batches"),
    Action.PREFER: ("chọn số liệu ưu tiên", "prefer a figure"),
    Action.LOCK: ("khóa, mở khóa năm", "lock and unlock years"),
    Action.ASK: ("mở đợt thu thập và tạo liên kết", "open rounds and make links"),
    Action.ACCEPT: ("duyệt số liệu nộp lên", "accept or refuse what was handed in"),
    Action.SAVE_PLANS: ("lưu phương án thi đua", "save emulation plans"),
    Action.SEE_LOG: ("xem nhật ký hoạt động", "see the log of what was done"),
    Action.SEE_ALL_DRAFTS: ("xem bản nháp của người khác", "see the drafts of others"),
    Action.GRANT: ("cấp, thu quyền", "grant and revoke access"),
    Action.OPERATE: ("vận hành hệ thống", "operate the system"),
}
"""The actions in words, Vietnamese and English."""

Extent = Literal["everything", "own"]
"""`own`: for the provinces of the actor alone."""

_EVERYBODY: Final[Mapping[Role, Extent]] = dict.fromkeys(Role, "everything")
_OFFICE: Final[Mapping[Role, Extent]] = {Role.ADMINISTRATOR: "everything"}
_CLUSTER: Final[Mapping[Role, Extent]] = {Role.CLUSTER: "everything", **_OFFICE}
_STEWARDS: Final[Mapping[Role, Extent]] = {Role.PROVINCES: "own", **_CLUSTER}

PERMITTED: Final[Mapping[Action, Mapping[Role, Extent]]] = {
    Action.READ: _EVERYBODY,
    Action.DRAFT: {Role.LINK: "own", **_STEWARDS},
    Action.SUBMIT: {Role.LINK: "own", **_STEWARDS},
    Action.WRITE: _STEWARDS,
    Action.EXPLAIN: _STEWARDS,
    Action.REPORT_TASKS: _STEWARDS,
    Action.SET_TARGETS: _STEWARDS,
    Action.SEE_FILES: _STEWARDS,
    Action.FORGET: _STEWARDS,
    Action.UNDO: _CLUSTER,
    Action.PREFER: _CLUSTER,
    Action.LOCK: _CLUSTER,
    Action.ASK: _CLUSTER,
    Action.ACCEPT: _CLUSTER,
    Action.SAVE_PLANS: _CLUSTER,
    Action.SEE_LOG: _CLUSTER,
    Action.SEE_ALL_DRAFTS: _OFFICE,
    Action.GRANT: _OFFICE,
    Action.OPERATE: _OFFICE,
}
"""Who may do what: the one table. A role that does not stand at an action may not do it."""

WHOLE: Final = ""
"""Stands for the cluster as a whole among unit codes, as in a lock of every unit."""


class AccessRefused(StoreError):
    """Somebody asked for what their role or their provinces do not allow; nothing was done."""

    sentence_vi = (
        "Chưa thực hiện: «{action}» không thuộc quyền của {name} ({role}). {why} Nếu cần làm việc"
        " này, hãy nhờ người quản trị cấp quyền, rồi đăng nhập lại."
    )
    sentence_en = (
        "Nothing was done: {name} ({role_en}) may not {action_en}. {why_en} If you need to, ask"
        " the administrator to grant it, then sign in again."
    )


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a change, the door used, and the rights that come with it.

    provinces: keys of units (khdash.model.units.unit_key). identity: what the way in vouches for,
    as an e-mail address or the number of a link; '' for the person at the machine, whose name is
    the one typed. address: where the request came from. round: the only one that a link is for.
    """

    name: str
    door: Door
    role: Role = Role.ADMINISTRATOR
    provinces: frozenset[str] = frozenset()
    identity: str = ""
    address: str = ""
    round: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("an actor needs a name")
        if self.role is Role.LINK and (
            self.door != "link" or len(self.provinces) != 1 or not self.round
        ):
            raise ValueError("a link is for one round and one province")

    def may(self, action: Action, unit_codes: Iterable[str] = ()) -> bool:
        """Whether the actor may do something for these units; without units, for any at all.

        >>> steward = Actor("Lan", "web", Role.PROVINCES, frozenset({"33"}))
        >>> steward.may(Action.WRITE), steward.may(Action.WRITE, ["33"])
        (True, True)
        >>> steward.may(Action.WRITE, ["33", "01"]), steward.may(Action.LOCK)
        (False, False)
        """
        extent = PERMITTED[action].get(self.role)
        return extent == "everything" or (
            extent == "own" and bool(self.provinces) and self.provinces.issuperset(unit_codes)
        )

    def require(
        self,
        action: Action,
        unit_codes: Iterable[str] = (),
        name_of: Callable[[str], str] = str,
    ) -> None:
        """Raise AccessRefused where the actor may not; name_of: a unit's name by its key."""
        refused = self.refusal(action, unit_codes, name_of)
        if refused is not None:
            raise refused

    def refusal(
        self,
        action: Action,
        unit_codes: Iterable[str] = (),
        name_of: Callable[[str], str] = str,
    ) -> AccessRefused | None:
        """What `require` would raise; None where the actor may."""
        units = frozenset(unit_codes)
        if self.may(action, units):
            return None
        if self.role in PERMITTED[action]:
            why_vi, why_en = self._foreign(units, name_of)
        else:
            able = [ROLES[role] for role in PERMITTED[action]]
            why_vi = f"Việc này dành cho: {', '.join(vi for vi, _ in able)}."
            why_en = f"It is for: {', '.join(en for _, en in able)}."
        return AccessRefused(
            action=ACTIONS[action][0],
            action_en=ACTIONS[action][1],
            name=self.name,
            role=ROLES[self.role][0],
            role_en=ROLES[self.role][1],
            why=why_vi,
            why_en=why_en,
        )

    def _foreign(self, units: frozenset[str], name_of: Callable[[str], str]) -> tuple[str, str]:
        """Why units are not the actor's, in both languages."""
        own = ", ".join(sorted(name_of(unit) for unit in self.provinces))
        if not own:
            return "Chưa tỉnh nào được giao.", "No province is assigned yet."
        foreign = sorted(units - self.provinces)
        named = [name_of(unit) for unit in foreign if unit != WHOLE]
        vi = ", ".join([*named, *(["toàn cụm"] if WHOLE in foreign else [])])
        en = ", ".join([*named, *(["the whole cluster"] if WHOLE in foreign else [])])
        return (
            f"Được giao: {own}; không được giao: {vi}.",
            f"Assigned: {own}; not assigned: {en}.",
        )


AT_THE_MACHINE: Final = Actor("–", "command-line")
"""Who gives a command, or runs a program, that asks for no name."""
