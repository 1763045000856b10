"""What stands above an exhibit: the finding and what is measured, as words and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.locale.words import NO_BREAK
from khdash.web.common.heading import heading_of


class Read(HTMLParser):
    """The tags of a piece of markup and its text, as a browser reads them."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def plain(request: pytest.FixtureRequest) -> Exhibit:
    build: Callable[..., Exhibit] = request.getfixturevalue("exhibit")
    return build("answers_tasks")


@given(headline=st.text(min_size=1), subtitle=st.text(min_size=1))
def test_whatever_is_said_is_read_as_it_is_and_makes_no_element(
    plain: Exhibit, headline: str, subtitle: str
) -> None:
    read = Read(heading_of(replace(plain, headline=headline, demo=False), subtitle))
    assert read.tags == ["h3", "p"]
    assert read.text.replace(NO_BREAK, " ") == (headline + subtitle).replace(NO_BREAK, " ")


def test_generated_figures_are_marked_before_what_is_measured(plain: Exhibit) -> None:
    read = Read(heading_of(replace(plain, headline="Quỹ", demo=True), "Tỷ đồng"))
    assert read.text == "QuỹSố liệu minh hoạ Tỷ đồng"
    assert Read(heading_of(replace(plain, headline="Quỹ", demo=False), "")).tags == ["h3"]


def test_a_finding_under_no_part_of_a_page_is_a_heading_above(plain: Exhibit) -> None:
    assert Read(heading_of(plain, "", level=2)).tags[0] == "h2"


def test_the_meaning_is_a_button_with_a_name_and_its_words(
    exhibit: Callable[..., Exhibit],
) -> None:
    shown = exhibit("trend", indicators=("members",))
    markup = heading_of(shown, "Người")
    assert 'aria-label="Giải thích">?</button><span role="tooltip">' in markup
    assert "Số người là hội viên của Hội ở mọi cấp" in Read(markup).text
    english = exhibit("trend", indicators=("members",), lang="en")
    assert "People who are members" in Read(heading_of(english, "Persons")).text


def test_a_name_is_never_parted_by_the_end_of_a_line(plain: Exhibit) -> None:
    said = replace(plain, headline="Chưa gồm Hà Nam và Nam Định", demo=False)
    read = Read(heading_of(said, "Của Cụm 3, tính đến 2024"))
    assert "Hà\N{NO-BREAK SPACE}Nam và Nam\N{NO-BREAK SPACE}Định" in read.text
    assert "Cụm\N{NO-BREAK SPACE}3, tính đến 2024" in read.text


def test_the_question_mark_stays_with_the_last_word(exhibit: Callable[..., Exhibit]) -> None:
    markup = heading_of(exhibit("map"), "Phần trăm, 2020–2024.")
    assert 'Phần trăm, <span class="khdash-last">2020–2024. <span class="khdash-meaning">' in markup
