"""The same figure twice in a file: equal only where value and precision are."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from khdash.ingest.messages import sentence
from khdash.model.value import QUALIFIERS
from tests.ingest.check.sample import members

WORDS = dict(zip(QUALIFIERS, ("", "hơn ", "gần ", "khoảng "), strict=True))
SIGNS = dict(zip(QUALIFIERS, ("", "≥ ", "≲ ", "≈ "), strict=True))


@pytest.mark.parametrize(("first", "second"), list(product(QUALIFIERS, repeat=2)))
def test_two_cells_agree_only_if_number_and_precision_do(
    check: Any, first: str, second: str
) -> None:
    rows = (f"Hà Nam;2024;{WORDS[first]}300.000", f"Hà Nam;2024;{WORDS[second]}300.000")
    report = check.text(members(*rows))
    (found,) = report.findings
    if first == second:
        assert found.code == "duplicate-equal"
        assert report.cells["action"].tolist() == ["new", "same"]
        return
    assert found.code == "duplicate-conflict"
    assert report.cells["action"].tolist() == ["rejected", "rejected"]
    said = sentence(found, "vi").replace("\N{NO-BREAK SPACE}", " ")
    assert f"ô C2 ghi {SIGNS[first]}300.000, ô C3 ghi {SIGNS[second]}300.000." in said


def test_a_sum_of_rounded_rows_carries_their_sign(check: Any) -> None:
    text = "SỐ LIỆU NĂM 2024;;\n\nSTT;Tỉnh;Số hội viên\n1;Hà Nội;5\n2;Hà Nam;hơn 6\n;Tổng cộng;10\n"
    told = [f for f in check.text(text).findings if f.code == "total-mismatch"]
    said = sentence(told[0], "en").replace("\N{NO-BREAK SPACE}", " ")
    assert "The total says 10, but its rows add up to ≥ 11" in said
