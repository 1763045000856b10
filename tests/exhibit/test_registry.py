"""What only changes the drawing of an exhibit does not build it anew."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import datetime
from weakref import ref

import pytest

from khdash.exhibit.core.aside import parted
from khdash.exhibit.registry import EXHIBITS, UnknownExhibit, build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.store import moment


@pytest.mark.parametrize("name", EXHIBITS)
def test_a_unit_in_focus_is_only_drawn_apart(published: Dataset, name: str) -> None:
    selection = Selection(tolerance=3)
    plain = build(name, published, selection)
    apart = build(name, published, selection.with_(focus="37"))
    assert apart.content is plain.content
    assert (apart.headline, apart.notes, apart.columns) == (
        plain.headline,
        plain.notes,
        plain.columns,
    )
    if plain.kind == "table":
        assert apart is plain
    else:
        assert apart.selection == plain.selection.with_(focus="37")
        assert build(name, published, selection.with_(focus="37")) is apart


def test_an_exhibit_that_nobody_defined_is_said_so(published: Dataset) -> None:
    with pytest.raises(UnknownExhibit):
        build("bieu_do_la", published, Selection())


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", EXHIBITS)
def test_no_two_columns_of_a_table_bear_one_title(published: Dataset, name: str, lang: str) -> None:
    titles = [one.title for one in build(name, published, Selection(lang=lang)).columns]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("name", EXHIBITS)
def test_over_midnight_only_what_is_judged_by_the_day_is_built_anew(
    published: Dataset, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = []
    for at in (datetime(2026, 3, 1, 8), datetime(2026, 3, 1, 22), datetime(2026, 3, 2, 0, 1)):
        monkeypatch.setattr(moment, "now", lambda at=at: at)
        built.append(build(name, published, Selection(tolerance=3)))
    assert built[1] is built[0]
    assert (built[2] is built[0]) != EXHIBITS[name].by_day


def test_a_due_date_of_yesterday_is_overdue_today(
    published: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of 2022 has a due date on 31/12/2022; the data do not change in the night."""
    late = []
    for at in (datetime(2022, 12, 31, 23, 59), datetime(2023, 1, 1, 0, 1)):
        monkeypatch.setattr(moment, "now", lambda at=at: at)
        late.append(int(build("task_board", published, Selection()).table["overdue"].sum()))
    assert late[1] > late[0]


def test_what_was_made_of_an_exhibit_goes_with_it(published: Dataset) -> None:
    shown = replace(build("trend", published, Selection()))
    assert parted(shown) is parted(shown)
    gone = ref(shown)
    del shown
    gc.collect()
    assert gone() is None
