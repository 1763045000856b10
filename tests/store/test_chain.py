"""The journal defends itself: what was changed or taken out is noticed, and mended to the byte."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khdash.cli import main
from khdash.store.backup import back_up, backups_in
from khdash.store.build import build
from khdash.store.chain import Watch
from khdash.store.database import Database
from khdash.store.errors import DatabaseCorrupt, JournalBehind, JournalDamaged, JournalDiffers
from khdash.store.journal import BEFORE_THE_FIRST, file_sha256
from khdash.store.keeping_errors import JournalLost, JournalNotMended, JournalOfAnother
from khdash.store.mending import repair
from khdash.store.places import Places
from tests.store.small import SECRETARY, commit, figure
from tests.store.written import SHA256, journal_files, lock, present, record_of, write


def options(places: Places) -> list[str]:
    return ["--home", str(places.home), "--data", str(places.data)]


def verify_says(places: Places, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    status = main(["verify", *options(places)])
    return status, capsys.readouterr().err


def test_each_entry_holds_the_hash_of_the_one_before(folder: Path) -> None:
    places, _ = write(folder)
    before = BEFORE_THE_FIRST
    for number in range(2, 8):
        path = places.journal / f"{number:06d}.json"
        assert json.loads(path.read_text(encoding="utf-8"))["previous"] == before
        before = file_sha256(path)


def test_a_whole_journal_has_no_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places, _ = write(folder)
    with Database.open(places) as store:
        assert store.journal_faults(whole=True) == []
        assert Watch(store.journal).faults({}, whole=True) == []
        assert store.fault() is None
    assert verify_says(places, capsys)[0] == 0


@pytest.mark.parametrize("name", ["000002.json", "000003.json", "000004.json", "000007.json"])
@pytest.mark.parametrize("harm", ["removed", "empty", "word", "other"])
def test_a_damaged_entry_stops_commits_but_not_reading_until_it_is_mended(
    folder: Path, name: str, harm: str, capsys: pytest.CaptureFixture[str]
) -> None:
    places, expected = write(folder)
    whole = journal_files(places)
    path = places.journal / name
    text = path.read_text(encoding="utf-8")
    if harm == "removed":
        path.unlink()
    else:
        harmed = {"empty": "", "word": text.replace("Thư ký", "Thủ kỹ"), "other": "{}"}[harm]
        assert harmed != text
        path.write_text(harmed, encoding="utf-8")
    last_removed = harm == "removed" and name == "000007.json"
    with Database.open(places) as store:
        store.dataset()
        with pytest.raises(JournalBehind if last_removed else JournalDamaged, match="repair"):
            commit(store, figure(1))
        assert store.fault() is not None
    status, said = verify_says(places, capsys)
    assert status == 1
    assert name in said
    assert "khớp" not in said
    assert main(["journal", "repair", "--by", "Thư ký", *options(places)]) == 0
    assert journal_files(places) == whole
    assert (record_of(places)["by"], record_of(places)["files"]) == ("Thư ký", [name])
    assert verify_says(places, capsys)[0] == 0
    assert present(places) == expected
    with Database.open(places) as store:
        assert commit(store, figure(1)).batch_id == 8


def test_several_removed_at_the_end_are_written_again(folder: Path) -> None:
    places, expected = write(folder)
    whole = journal_files(places)
    shutil.rmtree(places.journal)
    kept = places.journal / "files" / SHA256
    kept.parent.mkdir(parents=True)
    kept.write_bytes(whole[f"files/{SHA256}"])
    repair(places, SECRETARY)
    assert journal_files(places) == whole
    assert present(places) == expected


def test_a_changed_moment_of_the_newest_entry_is_mended(folder: Path) -> None:
    places, expected = write(folder)
    path = places.journal / "000007.json"
    text = path.read_text(encoding="utf-8")
    entry = json.loads(text)
    path.write_text(text.replace(entry["at"], "2001-01-01T00:00:00+07:00"), encoding="utf-8")
    with pytest.raises(JournalDiffers, match="journal repair"):
        Database.open(places)
    repair(places, SECRETARY)
    assert path.read_text(encoding="utf-8") == text
    assert present(places) == expected


def test_figures_of_a_batch_are_mended_to_the_byte(folder: Path) -> None:
    places, expected = write(folder)
    whole = journal_files(places)
    (places.journal / "000003.csv").write_text("line\n1\n", encoding="utf-8")
    (places.journal / "000002.csv").unlink()
    with Database.open(places) as store, pytest.raises(JournalDamaged, match=r"000002\.csv"):
        commit(store, figure(1))
    assert repair(places, SECRETARY).mended == ("000002.csv", "000003.csv")
    assert journal_files(places) == whole
    assert present(places) == expected


def test_a_kept_file_that_is_gone_or_changed_is_noticed_and_comes_from_a_backup_alone(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places, _ = write(folder)
    backups = tmp_path / "backups"
    assert main(["backup", str(backups), *options(places)]) == 0
    path = places.journal / "files" / SHA256
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"x")
    status, said = verify_says(places, capsys)
    assert (status, SHA256 in said) == (1, True)
    assert repair(places, SECRETARY).lost == (f"files/{SHA256}",)
    path.unlink()
    status, said = verify_says(places, capsys)
    assert (status, SHA256 in said, "--backup" in said) == (1, True, True)
    # No figure depends on it: writing goes on, and so do backups, which drop no older one.
    with Database.open(places) as store:
        commit(store, figure(5, year=2009))
        later = back_up(store, SECRETARY, backups, keep=1)
    assert (later.lost, len(backups_in(backups))) == ((f"files/{SHA256}",), 2)
    later.path.rename(tmp_path / "later")
    told = ["journal", "repair", "--backup", str(backups), "--by", "Thư ký", *options(places)]
    assert main(told) == 0
    assert path.read_bytes() == whole
    assert verify_says(places, capsys)[0] == 0


def test_a_damaged_database_is_built_again_from_the_whole_journal(folder: Path) -> None:
    places, expected = write(folder)
    places.database.write_bytes(places.database.read_bytes()[:20_000])
    with pytest.raises(DatabaseCorrupt, match="build --from-scratch"):
        Database.open(places)
    done = repair(places, SECRETARY)
    assert (done.rebuilt, done.mended) == (True, ())
    assert present(places) == expected
    assert (folder / "khdash.duckdb.damaged").exists()


def test_where_both_are_damaged_nothing_is_made_up(folder: Path) -> None:
    places, _ = write(folder)
    places.database.write_bytes(b"x" * 40_000)
    (places.journal / "000003.json").write_text("{}", encoding="utf-8")
    before = journal_files(places)
    with pytest.raises(JournalNotMended, match="restore"):
        repair(places, SECRETARY)
    with pytest.raises(JournalDamaged):
        build(places, from_scratch=True)
    assert places.database.read_bytes() == b"x" * 40_000
    assert journal_files(places) == before


@pytest.mark.parametrize("what", ["database and journal", "journal", "one entry and database"])
def test_a_home_that_lost_both_is_no_new_home(
    folder: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    places, _ = write(folder)
    if what != "journal":
        places.database.unlink()
    if what == "one entry and database":
        (places.journal / "000007.json").unlink()
    else:
        shutil.rmtree(places.journal)
    if what == "journal":  # the database is an older one
        shutil.copy(folder / "data" / "first.duckdb", places.database)
    for command in (["build"], ["build", "--from-scratch"], ["verify"]):
        capsys.readouterr()
        assert main([*command, *options(places)]) in (1, 2)
        said = capsys.readouterr().err
        assert "khớp" not in said
        assert "restore" in said or command == ["verify"]
    if what != "journal":
        with pytest.raises(JournalLost, match="restore"):
            build(places)


@pytest.fixture
def folder(folder: Path) -> Path:
    """The small store, with a copy of its database from before anything was written."""
    shutil.copy(folder / "khdash.duckdb", folder / "data" / "first.duckdb")
    return folder


def test_a_start_with_a_whole_database_and_no_journal_reads_and_says_how_to_mend(
    folder: Path,
) -> None:
    places, expected = write(folder)
    shutil.rmtree(places.journal)
    assert not build(places).rebuilt
    assert present(places) == expected
    with Database.open(places) as store:
        assert isinstance(store.fault(), JournalBehind)
    # 1: the file of an upload is in backups alone.
    assert main(["journal", "repair", "--by", "Thư ký", *options(places)]) == 1
    with Database.open(places) as store:
        assert store.fault() is None


def test_an_older_database_without_its_journal_takes_nothing_in(folder: Path) -> None:
    places, _ = write(folder)
    shutil.rmtree(places.journal)
    shutil.copy(folder / "data" / "first.duckdb", places.database)
    with Database.open(places) as store, pytest.raises(JournalLost):
        commit(store, figure(1))
    assert not places.journal.exists()


def test_a_journal_is_not_mended_from_the_database_of_another_home(
    folder: Path, tmp_path: Path
) -> None:
    places, _ = write(folder)
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    (other / "journal" / "000003.json").unlink()
    mixed = Places(places.data, other, places.database)
    before = journal_files(mixed)
    with pytest.raises(JournalOfAnother, match="--home"):
        repair(mixed, SECRETARY)
    assert journal_files(mixed) == before


def test_a_journal_of_the_first_versions_is_read_and_chained_from_then_on(folder: Path) -> None:
    places, _ = write(folder)
    for number in range(2, 8):  # as it was before entries held the hash of the one before
        path = places.journal / f"{number:06d}.json"
        told = json.loads(path.read_text(encoding="utf-8"))
        del told["previous"]
        text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")
    shutil.copy(folder / "data" / "first.duckdb", places.database)
    with Database.open(places) as store:
        assert store.journal_faults(whole=True) == []
        commit(store, figure(7, year=2018))
    newest = places.journal / "000008.json"
    assert json.loads(newest.read_text())["previous"] == file_sha256(places.journal / "000007.json")
    changed = places.journal / "000007.json"
    told = changed.read_text(encoding="utf-8")
    changed.write_text(told.replace('"by": "', '"by": "Y '), encoding="utf-8")
    places.database.unlink()
    with pytest.raises(JournalDamaged, match=r"000007\.json"):
        build(places)


def test_a_database_from_before_the_chain_takes_the_entries_up(folder: Path) -> None:
    places, expected = write(folder)
    with Database.open(places) as store, store.writing() as cursor:
        cursor.execute("DELETE FROM journal_entry")
    assert present(places) == expected


def test_two_batches_with_the_same_numbers_are_no_damage(folder: Path) -> None:
    """A look at what nobody touched is not read again, and a new entry is seen at once."""
    places, _ = write(folder)
    with Database.open(places) as store:
        for year in (2001, 2002):
            commit(store, records={"year_lock": [lock(year)]}, channel="decision")
            assert store.fault() is None
        (places.journal / "000008.json").write_text("{}", encoding="utf-8")
        assert store.fault() is not None


@pytest.mark.parametrize("gone", [False, True], ids=["database", "no database"])
@pytest.mark.parametrize("number", [8, 9, 900])
def test_what_does_not_go_on_from_the_last_entry_is_put_aside(
    folder: Path, number: int, gone: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy of an entry under a number that was never written, with figures."""
    places, expected = write(folder)
    whole = journal_files(places)
    for suffix in ("json", "csv"):
        stray = places.journal / f"{number:06d}.{suffix}"
        shutil.copy(places.journal / f"000003.{suffix}", stray)
    assert present(places) == expected
    with Database.open(places) as store:
        assert f"{min(number, 8):06d}.json" in str(store.fault())
        with pytest.raises(JournalDamaged):
            commit(store, figure(1))
    if gone:
        places.database.unlink()
    assert main(["journal", "repair", "--by", "Thư ký", *options(places)]) == 0
    assert f"{number:06d}.json, {number:06d}.csv" in capsys.readouterr().err
    assert journal_files(places) == whole
    assert record_of(places)["put_aside"] == [f"{number:06d}.json", f"{number:06d}.csv"]
    assert present(places) == expected
    assert main(["verify", *options(places)]) == 0


