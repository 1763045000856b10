from __future__ import annotations

import json
from pathlib import Path

import pytest

from khdash.store.plans import example_text, read_plan, save_plan, saved_plans


def test_a_saved_plan_is_never_overwritten(tmp_path: Path) -> None:
    assert saved_plans(tmp_path) == ()
    names = [save_plan(tmp_path, "Thi đua 2024", {"width": width}) for width in (0.1, 0.2, 0.3)]
    assert names == ["thi-dua-2024", "thi-dua-2024-2", "thi-dua-2024-3"]
    assert saved_plans(tmp_path) == tuple(names)
    assert json.loads(read_plan(tmp_path, "thi-dua-2024")) == {"width": 0.1}


@pytest.mark.parametrize("title", ["../../x", "", "…", "a/b"])
def test_a_title_never_leads_out_of_the_folder(tmp_path: Path, title: str) -> None:
    name = save_plan(tmp_path / "plans", title, {})
    assert [p.name for p in (tmp_path / "plans").iterdir()] == [f"{name}.json"]


def test_only_saved_names_are_read(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text("{}")
    with pytest.raises(FileNotFoundError):
        read_plan(tmp_path / "plans", "../secret")


def test_the_shipped_example_is_marked() -> None:
    assert json.loads(example_text())["scheme"]["example"] is True
