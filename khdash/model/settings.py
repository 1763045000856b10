"""Every setting of the program: a variable of the environment, what it may say, what it means.

Nobody else reads a variable whose name begins with KHDASH_: a setting is a row of this table, and
`text`, `number`, `path` or `is_on` tell what it says. `faults` is what is wrong with them, asked
once at the start of the server and of each command.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Literal

from khdash.model.problem import SettingFault

PREFIX = "KHDASH_"
Kind = Literal[
    "folder", "file", "place", "web address", "number", "list", "yes/no", "networks", "text"
]
"""What a setting says. place: a folder, or an address of an object store. list: one of `allowed`,
or several between commas where `several`."""

YES, NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; `default` is what counts where nothing is told, '' for none.

    must_exist: the folder or file is only read. least: a number must be above it. secret: its value
    is never shown. for_tests: read by the tests alone.
    """

    name: str
    kind: Kind
    default: str
    meaning_vi: str
    meaning_en: str
    allowed: tuple[str, ...] = ()
    several: bool = False
    must_exist: bool = False
    least: float = 0
    secret: bool = False
    for_tests: bool = False


_ROWS = (
    Setting(
        "KHDASH_DATA",
        "folder",
        "data",
        "Thư mục số liệu đi kèm chương trình: danh mục, số liệu công bố, ranh giới; chỉ đọc.",
        "Folder of what is shipped: catalogue, published figures, boundaries; only read.",
        must_exist=True,
    ),
    Setting(
        "KHDASH_HOME",
        "folder",
        "home",
        "Thư mục những gì người dùng ghi: kho, nhật ký, bản nháp, phương án thi đua; với số liệu"
        " minh hoạ là home trong thư mục của số liệu ấy.",
        "Folder of what users write: database, journal, drafts, emulation plans; with generated"
        " figures it is home in their own folder.",
    ),
    Setting(
        "KHDASH_DB",
        "file",
        "khdash.duckdb",
        "Tệp kho số liệu, nếu không để trong KHDASH_HOME.",
        "The database file, where it does not lie in KHDASH_HOME.",
    ),
    Setting(
        "KHDASH_SNAPSHOT",
        "place",
        "",
        "Phục vụ bản công bố mới nhất ở thư mục hay kho đối tượng này, chỉ để đọc.",
        "Serve the newest snapshot at this folder or object store, for reading only.",
    ),
    Setting(
        "KHDASH_PUBLISH",
        "place",
        "",
        "Tự công bố vào thư mục hay kho đối tượng này sau mỗi lần ghi.",
        "Publish to this folder or object store after every change.",
    ),
    Setting(
        "KHDASH_BACKUPS",
        "folder",
        "",
        "Thư mục sao lưu ghi sẵn ở trang Nhật ký; nên ở ổ đĩa khác.",
        "The folder of backups that the journal page offers; best on another disk.",
    ),
    Setting(
        "KHDASH_UPLOADS_AT",
        "web address",
        "",
        "Địa chỉ nơi nạp số liệu mà bản để đọc chỉ đường đến.",
        "The address where figures are handed in, to which copies for reading point.",
    ),
    Setting(
        "KHDASH_PUBLIC_URL",
        "web address",
        "",
        "Địa chỉ mà người khác mở được ứng dụng; chưa khai thì không đưa ra liên kết, mã QR hay"
        " địa chỉ chia sẻ nào.",
        "The address by which others reach the application; without it no link, QR code or address"
        " to share is offered.",
    ),
    Setting(
        "KHDASH_CHECK_SECONDS",
        "number",
        "120",
        "Một tệp được dùng nhiều nhất bấy nhiêu giây CPU khi kiểm tra.",
        "The most CPU seconds that the check of one file may take.",
    ),
    Setting(
        "KHDASH_CHECK_MEGABYTES",
        "number",
        "3000",
        "Một tệp được dùng nhiều nhất bấy nhiêu MB bộ nhớ khi kiểm tra.",
        "The most megabytes of memory that the check of one file may take.",
    ),
    Setting(
        "KHDASH_SMTP_HOST",
        "text",
        "",
        "Máy chủ thư mà lịch tự động gửi qua; không đặt thì không gửi thư.",
        "The mail server of the schedule; no mails are sent without.",
    ),
    Setting(
        "KHDASH_SMTP_PORT",
        "number",
        "",
        "Cổng của máy chủ thư; mặc định 587 (starttls), 465 (tls), 25 (none).",
        "The port of the mail server; 587 (starttls), 465 (tls), 25 (none) where none is told.",
    ),
    Setting(
        "KHDASH_SMTP_SECURITY",
        "list",
        "starttls",
        "Cách mã hoá đường tới máy chủ thư.",
        "How the way to the mail server is encrypted.",
        allowed=("starttls", "tls", "none"),
    ),
    Setting(
        "KHDASH_SMTP_USER",
        "text",
        "",
        "Tên đăng nhập máy chủ thư, nếu máy chủ hỏi.",
        "The name for the mail server, where it asks for one.",
    ),
    Setting(
        "KHDASH_SMTP_PASSWORD_FILE",
        "file",
        "",
        "Tệp chứa mật khẩu của tên ấy; chỉ chủ tệp đọc được.",
        "The file with the password of that name, readable by its owner alone.",
    ),
    Setting(
        "KHDASH_SMTP_FROM",
        "text",
        "",
        "Địa chỉ thư của người gửi; mặc định là tên đăng nhập.",
        "The address of the sender; the name for the server where none is told.",
    ),
    Setting(
        "KHDASH_SMTP_MEGABYTES",
        "number",
        "20",
        "Một thư nặng nhiều nhất bấy nhiêu MB.",
        "The most megabytes of one mail.",
    ),
    Setting(
        "KHDASH_LOG_LEVEL",
        "list",
        "info",
        "Nhật ký máy chủ ghi từ mức này trở lên.",
        "The log of the server holds what is of this level or above.",
        allowed=("debug", "info", "warning", "error"),
    ),
    Setting(
        "KHDASH_PROXY_ADDRESSES",
        "networks",
        "",
        "Địa chỉ hay dải mạng của những máy trung gian mà lời nói về người vào được tin.",
        "Addresses or networks of the proxies whose word about who comes is believed.",
    ),
    Setting(
        "KHDASH_IDENTITY_HEADER",
        "text",
        "",
        "Tiêu đề mà máy trung gian ghi địa chỉ thư của người vào; của nơi khác thì bị bỏ.",
        "The header in which a proxy gives the e-mail address of who comes; anybody else's is"
        " taken away.",
    ),
    Setting(
        "KHDASH_CHROMIUM",
        "file",
        "",
        "Trình duyệt dùng cho bài thử, nếu không tự tìm thấy.",
        "The browser of the tests, where it is not found by itself.",
        for_tests=True,
    ),
    Setting(
        "KHDASH_TRUTH",
        "list",
        "",
        "all: bài thử đối chiếu câu nhận định hỏi mọi tổ hợp, chạy nhiều giờ.",
        "all: the test of what is said asks every combination, for hours.",
        allowed=("all",),
        for_tests=True,
    ),
)
SETTINGS: Mapping[str, Setting] = {row.name: row for row in _ROWS}
"""By name, in the order in which they are listed."""


