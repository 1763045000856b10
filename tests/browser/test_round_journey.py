"""A whole round on generated figures: opened, answered by phone, given back, sent again, accepted;
another answered late."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import PROJECT, Server, free_port, serve
from tests.browser.visitor import NARROW, Visitor, visit

pytestmark = pytest.mark.journey
YEAR = 2024


def khdash(variables: dict[str, str], *arguments: object) -> str:
    """A command beside the application that serves; what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "khdash", *map(str, arguments)],
        cwd=PROJECT,
        env={**os.environ, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Server, dict[str, str]]]:
    """An application on generated figures, which links can be made of; its variables."""
    khdash({"KHDASH_HOME": str(tmp_path), "KHDASH_DB": ""}, "demo", "--folder", tmp_path / "demo")
    variables = {
        "KHDASH_DATA": str(tmp_path / "demo"),
        "KHDASH_HOME": str(tmp_path / "home"),
        "KHDASH_DB": "",
    }
    khdash(variables, "build")
    variables["KHDASH_PUBLIC_URL"] = f"http://127.0.0.1:{free_port()}"
    with serve(PROJECT / "app.py", tmp_path / "server.log", variables) as server:
        yield server, variables


def fill(visitor: Visitor, label: str, text: str) -> None:
    """Type into the field of a label and leave it."""
    field = visitor.page.get_by_role("textbox", name=label).first
    field.fill(text)
    field.press("Tab")
    visitor.wait_for_app_run()


def press(visitor: Visitor, name: str) -> None:
    visitor.click(visitor.page.get_by_role("button", name=name, exact=True).first)


def here(server: Server, link: str) -> str:
    """The link at the port that the test serves on: outside it a proxy would lead there."""
    return server.address + re.sub(r"^http://[^/]+", "", link)


def test_a_whole_round(browser: Browser, own: tuple[Server, dict[str, str]]) -> None:
    server, variables = own
    with (
        visit(browser, server.address, log=server.log) as steward,
        visit(browser, server.address, NARROW, log=server.log) as phone,
    ):
        steward.open_page("dot-thu-thap")
        fill(steward, "Họ tên người thực hiện", "Lê Thị Lan")
        steward.click(steward.page.get_by_text("Mở đợt mới"))
        press(steward, "Mở đợt")
        expect(steward.page.get_by_text("0/8 tỉnh đã gửi, còn 14 ngày.")).to_be_visible()
        steward.click(steward.page.get_by_role("button", name="Tạo liên kết cho 8"))
        code = steward.page.get_by_test_id("stCode").first
        expect(code).to_contain_text("/gui/")
        link = re.search(r"http\S+/gui/\S+", code.inner_text())
        assert link is not None
        assert link[0].startswith(variables["KHDASH_PUBLIC_URL"])
        secret = link[0].rsplit("/", 1)[1]

        answer(phone, here(server, link[0]), secret)
        give_back(steward)
        phone.page.reload()
        phone.wait_for_app_run()
        expect(phone.page.get_by_text("Thừa một chữ số")).to_be_visible()
        fill(phone, "Hội viên khuyến học (người)", "2.100.000")
        press(phone, "Gửi Cụm")
        expect(phone.page.get_by_text("đang chờ Cụm nhận")).to_be_visible()

        steward.page.reload()
        steward.wait_for_app_run()
        fill(steward, "Họ tên người thực hiện", "Lê Thị Lan")
        press(steward, "Nhận vào số liệu")
        expect(steward.page.get_by_text("Đã nhận, lần nạp số").first).to_be_visible()
        steward.expect_no_exception()
        steward.open_page("hoi-vien", tinh="01", nam=[str(YEAR - 1), str(YEAR)])
        expect(steward.page.get_by_test_id("stMain")).to_contain_text("2.100.000")
        phone.page.reload()
        phone.wait_for_app_run()
        expect(phone.page.get_by_text("Cụm đã nhận bản gửi")).to_be_visible()
        phone.expect_no_exception()
        stands_nowhere(secret, server, [*steward.requests, *phone.requests])
    late(browser, server, variables)


def answer(phone: Visitor, link: str, secret: str) -> None:
    """By phone: one field a figure, a slip seen at once, no secret in the address."""
    phone.page.goto(link)
    phone.wait_for_app_run()
    assert phone.page.url.endswith("/gui-so-lieu") or "/gui-so-lieu?" in phone.page.url
    assert secret not in phone.page.url
    assert secret not in phone.page.evaluate("document.cookie")  # no script can read it
    assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert phone.page.get_by_test_id("stDataFrame").count() == 0
    fill(phone, "Hội viên khuyến học (người)", "21.OOO.000")
    expect(phone.page.get_by_text("có chữ cái lẫn trong số")).to_be_visible()
    fill(phone, "Hội viên khuyến học (người)", "21.000.000")
    expect(phone.page.get_by_text("có chữ cái lẫn trong số")).to_have_count(0)
    fill(phone, "Họ tên người gửi", "Trần Thị Hoa, Văn phòng Hội")
    press(phone, "Gửi Cụm")
    expect(phone.page.get_by_text("đang chờ Cụm nhận")).to_be_visible()


def give_back(steward: Visitor) -> None:
    steward.open_page("dot-thu-thap")
    fill(steward, "Họ tên người thực hiện", "Lê Thị Lan")
    expect(steward.page.get_by_text("1/8 tỉnh đã gửi, 1 bản chờ nhận")).to_be_visible()
    fill(steward, "Ghi chú khi nhận, hoặc lý do trả lại", "Thừa một chữ số")
    press(steward, "Trả lại tỉnh")
    expect(steward.page.get_by_text("Đã trả lại; tỉnh thấy lý do khi mở liên kết.")).to_be_visible()
    expect(steward.page.get_by_test_id("stCode").first).to_contain_text("Thừa một chữ số")


def stands_nowhere(secret: str, server: Server, requests: list[str]) -> None:
    """The secret is asked for once at its own route, and is in no other address and no log."""
    assert secret not in server.log.read_text(encoding="utf-8")
    holding = [address for address in requests if secret in address]
    assert holding == [f"{server.address}/gui/{secret}"]


def late(browser: Browser, server: Server, variables: dict[str, str]) -> None:
    """A round that was due yesterday is answered on a wide screen, and is late on the board."""
    yesterday = date.today() - timedelta(days=1)
    number = khdash(
        variables, "round", "open", "--title", "Bổ sung", "--years", YEAR - 1, "--units", "34",
        "--indicators", "members", "--due", yesterday, "--by", "Lê Thị Lan",
    ).strip()  # fmt: skip
    made = khdash(variables, "round", "link", number, "--by", "Lê Thị Lan")
    with visit(browser, server.address, log=server.log) as office:
        office.page.goto(here(server, made.split()[1]))
        office.wait_for_app_run()
        expect(office.page.get_by_text(re.compile(r"đã quá \d+ ngày"))).to_be_visible()
        fill(office, "Hội viên khuyến học (người)", "650.000")
        fill(office, "Họ tên người gửi", "Phạm Văn Bình")
        press(office, "Gửi Cụm")
        expect(office.page.get_by_text("đang chờ Cụm nhận")).to_be_visible()
        office.open_page("dot-thu-thap")
        expect(office.page.get_by_text(re.compile(r"trễ \d+ ngày"))).to_be_visible()
        office.expect_no_exception()
        office.expect_local_requests_only()
