"""What only changes the drawing of an exhibit does not build it anew."""

from __future__ import annotations

import pytest

from khdash.exhibit.registry import EXHIBITS, UnknownExhibit, build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection


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
