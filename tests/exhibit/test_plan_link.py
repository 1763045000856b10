from __future__ import annotations

import base64
import json
import zlib
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.exhibit.topics.emulation.link import LONGEST_LINK, plan_from_link, plan_to_link
from khdash.exhibit.topics.emulation.plan import example_plan
from khdash.transform.composite import SchemeError
from khdash.web.emulation.plan_edit import own_copy, with_criterion

WEIGHTS = st.floats(0.01, 1000, allow_nan=False)


def packed(content: Any) -> str:
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(content).encode())).decode()


@given(weight=WEIGHTS, name=st.text(max_size=40))
def test_a_plan_comes_back_from_its_link_as_it_went(weight: float, name: str) -> None:
    plan = with_criterion(own_copy(example_plan(), name), "fund_per_head", weight=weight)
    link = plan_to_link(plan)
    assert plan_from_link(link) == plan
    assert len(link) < LONGEST_LINK / 2
    assert link.replace("-", "").replace("_", "").isalnum()


def test_the_example_needs_no_link() -> None:
    assert plan_to_link(example_plan()) == ""
    assert plan_from_link("") == example_plan()


@given(st.text(max_size=200))
def test_no_other_text_is_taken_for_a_plan(text: str) -> None:
    with suppress(SchemeError):
        assert plan_from_link(text) == example_plan()


def test_a_link_cut_off_says_so() -> None:
    plan = with_criterion(own_copy(example_plan(), "Thử"), "fund_per_head", weight=7)
    with pytest.raises(SchemeError, match="bị cắt hoặc bị sửa"):
        plan_from_link(plan_to_link(plan)[:200])


def test_a_link_that_unfolds_without_end_is_refused() -> None:
    with pytest.raises(SchemeError, match="bị cắt hoặc bị sửa"):
        plan_from_link(packed("x" * 1_000_000))


def test_every_fault_of_a_scheme_in_a_link_is_named() -> None:
    criterion = {"code": "members", "weight": -1, "normalisation": {"method": "goalpost"}}
    with pytest.raises(SchemeError) as raised:
        plan_from_link(packed({"criteria": [criterion]}))
    assert [fault.where for fault in raised.value.faults] == [
        "scheme.criteria[0].normalisation.method",
        "scheme.criteria[0].weight",
    ]
