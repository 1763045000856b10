"""The address by which others reach the application, and what is handed on by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode, urlsplit

from khdash.model.problem import StoreError
from khdash.model.settings import told

VARIABLE: Final = "KHDASH_PUBLIC_URL"
LINK: Final = "gui"
"""The first part of the path that a link for one province leads to; its secret is the second."""


class NoPublicAddress(StoreError):
    """Nobody said by which address others reach the application, so none is handed on."""

    sentence_vi = (
        "Chưa có liên kết, mã QR hay địa chỉ để chia sẻ, vì chưa khai địa chỉ mà người khác mở "
        "được. Hãy đặt " + VARIABLE + ", ví dụ https://khuyenhoc.example.vn, rồi chạy lại ứng dụng."
    )
    sentence_en = (
        "No link, QR code or address is offered, because nobody said by which address others "
        "reach the application. Set " + VARIABLE + ", such as https://khuyenhoc.example.vn, and "
        "start the application again."
    )


class WrongPublicAddress(StoreError):
    """What was said is no address."""

    sentence_vi = (
        VARIABLE + " là «{value}», không phải một địa chỉ web. Hãy ghi cả http:// hoặc https:// và "
        "tên máy, không kèm dấu hỏi, ví dụ https://khuyenhoc.example.vn."
    )
    sentence_en = (
        VARIABLE + " is “{value}”, which is no web address. Write it with http:// or https:// and "
        "the host, without a question mark, such as https://khuyenhoc.example.vn."
    )


def public_url() -> str:
    """The address of the first page, without a stroke at its end.

    Raises NoPublicAddress or WrongPublicAddress.
    """
    value = told(VARIABLE)
    if not value:
        raise NoPublicAddress()
    if not is_address(value):
        raise WrongPublicAddress(value=value)
    return value.rstrip("/")


def is_address(value: str) -> bool:
    """Whether a text can stand before the path of a page.

    >>> is_address("https://so-lieu.vn/cum3/"), is_address("http://10.0.0.5:8501")
    (True, True)
    >>> is_address("so-lieu.vn"), is_address("https://a@b.vn"), is_address("https://b.vn/?x=1")
    (False, False, False)
    """
    try:
        parts = urlsplit(value)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or parts.username or any(map(str.isspace, value)))
    return parts.scheme in ("http", "https") and named and plain and "?" not in value


def public_fault() -> StoreError | None:
    """Why no address is handed on; None where one is."""
    try:
        public_url()
    except StoreError as fault:
        return fault
    return None


def view_address(path: str, query: Mapping[str, Sequence[str]]) -> str:
    """The address of a view that others can open; path: of its page, '' for the first.

    Raises as public_url.
    """
    asked = urlencode(query, doseq=True)
    return f"{public_url()}/{path}" + (f"?{asked}" if asked else "")


def link_address(secret: str) -> str:
    """The address of a link for one province. Raises as public_url."""
    return f"{public_url()}/{LINK}/{secret}"


def without_secret(path: str) -> str:
    """A path as a log may hold it.

    >>> without_secret("/gui/abc"), without_secret("/quy"), without_secret("/cum3/gui/abc/")
    ('/gui/…', '/quy', '/cum3/gui/…')
    """
    before, found, _ = path.partition(f"/{LINK}/")
    return f"{before}{found}…" if found else path
