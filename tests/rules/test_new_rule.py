"""The steps of docs/extending.md, "Thêm một quy tắc": the rule then speaks at both front doors."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from khdash.cli import main
from khdash.model.selection import Selection
from khdash.rules import registry
from khdash.rules.rule import Rule
from khdash.store.catalogue_files import read_catalogue
from khdash.store.places import PROJECT
from khdash.web.common.page_registry import own_parameters

from .doors import as_csv, cell_of

DATA = PROJECT / "data"


def the_file_of_the_guide(folder: Path) -> ModuleType:
    """The rule as a reader copies it from the guide into a file of its own."""
    guide = (PROJECT / "docs" / "extending.md").read_text(encoding="utf-8")
    section = guide.split("\n## Thêm một quy tắc\n")[1].split("\n## ")[0]
    (code,) = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    path = folder / "fees_per_member.py"
    path.write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rule:
    made: Rule = the_file_of_the_guide(tmp_path).RULE
    # Who follows the guide to the letter has it there already.
    others = tuple(one for one in registry.RULES if one.code != made.code)
    monkeypatch.setattr(registry, "RULES", (*others, made))
    for part in ("catalogue", "published", "boundaries"):
        shutil.copytree(DATA / part, tmp_path / "data" / part)
    monkeypatch.setenv("KHDASH_DATA", str(tmp_path / "data"))
    return made


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, list[dict[str, Any]]]:
    capsys.readouterr()
    main(list(arguments))
    found: dict[str, list[dict[str, Any]]] = json.loads(capsys.readouterr().out)
    return found


def test_a_rule_in_a_file_of_its_own_speaks_at_upload_and_on_the_quality_page(
    rule: Rule, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue = read_catalogue(DATA)[1]
    file = tmp_path / "mau.csv"
    file.write_text(as_csv(rule.sample.fires, catalogue), encoding="utf-8")
    assert main(["build"]) == 0
    checked = printed(capsys, "check", str(file), "--json")["findings"]
    own = [one for one in checked if one["code"] == rule.code]
    assert [(one["cell"], one["severity"]) for one in own] == [
        (cell_of(rule.sample.fires, rule.sample.names), rule.severity)
    ]
    assert main(["import", str(file), "--by", "Lan"]) == 0
    table = printed(capsys, "exhibit", "quality_findings", "--format", "json")["table"]
    (row,) = [row for row in table if row["rule"] == rule.code]
    assert (row["unit"], row["year"], row["severity"]) == ("35", 2024, rule.severity)
    assert own[0]["message_vi"].endswith(f": {row['why']} {row['to_do']}")


def test_the_page_offers_to_narrow_by_the_new_rule(rule: Rule) -> None:
    options = own_parameters()["quy_tac"].allowed(read_catalogue(DATA)[1], Selection().boundaries)
    assert rule.code in options
