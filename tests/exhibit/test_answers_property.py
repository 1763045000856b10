"""Whatever is asked, an answer says what its own lines say, of one year span and one measure."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import product

import pytest

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.rows import Row, grouped
from khdash.model.selection import Selection
from khdash.transform.totals import is_enough

NAMES = ("answers", "answers_members", "answers_fund", "answers_learning")
WINDOWS = [
    Selection(last_year=year, tolerance=tolerance, boundaries=boundaries, units=units)
    for year, tolerance, (boundaries, units) in product(
        (2013, 2018, 2021, 2024),
        (0, 2, 5),
        (("2022", ()), ("2022", ("01", "34", "37")), ("2022", ("35",)), ("2025", ())),
    )
]
BOTH = pytest.mark.parametrize("data", ["enlarged", "demo"])


def answers(shown: Exhibit, kind: str) -> list[list[Row]]:
    found = grouped(shown.rows, "answer")
    return [rows for code, rows in found.items() if code.startswith(kind)]


def lines(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["label"]]


def printed(text: str) -> list[float]:
    """The numbers of a Vietnamese text that are no years and no k/n."""
    text = re.sub(r"\d+/\d+|\(\d{4}\)", " ", text.replace("\N{NO-BREAK SPACE}", " "))
    found = re.findall(r"\d[\d.]*(?:,\d+)?", text)
    return [float(one.replace(".", "").replace(",", ".")) for one in found]


@BOTH
def test_a_sum_is_that_of_its_lines_and_says_of_how_many(
    data: str, request: pytest.FixtureRequest
) -> None:
    dataset: Dataset = request.getfixturevalue(data)
    seen = Counter[str]()
    for asked in WINDOWS:
        shown = build("answers", dataset, asked)
        for rows in answers(shown, "sum:"):
            own, said = lines(rows), rows[0]["said"]
            units = asked.units or dataset.catalogue.members(asked.boundaries, asked.last_year)
            if len(own) < 2 or rows[0]["measure"] != "persons":
                seen["other"] += 1
                continue
            value = math.fsum(row["value"] for row in own)
            assert value in printed(said), said
            lower = math.fsum(row["lower"] for row in own)
            upper = math.fsum(row["upper"] for row in own)
            word = "ít nhất" if math.isinf(upper) else "không quá" if math.isinf(lower) else ""
            if math.isinf(upper) and math.isinf(lower):
                word = "khoảng"
            assert word.lower() in said.lower(), said
            assert ("cả" if len(own) == len(units) else f"{len(own)}/{len(units)}") in said, said
            partial = not is_enough(len(own), len(units))
            assert ("cộng lại" in said) == partial, said
            seen["partial" if partial else "enough"] += 1
    assert seen["enough"]
    assert seen["partial"] or data == "demo"


@BOTH
def test_those_counted_beside_a_level_are_its_lines_and_the_rest_of_the_provinces(
    data: str, request: pytest.FixtureRequest
) -> None:
    dataset: Dataset = request.getfixturevalue(data)
    judged = 0
    for asked in WINDOWS:
        for rows in answers(build("answers_learning", dataset, asked), "goal:"):
            own, said = lines(rows), rows[0]["said"]
            units = asked.units or dataset.catalogue.members(asked.boundaries, asked.last_year)
            verdicts = Counter(row["verdict"] for row in own)
            for verdict, words in (("reached", "đã đạt"), ("below", "chưa đạt"), ("open", "rõ")):
                told = re.search(rf"(\d+) tỉnh (?:chưa )?{words}", said)
                assert (int(told[1]) if told else 0) == verdicts[verdict], said
            rest = re.search(r"(\d+) tỉnh chưa có số", said)
            if own:
                assert (int(rest[1]) if rest else 0) == len(units) - len(own), said
                judged += 1
            for row in own:
                assert row["basis"] in ("all", "unstated")
                assert (row["lower"] >= row["target_value"]) == (row["verdict"] == "reached")
                assert (row["upper"] < row["target_value"]) == (row["verdict"] == "below")
            if any(row["basis"] == "unstated" for row in own):
                assert "tạm" in said
    assert judged > 10


@BOTH
@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_doubtful_older_than_the_tolerance_or_of_another_denominator(
    name: str, data: str, request: pytest.FixtureRequest
) -> None:
    dataset: Dataset = request.getfixturevalue(data)
    told = 0
    for asked in WINDOWS:
        assert asked.last_year is not None
        assert asked.tolerance is not None
        for code, rows in grouped(build(name, dataset, asked).rows, "answer").items():
            own = [row for row in lines(rows) if row["year"] is not None]
            for row in own:
                told += 1
                assert row["confidence"] != "low"
                assert row["basis"] != "registered"
                assert row["pale"] == (row["year"] < asked.last_year - 2)
                if not code.startswith("parts:"):  # older parts are listed, not spoken of
                    assert asked.last_year - asked.tolerance <= row["year"] <= asked.last_year
            if own and rows[0]["detail"] and code.startswith(("sum:", "goal:", "rate:")):
                years = sorted(row["year"] for row in own)
                span = f"{years[0]}–{years[-1]}" if years[0] < years[-1] else f"{years[0]}"
                assert f"Số của {span}" in rows[0]["detail"], rows[0]["detail"]
            assert len({row["measure"] for row in own}) <= 1, code
    assert told > 50


@BOTH
def test_every_number_of_a_rate_stands_in_a_line_and_none_between_them(
    data: str, request: pytest.FixtureRequest
) -> None:
    dataset: Dataset = request.getfixturevalue(data)
    spreads = 0
    for asked in WINDOWS:
        for rows in answers(build("answers_members", dataset, asked), "rate:"):
            own, said = lines(rows), rows[0]["said"]
            if "thấp nhất" not in said:
                continue
            spreads += 1
            values = [round(row["value"], 2) for row in own]
            low, high = printed(said)
            assert (low, high) == (min(values), max(values)), said
    assert spreads or data == "demo"


@BOTH
def test_answers_say_the_same_numbers_in_both_languages(
    data: str, request: pytest.FixtureRequest
) -> None:
    dataset: Dataset = request.getfixturevalue(data)
    for asked in WINDOWS[::5]:
        ours = build("answers", dataset, asked)
        theirs = build("answers", dataset, asked.with_(lang="en"))
        keys = ("answer", "unit", "value", "year", "basis", "verdict", "form_units")
        for one, other in zip(ours.rows, theirs.rows, strict=True):
            assert [str(one[k]) for k in keys] == [str(other[k]) for k in keys]
            assert one["said"] != other["said"]


def test_a_level_of_the_fund_is_the_sum_of_its_provinces_and_the_largest_is_named(
    demo: Dataset,
) -> None:
    whole = Selection(indicators=("fund_balance",))
    sums: dict[str, float] = {}
    for row in build("fund_by_level", demo, whole).rows:
        sums[row["part_name"]] = sums.get(row["part_name"], 0.0) + row["value"]
    (rows,) = answers(build("answers_fund", demo, Selection()), "parts:")
    assert {row["label"]: round(row["value"], 3) for row in rows} == {
        name: round(value, 3) for name, value in sums.items()
    }
    largest = max(sums, key=sums.__getitem__)
    assert rows[0]["said"].startswith(f"Nhiều nhất ở {largest[0].lower()}{largest[1:]}: ")
    assert "cộng 8/8 tỉnh" in rows[0]["said"]
