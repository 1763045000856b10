"""A path that is no data folder is told in one sentence, at every door."""

from __future__ import annotations

from pathlib import Path

import pytest

from khdash.cli import main
from khdash.model.problem import CatalogueError
from khdash.store.build import build
from khdash.store.catalogue_files import read_catalogue
from khdash.store.errors import DataMissing
from tests.published import at, write_data
from tests.shell import open_shell

KINDS = {
    "absent": "không có thư mục này",
    "empty": "không có tệp nào của danh mục trong thư mục con catalogue",
    "file": "đây là một tệp, không phải thư mục",
}


@pytest.fixture(params=KINDS)
def wrong(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A path that is no data folder, and why."""
    path = tmp_path / "so-lieu"
    if request.param == "empty":
        path.mkdir()
    elif request.param == "file":
        path.write_text("x", encoding="utf-8")
    return path, KINDS[request.param]


def test_building_says_what_is_wrong_with_the_path(wrong: tuple[Path, str], tmp_path: Path) -> None:
    path, why = wrong
    places = at(tmp_path)
    with pytest.raises(DataMissing) as told:
        build(type(places)(path, tmp_path / "home", tmp_path / "home" / "khdash.duckdb"))
    assert f"{path} không dùng được: {why}" in told.value.text("vi")
    assert "KHDASH_DATA" in told.value.text("en")
    assert not (tmp_path / "home" / "khdash.duckdb").exists()


@pytest.mark.parametrize(
    "command",
    [["build"], ["export"], ["verify"], ["history"], ["exhibit", "--list"], ["dictionary"],
     ["exhibit", "trend"], ["check", "{file}"], ["table", "{file}"]],
    ids=lambda command: "-".join(command[:2]),
)  # fmt: skip
def test_a_command_says_one_sentence(
    command: list[str],
    wrong: tuple[Path, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path, why = wrong
    file = tmp_path / "bao-cao.csv"
    file.write_text("Tỉnh;Năm;Hội viên\nHà Nội;2024;1\n", encoding="utf-8")
    monkeypatch.setenv("KHDASH_DATA", str(path))
    try:
        status = main([part.format(file=file) for part in command])
    except SystemExit as stop:
        status = int(stop.code or 0)
    told = capsys.readouterr().err
    assert "Traceback" not in told
    if command[0] == "table" or status == 0:
        return  # It needs no data folder.
    assert status == 2
    assert told.count("\n") == 1, told
    named = "phải là một thư mục" in told and "KHDASH_DATA" in told  # told of the setting
    assert why in told or named or "Chưa có kho số liệu" in told


def test_a_page_says_one_sentence(wrong: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    path, why = wrong
    monkeypatch.setenv("KHDASH_DATA", str(path))
    app = open_shell("pages/tong_quan.py")
    assert not app.exception
    (fault,) = app.error
    assert why in str(fault.value)


def test_a_folder_that_lacks_one_file_names_the_file(tmp_path: Path) -> None:
    data = write_data(tmp_path / "data")
    (data / "catalogue" / "units.csv").unlink()
    with pytest.raises(CatalogueError) as told:
        read_catalogue(data)
    assert [problem.file for problem in told.value.problems] == ["catalogue/units.csv"]
