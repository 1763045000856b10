"""Every code in the reader's source is listed with its parameters, and none is listed in vain."""

from __future__ import annotations

import re
from pathlib import Path

import khdash.reading.table as reader
from khdash.reading.table import ASSUMPTIONS, REFUSALS

SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in Path(reader.__file__).parent.glob("*.py")
    if path.name != "codes.py"
)


def test_every_code_that_is_raised_or_reported_is_listed() -> None:
    used = set(re.findall(r'(?:UnusableFile|Assumption)\(\s*"([a-z-]+)"', SOURCE))
    assert used <= set(REFUSALS) | set(ASSUMPTIONS)


def test_every_listed_code_occurs_in_the_source() -> None:
    listed = set(REFUSALS) | set(ASSUMPTIONS)
    assert {code for code in listed if f'"{code}"' not in SOURCE} == set()


def test_no_code_is_both_a_refusal_and_an_assumption() -> None:
    assert not set(REFUSALS) & set(ASSUMPTIONS)
