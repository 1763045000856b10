"""The guide docs/extending.md is followed step by step in a copy, and what it promises is there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from babel.messages.pofile import read_po

from khdash.exhibit.registry import build
from khdash.ingest.pipeline import check_file
from khdash.model.selection import Selection
from khdash.store.catalogue_files import read_catalogue
from khdash.store.database import Database
from khdash.store.places import PROJECT
from tests.languages.test_translations import sentences_in

from .steps import Copy, copy_project, follow

SECTIONS = (
    "Một chỉ số (không cần lập trình)",
    "Một danh hiệu (không cần lập trình)",
    "Một chỉ tiêu (không cần lập trình)",
    "A page with a parameter",
    "A text, a number, a date",
)
OPEN = """
import json, sys
from streamlit.testing.v1 import AppTest
from khdash.store.places import PROJECT

def opened(page, query):
    app = AppTest.from_file(str(PROJECT / "khdash/web/shell/frame.py"), default_timeout=180)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(str(PROJECT / page)).run()
    assert not app.exception, app.exception
    return {
        "title": app.title[0].value,
        "captions": [item.value for item in app.caption],
        "warnings": [item.value for item in app.warning],
        "chosen": {item.key: item.value for item in app.selectbox if item.key},
        "query": {name: app.query_params[name] for name in app.query_params},
    }

print(json.dumps([opened(*asked) for asked in json.loads(sys.argv[1])]))
"""
PAGE, METHODS = "pages/chuong_trinh.py", "pages/phuong_phap.py"
LINKS: dict[str, tuple[str, dict[str, str]]] = {
    "default": (PAGE, {}),
    "good": (PAGE, {"chi_so_chuong_trinh": "inspections", "lang": "en"}),
    "bad": (PAGE, {"chi_so_chuong_trinh": "members"}),
    "vi": (METHODS, {}),
    "en": (METHODS, {"lang": "en"}),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy of the project in which every section was followed, in the order of the guide."""
    made = copy_project(tmp_path_factory.mktemp("guide"))
    for title in SECTIONS:
        follow(title, made)
    return made


@pytest.fixture(scope="module")
def shown(copy: Copy) -> dict[str, Any]:
    """What the copy's application shows at each of the links."""
    said = copy.run("-c", OPEN, json.dumps(list(LINKS.values())))
    return dict(zip(LINKS, json.loads(said.splitlines()[-1]), strict=True))


def test_the_indicator_is_in_the_dictionary_and_read_by_its_names(copy: Copy) -> None:
    printed = (copy.root / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert "### Hội viên nữ (`members_women`)" in printed
    file = copy.root / "bao_cao.csv"
    with Database.open(copy.places) as store:
        catalogue = store.catalogue()
    for heading in ("Hội viên nữ", "Nữ hội viên", "HỘI VIÊN NỮ"):
        file.write_text(f"Tỉnh;Năm;{heading}\nHà Nội;2024;900.000\n", encoding="utf-8")
        cells = check_file(file, None, catalogue=catalogue).cells
        assert cells["indicator"].tolist() == ["members_women"]
        assert cells["value"].tolist() == [900_000]


def test_the_title_has_its_indicators_and_abbreviation(copy: Copy) -> None:
    with Database.open(copy.places) as store:
        catalogue = store.catalogue()
    assert list(catalogue.titles)[:5] == ["family", "clan", "community", "unit", "school"]
    file = copy.root / "bao_cao.csv"
    file.write_text(
        "Tỉnh;Năm;THHT đăng ký;THHT được công nhận;Tỷ lệ THHT (%)\nHà Nội;2024;200;150;75\n",
        encoding="utf-8",
    )
    cells = check_file(file, None, catalogue=catalogue).cells
    assert dict(zip(cells["indicator"], cells["value"], strict=True)) == {
        catalogue.titled["school", role].code: value
        for role, value in (("registered", 200), ("recognised", 150), ("rate", 75))
    }


def test_the_target_is_the_one_by_which_the_province_is_judged(copy: Copy) -> None:
    with Database.open(copy.places) as store:
        dataset = store.dataset()
    asked = Selection(indicators=("members_population_rate",), units=("34",))
    table = build("status", dataset, asked).table
    own = table[(table["target_year"] == 2024) & table["judged"]]
    assert own["target_value"].tolist() == [27.5]


def test_the_page_opens_at_its_default(shown: dict[str, Any]) -> None:
    page = shown["default"]
    assert page["title"] == "Chương trình"
    assert page["chosen"]["chi_so_chuong_trinh"] == "learning_centres"  # the first of its theme
    assert page["warnings"] == []
    assert "chi_so_chuong_trinh" not in page["query"]


def test_a_link_opens_the_page_at_what_it_says(shown: dict[str, Any]) -> None:
    page = shown["good"]
    assert page["title"] == "Programmes"
    assert "What have the programmes and activities achieved?" in page["captions"]
    assert page["chosen"]["chi_so_chuong_trinh"] == "inspections"
    assert LINKS["good"][1].items() <= page["query"].items()


def test_a_link_with_a_wrong_value_opens_the_default_and_says_so(shown: dict[str, Any]) -> None:
    page = shown["bad"]
    assert page["chosen"]["chi_so_chuong_trinh"] == "learning_centres"
    assert page["warnings"] == [
        "- Chỉ số: giá trị «members» không có trong danh mục nên được bỏ qua."
    ]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("vi", "Từ điển có {n} chỉ số."), ("en", "The dictionary holds {n} indicators.")],
)
def test_the_sentence_is_said_in_both_languages(
    shown: dict[str, Any], lang: str, sentence: str
) -> None:
    shipped = read_catalogue(PROJECT / "data")[1].indicators
    # The guide adds one indicator, and three of a title.
    assert sentence.format(n=len(shipped) + 4) in shown[lang]["captions"]


def test_every_sentence_of_the_copy_has_its_english_form(copy: Copy) -> None:
    with (copy.root / "khdash" / "locale" / "en" / "messages.po").open("rb") as file:
        english = {m.id for m in read_po(file)}
    said = {
        text
        for folder in ("khdash", "pages")
        for path in (copy.root / folder).rglob("*.py")
        for text in sentences_in(path)
    }
    assert sorted(said - english) == []
