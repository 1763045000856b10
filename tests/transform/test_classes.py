"""Classes of a map have edges that a legend can print."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khdash.transform.classes import class_edges, class_of


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
