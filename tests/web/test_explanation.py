"""An explanation written on a card: under a name, shown with the figure, changed, taken back."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from khdash.model.actor import Actor
from khdash.store.decisions import LONGEST_EXPLANATION
from khdash.web.common import reader
from tests.shell import feet_on
from tests.web.upload.conftest import Open, button, furnished_home, open_page, texts, turn_to

__all__ = ["furnished_home", "open_page"]

MEMBERS = "36.members.2011"
TOLD = "Thuyết minh của Hội: “Sáp nhập *chi hội*” (Lê Thị Mai, "


def say(app: AppTest, text: str, name: str = "Lê Thị Mai", label: str = "Ghi") -> AppTest:
    """Fill in the form on the card."""
    app.text_area[0].set_value(text)
    own = [f for f in app.text_input if f.form_id == "thuyet_minh"]
    own[0].set_value(name)
    return button(app, f"{label} thuyết minh").click().run()


def said(app: AppTest) -> str:
    warnings = "\n".join(str(w.value) for w in app.warning)
    return f"{texts(app)}\n{warnings}".replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")


def test_it_is_written_under_a_name_and_shown_with_the_figure(open_page: Open) -> None:
    app = say(open_page("tra_cuu", so=MEMBERS), "Sáp nhập *chi hội*")
    assert not app.exception
    assert TOLD in said(app)
    row = reader.database().records("explanation").iloc[0]
    assert (row["committed_by"], row["value"], row["point"]) == ("Lê Thị Mai", 288_270, "2011-08")
    # Below the chart that shows the figure, in another language too, and nowhere as markup.
    app = turn_to(app, "hoi_vien")
    assert not app.exception
    below = "\n".join(str(foot["notes"]) for foot in feet_on(app))
    assert "Nam Định 2011 (Hội viên): “Sáp nhập *chi hội*”" in below.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    english = open_page("hoi_vien", lang="en")
    below = "\n".join(str(foot["notes"]) for foot in feet_on(english))
    told = "Explained by the association – Nam Dinh 2011 (Members)"
    assert told in below.replace("\N{NO-BREAK SPACE}", " ")


def test_another_text_takes_its_place_and_the_first_stays_readable(open_page: Open) -> None:
    app = say(open_page("tra_cuu", so=MEMBERS), "Sáp nhập chi hội")
    app = say(app, "Rà soát hội viên trùng tên")
    text = said(app)
    assert "Thuyết minh của Hội: “Rà soát hội viên trùng tên”" in text
    assert "Khi số là 288.270: “Sáp nhập chi hội” (Lê Thị Mai" in text
    app = say(app, "Rà soát hội viên trùng tên", label="Rút")
    assert "Thuyết minh của Hội" not in said(app)
    assert "Khi số là 288.270: “Rà soát hội viên trùng tên”" in said(app)
    assert reader.database().dataset().explanations["text"].tolist()[-1] == ""
    assert not [b for b in app.button if b.label == "Rút thuyết minh"]


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        (" ", "Lê Thị Mai", "Cần nội dung thuyết minh."),
        ("Sáp nhập", " ", "Cần họ tên."),
    ],
)
def test_nothing_is_written_without_text_and_name(
    open_page: Open, text: str, name: str, why: str
) -> None:
    app = say(open_page("tra_cuu", so=MEMBERS), text, name)
    assert why in said(app)
    assert reader.database().records("explanation").empty


def test_the_field_takes_no_more_than_the_store(open_page: Open) -> None:
    app = open_page("tra_cuu", so=MEMBERS)
    assert app.text_area[0].proto.max_chars == LONGEST_EXPLANATION


def test_the_journal_shows_what_was_said_and_takes_it_back(open_page: Open) -> None:
    app = say(open_page("tra_cuu", so=MEMBERS), "Sáp nhập chi hội")
    app = turn_to(app, "nhat_ky")
    assert "Nam Định, Hội viên khuyến học, 2011: “Sáp nhập chi hội”" in said(app)
    reader.database().undo(2, Actor("Thư ký Hội", "web"))
    assert "Thuyết minh của Hội" not in said(open_page("tra_cuu", so=MEMBERS))


def test_a_figure_that_changes_leaves_its_explanation_behind(open_page: Open) -> None:
    app = say(open_page("tra_cuu", so=MEMBERS), "Sáp nhập chi hội")
    own = [f for f in app.text_input if f.form_id == "sua_so"]
    for label, text in {"Giá trị": "289.270", "Lý do": "ghi nhầm", "Họ tên": "Mai"}.items():
        next(f for f in own if f.label.startswith(label)).set_value(text)
    app = button(app, "Kiểm tra").click().run()
    app = button(app, "Ghi vào").click().run()
    assert not app.exception
    app = open_page("tra_cuu", so=MEMBERS)
    assert "289.270" in "".join(str(m.value) for m in app.metric)
    assert "Thuyết minh của Hội" not in said(app)
    assert "Khi số là 288.270: “Sáp nhập chi hội”" in said(app)
