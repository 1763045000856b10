"""Every rule names its own sample, alone, at upload and on the quality page, in the same words."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from khdash.ingest.check import CheckReport
from khdash.ingest.messages import sentence
from khdash.model.catalogue import Catalogue
from khdash.rules import registry
from khdash.rules.rule import Given, Rule
from khdash.store.catalogue_files import read_catalogue
from khdash.store.places import PROJECT

from .doors import cell_of, shown, uploaded

CATALOGUE: Catalogue = read_catalogue(PROJECT / "data")[1]


@cache
def report_on(sample: tuple[Given, ...]) -> CheckReport:
    return uploaded(sample, CATALOGUE)


AT_UPLOAD = [rule for rule in registry.RULES if rule.code != "negative-value"]
"""A negative count of a file is refused as no figure before any rule sees it."""
every_rule = pytest.mark.parametrize("rule", AT_UPLOAD, ids=lambda rule: rule.code)


def test_a_code_is_listed_once_and_the_gravest_first() -> None:
    codes = Counter(rule.code for rule in registry.RULES)
    assert max(codes.values()) == 1
    severities = [rule.severity for rule in registry.RULES]
    assert severities == sorted(severities, key=("error", "warning", "info").index)


@every_rule
def test_a_sample_is_named_at_its_cell_and_at_its_figure(rule: Rule) -> None:
    fires = rule.sample.fires
    report = report_on(fires)
    named = fires[rule.sample.names]
    assert [(f.code, f.cell, f.severity) for f in report.findings] == [
        (rule.code, cell_of(fires, rule.sample.names), rule.severity)
    ]
    table = shown(fires, CATALOGUE)
    columns = ["rule", "severity", "unit", "indicator", "year"]
    assert table[columns].to_numpy().tolist() == [
        [rule.code, rule.severity, named.unit, named.indicator, named.year]
    ]


@every_rule
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_both_doors_say_why_and_what_to_do_in_the_same_words(rule: Rule, lang: str) -> None:
    said = sentence(report_on(rule.sample.fires).findings[0], lang)
    row = shown(rule.sample.fires, CATALOGUE, lang).iloc[0]
    assert said.endswith(f": {row['why']} {row['to_do']}")
    assert "{" not in said
    assert "–" not in row["why"].replace("0–100", "").replace("2016–…", "")


@every_rule
def test_the_figures_just_within_a_rule_are_named_by_none(rule: Rule) -> None:
    assert report_on(rule.sample.silent).findings == ()
    assert shown(rule.sample.silent, CATALOGUE).empty


@every_rule
def test_a_finding_changes_and_rejects_nothing(rule: Rule) -> None:
    report = report_on(rule.sample.fires)
    given = [g.value for g in rule.sample.fires if g.standing == "current"]
    assert report.cells["value"].tolist() == given
    assert not report.rejects
    assert report.has_errors == (rule.severity == "error")
