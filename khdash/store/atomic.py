"""Files written as a whole or not at all: a crash midway leaves what was there before."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

from khdash.store.errors import writing_to


def write_whole(path: Path, content: bytes, *, replace: bool = True, private: bool = False) -> None:
    """Write a file so that no reader and no crash meets half of it.

    replace: False raises FileExistsError where the file exists. private: for its owner alone. A
    device or a pipe is written to.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    with draft_of(path, replace=replace) as draft:
        if private:
            draft.touch(mode=0o600)
        draft.write_bytes(content)


@contextmanager
def draft_of(path: Path, *, replace: bool = True) -> Iterator[Path]:
    """A name beside `path` to write to; the draft takes its place once the block has ended well."""
    path = path.resolve()
    draft = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        yield draft
        put_in_place(draft, path, replace=replace)
    finally:
        draft.unlink(missing_ok=True)


def put_in_place(draft: Path, path: Path, *, replace: bool = True) -> None:
    """Give a finished file its name, so that it survives a loss of power."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    if replace:
        os.replace(draft, path)
    else:
        _give_new_name(draft, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Let the names in a folder survive a loss of power."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _give_new_name(draft: Path, path: Path) -> None:
    """Two who write the same name at once: the second gets FileExistsError."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no links
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        os.replace(draft, path)


def check_folder(folder: Path) -> None:
    """Write something that leaves no trace in a folder, or above it where it is still to be made.

    Raises DatabaseReadOnly.
    """
    there = next(path for path in (folder, *folder.parents) if path.exists())
    with writing_to(folder), TemporaryFile(dir=there) as file:
        file.write(b" ")
        file.flush()
