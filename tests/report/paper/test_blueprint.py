"""What an office writes in sections.csv is what the report becomes; what is wrong is named."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.problem import CatalogueError
from khdash.model.selection import Selection
from khdash.report.paper.blueprint import SECTIONS, Blueprint, read_blueprint
from khdash.report.paper.formats import PAPERS, paper_name
from khdash.report.paper.paper import compose
from khdash.store.places import PROJECT, Places

SHIPPED = PROJECT / "data" / "report"


@pytest.fixture
def office(tmp_path: Path) -> Places:
    """A home with the office's own copy of the blueprint."""
    shutil.copytree(SHIPPED, tmp_path / "report")
    return Places(PROJECT / "data", tmp_path, tmp_path / "db")


def rewritten(places: Places, **changed: str) -> None:
    """Change cells of the first line with a table."""
    path = places.home / "report" / SECTIONS
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    next(row for row in rows if row["part"] == "table").update(changed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_the_copy_in_the_home_counts(office: Places, enlarged: Dataset) -> None:
    path = office.home / "report" / SECTIONS
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("fund,")), "utf-8")
    sections = read_blueprint(office, enlarged.catalogue).sections("", Words("vi"))
    assert "fund" not in sections
    assert list(sections)[:2] == ["summary", "members"]


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"exhibit": "nothing"}, "exhibit"),
        ({"query": "chi_so=nothing"}, "query"),
        ({"part": "poem"}, "part"),
        ({"scope": "moon"}, "scope"),
        ({"units": "some"}, "units"),
        ({"years": "five"}, "years"),
    ],
)
def test_a_fault_is_named_with_its_line(
    office: Places, enlarged: Dataset, changed: dict[str, str], column: str
) -> None:
    rewritten(office, **changed)
    with pytest.raises(CatalogueError) as caught:
        read_blueprint(office, enlarged.catalogue)
    (problem,) = caught.value.problems
    assert (problem.file, problem.column) == (SECTIONS, column)
    assert problem.line == 5
    assert problem.value == changed[column]


def test_sections_are_chosen_and_progress_is_told(enlarged: Dataset, blueprint: Blueprint) -> None:
    told: list[float] = []
    paper = compose(enlarged, blueprint, Selection(), ("fund", "members"), tell=told.append)
    assert [section.code for section in paper.sections] == ["members", "fund"]  # in blueprint order
    assert told == sorted(told)
    assert told[-1] == 1


def test_what_a_report_asks_is_written_out(enlarged: Dataset, blueprint: Blueprint) -> None:
    paper = compose(enlarged, blueprint, Selection(units=("36",)), link="http://x/")
    assert paper.link == "http://x/?tinh=36&nam=2010&nam=2024&sai_so=4"
    assert (paper.year, paper.short) == (2024, "Nam Định")
    assert "Tỉnh Nam Định" in paper.filters[0]


def test_an_older_year_knows_no_later_figure(enlarged: Dataset, blueprint: Blueprint) -> None:
    paper = compose(enlarged, blueprint, Selection(first_year=2010, last_year=2018))
    years = [
        int(row["year"])
        for exhibit in paper.exhibits
        if exhibit.kind in ("trend", "comparison", "heat_table")
        for row in exhibit.rows
        if row.get("year")
    ]
    assert max(years) <= 2018


def test_names_of_files_have_no_accents(
    enlarged: Dataset, demo: Dataset, blueprint: Blueprint
) -> None:
    docx = PAPERS[0]
    one = compose(enlarged, blueprint, Selection(units=("36",)), ("ahead",))
    assert paper_name(one, docx) == "bao-cao-giao-ban-nam-dinh-2024.docx"
    whole = compose(demo, blueprint, Selection(lang="en"), ("ahead",))
    assert paper_name(whole, docx) == "bao-cao-giao-ban-minh-hoa-cum-3-2024.docx"
