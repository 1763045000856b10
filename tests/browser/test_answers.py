"""An answer in the browser: four on the first page, the way to its figures and to a form."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from .visitor import NARROW, Visitor


def test_an_answer_leads_to_its_figures_and_offers_the_form_for_what_is_missing(
    visitor: Visitor,
) -> None:
    visitor.open_page()
    cards = visitor.page.locator("[class*='st-key-tra_loi_']")
    expect(cards).to_have_count(4)
    assert visitor.page.locator("h1").count() == 1
    assert visitor.page.locator("[class*='st-key-tra_loi_'] h2").count() == 4
    visitor.click(visitor.page.get_by_role("button", name="Lấy biểu cho Hưng Yên và Hà Nam"))
    expect(visitor.page.get_by_role("button", name="Tải biểu XLSX")).to_be_visible()
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("button", name="Tải biểu XLSX").click()
    assert waiting.value.suggested_filename.startswith("bieu-33-35-")
    visitor.page.keyboard.press("Escape")
    visitor.choose_pill("Hà Nội")
    visitor.page.evaluate("window.loadedOnce = true")
    visitor.click(visitor.page.get_by_role("link", name="Xem hội viên"))
    assert visitor.title() == "Hội viên và tổ chức"
    assert "tinh=01" in visitor.parameters()
    assert visitor.page.evaluate("window.loadedOnce")
    visitor.expect_no_exception()
    visitor.expect_local_requests_only()


def test_a_figure_in_an_answer_opens_its_card_by_mouse_and_by_key(visitor: Visitor) -> None:
    visitor.open_page("hoi-vien")
    figures = visitor.page.locator("[class*='st-key-tra_loi_'] [data-card^='f']")
    first = figures.first
    told = first.inner_text()
    visitor.click(first)
    card = visitor.page.get_by_role("dialog")
    expect(card).to_contain_text(told)
    expect(card).to_contain_text("Hội viên khuyến học")
    visitor.page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    figures.last.focus()
    # Whoever came by key sees where he is.
    assert figures.last.evaluate("(part) => getComputedStyle(part).outlineStyle") == "solid"
    visitor.page.keyboard.press("Enter")
    expect(card).to_contain_text("Tỷ lệ hội viên so với dân số")
    visitor.page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    # A card that was closed stays closed when the page is drawn again.
    visitor.click(visitor.page.get_by_role("button", name="Hà Nam", exact=True))
    expect(card).to_have_count(0)
    visitor.expect_no_exception()


def test_the_level_of_a_target_opens_its_card_by_mouse_and_by_key(visitor: Visitor) -> None:
    visitor.open_page("mo-hinh-hoc-tap")
    level = visitor.page.locator("[class*='st-key-tra_loi_'] [data-card^='l']").first
    visitor.click(level)
    card = visitor.page.get_by_role("dialog")
    expect(card).to_contain_text("QĐ 387/QĐ-TTg")
    expect(card).to_contain_text("ban hành 25/03/2022")
    visitor.page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    verdict = visitor.page.locator("[class*='st-key-tra_loi_'] [data-card^='t']").first
    verdict.focus()
    visitor.page.keyboard.press("Enter")
    expect(card).to_contain_text("Số được so với mức này")
    visitor.page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    visitor.expect_no_exception()


def test_a_cell_of_the_board_of_targets_opens_its_card_and_leads_to_the_figure(
    visitor: Visitor,
) -> None:
    visitor.open_page("chi-tieu")
    cells = visitor.page.locator(".st-key-hinh_bang_chi_tieu td button")
    figure = cells.filter(has_text="71,25").first
    visitor.click(figure)
    card = visitor.page.get_by_role("dialog")
    expect(card).to_contain_text("Phải đạt ít nhất")
    visitor.click(card.get_by_role("button", name="Mở thẻ"))
    expect(card).to_contain_text("Tỷ lệ gia đình học tập, Hà Nội, 2023")
    visitor.click(card.get_by_role("button", name="Quay lại thẻ trước"))
    expect(card).to_contain_text("Văn bản đặt ra mức này")
    visitor.page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    # The first cell is reached with the tab key, its neighbour with an arrow.
    cells.first.focus()
    visitor.page.keyboard.press("ArrowRight")
    visitor.page.keyboard.press("Enter")
    expect(card).to_contain_text("Văn bản đặt ra mức này")
    visitor.expect_no_exception()


def test_bars_of_one_answer_stand_on_one_scale(visitor: Visitor) -> None:
    """81,31 % is a longer bar than 71,25 %, whatever is written behind either."""
    visitor.open_page()
    scales = visitor.page.locator("[class*='st-key-tra_loi_']").evaluate_all(
        """cards => cards.map(card => [...card.querySelectorAll('li > [aria-hidden]')]
            .map(track => Math.round(track.getBoundingClientRect().width)))"""
    )
    drawn = [widths for widths in scales if widths]
    assert len(drawn) >= 2
    assert all(len(set(widths)) == 1 for widths in drawn), drawn


def test_a_chair_has_the_four_answers_within_two_screens_of_a_phone(
    open_browser: Callable[..., Visitor],
) -> None:
    """How many are we, do we reach the target, how large is the fund, who is missing."""
    phone = open_browser(size=NARROW)
    phone.open_page()
    ends = phone.page.locator("[class*='st-key-tra_loi_'] h2").evaluate_all(
        "heads => heads.map(head => head.getBoundingClientRect().bottom)"
    )
    assert len(ends) == 4
    assert max(ends) < 2 * NARROW[1]
