"""A scheme read from a plain dict: every fault by its key, and the dict it writes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from khdash.transform.composite import Criterion, Normalisation, Scheme, SchemeError, composite

from .ranking_examples import EMULATION, HUMAN_DEVELOPMENT, PROVINCES, criterion, goalposts, hundred


def faults(described: Any) -> dict[str, str]:
    """Where each fault stands, with its English text."""
    with pytest.raises(SchemeError) as caught:
        Scheme.from_dict(described)
    return {fault.where: fault.en for fault in caught.value.faults}


@pytest.mark.parametrize("described", [HUMAN_DEVELOPMENT, EMULATION], ids=["HDI", "association"])
def test_a_scheme_survives_json(described: dict[str, Any]) -> None:
    scheme = Scheme.from_dict(described)
    assert Scheme.from_dict(json.loads(json.dumps(scheme.to_dict()))) == scheme


def test_the_written_dict_leaves_out_what_is_at_its_default() -> None:
    described = {"criteria": [{"code": "a", "normalisation": {"method": "rank"}}]}
    spelled_out = {**described, "missing": "exclude", "scale": [0, 1], "decimals": None}
    assert Scheme.from_dict(spelled_out).to_dict() == described


def test_all_faults_are_reported_at_once_each_by_its_key() -> None:
    group = {"code": "g", "aggregation": "median", "criteria": [criterion("b", weight=0)]}
    found = faults(hundred({"code": "a"}, group, scale=[1]))
    assert set(found) == {
        "criteria[0].normalisation",
        "criteria[1].aggregation",
        "criteria[1].criteria[0].weight",
        "scale",
    }
    assert found["criteria[0].normalisation"] == "missing; it is required"
    assert "allowed: arithmetic, geometric, harmonic, product" in found["criteria[1].aggregation"]
    assert found["criteria[1].criteria[0].weight"] == "a number above 0, not 0"


def test_a_misspelt_key_is_named_with_the_one_that_was_meant() -> None:
    found = faults(hundred(criterion("a", wieght=2)))
    assert found["criteria[0].wieght"].startswith("no such key; did you mean weight?")


@pytest.mark.parametrize(
    ("rule", "where", "says"),
    [
        ({"method": "minmax"}, "method", "allowed: goalposts, min_max, attainment"),
        ({"method": "goalposts", "min": 1}, "max", "goalposts need min and max"),
        (goalposts(5, 5), "min", "must be below max (5)"),
        (goalposts("0", 5), "min", "a number, not '0'"),
        (goalposts({"percentile": 120}, 5), "min.percentile", "a number from 0 to 100, not 120"),
        ({"method": "attainment"}, "target", "exactly one of target"),
        ({"method": "attainment", "target": 0}, "target", "a number above 0, not 0"),
        ({"method": "rank", "target": 5}, "target", "rank does not take this key"),
        ({"method": "z_score", "mean": 5}, "mean", "mean and sd go together"),
        ({"method": "z_score", "ddof": 2}, "ddof", "0 or 1, not 2"),
    ],
)
def test_a_normalisation_says_what_it_lacks(rule: dict[str, Any], where: str, says: str) -> None:
    found = faults(hundred({"code": "a", "normalisation": rule}))
    assert list(found) == [f"criteria[0].normalisation.{where}"]
    assert says in found[f"criteria[0].normalisation.{where}"]


@pytest.mark.parametrize(
    ("described", "where", "says"),
    [
        ([], "scheme", "a dict, not []"),
        ({}, "criteria", "missing; it is required"),
        (hundred(), "criteria", "needs at least one criterion"),
        (hundred(criterion("a"), criterion("a")), "criteria", "code 'a' repeats"),
        (hundred(criterion("a"), floor=1), "floor", "only with geometric"),
        (hundred(criterion("a"), aggregation="product"), "scale", "needs the scale [0, 1]"),
        (hundred(criterion("a"), scale=[100, 0]), "scale", "the lower first"),
        (hundred(criterion("a"), min_coverage=60), "min_coverage", "from 0 to 1, not 60"),
        (hundred(criterion("a"), missing="skip"), "missing", "allowed: exclude, zero, mean"),
        (hundred(criterion("a"), titles=[{"min_score": 9}]), "titles[0].name_vi", "missing"),
        (hundred(criterion("a"), decimals=1.5), "decimals", "a whole number"),
        (hundred(criterion("a", weight=True)), "criteria[0].weight", "a number, not True"),
        (hundred(criterion("a", weight=float("nan"))), "criteria[0].weight", "a number, not nan"),
        (hundred(criterion("a", log=True)), "criteria[0].normalisation.min", "above 0"),
        (hundred(criterion("a", floor=9, cap=3)), "criteria[0].floor", "must be below cap"),
        (hundred(criterion(" ")), "criteria[0].code", "text, not empty"),
    ],
)
def test_a_scheme_says_what_is_wrong_and_where(described: Any, where: str, says: str) -> None:
    found = faults(described)
    assert list(found) == [where]
    assert says in found[where]


def test_a_ratio_of_logarithms_is_refused() -> None:
    rule = {"method": "attainment", "target": 5}
    found = faults(hundred({"code": "a", "log": True, "normalisation": rule}))
    assert "depends on the unit" in found["criteria[0].log"]


def test_faults_are_told_in_vietnamese_first() -> None:
    with pytest.raises(SchemeError) as caught:
        Scheme.from_dict(hundred(criterion("a", weight=-1)))
    assert str(caught.value) == "criteria[0].weight: phải là số lớn hơn 0, đang là -1"


def test_a_scheme_put_together_with_faults_is_refused_before_it_ranks() -> None:
    wrong = Scheme(
        criteria=(Criterion(code="a", weight=-1.0, normalisation=Normalisation(method="rank")),)
    )
    with pytest.raises(SchemeError):
        composite(PROVINCES, wrong)
