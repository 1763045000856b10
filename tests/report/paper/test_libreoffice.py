"""Another program opens each document, draws its charts, and prints it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from khdash.report.paper.formats import DOCUMENTS
from khdash.report.paper.paper import Paper
from tests.browser.programs import IMPRESS, POPPLER, WRITER


def printed(path: Path) -> str:
    """The words of a PDF."""
    program = POPPLER.require()
    done = subprocess.run([program, "-layout", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize("form", DOCUMENTS, ids=lambda form: form.code)
def test_libreoffice_prints_it(
    form: Any, province: Paper, tmp_path: Path, convert: Callable[[Path, str], Path]
) -> None:
    for program in (WRITER, IMPRESS):
        program.require()
    path = tmp_path / f"paper.{form.extension}"
    path.write_bytes(form.make(province))
    told = " ".join(printed(convert(path, "pdf")).split())
    assert "năm 2024 của tỉnh Nam Định" in told
    # A label that only the drawn chart of fund per head says.
    assert "≥ 68.225 đ" in told
    assert "Phiên bản số liệu" in told
