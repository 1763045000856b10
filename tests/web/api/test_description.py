"""The API keeps to its own description (OpenAPI 3.1), whatever it is asked."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from khdash.web.api.parameters import MOMENT
from khdash.web.api.resources import RESOURCES
from tests.web.api.asking import APP, BASE, of

UNANSWERABLE = "422"
"""A question that is well put may have no true answer: a total of rates, a unit that has ended."""

RARELY_THERE = ("phien_ban", "trang")

schemathesis.openapi.format(
    MOMENT, st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31)).map(datetime.isoformat)
)


@cache
def described() -> Any:
    """The description as the generator of questions reads it."""
    config = SchemathesisConfig()
    accepted = config.projects.default.checks.positive_data_acceptance
    accepted.expected_statuses = [*accepted.expected_statuses, UNANSWERABLE]
    return schemathesis.openapi.from_asgi(f"{BASE}/openapi.json", APP, config=config)


PATHS = [
    *(f"{BASE}/{name}" for name in RESOURCES if "/" not in name),
    f"{BASE}/exhibits/{{name}}",
    "/healthz",
    "/readyz",
]
few = settings(
    max_examples=40,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)


@pytest.mark.parametrize("path", PATHS)
def test_a_question_that_it_allows_is_answered_as_it_says(path: str) -> None:
    keep_to(path, GenerationMode.POSITIVE)


@pytest.mark.parametrize("path", [path for path in PATHS if path.startswith(BASE)])
def test_a_question_that_it_does_not_allow_is_refused_as_it_says(path: str) -> None:
    keep_to(path, GenerationMode.NEGATIVE)


def keep_to(path: str, mode: GenerationMode) -> None:
    """Ask an address many questions of a kind; every check of schemathesis holds each answer."""

    @few
    @given(described()[path]["GET"].as_strategy(generation_mode=mode))
    def ask_it(case: schemathesis.Case) -> None:
        case.call_and_validate()
        if mode is GenerationMode.NEGATIVE:
            return
        # Most versions and parts that can be named are not there: ask without them too.
        case.query = {name: v for name, v in (case.query or {}).items() if name not in RARELY_THERE}
        case.call_and_validate()

    ask_it()


def test_it_describes_every_address_and_every_column() -> None:
    told = of("openapi.json").json
    assert told["openapi"] == "3.1.0"
    assert sorted(told["paths"]) == sorted(PATHS)
    content = told["paths"][f"{BASE}/totals"]["get"]["responses"]["200"]["content"]
    assert set(content) == {
        "application/json",
        "text/csv; charset=utf-8",
        "application/vnd.apache.parquet",
    }
    row = content["application/json"]["schema"]["properties"]["data"]["items"]
    assert row["required"] == list(of("totals").rows[0])
    assert row["properties"]["value"]["type"] == ["number", "null"]


def test_its_words_are_in_the_language_that_is_asked_for() -> None:
    vi, en = of("openapi.json").json, of("openapi.json?lang=en").json
    assert vi["info"]["title"] == "Số liệu khuyến học: API dữ liệu"
    assert en["info"]["title"].isascii()
    assert vi["paths"].keys() == en["paths"].keys()


def test_the_codes_of_the_catalogue_stand_in_it() -> None:
    parameters = of("openapi.json").json["components"]["parameters"]
    assert parameters["ranh_gioi"]["schema"]["enum"] == ["2022", "2025"]
    assert "members" in parameters["chi_so"]["schema"]["items"]["enum"]
    assert parameters["so_dong"]["schema"] == {
        "type": "integer",
        "minimum": 1,
        "maximum": 5000,
        "default": 1000,
    }
