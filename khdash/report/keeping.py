"""What a backup and a restore came to, in the words of the command and of the page."""

from __future__ import annotations

from collections.abc import Sequence

from khdash.locale import Words
from khdash.store import moment
from khdash.store.backup import Backup
from khdash.store.restoring import Restored


def backed_up_text(done: Backup, words: Words) -> str:
    """Where the backup lies and what is in it."""
    return words(
        "Đã sao lưu đến lần ghi số {version} vào {path}: {files} tệp, {size} KB, đã đọc lại"
        " và khớp.",
        version=done.version,
        path=done.path,
        files=words.number(done.files),
        size=words.number(kilobytes(done.size)),
    )


def restored_text(done: Restored, words: Words) -> str:
    """Which backup was put back."""
    return words(
        "Đã khôi phục bản sao lưu lúc {made_at}, đến lần ghi số {version}: {files} tệp, đã"
        " kiểm tra và khớp.",
        made_at=words.moment(moment.from_text(done.made_at)),
        version=done.version,
        files=words.number(done.files),
    )


def aside_text(done: Restored, words: Words) -> str:
    """Where what was there before is kept; '' where there was nothing."""
    if done.aside is None:
        return ""
    return words("Những gì có trước đó được giữ ở {path}.", path=done.aside)


def lost_text(names: Sequence[str], words: Words) -> str:
    """The uploaded files that are not as they came, with where to get them; '' for none."""
    if not names:
        return ""
    return words(
        "Tệp đã nạp không còn nguyên: {names}. Số liệu không phụ thuộc vào tệp này. Hãy lấy"
        " lại từ bản sao lưu: python -m khdash journal repair --backup THƯ-MỤC"
        " --by HỌ-TÊN.",
        names=", ".join(names),
    )


def kilobytes(size: int) -> int:
    """Bytes as whole kilobytes, of which there is at least one.

    >>> kilobytes(10), kilobytes(4_000)
    (1, 4)
    """
    return max(1, round(size / 1024))
