"""A home that a newer version wrote to is refused in a sentence, with a database or without."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import khdash
from khdash.store import written_by
from khdash.store.build import build, verify
from khdash.store.database import Database
from khdash.store.errors import HomeNewer
from khdash.store.places import Places
from khdash.store.schema import SCHEMA_VERSION
from khdash.store.written_by import FILE
from tests.published import at
from tests.store.small import commit, current, figure
from tests.store.test_moving import contents


@pytest.fixture
def places(folder: Path) -> Places:
    return at(folder)


def noted(places: Places) -> tuple[str, int]:
    told = json.loads((places.home / FILE).read_text(encoding="utf-8"))
    return told["version"], told["schema"]


def test_a_build_and_a_commit_note_the_running_version(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(places)
    assert noted(places) == (khdash.__version__, SCHEMA_VERSION)
    monkeypatch.setattr(khdash, "__version__", "0.9.0")
    with Database.open(places) as store:
        assert noted(places)[0] != "0.9.0"
        commit(store, figure(100))
    assert noted(places) == ("0.9.0", SCHEMA_VERSION)


@pytest.mark.parametrize("gone", [False, True], ids=["with its database", "without"])
@pytest.mark.parametrize("start", [build, Database.open, verify])
def test_an_older_version_opens_nothing_and_changes_nothing(
    places: Places, start: Callable[[Places], object], gone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        later.setattr(khdash, "__version__", "0.9.0")
        later.setattr(written_by, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
        with Database.open(places) as store:
            commit(store, figure(100))
    if gone:
        places.database.unlink()
    before = contents(places.home)
    with pytest.raises(HomeNewer) as refused:
        start(places)
    for lang in ("vi", "en"):
        assert "0.9.0" in refused.value.text(lang)
        assert khdash.__version__ in refused.value.text(lang)
        assert str(places.home) in refused.value.text(lang)
    assert contents(places.home) == before


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": "x"}', '{"schema": null}'])
def test_a_note_that_says_nothing_stops_nobody_and_is_written_anew(
    places: Places, text: str
) -> None:
    (places.home / FILE).write_text(text, encoding="utf-8")
    build(places)
    assert noted(places) == (khdash.__version__, SCHEMA_VERSION)
    with Database.open(places) as store:
        assert current(store) == []
