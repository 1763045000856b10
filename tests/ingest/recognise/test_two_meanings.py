"""Words that can be two things: each is read by what stands beside it, or asked."""

from __future__ import annotations

from typing import Any

import pytest

from khdash.ingest.recognise.abbreviations import is_asked
from khdash.ingest.recognise.areas import two_meanings
from khdash.ingest.recognise.heading import HeadingReader
from khdash.ingest.recognise.vocabulary import Vocabulary
from khdash.model.catalogue import Catalogue
from khdash.reading.numbers import Expectation, Measure, NotANumber, Understood, understand_cell

WORDS = {row["word"]: row["kind"] for row in two_meanings()}


def of_kind(kind: str) -> list[str]:
    return sorted(word for word, own in WORDS.items() if own == kind)


def heading(catalogue: Catalogue, text: str, beside: str = "", accented: bool = True) -> Any:
    words = frozenset(f"{text} {beside}".lower().replace("|", " ").split())
    reader = HeadingReader(Vocabulary(catalogue, accented), words)
    return reader.read(tuple(text.split("|")))


def test_every_word_of_the_list_says_its_meanings_and_the_rule() -> None:
    assert len(WORDS) == len(two_meanings()) >= 35
    assert set(WORDS.values()) == {
        "unit-never", "unit-among", "heading", "heading-asked", "cell-asked", "cell"
    }  # fmt: skip
    for row in two_meanings():
        assert len(row["meanings"].split(";")) >= 2, row
        assert row["rule"].endswith("."), row


@pytest.mark.parametrize("word", of_kind("unit-never"))
def test_a_word_of_tables_is_never_a_province(word: str) -> None:
    assert is_asked(word, True)
    assert is_asked(word, False)


@pytest.mark.parametrize("word", of_kind("unit-among"))
def test_an_abbreviation_is_a_province_only_among_abbreviations(word: str) -> None:
    assert not is_asked(word, True)
    assert is_asked(word, False)
    assert is_asked(f"3. {word.lower()} (*)", False)


@pytest.mark.parametrize("word", of_kind("heading-asked"))
def test_an_abbreviation_alone_is_no_heading(catalogue: Catalogue, word: str) -> None:
    found = heading(catalogue, word)
    assert (found.indicator, bool(found.problem)) == ("", True)


@pytest.mark.parametrize("word", of_kind("cell-asked"))
def test_letters_after_a_number_are_asked_where_things_are_counted(word: str) -> None:
    count, money = Expectation("count"), Expectation("money", Measure("VND", 10**6))
    assert understand_cell(f"1003 {word}", "vi", expected=count) == NotANumber("two_meanings")
    assert isinstance(understand_cell(f"1003 {word} đồng", "vi", expected=money), Understood)


@pytest.mark.parametrize(
    ("text", "beside", "indicator", "nature"),
    [
        ("Quỹ KH năm 2022", "", "fund_balance", "figure"),
        ("Chi hội KH 2023", "", "chapters", "figure"),
        ("Ban KH", "", "committees", None),
        ("Quỹ KH năm 2022", "quỹ th năm 2022", "", "figure"),  # beside TH: asked
        ("KH 2024", "", "", "plan"),
        ("KH năm 2024", "", "", "plan"),
        ("Hội viên KH 2024", "", "", "plan"),
        ("Hội viên|KH", "th", "", "plan"),
        ("Hội viên|TH", "kh", "members", None),
        ("Hội viên|TH 2023", "", "members", "figure"),
        ("Ban khuyến học|TH", "thcs thpt", "", None),  # tiểu học: asked
        ("Hội viên|Chỉ tiêu", "", "", "plan"),
        ("Hội viên|Nam", "nữ", "", None),
        ("Hội viên|Nam 2023", "nữ", "", "figure"),
        ("Hội viên|Năm 2023", "", "members", "figure"),
        ("Hội viên đăng ký", "", "", None),
        ("GĐHT đăng ký", "", "learning_family_registered", None),
    ],
)
def test_what_stands_beside_a_word_tells_its_meaning(
    catalogue: Catalogue, text: str, beside: str, indicator: str, nature: str | None
) -> None:
    found = heading(catalogue, text, beside)
    assert found.indicator == indicator
    assert (found.period.nature if found.period else None) == nature


def test_without_accents_men_are_told_by_the_women_beside(catalogue: Catalogue) -> None:
    assert heading(catalogue, "Hoi vien|Nam 2023", accented=False).indicator == "members"
    assert heading(catalogue, "Hoi vien nam 2023", accented=False).indicator == "members"
    assert heading(catalogue, "Hoi vien|Nam", "nu", accented=False).indicator == ""
    assert heading(catalogue, "Hoi vien|Nam 2023", "nu", accented=False).indicator == ""


@pytest.mark.parametrize(
    ("unit", "among", "loaded"),
    [
        ("TB", ("Hà Nội", "Hà Nam", "Nam Định"), 3),
        ("TB", ("HN", "BN", "HY", "NĐ"), 4),
        ("VP", ("Hà Nội", "Hà Nam", "Nam Định"), 3),
        ("VP", ("HN", "BN", "HY"), 4),
    ],
)
def test_a_row_of_an_average_or_an_office_is_no_province(
    check: Any, unit: str, among: tuple[str, ...], loaded: int
) -> None:
    rows = "".join(f"{name};2023;{at}\n" for at, name in enumerate((*among, unit), start=5))
    report = check.text(f"Tỉnh;Năm;Số hội viên\n{rows}")
    assert report.counts["new"] == loaded
    asked = [f.value for f in report.findings if f.code == "unit-abbreviation"]
    assert asked == ([unit] if loaded == len(among) else [])


def test_an_average_column_is_no_province(check: Any) -> None:
    report = check.text("Chỉ tiêu;Năm;HN;BN;HY;TB\nSố hội viên;2023;5;6;7;6\n")
    assert report.cells.loc[report.cells["fault"] == "", "unit"].tolist() == ["01", "27", "33"]


@pytest.mark.parametrize(
    ("title", "loaded"),
    [
        ("SỐ HỘI VIÊN NĂM 2023", 2),
        ("SỐ HỘI VIÊN NAM NĂM 2023", 0),
        ("SỐ HỘI VIÊN NỮ NĂM 2023", 0),
        ("SỐ HỘI VIÊN TỈNH HÀ NAM NĂM 2023", 2),
        ("SO HOI VIEN NAM 2023", 2),
        ("SỐ HỘI VIÊN CHƯA BAO GỒM LỰC LƯỢNG VŨ TRANG NĂM 2023", 0),
    ],
)
def test_a_title_that_speaks_of_a_part_is_asked(check: Any, title: str, loaded: int) -> None:
    report = check.text(f"{title}\n\nSTT;Tỉnh;Số hội viên\n1;Hà Nội;5\n2;Hưng Yên;6\n")
    assert report.counts["new"] == loaded
    assert report.rejects == (loaded == 0)


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (("2.024", "208"), []),  # men, although 2.024 may be a year
        (("2.024", "1.998"), []),
        (("2023", "2024"), [2023, 2024]),  # a year without its accent
    ],
)
def test_a_column_nam_is_the_year_only_where_it_holds_plain_years(
    check: Any, cells: tuple[str, str], read: list[int]
) -> None:
    text = f"Tỉnh;Nam;Số hội viên\nHà Nội;{cells[0]};5\nHà Nam;{cells[1]};6\n"
    found = check.text(text).cells
    assert found.loc[found["fault"] == "", "year"].tolist() == read