def test_an_entry_that_somebody_was_told_of_is_never_put_aside(folder: Path) -> None:
    """It was recorded and not yet applied when it was damaged: only a backup has it."""
    places, _ = write(folder)
    before = places.database.read_bytes()
    with Database.open(places) as store:
        commit(store, figure(5, year=2017))
    places.database.write_bytes(before)
    (places.journal / "000008.json").write_text("{}", encoding="utf-8")
    with pytest.raises(JournalNotMended, match="backup"):
        repair(places, SECRETARY)
    assert (places.journal / "000008.json").read_text(encoding="utf-8") == "{}"


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_byte_of_the_journal_may_be_lost_and_comes_back(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Cut or turn over a byte of any file: it is noticed, and the way back gives it back."""
    if not (folder / "journal").exists():
        write(folder)
    own = Path(shutil.copytree(folder, tmp_path_factory.mktemp("own") / "small"))
    places = Places(own / "data", own, own / "khdash.duckdb")
    whole = journal_files(places)
    name = data.draw(st.sampled_from(sorted(n for n in whole if not n.startswith("files/"))))
    at = data.draw(st.integers(0, len(whole[name]) - 1))
    how = data.draw(st.sampled_from(["flip", "cut"]))
    content = bytearray(whole[name])
    if how == "cut":
        del content[at:]
    else:
        content[at] ^= 1 << data.draw(st.integers(0, 7))
    (places.journal / name).write_bytes(bytes(content))
    try:
        with Database.open(places) as store:
            assert store.fault() is not None
            with pytest.raises(JournalDamaged):
                commit(store, figure(1))
    except JournalDiffers:
        assert name == "000007.json"
    assert main(["verify", *options(places)]) in (1, 2)
    repair(places, SECRETARY)
    assert journal_files(places) == whole
    shutil.rmtree(own)
