"""What a command is, and the parts that commands share."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from khdash.locale.words import Words
from khdash.model.dataset import Dataset
from khdash.model.program import as_called
from khdash.report.csv_text import csv_file, csv_text, frame_rows
from khdash.store.atomic import write_whole
from khdash.store.database import Database
from khdash.store.moving import move_over
from khdash.store.opening import recorded_places
from khdash.store.places import Places, here
from khdash.store.probe import told_places

if TYPE_CHECKING:
    from khdash.ingest.apart import Worker
    from khdash.schedule.product import Given, Product
    from khdash.store.restoring import Restored

DONE, CONTENT_FAULTS, UNUSABLE = 0, 1, 2
"""Exit status: done; the content has errors; the request or the file cannot be used."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its help in Vietnamese (translated by Words), its arguments, what it does.

    `run` prints data on stdout, messages on stderr through `say`, and returns the exit status.
    while_serving: an application that serves the same home runs it, for it holds the database.
    checks_settings: it runs only where every setting can be used.
    """

    name: str
    summary: str
    arguments: Callable[[ArgumentParser, Words], None]
    run: Callable[[Namespace, Words], int]
    while_serving: bool = False
    checks_settings: bool = True


@dataclass(frozen=True, slots=True)
class Serving:
    """What a command has of the application that runs it.

    folder: where it was given; dataset: what is known at a moment, None for now, as the readers
    share it; worker, make: where files are checked, and what the schedule asks for is made, apart
    from the readers; while_closed: does something for which the database must be closed.
    """

    folder: Path
    database: Database
    dataset: Callable[[datetime | None], Dataset]
    worker: Worker
    make: Callable[[Given], Product | None]
    while_closed: Callable[[Callable[[], Restored]], Restored]


serving: ContextVar[Serving | None] = ContextVar("serving", default=None)
"""Set while an application runs a command for somebody else."""


class RequestFault(Exception):
    """A request that cannot be carried out; the text is already in the reader's language."""


def say(text: str) -> None:
    """A message to the person, on stderr."""
    print(as_called(text), file=sys.stderr)


def add_places(parser: ArgumentParser, words: Words) -> None:
    """The options --db, --home and --data."""
    parser.add_argument(
        "--db",
        type=Path,
        metavar="FILE",
        default=None,
        help=words("tệp kho số liệu (mặc định: KHDASH_DB hoặc khdash.duckdb trong --home)"),
    )
    parser.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        default=None,
        help=words("thư mục những gì người dùng ghi (mặc định: KHDASH_HOME hoặc home)"),
    )
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        default=None,
        help=words("thư mục số liệu đi kèm chương trình (mặc định: KHDASH_DATA hoặc data)"),
    )


def add_actor(parser: ArgumentParser, words: Words) -> None:
    """The option --by."""
    parser.add_argument(
        "--by", required=True, metavar="NAME", type=_name, help=words("người thực hiện")
    )


def add_keep(parser: ArgumentParser, words: Words) -> None:
    """The option --keep."""

    def count(text: str) -> int:
        if not text.isdecimal() or int(text) < 1:
            raise ArgumentTypeError(words("phải là số nguyên từ 1 trở lên"))
        return int(text)

    parser.add_argument(
        "--keep",
        type=count,
        metavar="N",
        help=words("chỉ giữ lại N bản mới nhất; không ghi thì giữ tất cả"),
    )


def add_out(parser: ArgumentParser, words: Words) -> None:
    """The option --out, for `write_named`."""
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="FILE",
        help=words("tệp hay thư mục để ghi (mặc định: thư mục hiện tại)"),
    )


def _name(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text.strip()


def named_places(args: Namespace) -> Places:
    """Where the options say that things are; nothing is touched."""
    known = _recorded(args, args.db) if args.db else None
    data = args.data or (known.data if known else None)
    home = args.home or (known.home if known else None)
    return here(data, home, args.db)


def _recorded(args: Namespace, database: Path) -> Places | None:
    """What a database says of its folders; a command for damaged ones asks another process."""
    careful = getattr(args, "careful", False)
    return told_places(database) if careful else recorded_places(database)


def places(args: Namespace) -> Places:
    """Where things are by the options, else as a database named by --db recorded, else as usual.

    What the first version kept in the data folder is moved from there before anything is used.
    """
    found = named_places(args)
    moved = move_over(found)
    if moved:
        say(moved.text(args.lang))
    return found


@contextmanager
def open_store(args: Namespace) -> Iterator[Database]:
    """The database that the options name; raises what Database.open raises."""
    application = serving.get()
    if application is not None:
        yield application.database
        return
    with Database.open(places(args)) as database:
        yield database


def given(path: Path) -> Path:
    """A file that an option names, seen from where the command was given."""
    application = serving.get()
    return path if application is None else application.folder / path


def read_dataset(database: Database, when: datetime | None) -> Dataset:
    """What is known at a moment, or now."""
    application = serving.get()
    return database.dataset(when) if application is None else application.dataset(when)


def read_moment(text: str | None, words: Words) -> datetime | None:
    """A moment given as an option."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise RequestFault(
            words(
                "Thời điểm «{text}» không đúng; ghi dạng 2025-06-30 hoặc 2025-06-30T08:00.",
                text=text,
            )
        ) from error


def print_table(frame: pd.DataFrame, output: Path | None, words: Words) -> None:
    """A frame as CSV: on stdout, or into a file that Excel opens as UTF-8."""
    if output is None:
        sys.stdout.write(csv_text(frame_rows(frame)))
        sys.stdout.flush()
        return
    write_output(output, csv_file(frame_rows(frame)), words)
    say(words("Đã ghi {count} dòng vào {path}.", count=words.number(len(frame)), path=output))


def write_output(path: Path, content: bytes, words: Words) -> None:
    """Write what was asked for into the file that an option names."""
    _write(path, content, words, make_folder=False)


def _write(path: Path, content: bytes, words: Words, make_folder: bool) -> None:
    try:
        if make_folder:
            given(path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(given(path), content)
    except OSError as error:
        raise RequestFault(
            words("Không ghi được tệp {path}: {reason}.", path=path, reason=error.strerror)
        ) from error


def write_named(out: Path | None, name: str, content: bytes, words: Words) -> None:
    """Write into the file that an option names, or under a name of its own into a folder, by
    default the present one; and say where it is.

    Every file written has a suffix, so a path without one that is not there is a folder to be made.
    """
    out = out or Path()
    into = given(out).is_dir() or not (out.suffix or given(out).exists())
    path = out / name if into else out
    _write(path, content, words, make_folder=into)
    say(words("Đã ghi {path}.", path=path))
