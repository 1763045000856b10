"""What stands in the corner of every page: search everywhere, print the page, the guide, present
the page or, on a phone, share its address."""

from __future__ import annotations

import streamlit as st

from khdash.exhibit.topics.emulation.link import PARAMETER
from khdash.store.public_address import public_fault, public_url
from khdash.web.common import reader
from khdash.web.common.component import component, packed
from khdash.web.common.entries import entry_of
from khdash.web.common.page_registry import PAGES, Page, page_at
from khdash.web.presenting.stage import start
from khdash.web.printing.route import EXHIBIT, TITLE, WITHOUT
from khdash.web.printing.route import ROUTE as PAPER
from khdash.web.search.route import ROUTE


def draw_tools(page: Page, narrow: bool) -> None:
    """The signs; a result of the search that was chosen is opened."""
    words = reader.words()
    told = {
        "lang": words.lang,
        "narrow": narrow,
        "presents": page.presents and not narrow,
        "route": ROUTE[1:],
        "paper": {
            "route": PAPER[1:],
            "title": TITLE,
            "exhibit": EXHIBIT,
            "without": WITHOUT,
            "once": PARAMETER,
        },
        "guide": page_at("huong-dan").url_path,
        "shared": list(reader.SHARED),
        "public": "" if public_fault() else public_url(),
        "page": "" if page is PAGES[0] else page.url_path,
        "words": {
            "tools": words("Công cụ"),
            "search": words("Tìm mọi thứ (Ctrl+K)"),
            "present": words("Trình chiếu: mỗi hình một màn, chữ to cho cả phòng đọc"),
            "print": words("In trang này, hoặc lưu thành PDF"),
            "help": words("Hướng dẫn"),
            "share": words("Chia sẻ"),
            "copied": words("Đã chép liên kết"),
            "alone": words("Chưa chia sẻ được: chưa khai địa chỉ chung của ứng dụng"),
            "ask": words("Tìm trang, tỉnh, chỉ số, nhiệm vụ, thuật ngữ"),
            "example": words("Không cần dấu; gõ sai một chữ cũng được"),
            "found": words("{n} kết quả", n="#"),
            "nothing": words("Không tìm thấy gì"),
            "failed": words("Lúc này không tìm được; hãy thử lại."),
            "close": words("Đóng"),
        },
    }
    answered = component("tools", styled=True)(
        key="cong_cu",
        data=packed(told),
        width="content",
        on_started_change=start,
        on_chosen_change=lambda: None,
    )
    if answered.chosen:
        _open(answered.chosen)


def _open(chosen: dict[str, object]) -> None:
    """Turn to the page of a result, under the filters of the present one."""
    page = next((page for page in PAGES if page.url_path == chosen.get("page")), None)
    query = chosen.get("query")
    if page is not None and isinstance(query, dict):
        st.switch_page(entry_of(page), query_params={**reader.link_to(page), **query})
