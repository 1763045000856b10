"""A file is there as a whole, the old one or the new, whatever happens midway."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from khdash.demo.generate import write_demo
from khdash.ingest.draft import DraftFolder
from khdash.store.atomic import draft_of, write_whole
from khdash.store.catalogue_files import read_catalogue
from khdash.store.journal import Journal
from khdash.store.places import PROJECT


class LossOfPower(BaseException):
    """The process ends here."""


def test_the_new_content_stands_alone_in_the_folder(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    write_whole(file, b"old")
    write_whole(file, b"new")
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_crash_midway_leaves_the_old_file_and_no_half_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = tmp_path / "a.csv"
    write_whole(file, b"old")

    def crash(*_: object) -> None:
        raise LossOfPower

    monkeypatch.setattr(os, step, crash)
    with pytest.raises(LossOfPower):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_writer_that_fails_midway_leaves_no_file(tmp_path: Path) -> None:
    def half() -> None:
        with draft_of(tmp_path / "a.csv") as draft:
            draft.write_bytes(b"half a li")
            raise LossOfPower

    with pytest.raises(LossOfPower):
        half()
    assert list(tmp_path.iterdir()) == []


def test_what_must_not_be_replaced_stays(tmp_path: Path) -> None:
    file = tmp_path / "000002.json"
    write_whole(file, b"truth", replace=False)
    with pytest.raises(FileExistsError):
        write_whole(file, b"other", replace=False)
    assert file.read_bytes() == b"truth"
    assert list(tmp_path.iterdir()) == [file]


def test_of_many_who_write_one_new_name_one_succeeds(tmp_path: Path) -> None:
    def attempt(number: int) -> bool:
        try:
            write_whole(tmp_path / "plan.json", b"%d" % number, replace=False)
        except FileExistsError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(40))) == 1


def test_a_disk_without_links_still_keeps_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    write_whole(tmp_path / "plan.json", b"first", replace=False)
    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "plan.json", b"second", replace=False)
    assert (tmp_path / "plan.json").read_bytes() == b"first"


def test_a_link_keeps_pointing_and_a_device_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write_whole(tmp_path / "link.csv", b"new")
    write_whole(Path(os.devnull), b"gone")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"
    assert not Path(os.devnull).is_file()


def _rows_of_an_entry(folder: Path) -> None:
    def write(path: Path) -> None:
        path.write_text("year,value\n", encoding="utf-8")

    Journal(folder).write_rows(2, write)


def _draft(folder: Path) -> None:
    DraftFolder(folder).start(b"a;b", "a.csv", "", datetime(2026, 11, 28))


def _demo(folder: Path) -> None:
    write_demo(read_catalogue(PROJECT / "data")[1], PROJECT / "data", folder)


@pytest.mark.parametrize("write", [_rows_of_an_entry, _draft, _demo])
def test_everyone_who_writes_a_file_writes_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path], None]
) -> None:
    placed: list[str] = []

    def noting(real: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
        def place(draft: Path, path: Path) -> None:
            placed.append(path.name)
            real(draft, path)

        return place

    for name in ("replace", "link"):
        monkeypatch.setattr(os, name, noting(getattr(os, name)))
    write(tmp_path)
    copied = {"catalogue", "boundaries"}
    written = {
        file.name
        for file in tmp_path.rglob("*")
        if file.is_file() and not copied & set(file.relative_to(tmp_path).parts)
    }
    assert written == set(placed)


def _writes(call: ast.AST) -> bool:
    """Whether a call writes a file or puts one in another's place; folders are moved by rename."""
    if not isinstance(call, ast.Call):
        return False
    name = ast.unparse(call.func)
    modes = [a.value for a in [*call.args, *(k.value for k in call.keywords)]
             if isinstance(a, ast.Constant)]  # fmt: skip
    opened = name.endswith("open") and any(m in ("w", "wb", "a", "ab", "x") for m in modes)
    return opened or name.endswith((".write_text", ".write_bytes", "os.replace"))


def test_no_module_writes_a_file_past_the_one_function() -> None:
    folder = PROJECT / "khdash"
    writing = {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*.py")
        if any(map(_writes, ast.walk(ast.parse(file.read_text(encoding="utf-8")))))
    }
    into_a_folder_that_gets_its_name_when_it_is_whole = {"store/backup.py", "store/backup_pack.py"}
    of_who_translates = {"locale/update.py"}
    assert writing == {
        "store/atomic.py",
        *into_a_folder_that_gets_its_name_when_it_is_whole,
        *of_who_translates,
    }
