"""The picture of a chart in the browser: downloaded, put on the clipboard, or not offered."""

from __future__ import annotations

import io
from xml.etree import ElementTree as Xml

from PIL import Image
from playwright.sync_api import expect

from .visitor import Visitor

COPIED = """async () => {
  const [item] = await navigator.clipboard.read();
  return Array.from(new Uint8Array(await (await item.getType("image/png")).arrayBuffer()));
}"""


def test_a_chart_is_downloaded_and_copied_as_a_picture(visitor: Visitor) -> None:
    page = visitor.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.open_page("hoi-vien")
    foot = page.locator(".khdash-foot", has=page.locator(".khdash-copy")).first
    files = {}
    for label in ("PNG", "PNG 16:9", "SVG"):
        with page.expect_download() as waiting:
            foot.get_by_role("link", name=label, exact=True).click()
        files[label] = waiting.value
    names = {label: file.suggested_filename for label, file in files.items()}
    assert names["PNG 16:9"] == names["PNG"].replace(".png", "-wide.png")
    assert Image.open(files["PNG 16:9"].path()).size == (1600, 900)
    assert Xml.parse(files["SVG"].path()).getroot().get("width") == "1200"
    foot.locator(".khdash-copy").click()
    expect(foot.get_by_role("button", name="Đã sao chép ảnh")).to_be_visible()
    expect(foot.get_by_role("button", name="Sao chép ảnh", exact=True)).to_be_visible()
    copied = Image.open(io.BytesIO(bytes(page.evaluate(COPIED)))).convert("RGB")
    assert list(copied.get_flattened_data()) == list(
        Image.open(files["PNG"].path()).convert("RGB").get_flattened_data()
    )
    page.route("**/app/exhibits/*.png*", lambda route: route.abort())
    foot.locator(".khdash-copy").click()
    expect(foot.get_by_role("button", name="hãy tải tệp PNG")).to_be_visible()
    visitor.expect_local_requests_only()


def test_where_a_browser_cannot_copy_a_picture_no_button_says_so(visitor: Visitor) -> None:
    visitor.page.add_init_script("delete window.ClipboardItem")
    visitor.open_page("hoi-vien")
    expect(visitor.page.get_by_role("link", name="PNG", exact=True).first).to_be_visible()
    expect(visitor.page.locator(".khdash-copy")).to_have_count(0)
