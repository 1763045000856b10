"""A data folder of an earlier version, which does not say who answers, is read as before."""

from __future__ import annotations

from pathlib import Path

from khdash.store.build import build
from khdash.store.catalogue_files import inputs_hash
from khdash.store.database import Database
from tests.published import at, write_data


def test_a_folder_without_the_file_states_nothing_and_needs_no_build_for_that(
    tmp_path: Path,
) -> None:
    data = write_data(tmp_path / "data")
    (data / "catalogue" / "reporting.csv").unlink()
    build(at(tmp_path))
    before = inputs_hash(data)
    with Database.open(at(tmp_path)) as database:
        catalogue = database.catalogue()
    assert catalogue.reporting == ()
    assert catalogue.reporting_of("members").answered_by_vi == ""
    assert inputs_hash(data) == before
