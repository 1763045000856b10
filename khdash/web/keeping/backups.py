"""Backups by a button: into a folder of this machine, as a file to take away, and back again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from khdash.locale import Words
from khdash.model import settings
from khdash.model.actor import Action, Actor
from khdash.report.keeping import (
    aside_text,
    backed_up_text,
    kilobytes,
    lost_text,
    restored_text,
)
from khdash.store import activity, moment
from khdash.store.activity import Deed
from khdash.store.backup import back_up, backups_in
from khdash.store.backup_manifest import MANIFEST, Manifest, NotReadable, read_manifest
from khdash.store.backup_pack import write_zip
from khdash.store.errors import StoreError
from khdash.store.places import here
from khdash.store.restoring import exchange, lay_out
from khdash.web.common import reader
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.notice import draw_closed
from khdash.web.common.visitor import visitor

PLACE, CHOSEN, NEWS, SURE = "noi_sao_luu", "ban_sao_luu", "_sao_luu", "chac_khoi_phuc"
MOST_LISTED = 30


def draw_backups(words: Words) -> None:
    """Make a backup, take one away, and put one back."""
    if draw_closed(words, Action.OPERATE):
        return
    who = visitor()
    _draw_news()
    st.caption(
        words(
            "Một bản sao lưu gồm nhật ký, tệp đã nạp, bản nháp, phương án thi đua và kho, của cùng"
            " một lúc; ghi xong được đọc lại và so từng tệp. Nên để trên ổ đĩa khác."
        )
    )
    typed = st.text_input(
        words("Thư mục sao lưu trên máy chủ"),
        value=settings.told("KHDASH_BACKUPS"),
        key=PLACE,
        max_chars=500,
        placeholder=words("ví dụ: D:\\sao-luu-khuyen-hoc"),
        width=460,
    )
    place = str(typed or "").strip()
    with st.container(horizontal=True):
        st.button(
            words("Sao lưu ngay"),
            icon=":material/backup:",
            type="primary",
            disabled=not place,
            on_click=_told(partial(_back_up, Path(place))),
        )
        st.download_button(
            words("Tải về một bản sao lưu (.zip)"),
            data=partial(_packed, who),
            file_name=f"khdash-{moment.now():%Y%m%d-%H%M}.zip",
            mime="application/zip",
            icon=":material/download:",
            on_click="ignore",
        )
    found = backups_in(Path(place))[:MOST_LISTED] if place else []
    if found:
        _draw_found(found, words)


def _draw_found(found: list[Path], words: Words) -> None:
    """The backups in the folder, and the button that puts one back."""
    st.table(
        _frame(found, words),
        border="horizontal",
        hide_index=True,
        alt=words("Các bản sao lưu trong thư mục, mới nhất đứng trước"),
    )
    with st.expander(words("Khôi phục một bản"), icon=":material/settings_backup_restore:"):
        st.markdown(
            words(
                "Mọi thứ trở về lúc sao lưu. Những gì đang có được giữ riêng, có thể lấy lại. Người"
                " đang xem sẽ thấy số liệu của bản ấy."
            )
        )
        chosen = st.selectbox(
            words("Bản sao lưu"), [path.name for path in found], key=CHOSEN, width=460
        )
        sure = st.checkbox(words("Tôi muốn trở về bản này"), key=SURE)
        st.button(
            words("Khôi phục"),
            disabled=not (sure and chosen),
            on_click=_told(partial(_restore, found[0].parent / str(chosen))),
        )


def _frame(found: list[Path], words: Words) -> pd.DataFrame:
    rows = []
    for path in found:
        told = _manifest(path)
        rows.append(
            {
                words("Bản sao lưu"): path.name,
                words("Lúc"): words.moment(moment.from_text(told.made_at)) if told else "–",
                words("Đến lần ghi"): str(told.version) if told else words("không đọc được"),
                words("Tệp"): words.number(len(told.files)) if told else "–",
                words("KB"): words.number(kilobytes(_size(told))) if told else "–",
            }
        )
    return pd.DataFrame(rows, dtype="str").map(plain).map(unbroken)


def _manifest(path: Path) -> Manifest | None:
    try:
        return read_manifest((path / MANIFEST).read_bytes())
    except (OSError, NotReadable):
        return None


def _size(manifest: Manifest) -> int:
    return sum(size for _, size in manifest.files.values())


def _back_up(folder: Path, words: Words) -> str:
    done = back_up(reader.database(), visitor(), folder)
    return f"{backed_up_text(done, words)} {lost_text(done.lost, words)}".strip()


def _packed(who: Actor) -> bytes:
    """A backup made now, as one file. Raises AccessRefused."""
    with tempfile.TemporaryDirectory() as folder:
        made = back_up(reader.database(), who, Path(folder))
        activity.record(here().home, who, Deed.EXPORT, what="backup")
        packed = Path(folder) / "backup.zip"
        write_zip(made.path, packed)
        return packed.read_bytes()


def _restore(path: Path, words: Words) -> str:
    who = visitor()
    manifest = lay_out(here(), who, path)
    done = reader.while_closed(lambda: exchange(here(), who, manifest))
    st.session_state[SURE] = False
    return f"{restored_text(done, words)} {aside_text(done, words)}".strip()


def _told(work: Callable[[Words], str]) -> Callable[[], None]:
    """Do it, and say on the page what came of it."""

    def run() -> None:
        words = reader.words()
        try:
            st.session_state[NEWS] = (True, work(words))
        except StoreError as error:
            st.session_state[NEWS] = (False, error.text(words.lang))

    return run


def _draw_news() -> None:
    worked, text = st.session_state.pop(NEWS, (True, ""))
    if text:
        (st.success if worked else st.error)(plain(text))
