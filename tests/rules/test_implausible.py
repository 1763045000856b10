"""What breaks a hard bound is told at upload, and spoken of nowhere until a person confirms it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from khdash.ingest.messages import sentence
from khdash.model.catalogue import Catalogue
from khdash.model.frames import CONFIRMATION, empty
from khdash.rules import registry
from khdash.rules.confirmation import KEY
from khdash.rules.finding import review
from khdash.rules.implausible import implausible
from khdash.rules.rule import Rule
from khdash.store.catalogue_files import read_catalogue, read_published
from khdash.store.places import PROJECT
from khdash.transform.rates import derived
from tests.ingest.check.sample import one
from tests.transform.figures import figure, observations

from .doors import stored

CATALOGUE: Catalogue = read_catalogue(PROJECT / "data")[1]
NOBODY = empty(CONFIRMATION)
HARD = [rule for rule in registry.RULES if rule.hard]


def confirmed(findings: pd.DataFrame) -> pd.DataFrame:
    rows = findings[KEY].assign(note="đúng", committed_by="Lan", committed_at="2025-01-15")
    return rows.astype(CONFIRMATION)


def test_a_billion_times_a_thousand_billion_is_an_error_at_its_cell(check: object) -> None:
    report = check.text(one("Số dư quỹ (tỷ đồng)", "1.000.000.000.342,8"))  # type: ignore[attr-defined]
    (found,) = report.findings
    assert (found.code, found.severity, found.cell) == ("above-ceiling", "error", "C2")
    said = sentence(found, "vi").replace("\N{NO-BREAK SPACE}", " ")
    assert said.startswith(
        "Ô C2: Hà Nội 2024, Số dư Quỹ Khuyến học: 1.000.000.000.342,8 tỷ đồng lớn hơn mức cao nhất"
        " có thể có là 1.000.000 tỷ đồng. Xem đơn vị tính"
    )
    assert report.cells["action"].tolist() == ["new"]


@pytest.mark.parametrize("rule", HARD, ids=lambda rule: rule.code)
def test_a_figure_beyond_a_hard_bound_is_implausible_until_it_is_confirmed(rule: Rule) -> None:
    figures = stored(rule.sample.fires)
    told = implausible(figures, CATALOGUE, NOBODY)
    expected = [False] * len(figures)
    expected[rule.sample.names] = True
    assert told.tolist() == expected
    words = confirmed(review(figures, CATALOGUE))
    assert not implausible(figures, CATALOGUE, words).any()
    assert not implausible(stored(rule.sample.silent), CATALOGUE, NOBODY).any()


def test_what_is_computed_from_an_implausible_figure_is_implausible() -> None:
    # 1,100,000 members of 1,000,000 people; the fund per head is sound.
    figures = observations(
        figure("35", "members", 2024, 1_100_000),
        figure("35", "fund_balance", 2024, 90_000),
        figure("35", "population", 2024, 1_000_000),
    )
    rates = [derived(figures, CATALOGUE, r) for r in ("members_population_rate", "fund_per_head")]
    whole = pd.concat([figures, *rates], ignore_index=True)
    told = implausible(whole, CATALOGUE, NOBODY)
    named = dict(zip(whole["indicator"], told, strict=True))
    assert named == {
        "members": True, "fund_balance": False, "population": False,
        "members_population_rate": True, "fund_per_head": False,
    }  # fmt: skip


def test_other_findings_keep_nothing_out_of_sentences() -> None:
    for rule in registry.RULES:
        if not rule.hard:
            assert not implausible(stored(rule.sample.fires), CATALOGUE, NOBODY).any(), rule.code


def test_people_of_another_year_leave_a_quarter_more() -> None:
    people = figure("35", "population", 2020, 800_000)
    for members, expected in ((1_000_000, False), (1_000_001, True)):
        rows = observations(people, figure("35", "members", 2024, members))
        assert implausible(rows, CATALOGUE, NOBODY).tolist() == [False, expected]
    far = observations(
        figure("35", "population", 2018, 800_000), figure("35", "members", 2024, 2e6)
    )
    assert not implausible(far, CATALOGUE, NOBODY).any()


def test_rounded_people_and_figures_are_judged_by_their_bounds() -> None:
    people = figure("35", "population", 2024, 800_000, "at_least")
    assert not implausible(
        observations(people, figure("35", "members", 2024, 900_000)), CATALOGUE, NOBODY
    ).any()
    nearly = figure("35", "fund_balance", 2024, 5e9, "nearly")
    assert not implausible(observations(nearly), CATALOGUE, NOBODY).any()


def test_no_published_figure_comes_near_a_ceiling() -> None:
    """Money could be ten times what it is, and people, who are most of a province, 1.6 times."""
    rows = read_published(PROJECT / "data", CATALOGUE).rows
    held = rows.assign(
        standing="current",
        origin="published",
        lower=rows["value"],
        upper=rows["value"],
    )
    tenth = {
        code: replace(
            entry,
            ceiling=entry.ceiling and entry.ceiling * (1 if entry.unit == "%" else 0.6),
            ceiling_per_person=entry.ceiling_per_person
            and entry.ceiling_per_person * (0.6 if entry.ceiling_per_person == 1 else 0.1),
        )
        for code, entry in CATALOGUE.indicators.items()
    }
    narrow = replace(CATALOGUE, indicators=tenth)
    assert not implausible(held, narrow, NOBODY).any()
