"""What is shipped may be read-only: whatever a person does, nothing below it changes."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from khdash.cli import main
from khdash.store.places import DATABASE
from khdash.web.common import reader
from tests.web.upload.conftest import Open, turn_to, upload, write


def listing(folder: Path) -> dict[str, tuple[int, str]]:
    """Every path below a folder, with the time of its last change and a hash of its content."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mtime_ns,
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in (folder, *folder.rglob("*"))
    }


def test_upload_commit_draft_saved_plan_build_and_demo_write_into_the_home_alone(
    open_page: Open, home: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Path(shutil.copytree(built / "data", tmp_path / "data"))
    monkeypatch.setenv("KHDASH_DATA", str(data))
    before = listing(data)
    app = open_page("nap_so_lieu")
    write(upload(app))
    upload(turn_to(app, "nap_so_lieu"), "Tỉnh;Năm;Hội viên\nHà Nam;2024;9.000\n".encode(), "b.csv")
    plan = turn_to(app, "thi_dua")
    plan.get_by_key("_pa_luu").click().run()
    assert not app.exception
    reader.end()
    reader.forget()
    assert main(["build", "--from-scratch"]) == 0
    assert main(["demo"]) == 0
    assert listing(data) == before
    kept = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert {DATABASE, "journal/000002.json", "demo/home/khdash.duckdb"} <= kept
    assert len([name for name in kept if name.startswith("plans/")]) == 1
    assert len([name for name in kept if name.startswith("drafts/")]) == 2