def text(name: str) -> str:
    """What a setting says, its default where nothing is told."""
    return told(name) or SETTINGS[name].default


def told(name: str) -> str:
    """What the environment says; '' where it says nothing."""
    return os.environ.get(SETTINGS[name].name, "").strip()


def path(name: str) -> Path | None:
    """The folder or file told; None where the usual one is meant."""
    value = told(name)
    return Path(value) if value else None


def number(name: str) -> float:
    """The number of a setting. Raises BadSetting."""
    _check(name)
    return float(text(name))


def is_on(name: str) -> bool:
    """Whether a setting says yes. Raises BadSetting."""
    _check(name)
    return text(name).lower() in YES


def listed(name: str) -> tuple[str, ...]:
    """The words of a list, in the order told. Raises BadSetting."""
    _check(name)
    return tuple(_words(text(name)))


def shown(setting: Setting) -> str:
    """The value for the eyes of a person: secrets hidden, passwords in addresses too."""
    value = text(setting.name)
    if setting.secret and value:
        return "***"
    return re.sub(r"(?<=://)[^/@\s]+@", "***@", value)


def faults(*, tests: bool = True) -> list[SettingFault]:
    """What is wrong with the settings, in the order of the table.

    tests: those of the tests too.
    """
    asked = [row for row in _ROWS if tests or not row.for_tests]
    return [fault for row in asked if (fault := _fault(row)) is not None]


