"""catalogue: the rows of the vocabulary that are the office's own, and the files for them."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

import pandas as pd

from khdash.commands.command import (
    DONE,
    Command,
    RequestFault,
    add_places,
    places,
    print_table,
    say,
)
from khdash.locale.words import Words, mark
from khdash.model.catalogue_rows import CATALOGUE_COLUMNS
from khdash.model.own_rows import OwnRow
from khdash.report.csv_text import csv_text
from khdash.store.own_files import read_catalogue_in_use, start_file

COLUMNS = ("file", "line", "key", "outcome", "columns")


def _arguments(parser: ArgumentParser, words: Words) -> None:
    add_places(parser, words)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--new",
        metavar="FILE",
        help=words("tạo tệp riêng chỉ có dòng tiêu đề, ví dụ targets.csv, để ghi dòng của cơ quan"),
    )
    what.add_argument(
        "--show", metavar="FILE", help=words("in một tệp danh mục như đang dùng, ví dụ targets.csv")
    )


def _run(args: Namespace, words: Words) -> int:
    found = places(args)
    if args.new:
        name = _file(args.new, words)
        path = found.own_catalogue / name
        try:
            start_file(found, name)
        except FileExistsError as error:
            raise RequestFault(words("Đã có {path}; hãy sửa tệp ấy.", path=path)) from error
        say(words("Đã tạo {path}. Ghi các dòng riêng vào đó rồi chạy lệnh build.", path=path))
        return DONE
    known = read_catalogue_in_use(found)
    if args.show:
        table = known.tables[_file(args.show, words)]
        rows = [[row[column] for column in table.columns] for row in table.rows]
        sys.stdout.write(csv_text([list(table.columns), *rows], guard=str))
        sys.stdout.flush()
        return DONE
    print_table(own_table(known.own), None, words)
    for row in known.own:
        if row.outcome != "added":
            say(row.text(words.lang))
    if not known.own:
        say(
            words(
                "Cơ quan chưa có dòng riêng nào. Ghi vào các tệp CSV ở {folder}, cùng tên và cột"
                " với tệp danh mục; tạo tệp mới bằng --new.",
                folder=found.own_catalogue,
            )
        )
    return DONE


def own_table(own: tuple[OwnRow, ...]) -> pd.DataFrame:
    """One row an own row: file, line, key, outcome and the columns that differ."""
    rows = [(one.file, one.line, one.key, one.outcome, " ".join(one.columns)) for one in own]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _file(name: str, words: Words) -> str:
    """The name of a catalogue file, with or without its ending."""
    full = name if name.endswith(".csv") else f"{name}.csv"
    if full not in CATALOGUE_COLUMNS:
        raise RequestFault(
            words(
                "Danh mục không có tệp {name}; các tệp: {files}.",
                name=full,
                files=", ".join(CATALOGUE_COLUMNS),
            )
        )
    return full


CATALOGUE_COMMANDS = (
    Command(
        "catalogue",
        mark("In các dòng danh mục riêng của cơ quan và chỗ trùng với dòng đi kèm chương trình."),
        _arguments,
        _run,
    ),
)
