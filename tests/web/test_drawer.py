"""The drawer: opened once by its button, and never again by itself."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.exhibit.topics.lookup.shown import Named, ShownFigure
from khdash.model.selection import Selection
from khdash.web.common.card.drawer import ASKED, OPENED, Opened
from khdash.web.common.card.offer import place_of
from tests.web.upload.conftest import Open, button, furnished_home, open_page

__all__ = ["furnished_home", "open_page"]

MEMBERS = ShownFigure("36", "members", 2011)


def drawers(app: AppTest) -> int:
    return len(app.get("dialog"))


def said(app: AppTest) -> str:
    parts = [*app.header, *app.markdown, *app.metric, *app.caption]
    texts = [str(part.value) for part in parts]
    return "\n".join(texts).replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")


def choose(app: AppTest, exhibit: str, figure: Named) -> AppTest:
    """As a click on a mark leaves it: AppTest has no mouse."""
    app.session_state[place_of(exhibit, "chart")] = figure
    return app.run()


def offers(app: AppTest) -> list[str]:
    return [b.label for b in app.button if b.label.startswith(("Thẻ số liệu", "Card of"))]


@pytest.mark.parametrize(
    ("lang", "label"),
    [("vi", "Thẻ số liệu: Nam Định 2011"), ("en", "Card of the figure: Nam Dinh 2011")],
)
def test_a_chosen_mark_offers_its_card_at_the_chart(open_page: Open, lang: str, label: str) -> None:
    app = open_page("hoi_vien", lang=lang)
    assert offers(app) == []
    assert offers(choose(app, "dien_bien", MEMBERS)) == [label]
    assert drawers(app) == 0


def test_the_button_opens_the_drawer_once(open_page: Open) -> None:
    app = choose(open_page("hoi_vien"), "dien_bien", MEMBERS)
    button(app, "Thẻ số liệu").click().run()
    assert not app.exception
    assert drawers(app) == 1
    assert "Hội viên khuyến học, Nam Định, 2011" in said(app)
    assert "288.270" in said(app)
    facts = " ".join(str(text) for table in app.table for text in table.value.to_numpy().ravel())
    assert "Hội Khuyến học tỉnh, thành phố" in facts
    assert "chưa có văn bản nào trong danh mục nêu hạn của số tiếp theo" in facts
    # What closes a drawer tells the server nothing; whatever comes next leaves it closed.
    app.run()
    assert drawers(app) == 0
    app.session_state["tieu_diem"] = "01"
    app.run()
    assert drawers(app) == 0
    assert offers(app) == ["Thẻ số liệu: Nam Định 2011"]
    button(app, "Thẻ số liệu").click().run()
    assert drawers(app) == 1


def test_a_figure_that_the_filters_leave_out_is_offered_no_more(open_page: Open) -> None:
    app = choose(open_page("hoi_vien"), "dien_bien", MEMBERS)
    app.session_state["tinh"] = ["01"]
    app.run()
    assert offers(app) == []
    app.session_state["tinh"] = []
    app.run()
    assert offers(app) == ["Thẻ số liệu: Nam Định 2011"]


@pytest.mark.parametrize("exhibit", ["tong_so", "khong_co"])
def test_a_figure_is_offered_only_where_it_was_chosen(open_page: Open, exhibit: str) -> None:
    assert offers(choose(open_page("hoi_vien"), exhibit, MEMBERS)) == []


def test_the_drawer_of_a_computed_figure_names_its_parts(open_page: Open) -> None:
    app = choose(open_page("hoi_vien"), "ty_le", ShownFigure("37", "members_population_rate", 2020))
    # 313.165 of 993.920; no source prints it for that year.
    button(app, "Thẻ số liệu").click().run()
    assert not app.exception
    text = said(app)
    assert "Tính từ hai số liệu: Hội viên khuyến học chia cho Dân số trung bình." in text
    assert "Hội viên khuyến học: **313.165** (2020)" in text
    assert "Dân số trung bình: **993.920** (2020)" in text


def test_a_drawer_asked_for_and_drawn_nowhere_opens_in_no_other_page(open_page: Open) -> None:
    app = open_page("hoi_vien")
    app.session_state[OPENED] = Opened((FigureKey("36", "members", 2011),), Selection())
    app.session_state[ASKED] = True
    assert drawers(app.run()) == 1
    assert drawers(app.run()) == 0
    assert ASKED not in app.session_state
