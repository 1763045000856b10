"""Every public transform leaves its inputs as they were."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import pandas as pd
import pytest

import khdash.transform
from khdash.model.frames import stacked
from khdash.model.rows import Row, has_value, rows_of
from khdash.model.value import bounded
from khdash.transform.alike import nearest_in_size
from khdash.transform.boundaries import on_boundaries
from khdash.transform.classes import class_edges, class_of, edges_around
from khdash.transform.completeness import (
    completeness,
    is_due,
    is_reported,
    known_cells,
    staleness,
    years_of_themes,
)
from khdash.transform.defaults import default_tolerance, default_years, population_shares
from khdash.transform.due import newest_past_due, next_due, past_dues, task_dues, yearly_due
from khdash.transform.figures import figures_of, in_form, of_basis
from khdash.transform.forms import formed, has_form, indices, shares
from khdash.transform.growth import change, important, like_for_like, unit_changes
from khdash.transform.latest import is_shaded, latest_or_why_not, newest, why_no_figure
from khdash.transform.outlook import outlooks, slope_of, value_at
from khdash.transform.over_years import means, summed
from khdash.transform.progress import (
    Point,
    change_per_year,
    grade,
    judge,
    method_of,
    per_year,
)
from khdash.transform.published_derived import (
    compared,
    distance,
    is_open_basis,
    published_against_derived,
)
from khdash.transform.quotient import quotient, quotients
from khdash.transform.rank_change import with_rank_change
from khdash.transform.ranks import rank_intervals
from khdash.transform.rates import (
    bases_of,
    cluster_rate,
    derived,
    divisors,
    newest_rates,
    spread,
    sum_over_sum,
    with_derived,
)
from khdash.transform.records import (
    all_firm,
    bounded_of,
    bounded_values,
    is_firm,
    is_usable,
    is_whole,
    lower_confidence,
    refuse_rate,
    whole,
)
from khdash.transform.reference import crosses, mean_of, other_unit, rate_of, year_before
from khdash.transform.series import firm_apart, joined, series_of
from khdash.transform.target_status import Asked, may_judge, target_statuses
from khdash.transform.tasks import by_month, review_statuses, roll_up, standing, task_board
from khdash.transform.timeliness import timeliness
from khdash.transform.together import rates_by_year, sums_by_year
from khdash.transform.totals import floor_of, is_enough, total_of, totals_by_year
from khdash.transform.two_years import two_year_rows, why_no_pair
from khdash.transform.year_locks import locks_in_force
from khdash.transform.yearly_rise import rising_figures, yearly_rises

from .figures import BREAKS, EIGHT, catalogue, figure, observations
from .task_frames import items, records

CATALOGUE = catalogue()
WINDOW = (2020, 2)
RATE = "members_population_rate"
DAY = date(2023, 1, 1)
BASE, LATEST, TARGET = (Point(year, bounded(year)) for year in (2018, 2020, 2025))

CALLS: dict[Callable[..., object], Callable[[pd.DataFrame], object]] = {
    on_boundaries: lambda f: on_boundaries(f, CATALOGUE, "2025"),
    default_years: lambda f: default_years(f, CATALOGUE, EIGHT),
    default_tolerance: lambda f: default_tolerance(f, "members", EIGHT, 2020),
    population_shares: lambda f: population_shares(f, "population", EIGHT),
    figures_of: lambda f: figures_of(_on_2022(f), CATALOGUE, CATALOGUE.indicators[RATE]),
    in_form: lambda f: in_form(
        series_of(f, "members"),
        formed(CATALOGUE.indicators["members"], "share", "population"),
        lambda year: EIGHT,
        (BREAKS, BREAKS),
        2010,
    ),
    published_against_derived: lambda f: published_against_derived(f, CATALOGUE),
    compared: lambda f: compared(f, CATALOGUE),
    distance: lambda f: distance(f, f),
    quotients: lambda f: quotients(f.add_prefix("a_").join(f.add_prefix("b_")), "a", "b"),
    known_cells: lambda f: known_cells(f, CATALOGUE, [RATE]),
    completeness: lambda f: completeness(
        known_cells(f, CATALOGUE, [RATE]), CATALOGUE, [RATE], EIGHT, [2020]
    ),
    years_of_themes: lambda f: years_of_themes(f, CATALOGUE),
    staleness: lambda f: staleness(years_of_themes(f, CATALOGUE), CATALOGUE, [""], EIGHT, 2020),
    locks_in_force: lambda f: locks_in_force(f.assign(locked=True)),
    rising_figures: lambda f: rising_figures(f, CATALOGUE),
    yearly_rises: lambda f: yearly_rises(rising_figures(f, CATALOGUE), CATALOGUE, EIGHT, [2020]),
    divisors: lambda f: divisors(f, CATALOGUE.indicators[RATE], ""),
    derived: lambda f: derived(f, CATALOGUE, RATE),
    with_derived: lambda f: with_derived(f, CATALOGUE, RATE),
    bounded_values: bounded_values,
    stacked: lambda f: stacked(f, f),
    whole: whole,
    indices: lambda f: indices(series_of(f, "members"), BREAKS, BREAKS, 2010),
    shares: lambda f: shares(series_of(f, "members"), lambda year: EIGHT, "stock"),
    series_of: lambda f: series_of(f, "members"),
}

OF_ROWS: dict[Callable[..., object], Callable[[list[Row]], object]] = {
    all_firm: lambda r: all_firm(r),
    bounded_of: lambda r: bounded_of(r[0]),
    has_value: lambda r: has_value(r[0]),
    is_whole: lambda r: is_whole(r[0]),
    is_usable: lambda r: is_usable(r[0]),
    refuse_rate: lambda r: refuse_rate(r, "stock"),
    of_basis: lambda r: of_basis(r, "all"),
    newest: lambda r: newest(r, WINDOW),
    latest_or_why_not: lambda r: latest_or_why_not(r, WINDOW, {"published": BREAKS}),
    why_no_figure: lambda r: why_no_figure(r, CATALOGUE.indicators["members"], (0, 2020)),
    joined: lambda r: joined(r, BREAKS),
    firm_apart: lambda r: firm_apart(joined(r, BREAKS)),
    summed: lambda r: summed(r, (BREAKS, BREAKS), 2019, 2020),
    means: lambda r: means(r, (BREAKS, BREAKS)),
    unit_changes: lambda r: unit_changes(joined(r, BREAKS), "stock"),
    important: lambda r: important(unit_changes(joined(r, BREAKS), "stock"), {"37": 5.0}),
    like_for_like: lambda r: like_for_like(r, EIGHT, (2019, 2020), "stock", BREAKS),
    two_year_rows: lambda r: two_year_rows(joined(r, BREAKS), 2019, 2020, 0),
    why_no_pair: lambda r: why_no_pair(r, 2019, 2020, 0),
    rank_intervals: lambda r: rank_intervals(r),
    with_rank_change: lambda r: with_rank_change(
        [{**row, **{f"base_{n}": row[n] for n in ("value", "lower", "upper")}} for row in r]
    ),
    outlooks: lambda r: outlooks(joined(r, BREAKS), [2025]),
    target_statuses: lambda r: target_statuses(r, CATALOGUE, "members", EIGHT, Asked(2020)),
    total_of: lambda r: total_of(newest(r, WINDOW), EIGHT, "stock"),
    totals_by_year: lambda r: totals_by_year(r, lambda year: EIGHT, "stock"),
    floor_of: lambda r: floor_of(r),
    sums_by_year: lambda r: sums_by_year(r, EIGHT),
    mean_of: lambda r: mean_of(newest(r, WINDOW), EIGHT),
    year_before: lambda r: year_before(r, r[0], BREAKS),
    other_unit: lambda r: other_unit(r, r[0], "34", WINDOW, BREAKS),
}
"""These take the figures of one indicator as rows."""

OF_RATES: dict[Callable[..., object], Callable[[list[Row]], object]] = {
    newest_rates: lambda r: newest_rates(r, CATALOGUE, CATALOGUE.indicators[RATE], WINDOW),
    sum_over_sum: lambda r: sum_over_sum(r, CATALOGUE.indicators[RATE], EIGHT),
    cluster_rate: lambda r: cluster_rate(
        r, r, (CATALOGUE, CATALOGUE.indicators[RATE], ""), EIGHT, WINDOW
    ),
    rates_by_year: lambda r: rates_by_year(r, CATALOGUE.indicators[RATE], EIGHT),
    spread: lambda r: spread(r),
}
"""These take computed rates as rows."""

WITHOUT_FRAMES: dict[Callable[..., object], Callable[[], object]] = {
    has_form: lambda: has_form(CATALOGUE.indicators["members"], "share"),
    formed: lambda: formed(CATALOGUE.indicators["members"], "share", "population"),
    crosses: lambda: crosses(BREAKS, 2015, 2020),
    rate_of: lambda: rate_of(
        cluster_rate([], [], (CATALOGUE, CATALOGUE.indicators[RATE], ""), EIGHT, WINDOW)
    ),
    class_edges: lambda: class_edges([1.0, 2.0]),
    nearest_in_size: lambda: nearest_in_size({}, "34", EIGHT),
    edges_around: lambda: edges_around([1.0, 2.0], 1.5),
    class_of: lambda: class_of(1.0, (1.0, 2.0)),
    change: lambda: change(bounded(1), bounded(2), "stock"),
    is_due: lambda: is_due(CATALOGUE.indicators[RATE], CATALOGUE.units["34"], 2020),
    is_reported: lambda: is_reported(CATALOGUE.indicators[RATE], 2020),
    is_open_basis: lambda: is_open_basis(CATALOGUE.indicators[RATE], "unstated"),
    quotient: lambda: quotient(bounded(1), bounded(2)),
    slope_of: lambda: slope_of(((2020, 1.0), (2021, 2.0))),
    is_shaded: lambda: is_shaded(2020, 2024),
    value_at: lambda: value_at(((2020, 1.0),), 1.0, 2021),
    change_per_year: lambda: change_per_year(BASE, LATEST, "points"),
    grade: lambda: grade(1.0),
    judge: lambda: judge(BASE, LATEST, TARGET, "points"),
    method_of: lambda: method_of("%"),
    per_year: lambda: per_year(1.0, 2.0, 2, "points"),
    may_judge: lambda: may_judge("all", "all"),
    bases_of: lambda: bases_of(CATALOGUE.indicators[RATE]),
    is_firm: lambda: is_firm("low"),
    lower_confidence: lambda: lower_confidence("low", "high"),
    is_enough: lambda: is_enough(5, 8),
    task_dues: lambda: task_dues(CATALOGUE),
    yearly_due: lambda: yearly_due(CATALOGUE, "members", 2020),
    next_due: lambda: next_due(CATALOGUE, "members", DAY),
    newest_past_due: lambda: newest_past_due(CATALOGUE, "members", DAY),
    past_dues: lambda: past_dues(CATALOGUE, DAY),
}
"""These take no frame; their arguments are immutable, or read once."""

OF_TASKS: dict[Callable[..., object], Callable[[pd.DataFrame, pd.DataFrame], object]] = {
    standing: lambda _, entered: standing(entered),
    task_board: lambda of_list, entered: task_board(of_list, entered, DAY),
    roll_up: lambda of_list, entered: roll_up(task_board(of_list, entered, DAY)),
    by_month: lambda _, entered: by_month(entered, ["1.a"], DAY),
    review_statuses: lambda _, entered: review_statuses(entered, entered),
}
"""These take a list of tasks and what people entered."""


def _tasks() -> tuple[pd.DataFrame, pd.DataFrame]:
    entered = records(("1.a", "01", "done", "2022-11-15"), ("1.a", "01", "in_progress", ""))
    return items(("1.a", ""), ("1.b", "higher")), entered


def _on_2022(frame: pd.DataFrame) -> pd.DataFrame:
    return on_boundaries(frame, CATALOGUE, "2022")


def _frame() -> pd.DataFrame:
    frame = observations(
        figure("37", "members", 2020, 313_165),
        figure("37", "members", 2019, 308_266, "nearly"),
        figure("34", "members", 2020, 600_000, "at_least"),
        figure("33", "members", 2020, 250_000),
        figure("37", "population", 2020, 993_920),
        figure("34", "population", 2020, 1_870_240),
        figure("33", "population", 2020, 1_269_090),
        figure("37", RATE, 2020, 31.6),
    )
    return frame.iloc[::-1].set_axis(range(100, 108))


@pytest.mark.parametrize("transform", CALLS, ids=lambda f: f.__name__)
def test_inputs_are_never_changed(transform: Callable[..., object]) -> None:
    frame = _frame()
    CALLS[transform](frame)
    pd.testing.assert_frame_equal(frame, _frame())


@pytest.mark.parametrize("transform", OF_ROWS, ids=lambda f: f.__name__)
def test_rows_are_never_changed(transform: Callable[..., object]) -> None:
    rows = rows_of(series_of(_frame(), "members"))
    before = deepcopy(rows)
    OF_ROWS[transform](rows)
    assert rows == before


@pytest.mark.parametrize("transform", OF_RATES, ids=lambda f: f.__name__)
def test_rates_are_never_changed(transform: Callable[..., object]) -> None:
    rows = rows_of(derived(_frame(), CATALOGUE, RATE))
    before = [{k: v for k, v in row.items() if v == v} for row in deepcopy(rows)]
    OF_RATES[transform](rows)
    assert [{k: v for k, v in row.items() if v == v} for row in rows] == before


@pytest.mark.parametrize("transform", OF_TASKS, ids=lambda f: f.__name__)
def test_tasks_and_their_states_are_never_changed(transform: Callable[..., object]) -> None:
    given = _tasks()
    OF_TASKS[transform](*given)
    for frame, before in zip(given, _tasks(), strict=True):
        pd.testing.assert_frame_equal(frame, before)


def test_rounds_and_what_was_handed_in_are_never_changed() -> None:
    def asked() -> pd.DataFrame:
        due, sent = pd.Timestamp(2022, 1, 31), [pd.Timestamp(2022, 2, 3), pd.NaT]
        return pd.DataFrame({"round": 1, "due": due, "unit": ["01", "37"], "sent_at": sent})

    given = asked()
    assert [row["late"] for row in timeliness(given, DAY)] == [1, 0]
    pd.testing.assert_frame_equal(given, asked())


def test_every_public_transform_is_named_here() -> None:
    public = {
        function
        for module in iter_modules(khdash.transform.__path__, "khdash.transform.")
        for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction)
        if function.__module__ == module.name and not name.startswith("_")
    }
    tried = {*CALLS, *OF_ROWS, *OF_RATES, *WITHOUT_FRAMES, *OF_TASKS, timeliness}
    assert public - tried == set()
