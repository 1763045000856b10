"""The page "Soát số": paste, see the marks, answer, read the cards, take the text away."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from khdash.proof import check_text
from khdash.proof.document import Given
from khdash.web.proof.marked import marked_text
from khdash.web.proof.taking import stem_of
from tests.published import at
from tests.shell import open_shell, turn_to

PAGE = "pages/soat_so.py"


@pytest.fixture(autouse=True)
def database(built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHDASH_DB", str(at(built).database))


def checked(text: str, **query: str) -> AppTest:
    app = open_shell(PAGE, **query)
    app.text_area(key="soat_dan").set_value(text)
    app.button(key="soat_bam").click()
    app.run()
    assert not app.exception
    return app


def told(app: AppTest) -> str:
    return "\n".join(one.value for one in app.markdown)


def test_each_figure_is_marked_in_its_place_by_sign_and_colour():
    app = checked("Năm 2024, Hà Nội có 1.953.233 hội viên, Bắc Ninh có 542.466 hội viên.")
    assert app.title[0].value == "Soát số"
    assert (
        "Năm 2024, Hà Nội có :green-badge[✓ 1.953.233 (1)] hội viên, Bắc Ninh có"
        " :red-badge[✗ 542.466 (2)] hội viên." in told(app)
    )
    assert "Số liệu: 542.467" in told(app)
    assert "không được lưu lại trên máy chủ" in told(app)


def test_what_the_text_leaves_open_is_asked_and_the_answer_checks_again():
    app = checked("Bắc Ninh có 542.467 hội viên.")
    assert any("không nói năm nào" in one.value for one in app.warning)
    app.selectbox(key="soat_year").select("2024").run()
    assert not app.warning
    assert ":green-badge[✓ 542.467 (1)]" in told(app)
    app.button(key="soat_bo").click().run()
    assert ":violet-badge[? 542.467 (1)]" in told(app)


def test_doubtful_words_are_asked_about_at_their_figure():
    app = checked("Năm 2024, Bắc Ninh có 542.467 hội viên nữ.")
    assert "Chữ «nữ»" in told(app)
    (question,) = [one for one in app.button_group if one.key.startswith("soat_hoi_")]
    question.set_value("members").run()
    assert ":green-badge[✓ 542.467 (1)]" in told(app)


def test_the_card_of_our_figure_opens_beside_the_text():
    app = checked("Năm 2024, Bắc Ninh có 542.466 hội viên.")
    app.button(key="soat_the_1").click().run()
    assert not app.exception
    assert "Hội viên khuyến học, Bắc Ninh, 2024" in told(app) + "\n".join(
        one.value for one in app.subheader
    )


def test_a_text_with_no_figure_of_ours_says_so_and_an_empty_one_is_refused():
    assert any("Không thấy số nào" in one.value for one in checked("Xin chào.").info)
    assert any("Không có chữ nào" in one.value for one in checked(" ").error)


def test_the_text_stays_in_its_own_session_and_in_no_link():
    app = checked("Năm 2024, Bắc Ninh có 542.467 hội viên.")
    assert not any("542" in value for values in app.query_params.values() for value in values)
    assert "542.467" not in told(open_shell(PAGE))


def test_the_page_speaks_english():
    app = checked("Năm 2024, Bắc Ninh có 542.466 hội viên.", lang="en")
    assert app.title[0].value == "Check a text"
    assert "Our figure: 542,467" in told(app)


def test_another_page_and_back_is_no_fault():
    app = turn_to(checked("Năm 2024, Bắc Ninh có 542.467 hội viên."), "pages/nhat_ky.py")
    assert not turn_to(app, PAGE).exception


def test_lines_of_a_text_are_neither_lists_nor_code(enlarged):
    text = "1. Hội viên\n- *đậm* [1]\n    Năm 2024, Hà Nội có 1.953.233 hội viên."
    shown = marked_text(text, check_text(text, enlarged))
    assert shown.startswith("1\\. Hội viên\n\n\\- \\*đậm\\* \\[1\\]\n\nNăm 2024")


def test_the_marked_file_is_named_after_the_one_given():
    assert stem_of(Given("", "Báo cáo năm 2024.docx")) == "soat-so-bao-cao-nam-2024"
    assert stem_of(Given("")) == "soat-so"
