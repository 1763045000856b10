"""What the framework says in English by itself, and how a reader of Vietnamese hears it."""

from __future__ import annotations

from functools import cache

from khdash.chart import Mode, theme
from khdash.locale import Words, mark
from khdash.web.common import reader
from khdash.web.common.component import component, packed

FRAMEWORK_WORDS: dict[str, str] = {
    "Skip to main content": mark("Đến nội dung chính"),
    "App pages": mark("Các trang"),
    "Sidebar": mark("Thanh bên"),
    "Expand sidebar": mark("Mở thanh bên"),
    "# more": mark("# trang nữa"),
    "# icon": mark("biểu tượng"),
    "Help": mark("Giải thích"),
    "Help for #": mark("Giải thích: #"),
    "Remove #": mark("Bỏ #"),
    "Choose an option": mark("Chọn một mục"),
    "Choose options": mark("Chọn các mục"),
    "No results": mark("Không tìm thấy"),
    "Open": mark("Mở"),
    "Selected values": mark("Các mục đã chọn"),
    "Clear all": mark("Bỏ hết"),
    "Choose date": mark("Chọn ngày"),
    "Decrement": mark("Bớt"),
    "Increment": mark("Thêm"),
    "Pagination": mark("Các tờ"),
    "Previous page": mark("Tờ trước"),
    "Next page": mark("Tờ sau"),
    "Page #": mark("Tờ #"),
    "Upload": mark("Chọn tệp"),
    "file upload": mark("chọn tệp"),
    "Add files": mark("Thêm tệp"),
    "Drag and drop a file here": mark("Kéo tệp vào đây"),
    "Drag and drop files here": mark("Kéo các tệp vào đây"),
    "# per file": mark("tối đa # mỗi tệp"),
    "# files are not allowed.": mark("Không nhận loại tệp này (#)."),
    "Link to heading": mark("Liên kết tới mục này"),
    "Scrollable table": mark("Bảng cuộn được"),
    "Fullscreen": mark("Toàn màn hình"),
    "Close": mark("Đóng"),
    "Close fullscreen": mark("Thôi toàn màn hình"),
    "Fullscreen: #": mark("Toàn màn hình: #"),
    "Show/hide columns": mark("Hiện, ẩn cột"),
    "Show/hide columns: #": mark("Hiện, ẩn cột: #"),
    "Download as CSV": mark("Tải về CSV"),
    "Download as CSV: #": mark("Tải về CSV: #"),
    "Search": mark("Tìm"),
    "Search: #": mark("Tìm: #"),
    "day, #": mark("ngày, #"),
    "month, #": mark("tháng, #"),
    "year, #": mark("năm, #"),
}
"""English text or name of a control -> ours; "#" stands for any text."""


def speak(words: Words) -> None:
    """Let the browser say these in the reader's language, and captions in a colour that every eye
    can read; draws nothing."""
    data = _told(words.lang, reader.colour_mode())
    component("words", styled=True)(key="framework_words", data=data)


@cache
def _told(lang: str, mode: Mode) -> bytes:
    """As static/components/words.js reads it."""
    words, look = Words(lang), theme(mode)
    known = FRAMEWORK_WORDS.items() if lang == "vi" else ()
    said = [[text, words(ours)] for text, ours in known]
    colours = {
        "quiet": look.muted,
        "ground": look.ground,
        "on-primary": look.ground,
        "ink": look.ink,
        "panel": look.panel,
        "border": look.border,
    }
    return packed({"lang": lang, "words": said, "colours": colours})
