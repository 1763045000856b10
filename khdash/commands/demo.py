"""demo: the generated data set and its own database."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from khdash.commands.command import DONE, Command, say
from khdash.commands.door import address_of
from khdash.commands.serve import add_serving, serve
from khdash.demo.generate import write_demo
from khdash.demo.national import write_national
from khdash.locale.words import Words, mark
from khdash.store.build import build
from khdash.store.catalogue_files import read_catalogue
from khdash.store.places import DATABASE, Places, here


def _arguments(parser: ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--folder",
        type=Path,
        help=words(
            "thư mục ghi số liệu minh hoạ (mặc định: demo, hoặc national khi là cả nước, trong"
            " KHDASH_HOME hoặc home)"
        ),
    )
    parser.add_argument(
        "--national",
        action="store_true",
        help=words("cả nước: 34 tỉnh, thành phố và các xã, khoảng 3 triệu số liệu"),
    )
    parser.add_argument(
        "--communes",
        type=int,
        metavar="N",
        help=words("với --national: mỗi tỉnh nhiều nhất N xã"),
    )
    parser.add_argument(
        "--db",
        type=Path,
        help=words("kho số liệu minh hoạ (mặc định: home/khdash.duckdb trong thư mục đó)"),
    )
    parser.add_argument(
        "--run", action="store_true", help=words("rồi chạy ứng dụng trên bộ số liệu ấy")
    )
    add_serving(parser, words)


def _run(args: Namespace, words: Words) -> int:
    shipped = here()
    folder = args.folder or shipped.home / ("national" if args.national else "demo")
    home = folder / "home"
    places = Places(folder, home, args.db or home / DATABASE)
    if args.run and address_of(places):
        return serve(places, args, words)
    _, catalogue = read_catalogue(shipped.data)
    if args.national:
        count = write_national(catalogue, shipped.data, folder, args.communes)
    else:
        count = write_demo(catalogue, shipped.data, folder)
    build(places)
    say(
        words(
            "Đã ghi {n} số liệu minh hoạ vào {folder} và dựng kho {db}.",
            n=words.number(count),
            folder=folder,
            db=places.database,
        )
    )
    if args.run:
        return serve(places, args, words)
    say(words("Mở bằng lệnh: python -m khdash demo --run."))
    return DONE


DEMO_COMMANDS = (
    Command("demo", mark("Tạo bộ số liệu minh hoạ và kho riêng của nó."), _arguments, _run),
)
