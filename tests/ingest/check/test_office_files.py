"""Reports in the styles of real offices: every figure is right, or it is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ingest.check.office_files import OFFICE_FILES, OfficeFile


@pytest.mark.parametrize("file", OFFICE_FILES, ids=lambda file: file.name)
def test_every_figure_of_an_office_file_is_right_or_asked(
    file: OfficeFile, check: Any, tmp_path: Path
) -> None:
    path = tmp_path / file.name
    path.write_bytes(file.content())
    cells = check.path(path).cells
    sound = cells[(cells["fault"] == "") & (cells["derived"] == "")]
    stated = sound[["unit", "year", "indicator", "value"]].itertuples(index=False, name=None)
    read = {(unit, year, code): value for unit, year, code, value in stated}
    assert len(read) == len(sound)
    assert read == {
        key: pytest.approx(value) for key, value in file.truth.items() if key not in file.asked
    }


def test_a_fraction_among_rates_in_the_tens_is_asked(check: Any, tmp_path: Path) -> None:
    """Hà Nội 71,25, Hà Nam 65,1, Nam Định 0,862: the third may be 86,2 %."""
    file = next(file for file in OFFICE_FILES if file.name == "so_sanh_2024.xlsx")
    path = tmp_path / file.name
    path.write_bytes(file.content())
    told = [(f.code, f.cell) for f in check.path(path).findings if f.severity == "error"]
    assert told == [("rate-maybe-fraction", "F5")]
