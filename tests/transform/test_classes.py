"""Classes of a map have edges that a legend can print."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khdash.transform.classes import Method, class_edges, class_of, edges_around


def test_shares_of_members_fall_into_steps_of_five_points() -> None:
    # Printed shares between 12,0 and 31,58 %: 10-15-20-25-30-35.
    values = [12.0, 18.5, 23.44, 26.0, 31.58]
    edges = class_edges(values)
    assert edges == (10.0, 15.0, 20.0, 25.0, 30.0, 35.0)
    assert [class_of(v, edges) for v in values] == [0, 1, 2, 3, 4]


def test_the_lower_edge_belongs_to_the_class_and_the_last_class_holds_its_upper_edge() -> None:
    edges = (0.0, 10.0, 20.0)
    assert class_of(0, edges) == 0
    assert class_of(10, edges) == 1
    assert class_of(20, edges) == 1
    assert class_of(20.1, edges) is None
    assert class_of(-0.1, edges) is None


def test_equal_values_make_one_class() -> None:
    edges = class_edges([100.0, 100.0, 100.0])
    assert edges == (100.0, 100.0)
    assert class_of(100.0, edges) == 0
    assert class_of(99.0, edges) is None


def test_without_values_there_are_no_classes() -> None:
    assert class_edges([]) == ()
    assert class_edges([math.nan, math.nan]) == ()
    assert class_of(5.0, ()) is None
    assert class_of(math.nan, (0.0, 1.0)) is None


def test_fewer_values_than_classes_make_fewer_classes() -> None:
    # 71,25 and 89,06: two classes of 10, 70-80-90; steps of 5 would need four.
    assert class_edges([71.25, 89.06]) == (70.0, 80.0, 90.0)


def test_one_value_far_away_does_not_push_all_others_into_one_class() -> None:
    # Equal steps of 400 would put five of six into the first class; quantiles part them.
    values = [80.0, 100.0, 120.0, 140.0, 160.0, 1950.0]
    edges = class_edges(values)
    assert len({class_of(v, edges) for v in values}) >= 4


@settings(deadline=None)
@given(
    st.lists(st.floats(0, 1e9, allow_nan=False).map(lambda v: round(v, 2)), max_size=40),
    st.integers(1, 7),
)
def test_every_value_has_a_class_and_edges_rise(values: list[float], count: int) -> None:
    edges = class_edges(values, count)
    if not values:
        assert edges == ()
        return
    assert len(edges) - 1 <= count
    assert all(class_of(v, edges) is not None for v in values)
    if len(set(values)) > 1:
        assert all(one < other for one, other in itertools.pairwise(edges))


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7])
def test_edges_have_few_digits(count: int) -> None:
    for edge in class_edges([0.123456, 3.98765, 7.4321, 9.87654], count):
        assert round(edge, 2) == edge


EIGHT = [12.0, 13.0, 14.5, 23.44, 24.0, 26.0, 31.58, 37.0]


def members(values: list[float], edges: tuple[float, ...]) -> list[list[float]]:
    """The values of each class."""
    classes = [class_of(value, edges) for value in values]
    return [
        [v for v, own in zip(values, classes, strict=True) if own == number]
        for number in range(len(edges) - 1)
    ]


def test_quantiles_hold_as_many_values_each() -> None:
    edges = class_edges(EIGHT, method="quantiles")
    assert edges == (12.0, 14.0, 24.0, 30.0, 37.0)
    assert [len(own) for own in members(EIGHT, edges)] == [2, 2, 2, 2]


def test_natural_breaks_lie_where_the_gaps_are() -> None:
    # By hand: 12-14,5 | 23,44-26 | 31,58 | 37 has the least sum of squares of four groups.
    edges = class_edges(EIGHT, method="natural")
    assert members(EIGHT, edges) == [[12.0, 13.0, 14.5], [23.44, 24.0, 26.0], [31.58], [37.0]]


def test_equal_intervals_stay_equal_however_crowded_a_class_is() -> None:
    values = [80.0, 100.0, 120.0, 140.0, 160.0, 1950.0]
    edges = class_edges(values, method="equal")
    assert edges == (0.0, 500.0, 1000.0, 1500.0, 2000.0)
    assert class_edges(values) != edges


def test_equal_values_are_never_parted() -> None:
    values = [10.0, 20.0, 20.0, 20.0, 20.0, 30.0]
    for method in ("quantiles", "natural"):
        edges = class_edges(values, method=method)  # type: ignore[arg-type]
        assert len({class_of(20.0, edges)}) == 1
        assert sum(own.count(20.0) for own in members(values, edges)) == 4


def test_edges_around_a_target_have_it_among_them() -> None:
    # 60-65-70-75-80-85 around 70: 70 itself is reached, 69,99 is not.
    edges = edges_around([61.2, 65.6, 70.0, 71.25, 81.31], 70.0)
    assert edges == (60.0, 65.0, 70.0, 75.0, 80.0, 85.0)
    assert (class_of(70.0, edges), class_of(69.99, edges)) == (2, 1)


def test_a_side_without_values_has_no_classes() -> None:
    assert edges_around([71.0, 79.0], 70.0) == (70.0, 75.0, 80.0)
    assert edges_around([61.0, 69.0], 70.0) == (60.0, 65.0, 70.0)
    assert edges_around([70.0], 70.0) == (70.0, 71.0)
    assert edges_around([math.nan], 70.0) == ()


VALUES = st.lists(st.floats(0, 1e9, allow_nan=False).map(lambda v: round(v, 2)), max_size=34)


@settings(deadline=None)
@given(VALUES, st.sampled_from(["", "equal", "quantiles", "natural"]))
def test_by_every_method_every_value_has_a_class_and_edges_rise(
    values: list[float], method: Method
) -> None:
    edges = class_edges(values, method=method)
    assert all(class_of(value, edges) is not None for value in values)
    if len(set(values)) > 1:
        assert all(low < high for low, high in itertools.pairwise(edges))
        assert len(edges) <= 7


@settings(deadline=None)
@given(VALUES, st.floats(0, 1e9, allow_nan=False).map(lambda v: round(v, 2)))
@example([0.0, 600000001.0], 0.12)  # a value hardly below the centre
def test_around_a_centre_every_value_is_on_its_own_side(values: list[float], centre: float) -> None:
    edges = edges_around(values, centre)
    assert bool(edges) == bool(values)
    for value in values:
        number = class_of(value, edges)
        assert number is not None
        assert (edges[number] >= centre) == (value >= centre)
        assert len(edges) <= 7


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 60).map(float), min_size=3, max_size=9, unique=True))
def test_natural_breaks_have_the_least_spread_of_all_ways_to_part(values: list[float]) -> None:
    known = sorted(values)
    edges = class_edges(known, method="natural")
    count = len(edges) - 1

    def spread(groups: list[list[float]]) -> float:
        means = [math.fsum(group) / len(group) for group in groups]
        return math.fsum(
            (v - m) ** 2 for group, m in zip(groups, means, strict=True) for v in group
        )

    ways = itertools.combinations(range(1, len(known)), count - 1)
    best = min(
        spread([known[a:b] for a, b in itertools.pairwise([0, *cuts, len(known)])]) for cuts in ways
    )
    assert spread([own for own in members(known, edges) if own]) == pytest.approx(best)
