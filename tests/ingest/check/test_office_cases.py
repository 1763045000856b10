"""Files as offices write them: no figure is wrong, and nine tenths of them are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khdash.ingest.pipeline import check_file
from khdash.model.catalogue import Catalogue
from tests.ingest.check.figures_read import figures_of

CASES = Path(__file__).parent / "files"
TRUTH = json.loads((CASES / "truth.json").read_text(encoding="utf-8"))
ASKED = {
    "d11.slk": 8,  # 0,862 where no rate is above 1
    "s44_levels_merged.xlsx": 24,  # 1.000 that nothing tells from 1,000
    "w18_ng_suffix.csv": 1,  # 1003 ng
}
"""How many figures of a file only a person can settle; every other one is read."""


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_every_figure_is_right_or_asked_and_none_is_added(name: str, catalogue: Catalogue) -> None:
    true = {(unit, year, code): value for unit, year, code, value in TRUTH[name]["cells"]}
    report = check_file(CASES / name, None, catalogue=catalogue)
    read = figures_of(report)
    assert read == {key: pytest.approx(true[key]) for key in read if key in true}
    assert len(true) - len(read) == ASKED.get(name, 0)
    assert report.rejects or len(read) == len(true)


def test_nine_tenths_of_all_figures_are_read() -> None:
    figures = sum(len(own["cells"]) for own in TRUTH.values())
    assert sum(ASKED.values()) <= 0.1 * figures
