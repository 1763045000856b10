"""Publishing into an object store and reading from it, by its address alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyarrow.fs import FileSystem

from khdash.store.database import Database
from khdash.store.errors import (
    SnapshotDamaged,
    SnapshotIncomplete,
    SnapshotMissing,
    SnapshotUnreachable,
)
from khdash.store.publishing import publish
from khdash.store.shelf import ObjectShelf
from khdash.store.snapshot import Newest, Snapshot
from tests.browser.server import free_port
from tests.published import PROJECT
from tests.store.moto import make_bucket, object_store
from tests.store.published_copies import READER, assert_same
from tests.store.small import commit, figure

KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with object_store(tmp_path_factory.mktemp("moto") / "moto.log") as address:
        yield address


@pytest.fixture
def address(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A prefix in a bucket that only this test meets; the endpoint stands in the address."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    bucket = f"bucket-{abs(hash(tmp_path)) % 10**9}"
    make_bucket(server, bucket)
    host = server.removeprefix("http://")
    return f"s3://{bucket}/khuyen-hoc?endpoint_override={host}&scheme=http&region=us-east-1"


def test_a_snapshot_read_from_an_object_store_is_the_database(
    store: Database, address: str
) -> None:
    with pytest.raises(SnapshotMissing):
        Snapshot.open(address, store.places.data)
    commit(store, figure(100), figure(90, year=2019, as_of=None))
    first = publish(store, address)
    assert first.moved
    assert not publish(store, address).moved
    newest = Newest(address, store.places.data, every=0)
    before = newest.snapshot()
    expected = store.dataset()
    assert_same(before.dataset(), expected)
    commit(store, figure(110))
    second = publish(store, address, keep=1)
    assert (second.moved, second.removed) == (True, 1)
    assert_same(newest.snapshot().dataset(), store.dataset())
    assert_same(before.dataset(), expected)
    assert set(ObjectShelf(address).names()) == {second.name}


def test_a_half_written_and_a_damaged_object_are_named(store: Database, address: str) -> None:
    name = publish(store, address).name
    files, root = FileSystem.from_uri(address)
    path = f"{root}/versions/{name}/tables/observation.parquet"
    with files.open_output_stream(path) as stream:
        stream.write(b"half")
    with pytest.raises(SnapshotDamaged, match=r"observation\.parquet"):
        Snapshot.open(address, store.places.data)
    files.delete_file(path)
    with pytest.raises(SnapshotIncomplete, match=r"observation\.parquet"):
        Snapshot.open(address, store.places.data)
    assert publish(store, address).moved
    with Snapshot.open(address, store.places.data) as copy:
        assert copy.version() == 1


def test_a_publication_that_is_cut_off_leaves_the_one_before(
    store: Database, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(store, address)
    commit(store, figure(100))
    written: list[str] = []
    write = ObjectShelf._write

    def cut_off(self: ObjectShelf, path: str, content: bytes) -> None:
        written.append(path)
        if len(written) > 5:
            raise KeyboardInterrupt
        write(self, path, content)

    with monkeypatch.context() as patch:
        patch.setattr(ObjectShelf, "_write", cut_off)
        with pytest.raises(KeyboardInterrupt):
            publish(store, address)
    with Snapshot.open(address, store.places.data) as copy:
        assert copy.version() == 1
    assert publish(store, address).moved
    with Snapshot.open(address, store.places.data) as copy:
        assert copy.version() == 2


def test_a_store_that_does_not_answer_and_a_bucket_that_is_not_there_are_named(
    store: Database, address: str
) -> None:
    silent = f"s3://b/p?endpoint_override=127.0.0.1:{free_port()}&scheme=http&region=us-east-1"
    with pytest.raises(SnapshotUnreachable, match="s3://b/p: kho đối tượng"):
        Snapshot.open(silent, store.places.data)
    _, _, options = address.partition("?")
    with pytest.raises(SnapshotUnreachable):
        publish(store, f"s3://no-such-bucket/p?{options}")


def test_another_process_needs_the_address_and_the_usual_variables_only(
    store: Database, address: str, server: str, tmp_path: Path
) -> None:
    publish(store, address)
    plain = address.partition("?")[0]
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, plain, str(tmp_path / "nothing")],
        env={**os.environ, **KEYS, "AWS_ENDPOINT_URL": server, "AWS_REGION": "us-east-1"},
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
    )
    assert reader.stdout is not None
    try:
        assert reader.stdout.readline() == "1 1\n"
        commit(store, figure(100))
        publish(store, address)
        assert reader.stdout.readline() == "2 2\n"
    finally:
        reader.kill()
        reader.communicate()
