"""The drawer of a target: what is known of the level, and the form that corrects it."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from khdash.exhibit.topics.lookup.shown import Named
from khdash.exhibit.topics.lookup.target_key import ShownTarget
from khdash.model.entries import Target
from khdash.model.selection import Selection
from khdash.web.common import reader
from khdash.web.common.card.drawer import ASKED, OPENED, Opened
from tests.web.upload.conftest import Open, button, furnished_home, open_page, texts

__all__ = ["furnished_home", "open_page"]

CONGRESS = "Nghị quyết Đại hội V HKH Nam Định"
NAM_DINH = ShownTarget("36", "members_population_rate", 2022, "36", 28.0)
HA_NOI = ShownTarget("01", "learning_unit_rate", 2025, "01", 80.0, "", "all")


def opened(app: AppTest, named: Named) -> AppTest:
    """As a click on a level leaves it: AppTest has no mouse."""
    app.session_state[OPENED] = Opened((named,), Selection(tolerance=4))
    return kept_open(app).run()


def kept_open(app: AppTest) -> AppTest:
    """In a browser only the drawer is drawn anew; here the whole page is."""
    app.session_state[ASKED] = True
    return app


def said(app: AppTest) -> str:
    tables = "\n".join(table.value.to_string() for table in app.table)
    metrics = "\n".join(f"{one.label}: {one.value}" for one in app.metric)
    text = f"{texts(app)}\n{tables}\n{metrics}"
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")


def target() -> Target | None:
    """The level in force that the congress set."""
    found = reader.database().dataset().catalogue.targets
    own = [t for t in found if t.instrument_vi == CONGRESS and t.indicator == NAM_DINH.indicator]
    return own[0] if own else None


def fill(app: AppTest, press: str, **fields: str) -> AppTest:
    labels = {"value": "Mức mới", "reason": "Lý do", "name": "Họ tên"}
    for field, text in fields.items():
        own = [f for f in app.text_input if f.form_id == "sua_chi_tieu_0"]
        next(f for f in own if f.label.startswith(labels[field])).set_value(text)
    sent = next(b for b in app.button if b.form_id == "sua_chi_tieu_0" and b.label == press)
    return kept_open(pressed(app, sent)).run()


def pressed(app: AppTest, it) -> AppTest:  # type: ignore[no-untyped-def]
    it.click()
    return app


def test_a_drawer_says_who_set_the_level_and_what_is_held_to_it(open_page: Open) -> None:
    app = opened(open_page("chi_tieu"), NAM_DINH)
    assert not app.exception
    text = said(app)
    assert "Tỷ lệ hội viên so với dân số, đến 2022" in text
    assert "Phải đạt ít nhất: 28 %" in text
    assert CONGRESS in text
    assert "ban hành 09/10/2017" in text
    assert "Hội Khuyến học tỉnh Nam Định" in text
    assert "2017–2022" in text
    assert "Nam Định" in text
    assert "Thuộc danh mục chỉ tiêu đi kèm chương trình (lần nạp số 1)." in text


def test_a_rival_stands_with_what_decides_between_the_two(open_page: Open) -> None:
    text = said(opened(open_page("chi_tieu"), HA_NOI))
    assert "Văn bản khác đặt chỉ tiêu cho cùng năm" in text
    assert "**50 %** · Hà Nội · [KH của UBND TP Hà Nội thực hiện QĐ 1373]" in text
    assert "mức cao nhất được dùng để xét" in text
    assert "Mức riêng của tỉnh được xét trước; mức cả nước là mốc tham chiếu." in text


def test_the_drawer_is_english_in_english(open_page: Open) -> None:
    text = said(opened(open_page("chi_tieu", lang="en"), HA_NOI))
    assert "Hà Nội plan 291/KH-UBND" in text
    assert "mức" not in text


def test_a_level_is_corrected_and_withdrawn_on_its_card(open_page: Open) -> None:
    app = opened(open_page("chi_tieu"), NAM_DINH)
    app = fill(app, "Kiểm tra", value="30", reason="ghi nhầm", name="Lê Thị Mai")
    assert target().value == 28  # type: ignore[union-attr]
    app = kept_open(pressed(app, button(app, "Ghi chỉ tiêu"))).run()
    assert not app.exception
    now = target()
    assert now is not None
    # What only the catalogue knows stays: who set it, its term, its address.
    assert (now.value, now.instrument_vi, now.from_year) == (30, CONGRESS, 2017)
    changed = ShownTarget("36", "members_population_rate", 2022, "36", 30.0)
    app = opened(app, changed)
    assert "Lê Thị Mai" in said(app)
    app = fill(app, "Bỏ chỉ tiêu này", reason="đã hết hiệu lực", name="Lê Thị Mai")
    app = kept_open(pressed(app, app.button(key="ghi_chi_tieu_0"))).run()
    assert target() is None
    assert "Không văn bản nào còn hiệu lực đặt mức này." in said(opened(app, changed))


def test_nothing_is_written_without_name_and_reason(open_page: Open) -> None:
    app = fill(opened(open_page("chi_tieu"), NAM_DINH), "Kiểm tra", value="30")
    assert any("Cần họ tên và lý do." in str(w.value) for w in app.warning)
    assert target().value == 28  # type: ignore[union-attr]
