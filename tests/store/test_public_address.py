"""Addresses are handed on only where somebody said by which others reach the application."""

from __future__ import annotations

import pytest

from khdash.store.public_address import (
    VARIABLE,
    NoPublicAddress,
    WrongPublicAddress,
    link_address,
    public_fault,
    public_url,
    view_address,
)


def test_without_the_setting_no_address_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    for make in (public_url, lambda: view_address("quy", {}), lambda: link_address("s")):
        with pytest.raises(NoPublicAddress):
            make()
    assert VARIABLE in str(public_fault())


@pytest.mark.parametrize(
    "value",
    ["so-lieu.vn", "ftp://b.vn", "https://", "https://a:b@c.vn", "https://b.vn/?x", "https://b.vn/#x",
     "https://b.vn:port", "javascript:alert(1)", "https://b .vn"],
)  # fmt: skip
def test_what_is_no_address_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, value)
    with pytest.raises(WrongPublicAddress):
        public_url()


def test_a_view_and_a_link_stand_below_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "https://so-lieu.vn/cum3/")
    assert public_fault() is None
    query = {"tinh": ["01", "34"]}
    assert view_address("quy", query) == "https://so-lieu.vn/cum3/quy?tinh=01&tinh=34"
    assert view_address("", {}) == "https://so-lieu.vn/cum3/"
    assert link_address("abc") == "https://so-lieu.vn/cum3/gui/abc"
