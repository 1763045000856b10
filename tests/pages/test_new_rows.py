"""Rows added to the catalogue reach every page that they belong to, without a line of code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from khdash.ingest.pipeline import check_file
from khdash.model.catalogue import Catalogue
from khdash.store.build import build
from khdash.store.catalogue_files import read_catalogue
from tests.catalogue_rows import add_rows
from tests.published import at as places_in
from tests.published import write_data
from tests.shell import SHELL, headings_on, tables_on, turn_to

from .conftest import widget

THEMES = ("members", "fund", "learning", "programmes", "context")
PLAIN = {theme: f"zq{n}" for n, theme in enumerate(THEMES)}
"""Codes that tell nothing, each the one indicator added to a theme."""
TITLED = {"registered": "zr1", "recognised": "zr2", "rate": "zr3"}
CODES = (*PLAIN.values(), *TITLED.values())


def name_of(code: str) -> str:
    return f"Zeta {code}"


def indicator(code: str, theme: str, **other: str) -> dict[str, str]:
    return {
        "code": code,
        "name_vi": name_of(code),
        "name_en": f"Zeta {code} in English",
        "theme": theme,
        "unit": "persons",
        "kind": "stock",
        "decimals": "0",
        "direction": "up",
        "basis_matters": "no",
        "definition_vi": "Chỉ để thử.",
        "sort": "999",
        "in_form": "yes",
        **other,
    }


def titled(role: str, code: str) -> dict[str, str]:
    row = indicator(code, "learning", title="zeta", role=role)
    if role == "rate":
        row |= {"unit": "%", "kind": "rate", "basis_matters": "yes", "scale": "100"}
        row |= {"numerator": TITLED["recognised"], "denominator": "adults"}
        row |= {"denominator_registered": TITLED["registered"]}
    return row


def figures(code: str) -> Iterator[dict[str, str]]:
    for unit, year in (("01", "2023"), ("01", "2024"), ("36", "2024")):
        yield {
            "unit_code": unit,
            "indicator": code,
            "basis": "all" if code == TITLED["rate"] else "",
            "year": year,
            "as_of": year,
            "value": str(int(year) - 1990),
            "qualifier": "exact",
            "confidence": "high",
            "source_id": "s001",
        }


@dataclass(frozen=True)
class Copy:
    """A home with a database of a data folder with the added rows, and its vocabulary."""

    home: Path
    catalogue: Catalogue


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    folder = tmp_path_factory.mktemp("rows")
    data = write_data(folder / "data")
    rows = [indicator(code, theme) for theme, code in PLAIN.items()]
    rows += [titled(role, code) for role, code in TITLED.items()]
    add_rows(data / "catalogue" / "indicators.csv", *rows)
    title = {"code": "zeta", "name_vi": "Danh hiệu Zeta", "name_en": "Zeta title", "sort": "5"}
    add_rows(data / "catalogue" / "titles.csv", title)
    for code in CODES:
        add_rows(data / "published" / "observations.csv", *figures(code))
    build(places_in(folder))
    return Copy(folder, read_catalogue(data)[1])


@pytest.fixture
def app(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("KHDASH_HOME", str(copy.home))
    monkeypatch.setenv("KHDASH_DATA", str(copy.home / "data"))
    opened = AppTest.from_file(str(SHELL), default_timeout=180).run()
    assert not opened.exception
    return opened


def at(app: AppTest, page: str, **chosen: str) -> AppTest:
    """The page after some of its widgets were set."""
    turn_to(app, f"pages/{page}.py")
    for key, value in chosen.items():
        widget(app, key).set_value(value).run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    """Every table and headline of the page."""
    frames = [e.value.to_string() for e in (*app.table, *app.dataframe)]
    frames += [table.to_string() for table in tables_on(app)]
    said = [*headings_on(app), *(str(item.value) for item in app.markdown)]
    return "\n".join([*frames, *said]).replace("\N{NO-BREAK SPACE}", " ")


def test_on_the_page_of_its_theme(app: AppTest) -> None:
    for page, key, theme in (
        ("hoi_vien", "chi_so", "members"),
        ("quy", "chi_so_quy", "fund"),
        ("mo_hinh_hoc_tap", "chi_so_khac", "learning"),
    ):
        at(app, page, **{key: PLAIN[theme]})
        assert any(name_of(PLAIN[theme]) in said for said in headings_on(app)), page


def test_a_title_is_chosen_on_the_page_of_the_titles_with_its_three_indicators(
    app: AppTest,
) -> None:
    at(app, "mo_hinh_hoc_tap", danh_hieu="zeta")
    assert headings_on(app)[0].startswith("Danh hiệu Zeta")
    assert widget(app, "danh_hieu").options[0] == "Danh hiệu Zeta"  # sort 5 stands first


def test_in_the_profile_of_a_province_with_its_line(app: AppTest) -> None:
    at(app, "ho_so_tinh", chu_de="programmes")
    told = shown(app)
    assert all(name_of(code) in told for code in CODES)
    assert any(name_of(PLAIN["programmes"]) in said for said in headings_on(app))


def test_in_the_reporting_form(app: AppTest) -> None:
    at(app, "nap_so_lieu")
    assert set(CODES) <= set(widget(app, "bieu_chi_tieu").value)
    header = next(t.value for t in app.table if "Zeta" in t.value.to_string())
    for code in CODES:
        assert any(
            name_of(code) in str(column).replace("\N{NO-BREAK SPACE}", " ") for column in header
        )


def test_in_what_is_there_and_what_is_missing(app: AppTest) -> None:
    at(app, "chat_luong")
    for theme, code in (*PLAIN.items(), ("learning", TITLED["rate"])):
        at(app, "chat_luong", nhom_so=theme, chi_so_du=code)
        assert widget(app, "chi_so_du").value == code
        # Eight provinces in the fifteen years from 2010 to 2024, of which three are published.
        assert any(said.startswith("Có 3/120 số liệu") for said in headings_on(app))


def test_in_the_search(app: AppTest) -> None:
    at(app, "tra_cuu", tim="zeta")
    listed = app.dataframe[0].value.to_string()
    assert f"{3 * len(CODES)} số liệu" in headings_on(app)
    assert all(name_of(code) in listed for code in CODES)


def test_under_its_name_in_an_uploaded_file(copy: Copy, tmp_path: Path) -> None:
    file = tmp_path / "bao_cao.csv"
    named = [*(name_of(code) for code in PLAIN.values()), "Danh hiệu Zeta: đăng ký"]
    file.write_text(
        ";".join(["Tỉnh", "Năm", *named]) + "\nHà Nội;2024" + ";7" * len(named), encoding="utf-8"
    )
    report = check_file(file, None, catalogue=copy.catalogue)
    assert set(report.cells["indicator"]) == {*PLAIN.values(), TITLED["registered"]}
