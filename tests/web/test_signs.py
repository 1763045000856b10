"""No value stands on a page without the sign of its precision."""

from __future__ import annotations

import ast
from types import SimpleNamespace

import pytest

from khdash.locale import Words
from khdash.model.catalogue import Catalogue
from khdash.store.catalogue_files import read_catalogue
from khdash.store.places import PROJECT
from khdash.web.common.changes import difference as difference_of
from khdash.web.common.changes import percent as percent_of


def test_whoever_prints_a_value_gives_its_qualifier() -> None:
    printers = {"exact_figure", "value_text"}
    calls = [
        call
        for file in (PROJECT / "khdash" / "web").rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in printers
    ]
    assert calls
    assert [ast.unparse(call) for call in calls if isinstance(call.args[2], ast.Constant)] == []


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(PROJECT / "data")[1]


@pytest.mark.parametrize(
    ("old", "new", "difference", "percent"),
    [
        # Of "hơn 300.000" and then 303.000: at most 3,000 more, at most 1 %.
        (("at_least", 300_000), ("exact", 303_000), "≲ +3.000", "≲ +1,0 %"),
        (("exact", 300_000), ("at_least", 303_000), "≥ +3.000", "≥ +1,0 %"),
        (("at_least", 300_000), ("at_least", 303_000), "≈ +3.000", "≈ +1,0 %"),
        (("exact", 300_000), ("exact", 303_000), "+3.000", "+1,0 %"),
    ],
)
def test_a_change_between_rounded_values_says_what_it_leaves_open(
    old: tuple[str, float],
    new: tuple[str, float],
    difference: str,
    percent: str,
    catalogue: Catalogue,
) -> None:
    cell = SimpleNamespace(
        action="changed", indicator="members", value=new[1], qualifier=new[0],
        old_value=old[1], old_qualifier=old[0],
    )  # fmt: skip
    report, words = SimpleNamespace(catalogue=catalogue), Words("vi")
    told = [difference_of(cell, report, words), percent_of(cell, words)]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in told] == [difference, percent]
