"""What was done, newest first, for those who look after the cluster; and the whole of it to take
away."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from khdash.locale import Words, mark
from khdash.model.actor import ROLES, AccessRefused, Actor, Role
from khdash.report.csv_text import csv_file, frame_rows
from khdash.store import activity, moment
from khdash.store.activity import Activity, Deed
from khdash.store.places import here
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.visitor import visitor

SHOWN = 200
DEEDS: dict[str, str] = {
    Deed.SIGN_IN: mark("đăng nhập"),
    Deed.LINK_MADE: mark("tạo liên kết nộp số liệu"),
    Deed.LINK_OPENED: mark("mở liên kết nộp số liệu"),
    Deed.LINK_REVOKED: mark("thu hồi liên kết"),
    Deed.UPLOAD: mark("tải tệp lên để kiểm tra"),
    Deed.CORRECTION: mark("sửa một ô của bản nháp"),
    Deed.DROP: mark("bỏ bản nháp"),
    Deed.SUBMIT: mark("nộp số liệu"),
    Deed.COMMIT: mark("ghi vào kho"),
    Deed.UNDO: mark("hoàn tác lần nạp"),
    Deed.REDO: mark("khôi phục lần nạp"),
    Deed.LOCK: mark("khóa năm"),
    Deed.UNLOCK: mark("mở khóa năm"),
    Deed.ACCEPT: mark("duyệt số liệu nộp"),
    Deed.REFUSE: mark("trả lại số liệu nộp"),
    Deed.SAVE_PLAN: mark("lưu phương án thi đua"),
    Deed.EXPORT: mark("lấy ra toàn bộ"),
    Deed.BACKUP: mark("sao lưu"),
    Deed.RESTORE: mark("khôi phục bản sao lưu"),
    Deed.GRANT: mark("cấp quyền"),
    Deed.REVOKE: mark("thu quyền"),
    Deed.DENIED: mark("bị từ chối vì không có quyền"),
}
ABOUT: dict[str, str] = {
    "action": mark("việc"),
    "after": mark("thành"),
    "batch": mark("lần nạp"),
    "before": mark("từ"),
    "bytes": mark("số byte"),
    "cell": mark("ô"),
    "draft": mark("bản nháp"),
    "figures": mark("số liệu"),
    "file": mark("tệp"),
    "name": mark("tên"),
    "provinces": mark("tỉnh"),
    "reason": mark("lý do"),
    "role_granted": mark("vai trò"),
    "round": mark("đợt"),
    "to": mark("cho"),
    "units": mark("tỉnh"),
    "what": mark("nội dung"),
    "year": mark("năm"),
}
"""What a line may tell, as far as a person reads it; the export has the rest."""


def draw_log(words: Words) -> None:
    """The newest lines, and a file with all of them; to others, why they do not see it."""
    try:
        found = activity.read(here().home, visitor())
    except AccessRefused as refused:
        st.caption(plain(refused.text(words.lang)))
        return
    if not found:
        st.caption(words("Chưa có gì được ghi."))
        return
    st.table(
        _frame(found[:SHOWN], words),
        border="horizontal",
        hide_index=True,
        height="content" if len(found) <= 12 else 420,
        alt=words("Nhật ký hoạt động, mới nhất đứng trước"),
    )
    if len(found) > SHOWN:
        st.caption(words("Chỉ hiện {n} dòng mới nhất.", n=words.number(SHOWN)))
    st.download_button(
        words("Tải nhật ký hoạt động (CSV)"),
        data=partial(_export, visitor()),
        file_name="nhat-ky-hoat-dong.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="tai_nhat_ky",
    )


def _export(who: Actor) -> bytes:
    """All lines as CSV; that they were taken is a line too. Raises AccessRefused."""
    home = here().home
    found = activity.read(home, who)
    activity.record(home, who, Deed.EXPORT, what=activity.FILE)
    rows = [
        {
            **{name: getattr(one, name) for name in activity.COLUMNS},
            "at": moment.to_text(one.at),
            "about": json.dumps(one.about, ensure_ascii=False),
        }
        for one in found
    ]
    return csv_file(frame_rows(pd.DataFrame(rows, columns=list(activity.COLUMNS))))


def _frame(found: tuple[Activity, ...], words: Words) -> pd.DataFrame:
    rows = [
        {
            words("Khi nào"): words.moment(one.at),
            words("Ai"): one.who,
            words("Việc"): words(DEEDS[one.deed]) if one.deed in DEEDS else one.deed,
            words("Chi tiết"): _details(one.about, words) or "–",
            words("Vai trò"): words.of(*ROLES[Role(one.role)]) if one.role in list(Role) else "–",
            words("Từ đâu"): one.address or words("máy này"),
        }
        for one in found
    ]
    return pd.DataFrame(rows, dtype="str").map(plain).map(unbroken)


def _details(about: dict[str, Any], words: Words) -> str:
    told = []
    for name, value in about.items():
        if name not in ABOUT:
            continue
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        if name == "role_granted" and text in list(Role):
            text = words.of(*ROLES[Role(text)])
        told.append(f"{words(ABOUT[name])}: {text}")
    return "; ".join(told)
