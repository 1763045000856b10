"""An exhibit asked for by a program is the exhibit that a page shows."""

from __future__ import annotations

from datetime import datetime

import pytest

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import EXHIBITS, build
from khdash.locale import Words
from khdash.model.selection import Selection
from khdash.report.table import file_table, records
from khdash.web.common import reader
from khdash.web.common.exhibit_files import api_address
from khdash.web.common.foot import foot_of
from tests.web.api.asking import Answer, ask, of

SELECTIONS = (
    Selection(tolerance=4),
    Selection(
        units=("01", "34"),
        first_year=2012,
        last_year=2023,
        tolerance=3,
        reference="cluster",
        focus="34",
        judge_national=True,
        lang="en",
    ),
    Selection(boundaries="2025", tolerance=5, as_known_at=datetime(2026, 1, 1)),
)


@pytest.mark.parametrize("selection", SELECTIONS, ids=["plain", "chosen", "today"])
def test_every_exhibit_says_all_that_it_says_elsewhere(selection: Selection) -> None:
    for name in EXHIBITS:
        shown = build(name, reader.dataset(selection.as_known_at), selection)
        answer = ask(f"/{api_address(shown)}&so_dong=5000")
        assert answer.rows == records(file_table(shown)), name
        said_the_same(answer, shown)


def said_the_same(answer: Answer, shown: Exhibit) -> None:
    told = answer.json
    own = told["exhibit"]
    assert [own["title"], own["headline"]] == [shown.title, shown.headline]
    assert [column["name"] for column in own["columns"]] == [c.name for c in shown.columns]
    assert told["notes"] == list(dict.fromkeys(note.text for note in shown.notes))
    assert [s["source_id"] for s in told["sources"]] == [s.source_id for s in shown.sources]
    assert told["data_version"] == shown.data_version
    assert told["filters"]["ranh_gioi"] == (shown.selection.boundaries or "2022")
    if shown.coverage:
        assert own["coverage"]["covered"] == shown.coverage.covered


def test_the_finding_of_a_trend() -> None:
    """Over 1,500,000 in 2023, then 1,953,233: at most 30.2155 % more."""
    told = of("exhibits/trend?chi_so=members&tinh=01&nam=2020&nam=2024").json
    said = told["exhibit"]["headline"].replace("\N{NO-BREAK SPACE}", " ")
    assert said == "Hội viên Hà Nội không tăng quá 30,3 % từ 2023 đến 2024"
    assert [row["value"] for row in told["data"]] == [1500000, 1953233]


def test_beside_each_exhibit_stands_its_address() -> None:
    shown = build("trend", reader.dataset(), SELECTIONS[1])
    last = foot_of(shown, Words("en"))["files"][-1]
    assert (last["label"], last["name"]) == ("API", "")
    assert ask(f"/{last['address']}").json["exhibit"]["title"] == shown.title


def test_a_rate_has_no_total_and_an_unknown_exhibit_no_address() -> None:
    assert of("exhibits/total?chi_so=members_population_rate").status == 422
    assert of("exhibits/nothing").status == 404
