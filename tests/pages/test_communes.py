"""The profile of a province opens its communes where they reported, and is silent elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.shell import Open, headings_on, open_shell, parts_on, tables_on

from .conftest import query, widget

PROFILE = "pages/ho_so_tinh.py"
HEADING = "Xã, phường"


@pytest.fixture
def open_country(country: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the application on the national set."""
    monkeypatch.setenv("KHDASH_DATA", str(country / "data"))
    monkeypatch.setenv("KHDASH_HOME", str(country))
    return open_shell


def headings(app: AppTest) -> list[str]:
    return parts_on(app)


def findings(app: AppTest) -> list[str]:
    return [said for said in headings_on(app) if "xã, phường" in said]


def test_a_profile_shows_the_communes_of_its_province(open_country: Open) -> None:
    app = open_country(PROFILE, ho_so="01")
    assert not app.exception
    assert headings(app).count(HEADING) == 1
    (finding,) = findings(app)
    assert "/3 xã, phường" in finding
    assert "Xã 01" in finding
    (own,) = [text for table in tables_on(app) if "Xã 010" in (text := table.to_string())]
    assert [own.count(f"Xã 0100{n}") for n in (1, 2, 3)] == [1, 1, 1]


def test_the_chosen_indicator_is_in_the_link_and_a_link_opens_it(open_country: Open) -> None:
    app = open_country(PROFILE, ho_so="01")
    widget(app, "chi_so_xa").set_value("members_population_rate").run()
    assert query(app)["chi_so_xa"] == ["members_population_rate"]
    opened = open_country(PROFILE, ho_so="01", chi_so_xa="members_population_rate")
    assert findings(opened) == findings(app)
    assert "%" in findings(opened)[0]


def test_another_theme_opens_its_first_indicator_of_the_communes(open_country: Open) -> None:
    app = open_country(PROFILE, ho_so="01", chu_de="fund")
    assert not app.exception
    (finding,) = findings(app)
    assert "triệu đồng" in finding or "tỷ" in finding


def test_without_communes_in_the_catalogue_the_profile_is_silent(open_app: Open) -> None:
    assert HEADING not in headings(open_app(PROFILE, ho_so="01"))


def test_the_first_page_of_the_national_set_speaks_of_the_cluster_alone(
    open_country: Open,
) -> None:
    app = open_country("pages/tong_quan.py")
    assert not app.exception
    assert any("8/8" in said for said in headings_on(app))
