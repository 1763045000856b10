"""Whatever the style of an office, no figure is read wrong and none is added."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from khdash.ingest.pipeline import check_file
from khdash.model.catalogue import Catalogue
from tests.ingest.check.figures_read import figures_of
from tests.ingest.check.office_styles import Written, extracts


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(extracts())
def test_a_figure_is_right_or_refused_in_any_style(catalogue: Catalogue, file: Written) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file.name
        path.write_bytes(file.data)
        report = check_file(path, None, catalogue=catalogue)
    read = figures_of(report)
    assert set(read) <= set(file.truth), (file.rows, report.findings)
    assert read == {key: pytest.approx(file.truth[key], rel=1e-9) for key in read}, file.rows
    if len(read) < len(file.truth):
        assert any(finding.severity != "info" for finding in report.findings)