def unknown() -> list[tuple[str, str]]:
    """Variables that look like settings and are none, each with the name that may be meant or ''.

    They are told, not refused: some places where programs run name variables after them.
    """
    names = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in SETTINGS)
    return [(name, "".join(get_close_matches(name, SETTINGS, 1))) for name in names]


class BadSetting(ValueError):
    """A setting was used whose value means nothing; `fault` says why and what to do."""

    def __init__(self, fault: SettingFault) -> None:
        self.fault = fault
        super().__init__(fault.text("vi"))


def _check(name: str) -> None:
    fault = _fault(SETTINGS[name])
    if fault is not None:
        raise BadSetting(fault)


def _fault(setting: Setting) -> SettingFault | None:
    value = told(setting.name)
    why = _why(setting, value) if value else None
    if why is None:
        return None
    shown_value = "***" if setting.secret else shown(setting)
    return SettingFault(setting.name, shown_value, *why)


def _why(setting: Setting, value: str) -> tuple[str, str] | None:
    """Why a value cannot be used, in both languages; None where it can."""
    if setting.kind in ("folder", "file"):
        return _why_no_path(setting, Path(value))
    if setting.kind == "place" and "://" not in value:
        return _why_no_path(setting, Path(value), folder=True)
    if setting.kind == "web address" and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", value):
        return (
            "phải là địa chỉ bắt đầu bằng http:// hoặc https://",
            "an address that begins with http:// or https:// is needed",
        )
    if setting.kind == "number" and not _is_number(value, setting.least):
        least = f"{setting.least:g}"
        return f"phải là một số lớn hơn {least}", f"a number above {least} is needed"
    if setting.kind == "networks" and not _are_networks(value):
        return (
            "phải là các địa chỉ IP hay dải mạng, cách nhau bằng dấu phẩy, như 10.0.0.0/24",
            "IP addresses or networks with commas between them are needed, such as 10.0.0.0/24",
        )
    if setting.kind == "yes/no" and value.lower() not in YES + NO:
        return f"phải là {YES[0]} hoặc {NO[0]}", f"{YES[0]} or {NO[0]} is needed"
    return _why_not_listed(setting, value) if setting.kind == "list" and setting.allowed else None


def _why_no_path(setting: Setting, path: Path, folder: bool = False) -> tuple[str, str] | None:
    if (folder or setting.kind == "folder") and path.exists() and not path.is_dir():
        return "phải là một thư mục, ở đó lại là một tệp", "a folder is needed, a file is there"
    if setting.kind == "file" and path.is_dir():
        return "phải là một tệp, ở đó lại là một thư mục", "a file is needed, a folder is there"
    if setting.must_exist and not path.exists():
        return "không có thư mục này", "there is no such folder"
    return None


def _why_not_listed(setting: Setting, value: str) -> tuple[str, str] | None:
    words = _words(value)
    wrong = [word for word in words if word not in setting.allowed]
    if not wrong and (setting.several or len(words) == 1):
        return None
    allowed = ", ".join(setting.allowed)
    if setting.several:
        return f"mỗi từ phải thuộc: {allowed}", f"each word must be one of {allowed}"
    return f"phải là một trong: {allowed}", f"one of {allowed} is needed"


def _words(value: str) -> list[str]:
    return [word for word in re.split(r"[,\s]+", value) if word]


def _are_networks(value: str) -> bool:
    try:
        return all(ip_network(word) for word in _words(value))
    except ValueError:
        return False


def _is_number(value: str, least: float) -> bool:
    try:
        found = float(value)
    except ValueError:
        return False
    return math.isfinite(found) and found > least
