"""Why an operating system does not let us write, in words."""

from __future__ import annotations

import errno

_REASONS: dict[int, tuple[str, str]] = {
    errno.EROFS: ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
    errno.EACCES: ("không có quyền ghi", "permission denied"),
    errno.EPERM: ("không có quyền ghi", "permission denied"),
    errno.ENOSPC: ("ổ đĩa đã đầy", "the disk is full"),
    errno.EFBIG: ("ổ đĩa hoặc hệ điều hành không cho tệp lớn thêm", "the file may not grow"),
    errno.EDQUOT: ("đã hết dung lượng được cấp", "the quota of the disk is used up"),
    errno.ENOMEM: ("máy hết bộ nhớ", "the machine is out of memory"),
    errno.EIO: ("ổ đĩa không đọc hay ghi được", "the disk does not read or write"),
    errno.ENOENT: ("không có thư mục này", "there is no such folder"),
    errno.ENOTDIR: ("đường dẫn đi qua một tệp", "the path leads through a file"),
    errno.EISDIR: ("đây là một thư mục", "this is a folder"),
}

REPAIR = (
    "Hãy cấp quyền ghi cho thư mục, hoặc chọn chỗ khác bằng --db, --home, hay KHDASH_DB, "
    "KHDASH_HOME.",
    "Give the folder write permission, or choose another place with --db, --home, or KHDASH_DB, "
    "KHDASH_HOME.",
)
"""What to do where nothing better is known."""
_SPACE = ("Hãy dọn bớt chỗ trên ổ đĩa.", "Make room on the disk.")
_REPAIRS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EFBIG: _SPACE,
    errno.ENOMEM: ("Hãy đóng bớt chương trình khác.", "Close other programs."),
}


def reasons(error: OSError) -> dict[str, str]:
    """Why the operating system refuses to write, and what to do, in both languages."""
    own, number = error.strerror or str(error), error.errno or 0
    vi, en = _REASONS.get(number, (own, own))
    repair_vi, repair_en = _REPAIRS.get(number, REPAIR)
    return {"reason": vi, "reason_en": en, "repair": repair_vi, "repair_en": repair_en}


def is_known(error: OSError) -> bool:
    """Whether there are words for why."""
    return error.errno in _REASONS
