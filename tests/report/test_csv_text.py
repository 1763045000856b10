"""What leaves as CSV keeps every digit and never runs as a formula."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.model.formula import guarded
from khdash.report.csv_text import csv_text, frame_rows, number_text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    assert guarded(f"{start}1+1") == f"'{start}1+1"
    assert guarded(f"a{start}") == f"a{start}"


def test_negative_numbers_are_numbers_and_gaps_are_empty() -> None:
    frame = pd.DataFrame(
        {
            "value": [-5.0, float("nan"), 1953233.0],
            "year": pd.Series([2020, None, 2024], dtype="Int64"),
            "live": [True, False, True],
            "at": [datetime(2024, 12, 31), None, datetime(2024, 1, 2, 3, 4, 5)],
            "name": ["-5", "Hà Nội, Thái Bình", None],
        }
    )
    assert csv_text(frame_rows(frame)) == (
        "value,year,live,at,name\r\n"
        "-5,2020,true,2024-12-31,'-5\r\n"
        ',,false,,"Hà Nội, Thái Bình"\r\n'
        "1953233,2024,true,2024-01-02T03:04:05,\r\n"
    )
    assert csv_text([[-1, np.int64(-2), pd.NA]]) == "-1,-2,\r\n"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_reads_back_as_itself(value: float) -> None:
    assert float(number_text(value)) == value


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_text_reads_back_but_for_the_guard(texts: list[str]) -> None:
    written = csv_text(frame_rows(pd.DataFrame({"text": pd.Series(texts, dtype=object)})))
    rows = list(csv.reader(io.StringIO(written, newline="")))[1:]
    read = [row[0] if row else "" for row in rows]
    assert read == [guarded(text) for text in texts]
