"""The mark by which a client knows that an answer is still the same (ETag)."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pandas as pd

import khdash
from khdash.model.dataset import Dataset
from khdash.model.kept import kept

KINDS = (".py", ".po", ".csv", ".sql")


def etag_of(dataset: Dataset, address: str) -> str:
    """Weak, for the transport may compress. address: path and query, with language and format."""
    text = f"{_program()} {_data(dataset)} {address}"
    return f'W/"{dataset.version}-{hashlib.sha256(text.encode()).hexdigest()[:24]}"'


def is_known(etag: str, header: str) -> bool:
    """Whether an If-None-Match names the mark.

    >>> is_known('W/"1-a"', '"x", "1-a"'), is_known('W/"1-a"', '"2-a"'), is_known('W/"1-a"', "*")
    (True, False, True)
    """
    given = [part.strip().removeprefix("W/") for part in header.split(",")]
    return header.strip() == "*" or etag.removeprefix("W/") in given


@kept(1)
def _data(dataset: Dataset) -> str:
    """A digest of version and content: a build from other files can have the same number."""
    digest = hashlib.sha256(repr((dataset.version, dataset.updated_at, dataset.demo)).encode())
    digest.update(repr(dataset.catalogue).encode())
    for frame in (dataset.observations, dataset.periods):
        digest.update(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
    return digest.hexdigest()


@cache
def _program() -> str:
    """A digest of the program, whose words and rules are part of every answer."""
    digest = hashlib.sha256()
    folder = Path(khdash.__path__[0])
    for path in sorted(path for path in folder.rglob("*") if path.suffix in KINDS):
        digest.update(path.read_bytes())
    return digest.hexdigest()
