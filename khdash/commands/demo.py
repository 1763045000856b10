"""demo: the generated data set and its own database."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from khdash.commands.command import DONE, Command, say
from khdash.demo.generate import write_demo
from khdash.locale.words import Words, mark
from khdash.store.build import build
from khdash.store.catalogue_files import read_catalogue
from khdash.store.places import PROJECT


def _arguments(parser: ArgumentParser, words: Words) -> None:
    data = PROJECT / "data"
    parser.add_argument(
        "--folder", type=Path, default=data / "demo", help=words("thư mục ghi số liệu minh hoạ")
    )
    parser.add_argument(
        "--db", type=Path, default=data / "khdash-demo.duckdb", help=words("kho số liệu minh hoạ")
    )


def _run(args: Namespace, words: Words) -> int:
    _, catalogue = read_catalogue(PROJECT / "data")
    count = write_demo(catalogue, PROJECT / "data", args.folder)
    build(args.db, args.folder)
    say(
        words(
            "Đã ghi {n} số liệu minh hoạ vào {folder} và dựng kho {db}.",
            n=words.number(count),
            folder=args.folder,
            db=args.db,
        )
    )
    return DONE


DEMO_COMMANDS = (
    Command("demo", mark("Tạo bộ số liệu minh hoạ và kho riêng của nó."), _arguments, _run),
)
