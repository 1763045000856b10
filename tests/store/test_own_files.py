"""home/catalogue: the office's own rows are in use after a build, and named where they meet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from khdash.cli import main
from khdash.model.problem import CatalogueError
from khdash.store.build import build, verify
from khdash.store.database import Database
from khdash.store.own_files import read_own
from khdash.store.places import Places
from khdash.store.publishing import publish
from khdash.store.snapshot import Snapshot
from tests.published import at
from tests.store.small import commit, current, figure

INDICATOR = (
    "code,name_vi,name_en,theme,unit,kind,decimals,direction,basis_matters\n"
    "members_women,Hội viên nữ,Women members,members,persons,stock,0,up,no\n"
)
TARGET = (
    "indicator,basis,unit_code,year,rule,value,unit,instrument_vi,confidence\n"
    "family_rate,all,01,2025,at_least,75,%,QĐ 387,high\n"
)


@pytest.fixture
def places(folder: Path) -> Places:
    return at(folder)


def write(places: Places, name: str, text: str | bytes) -> Path:
    path = places.own_catalogue / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def given_at(places: Places) -> list[str]:
    return ["--home", str(places.home), "--data", str(places.data)]


def test_an_own_indicator_takes_figures_and_the_database_is_whole(places: Places) -> None:
    write(places, "indicators.csv", INDICATOR)
    assert [row.outcome for row in build(places).own] == ["added"]
    with Database.open(places) as store:
        commit(store, figure(100, indicator="members_women"))
        assert current(store, "members_women") == [100]
        assert [row.key for row in store.own_rows] == ["members_women"]
    assert verify(places) == []


def test_a_target_of_the_same_key_is_judged_by_the_office_s_own_value(places: Places) -> None:
    write(places, "targets.csv", TARGET)
    (row,) = build(places).own
    assert (row.outcome, row.columns) == ("replaces", ("value",))
    with Database.open(places) as store:
        assert [target.value for target in store.catalogue().targets] == [75]
        assert store.own_rows == (row,)


def test_a_changed_own_file_is_a_changed_input_and_a_removed_one_too(places: Places) -> None:
    build(places)
    path = write(places, "targets.csv", TARGET)
    assert build(places).rebuilt
    assert not build(places).rebuilt
    path.write_text(TARGET.replace("75", "76"), encoding="utf-8")
    assert build(places).rebuilt
    path.unlink()
    assert build(places).rebuilt
    with Database.open(places) as store:
        assert [target.value for target in store.catalogue().targets] == [70]


def test_an_upgrade_that_brings_the_same_row_is_named_and_the_own_row_kept(places: Places) -> None:
    write(places, "indicators.csv", INDICATOR)
    build(places)
    shipped = places.data / "catalogue" / "indicators.csv"
    lines = shipped.read_text(encoding="utf-8").splitlines()
    columns = lines[0].split(",")
    row = next(csv.DictReader(INDICATOR.splitlines())) | {"name_vi": "Hội viên là nữ"}
    lines.append(",".join(row.get(column, "") for column in columns))
    shipped.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (told,) = build(places).own
    assert (told.outcome, told.key, told.columns) == ("replaces", "members_women", ("name_vi",))
    with Database.open(places) as store:
        assert store.catalogue().indicators["members_women"].name_vi == "Hội viên nữ"
    assert verify(places) == []


@pytest.mark.parametrize(
    ("name", "text", "where", "repair"),
    [
        ("indicators.csv", INDICATOR.replace("persons", "person"), "dòng 2, cột unit", "persons"),
        ("indicators.csv", INDICATOR.replace("theme", "them"), "dòng 1, cột them", "theme"),
        ("indicators.csv", INDICATOR.replace("code,", "", 1), "dòng 2", "ô"),
        ("target.csv", TARGET, "dòng 1", "targets.csv"),
        ("targets.csv", TARGET.encode("utf-16"), "dòng 1", "CSV"),
        ("targets.csv", TARGET + TARGET.split("\n")[1], "dòng 3", "dòng 2"),
    ],
)
def test_a_fault_is_told_with_file_line_and_repair_and_the_old_database_stays(
    places: Places, name: str, text: str | bytes, where: str, repair: str
) -> None:
    path = write(places, name, text)
    before = places.database.read_bytes()
    with pytest.raises(CatalogueError) as refused:
        build(places)
    told = refused.value.problems[0].text("vi")
    assert told.startswith(f"{path}, {where}")
    assert repair in told
    assert places.database.read_bytes() == before


def test_files_of_an_editor_are_none_of_the_catalogue(places: Places) -> None:
    for name in (".~lock.targets.csv", "~$targets.csv", "ghi-chu.txt"):
        write(places, name, "x")
    assert read_own(places.own_catalogue) == {}


def test_readers_of_a_snapshot_see_which_rows_are_the_office_s_own(
    places: Places, shelf: Path
) -> None:
    write(places, "targets.csv", TARGET)
    build(places)
    with Database.open(places) as store:
        publish(store, str(shelf))
        own = store.own_rows
    with Snapshot.open(str(shelf), places.data) as snapshot:
        assert snapshot.own_rows == own != ()


def test_the_command_lists_own_rows_and_says_which_are_used(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalogue", *given_at(places)]) == 0
    assert str(places.own_catalogue) in capsys.readouterr().err
    write(places, "targets.csv", TARGET)
    write(places, "indicators.csv", INDICATOR)
    assert main(["catalogue", *given_at(places)]) == 0
    told = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert [(row["file"], row["outcome"], row["columns"]) for row in rows] == [
        ("indicators.csv", "added", ""),
        ("targets.csv", "replaces", "value"),
    ]
    assert "dòng riêng của cơ quan được dùng" in told.err
    assert main(["build", *given_at(places)]) == 0
    assert "dòng riêng của cơ quan được dùng" in capsys.readouterr().err


def test_the_command_starts_a_file_once_and_prints_one_as_it_is_used(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalogue", "--new", "targets", *given_at(places)]) == 0
    path = places.own_catalogue / "targets.csv"
    assert build(places).own == ()
    path.write_text(path.read_text(encoding="utf-8") + ",".join(["x"]), encoding="utf-8")
    capsys.readouterr()
    assert main(["catalogue", "--new", "targets.csv", *given_at(places)]) == 2
    assert str(path) in capsys.readouterr().err
    path.write_text(TARGET, encoding="utf-8")
    assert main(["catalogue", "--show", "targets", *given_at(places)]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["value"], row["instrument_vi"]) == ("75", "QĐ 387")
    assert main(["catalogue", "--show", "target", *given_at(places)]) == 2
    assert "targets.csv" in capsys.readouterr().err
