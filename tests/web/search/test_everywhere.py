"""Search everywhere: what people type leads to pages, provinces, indicators, tasks and terms."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from khdash.locale.spelling import fold
from khdash.model.dataset import Dataset
from khdash.store.places import DATABASE
from khdash.web.common.page_registry import PAGES
from khdash.web.search.everywhere import LOOK_UP, Entry, entries, found
from khdash.web.search.route import send_found

MEMBERS = ("so-sanh", {"so_sanh": ["members"]})


def links(data: Dataset, text: str, lang: str = "vi") -> list[tuple[str, dict[str, list[str]]]]:
    return [(entry.page, entry.link) for entry in found(data, text, lang)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("quỹ khuyến học", ("quy", {})),
        ("quy khuyen hoc", ("quy", {})),
        ("khuyen hoc quy", ("quy", {})),
        ("chi tieu", ("chi-tieu", {})),
        ("Targets", ("chi-tieu", {})),
        ("nhật ký", ("nhat-ky", {})),
        ("nam dinh", ("ho-so-tinh", {"ho_so": ["36"]})),
        ("tinh nam dinh", ("ho-so-tinh", {"ho_so": ["36"]})),
        ("NAMDINH", ("ho-so-tinh", {"ho_so": ["36"]})),
        ("nam dnh", ("ho-so-tinh", {"ho_so": ["36"]})),
        ("phu tho", ("ho-so-tinh", {"ho_so": ["25"], "ranh_gioi": ["2025"]})),
        ("hoi vien nam dinh", ("so-sanh", {"so_sanh": ["members"], "tinh": ["36"]})),
        ("Members Nam Dinh", ("so-sanh", {"so_sanh": ["members"], "tinh": ["36"]})),
        ("GĐHT bắc ninh", ("so-sanh", {"so_sanh": ["learning_family_registered"], "tinh": ["27"]})),
    ],
)
def test_the_first_result_is_what_was_meant(
    published: Dataset, text: str, first: tuple[str, dict[str, list[str]]]
) -> None:
    assert links(published, text)[0] == first


@pytest.mark.parametrize(
    "text", ["hoi vien nam dnh 2024", "hoi vien nam danh 2024", "hội vein nam dinh 2024"]
)
def test_a_slip_hides_neither_the_province_nor_what_is_asked_of_it(
    published: Dataset, text: str
) -> None:
    asked = {"so_sanh": ["members"], "tinh": ["36"], "xem": ["cot"], "nam": ["2010", "2024"]}
    results = links(published, text)
    assert ("so-sanh", asked) in results
    assert ("ho-so-tinh", {"ho_so": ["36"]}) in results


def test_years_typed_as_a_span_are_the_span_of_the_link(published: Dataset) -> None:
    page, link = links(published, "hoi vien ha noi 2015-2020")[0]
    assert (page, link["nam"]) == ("so-sanh", ["2015", "2020"])
    assert "xem" not in link


def test_a_task_is_found_and_opened_in_its_list(published: Dataset) -> None:
    (task,) = (t for t in published.catalogue.tasks if t.code == "cum3-2022.1.a")
    results = links(published, fold(task.title_vi))
    link = {"danh_sach": ["cum3-2022"], "xem_viec": ["viec"], "viec": ["cum3-2022.1"]}
    assert results[0] == ("nhiem-vu", link)


def test_a_term_leads_to_its_meaning(published: Dataset) -> None:
    assert ("phuong-phap", {"thuat_ngu": ["fund_per_head"]}) in links(
        published, "quy binh quan dau nguoi"
    )


def test_the_last_result_looks_the_words_up_among_the_figures(published: Dataset) -> None:
    *_, last = found(published, " hoi vien 2024 ", "vi")
    assert (last.kind, last.page, last.link) == (LOOK_UP, "tra-cuu", {"tim": ["hoi vien 2024"]})
    assert [entry.kind for entry in found(published, "xyzabc", "vi")] == [LOOK_UP]


@pytest.mark.parametrize("text", ["", "   ", "của", "-"])
def test_nothing_typed_finds_nothing(published: Dataset, text: str) -> None:
    assert found(published, text, "vi") == ()


def test_what_is_written_rightly_stands_before_its_neighbours(published: Dataset) -> None:
    kinds = [entry.title for entry in found(published, "thi dua", "vi")]
    assert kinds[0] == "Thi đua"


def test_titles_are_in_the_language_of_the_reader(published: Dataset) -> None:
    assert found(published, "quy khuyen hoc", "en")[0].title == "Study promotion fund"


NAMED = st.sampled_from(["page", "unit", "indicator"])
SLIPS = st.sampled_from(["drop", "swap", "add"])


def slipped(word: str, slip: str, at: int, letter: str) -> str:
    """The word with one letter dropped, swapped with the next, or added."""
    if slip == "drop":
        return word[:at] + word[at + 1 :]
    if slip == "swap":
        return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
    return word[:at] + letter + word[at:]


def test_a_kind_with_many_results_hides_no_other(published: Dataset) -> None:
    """Four kinds hold «hoi»; Hà Nội is a slip away."""
    kinds = [entry.kind for entry in found(published, "hoi", "vi")]
    assert {"page", "unit", "task", "indicator", "term"} <= set(kinds)
    assert len(kinds) <= 17


def test_a_word_that_is_tidied_is_still_near_what_was_typed(published: Dataset) -> None:
    """«ti» is kept as «ty», two letters from «thi»."""
    assert "thi-dua" in [entry.page for entry in found(published, "ti dua", "vi")]


@given(data=st.data())
def test_one_slip_in_a_word_of_a_name_still_finds_it(published: Dataset, data: Any) -> None:
    kind = data.draw(NAMED)
    known = [entry for entry in entries(published, "vi") if entry.kind == kind]
    entry: Entry = data.draw(st.sampled_from(known))
    words = fold(entry.title).split()
    places = [i for i, word in enumerate(words) if len(word) > 2 and word.isalpha()]
    place = data.draw(st.sampled_from(places))
    at = data.draw(st.integers(0, len(words[place]) - 1))
    letter = data.draw(st.sampled_from("abcdeghiklmnopqrstuvxy"))
    words[place] = slipped(words[place], data.draw(SLIPS), at, letter)
    text = " ".join(words)
    results = found(published, text, "vi")
    assert (entry.page, entry.query) in {(one.page, one.query) for one in results}, text


@given(text=st.text(max_size=60))
def test_whatever_is_typed_is_answered(published: Dataset, text: str) -> None:
    results = found(published, text, "vi")
    assert {entry.page for entry in results} <= {page.url_path for page in PAGES}
    assert len(results) <= 17


def answer(home: Path, built: Path, query: str) -> list[dict[str, Any]]:
    """What the address of the search answers, on the published figures."""
    home.mkdir(parents=True, exist_ok=True)
    shutil.copy(built / DATABASE, home)
    sent = send_found(Request({"type": "http", "headers": [], "query_string": query.encode()}))
    assert sent.media_type == "application/json"
    told: list[dict[str, Any]] = orjson.loads(bytes(sent.body))
    return told


def test_the_address_answers_with_kinds_titles_and_links(home: Path, built: Path) -> None:
    first, *_, last = answer(home, built, "q=nam+dnh&lang=en")
    assert first == {
        "kind": "Province",
        "title": "Nam Dinh",
        "hint": "",
        "page": "ho-so-tinh",
        "query": {"ho_so": ["36"]},
    }
    assert (last["kind"], last["query"]) == ("", {"tim": ["nam dnh"]})


def test_a_question_too_long_is_cut_and_an_empty_one_has_no_answer(home: Path, built: Path) -> None:
    (last,) = answer(home, built, "q=" + "z" * 999)
    assert len(last["query"]["tim"][0]) == 200
    assert answer(home, built, "") == []


def test_without_figures_the_address_says_that_it_cannot() -> None:
    sent = send_found(Request({"type": "http", "headers": [], "query_string": b"q=a"}))
    assert sent.status_code == 503
